import { requireLength, requireNumber, requireOptions } from "../../checks.ts";
import { requireLevel } from "../../statistics/level.ts";
import { type SampleMean, sampleMean } from "../../statistics/mean-estimate.ts";
import { type AnswerScale, readAnswers, requireScale, type SurveyAnswers } from "../../survey/answers.ts";
import { readRatings } from "../../survey/ratings.ts";
import type { NullableColumn } from "../../types.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "../measures/measure-options.ts";

/** What customers get and what it costs them, as they rate it. */
export interface ValueAndCost {
  /** Ratings of what one gets: product, service, personnel, image (产品、服务、人员、形象价值). */
  readonly value: SurveyAnswers;
  /** Ratings of what one gives: money, time, energy, psychic cost (货币、时间、体力、精神成本), high being costly. */
  readonly cost: SurveyAnswers;
}

/** Options of {@link deliveredValueScore}. */
export interface DeliveredValueScoreOptions extends MeasureOptions {
  /**
   * The scale that all ratings keep to, its lowest point at least 0.
   * @defaultValue `{ min: 0, max: 100 }`
   */
  readonly scale?: AnswerScale | undefined;
}

/** What {@link deliveredValueScore} returns. */
export interface DeliveredValueScore extends MeasureSample {
  /** By respondent the sum of the value ratings; `null` where one is missing. */
  readonly value: NullableColumn;
  /** By respondent the sum of the cost ratings; `null` where one is missing. */
  readonly cost: NullableColumn;
  /** Value less cost; `null` where a rating is missing. */
  readonly difference: NullableColumn;
  /** Value by cost; `null` where a rating is missing or the cost is 0. */
  readonly ratio: NullableColumn;
  /** Mean difference with its interval. */
  readonly meanDifference: SampleMean;
  /** Mean value by mean cost; `null` where the mean cost is 0. */
  readonly ratioOfMeans: number | null;
}

/**
 * Customer delivered value as a survey measures it (顾客让渡价值): what customers get less what it costs them, rated part by part. Its
 * money value for a customer base is another question.
 *
 * difference = (product + service + personnel + image) − (money + time + energy + psychic); also the ratio.
 *
 * @param ratings - By part of value and of cost a column of ratings, of the same respondents. Any parts will do.
 * @param options - The scale; level; weights of respondents.
 * @returns Value, cost, difference and ratio of each respondent, and the means of those who rated every part.
 * @throws InputError `empty`, `insufficient-data` where nobody rated every part, `length-mismatch`, `not-finite`, `out-of-range` for a
 * rating outside the scale, or a scale that starts below 0.
 * @remarks Source: Kotler, Marketing Management (customer delivered value). Sums need all parts on one scale.
 * @example
 * ```ts
 * import { deliveredValueScore } from "customer-equity/satisfaction";
 * const { difference, ratio } = deliveredValueScore({
 *   value: { product: [80], service: [60], personnel: [40], image: [20] },
 *   cost: { money: [70], time: [30], energy: [20], psychic: [10] },
 * });
 * console.log(difference[0], ratio[0]?.toFixed(4)); // 70 1.5385
 * ```
 */
export function deliveredValueScore(ratings: ValueAndCost, options?: DeliveredValueScoreOptions): DeliveredValueScore {
  const { scale = { min: 0, max: 100 }, level: asked, respondentWeights } = requireOptions(options);
  requireNumber(requireScale(scale, "options.scale").min, "options.scale.min", { min: 0 });
  const { value: gets, cost: gives } = requireOptions(ratings, "ratings");
  const level = requireLevel(asked);
  const value = sums(gets, "ratings.value", scale);
  const cost = sums(gives, "ratings.cost", scale);
  requireLength(cost, "ratings.cost", value.length);
  const both = (combine: (got: number, given: number) => number | null): (number | null)[] =>
    value.map((got, i) => (got === null || cost[i] === null ? null : combine(got, cost[i]!)));
  const difference = both((got, given) => got - given);
  const read = readRatings(difference, "ratings", {}, respondentWeights);
  const { values, weights } = read;
  const meanDifference = sampleMean(values, weights, level);
  const costs = Float64Array.from(read.rows, (row) => cost[row]!);
  const meanCost = sampleMean(costs, weights, level).mean;
  return {
    value,
    cost,
    difference,
    ratio: both((got, given) => (given === 0 ? null : got / given)),
    meanDifference,
    ratioOfMeans: meanCost === 0 ? null : 1 + meanDifference.mean / meanCost,
    ...measureSample(read),
  };
}

/** By respondent the sum over all parts, `null` where one is missing. */
function sums(answers: SurveyAnswers, path: string, scale: AnswerScale): (number | null)[] {
  const { columns, respondents } = readAnswers(answers, path, { scale });
  return Array.from({ length: respondents }, (_, i) => {
    const sum = columns.reduce((so, column) => so + column[i]!, 0);
    return Number.isNaN(sum) ? null : sum;
  });
}
