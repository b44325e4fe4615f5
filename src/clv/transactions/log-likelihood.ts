import type { Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import type { TransactionModel } from "./kinds.ts";
import { isCustomer, prepare } from "./scoring.ts";

/**
 * Log-likelihood (对数似然) of purchase histories under a model with any parameters: the plain sum over customers, each counted
 * with its weight. Use it to compare parameters or models on the same data.
 *
 * The density is that of the observed purchase times, so it depends on the unit: counting in days instead of weeks lowers it
 * by ln 7 for each repeat purchase.
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history, or one customer.
 * @returns The sum of the logarithms; one customer's own for a customer.
 * @throws InputError for data that are not a history, and `unit-mismatch` where units differ.
 * @remarks Source: for BG/NBD, Fader, Hardie & Lee (2005), eq. 6. Twins: BTYD `bgnbd.cbs.LL`, CLVTools `logLik`; lifetimes
 * reports a mean over customers in rescaled time, which is not comparable.
 * @example
 * ```ts
 * import { bgNbd, logLikelihood } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * console.log(logLikelihood(model, { frequency: 2, recency: 30.43, age: 38.86 }).toFixed(3)); // -9.459
 * ```
 */
export function logLikelihood(subject: Fitted<TransactionModel>, data: Customer | PurchaseHistory): number {
  const { model, process, rows } = prepare(subject, data);
  const out = new Float64Array(rows.length);
  process.logLikelihoods(model, rows, out);
  const weight = isCustomer(data) ? undefined : data.weight;
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += (weight === undefined ? 1 : weight[i]!) * out[i]!;
  return sum;
}
