import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import {
  type AnswerRules,
  answerCounts,
  largestAnswer,
  readAnswers,
  type SurveyAnswers,
} from "../../survey/answers.ts";
import type { Column, NullableColumn } from "../../types.ts";
import { weightlessOf } from "./estimate.ts";

/** By item or dimension a column of answers, or one number that holds for all. */
export type AnswersOrNumbers = Readonly<Record<string, number | Column | NullableColumn>>;

/** One column an item, NaN where there is no answer. */
export type PartColumns = readonly Float64Array[];

/** What answers are read by: the items are named. */
export type PartRules = AnswerRules & { readonly items: readonly string[] };

/** Reads one part of a survey; the answers of so many respondents where that is known. */
export function readPart(answers: SurveyAnswers, path: string, rules: PartRules, respondents?: number): PartColumns {
  const { columns, respondents: rows } = readAnswers(answers, path, rules);
  if (respondents === undefined || rows === respondents) return columns;
  throw new InputError({
    code: "length-mismatch",
    path,
    expected: `the answers of ${respondents} respondents`,
    received: rows,
    advice: "All answers belong to the same respondents in the same order; null says that there is none.",
  });
}

/** Reads one part in which a number stands for a column of it. */
export function readPartOrNumbers(
  answers: AnswersOrNumbers,
  path: string,
  rules: PartRules,
  respondents: number,
): PartColumns {
  const spread = Object.entries(requireOptions(answers, path)).map(
    ([item, answer]): [string, SurveyAnswers[string]] => [
      item,
      typeof answer === "number" ? new Float64Array(respondents).fill(answer) : answer,
    ],
  );
  return readPart(Object.fromEntries(spread), path, rules, respondents);
}

/** Leaves out every respondent without an answer somewhere in the parts: all answers become NaN. */
export function blankIncomplete(parts: readonly PartColumns[]): void {
  const columns = parts.flat();
  const counts = answerCounts({ columns, respondents: columns[0]!.length });
  for (const column of columns) {
    for (let i = 0; i < counts.length; i++) if (counts[i]! < columns.length) column[i] = Number.NaN;
  }
}

/** How many respondents count: those with an entry in at least one of the columns, and a weight above 0. */
export function countRespondents(
  columns: PartColumns,
  respondentWeights: Float64Array | null,
): { readonly n: number; readonly missing: number; readonly weightless: number } {
  const respondents = columns[0]!.length;
  const counts = answerCounts({ columns, respondents });
  const weightless = respondentWeights === null ? 0 : weightlessOf(respondentWeights);
  let n = 0;
  for (let i = 0; i < respondents; i++) if (counts[i]! > 0 && respondentWeights?.[i] !== 0) n++;
  return { n, missing: respondents - weightless - n, weightless };
}

/** Checks that every entry of a column is at least 0, and not so large that sums of squares overflow. */
export function requireNotNegative(column: Float64Array, path: string): void {
  const rule = { min: 0, max: largestAnswer };
  for (let i = 0; i < column.length; i++) {
    if (column[i]! < rule.min || column[i]! > rule.max) requireNumber(column[i], `${path}[${i}]`, rule);
  }
}
