import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireLevel } from "../../statistics/level.ts";
import { type SampleMean, sampleMean } from "../../statistics/mean-estimate.ts";
import { type SampleShare, sampleShare } from "../../statistics/share-interval.ts";
import { readRatings } from "../../survey/ratings.ts";
import type { Column, NullableColumn } from "../../types.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "./measure-options.ts";

/** Options of {@link customerEffortScore}. */
export interface CustomerEffortScoreOptions extends MeasureOptions {
  /**
   * Which question was asked. 2: whether the bank made it easy, 1 (not at all) to 7 (very); 1: how much effort it took, 1 (little) to 5
   * (much).
   * @defaultValue 2
   */
  readonly version?: 1 | 2 | undefined;
}

/** What {@link customerEffortScore} returns. */
export interface CustomerEffortScore extends MeasureSample {
  /** Which question was asked. */
  readonly version: 1 | 2;
  /** Mean of the answers with its interval. High is easy in version 2 and effortful in version 1. */
  readonly mean: SampleMean;
  /** Ease from 0 to 100, high being easy in both versions. */
  readonly easeIndex: number;
  /** Share of respondents who found it easy (5 to 7); `null` in version 1, which has no such share. */
  readonly easy: SampleShare | null;
}

/**
 * The customer effort score (客户费力度, CES): how easy the bank made it for customers to get something done.
 *
 * Version 2 (the bank made it easy, 1 to 7): the mean and the share of answers of at least 5. Version 1 (effort, 1 to 5, lower is
 * better): the mean. The index turns version 1 round, so that it can be compared and tracked.
 *
 * @param ratings - One answer a respondent, `null` where there is none.
 * @param options - Version; level; weights of respondents.
 * @returns Mean, index of ease, share of easy, and how many respondents are behind them.
 * @throws InputError `empty`, `insufficient-data`, `out-of-range` for an answer outside the scale of the version, `not-finite`,
 * `length-mismatch`, `bad-option` for another version.
 * @remarks Source: Dixon, Freeman & Toman (2010), Harvard Business Review 88(7/8); version 2: Dixon, Toman & DeLisi (2013), The Effortless
 * Experience. There is no standard twin.
 * @example
 * ```ts
 * import { customerEffortScore } from "customer-equity/satisfaction";
 * const { mean, easy } = customerEffortScore([6, 5, 7, 3, 4, 6, 2, 5]);
 * console.log(mean.mean, easy?.share); // 4.75 0.625
 * ```
 */
export function customerEffortScore(
  ratings: Column | NullableColumn,
  options?: CustomerEffortScoreOptions,
): CustomerEffortScore {
  const { version = 2, level: asked, respondentWeights } = requireOptions(options);
  if (version !== 1 && version !== 2) {
    throw new InputError({ code: "bad-option", path: "options.version", expected: "1 or 2", received: version });
  }
  const level = requireLevel(asked);
  const max = version === 2 ? 7 : 5;
  const read = readRatings(ratings, "ratings", { scale: { min: 1, max } }, respondentWeights);
  const { values, weights } = read;
  const mean = sampleMean(values, weights, level);
  const upward = (100 * (mean.mean - 1)) / (max - 1);
  return {
    version,
    mean,
    easeIndex: version === 2 ? upward : 100 - upward,
    easy: version === 2 ? sampleShare(values, weights, (value) => value >= 5, level) : null,
    ...measureSample(read),
  };
}
