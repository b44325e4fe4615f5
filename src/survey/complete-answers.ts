import { pickNumbers } from "../columns.ts";
import type { Column } from "../types.ts";
import { type AnswerRules, answerCounts, readAnswers, type SurveyAnswers } from "./answers.ts";
import { type CountedRows, countRows } from "./counted-rows.ts";

/** The rows of several questions that count: those with an answer to each. */
export interface CompleteAnswers extends CountedRows {
  readonly items: readonly string[];
  /** By item the answers of the respondents who count. */
  readonly columns: readonly Float64Array[];
}

/** Checks answers and weights and keeps the rows that count. Throws `insufficient-data` where there are none. */
export function readCompleteAnswers(
  answers: SurveyAnswers,
  path: string,
  rules: AnswerRules,
  respondentWeights?: Column | undefined,
): CompleteAnswers {
  const read = readAnswers(answers, path, rules);
  const { items, columns, respondents } = read;
  const counts = answerCounts(read);
  const counted = countRows(respondents, (row) => counts[row] === items.length, respondentWeights, {
    path,
    expected: `an answer to ${items.join(", ")}`,
  });
  return { items, columns: columns.map((column) => pickNumbers(column, counted.rows)), ...counted };
}
