import { type NumberRule, requireNumber } from "../checks.ts";
import { InputError } from "../errors.ts";
import { pickWeights, readWeights } from "../statistics/sample-mean.ts";
import type { Column, NullableColumn } from "../types.ts";

/** The answers to one question that count, and how many do not. */
export interface Ratings {
  /** The answers of respondents with a weight above 0. */
  readonly values: Float64Array;
  /** Their weights, all 1 where none were given. */
  readonly weights: Float64Array;
  /** The rows they came from. */
  readonly rows: readonly number[];
  /** Rows without an answer. */
  readonly missing: number;
  /** Rows with an answer and weight 0. */
  readonly weightless: number;
}

/** Answers without a scale are at most of this size, so that their differences are finite. */
const largest = 1e300;

/**
 * Checks the answers to one question, and the weights of the respondents, and keeps the rows that count. Throws `empty` without rows,
 * `insufficient-data` where none counts.
 */
export function readRatings(
  ratings: Column | NullableColumn,
  path: string,
  rule: NumberRule,
  respondentWeights?: Column | undefined,
  weightsPath = "options.respondentWeights",
): Ratings {
  if (!Array.isArray(ratings) && !(ratings instanceof Float64Array)) {
    throw new InputError({
      code: "not-finite",
      path,
      expected: "a column of answers (numbers, and null where there is none)",
      received: ratings,
    });
  }
  if (ratings.length === 0)
    throw new InputError({ code: "empty", path, expected: "at least one respondent", received: 0 });
  const advice = "Missing answers are null, never a number such as -1 or 99.";
  const advised = { min: -largest, max: largest, advice, ...rule };
  const all = readWeights(respondentWeights, weightsPath, ratings.length);
  const rows: number[] = [];
  let missing = 0;
  for (let i = 0; i < ratings.length; i++) {
    const answer = ratings[i];
    if (answer === null || answer === undefined) missing++;
    else {
      requireNumber(answer, `${path}[${i}]`, advised);
      if (all[i]! > 0) rows.push(i);
    }
  }
  if (rows.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: "at least one answer of a respondent with a weight above 0",
      received: ratings,
    });
  }
  return {
    values: Float64Array.from(rows, (row) => ratings[row]!),
    weights: pickWeights(all, rows),
    rows,
    missing,
    weightless: ratings.length - missing - rows.length,
  };
}
