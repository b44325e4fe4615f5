import { checkedModel, type ParameterDefinition } from "../models.ts";
import { gammaFamily } from "./gamma-family.ts";
import type { SpendProcess } from "./spend-process.ts";

/** A gamma-gamma model of spend (伽马-伽马消费模型). */
export interface GammaGammaModel {
  readonly kind: "gamma-gamma";
  /** Version of the stored form. */
  readonly version: 1;
  /** Shape of the gamma distribution of one customer's purchases: how little they vary. */
  readonly p: number;
  /** Shape of the gamma distribution of the customers' rates: how little customers differ. */
  readonly q: number;
  /** Rate parameter of that distribution, in money. */
  readonly gamma: number;
}

/** What {@link gammaGamma} takes. */
export interface GammaGammaParameters {
  /** Shape of the amounts of one customer; above 0. */
  readonly p: number;
  /** Shape of the customers' rates; above 0. Customers have a finite mean spend only if it is above 1. */
  readonly q: number;
  /** Rate parameter of the customers' rates, in money; above 0. */
  readonly gamma: number;
}

/** Names and meanings of the parameters. */
export const gammaGammaParameters: readonly ParameterDefinition[] = [
  { name: "p", meaning: "shape of the gamma distribution of one customer's amounts" },
  { name: "q", meaning: "shape of the gamma distribution of the customers' rates; above 1 for a finite mean spend" },
  { name: "gamma", meaning: "rate parameter of that distribution, in money" },
];

/**
 * A gamma-gamma model with given parameters (伽马-伽马消费模型): what a purchase brings.
 *
 * Assumptions: a customer's amounts are Gamma(p, ν) around a mean p/ν of the customer's own; ν ~ Gamma(q, γ) across customers;
 * spend does not depend on how often a customer buys.
 *
 * @param parameters - p, q, gamma, all above 0.
 * @returns A frozen, JSON-safe model.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number.
 * @remarks Source: Fader & Hardie (2013), The gamma-gamma model of monetary value. Twins: CLVTools `gg`, BTYD `spend.*`, lifetimes
 * `GammaGammaFitter`.
 * @example
 * ```ts
 * import { expectedSpend, gammaGamma } from "customer-equity/clv";
 * const model = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
 * console.log(expectedSpend(model, { frequency: 2, recency: 30.43, age: 38.86, meanSpend: 22.35 }).toFixed(2)); // 24.66
 * ```
 */
export function gammaGamma(parameters: GammaGammaParameters): GammaGammaModel {
  return checkedModel<GammaGammaModel>("gamma-gamma", gammaGammaParameters, parameters);
}

/** Gamma-gamma, as the generic verbs see it. */
export const gammaGammaProcess: SpendProcess<GammaGammaModel> = gammaFamily({
  kind: "gamma-gamma",
  parameters: gammaGammaParameters,
  make: gammaGamma,
});
