import { InputError } from "../../../errors.ts";
import { answered, completeRows, readAnswers, type SurveyAnswers } from "../../../survey/answers.ts";
import type { StandardizedRows } from "./item-moments.ts";
import type { PlsSettings } from "./pls-settings.ts";

/** The answers that a model is estimated from. */
export interface SurveyRows extends StandardizedRows {
  /** Means and standard deviations (divisor n) of the items. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** Respondents that were given, and answers missing among all of theirs. */
  readonly respondents: number;
  readonly missingAnswers: number;
  /** Which respondents the rows are. */
  readonly used: Uint32Array;
}

/** Reads the answers to `items`, leaves out or fills what is missing, and standardizes. `least` respondents are needed. */
export function surveyRows(
  answers: SurveyAnswers,
  items: readonly string[],
  { scale, reversed, missing }: Pick<PlsSettings, "scale" | "reversed" | "missing">,
  least: number,
): SurveyRows {
  const given = readAnswers(answers, "answers", { items, scale: scale ?? undefined, reversed });
  const { respondents, missing: missingAnswers } = given;
  const { columns, rows: used } =
    missing === "listwise"
      ? completeRows(given)
      : { columns: given.columns, rows: Uint32Array.from(given.columns[0]!.keys()) };
  const rows = used.length;
  if (rows < least) {
    throw new InputError({
      code: "insufficient-data",
      path: "answers",
      expected: `at least ${least} respondents${missing === "listwise" ? " with an answer to every item" : ""}`,
      received: rows,
      advice:
        missing === "listwise" && respondents >= least
          ? 'Leave out items that few answered, or replace missing answers by the mean of the item (missing: "mean").'
          : "Ask more customers, or estimate a smaller model.",
    });
  }
  const size = items.length;
  const values = new Float64Array(rows * size);
  const means: number[] = [];
  const deviations: number[] = [];
  columns.forEach((column, h) => {
    const { mean, deviation } = spread(column, `answers.${items[h]}`);
    means.push(mean);
    deviations.push(deviation);
    // A missing answer is replaced by the mean.
    for (let i = 0; i < rows; i++) {
      values[i * size + h] = Number.isNaN(column[i]!) ? 0 : (column[i]! - mean) / deviation;
    }
  });
  return { rows, size, values, means, deviations, respondents, missingAnswers, used };
}

/** Mean of the answers there are, and the standard deviation with the mean in place of those that are missing. */
function spread(column: Float64Array, path: string): { readonly mean: number; readonly deviation: number } {
  const answers = answered(column);
  const origin = answers[0] ?? 0;
  let sum = 0;
  for (const answer of answers) sum += answer - origin;
  const mean = origin + sum / answers.length;
  let farthest = 0;
  for (const answer of answers) farthest = Math.max(farthest, Math.abs(answer - mean));
  if (Number.isFinite(farthest) && !(farthest > 1e-12 * Math.abs(mean))) {
    throw new InputError({
      code: answers.length === 0 ? "insufficient-data" : "zero-variance",
      path,
      expected: "answers that differ",
      received: answers.length === 0 ? "no answer" : answers[0],
      advice: "Leave the item out of the model.",
    });
  }
  // In units of the farthest answer, so that no square overflows.
  let squares = 0;
  for (const answer of answers) squares += ((answer - mean) / farthest) ** 2;
  const deviation = farthest * Math.sqrt(squares / column.length);
  if (Number.isFinite(deviation) && deviation > 0) return { mean, deviation };
  throw new InputError({
    code: "out-of-range",
    path,
    expected: "answers whose spread is within the range of numbers",
    received: farthest,
  });
}
