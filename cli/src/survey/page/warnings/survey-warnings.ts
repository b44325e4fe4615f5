import type { Language } from "../../../options/output-options.ts";
import type { Section } from "../../../report/page.ts";
import type { WarningWords } from "../../../report/sections/warnings/warning-words.ts";
import { warningInWords, warningsSection } from "../../../report/sections/warnings/warnings.ts";
import { writing } from "../../../report/writing.ts";
import type { Subject, SurveyWarning } from "../../analysis/survey-warning.ts";
import type { PageInput } from "../page-input.ts";
import { surveyWarningWords } from "./survey-warning-words.ts";

/** What a warning is about, as it stands before it. */
export const warningSubjects: Readonly<Record<Language, Readonly<Record<Subject, string>>>> = {
  en: {
    columns: "Columns",
    quality: "Answers",
    service: "Service quality",
    zones: "Zones of tolerance",
    reliability: "Reliability",
    satisfaction: "Satisfaction",
    drivers: "Key drivers",
    contrasts: "Penalty and reward",
    path: "Path model",
    kano: "Kano",
  },
  zh: {
    columns: "列",
    quality: "答卷",
    service: "服务质量",
    zones: "容忍区间",
    reliability: "信度",
    satisfaction: "满意度",
    drivers: "关键驱动因素",
    contrasts: "奖惩对比",
    path: "路径模型",
    kano: "KANO",
  },
};

/** A warning in words; `undefined` where its code has none. */
export function warningWordsOf(
  { subject, code, count, names }: SurveyWarning,
  language: Language,
): WarningWords | undefined {
  const { whole, named, list } = writing(language);
  return surveyWarningWords[subject][code]?.[language](count === undefined ? "" : whole(count), list(names.map(named)));
}

/** Every warning with what it means and what to do. */
export function surveyWarnings({ report, language }: PageInput): Section {
  const list = report.warnings.map((warning) =>
    warningInWords(warningSubjects[language][warning.subject], warning, warningWordsOf(warning, language), language),
  );
  return warningsSection(list, language);
}
