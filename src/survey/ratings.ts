import { requireNumber, requireRows } from "../checks.ts";
import { pickNumbers } from "../columns.ts";
import type { Column, NullableColumn } from "../types.ts";
import { type AnswerScale, readColumn, requireAnswerColumn } from "./answers.ts";
import { type CountedRows, countRows } from "./counted-rows.ts";

/** The answers to one question that count. */
export interface Ratings extends CountedRows {
  /** Those of the respondents who count. */
  readonly values: Float64Array;
}

/** What ratings keep to. */
export interface RatingRules {
  readonly scale?: AnswerScale | undefined;
  readonly integer?: boolean | undefined;
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
  { scale, integer = false }: RatingRules,
  respondentWeights?: Column | undefined,
  weightsPath?: string | undefined,
): Ratings {
  const { values } = readColumn(requireAnswerColumn(ratings, path), path, scale);
  requireRows(values, path);
  if (integer || scale === undefined) {
    const rule = { min: -largest, max: largest, integer };
    for (let i = 0; i < values.length; i++)
      if (!Number.isNaN(values[i]!)) requireNumber(values[i], `${path}[${i}]`, rule);
  }
  const counted = countRows(values.length, (row) => !Number.isNaN(values[row]!), respondentWeights, {
    path,
    expected: "an answer",
    weightsPath,
  });
  return { values: pickNumbers(values, counted.rows), ...counted };
}
