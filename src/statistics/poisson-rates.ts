import { betaCdf, betaSurvival, gammaQuantile } from "../numeric/distributions.ts";
import type { ParameterInterval } from "../types.ts";
import { exactShareInterval } from "./share-interval.ts";

/**
 * The exact interval of the mean of a Poisson variable of which `count` was seen.
 *
 * Source: Garwood (1936), Biometrika 28(3/4). Twin: R `poisson.test`.
 */
export function exactPoissonInterval(count: number, level: number): ParameterInterval {
  const tail = (1 - level) / 2;
  return {
    lower: count === 0 ? 0 : gammaQuantile(tail, count, 1),
    upper: gammaQuantile(1 - tail, count + 1, 1),
  };
}

/** Events, and how much there was for them to happen in. */
export interface EventCount {
  readonly count: number;
  readonly exposure: number;
}

/** How two Poisson rates compare; what does not exist is `null`. */
export interface PoissonComparison {
  /** First rate by the second; `null` where the second saw no event. */
  readonly ratio: number | null;
  readonly lower: number | null;
  /** `null` where the ratio has no upper end. */
  readonly upper: number | null;
  /** Two-sided, twice the smaller tail, which agrees with the interval. */
  readonly pValue: number;
}

/**
 * Compares two Poisson rates exactly: given their sum, the first count is binomial with share t₁/(t₁ + t₂) where the rates are the same.
 *
 * Source: Przyborowski & Wilenski (1940), Biometrika 31. Twin: R `poisson.test(c(x1, x2), c(t1, t2))`, whose p-value adds up the outcomes
 * that are no likelier than the one seen and may be smaller.
 */
export function comparePoissonRates(first: EventCount, second: EventCount, level: number): PoissonComparison {
  const size = first.count + second.count;
  const share = first.exposure / (first.exposure + second.exposure);
  if (size === 0) return { ratio: null, lower: null, upper: null, pValue: 1 };
  const atMost = first.count === size ? 1 : betaSurvival(share, first.count + 1, second.count);
  const atLeast = first.count === 0 ? 1 : betaCdf(share, first.count, second.count + 1);
  const limits = exactShareInterval(first.count, size, level);
  const odds = (part: number): number => (part / (1 - part)) * (second.exposure / first.exposure);
  return {
    ratio: second.count === 0 ? null : (first.count / second.count) * (second.exposure / first.exposure),
    lower: odds(limits.lower),
    upper: second.count === 0 ? null : odds(limits.upper),
    pValue: Math.min(1, 2 * Math.min(atMost, atLeast)),
  };
}
