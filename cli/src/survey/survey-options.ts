import type { AnswerScale } from "customer-equity/satisfaction";
import { BadInput } from "../bad-input.ts";
import { decimal } from "../decimal.ts";
import { type OutputOptions, outputOptions, outputOptionTypes } from "../options/output-options.ts";
import { type ReadOptions, readOptions, readOptionTypes } from "../options/read-options.ts";
import { filled, numberIn, type OptionTypes, type OptionValues, refuse } from "../options/words.ts";
import { builtIn } from "./definition/read-definition.ts";

/** Cells that stand for no answer. */
export interface MissingCode {
  /** `null`: in every column in which it could not be an answer. */
  readonly column: string | null;
  readonly codes: readonly string[];
}

/** What `customer-equity survey` is to do. */
export interface SurveyOptions extends OutputOptions {
  readonly instrument: string;
  /** Print an instrument file in place of an analysis. */
  readonly template: boolean;
  readonly reading: Pick<ReadOptions, "separator" | "encoding" | "decimalComma" | "where" | "skipBadRows">;
  readonly missingCodes: readonly MissingCode[];
  /** Of the items of service quality. */
  readonly scale: AnswerScale | undefined;
  readonly satisfactionScale: AnswerScale | undefined;
  readonly reversed: readonly string[];
  readonly rescalePoints: boolean;
  readonly level: number;
}

/** The options of the command. */
export const surveyOptionTypes = {
  instrument: { type: "string", default: builtIn },
  template: { type: "boolean" },
  "missing-code": { type: "string", multiple: true },
  scale: { type: "string" },
  "satisfaction-scale": { type: "string" },
  reversed: { type: "string" },
  "rescale-points": { type: "boolean" },
  level: { type: "string", default: "0.95" },
  separator: readOptionTypes.separator,
  encoding: readOptionTypes.encoding,
  "decimal-comma": readOptionTypes["decimal-comma"],
  where: readOptionTypes.where,
  "skip-bad-rows": readOptionTypes["skip-bad-rows"],
  ...outputOptionTypes,
} as const satisfies OptionTypes;

/** Checks the options; throws `BadInput` with the option and what it expects. */
export function surveyOptions(values: OptionValues<typeof surveyOptionTypes>): SurveyOptions {
  return {
    ...outputOptions(values),
    instrument: filled("instrument", values.instrument, `${builtIn} or a JSON file`),
    template: values.template === true,
    reading: readOptions(values),
    missingCodes: (values["missing-code"] ?? []).map(missingCode),
    scale: scaleOf("scale", values.scale),
    satisfactionScale: scaleOf("satisfaction-scale", values["satisfaction-scale"]),
    reversed:
      values.reversed === undefined ? [] : namesOf("reversed", values.reversed, "names of items, such as RES4,EMP1"),
    rescalePoints: values["rescale-points"] === true,
    level: numberIn("level", values.level, 0.5, 0.999, "a level from 0.5 to 0.999; 0.95 means 95 %"),
  };
}

/** `1-5`, `1..5` or `-3..3`. */
function scaleOf(option: string, text: string | undefined): AnswerScale | undefined {
  if (text === undefined) return undefined;
  const match = /^\s*(-?[\d.]+?)\s*(?:\.\.|-)\s*(-?[\d.]+)\s*$/.exec(text);
  const [min, max] = [decimal(match?.[1] ?? ""), decimal(match?.[2] ?? "")];
  return min < max ? { min, max } : refuse(option, "the lowest and the highest answer, such as 1-5", text);
}

function missingCode(text: string): MissingCode {
  const match = /^(.*?)=(.*)$/s.exec(text);
  const codes = namesOf("missing-code", match?.[2] ?? text, "codes such as 99,NA, or COLUMN=99");
  const column = match?.[1]?.trim();
  if (column === "") refuse("missing-code", "COLUMN=CODE", text);
  return { column: column ?? null, codes };
}

function namesOf(option: string, text: string, expected: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) throw new BadInput(`--${option}: expected ${expected}, found ${JSON.stringify(text)}.`);
  return names;
}
