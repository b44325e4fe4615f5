import {
  importanceGapChart,
  type ServqualMeasure,
  servqualGapChart,
  servqualRadarChart,
} from "customer-equity/servqual";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Content, type Html, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { scaleText, writing } from "../../../report/writing.ts";
import type { ServicePart } from "../../analysis/service-part.ts";
import type { PageInput } from "../page-input.ts";
import { groupTable } from "./group-table.ts";
import { zonesTable } from "./zones-table.ts";

const words = {
  en: {
    title: "Where does service fall short?",
    lead: (scale: string) =>
      `Answers from ${scale}. A gap is perception less expectation: below 0 the bank falls short. As expectations are usually near the top of the scale, small gaps below 0 are normal; look at the order.`,
    leadAlone: (scale: string) => `Perceptions from ${scale}, without expectations (SERVPERF).`,
    leadDifference: (scale: string) => `Perceptions compared with expectations, asked at once, from ${scale}.`,
    overall: (kind: string, gap: string, interval: string) => `Over all (${kind}) the gap is ${gap} (${interval}).`,
    overallAlone: (kind: string, level: string, interval: string) =>
      `Over all (${kind}) perceptions are ${level} (${interval}).`,
    weighted: "dimensions weighted by the points that respondents give them",
    plain: "mean of the dimensions",
    dimensions: "The dimensions",
    dimension: "dimension",
    expectation: "expectation",
    perception: "perception",
    gap: "gap",
    interval: "interval",
    points: "importance",
    product: "importance × gap",
    below: "of respondents below expectation",
    items: "The items, the largest shortfall first",
    itemsAlone: "The items, the lowest first",
    item: "item",
    itemGaps: "Gaps by item",
    column: "key",
    n: "answers",
  },
  zh: {
    title: "服务在哪些方面不足？",
    lead: (scale: string) =>
      `量表为${scale}。差距＝感知－期望：低于0表示未达到期望。期望通常接近量表上限，略低于0属正常，应关注各维度的先后次序。`,
    leadAlone: (scale: string) => `量表为${scale}，只有感知、没有期望（SERVPERF）。`,
    leadDifference: (scale: string) => `直接询问感知与期望之差，量表为${scale}。`,
    overall: (kind: string, gap: string, interval: string) => `总体差距（${kind}）为${gap}（${interval}）。`,
    overallAlone: (kind: string, level: string, interval: string) => `总体感知（${kind}）为${level}（${interval}）。`,
    weighted: "按受访者给出的重要性分数加权",
    plain: "各维度的平均",
    dimensions: "各维度",
    dimension: "维度",
    expectation: "期望",
    perception: "感知",
    gap: "差距",
    interval: "置信区间",
    points: "重要性",
    product: "重要性×差距",
    below: "未达期望的受访者占比",
    items: "各题项（差距最大者在前）",
    itemsAlone: "各题项（得分最低者在前）",
    item: "题项",
    itemGaps: "各题项的差距",
    column: "代码",
    n: "作答数",
  },
};

/** Items that a picture has room for. */
const mostItems = 40;

/** Gaps or perceptions by dimension, item and group, and zones of tolerance. */
export async function shortfallsSection(input: PageInput, service: ServicePart): Promise<Section> {
  const { language } = input;
  const text = words[language];
  const { scores } = service;
  const { points, interval, sentences } = writing(language);
  const measure = scores.gap ?? (scores.perception as ServqualMeasure);
  const total = measure.overall.weighted ?? measure.overall.meanOfDimensions;
  const kind = measure.overall.weighted === null ? text.plain : text.weighted;
  const overall = (scores.gap === null ? text.overallAlone : text.overall)(
    kind,
    points(total.mean),
    interval(total, points),
  );
  const lead = { servqual: text.lead, servperf: text.leadAlone, difference: text.leadDifference }[scores.form];
  return {
    id: "shortfalls",
    title: text.title,
    content: html`<p>${sentences(lead(scaleText(scores.scale, language)), overall)}</p>
<div class="figures">
${await gapFigures(input, service)}</div>
${dimensionTable(input, service)}
${itemTable(input, service)}
${await zonesTable(input, service.zones)}
${service.groups.map((groups) => groupTable(input, service, groups))}`,
  };
}

