import { describeTransactionModel } from "customer-equity/clv";
import { type Content, type Html, html, name } from "../html.ts";
import { numbers } from "../numbers.ts";
import type { ReportInput } from "../report-input.ts";
import { facts } from "../table.ts";

const words = {
  en: {
    title: (file: string) => `Customer value: ${file}`,
    files: (count: string) => `${count} files`,
    lead: (customers: string, from: string, until: string) =>
      `What every customer is expected to bring: ${customers} ${customers === "1" ? "customer" : "customers"}, with their transactions from ${from} to ${until}.`,
    computed: "Computed",
    value: (horizon: string, rate: string) => `value of the next ${horizon}, discounted at ${rate} a year`,
    purchases: (horizon: string, rate: string) =>
      `purchases of the next ${horizon}, discounted at ${rate} a year (there are no amounts, so value is not in money)`,
    counts: "Value counts",
    margin: (share: string) => `${share} of the amount (margin)`,
    revenue: "the whole amount: value is revenue, not profit (margin 1)",
    models: "Models",
    both: (label: string) => `${label} for purchases, gamma-gamma for amounts`,
    one: (label: string) => `${label} for purchases`,
    until: "As of",
    tiers: "Tiers",
    tiered: (labels: string, boundaries: string) => `${labels}, at ${boundaries} of the value added up from the best`,
    split: "Tested at",
    tested: (day: string) => `${day}: a second model of the log up to this day, compared with what came after it`,
    file: "Files",
    more: (count: string) => `and ${count} more`,
  },
  zh: {
    title: (file: string) => `客户价值报告：${file}`,
    files: (count: string) => `${count}个文件`,
    lead: (customers: string, from: string, until: string) =>
      `根据${from}至${until}的交易流水，逐户估算${customers}位客户未来的价值。`,
    computed: "计算内容",
    value: (horizon: string, rate: string) => `未来${horizon}的客户价值，按年贴现率${rate}折现`,
    purchases: (horizon: string, rate: string) =>
      `未来${horizon}的购买次数，按年贴现率${rate}折现（无金额，故价值不以货币计）`,
    counts: "价值口径",
    margin: (share: string) => `交易金额的${share}（利润率）`,
    revenue: "交易金额全额：价值为收入，而非利润（利润率为1）",
    models: "模型",
    both: (label: string) => `购买次数用 ${label} 模型，金额用 gamma-gamma 模型`,
    one: (label: string) => `购买次数用 ${label} 模型`,
    until: "截止日",
    tiers: "客户层级",
    tiered: (labels: string, boundaries: string) => `${labels}；自价值最高的客户起累计，以总价值的${boundaries}为界`,
    split: "检验分界日",
    tested: (day: string) => `${day}：另以截至该日的流水建模，与其后的实际情况对照`,
    file: "文件",
    more: (count: string) => `另有${count}个`,
  },
};

/** Names of files that are listed; more are counted. */
const mostFiles = 10;

/** The name of the page. */
export function reportTitle({ log: { files }, language }: ReportInput): string {
  const text = words[language];
  return text.title(files.length === 1 ? (files[0] as string) : text.files(numbers[language].whole(files.length)));
}

/** What stands under the title: what was computed, from what, by which settings. */
export function opening({ log, report, options, language }: ReportInput): Html {
  const text = words[language];
  const { whole, percent, date, duration, list } = numbers[language];
  const { history, spend } = report;
  const [first, last] = log.period;
  const until = history.observedUntil ?? last;
  const horizon = duration(options.horizon, options.unit);
  const rate = percent(options.annualDiscountRate);
  const entries: (readonly [Content, Content])[] = [
    [text.computed, (spend === null ? text.purchases : text.value)(horizon, rate)],
    [text.until, date(until)],
    [text.models, (spend === null ? text.one : text.both)(describeTransactionModel(report.transactions).label)],
  ];
  if (spend !== null) {
    entries.push([text.counts, options.margin === 1 ? text.revenue : text.margin(percent(options.margin))]);
  }
  entries.push([text.tiers, text.tiered(list(options.labels), list(options.boundaries.map(percent)))]);
  if (options.split !== undefined) entries.push([text.split, text.tested(date(options.split))]);
  if (log.files.length > 1) entries.push([text.file, fileList(log.files, text.more, whole)]);
  return html`<p class="lead">${text.lead(whole(history.frequency.length), date(first), date(Math.min(until, last)))}</p>
${facts(entries)}`;
}

function fileList(
  files: readonly string[],
  more: (count: string) => string,
  whole: (count: number) => string,
): Content {
  const shown = files.slice(0, mostFiles).map((file, k) => [k === 0 ? null : html`<br>`, name(file)]);
  return files.length > mostFiles ? [shown, html`<br>`, more(whole(files.length - mostFiles))] : shown;
}
