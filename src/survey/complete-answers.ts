import { InputError } from "../errors.ts";
import { pickWeights, readWeights } from "../statistics/sample-mean.ts";
import type { Column } from "../types.ts";
import { type AnswerRules, completeRows, readAnswers, type SurveyAnswers } from "./answers.ts";

/** The rows of several questions in which all have an answer, and how many do not. */
export interface CompleteAnswers {
  readonly items: readonly string[];
  /** By item the answers of respondents with all answers and a weight above 0. */
  readonly columns: readonly Float64Array[];
  /** Their weights, all 1 where none were given. */
  readonly weights: Float64Array;
  /** The rows they came from. */
  readonly rows: readonly number[];
  /** Rows in which an answer is missing. */
  readonly missing: number;
  /** Rows with all answers and weight 0. */
  readonly weightless: number;
}

/** Checks answers and weights and keeps the rows that count. Throws `insufficient-data` where there are none. */
export function readCompleteAnswers(
  answers: SurveyAnswers,
  path: string,
  rules: AnswerRules,
  respondentWeights?: Column | undefined,
): CompleteAnswers {
  const read = readAnswers(answers, path, rules);
  const all = readWeights(respondentWeights, "options.respondentWeights", read.respondents);
  const complete = completeRows(read);
  const kept = Array.from(complete.rows.keys()).filter((k) => all[complete.rows[k]!]! > 0);
  if (kept.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: `at least one respondent with an answer to ${read.items.join(", ")}, and a weight above 0`,
      received: answers,
    });
  }
  const rows = kept.map((k) => complete.rows[k]!);
  return {
    items: read.items,
    columns: complete.columns.map((column) => Float64Array.from(kept, (k) => column[k]!)),
    weights: pickWeights(all, rows),
    rows,
    missing: read.respondents - complete.rows.length,
    weightless: complete.rows.length - kept.length,
  };
}
