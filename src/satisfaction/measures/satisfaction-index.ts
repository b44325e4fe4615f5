import { requireArray, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { studentTQuantile } from "../../numeric/distributions.ts";
import { requireLevel } from "../../statistics/level.ts";
import { requireNamedWeights } from "../../statistics/weights.ts";
import {
  type AnswerColumns,
  type AnswerScale,
  answerCounts,
  readAnswers,
  requireScale,
  type SurveyAnswers,
} from "../../survey/answers.ts";
import { type CountedRows, countRows } from "../../survey/counted-rows.ts";
import type { NullableColumn } from "../../types.ts";
import { type IndexItem, indexItems, indexOfItems } from "./index-items.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "./measure-options.ts";

/** Options of {@link satisfactionIndexOfMeans}. */
export interface SatisfactionIndexOfMeansOptions {
  /** The scale of the answers, satisfied being high. */
  readonly scale: AnswerScale;
  /**
   * A weight a question, at least 0: the outer weights of a path model, or published ones (`publishedIndexWeights`). Only their ratios
   * count.
   * @defaultValue all equal
   */
  readonly itemWeights?: Readonly<Record<string, number>> | undefined;
}

/** Options of {@link satisfactionIndex}. */
export interface SatisfactionIndexOptions extends SatisfactionIndexOfMeansOptions, MeasureOptions {
  /** Questions worded the other way round: their answers x count as min + max − x. */
  readonly reversed?: readonly string[] | undefined;
  /**
   * What happens to respondents without all answers. `"pairwise"`: each question takes the answers it has; `"listwise"`: only
   * respondents with all answers count.
   * @defaultValue "pairwise"
   */
  readonly missing?: "pairwise" | "listwise" | undefined;
  /**
   * The share of the questions that a respondent has to have answered to get a score of their own.
   * @defaultValue 0.5
   */
  readonly minShare?: number | undefined;
}

/** What {@link satisfactionIndexOfMeans} returns. */
export interface SatisfactionIndexOfMeans {
  /** The index, from 0 to 100. */
  readonly index: number;
  /** What each question adds to it and costs it. */
  readonly items: readonly IndexItem[];
}

/** What {@link satisfactionIndex} returns. `missing` counts respondents who gave none of the answers (`"listwise"`: not all). */
export interface SatisfactionIndex extends SatisfactionIndexOfMeans, MeasureSample {
  /** Standard error of the index, in points; `null` for one respondent. */
  readonly standardError: number | null;
  /** Lower end of Student's interval, at least 0. */
  readonly lower: number | null;
  /** Upper end, at most 100. */
  readonly upper: number | null;
  /** The index of each respondent, by the questions answered; `null` where these are too few (or, `"listwise"`, not all). */
  readonly scores: NullableColumn;
}

/**
 * The satisfaction index of a survey (顾客满意度指数): the score formula of the American index and its relatives (ACSI, ECSI, CCSI) on any
 * questions, scale and weights, with its standard error.
 *
 * index = Σ wⱼ(x̄ⱼ − min) / ((max − min) Σ wⱼ) · 100; three questions of 1 to 10 with equal weights give (x₁ + x₂ + x₃ − 3)/27 · 100.
 * The standard error is that of the delta method, which here is exact to first order: the index is linear in the means, so each
 * respondent moves it by zᵢ = Σⱼ wⱼ uᵢ(xᵢⱼ − x̄ⱼ)/Uⱼ (u weights of respondents, Uⱼ their sum over the answers to j), and SE² = n/(n−1)
 * Σ z². The weights of the questions count as known.
 *
 * @param answers - By question a column, `null` where there is no answer. Where weights are given, the questions that have one.
 * @param options - Scale; weights of questions and of respondents; reversed questions; what to do about missing answers; level.
 * @returns Index, standard error, interval, what each question adds, a score for each respondent, and how many are behind it.
 * @throws InputError `empty`, `insufficient-data` for a question nobody answered, `out-of-range` for an answer outside the scale or
 * wrong weights, `length-mismatch`, `not-finite`, `bad-option`.
 * @remarks Sources: Fornell, Johnson, Anderson, Cha & Bryant (1996), Journal of Marketing 60(4), appendix. Twin: none packaged; R `plspm`
 * `rescale` gives scores of a fitted path model, Python none.
 * @example
 * ```ts
 * import { publishedIndexWeights, satisfactionIndex } from "customer-equity/satisfaction";
 * const answers = { overall: [8, 9, 7, 8], disconfirmation: [7, 9, null, 7], ideal: [7, 8, 6, 8] };
 * const { index, items } = satisfactionIndex(answers, { scale: { min: 1, max: 10 }, itemWeights: publishedIndexWeights.weights });
 * console.log(index.toFixed(1), items[2]?.name, items[2]?.shortfall.toFixed(1)); // 74.2 ideal 8.9
 * ```
 */
export function satisfactionIndex(answers: SurveyAnswers, options: SatisfactionIndexOptions): SatisfactionIndex {
  const { scale: given, itemWeights, reversed, missing = "pairwise", minShare = 0.5 } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const level = requireLevel(options.level);
  requireOneOf(missing, "options.missing", ["pairwise", "listwise"]);
  requireNumber(minShare, "options.minShare", { min: 0, max: 1 });
  if (reversed !== undefined) requireArray(reversed, "options.reversed", "an array of questions");
  const items = itemWeights && Object.keys(requireOptions(itemWeights, "options.itemWeights"));
  const read = readAnswers(answers, "answers", { items, scale, reversed });
  const weights = requireNamedWeights(itemWeights, read.items, "options.itemWeights");
  const needed = missing === "listwise" ? read.items.length : 1;
  const answered = answerCounts(read);
  const counted = countRows(read.respondents, (i) => answered[i]! >= needed, options.respondentWeights, {
    path: "answers",
    expected: missing === "listwise" ? `an answer to ${read.items.join(", ")}` : "an answer",
  });
  const sums = read.columns.map((column, j) => itemSums(column, counted, `answers.${read.items[j]}`));
  const listed = indexItems(
    read.items,
    sums.map(({ mean }) => mean),
    weights,
    scale,
  );
  const index = indexOfItems(listed);
  const range = scale.max - scale.min;
  const n = counted.rows.length;
  const influences = new Float64Array(n);
  for (const [j, column] of read.columns.entries()) {
    const { mean, total } = sums[j]!;
    const share = weights[j]! / total;
    for (let k = 0; k < n; k++) {
      const answer = column[counted.rows[k]!]!;
      if (!Number.isNaN(answer)) influences[k]! += share * counted.weights[k]! * (answer - mean);
    }
  }
  let squares = 0;
  for (let k = 0; k < n; k++) squares += influences[k]! * influences[k]!;
  const standardError = n < 2 ? null : (100 / range) * Math.sqrt((n / (n - 1)) * squares);
  const reach = standardError === null ? null : studentTQuantile(0.5 + level / 2, n - 1) * standardError;
  return {
    index,
    items: listed,
    standardError,
    lower: reach === null ? null : Math.max(0, index - reach),
    upper: reach === null ? null : Math.min(100, index + reach),
    scores: scoresOf(read, weights, scale, answered, Math.max(needed, Math.ceil(minShare * read.items.length - 1e-9))),
    ...measureSample(counted),
  };
}

/**
 * The satisfaction index of published means (顾客满意度指数): the score formula of {@link satisfactionIndex} where the answers
 * themselves are not at hand. Without them there is no standard error.
 *
 * @param means - By question the mean answer.
 * @param options - Scale; weights of the questions.
 * @returns Index, and what each question adds to it.
 * @throws InputError `empty` without questions, `out-of-range` for a mean outside the scale or wrong weights, `not-finite`, `bad-option`.
 * @remarks Source: Fornell et al. (1996), appendix.
 * @example
 * ```ts
 * import { publishedIndexWeights, satisfactionIndexOfMeans } from "customer-equity/satisfaction";
 * const means = { overall: 8, disconfirmation: 7.5, ideal: 7.2 };
 * const scale = { min: 1, max: 10 };
 * console.log(satisfactionIndexOfMeans(means, { scale, itemWeights: publishedIndexWeights.weights }).index.toFixed(4)); // 73.4056
 * ```
 */
export function satisfactionIndexOfMeans(
  means: Readonly<Record<string, number>>,
  options: SatisfactionIndexOfMeansOptions,
): SatisfactionIndexOfMeans {
  const { scale: given, itemWeights } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const names = Object.keys(requireOptions(means, "means"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "means", expected: "at least one mean", received: means });
  }
  const values = names.map((name) => requireNumber(means[name], `means.${name}`, scale));
  const items = indexItems(names, values, requireNamedWeights(itemWeights, names, "options.itemWeights"), scale);
  return { index: indexOfItems(items), items };
}

