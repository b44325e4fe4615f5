import { requireColumn, requireOptions } from "../../checks.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { type SampleMean, sampleMean } from "../../statistics/mean-estimate.ts";
import { readRatings } from "../../survey/ratings.ts";
import type { Column, NullableColumn } from "../../types.ts";

/** What {@link weightedMean} returns. */
export interface WeightedMean extends SampleMean {
  /** Respondents left out because they gave no answer. */
  readonly missing: number;
  /** Respondents left out because their weight is 0. */
  readonly weightless: number;
}

/**
 * The mean of answers under weights of respondents (加权均值), with a standard error that allows for the weights.
 *
 * ȳ = Σwy/Σw; linearised SE = √(n/(n−1) · Σw²(y − ȳ)²)/Σw; Kish's effective size n_eff = (Σw)²/Σw², design effect n/n_eff. The weights
 * count as known and the respondents as drawn independently, with replacement.
 *
 * @param values - One answer a respondent, `null` where there is none. Of a share 0 and 1.
 * @param weights - A weight a respondent, at least 0; only ratios count.
 * @param options - Level of the interval.
 * @returns Mean, standard error, Student's interval with n − 1 degrees of freedom, effective size and design effect.
 * @throws InputError `empty`, `insufficient-data` without an answer that counts, `out-of-range` for a negative weight or weights all 0,
 * `length-mismatch`, `not-finite`.
 * @remarks Sources: Kish (1965), Survey Sampling; Taylor linearisation: Särndal, Swensson & Wretman (1992), section 5.7. Twins: R
 * `survey::svymean(~y, svydesign(~1, weights = ~w))`, the same; Python `samplics`.
 * @example
 * ```ts
 * import { weightedMean } from "customer-equity/satisfaction";
 * const { mean, effectiveN, standardError } = weightedMean([7, 8, 6, 9, 7, 10], [1, 1, 2, 0.5, 1.5, 1]);
 * console.log(mean.toFixed(4), effectiveN.toFixed(4), standardError?.toFixed(4)); // 7.4286 5.1579 0.6321
 * ```
 */
export function weightedMean(values: Column | NullableColumn, weights: Column, options?: LevelOptions): WeightedMean {
  const level = requireLevel(requireOptions(options).level);
  const read = readRatings(values, "values", {}, requireColumn(weights, "weights"), "weights");
  return { ...sampleMean(read.values, read.weights, level), missing: read.missing, weightless: read.weightless };
}
