import type { Language } from "../../options/output-options.ts";
import { page, type Section } from "../../report/page.ts";
import type { SurveyReport } from "../analysis/analyze-survey.ts";
import { answerQualitySection } from "./sections/answer-quality.ts";
import { driversSection } from "./sections/drivers-section.ts";
import { fixFirstSection } from "./sections/fix-first.ts";
import { kanoSection } from "./sections/kano-section.ts";
import { methodSection } from "./sections/method.ts";
import { pathSection } from "./sections/path-section.ts";
import { satisfactionSection } from "./sections/satisfaction-section.ts";
import { scaleTrustSection } from "./sections/scale-trust.ts";
import { shortfallsSection } from "./sections/shortfalls.ts";
import { surveyGlossary } from "./sections/survey-glossary.ts";
import { surveyKeyFigures } from "./sections/survey-key-figures.ts";
import { surveyOpening, surveyTitle } from "./sections/survey-opening.ts";
import { waitingSection } from "./sections/waiting-section.ts";
import { surveyWarnings } from "./warnings/survey-warnings.ts";

/**
 * The finding of a survey as one page of HTML that loads nothing from elsewhere and runs no script: what to fix first on top, all it rests on
 * below. For the same input the same page, to the last character.
 */
export async function surveyHtml(report: SurveyReport, language: Language): Promise<string> {
  const input = { report, language };
  const { priorities, service, satisfaction, drivers, path, kano, waiting, reliability, quality } = report;
  const sections: readonly (Section | null)[] = [
    surveyKeyFigures(input),
    priorities && fixFirstSection(input, priorities),
    service && (await shortfallsSection(input, service)),
    satisfaction && (await satisfactionSection(input, satisfaction)),
    drivers && (await driversSection(input, drivers)),
    path && (await pathSection(input, path)),
    kano && (await kanoSection(input, kano)),
    waiting && (await waitingSection(input, waiting)),
    reliability && scaleTrustSection(input, reliability),
    quality && answerQualitySection(input, quality),
    surveyWarnings(input),
    methodSection(input),
    surveyGlossary(report, language),
  ];
  return page({
    language,
    title: surveyTitle(input),
    opening: surveyOpening(input),
    sections: sections.filter((section) => section !== null),
  });
}
