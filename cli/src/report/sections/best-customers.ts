import { topCustomersChart } from "customer-equity/segmentation";
import { chartWidth } from "../draw-chart.ts";
import { figure } from "../figure.ts";
import { html, name } from "../html.ts";
import { numbers } from "../numbers.ts";
import type { Section } from "../page.ts";
import type { ReportInput } from "../report-input.ts";
import { numeric, table } from "../table.ts";

const words = {
  en: {
    title: "The best customers",
    rank: "rank",
    customer: "customer",
    value: "value",
    tier: "tier",
    purchases: "repeat purchases",
    silence: (unit: string) => `${unit}s since the last`,
    alive: "probability to be active",
    expected: "expected purchases",
    spend: "expected amount of a purchase",
    caption: (shown: number) =>
      shown === 1 ? "The customer of the highest value" : `The ${shown} customers of the highest value`,
    note: "A low probability to be active beside a high value is a customer worth a call. All customers are in customers.csv.",
  },
  zh: {
    title: "价值最高的客户",
    rank: "名次",
    customer: "客户",
    value: "价值",
    tier: "层级",
    purchases: "重复购买次数",
    silence: (unit: string) => `距最近购买（${unit}）`,
    alive: "活跃概率",
    expected: "预期购买次数",
    spend: "预期单次金额",
    caption: (shown: number) => `价值最高的${shown}位客户`,
    note: "价值高而活跃概率低的客户，值得优先联系。全部客户见 customers.csv。",
  },
};

const most = 20;

/** The twenty best customers, as a picture and with what is known of them. */
export async function bestCustomers({ report, options, language }: ReportInput): Promise<Section> {
  const text = words[language];
  const { whole, amount, percent, rough, unit } = numbers[language];
  const { history, values, tiers, expectedSpend } = report;
  const ids = history.customers ?? Array.from(values, (_, i) => String(i));
  const chart = topCustomersChart(ids, values, { count: most, language, width: chartWidth });
  const rows = chart.data.values.map(({ rank, customer }) => {
    const i = ids.indexOf(String(customer));
    const at = (column: ArrayLike<number>): number => column[i] as number;
    const tier = tiers.classes[at(tiers.codes)];
    return [
      Number(rank),
      name(String(customer)),
      name((language === "zh" ? tier?.labelZh : tier?.label) ?? ""),
      amount(at(values)),
      whole(at(history.frequency)),
      rough(at(history.age) - at(history.recency)),
      percent(at(report.probabilityAlive)),
      rough(at(report.expectedTransactions)),
      ...(expectedSpend === null ? [] : [amount(at(expectedSpend))]),
    ];
  });
  const columns = [
    numeric(text.rank),
    { title: text.customer },
    { title: text.tier },
    numeric(text.value),
    numeric(text.purchases),
    numeric(text.silence(unit(options.unit))),
    numeric(text.alive),
    numeric(text.expected),
    ...(expectedSpend === null ? [] : [numeric(text.spend)]),
  ];
  const behind = {
    columns: [numeric(text.rank), { title: text.customer }, numeric(text.value)],
    rows: chart.data.values.map((row) => [
      Number(row["rank"]),
      name(String(row["customer"])),
      amount(Number(row["value"])),
    ]),
  };
  return {
    id: "best",
    title: text.title,
    content: html`<div class="figures">
${await figure("top-customers", chart, behind, language)}</div>
${table(text.caption(rows.length), columns, rows)}
<p class="note">${text.note}</p>`,
  };
}
