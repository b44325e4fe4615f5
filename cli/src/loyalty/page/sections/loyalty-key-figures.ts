import { html } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { writing } from "../../../report/writing.ts";
import { type ClassPart, classCounts } from "../../analysis/classify.ts";
import { classWords } from "../class-words.ts";
import type { LoyaltyPageInput } from "../page-input.ts";

const words = {
  en: {
    title: "Key figures",
    customers: "customers",
    read: (rows: string) => `in ${rows} rows`,
    of: (n: string) => `of ${n} customers`,
    wallet: "mean share of wallet",
    repeat: "mean repeat patronage",
    worth: (name: string) => `of the value is that of “${name}”`,
    atRisk: (n: string, share: string, name: string) =>
      `${n} of the customers of the class “${name}” (${share}) are at high risk of leaving: `,
    look: "see who they are",
    warnings: (n: number) => `There ${n === 1 ? "is one warning" : `are ${n} warnings`}: `,
    readThem: (n: number) => (n === 1 ? "read it" : "read them"),
  },
  zh: {
    title: "关键指标",
    customers: "位客户",
    read: (rows: string) => `共${rows}行`,
    of: (n: string) => `共${n}位客户`,
    wallet: "平均钱包份额",
    repeat: "平均重复惠顾",
    worth: (name: string) => `的价值来自“${name}”类客户`,
    atRisk: (n: string, share: string, name: string) => `“${name}”类客户中有${n}位（${share}）流失风险高：`,
    look: "查看",
    warnings: (n: number) => `有${n}条提示或警告：`,
    readThem: () => "查看",
  },
};

/** The figures that a reader takes away. */
export function loyaltyKeyFigures({ report, language }: LoyaltyPageInput): Section {
  const text = words[language];
  const { whole, percent, named } = writing(language);
  const { answers, inputs, parts, main, values, riskGrid, warnings } = report;
  const cards: (readonly [figure: string, what: string, detail: string])[] = [
    [whole(answers.respondents.length), text.customers, text.read(whole(answers.rows))],
    ...parts.slice(0, 3).map((part) => shareCard(part, language)),
  ];
  const worth = values.find(({ part }) => part === main)?.summary.tiers[0];
  if (worth !== undefined && worth.shareOfValue !== null) {
    cards.push([percent(worth.shareOfValue), text.worth(named(worth)), text.of(whole(worth.customers))]);
  }
  const repeat = inputs.column("repeat")?.filter((share) => share !== null) ?? [];
  if (repeat.length > 0) {
    const mean = repeat.reduce((sum, share) => sum + share, 0) / repeat.length;
    const what = inputs.repeatFrom === "balances" ? text.wallet : text.repeat;
    cards.push([percent(mean), what, text.of(whole(repeat.length))]);
  }
  const shown = cards.map(
    ([figure, what, detail]) =>
      html`<div class="card"><p class="figure">${figure}</p><p><strong>${what}</strong><br>${detail}</p></div>\n`,
  );
  const cell = riskGrid?.matrix.cells[0]?.[0];
  const best = riskGrid?.matrix.rows[0];
  const alerts = [
    cell === undefined || best === undefined || cell.customers === 0
      ? null
      : html`<p class="alert">${text.atRisk(whole(cell.customers), percent(cell.shareOfRow), named(best))}<a href="#grids">${text.look}</a></p>\n`,
    warnings.length === 0
      ? null
      : html`<p class="alert">${text.warnings(warnings.length)}<a href="#warnings">${text.readThem(warnings.length)}</a></p>\n`,
  ];
  return { id: "key-figures", title: text.title, content: html`${alerts}<div class="cards">\n${shown}</div>` };
}

/** The share of the first class, which is the best one, of a classification. */
function shareCard({ key, column, rows }: ClassPart, language: LoyaltyPageInput["language"]) {
  const { whole, percent, named } = writing(language);
  const [first = 0] = classCounts(column);
  const [best] = column.classes;
  const text = words[language];
  const label = best === undefined ? "" : `“${named(best)}”`;
  return [
    percent(first / rows.length),
    label,
    `${classWords[language][key].name}${language === "zh" ? "，" : ", "}${text.of(whole(rows.length))}`,
  ] as const;
}
