import { type DomainMeans, type NetPromoterScore, promoterScoreChart } from "customer-equity/satisfaction";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Content, type Html, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { bullets, numeric, table } from "../../../report/table.ts";
import { whyNot } from "../../../report/why-not.ts";
import { groupName, none, scaleText, type Writing, writing } from "../../../report/writing.ts";
import type { SatisfactionGroups, SatisfactionPart } from "../../analysis/satisfaction-part.ts";
import { intervalChart } from "../interval-chart.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: "How satisfied are customers?",
    index: (index: string, interval: string, n: string) =>
      `The satisfaction index is ${index} of 100 (${interval}), from ${n} respondents.`,
    caption: "The questions behind the index",
    captionAlone: "The questions",
    question: "question",
    mean: "mean",
    of: (scale: string) => `mean (${scale})`,
    share: "weight",
    points: "index",
    lost: "points of the index lost here",
    top: "satisfied (top two)",
    bottom: "dissatisfied (bottom two)",
    interval: "interval",
    promoters: (score: string, interval: string, promoters: string, detractors: string) =>
      `The net promoter score is ${score} (${interval}): ${promoters} promoters less ${detractors} detractors.`,
    effort: (mean: string, interval: string, easy: string) =>
      `Ease (customer effort score) is ${mean} of 7 (${interval}); ${easy} found it easy (5 or more).`,
    effortOld: (mean: string, interval: string) =>
      `Effort (customer effort score, first version) is ${mean} of 5 (${interval}); less is better.`,
    complaints: (share: string, interval: string) => `${share} of the respondents complained (${interval}).`,
    refused: (why: string) => `A figure that was asked for does not exist: ${why}.`,
    all: "all",
    groups: (column: string) => `By ${column}`,
    byGroup: (column: string) => `Satisfaction index by ${column}`,
    said: (low: string, least: string, high: string, most: string, all: string) =>
      `The index is lowest in ${low} (${least}) and highest in ${high} (${most}); the dashed line is that of all, ${all}.`,
    axis: "satisfaction index (0–100), with interval",
    group: "group",
    n: "respondents",
    nps: "NPS",
    below: "clearly below",
    holm: "Clearly below: the difference is beyond chance, allowing for the number of comparisons (Welch's t, Holm).",
    many: (column: string, count: string) => `${column} has ${count} groups; the lowest and the highest are shown.`,
    detractors: "detractors",
    score: "score",
  },
  zh: {
    title: "客户满意度如何？",
    index: (index: string, interval: string, n: string) =>
      `满意度指数为${index}（满分100，${interval}），基于${n}位受访者。`,
    caption: "构成指数的题目",
    captionAlone: "各题",
    question: "题目",
    mean: "均值",
    of: (scale: string) => `均值（${scale}）`,
    share: "权重",
    points: "指数",
    lost: "在此损失的指数分",
    top: "满意（最高两档）",
    bottom: "不满意（最低两档）",
    interval: "置信区间",
    promoters: (score: string, interval: string, promoters: string, detractors: string) =>
      `净推荐值为${score}（${interval}）：推荐者占${promoters}，贬损者占${detractors}。`,
    effort: (mean: string, interval: string, easy: string) =>
      `办理便捷度（客户费力度 CES，7分制）为${mean}（${interval}）；${easy}的客户觉得容易（5分及以上）。`,
    effortOld: (mean: string, interval: string) =>
      `客户费力度（CES 第一版，5分制）为${mean}（${interval}），越低越好。`,
    complaints: (share: string, interval: string) => `${share}的受访者有过投诉（${interval}）。`,
    refused: (why: string) => `有一项指标无法计算：${why}。`,
    all: "全部",
    groups: (column: string) => `按“${column}”分组`,
    byGroup: (column: string) => `按“${column}”分组的满意度指数`,
    said: (low: string, least: string, high: string, most: string, all: string) =>
      `指数最低的是${low}（${least}），最高的是${high}（${most}）；虚线为全部受访者的指数${all}。`,
    axis: "满意度指数（0–100）及置信区间",
    group: "组别",
    n: "受访者",
    nps: "净推荐值",
    below: "明显低于",
    holm: "“明显低于”：考虑比较次数之后（Welch t 检验，Holm 校正），差异仍非偶然。",
    many: (column: string, count: string) => `“${column}”共有${count}组，只列出最低与最高的若干组。`,
    detractors: "贬损者",
    score: "得分",
  },
};

