import { requireFlag, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Ridge } from "../../statistics/maximum-likelihood.ts";
import { gammaTransform, sideBySide } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { requireCorrelation } from "./correlation-density.ts";
import { type Estimation, fitProcess, purchaseRows, ratePrior, sameRatesRidge, weakPrior } from "./estimate-process.ts";
import { correlatedOptimum } from "./fit-correlated-pareto-nbd.ts";
import { type ParetoNbdModel, type ParetoNbdParameters, paretoNbd } from "./pareto-nbd.ts";
import { paretoNbdLikelihood } from "./pareto-nbd-likelihood.ts";

/** Options of {@link fitParetoNbd}. */
export interface FitParetoNbdOptions extends CovariateOptions<"alpha" | "beta"> {
  /** Where the optimiser starts (for example the model of last month); the data's own moments where absent. */
  readonly start?: ParetoNbdModel | Omit<ParetoNbdParameters, "timeUnit"> | undefined;
  /**
   * Let the rates of purchase and attrition be correlated, and estimate `m`.
   * @defaultValue false
   */
  readonly correlation?: boolean | undefined;
}

const ridges: readonly Ridge[] = [
  sameRatesRidge,
  {
    axis: 3,
    towards: -1,
    limit: {
      code: "no-death",
      message:
        "The data show no attrition: s / beta runs to 0. Everybody counts as active; a longer observation would tell more.",
    },
    weak: {
      code: "weak-attrition",
      message: "The mean attrition rate is poorly determined from below; predictions far ahead are uncertain.",
    },
  },
  {
    axis: 2,
    towards: 1,
    moot: "no-death",
    limit: {
      code: "homogeneous-life",
      message:
        "Customers do not differ in their attrition rates beyond chance: s and beta run to infinity with s / beta fixed. Predictions remain valid; s and beta mean nothing one by one.",
    },
    weak: {
      code: "weak-s",
      message: "The spread of attrition rates (s) is poorly determined; predictions remain valid.",
    },
  },
];

/** How Pareto/NBD is estimated. */
export const paretoNbdEstimation: Estimation = {
  parameterNames: ["r", "alpha", "s", "beta"],
  transform: /* @__PURE__ */ sideBySide(gammaTransform, gammaTransform),
  columns: ["recency", "age"],
  likelihood: paretoNbdLikelihood,
  // Purchases per active time are more than purchases per time: customers spend part of it having left.
  starts: ({ meanRate, meanAge }) => [
    [0.5, 0.5 / (1.5 * meanRate), 0.7, 0.5 * meanAge],
    [0.5, 0.5 / (1.5 * meanRate), 3, 5 * meanAge],
  ],
  ridges,
  priors: ({ meanRate, meanAge }) => [weakPrior, ratePrior(meanRate), weakPrior, ratePrior(1 / meanAge)],
  sampleRows: 300,
};

/**
 * Fits Pareto/NBD to purchase histories by maximum likelihood (极大似然估计): how often customers buy while they are active, and how long
 * they stay.
 *
 * ln L of a customer with x repeat purchases, the last at t_x, observed for T: ln Γ(r+x)/Γ(r) + r ln α + s ln β
 * + ln( (α+T)^−(r+x) (β+T)^−s + s ∫ (α+u)^−(r+x) (β+u)^−(s+1) du over (t_x, T) ). Estimated on distinct rows with weights, by
 * Newton's steps, in the space (ln r, ln r/α, ln s, ln s/β) from several starts; standard errors by the inverse Hessian and the
 * delta method, intervals on the log scale.
 *
 * With `correlation` the two rates may go together (see `paretoNbd`): m is estimated with the other parameters, from the optimum without it, so
 * that the log-likelihood is never lower; `likelihoodRatioTest` of the two fits says whether it is needed. The bounds of m bind often: its
 * optimum then lies on one, often where two of them meet, and it has no standard error. What can be expressed depends on the unit of time:
 * in days much less than in months. `laplaceDraws`, `bootstrapDraws` and `samplePosterior` take such a fit, `profileInterval` does not.
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha` and `beta` e^(−γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - Purchase histories; `weight` counts a row as that many customers.
 * @param options - A start of your own; whether rates are correlated.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and warnings: `no-overdispersion`, `no-death`,
 * `homogeneous-life` (the optimum lies at infinity; predictions remain valid), `weak-…`, `starts-disagree`, `not-converged`,
 * `hessian-not-positive-definite`; with a correlation also `correlation-at-bound`, `weak-correlation` and `correlation-undetermined`.
 * @throws InputError `no-repeat-purchases` where nobody bought twice; `empty`, `not-finite`, `out-of-range`, `length-mismatch` for a
 * history that is not one.
 * @remarks Source: Schmittlein, Morrison & Colombo (1987); Fader & Hardie (2005), A note on deriving the Pareto/NBD model; the correlation:
 * Park & Fader (2004). Twins: CLVTools `pnbd()` (with `use.cor = TRUE` it stops below the model without correlation on some data), BTYD
 * `pnbd.EstimateParameters`, lifetimes `ParetoNBDFitter.fit`.
 * @example
 * ```ts
 * import { fitParetoNbd, paretoNbd, simulateCohort } from "customer-equity/clv";
 * const truth = paretoNbd({ r: 0.8, alpha: 6, s: 0.6, beta: 12, timeUnit: "week" });
 * console.log(fitParetoNbd(simulateCohort(truth, { customers: 1000, age: 52, seed: 1 }).history).converged); // true
 * ```
 * @example
 * ```ts
 * import { fitParetoNbd, paretoNbd, simulateCohort } from "customer-equity/clv";
 * const truth = paretoNbd({ r: 0.8, alpha: 6, s: 0.6, beta: 12, timeUnit: "week", covariates: { alpha: { app: 0.7 } } });
 * const app = Array.from({ length: 1000 }, (_, i) => i % 2);
 * const { history } = simulateCohort(truth, { customers: 1000, age: 52, seed: 1, covariates: { app } });
 * const { model, intervals } = fitParetoNbd(history, { covariates: { alpha: ["app"] } });
 * console.log(model.covariates!["alpha"]!["app"]! > 0.4, intervals!["alpha:app"]!.lower > 0); // true true
 * ```
 */
export function fitParetoNbd(history: PurchaseHistory, options?: FitParetoNbdOptions): LikelihoodFit<ParetoNbdModel> {
  const { correlation = false, ...rest } = requireOptions(options);
  const { start, covariates } = rest;
  requireFlag(correlation, "options.correlation");
  const timeUnit = calendarUnit(requireOptions(history, "history"));
  const nested = fitProcess(paretoNbdEstimation, paretoNbd, { timeUnit }, history, rest);
  if (!correlation) return nested;
  if (covariates !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: "options.correlation",
      expected: "false, with covariates",
      received: correlation,
      advice: "Estimate the correlation without covariates, or covariates without it.",
    });
  }
  const m = start?.m ?? 0;
  requireCorrelation({ ...(start ?? nested.model), m }, "options.start");
  const { rows } = purchaseRows(history, paretoNbdEstimation.columns);
  const { estimate, ...optimum } = correlatedOptimum(paretoNbdEstimation, rows, nested, m);
  const parameters = Object.fromEntries(optimum.parameterNames.map((name, i) => [name, estimate[i]!]));
  return { model: paretoNbd({ ...parameters, timeUnit } as unknown as ParetoNbdParameters), ...optimum };
}
