import type { TimeUnit } from "../../time.ts";
import { checkedModel, type ParameterDefinition } from "../models.ts";
import { gammaFamily } from "./gamma-family.ts";
import { gammaGammaParameters } from "./gamma-gamma.ts";
import type { SpendProcess } from "./spend-process.ts";

/** A gamma-gamma model in which purchases count the less, the older they are (含趋势的伽马-伽马模型). */
export interface TrendGammaGammaModel {
  readonly kind: "trend-gamma-gamma";
  /** Version of the stored form. */
  readonly version: 1;
  /** Shape of the gamma distribution of one customer's purchases: how little they vary. */
  readonly p: number;
  /** Shape of the gamma distribution of the customers' rates: how little customers differ. */
  readonly q: number;
  /** Rate parameter of that distribution, in money. */
  readonly gamma: number;
  /** After this time a purchase says half as much about present spend, in `timeUnit`. */
  readonly halfLife: number;
  readonly timeUnit: TimeUnit;
}

/** What {@link trendGammaGamma} takes. */
export interface TrendGammaGammaParameters {
  /** Shape of the amounts of one customer; above 0. */
  readonly p: number;
  /** Shape of the customers' rates; above 0. Customers have a finite mean spend only if it is above 1. */
  readonly q: number;
  /** Rate parameter of the customers' rates, in money; above 0. */
  readonly gamma: number;
  /** Half-life of what a purchase says, in `timeUnit`; above 0. */
  readonly halfLife: number;
  /** Unit of the half-life, and of the histories it is used on. */
  readonly timeUnit: TimeUnit;
}

/** Names and meanings of the parameters. */
export const trendGammaGammaParameters: readonly ParameterDefinition[] = [
  ...gammaGammaParameters,
  { name: "halfLife", meaning: "time after which a purchase says half as much about present spend" },
];

/**
 * A gamma-gamma model with given parameters for spend that changes over time (含趋势的伽马-伽马模型): what a purchase would bring
 * today, from purchases that count the less, the older they are.
 *
 * A purchase of age d has the weight 2^(−d/halfLife); with W the sum of weights and S that of the weighted amounts, the customer's rate is
 * Gamma(q + pW, γ + S), and E[Z] = p(γ + S)/(q + pW − 1). What this is: the level now. What it is not: a forecast of growth; it follows a rise
 * with a lag of about a half-life and carries none of it forward. Who has not bought for long returns to the mean of all customers.
 *
 * Verbs score a history whose purchases have been weighted by this half-life, `recentSpend(history, model)`, and refuse others. New customers
 * are those of the gamma-gamma model.
 *
 * @param parameters - p, q, gamma, halfLife, all above 0; timeUnit.
 * @returns A frozen, JSON-safe model.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, `bad-option` for an unknown unit.
 * @remarks Source: Smith & Miller (1986), A non-Gaussian state space model, JRSS B 48, and Harvey & Fernandes (1989), with discounting of the data alone;
 * gamma-gamma as in Fader & Hardie (2013). No twin in R or Python.
 * @example
 * ```ts
 * import { expectedSpend, newCustomer, trendGammaGamma } from "customer-equity/clv";
 * const model = trendGammaGamma({ p: 6, q: 4, gamma: 15, halfLife: 26, timeUnit: "week" });
 * console.log(expectedSpend(model, newCustomer())); // 30
 * ```
 */
export function trendGammaGamma(parameters: TrendGammaGammaParameters): TrendGammaGammaModel {
  return checkedModel<TrendGammaGammaModel>("trend-gamma-gamma", trendGammaGammaParameters, parameters, "time");
}

/** Gamma-gamma with purchases weighted by age, as the generic verbs see it: count and mean come weighted in the rows. */
export const trendGammaGammaProcess: SpendProcess<TrendGammaGammaModel> = gammaFamily({
  kind: "trend-gamma-gamma",
  parameters: trendGammaGammaParameters,
  make: trendGammaGamma,
  unit: "time",
});
