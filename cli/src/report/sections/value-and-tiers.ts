import {
  type Chart,
  concentrationChart,
  tierSummary,
  valueByTierChart,
  valueDistributionChart,
} from "customer-equity/segmentation";
import { chartWidth } from "../draw-chart.ts";
import { type FigureNumbers, figure } from "../figure.ts";
import { type Content, type Html, html, name } from "../html.ts";
import { numbers } from "../numbers.ts";
import type { Section } from "../page.ts";
import type { ReportInput } from "../report-input.ts";
import { numeric, table } from "../table.ts";

const words = {
  en: {
    title: "Where the value is",
    shareOfCustomers: "share of customers",
    shareOfValue: "share of value",
    from: "value from",
    to: "to below",
    customers: "customers",
    tier: "tier",
    measure: "measure",
    share: "share",
    value: "value",
    tiers: "Tiers, best first",
    mean: "mean value",
    least: "smallest value",
    none: "none",
    manyTiers: "There are too many tiers for a picture.",
  },
  zh: {
    title: "价值分布与客户层级",
    shareOfCustomers: "客户占比",
    shareOfValue: "价值占比",
    from: "价值下限（含）",
    to: "价值上限（不含）",
    customers: "客户数",
    tier: "层级",
    measure: "指标",
    share: "占比",
    value: "价值",
    tiers: "客户层级（由高到低）",
    mean: "户均价值",
    least: "最低价值",
    none: "无",
    manyTiers: "层级过多，不绘图。",
  },
};

type Row = Chart["data"]["values"][number];

/** More bars than this cannot be read, and no chart draws them. */
const mostTiers = 100;

/** How concentrated the value is, how it is distributed, and the tiers. */
export async function valueAndTiers(input: ReportInput): Promise<Section> {
  const text = words[input.language];
  const figures = [await concentrated(input), await distributed(input)];
  const few = input.report.tiers.classes.length <= mostTiers;
  if (few) figures.push(await pyramid(input), await tierBars(input));
  return {
    id: "value",
    title: text.title,
    content: html`<div class="figures">
${figures}</div>
${few ? null : html`<p>${text.manyTiers}</p>`}
${tierTable(input)}`,
  };
}

function rowsOf(chart: Chart, row: (row: Row) => readonly Content[]): FigureNumbers["rows"] {
  return chart.data.values.map(row);
}

function concentrated({ report, language }: ReportInput): Promise<Html> {
  const text = words[language];
  const { percent } = numbers[language];
  const chart = concentrationChart(report.values, { language, width: chartWidth });
  const rows = rowsOf(chart, (row) => [percent(Number(row["shareOfCustomers"])), percent(Number(row["shareOfValue"]))]);
  return figure(
    "concentration",
    chart,
    { columns: [numeric(text.shareOfCustomers), numeric(text.shareOfValue)], rows },
    language,
  );
}

function distributed({ report, language }: ReportInput): Promise<Html> {
  const text = words[language];
  const { amount, whole } = numbers[language];
  const chart = valueDistributionChart(report.values, { language, width: chartWidth });
  const rows = rowsOf(chart, ({ from, to, customers }) => [
    amount(Number(from)),
    amount(Number(to)),
    whole(Number(customers)),
  ]);
  const columns = [numeric(text.from), numeric(text.to), numeric(text.customers)];
  return figure("distribution", chart, { columns, rows }, language);
}

function pyramid({ report, language }: ReportInput): Promise<Html> {
  const text = words[language];
  const { percent, whole } = numbers[language];
  const chart = valueByTierChart(report.tiers, report.values, { form: "pyramid", language, width: chartWidth });
  const rows = rowsOf(chart, (row) => [
    name(String(row["tier"])),
    whole(Number(row["customers"])),
    percent(Number(row["shareOfCustomers"])),
  ]);
  const columns = [{ title: text.tier }, numeric(text.customers), numeric(text.shareOfCustomers)];
  return figure("pyramid", chart, { columns, rows }, language);
}

function tierBars({ report, language }: ReportInput): Promise<Html> {
  const text = words[language];
  const { percent } = numbers[language];
  const chart = valueByTierChart(report.tiers, report.values, { language, width: chartWidth });
  const rows = rowsOf(chart, ({ tier, measure, share }) => [
    name(String(tier)),
    String(measure),
    share === null ? text.none : percent(Number(share)),
  ]);
  const columns = [{ title: text.tier }, { title: text.measure }, numeric(text.share)];
  return figure("tiers", chart, { columns, rows }, language);
}

function tierTable({ report, language }: ReportInput): Html {
  const text = words[language];
  const { whole, amount, percent } = numbers[language];
  const orNone = (value: number | null, format: (value: number) => string): string =>
    value === null ? text.none : format(value);
  const figures = [text.customers, text.shareOfCustomers, text.value, text.shareOfValue, text.mean, text.least];
  return table(
    text.tiers,
    [{ title: text.tier }, ...figures.map(numeric)],
    tierSummary(report.tiers, report.values).tiers.map((tier) => [
      name(language === "zh" ? tier.labelZh : tier.label),
      whole(tier.customers),
      percent(tier.shareOfCustomers),
      amount(tier.value),
      orNone(tier.shareOfValue, percent),
      orNone(tier.mean, amount),
      orNone(tier.smallest, amount),
    ]),
  );
}
