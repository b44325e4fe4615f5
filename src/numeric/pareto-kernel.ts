import { expEach } from "./exponential.ts";
import { betaReciprocalMean } from "./gauss-hypergeometric.ts";
import { log1pEach } from "./logarithms.ts";
import { gaussLegendre8, gaussLegendre12, gaussLegendre16, type QuadratureRule } from "./quadrature.ts";

/** Below this difference of the two tails' logarithms their subtraction would lose digits. */
const closeTails = 0.1;

/** Beyond this a tail's 2F1 loses digits. */
const largePowers = 1e6;

const noGradient: Float64Array = /* @__PURE__ */ new Float64Array(0);

/** Widest panel in y = ln(c + u): the integrand's nearest singularity lies pi away from the axis. */
const panelWidth = 2.5;

/**
 * ln of K = integral of (A + u)^-p (B + u)^-(q + 1) over (t0, t1): the one hard piece of the Pareto/NBD likelihood (p = r + x, q = s,
 * A = alpha, B = beta). t1 may be Infinity; t0 = t1 gives -Infinity.
 *
 * As the difference of the tails beyond t0 and beyond t1, each a 2F1(1, ...) at a negative argument, where nothing cancels; where the two
 * are close (a short interval), by Gauss-Legendre panels in ln(c + u), c = min(A, B). Error of K below 5e-13 relative, plus the rounding
 * of a logarithm that may be -1e4 (tests/golden/mpmath_kernels.json).
 *
 * Tail: with k = p + q, integral of the same over (t, Infinity) =
 * (A + t)^-(p - 1) (B + t)^-(q + 1) 2F1(1, q + 1; k + 1; -(A - B) / (B + t)) / k, or, the same, where A < B,
 * (A + t)^-p (B + t)^-q 2F1(1, p; k + 1; -(B - A) / (A + t)) / k.
 *
 * Domain: p, q, A, B > 0; 0 <= t0 <= t1, t0 finite.
 */
export function logParetoKernel(p: number, q: number, A: number, B: number, t0: number, t1: number): number {
  return logParetoRelative(p, q, A, B, t0, t1) - p * Math.log(A + t0) - (q + 1) * Math.log(B + t0);
}

/** The same relative to the integrand at t0: all in ratios of times, so that p and A, or q and B, may run to infinity together. */
export function logParetoRelative(p: number, q: number, A: number, B: number, t0: number, t1: number): number {
  if (t0 === t1) return -Infinity;
  const k = p + q;
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const grownB = Math.log1p((t1 - t0) / (B + t0));
  if (k > largePowers && t1 < Infinity) return march(p, q, A + t0, B + t0, t1 - t0, grownA, grownB, noGradient);
  const powerA = A >= B ? p - 1 : p;
  const factor = tailFactor(p, q, A, B, t0);
  const logTail = Math.log((factor / k) * (Math.max(A, B) + t0));
  if (t1 === Infinity) return logTail;
  const ratio = tailFactor(p, q, A, B, t1) / factor;
  const logRatio = Math.log(ratio) - powerA * grownA - (k - powerA) * grownB;
  if (-logRatio >= closeTails) return logTail + Math.log(-Math.expm1(logRatio));
  return march(p, q, A + t0, B + t0, t1 - t0, grownA, grownB, noGradient);
}

/** The 2F1 of the tail beyond t. */
function tailFactor(p: number, q: number, A: number, B: number, t: number): number {
  return A >= B ? betaReciprocalMean(q + 1, p, (A - B) / (B + t)) : betaReciprocalMean(p, q + 1, (B - A) / (A + t));
}

/**
 * The derivatives of ln K, K as in {@link logParetoKernel}, by p, q, A and B, written into `gradient` in this order; returns ln K. They are
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
  const logSum = march(p, q, A + t0, B + t0, t1 - t0, grownA, grownB, gradient);
  gradient[0]! -= Math.log(A + t0);
  gradient[1]! -= Math.log(B + t0);
  gradient[2]! -= p / (A + t1);
  gradient[3]! -= (q + 1) / (B + t1);
  return logSum - p * Math.log(A + t0) - (q + 1) * Math.log(B + t0);
}

/**
 * ln of q K (A + t1)^p (B + t1)^q, the odds of having left against being there, with its derivatives by p, q, A and B as in
 * {@link paretoKernelGradient}. All in ratios of times, so that p and A, or q and B, may run to infinity together. A fifth entry of
 * `gradient` takes ln of q K (A + t0)^p (B + t0)^q, the odds against being there at t0. The rows of `hessian` take the second derivatives.
 */
