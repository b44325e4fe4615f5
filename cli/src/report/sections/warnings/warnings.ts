import type { Warning } from "customer-equity/clv";
import type { Language } from "../../../options/output-options.ts";
import { type Html, html, prose } from "../../html.ts";
import { numbers } from "../../numbers.ts";
import type { Section } from "../../page.ts";
import type { ReportInput } from "../../report-input.ts";
import { dataWarnings } from "./data-warnings.ts";
import { fitWarnings } from "./fit-warnings.ts";
import { purchaseWarnings } from "./purchase-warnings.ts";
import { spendWarnings } from "./spend-warnings.ts";
import type { WarningTranslations, WarningWords } from "./warning-words.ts";

/** The words of every warning that the command can give, by code. */
export const warningWords: Readonly<Record<string, WarningTranslations>> = {
  ...dataWarnings,
  ...fitWarnings,
  ...purchaseWarnings,
  ...spendWarnings,
};

const words = {
  en: {
    title: "Warnings",
    colon: ": ",
    none: "There is nothing to warn of.",
    intro: "What happened, what it means for the figures, and what to do.",
    subjects: {
      purchases: "Model of purchases",
      spend: "Model of amounts",
      test: "Model of the test",
      data: "Data",
      shares: "Shares",
    },
    other: (message: string) => message,
    count: (n: string) => `It concerns ${n}.`,
  },
  zh: {
    title: "提示与警告",
    colon: "：",
    none: "没有需要提示的事项。",
    intro: "每条依次说明：发生了什么、对结果意味着什么、应当如何处理。",
    subjects: {
      purchases: "购买模型",
      spend: "金额模型",
      test: "检验模型",
      data: "数据",
      shares: "占比",
    },
    other: (message: string) => `程序原文：${message}`,
    count: (n: string) => `涉及${n}个。`,
  },
};

type Subject = keyof (typeof words)["en"]["subjects"];

/** Every warning of the data and the models in plain words, and how many there are; one without words of its own says its message. */
export function warnings({ report, language }: ReportInput): { readonly count: number; readonly section: Section } {
  const text = words[language];
  const { transactions, spend, holdout, concentration } = report;
  const subjectOf = (warning: Warning): Subject => {
    if (transactions.warnings.includes(warning)) return "purchases";
    return spend?.warnings.includes(warning) === true || warning.code === "no-spend-model" ? "spend" : "data";
  };
  const all = [
    ...report.warnings.map((warning) => [subjectOf(warning), warning] as const),
    ...concentration.warnings.map((warning) => ["shares", warning] as const),
    ...(holdout?.transactions.warnings ?? []).map((warning) => ["test", warning] as const),
  ];
  const list = all.map(([subject, warning]) => warningHtml(text.subjects[subject], warning, language));
  return { count: all.length, section: warningsSection(list, language) };
}

/** The section of all warnings, each in plain words. */
export function warningsSection(list: readonly Html[], language: Language): Section {
  const text = words[language];
  const content = list.length === 0 ? html`<p>${text.none}</p>` : html`<p class="muted">${text.intro}</p>\n${list}`;
  return { id: "warnings", title: text.title, content };
}

/** One warning about customer value in plain words. */
export function warningHtml(subject: string, warning: Warning, language: Language): Html {
  const { code, count } = warning;
  const known = warningWords[code]?.[language](count === undefined ? "" : numbers[language].whole(count));
  return warningInWords(subject, warning, known, language);
}

/** One warning in words; by its message where there are none. */
export function warningInWords(
  subject: string,
  { code, message, count }: Warning,
  known: WarningWords | undefined,
  language: Language,
): Html {
  const text = words[language];
  if (known === undefined) {
    const many = count === undefined || message.includes(String(count)) ? null : numbers[language].whole(count);
    const concerns = many === null ? null : html`<p>${text.count(many)}</p>`;
    return html`<div class="warning"><h3>${subject}${text.colon}<code>${code}</code></h3><p>${text.other(message)}</p>${concerns}</div>\n`;
  }
  const [what, means, advice] = known;
  return html`<div class="warning"><h3>${subject}${text.colon}${what}</h3>
<p>${prose(means)}</p>
<p>${prose(advice)} <code class="muted">${code}</code></p></div>
`;
}
