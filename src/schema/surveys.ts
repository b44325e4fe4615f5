import type * as z from "zod/mini";
import {
  type PathModel,
  type PathModelDefinition,
  pathModel,
} from "../satisfaction/path-models/structures/path-model.ts";
import {
  type ServqualInstrument,
  type ServqualInstrumentDefinition,
  servqualInstrument,
} from "../servqual/instrument/servqual-instrument.ts";
import { readAnswers, type SurveyAnswers } from "../survey/answers.ts";
import { checked } from "./checked.ts";

/**
 * Answers of a survey (问卷答案) from outside: columns by item, one entry a respondent, `null` where there is no answer.
 *
 * @example
 * ```ts
 * import { netPromoterScore } from "customer-equity/satisfaction";
 * import { surveyAnswersSchema } from "customer-equity/schema";
 * const body: unknown = { nps: [9, 10, null, 6] };
 * console.log(netPromoterScore(surveyAnswersSchema.parse(body)["nps"]!).score.toFixed(1)); // 33.3
 * console.log(surveyAnswersSchema.safeParse({ nps: [9, "no"] }).success); // false
 * ```
 */
export const surveyAnswersSchema: z.ZodMiniType<SurveyAnswers> = /* @__PURE__ */ checked((value) => {
  readAnswers(value as SurveyAnswers, "answers");
  return value as SurveyAnswers;
});

/** A questionnaire (SERVQUAL 量表) from outside, complete as `servqualInstrument` makes it. */
export const servqualInstrumentSchema: z.ZodMiniType<ServqualInstrument> = /* @__PURE__ */ checked((value) =>
  servqualInstrument(value as ServqualInstrumentDefinition),
);

/** A path model (结构模型) from outside, checked as by `pathModel`. */
export const pathModelSchema: z.ZodMiniType<PathModel> = /* @__PURE__ */ checked((value) =>
  pathModel(value as PathModelDefinition),
);