/** Weighted mean of the answers to one question, and the sum of the weights behind it. */
function itemSums(
  column: Float64Array,
  { rows, weights }: CountedRows,
  path: string,
): { readonly mean: number; readonly total: number } {
  let total = 0;
  let mean = 0;
  for (let k = 0; k < rows.length; k++) {
    const answer = column[rows[k]!]!;
    if (Number.isNaN(answer)) continue;
    total += weights[k]!;
    mean += (weights[k]! / total) * (answer - mean);
  }
  if (total > 0) return { mean, total };
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: "at least one answer of a respondent who counts",
    received: column.length,
    advice: "Leave the question out: nobody who counts answered it.",
  });
}

function scoresOf(
  { columns, respondents }: AnswerColumns,
  weights: readonly number[],
  { min, max }: AnswerScale,
  answered: Uint32Array,
  needed: number,
): (number | null)[] {
  const totals = new Float64Array(respondents);
  const sums = new Float64Array(respondents);
  for (const [j, column] of columns.entries()) {
    const weight = weights[j]!;
    for (let i = 0; i < respondents; i++) {
      if (Number.isNaN(column[i]!)) continue;
      totals[i]! += weight;
      sums[i]! += weight * (column[i]! - min);
    }
  }
  const scores = new Array<number | null>(respondents);
  for (let i = 0; i < respondents; i++) {
    const none = answered[i]! < needed || totals[i] === 0;
    scores[i] = none ? null : Math.min(100, (100 * sums[i]!) / (totals[i]! * (max - min)));
  }
  return scores;
}
