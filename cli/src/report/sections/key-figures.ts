import { sum } from "../../sum.ts";
import { testFailed } from "../../value/value-report.ts";
import { html } from "../html.ts";
import { numbers } from "../numbers.ts";
import type { Section } from "../page.ts";
import type { ReportInput } from "../report-input.ts";

const words = {
  en: {
    title: "Key figures",
    customers: "customers",
    purchases: (count: string) => `${count} purchases so far`,
    active: "expected to be active",
    share: (share: string) => `${share} of the customers`,
    expected: "expected purchases",
    next: (horizon: string) => `in the next ${horizon}`,
    total: "value of all customers",
    totalPurchases: "discounted purchases",
    each: "value per customer",
    eachPurchases: "discounted purchases per customer",
    mean: "mean over all, active or not",
    top: "of the value lies with the best 20 % of customers",
    few: (share: string) => `${share} of customers hold 80 % of it`,
    warnings: (count: number) => `${count === 1 ? "There is one warning" : `There are ${count} warnings`}: `,
    read: "read them before you use these figures",
    failed: "The model failed its test: ",
    test: "its forecast was more than 20 % off",
  },
  zh: {
    title: "关键指标",
    customers: "客户数",
    purchases: (count: string) => `迄今购买${count}次`,
    active: "预期活跃客户",
    share: (share: string) => `占客户总数的${share}`,
    expected: "预期购买次数",
    next: (horizon: string) => `未来${horizon}`,
    total: "客户价值合计",
    totalPurchases: "折现购买次数合计",
    each: "户均价值",
    eachPurchases: "户均折现购买次数",
    mean: "全部客户平均，含不活跃客户",
    top: "的价值集中在最优的20%客户",
    few: (share: string) => `${share}的客户贡献80%的价值`,
    warnings: (count: number) => `共有${count}条提示：`,
    read: "使用以下数字前请先阅读",
    failed: "模型未通过检验：",
    test: "预测偏差超过20%",
  },
};

/** The few figures that the rest of the page explains. */
export function keyFigures({ report, options, language }: ReportInput, warnings: number): Section {
  const text = words[language];
  const { whole, headline, headlineCount, percent, duration } = numbers[language];
  const { history, spend, total, concentration } = report;
  const customers = history.frequency.length;
  const active = sum(report.probabilityAlive);
  const money = spend !== null;
  const cards = [
    [
      whole(customers),
      text.customers,
      history.account === undefined ? "" : text.purchases(whole(history.account.purchases)),
    ],
    [whole(active), text.active, text.share(percent(active / customers))],
    [
      headlineCount(sum(report.expectedTransactions)),
      text.expected,
      text.next(duration(options.horizon, options.unit)),
    ],
    [headline(total), money ? text.total : text.totalPurchases, text.next(duration(options.horizon, options.unit))],
    [headline(total / customers), money ? text.each : text.eachPurchases, text.mean],
    [percent(concentration.top20), text.top, text.few(percent(concentration.for80.share))],
  ].map(
    ([figure = "", what = "", detail = ""]) =>
      html`<div class="card"><p class="figure">${figure}</p><p><strong>${what}</strong><br>${detail}</p></div>\n`,
  );
  const alerts = [
    testFailed(report.holdout) ? html`<p class="alert">${text.failed}<a href="#forecast">${text.test}</a></p>\n` : null,
    warnings > 0 ? html`<p class="alert">${text.warnings(warnings)}<a href="#warnings">${text.read}</a></p>\n` : null,
  ];
  return { id: "key-figures", title: text.title, content: html`${alerts}<div class="cards">\n${cards}</div>` };
}
