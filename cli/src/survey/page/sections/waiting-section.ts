import type { WaitingGroup, WaitingSummary, WaitingTime } from "customer-equity/servqual";
import { figure } from "../../../report/figure.ts";
import { type Html, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { groupName, none, type Writing, writing } from "../../../report/writing.ts";
import { intervalChart } from "../interval-chart.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: "How long do customers wait?",
    lead: (share: string, interval: string, target: string, n: string) =>
      `${share} of the ${n} customers whose wait is known were served within ${target} minutes (${interval}).`,
    caption: (column: string) => `Waiting by ${column}`,
    all: "all",
    group: "group",
    n: "waits",
    mean: "mean minutes",
    interval: "interval",
    within: (target: string) => `within ${target} minutes`,
    quantile: (share: string) => `${share} wait at most`,
    longest: "longest",
    figure: (target: string, column: string) => `Served within ${target} minutes, by ${column}`,
    said: (low: string, least: string, high: string, most: string) =>
      `The share is lowest in ${low} (${least}) and highest in ${high} (${most}); the dashed line is that of all.`,
    axis: "per cent of customers, with interval",
  },
  zh: {
    title: "客户等候多久？",
    lead: (share: string, interval: string, target: string, n: string) =>
      `在等候时间已知的${n}位客户中，${share}在${target}分钟内得到服务（${interval}）。`,
    caption: (column: string) => `按“${column}”分组的等候时间`,
    all: "全部",
    group: "组别",
    n: "人数",
    mean: "平均分钟数",
    interval: "置信区间",
    within: (target: string) => `${target}分钟内`,
    quantile: (share: string) => `${share}的客户不超过`,
    longest: "最长",
    figure: (target: string, column: string) => `${target}分钟内得到服务的客户占比（按“${column}”分组）`,
    said: (low: string, least: string, high: string, most: string) =>
      `占比最低的是${low}（${least}），最高的是${high}（${most}）；虚线为全部客户。`,
    axis: "客户占比（%）及置信区间",
  },
};

/** Groups that a picture or a table shows: those with the lowest shares. */
const mostGroups = 24;

/** Waiting against the target, of all and by group. */
export async function waitingSection({ language }: PageInput, waiting: WaitingTime): Promise<Section> {
  const text = words[language];
  const write = writing(language);
  const { percent, interval, whole, index } = write;
  const { overall, groups, target } = waiting;
  const minutes = index(target).replace(/\.0$/, "");
  const within = overall.withinTarget;
  const divided = Object.entries(groups)
    .map(([column, own]) => [column, own.filter(({ n }) => n > 0).slice(0, mostGroups)] as const)
    .filter(([, known]) => known.length > 1);
  const figures = await Promise.all(
    divided.map(([column, known], k) => groupFigure(`waiting-${k + 1}`, column, known, overall, minutes, write)),
  );
  const tables = divided.map(([column, known]) => waitingTable(text.caption(column), known, overall, minutes, write));
  return {
    id: "waiting",
    title: text.title,
    content: html`<p>${text.lead(percent(within?.share ?? null), interval(within, percent), minutes, whole(overall.n))}</p>
${figures.length === 0 ? null : html`<div class="figures">\n${figures}</div>`}
${tables.length > 0 ? tables : waitingTable(text.title, [], overall, minutes, write)}`,
  };
}

function waitingTable(
  caption: string,
  groups: readonly WaitingGroup[],
  overall: WaitingSummary,
  minutes: string,
  { language, whole, percent, index, interval }: Writing,
): Html {
  const text = words[language];
  const row = (label: string, { n, mean, withinTarget, quantiles, longest }: WaitingSummary) => [
    name(label),
    whole(n),
    index(mean?.mean ?? null),
    interval(mean, index),
    percent(withinTarget?.share ?? null),
    interval(withinTarget, percent),
    ...(overall.quantiles ?? []).map((_, k) => index(quantiles?.[k]?.minutes ?? null)),
    longest === null ? none : index(longest),
  ];
  const columns = [
    { title: text.group },
    numeric(text.n),
    numeric(text.mean),
    numeric(text.interval),
    numeric(text.within(minutes)),
    numeric(text.interval),
    ...(overall.quantiles ?? []).map(({ share }) => numeric(text.quantile(percent(share)))),
    numeric(text.longest),
  ];
  const rows = [...groups.map((group) => row(groupName(group.group, language), group)), row(text.all, overall)];
  return table(caption, columns, rows);
}

function groupFigure(
  id: string,
  column: string,
  groups: readonly WaitingGroup[],
  overall: WaitingSummary,
  minutes: string,
  { language, percent, interval }: Writing,
): Promise<Html> {
  const text = words[language];
  const rows = groups.flatMap(({ group, withinTarget }) => {
    if (withinTarget === null) return [];
    const { share, lower, upper } = withinTarget;
    const label = percent(share);
    return [{ name: groupName(group, language), value: 100 * share, lower: 100 * lower, upper: 100 * upper, label }];
  });
  const [low, high] = [rows[0], rows.at(-1)];
  const chart = intervalChart(rows, {
    title: text.figure(minutes, column),
    description: text.said(low?.name ?? "", low?.label ?? "", high?.name ?? "", high?.label ?? ""),
    axis: text.axis,
    reference: overall.withinTarget === null ? null : 100 * overall.withinTarget.share,
  });
  const behind = {
    columns: [{ title: text.group }, numeric(text.within(minutes)), numeric(text.interval)],
    rows: rows.map((row) => [
      name(row.name),
      row.label,
      interval({ lower: row.lower / 100, upper: row.upper / 100 }, percent),
    ]),
  };
  return figure(id, chart, behind, language);
}
