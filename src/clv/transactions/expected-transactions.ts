import { requireOptions } from "../../checks.ts";
import type { Column, Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { requireWholeOpportunities } from "../model-unit.ts";
import type { TransactionModel } from "./kinds.ts";
import { oneOrMany, prepare, requireHorizon, type Scored, scored } from "./scoring.ts";
import { simulateCounts } from "./simulate-transactions.ts";

/** One value for one horizon, a list of them for a list of horizons. */
export type ScoredHorizons<D, H> = H extends number ? Scored<D> : readonly Scored<D>[];

/** Options of {@link expectedTransactions}. */
export interface ExpectedTransactionsOptions<H extends number | Column = number> {
  /** How far ahead, in the model's unit; several horizons are computed in one pass. */
  readonly horizon: H;
}

/**
 * Purchases to be expected of each customer (预期交易次数) in a time after the end of observation, given the purchase history; for
 * `newCustomer()` those of a customer about whom nothing is known yet.
 *
 * BG/NBD: P(alive) · (a+b+x−1)/(a−1) · [1 − ((α+T)/(α+T+t))^(r+x) 2F1(r+x, b+x; a+b+x−1; t/(α+T+t))], computed in a form
 * that is smooth at a = 1 and does not overflow for large x.
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history (one entry a customer, in its order) or one customer (a number).
 * @param options - `horizon`: one, or a list for which a list of results comes back.
 * @returns Expected counts, at least 0.
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `out-of-range` for a negative horizon.
 * @remarks Source: Fader, Hardie & Lee (2005), eq. 9 and 10. Twins: BTYD `bgnbd.ConditionalExpectedTransactions`, CLVTools `predict`
 * (CET), lifetimes `conditional_expected_number_of_purchases_up_to_time`: all three return NaN at a = 1.
 * @example
 * ```ts
 * import { bgNbd, expectedTransactions } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 };
 * const [quarter, year] = expectedTransactions(model, customer, { horizon: [13, 52] });
 * console.log(quarter! < year!); // true
 * ```
 */
export function expectedTransactions<D extends Customer | PurchaseHistory, H extends number | Column = number>(
  subject: Fitted<TransactionModel>,
  data: D,
  options: ExpectedTransactionsOptions<H>,
): ScoredHorizons<D, H> {
  const { many, values: horizons } = oneOrMany(requireOptions(options).horizon, "options.horizon", requireHorizon);
  const prepared = prepare(subject, data, "draws-outcome");
  const { model, process, rows, single, outcome } = prepared;
  requireWholeOpportunities(model.timeUnit, horizons, "options.horizon");
  const out = horizons.map(() => new Float64Array(rows.length));
  if (outcome === undefined) process.expectedTransactions(model, rows, horizons, out);
  else simulateCounts(prepared, outcome, horizons, 0, out);
  const results = out.map((column) => scored<D>(column, single));
  return (many ? results : results[0]) as ScoredHorizons<D, H>;
}
