import { page } from "./page.ts";
import type { ReportInput } from "./report-input.ts";
import { bestCustomers } from "./sections/best-customers.ts";
import { dataQuality } from "./sections/data-quality.ts";
import { forecast } from "./sections/forecast.ts";
import { glossary } from "./sections/glossary.ts";
import { keyFigures } from "./sections/key-figures.ts";
import { modelCard } from "./sections/model/model-card.ts";
import { opening, reportTitle } from "./sections/opening.ts";
import { valueAndTiers } from "./sections/value-and-tiers.ts";
import { warnings } from "./sections/warnings/warnings.ts";

/**
 * The report of `customer-equity value` as one page of HTML that loads nothing from elsewhere and runs no script: for the same input
 * the same page, to the last character.
 */
export async function reportHtml(input: ReportInput): Promise<string> {
  const warned = warnings(input);
  return page({
    language: input.language,
    title: reportTitle(input),
    opening: opening(input),
    sections: [
      keyFigures(input, warned.count),
      await valueAndTiers(input),
      await bestCustomers(input),
      await forecast(input),
      modelCard(input),
      warned.section,
      dataQuality(input),
      glossary(input.language),
    ],
  });
}