export function paretoOddsGradient(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  gradient: Float64Array,
  hessian?: Float64Array[],
): number {
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const grownB = Math.log1p((t1 - t0) / (B + t0));
  const logSum = march(p, q, A + t0, B + t0, t1 - t0, grownA, grownB, gradient, hessian);
  gradient[0]! += grownA;
  gradient[1]! += grownB + 1 / q;
  gradient[3]! -= 1 / (B + t1);
  if (hessian !== undefined) {
    hessian[1]![1]! -= 1 / (q * q);
    hessian[3]![3]! += 1 / ((B + t1) * (B + t1));
  }
  const left = logSum + Math.log(q / (B + t0));
  if (gradient.length > 4) gradient[4] = left;
  return left + p * grownA + q * grownB;
}

/** Room for what is computed at the nodes of a panel. */
const room: readonly Float64Array[] = /* @__PURE__ */ Array.from({ length: 5 }, () => new Float64Array(16));

/** Mass of the integrand, and sums of its products with the logarithms and the rests of both sides. */
const sums: Float64Array = /* @__PURE__ */ new Float64Array(5);

/** Sums of its products with two of them, the lower triangle row by row. */
const squares: Float64Array = /* @__PURE__ */ new Float64Array(10);

/**
 * ln of K (A + t0)^p (B + t0)^(q + 1), given both sides at t0, the length t1 - t0 and the logarithms by which the sides grow over it: by panels
 * in y = ln((c + u) / (c + t0)). And the gradient where there is room for it: means of -ln((A + u) / (A + t0)), -ln((B + u) / (B + t0)),
 * p / (A + t1) - p / (A + u) and (q + 1) / (B + t1) - (q + 1) / (B + u). The Hessian, if it is asked for, is that of
 * ln of K (A + t1)^p (B + t1)^(q + 1), its lower triangle: their covariances, and the means of their own derivatives.
 */
function march(
  p: number,
  q: number,
  startA: number,
  startB: number,
  length: number,
  grownA: number,
  grownB: number,
  gradient: Float64Array,
  hessian?: Float64Array[],
): number {
  const start = Math.min(startA, startB);
  const end = Math.max(grownA, grownB);
  const near = room[0]!;
  const far = room[1]!;
  const restA = room[2]!;
  const restB = room[3]!;
  const mass = room[4]!;
  const logA = startA <= startB ? near : far;
  const logB = startA <= startB ? far : near;
  for (let i = 0; i < 5; i++) sums[i] = 0;
  for (let i = 0; i < 10; i++) squares[i] = 0;
  // One panel takes what falls off by less than e^-24 in all.
  const fall = p * grownA + (q + 1) * grownB + end;
  const single = fall < 24 && end < 4;
  const { nodes, weights } = ruleFor(fall, end);
  const count = nodes.length;
  for (let from = 0, width = end; from < end; from += width) {
    if (!single) {
      // How fast the integrand falls here; within the panel no more than e^width times as fast.
      const grown = start * Math.exp(from);
      const rate = (p * grown) / (startA - start + grown) + ((q + 1) * grown) / (startB - start + grown);
      width = Math.min(panelWidth, Math.log1p(16 / rate));
    }
    const half = 0.5 * Math.min(width, end - from);
    placeNodes(nodes, from, half, near, mass);
    expEach(mass, count, 1);
    compareSides(count, start, startA, startB, length, restA, restB, mass);
    log1pEach(mass, far, count);
    fallOff(count, p, q + 1, near, logA, logB, mass);
    expEach(mass, count, 0);
    const added = weigh(weights, half * start, mass);
    sums[0]! += added;
    if (gradient.length > 0) addMeans(count, mass, logA, logB, restA, restB, sums);
    if (hessian !== undefined) addSquares(count, mass, logA, logB, restA, restB, squares);
    if (added < 1e-17 * sums[0]!) break;
  }
  const sum = sums[0]!;
  if (gradient.length > 0) {
    const scale = sum === 0 ? 0 : 1 / sum;
    const byA = p / (startA + length);
    const byB = (q + 1) / (startB + length);
    const lA = sums[1]! * scale;
    const lB = sums[2]! * scale;
    const rA = sums[3]! * scale;
    const rB = sums[4]! * scale;
    gradient[0] = -lA;
    gradient[1] = -lB;
    gradient[2] = -byA * rA;
    gradient[3] = -byB * rB;
    if (hessian !== undefined) {
      const ofP = hessian[0]!;
      const ofQ = hessian[1]!;
      const ofA = hessian[2]!;
      const ofB = hessian[3]!;
      ofP[0] = squares[0]! * scale - lA * lA;
      ofQ[0] = squares[1]! * scale - lA * lB;
      ofQ[1] = squares[2]! * scale - lB * lB;
      ofA[0] = byA * (squares[3]! * scale - lA * rA) - rA / (startA + length);
      ofA[1] = byA * (squares[4]! * scale - lB * rA);
      ofA[2] = byA * (byA * (squares[5]! * scale - rA * rA) + (squares[5]! * scale + 2 * rA) / (startA + length));
      ofB[0] = byB * (squares[6]! * scale - lA * rB);
      ofB[1] = byB * (squares[7]! * scale - lB * rB) - rB / (startB + length);
      ofB[2] = byA * byB * (squares[8]! * scale - rA * rB);
      ofB[3] = byB * (byB * (squares[9]! * scale - rB * rB) + (squares[9]! * scale + 2 * rB) / (startB + length));
    }
  }
  return Math.log(sum);
}

