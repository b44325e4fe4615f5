import { requireFlag, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { CoefficientPenalty } from "../../types.ts";

/** A penalty on the coefficients of covariates (惩罚项), per customer, in units of the log-likelihood. */
export interface CovariatePenaltyOptions {
  /**
   * Weight of the sum of their absolute values (lasso): sets coefficients that hardly help to 0.
   * @defaultValue 0
   */
  readonly l1?: number | undefined;
  /**
   * Weight of the sum of their squares (ridge): draws all of them towards 0.
   * @defaultValue 0
   */
  readonly l2?: number | undefined;
  /**
   * Penalise the effect of a standard deviation of each covariate, whatever unit it counts in, instead of the coefficient itself.
   * @defaultValue true
   */
  readonly standardize?: boolean | undefined;
}

/**
 * Options of a fit with covariates (协变量). The coefficients γ are estimated with the other parameters, from the optimum without covariates;
 * covariates are centred and scaled inside, and results are on their own scale: parameters are those of a customer whose covariates are all 0,
 * `model.covariates` holds the coefficients, and among the fit's `parameterNames` they are `"alpha:gender"`, or `"alpha+beta:gender"` where
 * one coefficient acts on both. Their standard errors are those of the delta method, their intervals symmetric.
 *
 * Signs are those of the literature: with γ above 0 customers with a larger z buy more (`alpha` of the gamma-distributed rates), leave sooner
 * (`beta` of Pareto/NBD and GGompertz/NBD); on `a` and `b` the two together move how much drop-out chances differ, apart also their mean.
 *
 * Warnings: `separation` where the data do not bound a coefficient, as where nobody with z = 1 ever bought again (it is held where it stands, and
 * it and what it acts on have no standard error); `penalized` with a penalty.
 *
 * Errors: `missing-covariate` for one that the history does not have, `zero-variance` for one that is the same for all, `singular` for one that
 * is a combination of others on the same parameter, `out-of-range` for one whose mean is farther than 50 standard deviations from 0,
 * `bad-option` for a parameter that covariates cannot act on, or the same covariate twice on one.
 *
 * Source: Fader & Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models. Twin: CLVTools
 * `names.cov.life`, `names.cov.trans`, `names.cov.constr`, `reg.lambdas` (BG/NBD with one coefficient for a and b: `"a+b"` here; standard
 * errors also where a coefficient has run to infinity).
 */
export interface CovariateOptions<P extends string> {
  /**
   * Which covariates of the history (`addCovariates`) act on which parameter: `{ alpha: ["gender"], beta: ["gender", "channel"] }`. A key of
   * several parameters, `"alpha+beta"`, is one coefficient for all of them. A customer with covariates z has the parameter times e^(±γ'z).
   */
  readonly covariates?: { readonly [K in P | `${P}+${string}`]?: readonly string[] | undefined } | undefined;
  /**
   * Maximise (log-likelihood) / customers − l1 Σ |γ| − l2 Σ γ² instead, γ per standard deviation of its covariate (`standardize: false`: as it
   * is, the form of CLVTools). Estimates are then drawn towards 0 and have no standard errors.
   */
  readonly penalty?: CovariatePenaltyOptions | undefined;
}

/** Checks a penalty; `undefined` where there is none. */
export function requirePenalty(penalty: CovariatePenaltyOptions | undefined): CoefficientPenalty | undefined {
  const { l1 = 0, l2 = 0, standardize = true, ...others } = requireOptions(penalty, "options.penalty");
  for (const name of Object.keys(others)) requireOneOf(name, "options.penalty", ["l1", "l2", "standardize"]);
  requireNumber(l1, "options.penalty.l1", { min: 0 });
  requireNumber(l2, "options.penalty.l2", { min: 0 });
  requireFlag(standardize, "options.penalty.standardize");
  return l1 === 0 && l2 === 0 ? undefined : { l1, l2, standardize };
}

/** For what reads the curvature of the likelihood at its maximum: an estimate that was drawn towards 0 is elsewhere. */
export function refusePenalty(penalty: CoefficientPenalty | undefined, path: string): void {
  if (penalty === undefined) return;
  throw new InputError({
    code: "bad-option",
    path: `${path}.penalty`,
    expected: "a fit without a penalty",
    received: penalty,
    advice:
      "Its estimates are drawn towards 0. Give the estimator to bootstrapDraws: (history, options) => fitParetoNbd(history, { ...options, covariates, penalty }).",
  });
}
