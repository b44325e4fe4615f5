import { InputError } from "../../errors.ts";
import type { Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import type { ModelUnit } from "../model-unit.ts";
import { type TransactionModel, transactionProcesses } from "./kinds.ts";
import type { DropOutBasis } from "./process.ts";
import { prepare, type Scored, scored } from "./scoring.ts";

/** What {@link posteriorRates} returns: columns for a history, numbers for one customer. */
export interface PosteriorRates<V> {
  /** Mean rate at which each customer buys (bought) while active: purchases per unit of time. */
  readonly purchaseRate: V;
  /** Mean drop-out rate or chance of each customer, counted by `dropOutPer`; `null` where nobody drops out (NBD). */
  readonly dropOut: V | null;
  /**
   * What `dropOut` is counted by: `"time"` is a rate per unit of time (Pareto/NBD), `"purchase"` a chance after each purchase (BG/NBD and its
   * kin), `"opportunity"` a chance at each opportunity to drop out; `null` where nobody does.
   */
  readonly dropOutPer: DropOutBasis | null;
  /** The unit of time of the rates. */
  readonly timeUnit: ModelUnit;
}

/**
 * How often each customer buys while active (个体购买率), and how readily the customer leaves (个体流失率), as the model knows it from the
 * history: the means of the customer's own rates. For `newCustomer()` the means of all customers.
 *
 * A mixture of two cases, weighted by the chance to be active. Purchases: active, (r+x)/(α+T); gone, BG/NBD (r+x)/(α+t_x), Pareto/NBD (r+x)
 * times the mean of 1/(α+u) over the time u at which the customer left. Drop-out: Pareto/NBD active s/(β+T), gone the same mean of
 * (s+1)/(β+u); BG/NBD active a/(a+b+x), gone (a+1)/(a+b+x); MBG/NBD the same with x+1.
 *
 * The rate is that of an active customer: what is to be expected of the future is `expectedTransactions`, which counts the chance to
 * be gone.
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history (one entry a customer, in its order) or one customer (numbers).
 * @returns `purchaseRate` and `dropOut`, what the latter is counted by, and the unit of time.
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `unknown-kind` for a model that does not tell
 * its rates.
 * @remarks Source: the individual-level posteriors of Schmittlein, Morrison & Colombo (1987) and Fader, Hardie & Lee (2005). Twins: BTYD
 * `pnbd.pmf.General` and lifetimes have none; BTYDplus and pymc-marketing draw them by MCMC.
 * @example
 * ```ts
 * import { bgNbd, posteriorRates } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const { purchaseRate, dropOut } = posteriorRates(model, { frequency: 2, recency: 30.43, age: 38.86 });
 * console.log(purchaseRate.toFixed(4), dropOut?.toFixed(4)); // 0.0553 0.2043
 * ```
 */
export function posteriorRates<D extends Customer | PurchaseHistory>(
  subject: Fitted<TransactionModel>,
  data: D,
): PosteriorRates<Scored<D>> {
  const { model, process, rows, single } = prepare(subject, data);
  const { rates } = process;
  if (rates === undefined) {
    const telling = Object.values(transactionProcesses).filter((one) => one.rates !== undefined);
    throw new InputError({
      code: "unknown-kind",
      path: "model.kind",
      expected: `a model that tells the rates of a customer: ${telling.map(({ kind }) => kind).join(", ")}`,
      received: model.kind,
      advice: "Fit one of these to the same history for the rates.",
    });
  }
  const purchaseRate = new Float64Array(rows.length);
  const dropOut = new Float64Array(rows.length);
  rates.means(model, rows, purchaseRate, dropOut);
  return {
    purchaseRate: scored<D>(purchaseRate, single),
    dropOut: rates.dropOutPer === null ? null : scored<D>(dropOut, single),
    dropOutPer: rates.dropOutPer,
    timeUnit: model.timeUnit,
  };
}
