import { checkedModel, type ParameterDefinition } from "../models.ts";
import { gammaFamily } from "./gamma-family.ts";
import { gammaGammaParameters } from "./gamma-gamma.ts";
import type { SpendProcess } from "./spend-process.ts";

/** A gamma-gamma model of amounts above a lowest one, which may be negative (移位伽马-伽马模型). */
export interface ShiftedGammaGammaModel {
  readonly kind: "shifted-gamma-gamma";
  /** Version of the stored form. */
  readonly version: 1;
  /** Shape of one customer's amounts above the shift: how little they vary. */
  readonly p: number;
  /** Shape of the distribution of the customers' rates: how little customers differ. */
  readonly q: number;
  /** Rate parameter of that distribution, in money. */
  readonly gamma: number;
  /** The amount from which all others are counted: the lowest possible, negative where a transaction can lose money. */
  readonly shift: number;
}

/** What {@link shiftedGammaGamma} takes. */
export interface ShiftedGammaGammaParameters {
  /** Shape of one customer's amounts above the shift; above 0. */
  readonly p: number;
  /** Shape of the customers' rates; above 0. Customers have a finite mean only if it is above 1. */
  readonly q: number;
  /** Rate parameter of the customers' rates, in money; above 0. */
  readonly gamma: number;
  /** The lowest possible amount; any number. */
  readonly shift: number;
}

/** Names and meanings of the parameters. */
export const shiftedGammaGammaParameters: readonly ParameterDefinition[] = [
  ...gammaGammaParameters,
  {
    name: "shift",
    meaning: "the lowest possible amount, which is negative where a transaction can lose money",
    signed: true,
  },
];

/**
 * A shifted gamma-gamma model with given parameters (移位伽马-伽马模型): what a transaction brings where it may also lose money, as a fee
 * (手续费) less a cost that is about the same each time.
 *
 * Assumptions: a customer's amounts are c + Gamma(p, ν), with ν ~ Gamma(q, γ) across customers and the same lowest amount c for all.
 * With c = 0 it is the gamma-gamma model.
 *
 * @param parameters - p, q, gamma, all above 0; shift, any number.
 * @returns A frozen, JSON-safe model.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is none.
 * @remarks Source: Fader & Hardie (2013) with a location parameter. No twin in R or Python.
 * @example
 * ```ts
 * import { expectedSpend, newCustomer, shiftedGammaGamma } from "customer-equity/clv";
 * const model = shiftedGammaGamma({ p: 6, q: 4, gamma: 15, shift: -20 });
 * console.log(expectedSpend(model, newCustomer())); // 10
 * ```
 */
export function shiftedGammaGamma(parameters: ShiftedGammaGammaParameters): ShiftedGammaGammaModel {
  return checkedModel<ShiftedGammaGammaModel>("shifted-gamma-gamma", shiftedGammaGammaParameters, parameters);
}

/** Shifted gamma-gamma, as the generic verbs see it. */
export const shiftedGammaGammaProcess: SpendProcess<ShiftedGammaGammaModel> = gammaFamily({
  kind: "shifted-gamma-gamma",
  parameters: shiftedGammaGammaParameters,
  make: shiftedGammaGamma,
  shiftOf: ({ shift }) => shift,
});
