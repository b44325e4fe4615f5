import type { Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { refuseOutcome } from "../models.ts";
import { type Scored, scored } from "../transactions/scoring.ts";
import { type SpendModel, spendProcessOf, unwrapSpendModel } from "./kinds.ts";
import { scoredRows } from "./spend-rows.ts";

/**
 * What a future purchase of each customer is expected to bring (预期单笔消费): the customer's own mean, drawn towards the mean of all
 * customers the more, the fewer purchases stand behind it; for `newCustomer()` the mean of all.
 *
 * Gamma-gamma: E[Z | n, m] = p(γ + nm)/(pn + q − 1). Where pn + q ≤ 1 that mean is infinite: the result is `Infinity`, see {@link medianSpend}.
 * A mean m below 0 (more was returned than bought) counts as 0. Shifted by c: c + p(γ + n(m − c))/(pn + q − 1), a mean below c counting as c;
 * dependent on frequency x: with γ(1 + x)^slope in place of γ; with a half-life: for a history weighted by it (`recentSpend`).
 * Normal-normal: (nm/σ² + μ/τ²)/(n/σ² + 1/τ²), of any sign. `spendShrinkage` takes the expectation apart.
 *
 * @param subject - A model of spend, or the fit that holds it.
 * @param data - A history with `meanSpend` (one entry a customer, in its order) or one customer (a number).
 * @returns Expected amounts, in the currency of the history.
 * @throws InputError `insufficient-data` for a history without `meanSpend`, or that is not weighted where the model asks for it.
 * @remarks Source: Fader & Hardie (2013), eq. 5; for normal-normal Schmittlein & Peterson (1994). Twins: CLVTools `predict` (predicted.mean.spending), BTYD
 * `spend.expected.value`, lifetimes `conditional_expected_average_profit`, which is negative where it should be infinite.
 * @example
 * ```ts
 * import { expectedSpend, gammaGamma, newCustomer } from "customer-equity/clv";
 * const model = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
 * console.log(expectedSpend(model, newCustomer()).toFixed(3)); // 35.219
 * ```
 */
export function expectedSpend<D extends Customer | PurchaseHistory>(subject: Fitted<SpendModel>, data: D): Scored<D> {
  const model = expectationModel(subject);
  const rows = scoredRows(model, data);
  const out = new Float64Array(rows.length);
  spendProcessOf(model).means(model, rows, out);
  return scored(out, rows.single);
}

/**
 * The amount that a future purchase of each customer exceeds with even odds (单笔消费中位数): finite where the mean is not.
 *
 * Z given n purchases of mean m is (γ + nm) y/(1 − y) with y ~ Beta(p, pn + q), for gamma-gamma; the others as in {@link expectedSpend}. Under
 * normal-normal the median is the mean.
 *
 * @param subject - A model of spend, or the fit that holds it.
 * @param data - A history with `meanSpend` (one entry a customer, in its order) or one customer (a number).
 * @returns Median amounts, in the currency of the history; `Infinity` where the median is beyond the range of a number (q below 0.001).
 * @throws InputError `insufficient-data` for a history without `meanSpend`.
 * @remarks Source: the posterior of Fader & Hardie (2013). No other package has it.
 * @example
 * ```ts
 * import { gammaGamma, medianSpend, newCustomer } from "customer-equity/clv";
 * console.log(medianSpend(gammaGamma({ p: 6.25, q: 0.9, gamma: 15.44 }), newCustomer()) > 0); // true
 * ```
 */
export function medianSpend<D extends Customer | PurchaseHistory>(subject: Fitted<SpendModel>, data: D): Scored<D> {
  const model = expectationModel(subject);
  const rows = scoredRows(model, data);
  const out = new Float64Array(rows.length);
  spendProcessOf(model).medians(model, rows, out);
  return scored(out, rows.single);
}

/** The model, which must not be marked to draw an outcome: a mean amount has none. */
export function expectationModel(subject: Fitted<SpendModel>): SpendModel {
  const model = unwrapSpendModel(subject, "model");
  refuseOutcome(model);
  return model;
}
