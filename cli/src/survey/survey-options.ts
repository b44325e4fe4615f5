import type { AnswerScale } from "customer-equity/satisfaction";
import {
  type AnswerOptions,
  answerOptions,
  answerOptionTypes,
  namesOption,
  scaleOption,
} from "../options/answer-options.ts";
import { type OutputOptions, outputOptions, outputOptionTypes } from "../options/output-options.ts";
import { filled, numberIn, type OptionTypes, type OptionValues } from "../options/words.ts";
import { builtIn } from "./definition/read-definition.ts";

/** What `customer-equity survey` is to do. */
export interface SurveyOptions extends OutputOptions, AnswerOptions {
  readonly instrument: string;
  /** Print an instrument file in place of an analysis. */
  readonly template: boolean;
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
  scale: { type: "string" },
  "satisfaction-scale": { type: "string" },
  reversed: { type: "string" },
  "rescale-points": { type: "boolean" },
  level: { type: "string", default: "0.95" },
  ...answerOptionTypes,
  ...outputOptionTypes,
} as const satisfies OptionTypes;

/** Checks the options; throws `BadInput` with the option and what it expects. */
export function surveyOptions(values: OptionValues<typeof surveyOptionTypes>): SurveyOptions {
  return {
    ...outputOptions(values),
    ...answerOptions(values),
    instrument: filled("instrument", values.instrument, `${builtIn} or a JSON file`),
    template: values.template === true,
    scale: scaleOption("scale", values.scale),
    satisfactionScale: scaleOption("satisfaction-scale", values["satisfaction-scale"]),
    reversed:
      values.reversed === undefined
        ? []
        : namesOption("reversed", values.reversed, "names of items, such as RES4,EMP1"),
    rescalePoints: values["rescale-points"] === true,
    level: numberIn("level", values.level, 0.5, 0.999, "a level from 0.5 to 0.999; 0.95 means 95 %"),
  };
}
