import { requireArray, requireNumber, requireOptions } from "../checks.ts";
import { pickNumbers } from "../columns.ts";
import { InputError } from "../errors.ts";
import type { Column, NullableColumn } from "../types.ts";

/** The scale of an answer (量表): Likert 1 to 5, 1 to 7, 1 to 10, or 0 to 10. */
export interface AnswerScale {
  /** The lowest answer there is. */
  readonly min: number;
  /** The highest. */
  readonly max: number;
}

/**
 * Answers of a survey (问卷答案) as columns: by item one entry a respondent, `null` where there is no answer. Whole numbers are not required:
 * a mean of several questions is an answer, too.
 */
export type SurveyAnswers = Readonly<Record<string, Column | NullableColumn>>;

/** Answers as the numeric code reads them: checked, reversed items turned, NaN (which stays inside) where there is no answer. */
export interface AnswerColumns {
  readonly items: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly respondents: number;
  /** Answers that are missing, all items together. */
  readonly missing: number;
}

/** What {@link readAnswers} goes by. */
export interface AnswerRules {
  /** The items wanted, in this order; all that there are, where absent. */
  readonly items?: readonly string[] | undefined;
  /** The scale that answers have to keep to; any finite number where absent. */
  readonly scale?: AnswerScale | undefined;
  /** Items worded the other way round: their answers x become min + max − x. */
  readonly reversed?: readonly string[] | undefined;
  /** Where `scale` and `reversed` stand in the call; in the options, where absent. */
  readonly rulesPath?: string | undefined;
}

/** Beyond this, squares of products of two answers could overflow when they are added up. */
export const largestAnswer = 1e70;

/** Checks a scale. */
export function requireScale(scale: AnswerScale | undefined, path: string): AnswerScale {
  if (scale === undefined) {
    throw new InputError({
      code: "bad-option",
      path,
      expected: "a scale { min, max }",
      received: scale,
      advice: "Say which answers there are, for example { min: 1, max: 7 }.",
    });
  }
  const { min, max } = requireOptions(scale, path);
  requireNumber(min, `${path}.min`, { min: -largestAnswer });
  requireNumber(max, `${path}.max`, { min, openMin: true, max: largestAnswer });
  return scale;
}

/** Checks answers and reads them into columns of doubles. */
export function readAnswers(answers: SurveyAnswers, path: string, rules: AnswerRules = {}): AnswerColumns {
  const { scale, reversed: turned = [], rulesPath = "options" } = rules;
  const reversed = requireArray(turned, `${rulesPath}.reversed`, "an array of items");
  const given = requireOptions(answers, path);
  const items = rules.items ?? Object.keys(given);
  if (answers === undefined || items.length === 0) {
    throw new InputError({
      code: "empty",
      path,
      expected: "columns of answers, one an item",
      received: answers,
      advice: "Give a record such as { Q1: [5, 4, null], Q2: [6, 7, 5] }.",
    });
  }
  if (scale !== undefined || reversed.length > 0) requireScale(scale, `${rulesPath}.scale`);
  const respondents = columnOf(given, items[0]!, path).length;
  if (respondents === 0) {
    throw new InputError({ code: "empty", path, expected: "at least one respondent", received: 0 });
  }
  const unknown = reversed.find((item) => !items.includes(item));
  if (unknown !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `${rulesPath}.reversed`,
      expected: `items that there are (${items.join(", ")})`,
      received: unknown,
    });
  }
  let missing = 0;
  const columns = items.map((item) => {
    const column = columnOf(given, item, path);
    if (column.length !== respondents) {
      throw new InputError({
        code: "length-mismatch",
        path: `${path}.${item}`,
        expected: `${respondents} answers, as in ${items[0]}`,
        received: column.length,
        advice: "Every item has an entry for every respondent; null says that there is no answer.",
      });
    }
    const read = readColumn(column, `${path}.${item}`, scale, reversed.includes(item));
    missing += read.missing;
    return read.values;
  });
  return { items, columns, respondents, missing };
}

/** Checks one column of answers and reads it into doubles, NaN where there is none; turned where the item is worded the other way round. */
export function readColumn(
  column: Column | NullableColumn,
  path: string,
  scale?: AnswerScale,
  turn = false,
): { readonly values: Float64Array; readonly missing: number } {
  const values = new Float64Array(column.length);
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    const answer = column[i] as number | null | undefined;
    if (answer === null || answer === undefined) {
      values[i] = Number.NaN;
      missing++;
    } else if (
      typeof answer !== "number" ||
      !Number.isFinite(answer) ||
      (scale !== undefined && (answer < scale.min || answer > scale.max))
    ) {
      refuseAnswer(answer, `${path}[${i}]`, scale);
    } else values[i] = turn ? scale!.min + scale!.max - answer : answer;
  }
  return { values, missing };
}

/** The answers that there are in a column that was read, in their order. */
export function answered(column: Float64Array): Float64Array {
  const given = new Float64Array(column.length);
  let n = 0;
  for (let i = 0; i < column.length; i++) if (!Number.isNaN(column[i]!)) given[n++] = column[i]!;
  return given.subarray(0, n);
}

/** To how many of the questions each respondent gave an answer. */
export function answerCounts({ columns, respondents }: Pick<AnswerColumns, "columns" | "respondents">): Uint32Array {
  const counts = new Uint32Array(respondents);
  for (const column of columns) for (let i = 0; i < respondents; i++) if (!Number.isNaN(column[i]!)) counts[i]!++;
  return counts;
}

/** The rows in which every column has an answer: the columns of those alone, and which rows they are. */
export function completeRows(read: Pick<AnswerColumns, "columns" | "respondents">): {
  readonly columns: readonly Float64Array[];
  readonly rows: Uint32Array;
} {
  const { columns, respondents } = read;
  const counts = answerCounts(read);
  const kept = new Uint32Array(respondents);
  let n = 0;
  for (let i = 0; i < respondents; i++) if (counts[i] === columns.length) kept[n++] = i;
  const rows = kept.subarray(0, n);
  return { columns: n === respondents ? columns : columns.map((column) => pickNumbers(column, rows)), rows };
}

function columnOf(answers: SurveyAnswers, item: string, path: string): Column | NullableColumn {
  const column: unknown = Object.hasOwn(answers, item) ? answers[item] : undefined;
  if (column !== undefined) return requireAnswerColumn(column, `${path}.${item}`);
  throw new InputError({
    code: "length-mismatch",
    path: `${path}.${item}`,
    expected: "a column of answers (numbers, and null where there is none)",
    received: column,
    advice: `The columns given are ${Object.keys(answers).join(", ")}.`,
  });
}

/** Returns a value that can be a column of answers, else throws. */
export function requireAnswerColumn(column: unknown, path: string): Column | NullableColumn {
  if (Array.isArray(column) || column instanceof Float64Array) return column;
  throw new InputError({
    code: "not-finite",
    path,
    expected: "a column of answers (numbers, and null where there is none)",
    received: column,
  });
}

function refuseAnswer(answer: unknown, path: string, scale: AnswerScale | undefined): never {
  const number = typeof answer === "number" && Number.isFinite(answer);
  throw new InputError({
    code: number ? "out-of-range" : "not-finite",
    path,
    expected: scale === undefined ? "a finite number or null" : `an answer from ${scale.min} to ${scale.max}, or null`,
    received: answer,
    advice: "Missing answers are null, never a number such as 0 or -99.",
  });
}
