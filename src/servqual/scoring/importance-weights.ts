import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireNamedWeights } from "../../statistics/weights.ts";
import type { SurveyAnswers } from "../../survey/answers.ts";
import { type PointsRule, requireTotal } from "../../survey/points.ts";
import { type AnswersOrNumbers, readPart, requireNotNegative } from "./read-part.ts";

/** Weights of dimensions, divided by their sum. */
export interface ImportanceWeights {
  /** By dimension one weight a respondent, NaN where the respondent gave none. */
  readonly columns: readonly Float64Array[];
  /** Mean weight of each dimension. */
  readonly means: readonly number[];
  /** Whether every respondent gave weights of its own. */
  readonly perRespondent: boolean;
  /** Respondents with weights. */
  readonly n: number;
}

/**
 * Checks weights of the dimensions `keys` and divides them by their sum: one number each, or one column of points each, which have to total 100
 * for every respondent. Means are over the respondents, by their weights.
 */
export function readImportanceWeights(
  weights: AnswersOrNumbers,
  path: string,
  keys: readonly string[],
  respondents: number,
  points: PointsRule,
  respondentWeights: Float64Array | null,
): ImportanceWeights {
  const given = requireOptions(weights, path);
  if (keys.some((key) => typeof given[key] === "number")) {
    const means = requireNamedWeights(given as Readonly<Record<string, number>>, keys, path);
    const columns = means.map((weight) => new Float64Array(respondents).fill(weight));
    return { columns, means, perRespondent: false, n: respondents };
  }
  const columns = readPart(given as SurveyAnswers, path, { items: keys }, respondents);
  columns.forEach((column, d) => {
    requireNotNegative(column, `${path}.${keys[d]}`);
  });
  const sums = new Float64Array(keys.length);
  let n = 0;
  let behind = 0;
  for (let i = 0; i < respondents; i++) {
    let total = 0;
    for (let d = 0; d < columns.length; d++) total += columns[d]![i]!;
    if (!Number.isNaN(total)) requireTotal(total, `${path}, row ${i}`, points);
    // One entry that is missing makes the total NaN, and all weights of this respondent with it.
    for (let d = 0; d < columns.length; d++) columns[d]![i]! /= total;
    const weight = respondentWeights === null ? 1 : respondentWeights[i]!;
    if (Number.isNaN(total) || weight === 0) continue;
    for (let d = 0; d < columns.length; d++) sums[d]! += weight * columns[d]![i]!;
    n++;
    behind += weight;
  }
  if (n === 0) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: "at least one respondent with points for every dimension",
      received: 0,
      advice: "Leave the weights out where nobody was asked for them.",
    });
  }
  return { columns, means: Array.from(sums, (sum) => sum / behind), perRespondent: true, n };
}
