import { agedBeta, gompertzExponent, gompertzPanelEnd, gompertzReach } from "./gompertz-lifetime.ts";
import { gaussLegendre8, gaussLegendre12, gaussLegendre16 } from "./quadrature.ts";

const noGradient: Float64Array = /* @__PURE__ */ new Float64Array(0);

/**
 * ln of K (A + t0)^p / S(t0), K = integral of (A + u)^-p f(u) over (t0, t1), f = -S' the density of gamma-Gompertz lifetimes,
 * S(u) = (beta / (beta + e^(bu) - 1))^s: the one hard piece of the GGompertz/NBD likelihood (p = r + x, A = alpha). All in ratios of
 * times, so that p and A, or s and beta, may run to infinity together. t0 = t1 gives -Infinity.
 *
 * Gauss-Legendre panels in ln(c + u - t0), c the distance to the nearest singularity, each so short that no factor falls by more than
 * e^-12 in it, relative to the integrand at t0, so that nothing underflows however large p is; they stop where what is left has
 * vanished. Error of K below 1e-13 relative, plus the rounding of a logarithm that may be -1e4 (tests/golden/mpmath_gompertz.json).
 *
 * Domain: p, A, b, s, beta > 0; 0 <= t0 <= t1 < Infinity.
 */
export function logGompertzLeft(
  p: number,
  A: number,
  b: number,
  s: number,
  beta: number,
  t0: number,
  t1: number,
): number {
  const startBeta = agedBeta(b, beta, t0);
  return march(p, A + t0, b, s, startBeta, t1 - t0, t0, noGradient) + Math.log((s / startBeta) * b);
}

/**
 * ln of K (A + t1)^p / S(t1), the odds of having left against being there, with its derivatives by p, A, b, s and beta, written into
 * `gradient` in this order: means over the integrand, taken in the same pass. All in ratios of times, so that p and A, or s and beta,
 * may run to infinity together. At t0 = t1 the limits. Relative error below 1e-12. A sixth entry of `gradient` takes {@link logGompertzLeft}.
 */
export function gompertzOddsGradient(
  p: number,
  A: number,
  b: number,
  s: number,
  beta: number,
  t0: number,
  t1: number,
  gradient: Float64Array,
): number {
  const startBeta = agedBeta(b, beta, t0);
  const logSum = march(p, A + t0, b, s, startBeta, t1 - t0, t0, gradient);
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const exponent = gompertzExponent(b, startBeta, t1 - t0);
  gradient[0]! += grownA;
  gradient[3]! += 1 / s + exponent;
  gradient[4]! *= Math.exp(-b * t0);
  const left = logSum + Math.log((s / startBeta) * b);
  if (gradient.length > 5) gradient[5] = left;
  return left + p * grownA + s * exponent;
}

/**
 * ln of the integral over (0, length) relative to the integrand's value at 0, for A and beta as they are there, and the gradient of the odds
 * where there is room for it, as far as it is made of means.
 */
function march(
  p: number,
  A: number,
  b: number,
  s: number,
  beta: number,
  length: number,
  t0: number,
  gradient: Float64Array,
): number {
  const wantsGradient = gradient.length > 0;
  const c = Math.min(A, gompertzReach(b, beta));
  // By how many e-folds the factors change in all: where it is little, one panel with few nodes takes everything.
  const change = p * Math.log1p(length / A) + (s + 1) * gompertzExponent(b, beta, length) + Math.min(700, b * length);
  const single = change < 16 && b * length < 3 && length < 19 * c;
  const { nodes, weights } = !single || change > 4 ? gaussLegendre16 : change > 1 ? gaussLegendre12 : gaussLegendre8;
  // An absolute error of 1e-16 in a logarithm is lost in the rest unless a large power multiplies it.
  const rough = p + s < 50;
  const grownAtEnd = Math.expm1(b * length);
  const inverseAtEnd = 1 / (beta + grownAtEnd);
  const pullAtEnd = pull(t0 + length, grownAtEnd, inverseAtEnd);
  let sum = 0;
  let sumLogA = 0;
  let sumExponent = 0;
  let sumNearA = 0;
  let sumNear = 0;
  let sumInverse = 0;
  let sumFree = 0;
  let sumPull = 0;
  for (let from = 0; from < length; ) {
    const to = single ? length : gompertzPanelEnd(from, c, b, s, beta, p / (A + from), length);
    const start = c + from;
    const half = 0.5 * Math.log1p((to - from) / start);
    const shared = from === 0 && c === A;
    for (let i = 0; i < nodes.length; i++) {
      const y = half * (1 + nodes[i]!);
      const step = start * (rough ? Math.exp(y) - 1 : Math.expm1(y));
      const v = from + step;
      const logA = shared ? y : logOnePlus(v / A, rough);
      const grown = expMinusOne(b * v);
      const ratio = grown / beta;
      const exponent = ratio < 1e300 ? logOnePlus(ratio, rough) : gompertzExponent(b, beta, v);
      const term = half * weights[i]! * (start + step) * Math.exp(b * v - p * logA - (s + 1) * exponent);
      sum += term;
      if (wantsGradient) {
        const inverse = 1 / (beta + grown);
        const held = pull(t0 + v, grown, inverse);
        sumLogA += term * logA;
        sumExponent += term * exponent;
        sumNearA += (term * (length - v)) / (A + v);
        sumNear += term * (grownAtEnd < 1e300 ? (grownAtEnd - grown) * inverse * inverseAtEnd : inverse);
        sumInverse += term * inverse;
        sumFree += term * (t0 + v - held);
        sumPull += term * (pullAtEnd - held);
      }
    }
    from = to;
    if (from >= length) break;
    // All that is left: those who survive until then, at most.
    const left = Math.exp(-p * Math.log1p(from / A) - s * gompertzExponent(b, beta, from));
    if ((left * beta) / (s * b) < 1e-17 * sum) break;
  }
  if (wantsGradient) {
    const none = sum === 0;
    gradient[0] = none ? 0 : -sumLogA / sum;
    gradient[1] = none ? 0 : (-p * (sumNearA / sum)) / (A + length);
    gradient[2] = 1 / b + (none ? t0 - pullAtEnd : (sumFree + s * sumPull) / sum);
    gradient[3] = none ? 0 : -sumExponent / sum;
    gradient[4] = none ? -1 / beta : -(s * sumNear + sumInverse) / sum;
  }
  return Math.log(sum);
}

/** u e^(bu) / (beta + e^(bu) - 1), by which ln(beta + e^(bu) - 1) changes with b. */
function pull(u: number, grown: number, inverse: number): number {
  return grown < 1e300 ? u * ((1 + grown) * inverse) : u;
}

function logOnePlus(x: number, rough: boolean): number {
  return rough ? Math.log(1 + x) : Math.log1p(x);
}

/** e^x - 1, by its series where that is short. */
function expMinusOne(x: number): number {
  if (x > 0.01) return Math.expm1(x);
  return x * (1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + (x / 5) * (1 + x / 6)))));
}
