import {
  type Chart,
  type ChartOptions,
  chart,
  type Language,
  nameOf,
  requireFrame,
  requireReadable,
} from "../../charts/chart.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import { requireClassColumn } from "../../class-column.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { ClassName } from "../../types.ts";
import { importanceQuadrants } from "../drivers/quadrants.ts";
import type { ImportancePerformanceMap } from "../path-models/interpretation/importance-performance-map.ts";
import { quadrantPlot } from "./quadrant-plot.ts";

const words = {
  en: {
    title: (target: string) => `Where to improve ${target}`,
    importance: (target: string) => `importance: total effect on ${target}`,
    performance: "performance: index (0–100)",
    sentence: (target: string, block: string, effect: string, index: string, others: number) =>
      `To raise ${target}, concentrate on ${block}${others === 0 ? "" : ` and ${others} more`}: its total effect is ${effect} and its index only ${index}.`,
    strong: (target: string, block: string, effect: string, index: string) =>
      `No block is both important to ${target} and weak; the most important, ${block}, has a total effect of ${effect} and an index of ${index}.`,
  },
  zh: {
    title: (target: string) => `“${target}”的改进方向`,
    importance: (target: string) => `重要性：对“${target}”的总效应`,
    performance: "绩效：0–100指数",
    sentence: (target: string, block: string, effect: string, index: string, others: number) =>
      `提升“${target}”应重点改进“${block}”${others === 0 ? "" : `等${others + 1}项`}：总效应为${effect}，指数仅${index}。`,
    strong: (target: string, block: string, effect: string, index: string) =>
      `没有既重要又薄弱的因素；对“${target}”最重要的“${block}”总效应为${effect}，指数为${index}。`,
  },
};

/**
 * Chart of the map of importance and performance (重要性—绩效矩阵图, IPMA): important and weak blocks, on the lower right, are where to concentrate.
 *
 * @param map - What `importancePerformanceMap` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are the blocks: `name`, `importance`, `performance`, `quadrant`, and `side`, where the label stands.
 * @throws InputError `bad-option` for what is no such map, more than 100 blocks, and for the options; `empty`, `not-finite`.
 * @remarks Source: Martilla & James (1977). Twin: SmartPLS, with the axes the same way.
 * @example
 * ```ts
 * import { fitPlsPath, importanceMapChart, importancePerformanceMap, pathModel } from "customer-equity/satisfaction";
 * const answers = {
 *   queue: [5, 6, 3, 7, 4, 2, 6, 5, 1, 7, 4, 5], staff: [9, 8, 8, 9, 9, 8, 9, 9, 7, 9, 8, 9],
 *   overall: [8, 9, 5, 9, 6, 4, 8, 7, 4, 9, 5, 7],
 * };
 * const model = pathModel({
 *   blocks: { waiting: { items: ["queue"] }, people: { items: ["staff"] }, satisfaction: { items: ["overall"] } },
 *   edges: [["waiting", "satisfaction"], ["people", "satisfaction"]],
 * });
 * const fit = fitPlsPath(answers, { model, scale: { min: 1, max: 10 } });
 * const chart = importanceMapChart(importancePerformanceMap(fit, { target: "satisfaction" }));
 * console.log(chart.description); // To raise satisfaction, concentrate on waiting: its total effect is 1.04 and its index only 39.8.
 * ```
 */
export function importanceMapChart(map: ImportancePerformanceMap, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language, width } = frame;
  const height = frame.height ?? 340;
  const { points, quadrants, target, cuts } = requireMap(map);
  const text = words[language];
  const name = nameOf(target, language);
  const { values, layer } = quadrantPlot({
    points: points.map((point, i) => ({
      name: nameOf(point, language),
      importance: point.importance,
      performance: point.performance,
      quadrant: nameOf(quadrants.classes[quadrants.codes[i]!]!, language),
    })),
    cuts,
    across: "importance",
    titles: { importance: text.importance(name), performance: text.performance },
    quadrants: quadrants.classes.map((quadrant) => nameOf(quadrant, language)),
    size: { width, height },
  });
  return chart(frame, { title: text.title(name), description: describe(map, language), height, values, layer });
}

function requireMap(map: ImportancePerformanceMap): ImportancePerformanceMap {
  const { points, quadrants, target, cuts } = requireOptions(map ?? null, "map");
  requireReadable(points, "map.points", { expected: "what importancePerformanceMap returns" });
  requireClassColumn(quadrants, "map.quadrants", points.length);
  importanceQuadrants.forEach((_, i) => {
    requireName(quadrants.classes[i] ?? null, `map.quadrants.classes[${i}]`);
  });
  requireName(target ?? null, "map.target");
  points.forEach((point, i) => {
    const path = `map.points[${i}]`;
    requireName(point ?? null, path);
    requireNumber(point.importance, `${path}.importance`);
    requireNumber(point.performance, `${path}.performance`);
  });
  requireNumber(requireOptions(cuts ?? null, "map.cuts").importance, "map.cuts.importance");
  requireNumber(cuts.performance, "map.cuts.performance");
  return map;
}

/** Checks that something has a name in both languages. */
function requireName(named: ClassName | null, path: string): void {
  const { label, labelZh } = requireOptions(named as ClassName, path);
  requireText(label, `${path}.label`);
  requireText(labelZh, `${path}.labelZh`);
}

function describe({ points, quadrants, target }: ImportancePerformanceMap, language: Language): string {
  const text = words[language];
  const name = nameOf(target, language);
  const weak = points.flatMap((_, i) => (quadrants.codes[i] === 1 ? [i] : []));
  const first = weak[0] ?? 0;
  const { importance, performance } = points[first]!;
  const [block, effect, index] = [nameOf(points[first]!, language), importance.toFixed(2), performance.toFixed(1)];
  return weak.length === 0
    ? text.strong(name, block, effect, index)
    : text.sentence(name, block, effect, index, weak.length - 1);
}
