import { diamondStyles, loyaltyMatrixClasses } from "customer-equity/loyalty";
import { type Html, html } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import { type ClassPart, classCounts } from "../../analysis/classify.ts";
import { classWords } from "../class-words.ts";
import type { LoyaltyPageInput } from "../page-input.ts";

const words = {
  en: {
    title: "What to do",
    class: "class",
    customers: "customers",
    todo: "what to do",
    kinds: [
      "Keep them: reward staying, solve their complaints first, ask them to recommend the bank.",
      "Clear the way: find what keeps them from coming (branches, hours, products, rules) and remove it.",
      "Win them over before a rival offers the same convenience: better service, and reasons to prefer this bank.",
      "Serve them at low cost; invest only where their value justifies it.",
    ],
  },
  zh: {
    title: "对各类客户怎么做",
    class: "类别",
    customers: "客户数",
    todo: "对策",
    kinds: [
      "重点维系：回馈长期往来，优先处理投诉，请其推荐。",
      "消除障碍：查明阻碍其多用本行的原因（网点、时间、产品、规定）并解决。",
      "在对手提供同样便利之前赢得其好感：改进服务，突出本行差异。",
      "低成本服务，仅在其价值值得时投入。",
    ],
  },
};

/** What to do about each style and each kind of loyalty; nothing where there are neither. */
export function whatToDoSection({ report, language }: LoyaltyPageInput): Section | null {
  const text = words[language];
  const [diamond, kinds] = (["diamond", "dick_basu"] as const).map((key) =>
    report.parts.find((part) => part.key === key),
  );
  const strategies = diamondStyles.map(({ strategy, strategyZh }) => (language === "zh" ? strategyZh : strategy));
  const tables = [
    ...(diamond === undefined ? [] : [advice(diamond, diamondStyles, strategies, language)]),
    ...(kinds === undefined ? [] : [advice(kinds, loyaltyMatrixClasses, text.kinds, language)]),
  ];
  return tables.length === 0 ? null : { id: "what-to-do", title: text.title, content: html`${tables}` };
}

function advice(
  { key, column }: ClassPart,
  classes: typeof loyaltyMatrixClasses,
  todo: readonly string[],
  language: LoyaltyPageInput["language"],
): Html {
  const text = words[language];
  const { whole, named } = writing(language);
  const counts = classCounts(column);
  const rows = classes.map((one, k) => [named(one), whole(counts[k] ?? 0), todo[k] ?? ""]);
  const columns = [{ title: text.class }, numeric(text.customers), { title: text.todo }];
  return table(classWords[language][key].name, columns, rows);
}
