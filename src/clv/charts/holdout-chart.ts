import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  mostPoints,
  requireFrame,
  topLegend,
} from "../../charts/chart.ts";
import { amountLabels, count } from "../../charts/numbers.ts";
import { thin } from "../../charts/thin.ts";
import { requireNumber, requireOptions, requireRows } from "../../checks.ts";
import type { HoldoutGroup, HoldoutMetrics } from "../judging/holdout-metrics.ts";
import { requireModelUnit } from "../model-unit.ts";
import { duration } from "./durations.ts";

const words = {
  en: {
    title: (time: string) => `Purchases in the ${time} after the split`,
    frequency: "repeat purchases before the split",
    purchases: "purchases a customer",
    actual: "actual",
    expected: "expected",
    one: (time: string, actual: string, expected: string) =>
      `In the ${time} after the split the customers made ${actual} purchases each where the model expected ${expected}.`,
    many: (time: string, first: string, a1: string, e1: string, last: string, a2: string, e2: string) =>
      `In the ${time} after the split, customers with the fewest repeat purchases before it (${first}) made ${a1} each where the model expected ${e1}, and those with the most (${last}) made ${a2} where it expected ${e2}.`,
  },
  zh: {
    title: (time: string) => `检验期${time}内的购买次数`,
    frequency: "校准期内重复购买次数",
    purchases: "每位客户购买次数",
    actual: "实际",
    expected: "预期",
    one: (time: string, actual: string, expected: string) =>
      `检验期${time}内，每位客户平均购买${actual}次，模型预期${expected}次。`,
    many: (time: string, first: string, a1: string, e1: string, last: string, a2: string, e2: string) =>
      `检验期${time}内，此前重复购买最少（${first}次）的客户平均购买${a1}次，模型预期${e1}次；此前最多（${last}次）的客户平均购买${a2}次，模型预期${e2}次。`,
  },
};

/**
 * Chart of the purchases after the split by those before it, expected against actual (条件期望检验图): whether the model tells frequent
 * customers of tomorrow by their history.
 *
 * More than 1,000 groups are thinned along the curve of actual purchases.
 *
 * @param metrics - What `holdoutMetrics` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `repeats` (`"0"`, `"7–29"`), `series` and `purchases`, the mean of a customer.
 * @throws InputError `empty` without a group, `not-finite` or `out-of-range` for what are not holdout metrics, `bad-option` for the options.
 * @remarks Source: Fader, Hardie & Lee (2005), figure 5. Twins: BTYD `bgnbd.PlotFreqVsConditionalExpectedFrequency`, lifetimes
 * `plot_calibration_purchases_vs_holdout_purchases`.
 * @example
 * ```ts
 * import { bgNbd, holdoutChart, holdoutMetrics, simulateCohort } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(model, { customers: 500, age: 39, holdout: 39, seed: 7 });
 * console.log(holdoutChart(holdoutMetrics(model, history)).title); // Purchases in the 39 weeks after the split
 * ```
 */
export function holdoutChart(metrics: HoldoutMetrics, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { byFrequency, duration: length, timeUnit } = requireOptions(metrics, "metrics");
  requireModelUnit(timeUnit, "metrics.timeUnit");
  requireNumber(length, "metrics.duration", { min: 0 });
  requireRows(byFrequency, "metrics.byFrequency");
  byFrequency.forEach((group, i) => {
    for (const name of ["from", "to", "expected", "actual"] as const) {
      requireNumber(group[name], `metrics.byFrequency[${i}].${name}`, { min: 0 });
    }
  });
  const text = words[frame.language];
  const series = [text.actual, text.expected];
  const time = duration(length, timeUnit, frame.language);
  const kept = thin(
    byFrequency.map(({ from }) => from),
    byFrequency.map(({ actual }) => actual),
    mostPoints / 2,
  );
  return chart(frame, {
    title: text.title(time),
    description: describe(byFrequency, time, frame.language),
    values: kept.flatMap((i) => {
      const { actual, expected } = byFrequency[i]!;
      const repeats = name(byFrequency[i]!);
      return [
        { repeats, series: text.actual, purchases: actual },
        { repeats, series: text.expected, purchases: expected },
      ];
    }),
    layer: [
      {
        mark: { type: "line", point: true, strokeWidth: 2, tooltip: true },
        encoding: {
          x: {
            field: "repeats",
            type: "nominal",
            sort: null,
            axis: { title: text.frequency, labelAngle: 0, labelOverlap: true, ticks: false },
          },
          y: {
            field: "purchases",
            type: "quantitative",
            scale: { zero: true },
            axis: { title: text.purchases, labelExpr: amountLabels(frame.language), tickCount: 5 },
          },
          color: {
            field: "series",
            type: "nominal",
            scale: { domain: series, range: [colors.main, colors.contrast] },
            legend: topLegend,
          },
          strokeDash: {
            field: "series",
            type: "nominal",
            scale: {
              domain: series,
              range: [
                [1, 0],
                [6, 3],
              ],
            },
          },
        },
      },
    ],
  });
}

function name({ from, to }: HoldoutGroup): string {
  return from === to ? `${from}` : `${from}–${to}`;
}

function describe(groups: readonly HoldoutGroup[], time: string, language: Language): string {
  const text = words[language];
  const first = groups[0]!;
  const last = groups.at(-1)!;
  if (groups.length === 1) return text.one(time, count(first.actual), count(first.expected));
  return text.many(
    time,
    name(first),
    count(first.actual),
    count(first.expected),
    name(last),
    count(last.actual),
    count(last.expected),
  );
}
