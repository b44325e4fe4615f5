import type { AnswerScale } from "customer-equity/satisfaction";
import { decimal } from "../decimal.ts";
import { type ReadOptions, readOptions, readOptionTypes } from "./read-options.ts";
import { type OptionTypes, type OptionValues, refuse } from "./words.ts";

/** Cells that stand for no answer. */
export interface MissingCode {
  /** `null`: in every column in which it could not be an answer. */
  readonly column: string | null;
  readonly codes: readonly string[];
}

/** How a file with one row a person and one column a question is read. */
export interface AnswerOptions {
  readonly reading: Pick<ReadOptions, "separator" | "encoding" | "decimalComma" | "where" | "skipBadRows">;
  readonly missingCodes: readonly MissingCode[];
}

/** The options that say how such files are read. */
export const answerOptionTypes = {
  "missing-code": { type: "string", multiple: true },
  separator: readOptionTypes.separator,
  encoding: readOptionTypes.encoding,
  "decimal-comma": readOptionTypes["decimal-comma"],
  where: readOptionTypes.where,
  "skip-bad-rows": readOptionTypes["skip-bad-rows"],
} as const satisfies OptionTypes;

/** Their lines in the help of a command. */
export const answerOptionsHelp = `Reading the file
  --separator CHAR       between cells: "," ";" "|" or tab (guessed)
  --encoding NAME        gb18030 (GBK), big5, windows-1252, ...   (default: utf-8)
  --decimal-comma        numbers are written 7,5           (default: 7.5)
  --where COLUMN=A,B     keep the rows that hold one of these values; COLUMN!=A,B the rows that hold none of them;
                         may be given several times, and a row must then pass each
  --skip-bad-rows        leave out, count and list rows that cannot be used, in place of stopping at the first`;

/** Checks the options that say how such files are read; throws `BadInput` with the option and what it expects. */
export function answerOptions(values: OptionValues<typeof answerOptionTypes>): AnswerOptions {
  return { reading: readOptions(values), missingCodes: (values["missing-code"] ?? []).map(missingCode) };
}

/** A scale of answers: `1-5`, `1..5` or `-3..3`. */
export function scaleOption(option: string, text: string | undefined): AnswerScale | undefined {
  if (text === undefined) return undefined;
  const match = /^\s*(-?[\d.]+?)\s*(?:\.\.|-)\s*(-?[\d.]+)\s*$/.exec(text);
  const [min, max] = [decimal(match?.[1] ?? ""), decimal(match?.[2] ?? "")];
  return min < max ? { min, max } : refuse(option, "the lowest and the highest answer, such as 1-5", text);
}

/** Names with commas between them. */
export function namesOption(option: string, text: string, expected: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  return names.includes("") ? refuse(option, expected, text) : names;
}

function missingCode(text: string): MissingCode {
  const match = /^(.*?)=(.*)$/s.exec(text);
  const codes = namesOption("missing-code", match?.[2] ?? text, "codes such as 99,NA, or COLUMN=99");
  const column = match?.[1]?.trim();
  if (column === "") refuse("missing-code", "COLUMN=CODE", text);
  return { column: column ?? null, codes };
}
