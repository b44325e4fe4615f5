import { checkedModel, type ParameterDefinition } from "../models.ts";
import type { SpendProcess } from "./spend-process.ts";
import type { SpendRows } from "./spend-rows.ts";

/** A normal-normal model of amounts that may be negative (正态-正态模型). */
export interface NormalNormalModel {
  readonly kind: "normal-normal";
  /** Version of the stored form. */
  readonly version: 1;
  /** Mean over customers, in money. */
  readonly mu: number;
  /** Standard deviation of one customer's amounts, in money. */
  readonly sigma: number;
  /** Standard deviation of the customers' means, in money. */
  readonly tau: number;
}

/** What {@link normalNormal} takes. */
export interface NormalNormalParameters {
  /** Mean over customers; any number. */
  readonly mu: number;
  /** Standard deviation of one customer's amounts; above 0. */
  readonly sigma: number;
  /** Standard deviation of the customers' means; above 0. */
  readonly tau: number;
}

/** Names and meanings of the parameters. */
export const normalNormalParameters: readonly ParameterDefinition[] = [
  { name: "mu", meaning: "mean amount over customers", signed: true },
  { name: "sigma", meaning: "standard deviation of one customer's amounts" },
  { name: "tau", meaning: "standard deviation of the customers' mean amounts" },
];

/**
 * A normal-normal model with given parameters (正态-正态模型): what a transaction brings where it may lose money, such as the profit of a
 * bank account (fees less costs, 手续费减成本).
 *
 * Assumptions: a customer's amounts are normal around a mean θ of the customer's own, with the standard deviation σ for all;
 * θ ~ N(μ, τ²) across customers; amounts do not depend on how often a customer buys.
 *
 * @param parameters - mu, any number; sigma and tau, above 0.
 * @returns A frozen, JSON-safe model.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is none.
 * @remarks Source: Schmittlein & Peterson (1994), Customer base analysis: an industrial purchase process application, Marketing Science
 * 13(1). No twin in BTYD, CLVTools or lifetimes.
 * @example
 * ```ts
 * import { expectedSpend, normalNormal } from "customer-equity/clv";
 * const model = normalNormal({ mu: 5, sigma: 20, tau: 10 });
 * console.log(expectedSpend(model, { frequency: 4, recency: 30, age: 39, meanSpend: -15 })); // -5
 * ```
 */
export function normalNormal(parameters: NormalNormalParameters): NormalNormalModel {
  return checkedModel<NormalNormalModel>("normal-normal", normalNormalParameters, parameters);
}

/** Normal-normal, as the generic verbs see it. */
export const normalNormalProcess: SpendProcess<NormalNormalModel> = {
  kind: "normal-normal",
  parameters: normalNormalParameters,
  make: normalNormal,
  lowest: () => -Infinity,
  view: (model, rows, i) => {
    const ownWeight = weightOf(model, rows, i);
    return { expected: meanOf(model, rows, i, ownWeight), ownWeight, populationMean: model.mu };
  },
  means: writeMeans,
  // The next amount is normal, and its median the mean.
  medians: writeMeans,
  drawer: (model, rows) => (i, count, stream) => {
    const own = rows === undefined ? 0 : weightOf(model, rows, i);
    const centre = rows === undefined ? model.mu : meanOf(model, rows, i, own);
    const mean = centre + model.tau * Math.sqrt(1 - own) * stream.normal();
    return Array.from({ length: count }, () => mean + model.sigma * stream.normal());
  },
};

function writeMeans(model: NormalNormalModel, rows: SpendRows, out: Float64Array): void {
  for (let i = 0; i < rows.length; i++) out[i] = meanOf(model, rows, i, weightOf(model, rows, i));
}

/** (n/σ²)/(n/σ² + 1/τ²), without squares that leave the range of numbers. */
function weightOf({ sigma, tau }: NormalNormalModel, rows: SpendRows, i: number): number {
  if (rows.count[i] === 0) return 0;
  const ratio = sigma / tau;
  return 1 / (1 + (ratio / rows.count[i]!) * ratio);
}

function meanOf({ mu }: NormalNormalModel, rows: SpendRows, i: number, own: number): number {
  return rows.count[i] === 0 ? mu : own * rows.meanSpend[i]! + (1 - own) * mu;
}
