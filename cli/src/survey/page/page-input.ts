import type { Language } from "../../options/output-options.ts";
import type { SurveyReport } from "../analysis/analyze-survey.ts";

/** What a page is made from. */
export interface PageInput {
  readonly report: SurveyReport;
  readonly language: Language;
}
