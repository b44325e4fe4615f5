import { decimal } from "../decimal.ts";
import { literal, trimmed } from "../input/database.ts";
import { numberCell } from "../input/number-cell.ts";
import type { MissingCode } from "../options/answer-options.ts";
import type { CellRule, PlannedColumn } from "./sheet-plan.ts";

/** What stands for no answer in one column. */
export interface ColumnCodes {
  /** Codes as texts, none of which is a number. */
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

/**
 * The codes that count in a column: those that name it, and of the others those that could not be an answer in it. So 0 may stand for no
 * answer in questions from 1 to 7 beside one from 0 to 10 in which it is one.
 */
export function codesOf({ name, rule }: PlannedColumn, missingCodes: readonly MissingCode[]): ColumnCodes {
  const codes = missingCodes.flatMap((given) =>
    given.column === null
      ? given.codes.filter((code) => !isAnswer(code, rule))
      : given.column === name
        ? given.codes
        : [],
  );
  const numbers = codes.map(decimal);
  return {
    texts: codes.filter((_, k) => Number.isNaN(numbers[k])),
    numbers: numbers.filter((code) => !Number.isNaN(code)),
  };
}

/** Whether a code could be an answer in a column. */
export function isAnswer(code: string, rule: CellRule): boolean {
  const value = decimal(code);
  if (rule.kind === "text") return !Number.isNaN(value);
  if (rule.kind === "words") return rule.words.has(code.toLowerCase());
  return value >= rule.min && value <= rule.max && (!rule.whole || Number.isInteger(value));
}

/** The number in a cell before codes are looked at: `nan` where there is none. */
export function numberOf(cell: string, rule: CellRule, decimalComma: boolean): string {
  if (rule.kind === "text") return "NULL";
  if (rule.kind === "number") return numberCell(cell, decimalComma);
  const words = [...rule.words].map(([word, value]) => `WHEN ${literal(word)} THEN ${value}::DOUBLE`);
  return `CASE lower(${trimmed(cell)}) ${words.join(" ")} ELSE 'nan' END`;
}

/** The number that stands in a cell, whatever it means as an answer: a word that means 1 is no code 1. `value` is that of {@link numberOf}. */
export function codeNumberOf(cell: string, value: string, rule: CellRule, decimalComma: boolean): string {
  return rule.kind === "words" ? numberCell(cell, decimalComma) : value;
}

/** Whether a cell and the number in it are a code for no answer. */
export function isCode(cell: string, number: string, { texts, numbers }: ColumnCodes): string {
  const parts = [];
  if (numbers.length > 0) parts.push(`${number} IN (${numbers.join(", ")})`);
  if (texts.length > 0) parts.push(`${trimmed(cell)} IN (${texts.map(literal).join(", ")})`);
  return parts.length === 0 ? "false" : `(${parts.join(" OR ")})`;
}

/** The number of a cell, NULL where there is no answer (`coded` says whether it holds a code for none) and `nan` where there is something else than a number. */
export function answerOf(cell: string, value: string, coded: string): string {
  return `CASE WHEN ${cell} = '' OR ${coded} OR (isnan(${value}) AND ${trimmed(cell)} = '') THEN NULL ELSE ${value} END`;
}