async function gapFigures({ language }: PageInput, { scores }: ServicePart): Promise<readonly Html[]> {
  const text = words[language];
  const { points, percent } = writing(language);
  const form = { language, width: chartWidth };
  const { gap, perception, weights, instrument } = scores;
  const figures: Html[] = [];
  const rowsOf = (values: readonly Readonly<Record<string, unknown>>[]): Content[][] =>
    values.map((row) => [
      String(row["name"]),
      points(row["gap"] as number | null),
      points(row["lower"] as number | null),
      points(row["upper"] as number | null),
    ]);
  const columns = (of: string) => [
    { title: of },
    numeric(text.gap),
    numeric(`${text.interval} \u2193`),
    numeric(`${text.interval} \u2191`),
  ];
  if (gap !== null) {
    const chart = servqualGapChart(scores, form);
    figures.push(
      await figure("gaps", chart, { columns: columns(text.dimension), rows: rowsOf(chart.data.values) }, language),
    );
  }
  if (perception !== null && instrument.dimensions.length >= 3) {
    const chart = servqualRadarChart(scores, form);
    const rows = chart.data.values
      .filter(
        (row, k, all) =>
          all.findIndex((other) => other["series"] === row["series"] && other["name"] === row["name"]) === k,
      )
      .map((row) => [String(row["name"]), String(row["series"]), points(Number(row["mean"]))]);
    const behind = { columns: [{ title: text.dimension }, { title: "" }, numeric(text.perception)], rows };
    figures.push(await figure("radar", chart, behind, language));
  }
  if (gap !== null && weights !== null && instrument.dimensions.length >= 2) {
    const chart = importanceGapChart(scores, form);
    const rows = chart.data.values.map((row) => [
      String(row["name"]),
      percent(Number(row["weight"])),
      points(Number(row["gap"])),
      points(Number(row["weightedGap"])),
    ]);
    const behind = {
      columns: [{ title: text.dimension }, numeric(text.points), numeric(text.gap), numeric(text.product)],
      rows,
    };
    figures.push(await figure("importance-gap", chart, behind, language));
  }
  const items = instrument.dimensions.reduce((sum, dimension) => sum + dimension.items.length, 0);
  if (gap !== null && items > instrument.dimensions.length && items <= mostItems) {
    const chart = { ...servqualGapChart(scores, { ...form, by: "items" }), title: text.itemGaps };
    figures.push(
      await figure("item-gaps", chart, { columns: columns(text.item), rows: rowsOf(chart.data.values) }, language),
    );
  }
  return figures;
}

function dimensionTable({ language }: PageInput, { scores }: ServicePart): Html {
  const text = words[language];
  const { points, percent, interval, named } = writing(language);
  const { gap, perception, expectation, weights, ranking, instrument } = scores;
  const measure = gap ?? (perception as ServqualMeasure);
  const order = [...ranking.map(({ key }) => key), ...instrument.dimensions.map(({ key }) => key)];
  const shares = gap !== null;
  const columns = [
    { title: text.dimension },
    ...(expectation === null ? [] : [numeric(text.expectation)]),
    ...(perception === null ? [] : [numeric(text.perception)]),
    ...(gap === null ? [] : [numeric(text.gap)]),
    numeric(text.interval),
    ...(weights === null ? [] : [numeric(text.points), numeric(text.product)]),
    ...(shares ? [numeric(text.below)] : []),
  ];
  const rows = [...new Set(order)].map((key) => {
    const dimension = instrument.dimensions.find((one) => one.key === key);
    const own = measure.dimensions[key];
    const ranked = ranking.find((one) => one.key === key);
    return [
      dimension === undefined ? key : name(named(dimension)),
      ...(expectation === null ? [] : [points(expectation.dimensions[key]?.mean ?? null)]),
      ...(perception === null ? [] : [points(perception.dimensions[key]?.mean ?? null)]),
      ...(gap === null ? [] : [points(gap.dimensions[key]?.mean ?? null)]),
      interval(own ?? null, points),
      ...(weights === null ? [] : [percent(ranked?.weight ?? null), points(ranked?.weightedGap ?? null)]),
      ...(shares ? [percent(own?.below ?? null)] : []),
    ];
  });
  return table(text.dimensions, columns, rows);
}

function itemTable({ language }: PageInput, { scores }: ServicePart): Html {
  const text = words[language];
  const { points, percent, interval, named, whole } = writing(language);
  const { gap, perception, expectation, instrument } = scores;
  const measure = gap ?? (perception as ServqualMeasure);
  const shares = gap !== null;
  const items = instrument.dimensions
    .flatMap((dimension) => dimension.items.map((item) => ({ dimension, item })))
    .sort(
      (one, other) =>
        (measure.items[one.item.key]?.mean ?? Infinity) - (measure.items[other.item.key]?.mean ?? Infinity),
    );
  const columns = [
    { title: text.column },
    { title: text.item },
    { title: text.dimension },
    ...(expectation === null ? [] : [numeric(text.expectation)]),
    ...(perception === null ? [] : [numeric(text.perception)]),
    ...(gap === null ? [] : [numeric(text.gap)]),
    numeric(text.interval),
    ...(shares ? [numeric(text.below)] : []),
    numeric(text.n),
  ];
  const rows = items.map(({ dimension, item }) => {
    const own = measure.items[item.key];
    return [
      name(item.key),
      name(named(item)),
      name(named(dimension)),
      ...(expectation === null ? [] : [points(expectation.items[item.key]?.mean ?? null)]),
      ...(perception === null ? [] : [points(perception.items[item.key]?.mean ?? null)]),
      ...(gap === null ? [] : [points(own?.mean ?? null)]),
      interval(own ?? null, points),
      ...(shares ? [percent(own?.below ?? null)] : []),
      whole(own?.n ?? 0),
    ];
  });
  return table(gap === null ? text.itemsAlone : text.items, columns, rows);
}
