import { kanoChart } from "customer-equity/satisfaction";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import type { KanoPart } from "../../analysis/kano-part.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: "What must be there, and what delights? (Kano)",
    caption: "The attributes",
    attribute: "attribute",
    category: "category",
    clear: "clear",
    yes: "yes",
    no: "no",
    better: "better",
    worse: "worse",
    interval: "interval",
    n: "answers",
    note: "Better: by how much the attribute can raise satisfaction; worse: by how much its absence can lower it.",
  },
  zh: {
    title: "哪些必须具备，哪些令人惊喜？（KANO）",
    caption: "各属性",
    attribute: "属性",
    category: "类别",
    clear: "是否显著",
    yes: "是",
    no: "否",
    better: "满意影响力",
    worse: "不满意影响力",
    interval: "置信区间",
    n: "作答数",
    note: "满意影响力：具备该属性可在多大程度上提高满意度；不满意影响力：缺少它会在多大程度上降低满意度。",
  },
};

/** The Kano categories of the attributes. */
export async function kanoSection({ language }: PageInput, { kano }: KanoPart): Promise<Section> {
  const text = words[language];
  const { points, interval, named, whole } = writing(language);
  const rows = kano.attributes.map(({ name: attribute, category, fong, better, worse, n }) => [
    name(attribute),
    named(category),
    fong.clear ? text.yes : text.no,
    points(better?.share ?? null),
    interval(better, points),
    points(worse?.share ?? null),
    interval(worse, points),
    whole(n),
  ]);
  const columns = [
    { title: text.attribute },
    { title: text.category },
    { title: text.clear },
    numeric(text.better),
    numeric(text.interval),
    numeric(text.worse),
    numeric(text.interval),
    numeric(text.n),
  ];
  const drawn = kano.attributes.some(({ better }) => better !== null);
  const chart = drawn ? kanoChart(kano, { language, width: chartWidth }) : null;
  const behind = {
    columns: [{ title: text.attribute }, { title: text.category }, numeric(text.better), numeric(text.worse)],
    rows: rows.map((row) => [row[0] ?? "", row[1] ?? "", row[3] ?? "", row[5] ?? ""]),
  };
  return {
    id: "kano",
    title: text.title,
    content: html`${chart === null ? null : html`<div class="figures">\n${await figure("kano-plane", chart, behind, language)}</div>`}
${table(text.caption, columns, rows)}
<p class="note">${text.note}</p>`,
  };
}
