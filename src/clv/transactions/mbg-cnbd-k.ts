import type { TimeUnit } from "../../time.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { checkedModel } from "../models.ts";
import {
  type CondensedBetaGeometricModel,
  condensedBetaGeometricProcess,
  condensedParameters,
} from "./condensed-beta-geometric.ts";
import type { TransactionProcess } from "./process.ts";

/** An MBG/CNBD-k model (修正的贝塔几何/浓缩负二项分布模型). */
export interface MbgCnbdKModel extends CondensedBetaGeometricModel {
  readonly kind: "mbg-cnbd-k";
}

/** What {@link mbgCnbdK} takes. */
export interface MbgCnbdKParameters {
  /** Regularity: gaps between purchases are Erlang-k; a whole number from 1 (random) to 100. */
  readonly k: number;
  /** Shape of the gamma distribution of rates; above 0. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time; above 0. The mean purchase rate is r / (k alpha). */
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

/** The process behind {@link MbgCnbdKModel}: what the generic verbs dispatch to. */
export const mbgCnbdKProcess: TransactionProcess<MbgCnbdKModel> = condensedBetaGeometricProcess<MbgCnbdKModel>(
  "mbg-cnbd-k",
  "MBG/CNBD-k",
  "修正的贝塔几何/浓缩负二项分布模型",
  mbgCnbdK,
  1,
);

/**
 * An MBG/CNBD-k model with given parameters (修正的贝塔几何/浓缩负二项分布模型): as MBG/NBD (a customer may be lost after the very first
 * purchase), but purchases come with some regularity.
 *
 * Assumptions: gaps between purchases are Erlang-k with rate λ ~ Gamma(r, α), of mean k / λ and coefficient of variation 1/√k; after each
 * purchase a customer drops out with chance p ~ Beta(a, b); λ and p are independent. k = 1 is MBG/NBD. All verbs are exact.
 *
 * @param parameters - k (whole, 1 to 100), r, alpha, a, b (all above 0) and the unit of time.
 * @returns A frozen, JSON-safe model that every verb takes.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number or a k that is not whole,
 * `bad-option` for an unknown unit.
 * @remarks Source: Reutterer, Platzer & Schröder (2021), Int. J. of Research in Marketing 38(1). Twin: BTYDplus `mbgcnbd.*`, whose
 * conditional expectation is an approximation for k > 1.
 * @example
 * ```ts
 * import { expectedTransactions, mbgCnbdK } from "customer-equity/clv";
 * const model = mbgCnbdK({ k: 2, r: 0.58, alpha: 2.288, a: 1.134, b: 1.585, timeUnit: "week" });
 * const expected = expectedTransactions(model, { frequency: 2, recency: 30.43, age: 38.86 }, { horizon: 39 });
 * console.log(expected > 0.8 && expected < 1.4); // true
 * ```
 */
export function mbgCnbdK(parameters: MbgCnbdKParameters): MbgCnbdKModel {
  return checkedModel<MbgCnbdKModel>("mbg-cnbd-k", condensedParameters, parameters, "time");
}
