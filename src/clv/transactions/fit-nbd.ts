import { requireOptions } from "../../checks.ts";
import { digammaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import { gammaTransform } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { type Estimation, fitProcess, ratePrior, sameRatesRidge, weakPrior } from "./estimate-process.ts";
import { type NbdModel, type NbdParameters, nbd } from "./nbd.ts";

/** Options of {@link fitNbd}. */
export interface FitNbdOptions extends CovariateOptions<"alpha"> {
  /** Where the optimiser starts; the data's own moments where absent. */
  readonly start?: NbdModel | Omit<NbdParameters, "timeUnit"> | undefined;
}

/** Log-likelihood and gradient of the NBD over distinct rows (frequency, age). */
function nbdLikelihood(rows: LikelihoodRows): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const age = rows.columns[0]!;
  return (natural, gradient) => {
    const r = natural[0]!;
    const alpha = natural[1]!;
    let value = 0;
    let slopeR = 0;
    let slopeAlpha = 0;
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k]!;
      value += countWeights[k]! * (logGammaDifference(r, x) - x * Math.log(alpha));
      slopeR += countWeights[k]! * digammaDifference(r, x);
    }
    for (let i = 0; i < index.length; i++) {
      const x = counts[index[i]!]!;
      const T = age[i]!;
      const w = weight[i]!;
      const grown = Math.log1p(T / alpha);
      value -= w * (r + x) * grown;
      slopeR -= w * grown;
      slopeAlpha += (w * ((r * T) / alpha - x)) / (alpha + T);
    }
    gradient[0] = slopeR;
    gradient[1] = slopeAlpha;
    return value;
  };
}

/** How the NBD is estimated. */
export const nbdEstimation: Estimation = {
  parameterNames: ["r", "alpha"],
  transform: gammaTransform,
  columns: ["age"],
  likelihood: nbdLikelihood,
  starts: ({ meanRate }) => [[0.5, 0.5 / meanRate]],
  ridges: [sameRatesRidge],
  priors: ({ meanRate }) => [weakPrior, ratePrior(meanRate)],
};

/**
 * Fits the NBD to purchase histories by maximum likelihood (极大似然估计): how often customers buy, where nobody leaves.
 *
 * ln L of a customer with x repeat purchases, observed for T: ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T), the likelihood of the
 * purchase times, so that it compares with that of the models with attrition.
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha` e^(−γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - Purchase histories; `weight` counts a row as that many customers.
 * @param options - A start of your own.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and warnings (`no-overdispersion` where
 * customers differ no more than by chance; predictions remain valid).
 * @throws InputError `no-repeat-purchases` where nobody bought twice; `empty`, `not-finite`, `out-of-range`, `length-mismatch` for a
 * history that is not one.
 * @remarks Source: Ehrenberg (1959). Twin: BTYDplus `nbd.EstimateParameters`, which has no standard errors.
 * @example
 * ```ts
 * import { fitNbd, nbd, simulateCohort } from "customer-equity/clv";
 * const truth = nbd({ r: 0.8, alpha: 6, timeUnit: "week" });
 * console.log(fitNbd(simulateCohort(truth, { customers: 1000, age: 52, seed: 1 }).history).converged); // true
 * ```
 */
export function fitNbd(history: PurchaseHistory, options?: FitNbdOptions): LikelihoodFit<NbdModel> {
  return fitProcess(
    nbdEstimation,
    nbd,
    { timeUnit: calendarUnit(requireOptions(history, "history")) },
    history,
    requireOptions(options),
  );
}
