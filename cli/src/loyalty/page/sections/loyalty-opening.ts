import { type Content, type Html, html } from "../../../report/html.ts";
import { facts } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import { partNames } from "../../analysis/analyze-loyalty.ts";
import { type LoyaltyPageInput, partName, whyLeftOut } from "../page-input.ts";

const words = {
  en: {
    title: (file: string) => `Loyalty of the customers in ${file}`,
    lead: (n: string) => `Who of ${n} customers is loyal, in which way and why, what that is worth, and what to do.`,
    found: "Analyzed",
    absent: "Not analyzed",
    colon: ": ",
  },
  zh: {
    title: (file: string) => `客户忠诚分析：${file}`,
    lead: (n: string) => `${n}位客户中谁忠诚、属于哪一类、原因何在、价值几何，以及应当怎么做。`,
    found: "分析内容",
    absent: "未分析",
    colon: "：",
  },
};

/** The name of the page. */
export function loyaltyTitle({ report: { answers }, language }: LoyaltyPageInput): string {
  return words[language].title(answers.file);
}

/** What stands under the title: what was analyzed, and what was not and why. */
export function loyaltyOpening({ report, language }: LoyaltyPageInput): Html {
  const text = words[language];
  const { whole, list } = writing(language);
  const { leftOut, answers, previous } = report;
  const out = new Set(leftOut.map(({ part }) => part));
  const found = partNames.filter((part) => !out.has(part) && (part !== "migration" || previous !== null));
  const entries: (readonly [Content, Content])[] = [
    [text.found, list(found.map((part) => partName(part, language)))],
    ...(leftOut.length === 0
      ? []
      : [
          [
            text.absent,
            html`${leftOut.map((one) => html`${partName(one.part, language)}${text.colon}${whyLeftOut(one, language)}<br>`)}`,
          ] as const,
        ]),
  ];
  return html`<p class="lead">${text.lead(whole(answers.respondents.length))}</p>
${facts(entries)}`;
}
