import { filled, type OptionTypes, type OptionValues, oneOf } from "./words.ts";

/** The language of a page for people. */
export type Language = "en" | "zh";

/** Where the results go, and in which form. */
export interface OutputOptions {
  readonly out: string;
  /** Print the result as JSON, for other programs. */
  readonly json: boolean;
  readonly language: Language;
}

/** The options that say where results go. */
export const outputOptionTypes = {
  out: { type: "string", default: "customer-equity-output" },
  json: { type: "boolean" },
  lang: { type: "string", default: "en" },
} as const satisfies OptionTypes;

/** Checks the options that say where results go; throws `BadInput` with the option and what it expects. */
export function outputOptions(values: OptionValues<typeof outputOptionTypes>): OutputOptions {
  return {
    out: filled("out", values.out, "a folder"),
    json: values.json === true,
    language: oneOf("lang", values.lang, ["en", "zh"]),
  };
}
