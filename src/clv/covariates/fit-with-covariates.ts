import { InputError } from "../../errors.ts";
import { cholesky } from "../../numeric/cholesky.ts";
import {
  type LikelihoodOptimum,
  type LikelihoodProblem,
  maximizeLikelihood,
} from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { CoefficientPenalty, Column, LikelihoodFit } from "../../types.ts";
import { type LikelihoodRows, sampleOf } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { ParameterDefinition } from "../models.ts";
import {
  type CovariateMoments,
  type Estimation,
  type HistoryMoments,
  purchaseRows,
} from "../transactions/estimate-process.ts";
import { centredTransform, separationRidges } from "./centred-transform.ts";
import { type Coefficient, withParameters } from "./coefficients.ts";
import { actionsOf, covariateEstimation, covariatesOf } from "./covariate-estimation.ts";
import { penalizedOptimum } from "./penalized-optimum.ts";

/** What is estimated with covariates, apart from the data. */
export interface CovariateTask {
  /** The process without covariates. */
  readonly plain: Estimation;
  readonly definitions: readonly ParameterDefinition[];
  readonly coefficients: readonly Coefficient[];
  readonly penalty: CoefficientPenalty | undefined;
  /** A start of the caller's: parameters, then coefficients. */
  readonly start: readonly number[] | undefined;
  /** How it is estimated where covariates change over time; then they vary over time as well as over customers. */
  readonly overTime?: Design & { readonly estimation: Estimation };
}

/** How covariates go together. */
interface Design {
  /** Where they come from. */
  readonly path: string;
  readonly correlation: (one: NamedMoments, other: NamedMoments) => number;
}

type NamedMoments = readonly [name: string, moments: CovariateMoments];

/** A standard deviation of a covariate that is this many times smaller than its mean leaves nothing of the parameters at 0. */
const farthest = 50;

/**
 * The fit of a process with covariates. The optimiser works on the parameters of a customer with mean covariates and the effects of a standard
 * deviation, from the optimum without effects and from the starts of the process; results are those at z = 0.
 */
export function fitWithCovariates<M>(
  task: CovariateTask,
  make: (parameters: never) => M,
  fixed: object,
  history: PurchaseHistory,
): LikelihoodFit<M> {
  const { plain, definitions, coefficients, penalty, start } = task;
  const estimation = task.overTime?.estimation ?? covariateEstimation(plain, coefficients, definitions);
  const { rows, ...moments } = purchaseRows(history, estimation.columns);
  requireDesign(
    coefficients,
    definitions,
    task.overTime ?? overCustomers(history, rows.customers),
    moments.covariates!,
  );
  // There are about twice as many coordinates as without covariates: a sample must tell how they bend together.
  const sampleRows = plain.sampleRows === undefined || rows.index.length > manyRows ? undefined : 4 * plain.sampleRows;
  const sample = sampleOf(rows, sampleRows);
  const actions = actionsOf(plain, coefficients, definitions);
  const transform = centredTransform(plain.transform, actions, moments.covariates!);
  const problem: LikelihoodProblem = {
    logLikelihood: estimation.likelihood(rows),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames: estimation.parameterNames,
    transform,
    starts: start === undefined ? startsOf(plain, transform, sample ?? rows, moments) : [start],
    sample: sample && { logLikelihood: estimation.likelihood(sample), customers: sample.customers },
    ridges: [...plain.ridges, ...separationRidges(coefficients, actions, transform, moments.covariates!)],
  };
  const optimum =
    penalty === undefined
      ? maximizeLikelihood(problem)
      : penalizedOptimum(problem, penalty, plain.parameterNames.length, actions, moments.covariates!);
  const { estimate, ...rest } = inOwnSpace(optimum, transform, estimation);
  const parameters = withParameters(fixed, estimation.parameterNames, estimate);
  return { model: make(parameters as never), ...rest, ...(penalty === undefined ? {} : { penalty }) };
}

/** Rows above which the usual sample is large enough for any process. */
const manyRows = 20_000;

/** The optimum of customers who do not differ by their covariates; where that stands at a limit, the starts it was found from as well. */
function startsOf(
  plain: Estimation,
  transform: Transform,
  rows: LikelihoodRows,
  moments: HistoryMoments,
): readonly (readonly number[])[] {
  const starts = plain.starts(moments);
  const { working, covariance } = maximizeLikelihood({
    logLikelihood: plain.likelihood(rows),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames: plain.parameterNames,
    transform: plain.transform,
    starts,
    ridges: plain.ridges,
  });
  const natural = new Float64Array(transform.size);
  const atMean = (working: readonly number[]): readonly number[] => {
    const point = new Float64Array(transform.size);
    point.set(working);
    transform.toNatural(point, natural, 0);
    return Array.from(natural);
  };
  const point = new Float64Array(plain.transform.size);
  const best = atMean(working.estimate);
  if (covariance !== null) return [best];
  return [
    best,
    ...starts.map((start) => {
      plain.transform.toWorking(start, point, 0);
      return atMean(Array.from(point));
    }),
  ];
}

