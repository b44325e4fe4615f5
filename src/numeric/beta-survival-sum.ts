import { fallingSum } from "./falling-sum.ts";
import { digammaDifference, logBetaDifference } from "./gamma-functions.ts";
import { betaReciprocalMean } from "./gauss-hypergeometric.ts";

/** A second shape beyond which theta is gamma distributed to the last digit. */
const hugeShape = 1e14;

/**
 * Expected number of the next h trials that are survived, where each is the last one with chance theta ~ Beta(g, d):
 * sum over j = 1 .. h of E[(1 - theta)^j] = B(g, d + j) / B(g, d).
 *
 * In closed form d (1 - Gamma(1 + d + h) Gamma(g + d) / (Gamma(g + d + h) Gamma(1 + d))) / (g - 1), written with a log-beta difference of
 * positive shapes on either side of g = 1, where it is d (psi(d + 1 + h) - psi(d + 1)): smooth there. h = Infinity gives d / (g - 1) where
 * g > 1, else Infinity. Relative error below 1e-13 (tests/unit/numeric/beta-survival-sum.test.ts).
 *
 * Domain: g, d > 0; h a whole number >= 0 or Infinity.
 */
export function betaSurvivalSum(g: number, d: number, h: number): number {
  const excess = g - 1;
  if (h === Infinity) return excess > 0 ? d / excess : Infinity;
  if (excess === 0) return d * digammaDifference(d + 1, h);
  if (excess > 0) return (-d * Math.expm1(logBetaDifference(excess, d + 1, h))) / excess;
  return (-d * Math.expm1(-logBetaDifference(-excess, g + d, h))) / excess;
}

/** The same with the j-th trial discounted by e^(-rate j), rate > 0. */
export function discountedBetaSurvivalSum(g: number, d: number, h: number, rate: number): number {
  return Math.exp(-rate) * betaSurvivalSumFromFirst(g, d, h, rate);
}

/**
 * The same with the j-th trial discounted by e^(-rate (j - 1)), the first one not at all; rate >= 0. To infinity d / (g + d) E[1 / (1 - v + v
 * theta)] over theta ~ Beta(g, d + 1), v = e^-rate, by the continued fraction of 2F1(1, ...); finite sums as that less what comes
 * after, or, where the two are close, as a {@link fallingSum}. Relative error below 1e-13 (tests/golden/mpmath_beta_steps.json).
 */
export function betaSurvivalSumFromFirst(g: number, d: number, h: number, rate: number): number {
  if (rate === 0 || h === 0) return betaSurvivalSum(g, d, h);
  const endless = discountedForever(g, d, rate);
  if (h === Infinity) return endless;
  const after = Math.exp(logBetaDifference(g, d, h) - rate * h) * discountedForever(g, d + h, rate);
  if (after < 0.5 * endless) return endless - after;
  const sum = fallingSum(
    (j) => Math.exp(logBetaDifference(g, d + 1, j) - rate * j),
    (j) => Math.max(g, 1) / (d + 1 + j) + rate,
    h,
  );
  return (d / (g + d)) * sum;
}

function discountedForever(g: number, d: number, rate: number): number {
  const odds = 1 / Math.expm1(rate);
  const second = Math.min(d + 1, hugeShape);
  return (d / (g + d) / -Math.expm1(-rate)) * betaReciprocalMean(g, second, odds * (second / (d + 1)));
}
