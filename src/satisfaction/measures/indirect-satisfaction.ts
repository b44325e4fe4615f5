import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireLevel } from "../../statistics/level.ts";
import { sampleMean } from "../../statistics/mean-estimate.ts";
import { requireNamedWeights } from "../../statistics/weights.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import { readCompleteAnswers } from "../../survey/complete-answers.ts";
import type { ExpectedAndPerceived } from "../formation/disconfirmation.ts";
import { type IndicatorIndex, indicatorIndex } from "../indicators/indicator-index.ts";
import { type IndicatorRange, requireRange } from "../indicators/indicator-score.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "./measure-options.ts";

/** An operating figure that tells of satisfaction. */
export interface OperatingIndicator extends IndicatorRange {
  /** The figure, in any unit; `null` where it is not known. */
  readonly value: number | null;
  /**
   * Its weight; only ratios count. All have one, or none.
   * @defaultValue equal
   */
  readonly weight?: number | undefined;
}

/**
 * Satisfaction measured indirectly (间接衡量法): what customers do and what operations show, from 0 to 100. Complaint rate, complaints
 * that are opened again, retention, dormant accounts, products a customer, minutes in the queue, first-contact resolution, rating of
 * the app, score of the mystery shopper, referrals.
 *
 * Each figure scores 100 (value − worst)/(best − worst), cut off at 0 and 100; the index is their weighted mean. Figures that are not
 * known are dropped with a warning.
 *
 * @param indicators - By name the figure, what it is at its worst and at its best, and its weight.
 * @returns The index and what each figure adds: an indicator system of one level.
 * @throws InputError `empty` without figures, `insufficient-data` where none is known, `bad-option` where worst and best are the
 * same, `out-of-range` for weights, `not-finite`.
 * @remarks A convention of this package: see `directSatisfaction`.
 * @example
 * ```ts
 * import { indirectSatisfaction } from "customer-equity/satisfaction";
 * const { index } = indirectSatisfaction({
 *   "complaints per 1,000": { value: 4.2, worst: 12, best: 2, weight: 0.25 },
 *   "retention per cent": { value: 88, worst: 70, best: 96, weight: 0.35 },
 *   "queue minutes": { value: 12, worst: 25, best: 5, weight: 0.2 },
 *   "first-contact resolution per cent": { value: 74, worst: 50, best: 90, weight: 0.2 },
 * });
 * console.log(index?.toFixed(4)); // 68.7308
 * ```
 */
export function indirectSatisfaction(indicators: Readonly<Record<string, OperatingIndicator>>): IndicatorIndex {
  const names = Object.keys(requireOptions(indicators, "indicators"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "indicators", expected: "at least one figure", received: indicators });
  }
  const figures = names.map((name) => requireFigure(indicators[name], `indicators.${name}`));
  if (figures.every(({ value }) => value === null)) {
    throw new InputError({
      code: "insufficient-data",
      path: "indicators",
      expected: "at least one figure that is known",
      received: indicators,
    });
  }
  const given = figures.some(({ weight }) => weight !== undefined);
  const weights = given ? Object.fromEntries(figures.map(({ weight }, i) => [names[i]!, weight as number])) : undefined;
  const shares = requireNamedWeights(weights, names, "indicators");
  const children = figures.map(({ worst, best }, i) => ({
    name: names[i]!,
    weight: shares[i]!,
    range: { worst, best },
  }));
  // The goal must not have the name of a figure.
  const goal = names.reduce((name, other) => (name === other ? `${name} (index)` : name), "indirect satisfaction");
  const values = Object.fromEntries(figures.map(({ value }, i) => [names[i]!, value]));
  return indicatorIndex({ name: goal, labelZh: "间接衡量满意度", children }, values);
}

function requireFigure(indicator: OperatingIndicator | undefined, path: string): OperatingIndicator {
  const { value, weight } = requireOptions(indicator, path);
  const { worst, best } = requireRange(indicator as OperatingIndicator, path);
  const known = value === null || value === undefined ? null : requireNumber(value, `${path}.value`);
  return { value: known, worst, best, weight };
}

/** Options of {@link satisfactionByDisconfirmation}. */
export interface SatisfactionByDisconfirmationOptions extends MeasureOptions {
  /** The scale of both answers. */
  readonly scale: AnswerScale;
}

/** What {@link satisfactionByDisconfirmation} returns. */
export interface SatisfactionByDisconfirmation extends MeasureSample {
  /** From 0 to 100; 50 where customers got what they expected. */
  readonly index: number;
  /** Standard error of the index, in points; `null` for one respondent. */
  readonly standardError: number | null;
  /** Lower end of Student's interval, at least 0. */
  readonly lower: number | null;
  /** Upper end, at most 100. */
  readonly upper: number | null;
}

/**
 * Satisfaction inferred from expectation and perception (间接衡量法之期望不一致): the other reading of "indirect", for surveys that ask
 * what was expected and what was found, and not how satisfied one is.
 *
 * index = 50 + 50 (P̄ − Ē)/(max − min), the means over respondents with both answers.
 *
 * @param data - By respondent what was perceived and what was expected.
 * @param options - The scale of both; level; weights of respondents.
 * @returns The index with its standard error.
 * @throws InputError `empty`, `insufficient-data` where nobody has both answers, `out-of-range`, `not-finite`, `length-mismatch`,
 * `bad-option`.
 * @remarks After Oliver (1980), Journal of Marketing Research 17(4); the form from 0 to 100 is a convention of this package.
 * @example
 * ```ts
 * import { satisfactionByDisconfirmation } from "customer-equity/satisfaction";
 * const data = { perceived: [6, 5, 7, 4], expected: [6, 6, 6, 6] };
 * console.log(satisfactionByDisconfirmation(data, { scale: { min: 1, max: 7 } }).index.toFixed(2)); // 45.83
 * ```
 */
export function satisfactionByDisconfirmation(
  data: ExpectedAndPerceived,
  options: SatisfactionByDisconfirmationOptions,
): SatisfactionByDisconfirmation {
  const { scale: given, level: asked, respondentWeights } = requireOptions(options);
  const { min, max } = requireScale(given, "options.scale");
  const level = requireLevel(asked);
  const read = readCompleteAnswers(
    { ...requireOptions(data, "data") },
    "data",
    { items: ["perceived", "expected"], scale: { min, max } },
    respondentWeights,
  );
  const [perceived, expected] = read.columns as readonly [Float64Array, Float64Array];
  const differences = perceived.map((value, i) => value - expected[i]!);
  const { mean, standardError, lower, upper } = sampleMean(differences, read.weights, level);
  const perPoint = 50 / (max - min);
  return {
    index: 50 + perPoint * mean,
    standardError: standardError === null ? null : perPoint * standardError,
    lower: lower === null ? null : Math.max(0, 50 + perPoint * lower),
    upper: upper === null ? null : Math.min(100, 50 + perPoint * upper),
    ...measureSample(read),
  };
}
