import { requireNumber, requireOptions } from "../../checks.ts";
import type { TimeUnit } from "../../time.ts";
import { purchaseAmounts } from "../history/purchase-amounts.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import { requireSameUnit } from "../transactions/scoring.ts";

/** Options of {@link recentSpend}: a half-life, or a model that has one. */
export interface RecentSpendOptions {
  /** After this time a purchase counts half, in the history's unit; above 0. */
  readonly halfLife: number;
  /** The unit of the half-life; checked against the history's where given, as in a model. */
  readonly timeUnit?: TimeUnit | undefined;
}

/**
 * The same history with a mean spend in which purchases count the less, the older they are (指数加权平均消费), for spend that changes over
 * time: every model of spend that scores it then looks at the present level.
 *
 * A purchase d before the end of observation has the weight w = 2^(−d/halfLife); `meanSpend` becomes Σwz/Σw and `spendCount` Σw, which need not be a
 * whole number. What this estimates is the level now: it follows a rise or fall with a lag of about a half-life and extrapolates none
 * of it. `fitTrendGammaGamma` estimates the half-life; fits of spend refuse a weighted history, whose means are no plain ones.
 *
 * @param history - A history summarized with amounts and `keepPurchases: true`; rows are matched by customer, so selections that have
 * `purchases` added again will do.
 * @param options - The half-life, or the model of `fitTrendGammaGamma`, whose unit must be that of the history.
 * @returns The history with `meanSpend`, `spendCount` and `spendHalfLife`; all else as it was, without the spread of unweighted amounts.
 * @throws InputError `insufficient-data` for a history without its purchases or amounts, `out-of-range` for a half-life that is not above 0,
 * `unit-mismatch` for a model in another unit.
 * @remarks Source: exponential smoothing with gaps, Wright (1986), Forecasting data published at irregular time intervals, Management Science
 * 32. No twin in R or Python (asked for in pymc-marketing#1620).
 * @example
 * ```ts
 * import { recentSpend, summarizeTransactions } from "customer-equity/clv";
 * const log = [["2026-01-01", 10], ["2026-02-05", 10], ["2026-03-05", 40]] as const;
 * const history = summarizeTransactions(log, {
 *   customer: () => "A", date: ([day]) => day, amount: ([, paid]) => paid,
 *   timeUnit: "week", observedUntil: "2026-03-05", keepPurchases: true,
 * });
 * console.log(history.meanSpend[0], recentSpend(history, { halfLife: 4 }).meanSpend[0]); // 25 30
 * ```
 */
export function recentSpend<H extends PurchaseHistory>(history: H, options: RecentSpendOptions): H & WithSpend {
  const { halfLife, timeUnit } = requireOptions(options);
  requireNumber(halfLife, "options.halfLife", { min: 0, openMin: true });
  const { rows } = requireHistory(history);
  if (timeUnit !== undefined)
    requireSameUnit(history.timeUnit, timeUnit, "history.timeUnit", "the unit of the half-life");
  const { offsets, ago, amount, purchase } = purchaseAmounts(history);
  const meanSpend = new Float64Array(rows);
  const spendCount = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let weights = 0;
    let mean = 0;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      const weight = 2 ** (-ago[k]! / halfLife);
      weights += purchase[k]! * weight;
      mean += weight * amount[k]!;
    }
    // Where the weights are so small that they are lost, so is what the purchases say.
    if (weights < 1e-290) continue;
    spendCount[i] = weights;
    meanSpend[i] = mean / weights;
  }
  const { spendLogDeviation, spendDeviation, ...rest } = history;
  return { ...rest, meanSpend, spendCount, spendHalfLife: halfLife } as unknown as H & WithSpend;
}
