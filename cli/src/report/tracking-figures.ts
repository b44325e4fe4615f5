import {
  type Chart,
  type PurchaseHistory,
  type TransactionModel,
  type TransactionTracking,
  trackingChart,
  trackTransactions,
} from "customer-equity/clv";
import type { Language } from "../options/output-options.ts";
import { chartWidth } from "./draw-chart.ts";
import { figure } from "./figure.ts";
import type { Html } from "./html.ts";
import { numbers } from "./numbers.ts";
import { numeric } from "./table.ts";

const words = {
  en: { from: "period from", until: "up to", purchase: "repeat purchases", expected: "expected", actual: "actual" },
  zh: { from: "期初", until: "截至", purchase: "重复购买次数", expected: "预期", actual: "实际" },
};

/** Periods times days of first purchases: more expectations than this take longer than all the rest of the report, some seconds. */
const mostExpectations = 6e5;

/**
 * Purchases over time, by period and to date, expected beside actual; nothing where there are too many periods to draw. `end` is the day
 * after the last one of the log.
 */
export async function trackingFigures(
  model: { readonly model: TransactionModel },
  history: PurchaseHistory,
  end: number,
  language: Language,
): Promise<readonly Html[]> {
  const periods = history.periodCounts?.counts.length ?? Infinity;
  if (periods * new Set(history.firstPurchase ?? []).size > mostExpectations) return [];
  const tracked = wholePeriods(trackTransactions(model.model, history), end);
  const form = { language, width: chartWidth };
  return [
    await trackingFigure("tracking", trackingChart(tracked, form), false, language),
    await trackingFigure("tracking-to-date", trackingChart(tracked, { ...form, cumulative: true }), true, language),
  ];
}

/** Without the last period where the log ends in the middle of it: its few purchases would look like a fall. */
function wholePeriods(tracked: TransactionTracking, end: number): TransactionTracking {
  const last = tracked.start.length - 1;
  const days = last > 0 ? (tracked.start[last] as number) - (tracked.start[last - 1] as number) : 0;
  if (last < 1 || (tracked.start[last] as number) + days <= end) return tracked;
  return {
    ...tracked,
    start: tracked.start.subarray(0, last),
    actual: tracked.actual.subarray(0, last),
    expected: tracked.expected.subarray(0, last),
    cumulativeActual: tracked.cumulativeActual.subarray(0, last),
    cumulativeExpected: tracked.cumulativeExpected.subarray(0, last),
    calibrationPeriods: Math.min(tracked.calibrationPeriods, last),
  };
}

function trackingFigure(id: string, chart: Chart, cumulative: boolean, language: Language): Promise<Html> {
  const text = words[language];
  const { short } = numbers[language];
  // Actual and expected of a period follow each other.
  const rows: string[][] = [];
  for (const [k, { date, purchases }] of chart.data.values.entries()) {
    if (k % 2 === 0) rows.push([String(date)]);
    rows.at(-1)?.push(short(Number(purchases)));
  }
  const columns = [
    { title: cumulative ? text.until : text.from },
    numeric(`${text.purchase}, ${text.actual}`),
    numeric(`${text.purchase}, ${text.expected}`),
  ];
  return figure(id, chart, { columns, rows }, language);
}
