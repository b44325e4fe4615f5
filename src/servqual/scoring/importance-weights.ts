import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { SurveyAnswers } from "../../survey/answers.ts";
import { type AnswersOrNumbers, readPart, requireNotNegative } from "./read-part.ts";

/** How points that should total 100 are read. */
export interface PointsRule {
  /** How far from 100 a total may be. */
  readonly tolerance: number;
  /** Take any total above 0. */
  readonly rescale: boolean;
}

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
 * for every respondent.
 */
export function readImportanceWeights(
  weights: AnswersOrNumbers,
  path: string,
  keys: readonly string[],
  respondents: number,
  points: PointsRule,
): ImportanceWeights {
  const given = requireOptions(weights, path);
  if (keys.some((key) => typeof given[key] === "number")) {
    const means = readVector(given, path, keys);
    const columns = means.map((weight) => new Float64Array(respondents).fill(weight));
    return { columns, means, perRespondent: false, n: respondents };
  }
  const columns = readPart(given as SurveyAnswers, path, { items: keys }, respondents);
  columns.forEach((column, d) => {
    requireNotNegative(column, `${path}.${keys[d]}`);
  });
  const sums = new Float64Array(keys.length);
  let n = 0;
  for (let i = 0; i < respondents; i++) {
    let total = 0;
    for (let d = 0; d < columns.length; d++) total += columns[d]![i]!;
    if (!Number.isNaN(total)) requireTotal(total, `${path}, row ${i}`, points);
    // One entry that is missing makes the total NaN, and all weights of this respondent with it.
    for (let d = 0; d < columns.length; d++) columns[d]![i]! /= total;
    if (Number.isNaN(total)) continue;
    for (let d = 0; d < columns.length; d++) sums[d]! += columns[d]![i]!;
    n++;
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
  return { columns, means: Array.from(sums, (sum) => sum / n), perRespondent: true, n };
}

/** One number for each key, of at least 0, with a sum above 0 by which they are divided. */
export function readVector(weights: object, path: string, keys: readonly string[]): readonly number[] {
  const given = requireOptions(weights as Readonly<Record<string, unknown>>, path);
  const values = keys.map((key) =>
    requireNumber(Object.hasOwn(given, key) ? given[key] : undefined, `${path}.${key}`, {
      min: 0,
      advice: `Give one weight for each of ${keys.join(", ")}.`,
    }),
  );
  const sum = values.reduce((total, value) => total + value, 0);
  if (sum > 0 && sum < Infinity) return values.map((value) => value / sum);
  throw new InputError({ code: "out-of-range", path, expected: "weights with a finite sum above 0", received: sum });
}

function requireTotal(total: number, path: string, { tolerance, rescale }: PointsRule): void {
  if (total > 0 && total < Infinity && (rescale || Math.abs(total - 100) <= tolerance)) return;
  throw new InputError({
    code: "out-of-range",
    path,
    expected: rescale ? "points with a finite sum above 0" : `points that total 100, or differ by at most ${tolerance}`,
    received: total,
    advice: rescale ? undefined : "Correct the row, set it to null, or divide by the total with rescale: true.",
  });
}
