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
import { requireNumber, requireOptions, requireRows } from "../../checks.ts";
import type { FrequencyFit } from "../judging/frequency-fit.ts";

const words = {
  en: {
    title: "Customers by repeat purchases, actual and expected",
    frequency: "repeat purchases",
    customers: "customers",
    actual: "actual",
    expected: "expected",
    sentence: (all: string, none: string, expected: string, test: string) =>
      `Of ${all} customers ${none} made no repeat purchase where the model expects ${expected}${test}.`,
    test: (bins: number, chiSquare: string, df: number, pValue: string) =>
      `; over all ${bins} bins the chi-square is ${chiSquare} with ${df} degree${df === 1 ? "" : "s"} of freedom (p ${pValue})`,
  },
  zh: {
    title: "按重复购买次数的客户数：实际与预期",
    frequency: "重复购买次数",
    customers: "客户数",
    actual: "实际",
    expected: "预期",
    sentence: (all: string, none: string, expected: string, test: string) =>
      `${all}位客户中有${none}位没有重复购买，模型预期${expected}位${test}。`,
    test: (bins: number, chiSquare: string, df: number, pValue: string) =>
      `；${bins}组的卡方值为${chiSquare}，自由度为${df}（p ${pValue}）`,
  },
};

/**
 * Chart of how many customers made so many repeat purchases, and how many were expected to (购买次数分布图): whether the model describes
 * the customers it was fitted to.
 *
 * @param fit - What `frequencyFit` returns, of at most 1,000 bins.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `repeats` (`"0"`, `"1"`, …, `"7+"`), `series` and `customers`.
 * @throws InputError `empty` without a bin, `not-finite` or `out-of-range` for what is not a frequency fit, `bad-option` for the options.
 * @remarks Source: Fader, Hardie & Lee (2005), figure 2. Twins: BTYD `bgnbd.PlotFrequencyInCalibration`, CLVTools `plot(which = "pmf")`.
 * @example
 * ```ts
 * import { bgNbd, frequencyChart, frequencyFit } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const history = { frequency: [0, 2, 0, 1], recency: [0, 30, 0, 4], age: [39, 39, 38, 37], timeUnit: "week" } as const;
 * const chart = frequencyChart(frequencyFit(model, history, { maxFrequency: 2 }));
 * console.log(chart.data.values.at(-2)); // { repeats: "2+", series: "actual", customers: 1 }
 * ```
 */
export function frequencyChart(fit: FrequencyFit, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { bins } = requireOptions(fit, "fit");
  requireRows(bins, "fit.bins");
  requireNumber(bins.length, "fit.bins.length", { max: mostPoints / 2 });
  bins.forEach(({ frequency, actual, expected }, i) => {
    requireNumber(frequency, `fit.bins[${i}].frequency`, { min: 0 });
    requireNumber(actual, `fit.bins[${i}].actual`, { min: 0 });
    requireNumber(expected, `fit.bins[${i}].expected`, { min: 0 });
  });
  const text = words[frame.language];
  const series = [text.actual, text.expected];
  return chart(frame, {
    title: text.title,
    description: describe(fit, frame.language),
    values: bins.flatMap(({ frequency, open, actual, expected }) => {
      const repeats = `${frequency}${open ? "+" : ""}`;
      return [
        { repeats, series: text.actual, customers: actual },
        { repeats, series: text.expected, customers: expected },
      ];
    }),
    layer: [
      {
        mark: { type: "bar", tooltip: true },
        encoding: {
          x: {
            field: "repeats",
            type: "nominal",
            sort: null,
            axis: { title: text.frequency, labelAngle: 0, labelOverlap: true, ticks: false },
          },
          xOffset: { field: "series", type: "nominal", sort: series },
          y: {
            field: "customers",
            type: "quantitative",
            axis: { title: text.customers, labelExpr: amountLabels(frame.language), tickCount: 5 },
          },
          color: {
            field: "series",
            type: "nominal",
            scale: { domain: series, range: [colors.neutral, colors.main] },
            legend: topLegend,
          },
        },
      },
    ],
  });
}

function describe({ bins, customers, chiSquare, degreesOfFreedom, pValue }: FrequencyFit, language: Language): string {
  const text = words[language];
  const test =
    chiSquare === null || degreesOfFreedom === null || pValue === null
      ? ""
      : text.test(
          bins.length,
          String(Number(chiSquare.toPrecision(3))),
          degreesOfFreedom,
          pValue < 0.001 ? "< 0.001" : `= ${Number(pValue.toPrecision(2))}`,
        );
  return text.sentence(count(customers), count(bins[0]!.actual), count(bins[0]!.expected), test);
}
