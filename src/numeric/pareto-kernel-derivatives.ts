import { integratePareto, type PanelVisitor } from "./pareto-kernel.ts";

/**
 * The derivatives of ln K, K as in `logParetoKernel`, by p, q, A and B, written into `gradient` in this order; returns ln K. They are
 * means over the integrand, of -ln(A + u), -ln(B + u), -p / (A + u) and -(q + 1) / (B + u), all taken in one pass of
 * Gauss-Legendre panels in ln(c + u), c = min(A, B), which stops where the integrand has vanished. At t0 = t1 the limits. Relative
 * error below 1e-12.
 *
 * Domain: p, q, A, B > 0; 0 <= t0 <= t1 < Infinity.
 */
export function paretoKernelGradient(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  gradient: Float64Array,
): number {
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const grownB = Math.log1p((t1 - t0) / (B + t0));
  const logSum = logWithMeans(p, q, A + t0, B + t0, t1 - t0, grownA, grownB, gradient, addMeans);
  gradient[0]! -= Math.log(A + t0);
  gradient[1]! -= Math.log(B + t0);
  gradient[2]! -= p / (A + t1);
  gradient[3]! -= (q + 1) / (B + t1);
  return logSum - p * Math.log(A + t0) - (q + 1) * Math.log(B + t0);
}

/**
 * ln of q K (A + t1)^p (B + t1)^q, the odds of having left against being there, with its derivatives by p, q, A and B as in
 * {@link paretoKernelGradient}. All in ratios of times, so that p and A, or q and B, may run to infinity together. A fifth entry of
 * `gradient` takes ln of q K (A + t0)^p (B + t0)^q, the odds against being there at t0.
 */
export function paretoOddsGradient(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  gradient: Float64Array,
): number {
  return logOdds(p, q, A, B, t0, t1, gradient, addMeans);
}

/** The same, and the second derivatives in the lower triangle of `hessian`. */
export function paretoOddsHessian(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  gradient: Float64Array,
  hessian: Float64Array[],
): number {
  for (let i = 0; i < 10; i++) squares[i] = 0;
  const value = logOdds(p, q, A, B, t0, t1, gradient, addBoth);
  writeCovariances(p, q, A + t1, B + t1, hessian);
  hessian[1]![1]! -= 1 / (q * q);
  hessian[3]![3]! += 1 / ((B + t1) * (B + t1));
  return value;
}

function logOdds(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  gradient: Float64Array,
  visit: PanelVisitor,
): number {
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const grownB = Math.log1p((t1 - t0) / (B + t0));
  const logSum = logWithMeans(p, q, A + t0, B + t0, t1 - t0, grownA, grownB, gradient, visit);
  gradient[0]! += grownA;
  gradient[1]! += grownB + 1 / q;
  gradient[3]! -= 1 / (B + t1);
  const left = logSum + Math.log(q / (B + t0));
  if (gradient.length > 4) gradient[4] = left;
  return left + p * grownA + q * grownB;
}

/** Sums over the panels of the integrand times the logarithms and the rests of both sides. */
const sums: Float64Array = /* @__PURE__ */ new Float64Array(4);

/** One by the integral itself, which makes means of sums. */
let scale = 0;

/** Times two of them, the lower triangle row by row. */
const squares: Float64Array = /* @__PURE__ */ new Float64Array(10);

/**
 * ln of K (A + t0)^p (B + t0)^(q + 1), as `integratePareto` takes it, with its gradient: means of -ln((A + u) / (A + t0)),
 * -ln((B + u) / (B + t0)), p / (A + t1) - p / (A + u) and (q + 1) / (B + t1) - (q + 1) / (B + u).
 */
function logWithMeans(
  p: number,
  q: number,
  startA: number,
  startB: number,
  length: number,
  grownA: number,
  grownB: number,
  gradient: Float64Array,
  visit: PanelVisitor,
): number {
  for (let i = 0; i < 4; i++) sums[i] = 0;
  const sum = integratePareto(p, q, startA, startB, length, grownA, grownB, visit);
  scale = sum === 0 ? 0 : 1 / sum;
  for (let i = 0; i < 4; i++) sums[i]! *= scale;
  gradient[0] = -sums[0]!;
  gradient[1] = -sums[1]!;
  gradient[2] = (-p / (startA + length)) * sums[2]!;
  gradient[3] = (-(q + 1) / (startB + length)) * sums[3]!;
  return Math.log(sum);
}

