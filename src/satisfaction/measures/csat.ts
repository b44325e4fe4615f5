import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireLevel } from "../../statistics/level.ts";
import { type SampleMean, sampleMean } from "../../statistics/mean-estimate.ts";
import { type SampleShare, sampleShare } from "../../statistics/share-interval.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import { readRatings } from "../../survey/ratings.ts";
import type { Column, NullableColumn } from "../../types.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "./measure-options.ts";

/** Options of {@link csat}. */
export interface CsatOptions extends MeasureOptions {
  /** The scale of the answers, satisfied being high. */
  readonly scale: AnswerScale;
  /**
   * How many points at the upper end of the scale are the top box.
   * @defaultValue 2
   */
  readonly top?: number | undefined;
  /**
   * How many points at the lower end are the bottom box.
   * @defaultValue 2
   */
  readonly bottom?: number | undefined;
}

/** What {@link csat} returns. */
export interface Csat extends MeasureSample {
  /** Mean of the answers with its interval. */
  readonly mean: SampleMean;
  /** The mean from 0 to 100: (mean − min)/(max − min) · 100. */
  readonly index: number;
  /** Share of the answers in the top box (满意占比). */
  readonly top: SampleShare;
  /** Share of those between the boxes. */
  readonly middle: SampleShare;
  /** Share of those in the bottom box (不满意占比). */
  readonly bottom: SampleShare;
}

/**
 * The customer satisfaction score of one question (客户满意度得分, CSAT): its mean, the mean as an index from 0 to 100, and the shares of
 * satisfied and dissatisfied customers.
 *
 * On a scale with steps of 1 the top box of k points holds answers of at least max − k + 1, the bottom box those of at most
 * min + k − 1; the three shares sum to 1. Shares have Wilson's interval, at the effective sample size where respondents have weights; the
 * mean has Student's with the linearised standard error. Respondents are a simple random sample but for their weights.
 *
 * @param ratings - One answer a respondent, `null` where there is none.
 * @param options - The scale; sizes of the boxes; level; weights of respondents.
 * @returns Mean, index, shares with intervals, and how many respondents are behind them.
 * @throws InputError `empty` without respondents, `insufficient-data` without an answer, `out-of-range` for an answer outside the scale or
 * wrong weights, `not-finite`, `length-mismatch`, `bad-option` for the scale or boxes that overlap.
 * @remarks Source of the interval: Wilson (1927). Twins: R `DescTools::BinomCI(method = "wilson")`, Python `statsmodels`
 * `proportion_confint`.
 * @example
 * ```ts
 * import { csat } from "customer-equity/satisfaction";
 * const { mean, index, top } = csat([5, 4, 4, 3, 5, 2, 4, 5, 1, 4, null], { scale: { min: 1, max: 5 } });
 * console.log(mean.mean, index, top.share, top.lower.toFixed(3), top.upper.toFixed(3)); // 3.7 67.5 0.7 0.397 0.892
 * ```
 */
export function csat(ratings: Column | NullableColumn, options: CsatOptions): Csat {
  const { scale: given, top = 2, bottom = 2, level: asked, respondentWeights } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const level = requireLevel(asked);
  requireBoxes(top, bottom, scale);
  const read = readRatings(ratings, "ratings", { scale }, respondentWeights);
  const { values, weights } = read;
  const inTop = (value: number): boolean => value >= scale.max - top + 1;
  const inBottom = (value: number): boolean => value <= scale.min + bottom - 1;
  const share = (belongs: (value: number) => boolean): SampleShare => sampleShare(values, weights, belongs, level);
  const mean = sampleMean(values, weights, level);
  return {
    mean,
    index: (100 * (mean.mean - scale.min)) / (scale.max - scale.min),
    top: share(inTop),
    middle: share((value) => !inTop(value) && !inBottom(value)),
    bottom: share(inBottom),
    ...measureSample(read),
  };
}

function requireBoxes(top: number, bottom: number, { min, max }: AnswerScale): void {
  requireNumber(top, "options.top", { integer: true, min: 1 });
  requireNumber(bottom, "options.bottom", { integer: true, min: 1 });
  const points = Math.floor(max - min) + 1;
  if (top + bottom <= points) return;
  throw new InputError({
    code: "bad-option",
    path: "options.top",
    expected: `boxes that do not overlap: together at most the ${points} points of the scale`,
    received: top + bottom,
  });
}
