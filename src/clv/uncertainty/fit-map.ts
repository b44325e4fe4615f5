import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { logPrior, maximizeLikelihood, type WorkingPrior } from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { Fitted, LikelihoodFit, Warning } from "../../types.ts";
import { type LikelihoodRows, sampleOf } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { ClvModel } from "../parse-model.ts";
import { estimationProblem } from "./estimation-problem.ts";

/** Options of {@link fitMap}. */
export interface FitMapOptions {
  /**
   * Normal priors of the working coordinates (those that `working.space` of the fit names, in their order).
   * @defaultValue weak ones: mean rates N(ln of the data's, 2), logarithms of shapes and precisions N(0, 1.5), logits of shares N(0, 1.5),
   * as {@link samplePosterior} has them; the scale of spend N(ln of the mean spend, 2)
   */
  readonly priors?: readonly WorkingPrior[] | undefined;
}

/**
 * A fit at the maximum of the posterior density. `logLikelihood` is that of the data alone, below its maximum; covariance, standard errors
 * and intervals come from the curvature of the log-posterior.
 */
export interface MapFit<M> extends LikelihoodFit<M> {
  /** Log-likelihood plus the logarithm of the priors' density in the working space. */
  readonly logPosterior: number;
  /** The priors that were used, one for each coordinate of the working space. */
  readonly priors: readonly WorkingPrior[];
}

/** A coordinate is the prior's, more than the data's, where its variance is above this share of the prior's. */
const priorShare = 0.5;

/**
 * Fits a model at the maximum of its posterior density (最大后验估计): what the data say, held by weak priors where they say nothing. It
 * exists where the likelihood has no maximum (customers who do not differ, nobody who leaves, a handful of customers), and hardly
 * differs from {@link fitBgNbd} and its like where there are thousands.
 *
 * Maximises ln L + Σ ln N(θ_j; m_j, s_j) over the coordinates θ of the working space, such as (ln r, ln r/α, logit a/(a+b), ln(a+b)); the
 * covariance is the inverse of minus its Hessian, the normal approximation of the posterior from which `laplaceDraws` draws.
 *
 * @param subject - What to fit: a fit by maximum likelihood of the same history, or any model of the kind (last month's); its kind and what is
 * fixed in it (k, the period of PDO, a finite mean of spend) are kept.
 * @param history - Purchase histories; `weight` counts a row as that many customers.
 * @param options - Priors of your own.
 * @returns A fit: the model, log-likelihood and log-posterior there, covariance, standard errors, 95 % intervals, the priors, and warnings:
 * `prior-dominates` names the coordinates of which the prior says more than the data.
 * @throws InputError `unknown-kind` for another kind of model, `no-repeat-purchases` where nobody bought twice, `insufficient-data` where there
 * is no amount, `zero-variance` where so many customers spend the same that no prior holds the spend model, `length-mismatch` for priors of
 * another number, `out-of-range` for a standard deviation not above 0; the codes of a history that is not one.
 * @remarks The mode depends on the space in which the density is taken: it is that of logarithms and logits. Source: Gelman et al. (2013),
 * Bayesian Data Analysis, ch. 13. Twins: pymc-marketing `fit(method="map")`, with priors on the natural parameters; lifetimes' `penalizer_coef`,
 * which draws parameters to 0 and depends on the unit of time.
 * @example
 * ```ts
 * import { fitBgNbd, fitMap } from "customer-equity/clv";
 * const three = { frequency: [2, 0, 1], recency: [30, 0, 2], age: [39, 39, 38], timeUnit: "week" } as const;
 * const fit = fitMap(fitBgNbd(three), three);
 * console.log(fit.converged, Object.keys(fit.standardErrors!).join()); // true r,alpha,a,b
 * ```
 */
export function fitMap<M extends ClvModel>(
  subject: Fitted<M>,
  history: PurchaseHistory,
  options?: FitMapOptions,
): MapFit<M> {
  const { priors: given } = requireOptions(options);
  const problem = estimationProblem(subject, history);
  const { transform, parameterNames, data, likelihoodOf, weakPriors } = problem;
  const priors = given === undefined ? weakPriors : requirePriors(given, transform, parameterNames);
  const sample = sampleOf(data);
  const middle = new Float64Array(transform.size);
  transform.toNatural(
    priors.map(({ mean }) => mean),
    middle,
    0,
  );
  const { estimate, ...rest } = maximizeLikelihood({
    ...problem,
    priors,
    ridges: [],
    starts: [...problem.starts, Array.from(middle)],
    sample: sample && { logLikelihood: likelihoodOf(sample), customers: sample.customers },
  });
  const { working, logLikelihood } = rest;
  const model = problem.modelAt(working.estimate);
  if (model.kind === "gamma-gamma" && !rest.converged) refuseEqualAmounts(data);
  return {
    model,
    ...rest,
    warnings: [...problem.warnings, ...rest.warnings, ...priorWarnings(rest, priors)],
    logPosterior: logLikelihood + logPrior(priors, working.estimate),
    priors,
  };
}

/** Checks priors of the caller's, one for each working coordinate. */
export function requirePriors(
  priors: readonly WorkingPrior[],
  transform: Transform,
  parameterNames: readonly string[],
): readonly WorkingPrior[] {
  if (!Array.isArray(priors) || priors.length !== transform.size) {
    throw new InputError({
      code: "length-mismatch",
      path: "options.priors",
      expected: `${transform.size} priors, for ${transform.space(parameterNames, 0)}`,
      received: priors,
    });
  }
  return (priors as readonly WorkingPrior[]).map((prior, i) => {
    const path = `options.priors[${i}]`;
    const { mean, standardDeviation } = requireOptions(prior, path);
    return {
      mean: requireNumber(mean, `${path}.mean`),
      standardDeviation: requireNumber(standardDeviation, `${path}.standardDeviation`, { min: 0, openMin: true }),
    };
  });
}

/** Amounts without any variation: the likelihood of many outgrows every prior. */
function refuseEqualAmounts({ columns, customers }: LikelihoodRows): void {
  const amounts = columns[0]!;
  if (amounts.some((amount) => Math.abs(amount - amounts[0]!) > 1e-12 * amounts[0]!)) return;
  throw new InputError({
    code: "zero-variance",
    path: "history.meanSpend",
    expected: "amounts that differ",
    received: amounts[0],
    advice: `All ${customers} customers spend the same. Take fitGammaGamma, which stands at the limit in which nothing varies.`,
  });
}

function priorWarnings(
  { working }: Pick<LikelihoodFit<unknown>, "working">,
  priors: readonly WorkingPrior[],
): readonly Warning[] {
  const { space, covariance } = working;
  const names = space.split(", ");
  if (covariance === null) return [];
  const weak = names.filter((_, i) => covariance[i]![i]! > priorShare * priors[i]!.standardDeviation ** 2);
  if (weak.length === 0) return [];
  return [
    {
      code: "prior-dominates",
      message: `The prior says more than the data about ${weak.join(", ")}: do not interpret ${weak.length === 1 ? "it" : "them"}, and try other priors before you rely on what hangs on ${weak.length === 1 ? "it" : "them"}.`,
    },
  ];
}
