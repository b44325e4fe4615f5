import { requireOptions } from "../../checks.ts";
import type { LikelihoodFit } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { type BgNbdModel, type BgNbdParameters, bgNbd } from "./bg-nbd.ts";
import { type Estimation, fitProcess } from "./estimate-process.ts";
import { betaGeometricEstimation } from "./fit-beta-geometric.ts";

/** Options of {@link fitBgNbd}. */
export interface FitBgNbdOptions extends CovariateOptions<"alpha" | "a" | "b"> {
  /** Where the optimiser starts (for example the model of last month); the data's own moments where absent. */
  readonly start?: BgNbdModel | Omit<BgNbdParameters, "timeUnit"> | undefined;
}

/** How BG/NBD is estimated. */
export const bgNbdEstimation: Estimation = /* @__PURE__ */ betaGeometricEstimation(0);

/**
 * Fits BG/NBD to purchase histories by maximum likelihood (极大似然估计): how often customers buy while they are active, and how
 * likely they are to drop out after a purchase.
 *
 * ln L of a customer with x repeat purchases, the last at t_x, observed for T:
 * ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T) + ln B(a,b+x)/B(a,b) + ln(1 + [x>0] a/(b+x−1) ((α+T)/(α+t_x))^(r+x)).
 * Estimated on distinct rows with weights, by Newton's steps, in the space (ln r, ln r/α, logit a/(a+b), ln(a+b)) from
 * several starts; standard errors by the inverse Hessian and the delta method, intervals on the log scale.
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha` e^(−γ'z), `a` and `b` e^(γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - Purchase histories; `weight` counts a row as that many customers.
 * @param options - A start of your own.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and warnings: `no-overdispersion`,
 * `no-death`, `b-infinite` (the optimum lies at infinity; predictions remain valid), `weak-…`, `starts-disagree`,
 * `not-converged`, `hessian-not-positive-definite`.
 * @throws InputError `no-repeat-purchases` where nobody bought twice; `empty`, `not-finite`, `out-of-range`, `length-mismatch` for a
 * history that is not one; `unit-mismatch` for a start in another unit of time.
 * @remarks Source: Fader, Hardie & Lee (2005), Marketing Science 24(2), eq. 6; at its CDNOW figures a test compares. Twins:
 * CLVTools `bgnbd()`, BTYD `bgnbd.EstimateParameters`, lifetimes `BetaGeoFitter.fit`: they agree to six digits where their
 * optimiser converges, but return an unbounded or arbitrary answer, without a warning, where the optimum lies at infinity.
 * @example
 * ```ts
 * import { fitBgNbd } from "customer-equity/clv";
 * const fit = fitBgNbd({
 *   frequency: [0, 2, 1, 5, 0, 3, 1, 0], recency: [0, 20, 5, 37, 0, 12, 30, 0], age: [39, 39, 38, 38, 37, 36, 36, 35],
 *   timeUnit: "week",
 * });
 * console.log(fit.model.kind, fit.converged);
 * ```
 */
export function fitBgNbd(history: PurchaseHistory, options?: FitBgNbdOptions): LikelihoodFit<BgNbdModel> {
  return fitProcess(
    bgNbdEstimation,
    bgNbd,
    { timeUnit: calendarUnit(requireOptions(history, "history")) },
    history,
    requireOptions(options),
  );
}
