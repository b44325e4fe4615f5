import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  label,
  nameAxis,
  requireFrame,
  requireReadable,
} from "../../charts/chart.ts";
import { percent, percentLabels } from "../../charts/numbers.ts";
import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { KeyDrivers } from "../drivers/key-drivers.ts";

/** Options of {@link keyDriversChart}. */
export interface KeyDriversChartOptions extends ChartOptions {
  /**
   * Which division of R² is drawn: Shapley values (LMG), or relative weights.
   * @defaultValue "shapley"
   */
  readonly measure?: "shapley" | "relativeWeight" | undefined;
}

const words = {
  en: {
    title: "What drives the outcome",
    axis: "share of the variance of the outcome",
    all: (explained: string, first: string, share: string, last: string, least: string) =>
      `The drivers explain ${explained} of the variance; ${first} accounts for the most (${share}), ${last} for the least (${least}).`,
    one: (explained: string, first: string) => `The only driver, ${first}, explains ${explained} of the variance.`,
  },
  zh: {
    title: "关键驱动因素",
    axis: "占因变量方差的比例",
    all: (explained: string, first: string, share: string, last: string, least: string) =>
      `驱动因素共解释方差的${explained}，其中${first}贡献最大（${share}），${last}贡献最小（${least}）。`,
    one: (explained: string, first: string) => `唯一的驱动因素${first}解释了方差的${explained}。`,
  },
};

/**
 * Chart of key drivers (关键驱动因素图): how much of the variance of the outcome each accounts for, the most important at the top, with
 * intervals where respondents were resampled.
 *
 * @param analysis - What `keyDrivers` returns.
 * @param options - Which division of R²; language and size. The default height grows with the drivers.
 * @returns A Vega-Lite chart; its data are `name`, `importance` (the values sum to R²), `lower`, `upper` (`null` without intervals) and
 * `label`.
 * @throws InputError `empty` without drivers, `not-finite` or `out-of-range` for what is no analysis, `bad-option` for the options.
 * @remarks Twin: R `relaimpo::plot.relimplmboot`.
 * @example
 * ```ts
 * import { keyDrivers, keyDriversChart } from "customer-equity/satisfaction";
 * const analysis = keyDrivers({
 *   outcome: [8, 9, 4, 6, 7, 5, 9, 3],
 *   drivers: { staff: [7, 9, 5, 6, 8, 4, 8, 3], fees: [6, 7, 5, 4, 6, 6, 8, 4] },
 * });
 * console.log(keyDriversChart(analysis).data.values[0]!.label); // 56 %
 * ```
 */
export function keyDriversChart(analysis: KeyDrivers, options?: KeyDriversChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const { measure = "shapley" } = requireOptions(options);
  requireOneOf(measure, "options.measure", ["shapley", "relativeWeight"]);
  const { drivers: given, rSquared } = requireOptions(analysis, "analysis");
  const drivers = requireReadable(given, "analysis.drivers", { expected: "the drivers of keyDrivers" });
  requireNumber(rSquared, "analysis.rSquared", { min: 0, max: 1 });
  const values = drivers
    .map((driver, i) => {
      const path = `analysis.drivers[${i}]`;
      const { name, intervals, [measure]: size } = requireOptions(driver, path);
      const importance = requireNumber(size, `${path}.${measure}`);
      const interval = intervals && requireOptions(intervals, `${path}.intervals`)[measure];
      const end = (which: "lower" | "upper"): number | null =>
        interval ? requireNumber(interval[which], `${path}.intervals.${measure}.${which}`) : null;
      return {
        name: requireText(name, `${path}.name`),
        importance,
        lower: end("lower"),
        upper: end("upper"),
        label: percent(importance, language),
      };
    })
    .sort((a, b) => b.importance - a.importance);
  const text = words[language];
  const y = nameAxis(
    "name",
    values.map(({ name }) => name),
  );
  const [first, last] = [values[0]!, values.at(-1)!];
  const longest = Math.max(...values.map(({ importance, upper }) => upper ?? importance), 1e-6);
  const explained = percent(rSquared as number, language);
  return chart(frame, {
    title: text.title,
    description:
      values.length === 1
        ? text.one(explained, first.name)
        : text.all(explained, first.name, first.label, last.name, last.label),
    height: Math.max(200, 90 + 26 * values.length),
    values,
    layer: [
      {
        mark: { type: "bar", color: colors.main, opacity: 0.85, tooltip: true },
        encoding: {
          y,
          x: {
            field: "importance",
            type: "quantitative",
            scale: { domainMax: 1.15 * longest, nice: false },
            axis: { title: text.axis, labelExpr: percentLabels(language), tickCount: 5 },
          },
        },
      },
      ...intervalLayers(
        y,
        values.some(({ lower }) => lower !== null),
      ),
      {
        transform: [
          { calculate: "isValid(datum.upper) ? max(datum.upper, datum.importance) : datum.importance", as: "end" },
        ],
        mark: { ...label, align: "left", baseline: "middle", dx: 4 },
        encoding: { y, x: { field: "end", type: "quantitative" }, text: { field: "label" } },
      },
    ],
  });
}

/** Where there are intervals, a line for each. */
function intervalLayers(y: object, present: boolean): Chart["layer"] {
  if (!present) return [];
  return [
    {
      transform: [{ filter: "isValid(datum.lower)" }],
      mark: { type: "rule", color: colors.contrast, strokeWidth: 2 },
      encoding: { y, x: { field: "lower", type: "quantitative" }, x2: { field: "upper" } },
    },
  ];
}
