import { type AnswerOptions, answerOptions, answerOptionTypes, scaleOption } from "../options/answer-options.ts";
import { type OutputOptions, outputOptions, outputOptionTypes } from "../options/output-options.ts";
import { filled, type OptionTypes, type OptionValues } from "../options/words.ts";
import type { GivenScales } from "./columns/plan-loyalty.ts";

/** What `customer-equity loyalty` is to do. */
export interface LoyaltyOptions extends OutputOptions, AnswerOptions {
  /** A file of columns. */
  readonly columns: string | undefined;
  /** Print a file of columns in place of an analysis. */
  readonly template: boolean;
  /** The file of an earlier date. */
  readonly previous: string | undefined;
  readonly scales: GivenScales;
}

/** The options of the command. */
export const loyaltyOptionTypes = {
  columns: { type: "string" },
  template: { type: "boolean" },
  previous: { type: "string" },
  scale: { type: "string" },
  "satisfaction-scale": { type: "string" },
  ...answerOptionTypes,
  ...outputOptionTypes,
} as const satisfies OptionTypes;

/** Checks the options; throws `BadInput` with the option and what it expects. */
export function loyaltyOptions(values: OptionValues<typeof loyaltyOptionTypes>): LoyaltyOptions {
  return {
    ...outputOptions(values),
    ...answerOptions(values),
    columns: filled("columns", values.columns, "a JSON file"),
    template: values.template === true,
    previous: filled("previous", values.previous, "a file of customers"),
    scales: {
      rating: scaleOption("scale", values.scale),
      satisfaction: scaleOption("satisfaction-scale", values["satisfaction-scale"]),
    },
  };
}
