import { logBeta } from "./gamma-functions.ts";

/** Below this distance from the peak, in nats, a term no longer shows in the sum. */
const negligible = 42;

/**
 * ln E[(1 + w p)^-power] for p ~ Beta(a, b): the chance that a customer whose purchases are Gamma(power) distributed and who
 * drops out with chance p at each of them survives a stretch w (in units of the rate parameter). Equal to
 * ln 2F1(power, a; a + b; -w).
 *
 * Trapezoid rule in s = logit p, where the integrand exp(phi), phi = a ln p + b ln(1 - p) - power ln(1 + w p), has exactly one peak
 * (the root of a quadratic) and is analytic in a strip of half-width pi/2, so that the error falls as exp(-pi^2 / step). The infinite
 * left tail, where (1 + w p)^-power is 1 to the last digit and the terms are a geometric series, is summed in closed form: a may
 * be as small as one likes.
 *
 * Domain: a, b, power > 0, w >= 0. Absolute error of the logarithm below 1e-12 (tests/golden/mpmath_bg_discounted.json).
 */
export function logBetaPowerMean(a: number, b: number, power: number, w: number): number {
  if (w === 0) return 0;
  const peak = Math.log(peakOdds(a, b, power, w));
  // The Gaussian width at the peak, or where the bend is sharper beside it, sets the step.
  const here = bend(peak, a, b, power, w);
  const beside = 1 / Math.sqrt(Math.max(1, here));
  const sharpest = Math.max(1, here, bend(peak - beside, a, b, power, w), bend(peak + beside, a, b, power, w));
  const step = Math.min(0.2, 0.5 / Math.sqrt(sharpest));
  const top = exponent(peak, a, b, power, w);
  const flat = Math.log(1e-18 / (1 + power * w + b));
  let sum = 1;
  for (let k = 1; ; k++) {
    const s = peak - k * step;
    const term = Math.exp(exponent(s, a, b, power, w) - top);
    if (s < flat) {
      sum += term / -Math.expm1(-a * step);
      break;
    }
    sum += term;
    if (term < 1e-18) break;
  }
  for (let k = 1; ; k++) {
    const s = peak + k * step;
    const term = Math.exp(exponent(s, a, b, power, w) - top);
    if (s > negligible) {
      // Here 1 - p is e^-s to the last digit and everything else is constant: the terms fall as e^(-b step).
      sum += term / -Math.expm1(-b * step);
      break;
    }
    sum += term;
    if (term < 1e-18) break;
  }
  return Math.min(0, top + Math.log(step * sum) - logBeta(a, b));
}

/** phi at s = logit p. */
function exponent(s: number, a: number, b: number, power: number, w: number): number {
  const logP = s < 0 ? s - Math.log1p(Math.exp(s)) : -Math.log1p(Math.exp(-s));
  const logQ = s < 0 ? -Math.log1p(Math.exp(s)) : -s - Math.log1p(Math.exp(-s));
  return a * logP + b * logQ - power * Math.log1p(w * Math.exp(logP));
}

/** -phi'' at s = logit p: p q (a + b + power w (1 - 2 p - w p^2) / (1 + w p)^2). */
function bend(s: number, a: number, b: number, power: number, w: number): number {
  const p = 1 / (1 + Math.exp(-s));
  const q = 1 / (1 + Math.exp(s));
  const growth = 1 + w * p;
  return p * q * (a + b + (power * w * (1 - 2 * p - w * p * p)) / growth / growth);
}

/** p / (1 - p) at the peak: with y = p / (1 - p), (a - b y)(1 + y (1 + w)) = power w y. */
function peakOdds(a: number, b: number, power: number, w: number): number {
  // b (1 + w) y^2 + (b + power w - a (1 + w)) y - a = 0, the positive root without cancellation.
  const square = b * (1 + w);
  const linear = b + power * w - a * (1 + w);
  const root = Math.sqrt(linear * linear + 4 * square * a);
  return linear > 0 ? (2 * a) / (linear + root) : (root - linear) / (2 * square);
}
