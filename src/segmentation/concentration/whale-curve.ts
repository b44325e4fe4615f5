import type { Column } from "../../types.ts";
import { requireProfits } from "./volumes.ts";

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
  /** Where the curve is highest: the number of customers who bring a profit, and their profit together; 0 and 0 where nobody does. */
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
 * @throws InputError `not-finite` for a profit that is no number, `out-of-range` for one beyond ±1e290, `empty` for none.
 * @remarks Source: Kaplan & Narayanan (2001), Measuring and managing customer profitability.
 * @example
 * ```ts
 * import { whaleCurve } from "customer-equity/segmentation";
 * const { peak, peakShare } = whaleCurve([500, 300, 150, 80, 40, 20, 0, -15, -35, -90]);
 * console.log(peak.count, peakShare?.toFixed(4)); // 6 1.1474
 * ```
 */
export function whaleCurve(profits: Column): WhaleCurve {
  const { descending, cumulative, total } = requireProfits(profits, "profits");
  const n = descending.length;
  const customers = new Float64Array(n);
  let winners = 0;
  let losers = 0;
  for (let i = 0; i < n; i++) {
    customers[i] = (i + 1) / n;
    if (descending[i]! > 0) winners++;
    if (descending[i]! < 0) losers++;
  }
  const curve = cumulative.slice(1);
  const profit = cumulative[winners]!;
  const positive = total > 0;
  return {
    customers,
    cumulative: curve,
    relative: positive ? curve.map((value) => value / total) : null,
    total,
    peak: { count: winners, profit },
    peakShare: positive ? profit / total : null,
    destroyed: positive ? (profit - total) / total : null,
    losers,
  };
}
