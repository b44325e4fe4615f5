import {
  type Chart,
  type ChartOptions,
  chart,
  type Language,
  nameOf,
  requireFrame,
  requireReadable,
} from "../../charts/chart.ts";
import { decimal } from "../../charts/numbers.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { AttributePriority, ImportancePerformance } from "../drivers/importance-performance.ts";
import { importanceQuadrants } from "../drivers/quadrants.ts";
import { quadrantPlot } from "./quadrant-plot.ts";

const words = {
  en: {
    title: "Importance and performance",
    importance: "importance",
    performance: "performance",
    nothing: (attributes: number) => `None of the ${attributes} attributes is important and below the mark.`,
    some: (attributes: number, names: string, first: string, importance: string, performance: string) =>
      `Of ${attributes} attributes, those to concentrate on are ${names}; ${first} comes first, with importance ${importance} and performance ${performance}.`,
    comma: ", ",
  },
  zh: {
    title: "四分图分析",
    importance: "重要性",
    performance: "表现（满意度）",
    nothing: (attributes: number) => `${attributes}项指标中没有落在修补区的指标。`,
    some: (attributes: number, names: string, first: string, importance: string, performance: string) =>
      `${attributes}项指标中，落在修补区的有${names}；首先应改进${first}，其重要性为${importance}，表现为${performance}。`,
    comma: "、",
  },
};

/**
 * Chart of importance against performance in four quadrants (四分图): what to keep up, to concentrate on, to leave and to save on.
 *
 * @param analysis - What `importancePerformance` returns, of at most 100 attributes.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `name`, `importance`, `performance`, `quadrant`, and `side`, where the label stands.
 * @throws InputError `empty` without attributes, `bad-option` for more than 100 or what is no analysis, and for the options; `not-finite`.
 * @remarks Source: Martilla & James (1977): performance to the right, importance upward. There is no standard twin.
 * @example
 * ```ts
 * import { importancePerformance, importancePerformanceChart } from "customer-equity/satisfaction";
 * const analysis = importancePerformance(
 *   { importance: { staff: 30, app: 45, fees: 25 }, performance: { staff: 8.2, app: 6.1, fees: 7.4 } },
 *   { scale: { min: 1, max: 10 } },
 * );
 * console.log(importancePerformanceChart(analysis, { language: "zh" }).title); // 四分图分析
 * ```
 */
export function importancePerformanceChart(analysis: ImportancePerformance, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { attributes: given, cuts: meet } = requireOptions(analysis, "analysis");
  const attributes = requireReadable(given, "analysis.attributes", {
    expected: "the attributes of importancePerformance",
  });
  attributes.forEach((attribute, i) => {
    const path = `analysis.attributes[${i}]`;
    const { name, importance, performance, quadrant } = requireOptions(attribute, path);
    requireText(name, `${path}.name`);
    requireNumber(importance, `${path}.importance`);
    requireNumber(performance, `${path}.performance`);
    const { label, labelZh } = requireOptions(quadrant, `${path}.quadrant`);
    requireText(label, `${path}.quadrant.label`);
    requireText(labelZh, `${path}.quadrant.labelZh`);
  });
  const cuts = requireOptions(meet, "analysis.cuts");
  const { language } = frame;
  const text = words[language];
  const height = frame.height ?? 380;
  const { values, layer } = quadrantPlot({
    points: attributes.map(({ name, importance, performance, quadrant }) => ({
      name,
      importance,
      performance,
      quadrant: nameOf(quadrant, language),
    })),
    cuts: {
      importance: requireNumber(cuts.importance, "analysis.cuts.importance"),
      performance: requireNumber(cuts.performance, "analysis.cuts.performance"),
    },
    across: "performance",
    titles: text,
    quadrants: importanceQuadrants.map((quadrant) => nameOf(quadrant, language)),
    size: { width: frame.width, height },
  });
  return chart(frame, { title: text.title, description: describe(attributes, language), height, values, layer });
}

function describe(attributes: readonly AttributePriority[], language: Language): string {
  const text = words[language];
  const urgent = attributes.filter(({ quadrant }) => quadrant.label === "concentrate here");
  const first = urgent[0];
  if (first === undefined) return text.nothing(attributes.length);
  return text.some(
    attributes.length,
    urgent.map(({ name }) => name).join(text.comma),
    first.name,
    decimal(first.importance),
    decimal(first.performance),
  );
}