/** Second derivatives of ln of K (A + t1)^p (B + t1)^(q + 1): covariances of what the gradient has the means of, and means of its own derivatives. */
function writeCovariances(p: number, q: number, endA: number, endB: number, hessian: Float64Array[]): void {
  const byA = p / endA;
  const byB = (q + 1) / endB;
  for (let i = 0; i < 10; i++) squares[i]! *= scale;
  const lA = sums[0]!;
  const lB = sums[1]!;
  const rA = sums[2]!;
  const rB = sums[3]!;
  const ofP = hessian[0]!;
  const ofQ = hessian[1]!;
  const ofA = hessian[2]!;
  const ofB = hessian[3]!;
  ofP[0] = squares[0]! - lA * lA;
  ofQ[0] = squares[1]! - lA * lB;
  ofQ[1] = squares[2]! - lB * lB;
  ofA[0] = byA * (squares[3]! - lA * rA) - rA / endA;
  ofA[1] = byA * (squares[4]! - lB * rA);
  ofA[2] = byA * (byA * (squares[5]! - rA * rA) + (squares[5]! + 2 * rA) / endA);
  ofB[0] = byB * (squares[6]! - lA * rB);
  ofB[1] = byB * (squares[7]! - lB * rB) - rB / endB;
  ofB[2] = byA * byB * (squares[8]! - rA * rB);
  ofB[3] = byB * (byB * (squares[9]! - rB * rB) + (squares[9]! + 2 * rB) / endB);
}

/** Adds the first moments of a panel. */
function addMeans(
  count: number,
  mass: Float64Array,
  logA: Float64Array,
  logB: Float64Array,
  restA: Float64Array,
  restB: Float64Array,
): void {
  let ofA = 0;
  let ofB = 0;
  let ofRestA = 0;
  let ofRestB = 0;
  for (let i = 0; i < count; i++) {
    const m = mass[i]!;
    ofA += m * logA[i]!;
    ofB += m * logB[i]!;
    ofRestA += m * restA[i]!;
    ofRestB += m * restB[i]!;
  }
  sums[0]! += ofA;
  sums[1]! += ofB;
  sums[2]! += ofRestA;
  sums[3]! += ofRestB;
}

/** Adds first and second moments. */
const addBoth: PanelVisitor = (count, mass, logA, logB, restA, restB) => {
  addMeans(count, mass, logA, logB, restA, restB);
  addSquares(count, mass, logA, logB, restA, restB);
};

/** Adds the second moments of a panel. */
function addSquares(
  count: number,
  mass: Float64Array,
  logA: Float64Array,
  logB: Float64Array,
  restA: Float64Array,
  restB: Float64Array,
): void {
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let ar = 0;
  let br = 0;
  let rr = 0;
  let as = 0;
  let bs = 0;
  let rs = 0;
  let ss = 0;
  for (let i = 0; i < count; i++) {
    const a = logA[i]!;
    const b = logB[i]!;
    const r = restA[i]!;
    const s = restB[i]!;
    const ma = mass[i]! * a;
    const mb = mass[i]! * b;
    const mr = mass[i]! * r;
    aa += ma * a;
    ab += ma * b;
    ar += ma * r;
    as += ma * s;
    bb += mb * b;
    br += mb * r;
    bs += mb * s;
    rr += mr * r;
    rs += mr * s;
    ss += mass[i]! * s * s;
  }
  squares[0]! += aa;
  squares[1]! += ab;
  squares[2]! += bb;
  squares[3]! += ar;
  squares[4]! += br;
  squares[5]! += rr;
  squares[6]! += as;
  squares[7]! += bs;
  squares[8]! += rs;
  squares[9]! += ss;
}
