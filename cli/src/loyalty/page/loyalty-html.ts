import type { Language } from "../../options/output-options.ts";
import { page, type Section } from "../../report/page.ts";
import type { LoyaltyReport } from "../analysis/analyze-loyalty.ts";
import { loyaltyWarnings } from "./loyalty-warnings.ts";
import { classSection } from "./sections/class-section.ts";
import { curveSection, determinantsSection } from "./sections/drivers-section.ts";
import { loyaltyGlossary } from "./sections/loyalty-glossary.ts";
import { loyaltyKeyFigures } from "./sections/loyalty-key-figures.ts";
import { loyaltyMethod } from "./sections/loyalty-method.ts";
import { loyaltyOpening, loyaltyTitle } from "./sections/loyalty-opening.ts";
import { migrationSection } from "./sections/migration-section.ts";
import { gridsSection, valueSection } from "./sections/value-section.ts";
import { whatToDoSection } from "./sections/what-to-do.ts";

/**
 * What a file says of loyalty as one page of HTML that loads nothing from elsewhere and runs no script. For the same input the same page, to
 * the last character.
 */
export async function loyaltyHtml(report: LoyaltyReport, language: Language): Promise<string> {
  const input = { report, language };
  const classes: Section[] = [];
  for (const part of report.parts) classes.push(await classSection(input, part));
  const sections: readonly (Section | null)[] = [
    loyaltyKeyFigures(input),
    whatToDoSection(input),
    ...classes,
    await valueSection(input),
    await gridsSection(input),
    report.curve && (await curveSection(input, report.curve)),
    report.determinants && (await determinantsSection(input, report.determinants)),
    await migrationSection(input),
    loyaltyWarnings(input),
    loyaltyMethod(input),
    loyaltyGlossary(input),
  ];
  return page({
    language,
    title: loyaltyTitle(input),
    opening: loyaltyOpening(input),
    sections: sections.filter((section) => section !== null),
  });
}
