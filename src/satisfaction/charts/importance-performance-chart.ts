import { type Chart, type ChartOptions, chart, colors, type Language, requireFrame } from "../../charts/chart.ts";
import { requireArray, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { AttributePriority, ImportancePerformance } from "../drivers/importance-performance.ts";
import { decimal } from "./decimal.ts";
import { cornerLayers, cutLayer, domainOf, labelLayers, labelSides, type PointFrame } from "./labelled-points.ts";

/** More attributes than this cannot be read. */
const mostAttributes = 100;

const words = {
  en: {
    title: "Importance and performance",
    importance: "importance",
    performance: "performance",
    corners: ["keep up the good work", "concentrate here", "low priority", "possible overkill"],
    nothing: (attributes: number) => `None of the ${attributes} attributes is important and below the mark.`,
    some: (attributes: number, names: string, first: string, importance: string, performance: string) =>
      `Of ${attributes} attributes, those to concentrate on are ${names}; ${first} comes first, with importance ${importance} and performance ${performance}.`,
    comma: ", ",
  },
  zh: {
    title: "四分图分析",
    importance: "重要性",
    performance: "表现（满意度）",
    corners: ["优势区", "修补区", "机会区", "维持区"],
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
  const attributes = requireArray(given, "analysis.attributes", "the attributes of importancePerformance");
  requireRows(attributes, "analysis.attributes");
  if (attributes.length > mostAttributes) {
    throw new InputError({
      code: "bad-option",
      path: "analysis.attributes",
      expected: `at most ${mostAttributes} attributes`,
      received: attributes.length,
    });
  }
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
  const text = words[frame.language];
  const acrossCut = requireNumber(cuts.performance, "analysis.cuts.performance");
  const upCut = requireNumber(cuts.importance, "analysis.cuts.importance");
  const [keep, concentrate, low, overkill] = text.corners as [string, string, string, string];
  const height = frame.height ?? 380;
  const plot: PointFrame = {
    x: domainOf(
      attributes.map(({ performance }) => performance),
      acrossCut,
    ),
    y: domainOf(
      attributes.map(({ importance }) => importance),
      upCut,
    ),
    width: frame.width - 70,
    height: height - 80,
    corners: [
      { text: keep, x: "right", y: "top" },
      { text: concentrate, x: "left", y: "top" },
      { text: low, x: "left", y: "bottom" },
      { text: overkill, x: "right", y: "bottom" },
    ],
  };
  const sides = labelSides(
    attributes.map(({ name, importance, performance }) => ({ name, x: performance, y: importance })),
    plot,
  );
  const x = {
    field: "performance",
    type: "quantitative",
    scale: { domain: plot.x, nice: false, zero: false },
    axis: { title: text.performance, tickCount: 5 },
  };
  const y = {
    field: "importance",
    type: "quantitative",
    scale: { domain: plot.y, nice: false, zero: false },
    axis: { title: text.importance, tickCount: 5 },
  };
  return chart(frame, {
    title: text.title,
    description: describe(attributes, frame.language),
    height,
    values: attributes.map(({ name, importance, performance, quadrant }, i) => ({
      name,
      importance,
      performance,
      quadrant: frame.language === "zh" ? quadrant.labelZh : quadrant.label,
      side: sides[i]!,
    })),
    layer: [
      cutLayer("x", acrossCut),
      cutLayer("y", upCut),
      ...cornerLayers(plot),
      {
        mark: { type: "point", filled: true, opacity: 1, size: 70, tooltip: true },
        encoding: {
          x,
          y,
          color: {
            condition: { test: `datum.quadrant === '${concentrate}'`, value: colors.contrast },
            value: colors.main,
          },
          shape: { condition: { test: `datum.quadrant === '${concentrate}'`, value: "diamond" }, value: "circle" },
        },
      },
      ...labelLayers(x, y),
    ],
  });
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
