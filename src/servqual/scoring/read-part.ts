import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type AnswerRules, largestAnswer, readAnswers, type SurveyAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn } from "../../types.ts";

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

/** Leaves out every respondent without an answer somewhere in the parts: all answers become NaN. Returns how many those are. */
export function blankIncomplete(parts: readonly PartColumns[]): number {
  const columns = parts.flat();
  const rows = columns[0]!.length;
  let leftOut = 0;
  for (let i = 0; i < rows; i++) {
    if (columns.every((column) => !Number.isNaN(column[i]!))) continue;
    leftOut++;
    for (const column of columns) column[i] = Number.NaN;
  }
  return leftOut;
}

/** Checks that every entry of a column is at least 0, and not so large that sums of squares overflow. */
export function requireNotNegative(column: Float64Array, path: string): void {
  const rule = { min: 0, max: largestAnswer };
  for (let i = 0; i < column.length; i++) {
    if (column[i]! < rule.min || column[i]! > rule.max) requireNumber(column[i], `${path}[${i}]`, rule);
  }
}
