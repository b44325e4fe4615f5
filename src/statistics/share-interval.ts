import { betaQuantile, normalQuantile } from "../numeric/distributions.ts";
import type { ParameterInterval } from "../types.ts";
import { effectiveSize } from "./weights.ts";

/** A share of respondents with its interval (比例及其置信区间). */
export interface SampleShare {
  /** The share, inside [0, 1]. */
  readonly share: number;
  /** Lower end of Wilson's interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/**
 * Wilson's score interval of a share: centre (p + z²/2n) / (1 + z²/n), half-width z √(p(1−p)/n + z²/4n²) / (1 + z²/n). `size` may be
 * an effective sample size.
 *
 * Source: Wilson (1927), JASA 22(158). Twin: R `prop.test(correct = FALSE)`.
 */
export function wilsonInterval(share: number, size: number, level: number): ParameterInterval {
  const z = normalQuantile(0.5 + level / 2);
  const square = (z * z) / size;
  const centre = (share + square / 2) / (1 + square);
  const reach = Math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square);
  return {
    lower: share === 0 ? 0 : Math.max(0, centre - reach),
    upper: share === 1 ? 1 : Math.min(1, centre + reach),
  };
}

/** The share of the weight of those that belong, with Wilson's interval at the effective sample size. */
export function sampleShare(
  values: Float64Array,
  weights: Float64Array,
  belongs: (value: number) => boolean,
  level: number,
): SampleShare {
  let inside = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += weights[i]!;
    if (belongs(values[i]!)) inside += weights[i]!;
  }
  const share = inside / total;
  return { share, ...wilsonInterval(share, effectiveSize(weights), level) };
}

/**
 * The exact interval of a share of `count` in `size` by the tails of the binomial distribution.
 *
 * Source: Clopper & Pearson (1934), Biometrika 26(4). Twin: R `binom.test`.
 */
export function exactShareInterval(count: number, size: number, level: number): ParameterInterval {
  const tail = (1 - level) / 2;
  return {
    lower: count === 0 ? 0 : betaQuantile(tail, count, size - count + 1),
    upper: count === size ? 1 : betaQuantile(1 - tail, count + 1, size - count),
  };
}
