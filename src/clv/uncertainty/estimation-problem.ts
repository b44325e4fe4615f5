import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { LikelihoodProblem, LogLikelihood, WorkingPrior } from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { Fitted, LikelihoodFit, Warning } from "../../types.ts";
import { parameterOf, withParameters } from "../covariates/coefficients.ts";
import { refusePenalty } from "../covariates/covariate-options.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { unwrapModel } from "../models.ts";
import { type ClvModel, parseModel } from "../parse-model.ts";
import { finiteMeanTransform, gammaGammaTransform } from "../spend/fit-gamma-gamma.ts";
import { gammaGammaLikelihood, spendLikelihoodRows } from "../spend/gamma-gamma-likelihood.ts";
import { spendRows } from "../spend/spend-rows.ts";
import { purchaseRows, ratePrior, weakPrior } from "../transactions/estimate-process.ts";
import { estimatedKinds, estimationOf } from "../transactions/estimations.ts";
import type { TransactionModel } from "../transactions/kinds.ts";
import { requireSameUnit } from "../transactions/scoring.ts";

/** How a model of this kind, with what is fixed in it, is estimated from a history. */
export interface EstimationProblem<M> extends Omit<LikelihoodProblem, "priors" | "sample"> {
  /** The distinct rows, and the likelihood of such rows. */
  readonly data: LikelihoodRows;
  readonly likelihoodOf: (rows: LikelihoodRows) => LogLikelihood;
  /** Weak priors of the working coordinates, placed by the moments of the data. */
  readonly weakPriors: readonly WorkingPrior[];
  /** What is wrong with the data. */
  readonly warnings: readonly Warning[];
  /** The model of a point of the working space. */
  readonly modelAt: (point: ArrayLike<number>) => M;
}

/**
 * The estimation problem behind a fit, or behind a model of the same kind, to look for its optimum again. A history that is `part` of a
 * larger one may hold nobody who bought twice; it places no starts and no priors then.
 */
export function estimationProblem<M extends ClvModel>(
  subject: Fitted<M>,
  history: PurchaseHistory,
  part?: "part",
): EstimationProblem<M> {
  const problem = problemBehind(subject, history, part);
  refuseCorrelation(unwrapModel<ClvModel>(subject));
  return problem;
}

/**
 * The bounds of a correlation move with the other parameters, so that the optimum at a bound is a corner: what looks for an optimum again
 * from the parameters of a fit alone would stop short of it.
 */
export function refuseCorrelation(model: ClvModel): void {
  if (model.kind !== "pareto-nbd" || model.m === undefined) return;
  throw new InputError({
    code: "bad-option",
    path: "fit.model.m",
    expected: "a model without correlation",
    received: model.m,
    advice:
      "The bounds of m move with the other parameters, so that its optimum need not be smooth: give bootstrapDraws the estimator, (data) => fitParetoNbd(data, { correlation: true }).",
  });
}

/** The estimation problem of a fit, on the history that it was fitted to. */
export function problemOfFit<M extends ClvModel>(
  fit: LikelihoodFit<M>,
  history: PurchaseHistory,
): EstimationProblem<M> {
  const problem = problemBehind(fit, history);
  const { customers, model, parameterNames, logLikelihood } = fit;
  const names = parameterNames ?? [];
  if (customers === undefined) {
    throw new InputError({ code: "unknown-kind", path: "fit", expected: "a fit, not a model alone", received: model });
  }
  if (Math.abs(problem.customers - customers) > 1e-9 * customers) {
    throw new InputError({
      code: "length-mismatch",
      path: "history",
      expected: `the ${customers} customers of the fit`,
      received: problem.customers,
    });
  }
  if (model.kind !== "gamma-gamma") return problem;
  const estimate = Float64Array.from(names, (name) => parameterOf(model, name));
  const own = problem.logLikelihood(estimate, new Float64Array(names.length));
  if (Math.abs(own - logLikelihood) > 1e-6 * Math.max(1, Math.abs(own))) {
    throw new InputError({
      code: "bad-option",
      path: "fit",
      expected: `a fit to the customers' mean amounts of this history, with a log-likelihood of ${own}`,
      received: logLikelihood,
      advice:
        'A fit to single amounts (amounts: "each") is served by laplaceDraws and by bootstrapDraws with the estimator.',
    });
  }
  return problem;
}

function problemBehind<M extends ClvModel>(
  subject: Fitted<M>,
  history: PurchaseHistory,
  part?: "part",
): EstimationProblem<M> {
  const fit = requireOptions((subject ?? null) as Partial<LikelihoodFit<M>> & M, "fit");
  const model: M | undefined = fit.model ?? fit;
  if (model?.kind === "gamma-gamma") return spendProblem(model, fit.working?.space, history);
  const purchases = model as unknown as TransactionModel;
  refusePenalty(fit.penalty, "fit");
  const estimation = estimationOf(purchases, fit.parameterNames);
  if (estimation === undefined) {
    throw new InputError({
      code: "unknown-kind",
      path: "fit",
      expected: `a fit (or model) of one of ${[...estimatedKinds, "gamma-gamma"].join(", ")}`,
      received: model?.kind,
      advice:
        "For another spend model give bootstrapDraws the estimator: bootstrapDraws(fitNormalNormal, history, { draws: 200, seed: 1 }).",
    });
  }
  requireSameUnit(
    requireOptions(history, "history").timeUnit,
    purchases.timeUnit,
    "history.timeUnit",
    "the unit of the fit",
  );
  const { parameterNames, transform, likelihood, ridges } = estimation;
  const { rows, ...moments } = purchaseRows(history, estimation.columns, part);
  const placed = moments.meanRate > 0;
  return {
    ...ofRows(rows, likelihood, transform, parameterNames, model),
    starts: placed ? estimation.starts(moments) : [],
    ridges,
    weakPriors: placed ? estimation.priors(moments) : [],
    warnings: [],
  };
}

function spendProblem<M extends ClvModel>(
  model: M,
  space: string | undefined,
  history: PurchaseHistory,
): EstimationProblem<M> {
  const { rows, warnings } = spendLikelihoodRows(
    spendRows(history as PurchaseHistory & WithSpend, "histories"),
    history.weight,
  );
  const names = ["p", "q", "gamma"];
  const transform = space === finiteMeanTransform.space(names, 0) ? finiteMeanTransform : gammaGammaTransform;
  const mean = rows.columns[0]!.reduce((sum, amount, i) => sum + rows.weight[i]! * amount, 0) / rows.customers;
  return {
    ...ofRows(rows, gammaGammaLikelihood, transform, names, model),
    starts: [
      [6, 4, mean / 2],
      [1.5, 2.5, mean],
    ],
    ridges: [],
    weakPriors: [weakPrior, weakPrior, ratePrior(mean)],
    warnings,
  };
}

function ofRows<M extends ClvModel>(
  rows: LikelihoodRows,
  likelihoodOf: (rows: LikelihoodRows) => LogLikelihood,
  transform: Transform,
  parameterNames: readonly string[],
  model: M,
): Pick<
  EstimationProblem<M>,
  "data" | "likelihoodOf" | "logLikelihood" | "customers" | "rows" | "parameterNames" | "transform" | "modelAt"
> {
  return {
    data: rows,
    likelihoodOf,
    logLikelihood: likelihoodOf(rows),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames,
    transform,
    modelAt: (point) => {
      const natural = new Float64Array(transform.size);
      transform.toNatural(point, natural, 0);
      return parseModel(withParameters(model, parameterNames, natural)) as M;
    },
  };
}
