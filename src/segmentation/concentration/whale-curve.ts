import { requireColumn, requireRows } from "../../checks.ts";
import type { Column } from "../../types.ts";

/** A whale curve: cumulative profit from the most to the least profitable customer. */
export interface WhaleCurve {
  /** Share of customers: 1/n, ..., 1. */
  readonly customers: Float64Array;
  /** Profit of so many of the best customers together. */
  readonly cumulative: Float64Array;
  /** The same over the total; `null` where the total is not above 0. */
  readonly relative: Float64Array | null;
  /** Profit of all. */
  readonly total: number;
  /** Where the curve is highest: the number of customers (the first, where several), and the profit there. */
  readonly peak: { readonly count: number; readonly profit: number };
  /** Peak over total: 1.15 means that the rest give away 15 % of the final profit; `null` where the total is not above 0. */
  readonly peakShare: number | null;
  /** Profit over total that the customers beyond the peak give away; `null` where the total is not above 0. */
  readonly destroyed: number | null;
  /** How many customers bring a loss. */
  readonly losers: number;
}

/**
 * Whale curve (鲸鱼曲线) of customer profitability: the best customers earn more than the whole, the last ones give part of it away.
 *
 * @param profits - One profit a customer; losses are negative.
 * @returns The curve, its peak and what lies beyond it.
 * @throws InputError `not-finite` for a profit that is no number, `empty` for none.
 * @remarks Source: Kaplan & Narayanan (2001), Measuring and managing customer profitability.
 * @example
 * ```ts
 * import { whaleCurve } from "customer-equity/segmentation";
 * const { peak, peakShare } = whaleCurve([500, 300, 150, 80, 40, 20, 0, -15, -35, -90]);
 * console.log(peak.count, peakShare?.toFixed(4)); // 6 1.1474
 * ```
 */
export function whaleCurve(profits: Column): WhaleCurve {
  requireColumn(profits, "profits");
  requireRows(profits, "profits");
  const descending = Float64Array.from(profits).sort().reverse();
  const n = descending.length;
  let sum = 0;
  const cumulative = descending.map((profit) => {
    sum += profit;
    return sum;
  });
  let peak = 0;
  for (let i = 1; i < n; i++) if (cumulative[i]! > cumulative[peak]!) peak = i;
  const profit = cumulative[peak]!;
  const positive = sum > 0;
  return {
    customers: descending.map((_, i) => (i + 1) / n),
    cumulative,
    relative: positive ? cumulative.map((value) => value / sum) : null,
    total: sum,
    peak: { count: peak + 1, profit },
    peakShare: positive ? profit / sum : null,
    destroyed: positive ? (profit - sum) / sum : null,
    losers: descending.reduce((count, value) => count + (value < 0 ? 1 : 0), 0),
  };
}
