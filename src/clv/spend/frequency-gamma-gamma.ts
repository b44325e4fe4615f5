import { checkedModel, type ParameterDefinition } from "../models.ts";
import { gammaFamily } from "./gamma-family.ts";
import { gammaGammaParameters } from "./gamma-gamma.ts";
import type { SpendProcess } from "./spend-process.ts";

/** A gamma-gamma model whose mean depends on how often a customer buys (频率相关的伽马-伽马模型). */
export interface FrequencyGammaGammaModel {
  readonly kind: "frequency-gamma-gamma";
  /** Version of the stored form. */
  readonly version: 1;
  /** Shape of the gamma distribution of one customer's purchases: how little they vary. */
  readonly p: number;
  /** Shape of the gamma distribution of the customers' rates: how little customers of one frequency differ. */
  readonly q: number;
  /** Rate parameter of that distribution for customers without repeat purchases, in money. */
  readonly gamma: number;
  /** By how much ln mean spend rises with ln(1 + frequency): the elasticity of spend. */
  readonly slope: number;
}

/** What {@link frequencyGammaGamma} takes. */
export interface FrequencyGammaGammaParameters {
  /** Shape of the amounts of one customer; above 0. */
  readonly p: number;
  /** Shape of the customers' rates; above 0. Customers have a finite mean spend only if it is above 1. */
  readonly q: number;
  /** Rate parameter of the customers' rates at frequency 0, in money; above 0. */
  readonly gamma: number;
  /** Elasticity of mean spend in 1 + frequency; any number, 0 for none. */
  readonly slope: number;
}

/** Names and meanings of the parameters. */
export const frequencyGammaGammaParameters: readonly ParameterDefinition[] = [
  ...gammaGammaParameters,
  { name: "slope", meaning: "elasticity of the mean spend in 1 + frequency", signed: true },
];

/**
 * A gamma-gamma model with given parameters whose mean depends on frequency (频率相关的伽马-伽马模型), for bases in which frequent
 * buyers spend more, or less, each time.
 *
 * Assumptions: given x repeat purchases a customer's amounts are Gamma(p, ν) with ν ~ Gamma(q, γ(1 + x)^slope), so that the mean of all
 * customers with x purchases is pγ(1 + x)^slope/(q − 1). With slope 0 it is the gamma-gamma model.
 *
 * @param parameters - p, q, gamma, all above 0; slope, any number.
 * @returns A frozen, JSON-safe model.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is none.
 * @remarks Source: the gamma-gamma model of Fader & Hardie (2013) with a regression of its scale on frequency. No twin in R or Python, whose
 * models of spend all assume independence.
 * @example
 * ```ts
 * import { expectedSpend, frequencyGammaGamma } from "customer-equity/clv";
 * const model = frequencyGammaGamma({ p: 6, q: 4, gamma: 15, slope: 0.2 });
 * const seldom = { frequency: 1, recency: 3, age: 39, meanSpend: 30 };
 * console.log(expectedSpend(model, { ...seldom, frequency: 9, spendCount: 1 }) > expectedSpend(model, seldom)); // true
 * ```
 */
export function frequencyGammaGamma(parameters: FrequencyGammaGammaParameters): FrequencyGammaGammaModel {
  return checkedModel<FrequencyGammaGammaModel>("frequency-gamma-gamma", frequencyGammaGammaParameters, parameters);
}

/** Gamma-gamma with dependence on frequency, as the generic verbs see it. */
export const frequencyGammaGammaProcess: SpendProcess<FrequencyGammaGammaModel> = gammaFamily({
  kind: "frequency-gamma-gamma",
  parameters: frequencyGammaGammaParameters,
  make: frequencyGammaGamma,
  gammaOf: ({ gamma, slope }, frequency) => inRange(Math.exp(Math.log(gamma) + slope * Math.log1p(frequency))),
});

/** A scale that is a positive number: beyond the range of numbers it would be none. */
function inRange(scale: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, scale));
}