/** Groups that a picture or a table shows: the lowest and the highest where there are more. */
const mostGroups = 24;
/** Scores beside that of all in the picture of recommendation. */
const mostScores = 12;

/** The index, its questions, recommendation, effort, complaints, and all of it by group. */
export async function satisfactionSection(input: PageInput, part: SatisfactionPart): Promise<Section> {
  const { language, report } = input;
  const text = words[language];
  const write = writing(language);
  const { index, percent, points, interval, whole } = write;
  const { promoters, effort, complaints } = part;
  const overall = part.index;
  const told: Content[] = [
    ...(overall === null ? [] : [text.index(index(overall.index), interval(overall, index), whole(overall.n))]),
    ...(promoters === null
      ? []
      : [
          text.promoters(
            index(promoters.score),
            interval(promoters, index),
            percent(promoters.promoters),
            percent(promoters.detractors),
          ),
        ]),
    ...(effort === null
      ? []
      : [
          effort.easy === null
            ? text.effortOld(points(effort.mean.mean), interval(effort.mean, points))
            : text.effort(points(effort.mean.mean), interval(effort.mean, points), percent(effort.easy.share)),
        ]),
    ...(complaints === null ? [] : [text.complaints(percent(complaints.top.share), interval(complaints.top, percent))]),
    ...new Set(part.refusals.map((refusal) => text.refused(whyNot(refusal, language)))),
  ];
  const groups = part.groups.filter((one) => groupNames(one).length > 1);
  const figures = [
    ...(promoters === null ? [] : [await promoterFigure(promoters, groups, write)]),
    ...(await Promise.all(
      groups.flatMap((one, k) => (one.index === null ? [] : [groupFigure(`index-${k + 1}`, one, one.index, write)])),
    )),
  ];
  return {
    id: "satisfaction",
    title: text.title,
    content: html`${bullets(told)}
${part.questions.length === 0 ? null : questionTable(input, part)}
${figures.length === 0 ? null : html`<div class="figures">\n${figures}</div>`}
${groups.map((one) => groupTable(one, report.level, write))}
${groups.some(({ index }) => index !== null) ? html`<p class="note">${text.holm}</p>` : null}`,
  };
}

function questionTable({ report, language }: PageInput, { questions, index: all }: SatisfactionPart): Html {
  const text = words[language];
  const { index, percent, points, interval, named } = writing(language);
  const scale = report.answers.plan.satisfaction?.scale ?? { min: 1, max: 10 };
  // On a scale of two or three points the top two are all, or nearly.
  const boxes = scale.max - scale.min >= 4;
  const columns = [
    { title: text.question },
    numeric(text.of(scaleText(scale, language))),
    numeric(text.interval),
    numeric(text.points),
    ...(all === null ? [] : [numeric(text.share), numeric(text.lost)]),
    ...(boxes ? [numeric(text.top), numeric(text.interval), numeric(text.bottom)] : []),
  ];
  const rows = questions.map(({ question, csat }) => {
    const item = all?.items.find((one) => one.name === question.key);
    return [
      name(named(question)),
      points(csat.mean.mean),
      interval(csat.mean, points),
      index(csat.index),
      ...(all === null ? [] : [percent(item?.weight ?? null), index(item?.shortfall ?? null)]),
      ...(boxes ? [percent(csat.top.share), interval(csat.top, percent), percent(csat.bottom.share)] : []),
    ];
  });
  return table(all === null ? text.captionAlone : text.caption, columns, rows);
}

function promoterFigure(all: NetPromoterScore, groups: readonly SatisfactionGroups[], write: Writing): Promise<Html> {
  const { language, index, percent, interval } = write;
  const text = words[language];
  const first =
    groups.find(({ promoters }) => promoters !== null && Object.keys(promoters).length > 1)?.promoters ?? {};
  const own = Object.entries(first)
    .sort(([, one], [, other]) => other.score - one.score)
    .map(([group, score]) => [groupName(group, language), score] as const);
  const shown = own.length <= mostScores ? own : [...own.slice(0, mostScores / 2), ...own.slice(-mostScores / 2)];
  const scores = Object.fromEntries([[text.all, all], ...shown]);
  const chart = promoterScoreChart(scores, { language, width: chartWidth });
  const rows = Object.entries(scores).map(([group, score]) => [
    name(group),
    index(score.score),
    interval(score, index),
    percent(score.promoters),
    percent(score.detractors),
  ]);
  const columns = [{ title: text.group }, numeric(text.nps), numeric(text.interval)];
  const promoters = language === "zh" ? "推荐者" : "promoters";
  return figure(
    "promoters",
    chart,
    { columns: [...columns, numeric(promoters), numeric(text.detractors)], rows },
    language,
  );
}

