import type { FileAnswers } from "../answers/file-answers.ts";
import type { SurveyPlan } from "./columns/survey-plan.ts";

/** The answers of a survey. */
export type SurveyAnswers = FileAnswers<SurveyPlan>;
