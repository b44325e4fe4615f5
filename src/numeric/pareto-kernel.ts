import { betaReciprocalMean } from "./gauss-hypergeometric.ts";
import { gaussLegendre8, gaussLegendre12, gaussLegendre16 } from "./quadrature.ts";

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
  if (k > largePowers && t1 < Infinity) return march(p, q, A, B, t0, t1, noGradient);
  const powerA = A >= B ? p - 1 : p;
  const factor = tailFactor(p, q, A, B, t0);
  const logTail = Math.log((factor / k) * (Math.max(A, B) + t0));
  if (t1 === Infinity) return logTail;
  const ratio = tailFactor(p, q, A, B, t1) / factor;
  const logRatio =
    Math.log(ratio) - powerA * Math.log1p((t1 - t0) / (A + t0)) - (k - powerA) * Math.log1p((t1 - t0) / (B + t0));
  if (-logRatio >= closeTails) return logTail + Math.log(-Math.expm1(logRatio));
  return march(p, q, A, B, t0, t1, noGradient);
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
  const logSum = march(p, q, A, B, t0, t1, gradient);
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
  const logSum = march(p, q, A, B, t0, t1, gradient);
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const grownB = Math.log1p((t1 - t0) / (B + t0));
  gradient[0]! += grownA;
  gradient[1]! += grownB + 1 / q;
  gradient[3]! -= 1 / (B + t1);
  const left = logSum + Math.log(q / (B + t0));
  if (gradient.length > 4) gradient[4] = left;
  return left + p * grownA + q * grownB;
}

/**
 * ln of K (A + t0)^p (B + t0)^(q + 1) by panels in y = ln((c + u) / (c + t0)), and the gradient where there is room for it: means of
 * -ln((A + u) / (A + t0)), -ln((B + u) / (B + t0)), p / (A + t1) - p / (A + u) and (q + 1) / (B + t1) - (q + 1) / (B + u).
 */
function march(p: number, q: number, A: number, B: number, t0: number, t1: number, gradient: Float64Array): number {
  const wantsGradient = gradient.length > 0;
  const startA = A + t0;
  const startB = B + t0;
  const start = Math.min(startA, startB);
  const length = t1 - t0;
  const end = Math.log1p(length / start);
  let sum = 0;
  let sumLogA = 0;
  let sumLogB = 0;
  let sumInverseA = 0;
  let sumInverseB = 0;
  // One panel takes what falls off by less than e^-24 in all; an almost constant integrand needs half the nodes.
  const fall = p * Math.log1p(length / startA) + (q + 1) * Math.log1p(length / startB) + end;
  const single = fall < 24 && end < 4;
  const { nodes, weights } = fall < 1 ? gaussLegendre8 : fall < 4 ? gaussLegendre12 : gaussLegendre16;
  for (let from = 0, width = end; from < end; from += width) {
    if (!single) {
      // How fast the integrand falls here; within the panel no more than e^width times as fast.
      const grown = start * Math.exp(from);
      const rate = (p * grown) / (startA - start + grown) + ((q + 1) * grown) / (startB - start + grown);
      width = Math.min(panelWidth, Math.log1p(16 / rate));
    }
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
        sumInverseA += (term * (length - u)) / (startA + u);
        sumInverseB += (term * (length - u)) / (startB + u);
      }
    }
    sum += added;
    if (added < 1e-17 * sum) break;
  }
  const atStart = sum === 0;
  if (wantsGradient) {
    gradient[0] = atStart ? 0 : -sumLogA / sum;
    gradient[1] = atStart ? 0 : -sumLogB / sum;
    gradient[2] = atStart ? 0 : (-p * (sumInverseA / sum)) / (A + t1);
    gradient[3] = atStart ? 0 : (-(q + 1) * (sumInverseB / sum)) / (B + t1);
  }
  return Math.log(sum);
}
