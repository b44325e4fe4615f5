import { InputError } from "../../errors.ts";
import { daysPerUnit, type TimeUnit } from "../../time.ts";
import type { Fitted } from "../../types.ts";
import { newcomersBy } from "../covariates/covariate-columns.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { TransactionModel } from "./kinds.ts";
import { prepare } from "./scoring.ts";

/** Expected and actual repeat purchases by calendar period, as columns. */
export interface TransactionTracking {
  /** Day number (days since 1970-01-01) of the start of each period; it covers the unit that follows, the last one only as far as the log goes. */
  readonly start: Float64Array;
  /** Repeat purchases made in the period. */
  readonly actual: Float64Array;
  /** Repeat purchases that the model expects in it, given only when each customer came. */
  readonly expected: Float64Array;
  /** Running sums of `actual`. */
  readonly cumulativeActual: Float64Array;
  /** Running sums of `expected`. */
  readonly cumulativeExpected: Float64Array;
  /** Periods that lie, whole, in the calibration period; those after it are the test. */
  readonly calibrationPeriods: number;
  /** Length of a period. */
  readonly timeUnit: TimeUnit;
}

/**
 * Tracks a model against what happened (跟踪检验): repeat purchases of the whole base in each calendar period, expected and actual,
 * through calibration and holdout: the first picture to look at before a model is trusted.
 *
 * Expected in [s, s+1) = Σ over customers E[X(s+1−t₀)] − E[X(s−t₀)], t₀ the day of the first purchase; customers who came on the
 * same day are counted together. The last period ends where the log ends: where that is in the middle of it, both columns hold
 * what belongs to its observed part.
 *
 * @param subject - A model, or the fit that holds it.
 * @param history - A history made by `summarizeTransactions`: it knows the calendar (`firstPurchase`, `periodCounts`).
 * @returns Columns, one entry a period.
 * @throws InputError `insufficient-data` for a history without a calendar, `unit-mismatch` where units differ.
 * @remarks Source: Fader, Hardie & Lee (2005), figures 3 and 4. Twins: BTYD `bgnbd.PlotTrackingInc` and `bgnbd.PlotTrackingCum`, CLVTools
 * `plot(which = "tracking")`, lifetimes `plot_incremental_transactions`.
 * @example
 * ```ts
 * import { bgNbd, summarizeTransactions, trackTransactions } from "customer-equity/clv";
 * const rows = [["a", "2026-01-01"], ["a", "2026-01-20"], ["b", "2026-01-05"], ["b", "2026-02-10"]] as const;
 * const history = summarizeTransactions(rows, {
 *   customer: (row) => row[0], date: (row) => row[1], timeUnit: "week", observedUntil: "2026-03-01",
 * });
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * console.log(trackTransactions(model, history).cumulativeActual.at(-1)); // 2
 * ```
 */
export function trackTransactions(subject: Fitted<TransactionModel>, history: PurchaseHistory): TransactionTracking {
  const { model, process, rows } = prepare(subject, history);
  const { periodCounts, firstPurchase, holdout, weight } = history;
  const { timeUnit } = model;
  if (timeUnit === "opportunity" || periodCounts === undefined || firstPurchase === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.periodCounts",
      expected: "a history that knows the calendar (firstPurchase, periodCounts)",
      received: undefined,
      advice: "Make it with summarizeTransactions.",
    });
  }
  const days = daysPerUnit[timeUnit];
  const { firstDay, end } = periodCounts;
  const actual = Float64Array.from(periodCounts.counts);
  const periods = actual.length;
  const cumulativeExpected = new Float64Array(periods);
  for (const { key: day, newcomers, customers } of newcomersBy(rows, firstPurchase, weight)) {
    const horizons = Array.from(
      cumulativeExpected,
      (_, k) => Math.max(0, Math.min(firstDay + (k + 1) * days, end) - day) / days,
    );
    const out = horizons.map(() => new Float64Array(newcomers.length));
    process.expectedTransactions(model, newcomers, horizons, out);
    for (let k = 0; k < periods; k++) {
      for (let c = 0; c < customers.length; c++) cumulativeExpected[k]! += customers[c]! * out[k]![c]!;
    }
  }
  return {
    start: actual.map((_, k) => firstDay + k * days),
    actual,
    expected: cumulativeExpected.map((value, k) => value - (k === 0 ? 0 : cumulativeExpected[k - 1]!)),
    cumulativeActual: runningSums(actual),
    cumulativeExpected,
    calibrationPeriods: Math.min(periods, Math.floor((end - firstDay) / days - (holdout?.duration ?? 0) + 1e-9)),
    timeUnit,
  };
}

function runningSums(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
