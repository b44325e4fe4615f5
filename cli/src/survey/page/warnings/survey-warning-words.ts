import type { Language } from "../../../options/output-options.ts";
import type { WarningWords } from "../../../report/sections/warnings/warning-words.ts";
import type { Subject } from "../../analysis/survey-warning.ts";
import { modelWarnings } from "./model-warnings.ts";
import { scaleWarnings } from "./scale-warnings.ts";
import { serviceWarnings } from "./service-warnings.ts";

/** The words of a warning in each language: how many it concerns, and which questions, items or blocks. */
type SurveyWarningTranslations = Readonly<Record<Language, (n: string, names: string) => WarningWords>>;

/** The words of the warnings about one analysis, by code. */
export type SubjectWarnings = Readonly<Record<string, SurveyWarningTranslations>>;

/** The words of every warning that the command can give, by analysis and code: the same code may mean something else in another analysis. */
export const surveyWarningWords: Readonly<Record<Subject, SubjectWarnings>> = {
  ...serviceWarnings,
  ...scaleWarnings,
  ...modelWarnings,
};
