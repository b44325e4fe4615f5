import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import { sideBySide, type Transform } from "../../statistics/transforms.ts";
import { groupRows } from "../history/compress-rows.ts";
import { type LikelihoodRows, rowsAt } from "../history/likelihood-rows.ts";
import type { ParameterDefinition } from "../models.ts";
import type { Estimation, HistoryMoments } from "../transactions/estimate-process.ts";
import type { Coefficient } from "./coefficients.ts";
import { orderByCode, signOf } from "./with-covariates.ts";

/** A coefficient as the likelihood reads it. */
export interface Action {
  /** Place of the covariate among those of the rows. */
  readonly column: number;
  /** The parameters that it moves: their place, and 1 where e^(γz) multiplies it, -1 where e^(−γz) does. */
  readonly on: readonly { readonly parameter: number; readonly sign: 1 | -1 }[];
}

/** The covariates of some coefficients, each once. */
export function covariatesOf(coefficients: readonly Coefficient[]): readonly string[] {
  return [...new Set(coefficients.map(({ covariate }) => covariate))];
}

/** What coefficients do to the parameters of a process. */
export function actionsOf(
  plain: Estimation,
  coefficients: readonly Coefficient[],
  definitions: readonly ParameterDefinition[],
): readonly Action[] {
  const names = covariatesOf(coefficients);
  return coefficients.map(({ covariate, parameters }) => ({
    column: names.indexOf(covariate),
    on: parameters.map((name) => ({
      parameter: plain.parameterNames.indexOf(name),
      sign: signOf(definitions, name),
    })),
  }));
}

/** How a process is estimated with covariates, given how it is without: its parameters at z = 0, and the coefficients. */
export function covariateEstimation(
  plain: Estimation,
  coefficients: readonly Coefficient[],
  definitions: readonly ParameterDefinition[],
): Estimation {
  const actions = actionsOf(plain, coefficients, definitions);
  const covariates = covariatesOf(coefficients);
  const none = coefficients.map(() => 0);
  return {
    parameterNames: [...plain.parameterNames, ...coefficients.map(({ name }) => name)],
    transform: /* @__PURE__ */ sideBySide(plain.transform, coefficientTransform(coefficients.length)),
    columns: [...plain.columns, ...covariates.map((name) => `covariates.${name}` as const)],
    likelihood: (rows) => covariateLikelihood(plain, actions, rows),
    starts: (moments) => plain.starts(moments).map((start) => [...start, ...none]),
    ridges: plain.ridges,
    priors: (moments) => covariatePriors(plain, actions, moments),
    ...(plain.sampleRows === undefined ? {} : { sampleRows: plain.sampleRows }),
  };
}

/** Coefficients as they are. */
function coefficientTransform(size: number): Transform {
  const all = Array.from({ length: size }, (_, i) => i);
  const copy = (from: ArrayLike<number>, to: Float64Array, at: number): void => {
    for (let i = at; i < at + size; i++) to[i] = from[i]!;
  };
  return {
    size,
    signed: all,
    linear: all,
    space: (names, at) => names.slice(at, at + size).join(", "),
    toNatural: copy,
    toWorking: copy,
    jacobian: (_, jacobian, at) => {
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) jacobian[at + i]![at + j] = i === j ? 1 : 0;
    },
  };
}

/** The range of the parameters of a group of customers in which the likelihood is evaluated. */
const [least, most] = [1e-150, 1e150] as const;

/**
 * Log-likelihood and gradient: the sum, over the groups of rows with the same covariates (the columns that follow those of the plain
 * likelihood), of the plain one at the parameters of the group, θ e^(±γ'z).
 */
function covariateLikelihood(plain: Estimation, actions: readonly Action[], rows: LikelihoodRows): LogLikelihood {
  const width = plain.columns.length;
  const size = plain.parameterNames.length;
  const covariates = rows.columns.slice(width);
  const { first, codes } = groupRows(covariates);
  const { order, ends } = orderByCode(codes, first.length);
  const all = { ...rows, columns: rows.columns.slice(0, width) };
  const groups = Array.from(ends, (end, group) => ({
    likelihood: plain.likelihood(rowsAt(all, order.subarray(group === 0 ? 0 : ends[group - 1]!, end))),
    values: covariates.map((column) => column[first[group]!]!),
  }));
  const factors = new Float64Array(size);
  const own = new Float64Array(size);
  const slopes = new Float64Array(size);
  return (natural, gradient) => {
    gradient.fill(0);
    let value = 0;
    for (const { likelihood, values } of groups) {
      factors.fill(0);
      for (let c = 0; c < actions.length; c++) {
        const shift = natural[size + c]! * values[actions[c]!.column]!;
        for (const { parameter, sign } of actions[c]!.on) factors[parameter]! += sign * shift;
      }
      for (let i = 0; i < size; i++) {
        factors[i] = Math.exp(factors[i]!);
        own[i] = natural[i]! * factors[i]!;
        if (!(own[i]! > least && own[i]! < most)) return -Infinity;
      }
      value += likelihood(own, slopes);
      for (let i = 0; i < size; i++) gradient[i]! += slopes[i]! * factors[i]!;
      for (let c = 0; c < actions.length; c++) {
        let slope = 0;
        for (const { parameter, sign } of actions[c]!.on) slope += sign * slopes[parameter]! * own[parameter]!;
        gradient[size + c]! += slope * values[actions[c]!.column]!;
      }
    }
    return value;
  };
}

/** The weak prior of an effect that a standard deviation of a covariate has on the logarithm of a parameter. */
const effectDeviation = 1.5;

/**
 * Weak priors of coefficients, N(0, 1.5 / standard deviation of the covariate); those of the plain coordinates, which are now about customers
 * whose covariates are all 0, are as much wider as these are away from the others.
 */
function covariatePriors(
  plain: Estimation,
  actions: readonly Action[],
  moments: HistoryMoments,
): ReturnType<Estimation["priors"]> {
  const priors = plain.priors(moments);
  const size = priors.length;
  const spreads = actions.map(({ column }) => moments.covariates![column]!);
  const distances = new Float64Array(size);
  actions.forEach(({ on }, c) => {
    const { mean, deviation } = spreads[c]!;
    for (const { parameter } of on) distances[parameter]! += ((effectDeviation * mean) / (deviation || 1)) ** 2;
  });
  const centre = new Float64Array(size);
  plain.transform.toNatural(
    priors.map(({ mean }) => mean),
    centre,
    0,
  );
  const moved = new Float64Array(size);
  const widened = priors.map(({ standardDeviation }) => standardDeviation ** 2);
  distances.forEach((distance, parameter) => {
    if (distance === 0) return;
    plain.transform.toWorking(
      centre.map((value, i) => (i === parameter ? value * Math.E : value)),
      moved,
      0,
    );
    priors.forEach(({ mean }, j) => {
      widened[j]! += (moved[j]! - mean) ** 2 * distance;
    });
  });
  return [
    ...priors.map(({ mean }, j) => ({ mean, standardDeviation: Math.sqrt(widened[j]!) })),
    ...spreads.map(({ deviation }) => ({ mean: 0, standardDeviation: effectDeviation / (deviation || 1) })),
  ];
}
