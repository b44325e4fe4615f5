import { crossMatrixChart, valueByTierChart } from "customer-equity/segmentation";
import { counted } from "../../../report/counted.ts";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Html, html, name } from "../../../report/html.ts";
import { numbers } from "../../../report/numbers.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { none, writing } from "../../../report/writing.ts";
import type { Grid, ValuePart } from "../../analysis/grids-part.ts";
import { titled } from "../class-chart.ts";
import { classWords } from "../class-words.ts";
import type { LoyaltyPageInput } from "../page-input.ts";

const words = {
  en: {
    value: "What is each class worth?",
    caption: (kind: string) => `Value by ${kind}`,
    class: "class",
    customers: "customers",
    share: "share of customers",
    total: "value",
    part: "share of value",
    mean: "mean",
    missing: (n: string) =>
      `${counted(n, "customer with a class has", "customers with a class have")} no value and do not count here.`,
    grids: "Where do loyalty and worth meet?",
    byValue: "Loyalty by value",
    byRisk: "Loyalty by risk of churn",
    tiers: (high: string, middle: string) =>
      `High value: the customers who together hold the first ${high} of the value, the largest first; middle: those up to ${middle}.`,
    risks: (high: string, middle: string) => `High risk: from ${high}; middling: from ${middle}.`,
    row: "loyalty",
    worth: "value",
    risk: "risk of churn",
    others: "Value by the other classifications",
    gridMissing: (n: string, figure: string) =>
      `${counted(n, "customer with a class is", "customers with a class are")} not in the grid of ${figure}, which is not known.`,
    column: "column",
    shareOfRow: "share of the row",
    expected: "expected by chance",
  },
  zh: {
    value: "各类客户价值几何？",
    caption: (kind: string) => `${kind}：价值`,
    class: "类别",
    customers: "客户数",
    share: "客户占比",
    total: "价值",
    part: "价值占比",
    mean: "平均价值",
    missing: (n: string) => `${n}位有类别的客户没有价值，不计入此处。`,
    grids: "忠诚与价值、风险如何交叉？",
    byValue: "忠诚 × 客户价值",
    byRisk: "忠诚 × 流失风险",
    tiers: (high: string, middle: string) =>
      `高价值：按价值由大到小，合计占总价值前${high}的客户；中价值：累计至${middle}的客户。`,
    risks: (high: string, middle: string) => `高风险：不低于${high}；中风险：不低于${middle}。`,
    row: "忠诚",
    worth: "客户价值",
    risk: "流失风险",
    others: "按其他分类的价值",
    gridMissing: (n: string, figure: string) => `${n}位有类别的客户没有${figure}，不在相应矩阵中。`,
    column: "列",
    shareOfRow: "行内占比",
    expected: "随机期望",
  },
};

/** Value by class of each classification. */
export async function valueSection({ report, language }: LoyaltyPageInput): Promise<Section | null> {
  const { values, main } = report;
  const first = values.find(({ part }) => part === main) ?? values[0];
  if (first === undefined) return null;
  const text = words[language];
  const { whole } = writing(language);
  const chart = titled(
    valueByTierChart(first.column, first.values, { language, width: chartWidth }),
    text.caption(classWords[language][first.part.key].name),
  );
  const { percent } = writing(language);
  const others = values.filter((value) => value !== first);
  const behind = {
    columns: [{ title: text.class }, { title: text.part }, numeric(text.share)],
    rows: chart.data.values.map(({ tier, measure, share }) => [
      name(String(tier)),
      String(measure),
      percent(share === null ? null : Number(share)),
    ]),
  };
  return {
    id: "value",
    title: text.value,
    content: html`<div class="figures">
${await figure("value-by-class", chart, behind, language)}</div>
${valueTable(first, language)}
${others.length === 0 ? null : html`<details><summary>${text.others}</summary>\n${others.map((value) => valueTable(value, language))}</details>`}
${first.missing === 0 ? null : html`<p class="note">${text.missing(whole(first.missing))}</p>`}`,
  };
}

function valueTable({ part, summary }: ValuePart, language: LoyaltyPageInput["language"]): Html {
  const text = words[language];
  const { whole, percent, named } = writing(language);
  const { amount } = numbers[language];
  const rows = summary.tiers.map((tier) => [
    named(tier),
    whole(tier.customers),
    percent(tier.shareOfCustomers),
    amount(tier.value),
    percent(tier.shareOfValue),
    tier.mean === null ? none : amount(tier.mean),
  ]);
  return table(
    text.caption(classWords[language][part.key].name),
    [{ title: text.class }, ...[text.customers, text.share, text.total, text.part, text.mean].map(numeric)],
    rows,
  );
}

/** Loyalty against value and against risk. */
export async function gridsSection({ report, language }: LoyaltyPageInput): Promise<Section | null> {
  const { valueGrid, riskGrid, answers } = report;
  if (valueGrid === null && riskGrid === null) return null;
  const text = words[language];
  const { percent } = writing(language);
  const { highValue, middleValue, highRisk, middleRisk } = answers.plan.cuts;
  const figures = [
    ...(valueGrid === null ? [] : [await gridFigure("value-grid", valueGrid, text.byValue, text.worth, language)]),
    ...(riskGrid === null ? [] : [await gridFigure("risk-grid", riskGrid, text.byRisk, text.risk, language)]),
  ];
  return {
    id: "grids",
    title: text.grids,
    content: html`<div class="figures">
${figures}</div>
${valueGrid === null ? null : html`<p class="note">${text.tiers(percent(highValue), percent(middleValue))}</p>`}
${riskGrid === null ? null : html`<p class="note">${text.risks(percent(highRisk), percent(middleRisk))}</p>`}
${gridMissing(valueGrid, text.worth, language)}
${gridMissing(riskGrid, text.risk, language)}`,
  };
}

function gridMissing(grid: Grid | null, figure: string, language: LoyaltyPageInput["language"]): Html | null {
  if (grid === null || grid.missing === 0) return null;
  return html`<p class="note">${words[language].gridMissing(writing(language).whole(grid.missing), figure)}</p>`;
}

function gridFigure(
  id: string,
  { matrix }: Grid,
  title: string,
  columnTitle: string,
  language: LoyaltyPageInput["language"],
): Promise<Html> {
  const text = words[language];
  const { whole, percent, index, named } = writing(language);
  const chart = titled(
    crossMatrixChart(matrix, { language, width: chartWidth, rowTitle: text.row, columnTitle }),
    title,
  );
  const rows = matrix.rows.flatMap((row, i) =>
    matrix.columns.map((column, j) => {
      const cell = matrix.cells[i]?.[j];
      return [
        named(row),
        named(column),
        whole(cell?.customers ?? 0),
        percent(cell?.shareOfRow ?? null),
        index(cell?.expected ?? null),
      ];
    }),
  );
  const columns = [
    { title: text.row },
    { title: columnTitle },
    numeric(text.customers),
    numeric(text.shareOfRow),
    numeric(text.expected),
  ];
  return figure(id, chart, { columns, rows }, language);
}