/** Nodes enough for an integrand that falls by e^-fall along the logarithms of a panel that is `width` long. */
function ruleFor(fall: number, width: number): QuadratureRule {
  if (fall < 2 && width < 1) return gaussLegendre8;
  return fall < 8 && width < 2 ? gaussLegendre12 : gaussLegendre16;
}

// Its steps, one short loop each: in a long one the engine runs out of registers.

/** y of the nodes, twice. */
function placeNodes(nodes: Float64Array, from: number, half: number, near: Float64Array, again: Float64Array): void {
  for (let i = 0; i < nodes.length; i++) {
    const y = from + half * (1 + nodes[i]!);
    near[i] = y;
    again[i] = y;
  }
}

/** From e^y - 1 how far both sides still grow, as shares of what they are there, and in its place the growth of the farther one. */
function compareSides(
  count: number,
  start: number,
  startA: number,
  startB: number,
  length: number,
  restA: Float64Array,
  restB: Float64Array,
  growth: Float64Array,
): void {
  const inverse = 1 / Math.max(startA, startB);
  for (let i = 0; i < count; i++) {
    const u = start * growth[i]!;
    growth[i] = u * inverse;
    restA[i] = (length - u) / (startA + u);
    restB[i] = (length - u) / (startB + u);
  }
}

/** The logarithm of the integrand by y: du = (c + u) dy, c the nearer side. */
function fallOff(
  count: number,
  powerA: number,
  powerB: number,
  near: Float64Array,
  logA: Float64Array,
  logB: Float64Array,
  logs: Float64Array,
): void {
  for (let i = 0; i < count; i++) logs[i] = near[i]! - powerA * logA[i]! - powerB * logB[i]!;
}

/** Weighs the integrand, and returns its sum. */
function weigh(weights: Float64Array, scale: number, mass: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const m = scale * weights[i]! * mass[i]!;
    mass[i] = m;
    sum += m;
  }
  return sum;
}

/** Adds the first moments of a panel to `sums`. */
function addMeans(
  count: number,
  mass: Float64Array,
  logA: Float64Array,
  logB: Float64Array,
  restA: Float64Array,
  restB: Float64Array,
  sums: Float64Array,
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
  sums[1]! += ofA;
  sums[2]! += ofB;
  sums[3]! += ofRestA;
  sums[4]! += ofRestB;
}

/** Adds the second moments of a panel to `squares`. */
function addSquares(
  count: number,
  mass: Float64Array,
  logA: Float64Array,
  logB: Float64Array,
  restA: Float64Array,
  restB: Float64Array,
  squares: Float64Array,
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