/** The optimum told in the space of the estimation, which depends on no data: coefficients as they are, the other parameters at z = 0. */
function inOwnSpace(
  optimum: LikelihoodOptimum,
  centred: Transform,
  { transform, parameterNames }: Estimation,
): LikelihoodOptimum {
  const { working, estimate } = optimum;
  const { size } = transform;
  const natural = new Float64Array(size);
  const own = (point: ArrayLike<number>): Float64Array => {
    centred.toNatural(point, natural, 0);
    const there = new Float64Array(size);
    transform.toWorking(natural, there, 0);
    return there;
  };
  const at = new Float64Array(size);
  transform.toWorking(estimate, at, 0);
  let covariance: number[][] | null = null;
  if (working.covariance !== null) {
    const step = 1e-5;
    // Column by column: how the own coordinates move with the centred ones.
    const slopes = working.estimate.map((_, j) => {
      const move = (by: number) => own(working.estimate.map((entry, k) => (k === j ? entry + by : entry)));
      const [above, below] = [move(step), move(-step)];
      return above.map((entry, i) => (entry - below[i]!) / (2 * step));
    });
    const half = working.covariance.map((row) =>
      Array.from(at, (_, i) => row.reduce((sum, entry, k) => sum + entry * slopes[k]![i]!, 0)),
    );
    covariance = Array.from(at, (_, i) =>
      Array.from(at, (__, j) => half.reduce((sum, row, k) => sum + slopes[k]![i]! * row[j]!, 0)),
    );
    covariance = covariance.map((row, i) => row.map((entry, j) => (entry + covariance![j]![i]!) / 2));
  }
  return {
    ...optimum,
    working: { space: transform.space(parameterNames, 0), estimate: Array.from(at), covariance },
  };
}

/** Checks that every coefficient can be estimated: covariates that vary, near 0, none a combination of others on the same parameter. */
function requireDesign(
  coefficients: readonly Coefficient[],
  definitions: readonly ParameterDefinition[],
  { path, correlation }: Design,
  moments: readonly CovariateMoments[],
): void {
  const names = covariatesOf(coefficients);
  names.forEach((name, i) => {
    const { mean, deviation } = moments[i]!;
    if (deviation === 0) {
      throw new InputError({
        code: "zero-variance",
        path: `${path}.${name}`,
        expected: "a covariate that varies",
        received: mean,
        advice: "It is the same for all, so that it cannot tell them apart: leave it away.",
      });
    }
    if (Math.abs(mean) > farthest * deviation) {
      throw new InputError({
        code: "out-of-range",
        path: `${path}.${name}`,
        expected: `a mean within ${farthest} standard deviations of 0, where the parameters of the model are told`,
        received: mean,
        advice: "Subtract a round number near its mean (a year of birth less 1980).",
      });
    }
  });
  for (const { name: parameter } of definitions) {
    const acting = coefficients
      .filter(({ parameters }) => parameters.includes(parameter))
      .map(({ covariate }) => covariate);
    const spread = acting.map((name): NamedMoments => [name, moments[names.indexOf(name)]!]);
    const correlations = spread.map((one, i) => spread.slice(0, i + 1).map((other) => correlation(one, other)));
    // One after another: the first that those before it tell completely.
    for (let size = 2; size <= acting.length; size++) {
      const factor = cholesky(correlations.slice(0, size));
      if (factor !== null && factor[size - 1]![size - 1]! ** 2 > 1e-10) continue;
      throw new InputError({
        code: "singular",
        path: `${path}.${acting[size - 1]}`,
        expected: `a covariate that is no combination of ${acting.slice(0, size - 1).join(", ")}`,
        received: acting[size - 1],
        advice: `Leave one of them away from ${parameter}.`,
      });
    }
  }
}

/** Covariates that do not change over time. */
function overCustomers({ covariates, weight }: PurchaseHistory, customers: number): Design {
  return {
    path: "history.covariates",
    correlation: ([one, a], [other, b]) => correlation(covariates![one]!, covariates![other]!, a, b, weight, customers),
  };
}

function correlation(
  one: Column,
  other: Column,
  a: CovariateMoments,
  b: CovariateMoments,
  weight: Column | undefined,
  customers: number,
): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) {
    sum += (weight?.[i] ?? 1) * ((one[i]! - a.mean) / a.deviation) * ((other[i]! - b.mean) / b.deviation);
  }
  return sum / customers;
}
