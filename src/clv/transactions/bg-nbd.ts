import type { TimeUnit } from "../../time.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { checkedModel } from "../models.ts";
import { type BetaGeometricModel, betaGeometricParameters, betaGeometricProcess } from "./beta-geometric.ts";
import type { TransactionProcess } from "./process.ts";

/** A BG/NBD model (贝塔几何/负二项分布模型). */
export interface BgNbdModel extends BetaGeometricModel {
  readonly kind: "bg-nbd";
}

/** What {@link bgNbd} takes. */
export interface BgNbdParameters {
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

/** The process behind {@link BgNbdModel}: what the generic verbs dispatch to. */
export const bgNbdProcess: TransactionProcess<BgNbdModel> = betaGeometricProcess<BgNbdModel>(
  "bg-nbd",
  "BG/NBD",
  "贝塔几何/负二项分布模型",
  bgNbd,
  0,
);

/**
 * A BG/NBD model with given parameters (贝塔几何/负二项分布模型): customers buy at random, each at a rate of its own, and may drop
 * out after any repeat purchase.
 *
 * Assumptions: purchases while active are Poisson with rate λ ~ Gamma(r, α); after each repeat purchase a customer drops out
 * with chance p ~ Beta(a, b); λ and p are independent. A customer without a repeat purchase is therefore active with
 * certainty: where that is not credible, use MBG/NBD or Pareto/NBD.
 *
 * @param parameters - r, alpha, a, b (all above 0) and the unit of time.
 * @returns A frozen, JSON-safe model that every verb takes.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, `bad-option` for an
 * unknown unit.
 * @remarks Source: Fader, Hardie & Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2). Twins: CLVTools
 * `bgnbd`, BTYD `bgnbd.*`, lifetimes `BetaGeoFitter`; none of them keeps the unit of time with the parameters.
 * @example
 * ```ts
 * import { bgNbd, expectedTransactions } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const expected = expectedTransactions(model, { frequency: 2, recency: 30.43, age: 38.86 }, { horizon: 39 });
 * console.log(expected.toFixed(3)); // 1.226
 * ```
 */
export function bgNbd(parameters: BgNbdParameters): BgNbdModel {
  return checkedModel<BgNbdModel>("bg-nbd", betaGeometricParameters, parameters, "time");
}
