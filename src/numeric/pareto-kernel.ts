import { hypergeometricOneB } from "./gauss-hypergeometric.ts";
import { gaussLegendre8, gaussLegendre12, gaussLegendre16 } from "./quadrature.ts";

/** Below this difference of the two tails' logarithms their subtraction would lose digits. */
const closeTails = 0.1;

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
  if (t0 === t1) return -Infinity;
  const k = p + q;
  const powerA = A >= B ? p - 1 : p;
  const factor = tailFactor(p, q, A, B, t0);
  const logTail = Math.log(factor / k) - powerA * Math.log(A + t0) - (k - powerA) * Math.log(B + t0);
  if (t1 === Infinity) return logTail;
  const ratio = tailFactor(p, q, A, B, t1) / factor;
  const logRatio =
    Math.log(ratio) - powerA * Math.log1p((t1 - t0) / (A + t0)) - (k - powerA) * Math.log1p((t1 - t0) / (B + t0));
  if (-logRatio >= closeTails) return logTail + Math.log(-Math.expm1(logRatio));
  return march(p, q, A, B, t0, t1, noGradient);
}

/** The 2F1 of the tail beyond t. */
function tailFactor(p: number, q: number, A: number, B: number, t: number): number {
  return A >= B
    ? hypergeometricOneB(q + 1, p + q + 1, (B - A) / (B + t))
    : hypergeometricOneB(p, p + q + 1, (A - B) / (A + t));
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
  return march(p, q, A, B, t0, t1, gradient);
}

/** ln K by panels in y = ln((c + u) / (c + t0)), and the gradient where there is room for it. */
function march(p: number, q: number, A: number, B: number, t0: number, t1: number, gradient: Float64Array): number {
  const wantsGradient = gradient.length > 0;
  const startA = A + t0;
  const startB = B + t0;
  const start = Math.min(startA, startB);
  const end = Math.log1p((t1 - t0) / start);
  let sum = 0;
  let sumLogA = 0;
  let sumLogB = 0;
  let sumInverseA = 0;
  let sumInverseB = 0;
  // One panel takes what falls off by less than e^-24 in all; an almost constant integrand needs half the nodes.
  const fall = (p + q + 1) * end;
  const { nodes, weights } = fall < 1 ? gaussLegendre8 : fall < 4 ? gaussLegendre12 : gaussLegendre16;
  let width = fall < 24 && end < 4 ? end : Math.min(1.5, 16 / (p + q));
  for (let from = 0; from < end; from += width, width = Math.min(1.5 * width, panelWidth)) {
    const half = 0.5 * Math.min(width, end - from);
    let added = 0;
    for (let i = 0; i < nodes.length; i++) {
      const y = from + half * (1 + nodes[i]!);
      const u = start * Math.expm1(y);
      const logA = startA === start ? y : Math.log1p(u / startA);
      const logB = startB === start ? y : Math.log1p(u / startB);
      const term = half * weights[i]! * (start + u) * Math.exp(-p * logA - (q + 1) * logB);
      added += term;
      if (wantsGradient) {
        sumLogA += term * logA;
        sumLogB += term * logB;
        sumInverseA += term / (startA + u);
        sumInverseB += term / (startB + u);
      }
    }
    sum += added;
    if (added < 1e-17 * sum) break;
  }
  const atStart = sum === 0;
  if (wantsGradient) {
    gradient[0] = -Math.log(startA) - (atStart ? 0 : sumLogA / sum);
    gradient[1] = -Math.log(startB) - (atStart ? 0 : sumLogB / sum);
    gradient[2] = -p * (atStart ? 1 / startA : sumInverseA / sum);
    gradient[3] = -(q + 1) * (atStart ? 1 / startB : sumInverseB / sum);
  }
  return Math.log(sum) - p * Math.log(startA) - (q + 1) * Math.log(startB);
}