function groupNames({ index, promoters }: SatisfactionGroups): readonly string[] {
  return index?.domains.map(({ domain }) => domain) ?? Object.keys(promoters ?? {});
}

/** The groups that are shown, the lowest first. */
function shownGroups(groups: SatisfactionGroups): readonly string[] {
  const { index, promoters } = groups;
  const order = [...groupNames(groups)].sort(
    (one, other) => figureOf(index, promoters, one) - figureOf(index, promoters, other),
  );
  return order.length <= mostGroups ? order : [...order.slice(0, mostGroups / 2), ...order.slice(-mostGroups / 2)];
}

function groupTable(groups: SatisfactionGroups, level: number, write: Writing): Html {
  const { column, index, promoters } = groups;
  const text = words[write.language];
  const [all, shown] = [groupNames(groups).length, shownGroups(groups)];
  const note = shown.length < all ? html`<p class="note">${text.many(column, write.whole(all))}</p>` : null;
  const below = index === null ? null : clearlyBelow(index, level);
  const rows = shown.map((group) => {
    const mean = index?.domains.find(({ domain }) => domain === group);
    const score = promoters?.[group];
    return [
      name(groupName(group, write.language)),
      write.whole(mean?.n ?? score?.n ?? 0),
      ...(index === null ? [] : [write.index(mean?.mean ?? null), write.interval(mean ?? null, write.index)]),
      ...(promoters === null ? [] : [write.index(score?.score ?? null), write.interval(score ?? null, write.index)]),
      ...(below === null ? [] : [name(belowText(below.get(group) ?? [], write))]),
    ];
  });
  const columns = [
    { title: text.group },
    numeric(text.n),
    ...(index === null ? [] : [numeric(text.points), numeric(text.interval)]),
    ...(promoters === null ? [] : [numeric(text.nps), numeric(text.interval)]),
    ...(below === null ? [] : [{ title: text.below }]),
  ];
  return html`${table(text.groups(column), columns, rows)}
${note}`;
}

function figureOf(index: DomainMeans | null, promoters: SatisfactionGroups["promoters"], group: string): number {
  return index?.domains.find(({ domain }) => domain === group)?.mean ?? promoters?.[group]?.score ?? 0;
}

/** For each group those that it lies below beyond chance. */
export function clearlyBelow({ comparisons }: DomainMeans, level: number): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  for (const { first, second, difference, adjustedPValue } of comparisons) {
    if (adjustedPValue >= 1 - level) continue;
    const [low, high] = difference < 0 ? [first, second] : [second, first];
    below.set(low, [...(below.get(low) ?? []), high]);
  }
  return below;
}

function belowText(groups: readonly string[], { language, list, whole }: Writing): string {
  if (groups.length === 0) return none;
  const names = groups.map((group) => groupName(group, language));
  if (names.length <= 6) return list(names);
  return language === "zh" ? `${whole(names.length)}个组` : `${whole(names.length)} groups`;
}

function groupFigure(id: string, groups: SatisfactionGroups, index: DomainMeans, write: Writing): Promise<Html> {
  const { column } = groups;
  const { language } = write;
  const text = words[language];
  const rows = shownGroups(groups).flatMap((group) => {
    const mean = index.domains.find(({ domain }) => domain === group);
    if (mean === undefined) return [];
    const value = mean.mean;
    return [
      { name: groupName(group, language), value, lower: mean.lower, upper: mean.upper, label: write.index(value) },
    ];
  });
  const [low, high] = [rows[0], rows.at(-1)];
  const chart = intervalChart(rows, {
    title: text.byGroup(column),
    description: text.said(
      low?.name ?? "",
      low?.label ?? "",
      high?.name ?? "",
      high?.label ?? "",
      write.index(index.overall.mean),
    ),
    axis: text.axis,
    reference: index.overall.mean,
  });
  const behind = {
    columns: [{ title: text.group }, numeric(text.points), numeric(text.interval)],
    rows: rows.map((row) => [name(row.name), row.label, write.interval(row, write.index)]),
  };
  return figure(id, chart, behind, language);
}
