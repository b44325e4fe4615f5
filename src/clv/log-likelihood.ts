import type { Fitted } from "../types.ts";
import type { Customer, PurchaseHistory } from "./history/purchase-history.ts";
import { isCustomer } from "./history/require-history.ts";
import { unwrapModel } from "./models.ts";
import { isSpendKind, type SpendModel } from "./spend/kinds.ts";
import { spendLogLikelihood } from "./spend/spend-log-likelihood.ts";
import type { TransactionModel } from "./transactions/kinds.ts";
import { prepare } from "./transactions/scoring.ts";

/**
 * Log-likelihood (对数似然) of purchase histories under a model of purchases or of spend with any parameters: the plain sum over
 * customers, each counted with its weight. Use it to compare parameters or models on the same data.
 *
 * The density is that of the observed purchase times, or of the mean spends, so it depends on the unit: counting in days instead of
 * weeks lowers it by ln 7 for each repeat purchase, counting in cents instead of dollars by ln 100 for each mean. As in a fit of spend,
 * customers without a purchase behind their mean do not enter, for the gamma-gamma models also those with a mean of 0 or less. For models of spend it is
 * that of the means, also where the fit was by each amount; for one with a half-life that of each amount given those before.
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history, or one customer; with `meanSpend` for a model of spend.
 * @returns The sum of the logarithms; one customer's own for a customer.
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `insufficient-data` for spend where nobody
 * has a mean above 0.
 * @remarks Source: for BG/NBD, Fader, Hardie & Lee (2005), eq. 6; for gamma-gamma, Fader & Hardie (2013), eq. 1a. Twins: BTYD
 * `bgnbd.cbs.LL` and `spend.LL`, CLVTools `logLik`; lifetimes
 * reports a mean over customers in rescaled time, which is not comparable.
 * @example
 * ```ts
 * import { bgNbd, logLikelihood } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * console.log(logLikelihood(model, { frequency: 2, recency: 30.43, age: 38.86 }).toFixed(3)); // -9.459
 * ```
 */
export function logLikelihood(
  subject: Fitted<TransactionModel | SpendModel>,
  data: Customer | PurchaseHistory,
): number {
  if (isSpendKind(unwrapModel(subject).kind)) return spendLogLikelihood(subject as Fitted<SpendModel>, data);
  const { model, process, rows } = prepare(subject as Fitted<TransactionModel>, data);
  const out = new Float64Array(rows.length);
  process.logLikelihoods(model, rows, out);
  const weight = isCustomer(data) ? undefined : data.weight;
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += (weight === undefined ? 1 : weight[i]!) * out[i]!;
  return sum;
}
