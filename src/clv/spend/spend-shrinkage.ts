import type { Fitted, NullableColumn } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { isCustomer } from "../history/require-history.ts";
import { expectationModel } from "./expected-spend.ts";
import { type SpendModel, spendProcessOf } from "./kinds.ts";
import { scoredRows } from "./spend-rows.ts";

/** How an expected amount comes about; columns for a history, numbers for one customer. */
export interface SpendShrinkage<V, N> {
  /** Purchases behind the customer's own mean; weighted by age for a model with a half-life. */
  readonly count: V;
  /** The customer's own mean spend as the model reads it; `null` without a purchase behind it. */
  readonly ownMean: N;
  /**
   * Weight of the own mean, from 0 (no purchases) to 1 (very many); the mean of all has the rest. `null` where the expectation is no
   * weighted mean, as the mean of all is infinite.
   */
  readonly ownWeight: N;
  /** The mean of all customers, for a model that depends on frequency of those who bought as often; `Infinity` where q is at most 1. */
  readonly populationMean: V;
  /** The amount that a purchase of a customer without history exceeds with even odds: finite also where the mean is not. */
  readonly populationMedian: V;
  /** What `expectedSpend` gives: ownWeight × ownMean + (1 − ownWeight) × populationMean. */
  readonly expected: V;
  /** What `medianSpend` gives. */
  readonly median: V;
}

/**
 * Why a customer is expected to spend what `expectedSpend` says (均值收缩): the weight of the customer's own mean, and the mean of all
 * customers towards which it is drawn. The fewer purchases stand behind the own mean, the less it counts: whoever has bought once at a high price
 * is not expected to go on like that, and somebody without purchases is expected to spend the mean of all.
 *
 * gamma-gamma: weight pn/(pn + q − 1), mean of all pγ/(q − 1); normal-normal: (n/σ²)/(n/σ² + 1/τ²) and μ. Where q is at most 1 the mean of all is
 * infinite and the weight `null`: look at the medians.
 *
 * @param subject - A model of spend, or the fit that holds it.
 * @param data - A history with `meanSpend` (columns in its order) or one customer (numbers).
 * @returns Counts, own means, weights, means and medians of all, expectations and medians, in the currency of the history.
 * @throws InputError `insufficient-data` for a history without `meanSpend`.
 * @remarks Source: Fader & Hardie (2013), eq. 5; asked for in lifetimes#81 and #315. No twin in R or Python.
 * @example
 * ```ts
 * import { gammaGamma, spendShrinkage } from "customer-equity/clv";
 * const model = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
 * const once = spendShrinkage(model, { frequency: 1, recency: 9, age: 39, meanSpend: 100 });
 * console.log(once.ownWeight!.toFixed(3), once.populationMean.toFixed(2), once.expected.toFixed(2)); // 0.695 35.22 80.26
 * ```
 */
export function spendShrinkage<D extends Customer | PurchaseHistory>(
  subject: Fitted<SpendModel>,
  data: D,
): D extends { readonly frequency: number }
  ? SpendShrinkage<number, number | null>
  : SpendShrinkage<Float64Array, NullableColumn> {
  const model = expectationModel(subject);
  const process = spendProcessOf(model);
  const rows = scoredRows(model, data);
  const { length } = rows;
  const lowest = process.lowest(model);
  const count = Float64Array.from({ length }, (_, i) => rows.count[i]!);
  const views = Array.from(count, (_, i) => process.view(model, rows, i));
  const columns = {
    count,
    ownMean: Array.from(count, (n, i) => (n === 0 ? null : Math.max(lowest, rows.meanSpend[i]!))),
    ownWeight: views.map(({ ownWeight }) => ownWeight),
    populationMean: Float64Array.from(views, ({ populationMean }) => populationMean),
    populationMedian: new Float64Array(length),
    expected: Float64Array.from(views, ({ expected }) => expected),
    median: new Float64Array(length),
  };
  process.medians(model, { ...rows, count: new Float64Array(length) }, columns.populationMedian);
  process.medians(model, rows, columns.median);
  const result = isCustomer(data)
    ? Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[0]]))
    : columns;
  return result as unknown as ReturnType<typeof spendShrinkage<D>>;
}
