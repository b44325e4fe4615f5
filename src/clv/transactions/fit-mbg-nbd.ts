import { requireOptions } from "../../checks.ts";
import type { LikelihoodFit } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { type Estimation, fitProcess } from "./estimate-process.ts";
import { betaGeometricEstimation } from "./fit-beta-geometric.ts";
import { type MbgNbdModel, type MbgNbdParameters, mbgNbd } from "./mbg-nbd.ts";

/** Options of {@link fitMbgNbd}. */
export interface FitMbgNbdOptions extends CovariateOptions<"alpha" | "a" | "b"> {
  /** Where the optimiser starts (for example the model of last month); the data's own moments where absent. */
  readonly start?: MbgNbdModel | Omit<MbgNbdParameters, "timeUnit"> | undefined;
}

/** How MBG/NBD is estimated. */
export const mbgNbdEstimation: Estimation = /* @__PURE__ */ betaGeometricEstimation(1);

/**
 * Fits MBG/NBD to purchase histories by maximum likelihood (极大似然估计): how often customers buy while they are active, and how likely
 * they are to drop out after any purchase, the first included.
 *
 * ln L of a customer with x repeat purchases, the last at t_x, observed for T: ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T)
 * + ln B(a,b+x+1)/B(a,b) + ln(1 + a/(b+x) ((α+T)/(α+t_x))^(r+x)). Estimated as {@link fitBgNbd} is.
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha` e^(−γ'z), `a` and `b` e^(γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - Purchase histories; `weight` counts a row as that many customers.
 * @param options - A start of your own.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and the warnings of {@link fitBgNbd}.
 * @throws InputError `no-repeat-purchases` where nobody bought twice; `empty`, `not-finite`, `out-of-range`, `length-mismatch` for a
 * history that is not one.
 * @remarks Source: Batislam, Denizel & Filiztekin (2007). Twins: BTYDplus `mbgcnbd.EstimateParameters` with k = 1, lifetimes
 * `ModifiedBetaGeoFitter.fit`.
 * @example
 * ```ts
 * import { fitMbgNbd, mbgNbd, simulateCohort } from "customer-equity/clv";
 * const truth = mbgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * console.log(fitMbgNbd(simulateCohort(truth, { customers: 1000, age: 52, seed: 1 }).history).converged); // true
 * ```
 */
export function fitMbgNbd(history: PurchaseHistory, options?: FitMbgNbdOptions): LikelihoodFit<MbgNbdModel> {
  return fitProcess(
    mbgNbdEstimation,
    mbgNbd,
    { timeUnit: calendarUnit(requireOptions(history, "history")) },
    history,
    requireOptions(options),
  );
}
