import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  mostPoints,
  requireFrame,
  topLegend,
} from "../../charts/chart.ts";
import { amountLabels, count, percent } from "../../charts/numbers.ts";
import { requireColumn, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { daysPerUnit, isoDate, requireTimeUnit, type TimeUnit } from "../../time.ts";
import type { TransactionTracking } from "../transactions/track-transactions.ts";
import { duration, unitName } from "./durations.ts";

/** Options of {@link trackingChart}. */
export interface TrackingChartOptions extends ChartOptions {
  /**
   * Running totals rather than the purchases of each period.
   * @defaultValue false
   */
  readonly cumulative?: boolean | undefined;
}

type Values = Chart["data"]["values"];

const words = {
  en: {
    perPeriod: (unit: string) => `Repeat purchases per ${unit}, actual and expected`,
    cumulative: "Repeat purchases to date, actual and expected",
    purchases: "repeat purchases",
    actual: "actual",
    expected: "expected",
    holdout: "holdout",
    more: (by: string) => `${by} more`,
    fewer: (by: string) => `${by} fewer`,
    tested: (time: string, actual: string, expected: string, difference: string) =>
      `In the ${time} after the calibration period the customers made ${actual} repeat purchases, and the model expected ${expected}${difference}.`,
    untested: (time: string, actual: string, expected: string, difference: string) =>
      `In the ${time} observed the customers made ${actual} repeat purchases, and the model expects ${expected}${difference}; there is no holdout period to test it on.`,
    difference: (words: string) => ` (${words})`,
  },
  zh: {
    perPeriod: (unit: string) => `每${unit}重复购买次数：实际与预期`,
    cumulative: "累计重复购买次数：实际与预期",
    purchases: "重复购买次数",
    actual: "实际",
    expected: "预期",
    holdout: "检验期",
    more: (by: string) => `高出${by}`,
    fewer: (by: string) => `低了${by}`,
    tested: (time: string, actual: string, expected: string, difference: string) =>
      `校准期之后的${time}内，客户实际重复购买${actual}次，模型预期${expected}次${difference}。`,
    untested: (time: string, actual: string, expected: string, difference: string) =>
      `在观察的${time}内，客户实际重复购买${actual}次，模型预期${expected}次${difference}；没有检验期可供验证。`,
    difference: (words: string) => `（${words}）`,
  },
};

/**
 * Chart of expected against actual purchases over calendar time (跟踪检验图), the holdout period (检验期) shaded: whether the model
 * goes on where the data that it was fitted to end.
 *
 * A holdout period is shown where two periods or more lie after the calibration: a single one may just be the period in which the
 * observation ended. More than 1,000 periods are joined in equal numbers: purchases per period are then means over those joined, running
 * totals those at their end.
 *
 * @param tracking - What `trackTransactions` returns.
 * @param options - `cumulative`; language and size.
 * @returns A Vega-Lite chart; its data are `date` (the start of the period; its end for running totals), `series`, `purchases`.
 * @throws InputError `empty` without a period, `length-mismatch`, `not-finite`, `out-of-range` for what is not a tracking;
 * `bad-option` for the options.
 * @remarks Source: Fader, Hardie & Lee (2005), figures 3 and 4. Twins: BTYD `bgnbd.PlotTrackingInc` and `bgnbd.PlotTrackingCum`,
 * CLVTools `plot(which = "tracking")`, lifetimes `plot_incremental_transactions`.
 * @example
 * ```ts
 * import { bgNbd, summarizeTransactions, trackingChart, trackTransactions } from "customer-equity/clv";
 * const rows = [["a", "2026-01-01"], ["a", "2026-01-20"], ["b", "2026-01-05"], ["b", "2026-02-10"]] as const;
 * const history = summarizeTransactions(rows, {
 *   customer: (row) => row[0], date: (row) => row[1], timeUnit: "week", splitAt: "2026-01-31", observedUntil: "2026-03-01",
 * });
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const chart = trackingChart(trackTransactions(model, history), { cumulative: true });
 * console.log(chart.data.values[0]); // { date: "2026-01-08", series: "actual", purchases: 0 }
 * ```
 */
export function trackingChart(tracking: TransactionTracking, options?: TrackingChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const cumulative = requireFlag(requireOptions(options).cumulative);
  requireTracking(tracking);
  const { start, timeUnit, calibrationPeriods } = tracking;
  const text = words[language];
  const holdout = start.length - calibrationPeriods >= 2;
  const unit = language === "zh" ? unitName(timeUnit, language) : timeUnit;
  const series = [text.actual, text.expected];
  const end = start.at(-1)! + daysPerUnit[timeUnit];
  const split = { from: isoTime(start[calibrationPeriods] ?? end, timeUnit), to: isoTime(end, timeUnit) };
  const x = { field: "date", type: "temporal", scale: { type: "utc" } };
  return chart(frame, {
    title: cumulative ? text.cumulative : text.perPeriod(unit),
    description: describe(tracking, holdout, frame.language),
    values: cumulative ? runningTotals(tracking, series) : perPeriod(tracking, series),
    layer: [
      ...(holdout ? shade(split, text.holdout) : []),
      {
        mark: { type: "line", strokeWidth: 2, tooltip: true },
        encoding: {
          x: { ...x, axis: { title: null, grid: false, format: dateFormat(end - start[0]!), tickCount: 6 } },
          y: {
            field: "purchases",
            type: "quantitative",
            scale: { zero: true },
            axis: { title: text.purchases, labelExpr: amountLabels(language), tickCount: 5 },
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

function requireFlag(cumulative: unknown): boolean {
  if (cumulative === undefined) return false;
  if (typeof cumulative === "boolean") return cumulative;
  throw new InputError({
    code: "bad-option",
    path: "options.cumulative",
    expected: "true or false",
    received: cumulative,
  });
}

const columns = ["start", "actual", "expected", "cumulativeActual", "cumulativeExpected"] as const;

function requireTracking(tracking: TransactionTracking): void {
  requireOptions(tracking ?? null, "tracking");
  requireRows(requireColumn(tracking.start, "tracking.start"), "tracking.start");
  const periods = tracking.start.length;
  for (const name of columns) requireColumn(tracking[name], `tracking.${name}`, {}, periods);
  requireNumber(tracking.calibrationPeriods, "tracking.calibrationPeriods", { integer: true, min: 0, max: periods });
  requireTimeUnit(tracking.timeUnit, "tracking.timeUnit");
}

/** How many periods are joined to one, so that two curves have at most {@link mostPoints} points with the shade and its rule. */
function joined(periods: number): number {
  return Math.ceil(periods / (mostPoints / 2 - 2));
}

/** Purchases of each period, or their means over the periods joined. */
function perPeriod({ start, actual, expected, timeUnit }: TransactionTracking, series: readonly string[]): Values {
  const size = joined(start.length);
  const values: Values[number][] = [];
  for (let k = 0; k < start.length; k += size) {
    const until = Math.min(k + size, start.length);
    const date = isoTime(start[k]!, timeUnit);
    values.push(
      { date, series: series[0]!, purchases: mean(actual, k, until) },
      { date, series: series[1]!, purchases: mean(expected, k, until) },
    );
  }
  return values;
}

function mean(column: Float64Array, from: number, until: number): number {
  let sum = 0;
  for (let k = from; k < until; k++) sum += column[k]!;
  return sum / (until - from);
}

/** Running totals at the end of each period, or of those joined. */
function runningTotals(tracking: TransactionTracking, series: readonly string[]): Values {
  const { start, cumulativeActual, cumulativeExpected, timeUnit } = tracking;
  const size = joined(start.length);
  const values: Values[number][] = [];
  for (let k = 0; k < start.length; k += size) {
    const last = Math.min(k + size, start.length) - 1;
    const date = isoTime(start[last]! + daysPerUnit[timeUnit], timeUnit);
    values.push(
      { date, series: series[0]!, purchases: cumulativeActual[last]! },
      { date, series: series[1]!, purchases: cumulativeExpected[last]! },
    );
  }
  return values;
}

/** The holdout period behind the curves: a shade, the rule where the calibration ends, and its name. */
function shade(split: { readonly from: string; readonly to: string }, name: string): Chart["layer"] {
  const data = { values: [split] };
  const x = { field: "from", type: "temporal", scale: { type: "utc" } };
  return [
    { data, mark: { type: "rect", color: colors.neutral, opacity: 0.15 }, encoding: { x, x2: { field: "to" } } },
    { data, mark: { type: "rule", color: colors.neutral, strokeDash: [4, 3] }, encoding: { x } },
    {
      data,
      mark: { ...label, align: "left", baseline: "top", dx: 5 },
      encoding: { x, y: { value: 4 }, text: { value: name } },
    },
  ];
}

/** A day number as an ISO string, with the hour where the periods are hours. */
function isoTime(day: number, timeUnit: TimeUnit): string {
  if (timeUnit !== "hour") return isoDate(day);
  // Whole hours: k / 24 of a day may lie a rounding error below one.
  const hours = Math.round(24 * day);
  return `${isoDate(Math.floor(hours / 24))}T${`${((hours % 24) + 24) % 24}`.padStart(2, "0")}:00Z`;
}

/** How the axis writes dates: by figures, which every language reads. */
function dateFormat(days: number): string {
  if (days <= 4) return "%m-%d %H:%M";
  return days <= 100 ? "%m-%d" : "%Y-%m";
}

function describe(tracking: TransactionTracking, holdout: boolean, language: Language): string {
  const { actual, expected, calibrationPeriods, timeUnit } = tracking;
  const text = words[language];
  // A log shorter than a period has no whole one: then it is taken as it is.
  const learned = calibrationPeriods === 0 ? actual.length : calibrationPeriods;
  const [from, until] = holdout ? [calibrationPeriods, actual.length] : [0, learned];
  const periods = until - from;
  const made = periods * mean(actual, from, until);
  const foreseen = periods * mean(expected, from, until);
  const ratio = made > 0 ? foreseen / made - 1 : 0;
  const by = percent(Math.abs(ratio), language);
  const difference = ratio === 0 ? "" : text.difference(ratio > 0 ? text.more(by) : text.fewer(by));
  const sentence = holdout ? text.tested : text.untested;
  return sentence(duration(periods, timeUnit, language), count(made), count(foreseen), difference);
}
