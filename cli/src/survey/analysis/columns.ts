import { type AnswerScale, weightedMean } from "customer-equity/satisfaction";
import { attempt, orNull } from "../../answers/attempt.ts";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import type { SurveyAnswers } from "../survey-answers.ts";

/** Answers to a question that is worded the other way round, as if it were not. */
function turned(column: AnswerColumn, { min, max }: AnswerScale): AnswerColumn {
  return column.map((answer) => (answer === null ? null : min + max - answer));
}

/** The columns of questions by key, those that are worded the other way round turned. */
export function turnedColumns(
  answers: SurveyAnswers,
  questions: readonly { readonly key: string; readonly column: string }[],
  { reversed, scale }: { readonly reversed: readonly string[]; readonly scale: AnswerScale },
): Readonly<Record<string, AnswerColumn>> {
  return Object.fromEntries(
    questions.map(({ key, column }) => {
      const values = answers.numbers(column);
      return [key, reversed.includes(key) ? turned(values, scale) : values];
    }),
  );
}

/** The mean of a column under the weights of the respondents; `null` where nobody with a weight answered. */
export function meanUnder(weights: readonly number[] | undefined, column: AnswerColumn): number | null {
  return orNull(attempt(() => weightedMean(column, weights ?? column.map(() => 1)).mean));
}

/** The means of columns under the weights of the respondents; `null` where one of them does not exist. */
export function meansUnder(
  weights: readonly number[] | undefined,
  columns: Readonly<Record<string, AnswerColumn>>,
): Readonly<Record<string, number>> | null {
  const means: Record<string, number> = {};
  for (const [key, column] of Object.entries(columns)) {
    const mean = meanUnder(weights, column);
    if (mean === null) return null;
    means[key] = mean;
  }
  return means;
}
