import { importanceMapChart, pathDiagramChart } from "customer-equity/satisfaction";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Html, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { none, type Writing, writing } from "../../../report/writing.ts";
import type { PathPart } from "../../analysis/path-part.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: "What acts on what? (path model)",
    lead: (n: string, left: string) =>
      `A path model (PLS) of ${n} respondents${left === "0" ? "" : `; ${left} left out an answer and do not count in it`}. Each concept has an index from 0 to 100.`,
    source: (source: string) => `Structure: ${source}.`,
    blocks: "The concepts",
    block: "concept",
    items: "questions",
    index: "index",
    interval: "interval",
    explained: "explained (R²)",
    reliability: "composite reliability",
    variance: "AVE",
    paths: "The links",
    link: "link",
    coefficient: "coefficient",
    size: "effect size f²",
    alike: (pairs: string) => `Hardly distinct (HTMT of 0.85 or more): ${pairs}.`,
    effects: (target: string) => `Where to improve: effects on ${target}`,
    effect: "total effect",
    perPoint: "points for one point",
    quadrant: "quadrant",
    perPointNote: (target: string) =>
      `Points for one point: by how much the index of ${target} goes with one point more of the concept's.`,
  },
  zh: {
    title: "各因素如何相互作用？（路径模型）",
    lead: (n: string, left: string) =>
      `以${n}位受访者估计的路径模型（PLS）${left === "0" ? "" : `；另有${left}人有漏答，不计入`}。每个潜变量有0–100的指数。`,
    source: (source: string) => `模型来源：${source}。`,
    blocks: "潜变量",
    block: "潜变量",
    items: "题目",
    index: "指数",
    interval: "置信区间",
    explained: "解释程度（R²）",
    reliability: "组合信度",
    variance: "AVE",
    paths: "路径",
    link: "路径",
    coefficient: "路径系数",
    size: "效应量f²",
    alike: (pairs: string) => `难以区分（HTMT不低于0.85）：${pairs}。`,
    effects: (target: string) => `改进方向：对“${target}”的影响`,
    effect: "总效应",
    perPoint: "每提高1分的变化",
    quadrant: "象限",
    perPointNote: (target: string) => `“每提高1分的变化”：该潜变量指数每高1分，“${target}”指数相应变化多少。`,
  },
};

/** The path model: diagram, concepts, links, and where to improve. */
export async function pathSection({ language }: PageInput, part: PathPart): Promise<Section> {
  const text = words[language];
  const write = writing(language);
  const { whole, sentences } = write;
  const { fit, map } = part;
  const { source } = fit.model.structure;
  return {
    id: "path",
    title: text.title,
    content: html`<p>${sentences(text.lead(whole(fit.n), whole(fit.missing)), ...(source === undefined ? [] : [text.source(source)]))}</p>
<div class="figures">
${await diagram(part, write)}
${map === null ? null : await mapFigure(part, write)}</div>
${blockTable(part, write)}
${alike(part, write)}
${linkTable(part, write)}
${effectTable(part, write)}`,
  };
}

function blockName({ fit }: PathPart, { named }: Writing): (block: string) => string {
  return (block) => {
    const own = fit.blocks[block];
    return own === undefined ? block : named(own);
  };
}

function diagram(part: PathPart, write: Writing): Promise<Html> {
  const { fit, bootstrap } = part;
  const { language, points } = write;
  const text = words[language];
  const label = blockName(part, write);
  const chart = pathDiagramChart(fit, { language, ...(bootstrap === null ? {} : { bootstrap }) });
  const rows = fit.paths.map(({ from, to, coefficient }) => [`${label(from)} → ${label(to)}`, points(coefficient)]);
  return figure("path-diagram", chart, { columns: [{ title: text.link }, numeric(text.coefficient)], rows }, language);
}

function mapFigure(part: PathPart, write: Writing): Promise<Html> {
  const { language, points, index } = write;
  const text = words[language];
  const map = part.map as NonNullable<PathPart["map"]>;
  const chart = importanceMapChart(map, { language, width: chartWidth });
  const rows = map.points.map((point) => [
    name(write.named(point)),
    points(point.importance),
    index(point.performance),
  ]);
  const columns = [{ title: text.block }, numeric(text.effect), numeric(text.index)];
  return figure("importance-map", chart, { columns, rows }, language);
}

function blockTable(part: PathPart, write: Writing): Html {
  const { fit, bootstrap } = part;
  const { language, points, index, interval, percent, list } = write;
  const text = words[language];
  const rows = Object.entries(fit.blocks).map(([key, block]) => [
    name(write.named(block)),
    name(list(block.items)),
    index(block.index),
    interval(bootstrap?.indexes[key] ?? null, index),
    percent(block.rSquared),
    block.items.length > 1 ? points(block.compositeReliability) : none,
    block.items.length > 1 ? points(block.averageVarianceExtracted) : none,
  ]);
  const columns = [
    { title: text.block },
    { title: text.items },
    numeric(text.index),
    numeric(text.interval),
    numeric(text.explained),
    numeric(text.reliability),
    numeric(text.variance),
  ];
  return table(text.blocks, columns, rows);
}

function alike(part: PathPart, write: Writing): Html | null {
  const text = words[write.language];
  const label = blockName(part, write);
  const and = write.language === "zh" ? "与" : " and ";
  const pairs = part.fit.discriminant.flatMap(({ blocks: [one, other], heterotraitMonotrait: ratio }) =>
    ratio !== null && ratio >= 0.85 ? [`${label(one)}${and}${label(other)} ${write.points(ratio)}`] : [],
  );
  return pairs.length === 0 ? null : html`<p>${text.alike(write.list(pairs))}</p>`;
}

function linkTable(part: PathPart, write: Writing): Html {
  const { fit, bootstrap } = part;
  const { language, points, interval } = write;
  const text = words[language];
  const label = blockName(part, write);
  const rows = fit.paths.map(({ from, to, coefficient, effectSize }, k) => [
    name(`${label(from)} → ${label(to)}`),
    points(coefficient),
    interval(bootstrap?.paths[k] ?? null, points),
    points(effectSize),
  ]);
  const columns = [{ title: text.link }, numeric(text.coefficient), numeric(text.interval), numeric(text.size)];
  return table(text.paths, columns, rows);
}

function effectTable(part: PathPart, write: Writing): Html | null {
  const { map } = part;
  if (map === null) return null;
  const { language, points, index, named } = write;
  const text = words[language];
  const rows = map.points.map((point, k) => {
    const quadrant = map.quadrants.classes[map.quadrants.codes[k] ?? 0];
    return [
      name(named(point)),
      points(point.importance),
      points(point.effectPerPoint),
      index(point.performance),
      quadrant === undefined ? none : named(quadrant),
    ];
  });
  const columns = [
    { title: text.block },
    numeric(text.effect),
    numeric(text.perPoint),
    numeric(text.index),
    { title: text.quadrant },
  ];
  return html`${table(text.effects(named(map.target)), columns, rows)}
<p class="note">${text.perPointNote(named(map.target))}</p>`;
}
