import type { TimeUnit } from "../../time.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { checkedModel } from "../models.ts";
import {
  type GammaPurchases,
  gammaPurchaseParameters,
  independentLifetimeProcess,
  type ResidualLifetime,
} from "./independent-lifetime.ts";
import type { TransactionProcess } from "./process.ts";

/** An NBD model (负二项分布模型). */
export interface NbdModel extends GammaPurchases {
  readonly kind: "nbd";
}

/** What {@link nbd} takes. */
export interface NbdParameters {
  /** Shape of the gamma distribution of purchase rates; above 0. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly alpha: number;
  /** The unit of time of `alpha`. */
  readonly timeUnit: TimeUnit;
  /** How covariates act: by parameter, the coefficient of each; `alpha` e^(−γ'z), so that a positive one means that such customers buy more. */
  readonly covariates?: CovariateEffects | undefined;
}

/** A lifetime without end. */
const endless: ResidualLifetime = {
  survival: () => 1,
  activeTime: (t) => t,
  discountedActiveTime: (t, delta) => -Math.expm1(-delta * t) / delta,
  overEnds: () => 0,
  draw: () => Infinity,
};

/** The process behind {@link NbdModel}: what the generic verbs dispatch to. */
export const nbdProcess: TransactionProcess<NbdModel> = independentLifetimeProcess<NbdModel>({
  kind: "nbd",
  label: "NBD",
  labelZh: "负二项分布模型",
  parameters: gammaPurchaseParameters,
  make: nbd,
  logSurvival: () => 0,
  logEnded: () => -Infinity,
  residual: () => endless,
  dropOut: null,
});

/**
 * An NBD model with given parameters (负二项分布模型): customers buy at random, each at a rate of its own, and never leave. The
 * yardstick for every model with attrition, and right for customers who are under contract.
 *
 * Assumptions: purchases are Poisson with rate λ ~ Gamma(r, α); nobody drops out, so everybody is active with certainty and the
 * value over an endless future is finite only with discounting.
 *
 * @param parameters - r, alpha (both above 0) and the unit of time.
 * @returns A frozen, JSON-safe model that every verb takes.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, `bad-option` for an
 * unknown unit.
 * @remarks Source: Ehrenberg (1959), The pattern of consumer purchases, Applied Statistics 8(1). Twin: BTYDplus `nbd.*`.
 * @example
 * ```ts
 * import { expectedTransactions, nbd } from "customer-equity/clv";
 * const model = nbd({ r: 0.385, alpha: 12.07, timeUnit: "week" });
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 };
 * console.log(expectedTransactions(model, customer, { horizon: 39 }).toFixed(3)); // 1.826
 * ```
 */
export function nbd(parameters: NbdParameters): NbdModel {
  return checkedModel<NbdModel>("nbd", gammaPurchaseParameters, parameters, "time");
}
