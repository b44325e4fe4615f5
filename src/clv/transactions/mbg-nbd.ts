import type { TimeUnit } from "../../time.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { checkedModel } from "../models.ts";
import { type BetaGeometricModel, betaGeometricParameters, betaGeometricProcess } from "./beta-geometric.ts";
import type { TransactionProcess } from "./process.ts";

/** An MBG/NBD model (修正的贝塔几何/负二项分布模型). */
export interface MbgNbdModel extends BetaGeometricModel {
  readonly kind: "mbg-nbd";
}

/** What {@link mbgNbd} takes. */
export interface MbgNbdParameters {
  /** Shape of the gamma distribution of purchase rates; above 0. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly alpha: number;
  /** First parameter of the beta distribution of the drop-out chance; above 0. */
  readonly a: number;
  /** Second parameter of that distribution; above 0. */
  readonly b: number;
  /** The unit of time of `alpha`. */
  readonly timeUnit: TimeUnit;
  /** How covariates act: by parameter, the coefficient of each; `alpha` e^(−γ'z), where positive means to buy more; `a` and `b` e^(γ'z). */
  readonly covariates?: CovariateEffects | undefined;
}

/** The process behind {@link MbgNbdModel}: what the generic verbs dispatch to. */
export const mbgNbdProcess: TransactionProcess<MbgNbdModel> = betaGeometricProcess<MbgNbdModel>(
  "mbg-nbd",
  "MBG/NBD",
  "修正的贝塔几何/负二项分布模型",
  mbgNbd,
  1,
);

/**
 * An MBG/NBD model with given parameters (修正的贝塔几何/负二项分布模型): customers buy at random, each at a rate of its own, and may
 * drop out after any purchase, the very first included; so a customer who never came again may be gone, which BG/NBD rules out.
 *
 * Assumptions: purchases while active are Poisson with rate λ ~ Gamma(r, α); after each purchase a customer drops out with chance
 * p ~ Beta(a, b); λ and p are independent.
 *
 * @param parameters - r, alpha, a, b (all above 0) and the unit of time.
 * @returns A frozen, JSON-safe model that every verb takes.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, `bad-option` for an
 * unknown unit.
 * @remarks Source: Batislam, Denizel & Filiztekin (2007), Int. J. of Research in Marketing 24(3); Wagner & Hoppe (2008). Twins: BTYDplus
 * `mbgcnbd.*` with k = 1, lifetimes `ModifiedBetaGeoFitter`.
 * @example
 * ```ts
 * import { expectedTransactions, mbgNbd } from "customer-equity/clv";
 * const model = mbgNbd({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, timeUnit: "week" });
 * const expected = expectedTransactions(model, { frequency: 2, recency: 30.43, age: 38.86 }, { horizon: 39 });
 * console.log(expected.toFixed(4)); // 1.2630
 * ```
 */
export function mbgNbd(parameters: MbgNbdParameters): MbgNbdModel {
  return checkedModel<MbgNbdModel>("mbg-nbd", betaGeometricParameters, parameters, "time");
}
