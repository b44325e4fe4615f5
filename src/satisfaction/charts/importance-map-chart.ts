import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  requireFrame,
  textWidth,
} from "../../charts/chart.ts";
import { requireArray, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { requireClassColumn } from "../../class-column.ts";
import type { ImportancePerformanceMap } from "../path-models/interpretation/importance-performance-map.ts";

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

/** Where the label of a point may stand, best first: by which pixels its near edge is away from the point. */
const sides = [
  { align: "left", baseline: "middle", dx: 9, dy: 0 },
  { align: "right", baseline: "middle", dx: -9, dy: 0 },
  { align: "center", baseline: "bottom", dx: 0, dy: -8 },
  { align: "center", baseline: "top", dx: 0, dy: 9 },
] as const;

/**
 * Chart of the map of importance and performance (重要性—绩效矩阵图, IPMA): important and weak blocks, on the lower right, are where to concentrate.
 *
 * @param map - What `importancePerformanceMap` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are the blocks: `block`, `importance`, `performance`, `quadrant`.
 * @throws InputError `bad-option` for what is no such map, and for the options; `empty`, `not-finite`.
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
  const { points, quadrants, target, cutImportance, cutPerformance } = requireMap(map);
  const text = words[language];
  const title = (names: { readonly label: string; readonly labelZh: string }): string =>
    language === "zh" ? names.labelZh : names.label;
  const x = domainOf([...points.map(({ importance }) => importance), cutImportance], 0.16);
  const y = domainOf([...points.map(({ performance }) => performance), cutPerformance], 0.2);
  const values = points.map((point, i) => ({
    block: title(point),
    importance: point.importance,
    performance: point.performance,
    quadrant: title(quadrants.classes[quadrants.codes[i]!]!),
  }));
  const pixels = values.map(({ block, importance, performance }) => ({
    block,
    // About where the point is in the picture.
    x: ((importance - x[0]) / (x[1] - x[0])) * (width - 70),
    y: ((y[1] - performance) / (y[1] - y[0])) * (height - 90),
  }));
  const side = chooseSides(pixels, width - 70);
  const axes = {
    x: {
      type: "quantitative",
      scale: { domain: x, nice: false, zero: false },
      axis: { title: text.importance(title(target)), grid: false, tickCount: 6 },
    },
    y: {
      type: "quantitative",
      scale: { domain: y, nice: false, zero: false },
      axis: { title: text.performance, grid: false, tickCount: 6 },
    },
  };
  const corners = [
    { x: x[1], y: y[1], align: "right", baseline: "top", dx: -5, dy: 5, rule: 0 },
    { x: x[1], y: y[0], align: "right", baseline: "bottom", dx: -5, dy: -5, rule: 1 },
    { x: x[0], y: y[0], align: "left", baseline: "bottom", dx: 5, dy: -5, rule: 2 },
    { x: x[0], y: y[1], align: "left", baseline: "top", dx: 5, dy: 5, rule: 3 },
  ];
  const rule = { type: "rule", color: colors.neutral, strokeDash: [4, 3] };
  return chart(frame, {
    title: text.title(title(target)),
    description: describe(map, values, language),
    height,
    values,
    layer: [
      { data: { values: [{ x: cutImportance }] }, mark: rule, encoding: { x: { field: "x", ...axes.x } } },
      { data: { values: [{ y: cutPerformance }] }, mark: rule, encoding: { y: { field: "y", ...axes.y } } },
      ...corners.map(({ x: cornerX, y: cornerY, rule: code, ...place }) => ({
        data: { values: [{ x: cornerX, y: cornerY, name: title(quadrants.classes[code]!) }] },
        mark: { ...label, ...place, color: colors.neutral },
        encoding: { x: { field: "x", ...axes.x }, y: { field: "y", ...axes.y }, text: { field: "name" } },
      })),
      {
        mark: { type: "point", filled: true, size: 90, opacity: 1, tooltip: true },
        encoding: {
          x: { field: "importance", ...axes.x },
          y: { field: "performance", ...axes.y },
          color: {
            condition: {
              test: `datum.quadrant === ${JSON.stringify(title(quadrants.classes[1]!))}`,
              value: colors.contrast,
            },
            value: colors.main,
          },
        },
      },
      ...values.map((value, i) => ({
        data: { values: [value] },
        mark: { ...label, ...sides[side[i]!]! },
        encoding: {
          x: { field: "importance", ...axes.x },
          y: { field: "performance", ...axes.y },
          text: { field: "block" },
        },
      })),
    ],
  });
}

function requireMap(map: ImportancePerformanceMap): ImportancePerformanceMap {
  const { points, quadrants, target } = requireOptions(map ?? null, "map");
  requireArray(points, "map.points", "what importancePerformanceMap returns");
  requireRows(points, "map.points");
  requireClassColumn(quadrants, "map.quadrants", points.length);
  requireOptions(target ?? null, "map.target");
  points.forEach((point, i) => {
    requireNumber(requireOptions(point ?? null, `map.points[${i}]`).importance, `map.points[${i}].importance`);
    requireNumber(point.performance, `map.points[${i}].performance`);
  });
  requireNumber(map.cutImportance, "map.cutImportance");
  requireNumber(map.cutPerformance, "map.cutPerformance");
  return map;
}

/** From the smallest to the largest value, with room of a share of that on either side. */
function domainOf(values: readonly number[], room: number): readonly [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const range = most - least || Math.max(1e-3, Math.abs(most) * 0.2);
  return [least - room * range, most + room * range];
}

/** For each point the side on which its label meets the fewest labels and points before it, and stays in the picture. */
function chooseSides(
  points: readonly { readonly block: string; readonly x: number; readonly y: number }[],
  width: number,
): number[] {
  const boxes: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }[] =
    points.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return points.map(({ block, x, y }) => {
    const long = textWidth([block]);
    const placed = sides.map(({ align, dx, dy }) => {
      const left = align === "left" ? x + dx : align === "right" ? x + dx - long : x - long / 2;
      return { left, right: left + long, top: y + dy * 1.6 - 7, bottom: y + dy * 1.6 + 7 };
    });
    const trouble = placed.map(
      (own) =>
        (own.left < 0 || own.right > width ? 10 : 0) +
        boxes.filter(
          (other) =>
            own.left < other.right && other.left < own.right && own.top < other.bottom && other.top < own.bottom,
        ).length,
    );
    const best = trouble.indexOf(Math.min(...trouble));
    boxes.push(placed[best]!);
    return best;
  });
}

function describe(
  { points, quadrants, target }: ImportancePerformanceMap,
  values: readonly { readonly block: string }[],
  language: Language,
): string {
  const text = words[language];
  const name = language === "zh" ? target.labelZh : target.label;
  const weak = points.flatMap((_, i) => (quadrants.codes[i] === 1 ? [i] : []));
  const first = weak[0] ?? 0;
  const { importance, performance } = points[first]!;
  const [block, effect, index] = [values[first]!.block, importance.toFixed(2), performance.toFixed(1)];
  return weak.length === 0
    ? text.strong(name, block, effect, index)
    : text.sentence(name, block, effect, index, weak.length - 1);
}
