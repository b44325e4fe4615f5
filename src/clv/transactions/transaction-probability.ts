import { requireNumber, requireOptions } from "../../checks.ts";
import type { Column, Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { requireWholeOpportunities } from "../model-unit.ts";
import type { ScoredHorizons } from "./expected-transactions.ts";
import type { TransactionModel } from "./kinds.ts";
import { oneOrMany, prepare, requireHorizon, scored } from "./scoring.ts";

/** Options of {@link transactionProbability}. */
export interface TransactionProbabilityOptions<N extends number | Column = number> {
  /** Number of purchases; several are computed in one pass. */
  readonly count: N;
  /** The time after the end of observation, in the model's unit. */
  readonly horizon: number;
}

/**
 * Chance of exactly so many purchases (交易次数的概率) in a time after the end of observation, given the purchase history; for
 * `newCustomer()` the distribution of purchases among customers in general.
 *
 * BG/NBD, new customer: P(X(t)=n) = B(a,b+n)/B(a,b) · NB(n; t) + [n>0] B(a+1,b+n−1)/B(a,b) · P(at least n Poisson-gamma purchases by t);
 * given a history the same with r+x, α+T, b+x, times the chance to be alive.
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history (one entry a customer, in its order) or one customer (a number).
 * @param options - `count`: one, or a list for which a list of results comes back; `horizon`.
 * @returns Probabilities in [0, 1]; over all counts they sum to 1.
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `out-of-range` for a count that is not a whole
 * number of at least 0 or a negative horizon.
 * @remarks Source: Fader, Hardie & Lee (2005), eq. 8. Twins: BTYD `bgnbd.pmf`, lifetimes
 * `probability_of_n_purchases_up_to_time` (NaN for large n), both for new customers only.
 * @example
 * ```ts
 * import { bgNbd, newCustomer, transactionProbability } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * console.log(transactionProbability(model, newCustomer(), { count: 0, horizon: 39 }).toFixed(4)); // 0.5738
 * ```
 */
export function transactionProbability<D extends Customer | PurchaseHistory, N extends number | Column = number>(
  subject: Fitted<TransactionModel>,
  data: D,
  options: TransactionProbabilityOptions<N>,
): ScoredHorizons<D, N> {
  const { many, values: counts } = oneOrMany(requireOptions(options).count, "options.count", requireCount);
  requireHorizon(options.horizon, "options.horizon");
  const { model, process, rows, single } = prepare(subject, data);
  requireWholeOpportunities(model.timeUnit, [options.horizon], "options.horizon");
  const out = counts.map(() => new Float64Array(rows.length));
  process.transactionProbabilities(model, rows, options.horizon, counts, out);
  const results = out.map((column) => scored<D>(column, single));
  return (many ? results : results[0]) as ScoredHorizons<D, N>;
}

function requireCount(value: number, path: string): void {
  requireNumber(value, path, { min: 0, integer: true });
}
