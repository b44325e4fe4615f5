import { exponentialSide } from "../../numeric/correlated-pareto-kernel.ts";
import { type LikelihoodOptimum, type LogLikelihood, maximizeLikelihood } from "../../statistics/maximum-likelihood.ts";
import { gammaTransform, sideBySide, type Transform } from "../../statistics/transforms.ts";
import type { ParameterInterval, Warning } from "../../types.ts";
import { boundsAt, correlationTransform, farOut } from "./correlation-transform.ts";
import type { Estimation } from "./estimate-process.ts";

/** The parameters of a correlated model. */
export const correlatedNames = ["r", "alpha", "s", "beta", "m"] as const;

/** A likelihood of r, alpha, s, beta and m, and how it is estimated without m. */
export interface CorrelatedProblem {
  readonly plain: Estimation;
  readonly likelihood: LogLikelihood;
  readonly customers: number;
  readonly rows: number;
}

/** A point of it. */
export interface Place {
  /** r, alpha, s, beta, m. */
  readonly natural: readonly number[];
  /** Log-likelihood. */
  readonly value: number;
}

/**
 * The optimum with m on one of two bounds, a function of the four other parameters; `null` where it is beyond the other one of them, which
 * is then the one that binds.
 */
export function alongBound(
  problem: CorrelatedProblem,
  from: readonly number[],
  side: number,
  which: 0 | 1,
): Edge | null {
  const { plain, likelihood } = problem;
  const natural = new Float64Array(5);
  const slopes = new Float64Array(5);
  /** Fills in m; returns its derivatives by r, alpha, s and beta. */
  const complete = (): readonly number[] => {
    const a = exponentialSide(natural[0]!, natural[1]!, 1);
    const b = exponentialSide(natural[2]!, natural[3]!, 1);
    const shareA = which === 0 ? a.mean : a.rest;
    const shareB = (which === 0) === side > 0 ? b.rest : b.mean;
    const m = side / (shareA * shareB);
    natural[4] = m;
    const turn = which === 0 ? -m : m;
    const byA = turn / shareA;
    const byB = (-side * turn) / shareB;
    return [byA * a.byShape, byA * a.byRate, byB * b.byShape, byB * b.byRate];
  };
  const optimum = reducedOptimum(problem, plain.transform, from, (four, gradient) => {
    natural.set(four);
    const follow = complete();
    const value = likelihood(natural, slopes);
    for (let i = 0; i < 4; i++) gradient[i] = slopes[i]! + slopes[4]! * follow[i]!;
    return value;
  });
  if (optimum === null) return null;
  natural.set(optimum.estimate);
  complete();
  const { lower, upper } = boundsAt(natural);
  const legal = natural[4]! >= lower * (1 + 1e-9) && natural[4]! <= upper * (1 + 1e-9);
  return legal ? edgeOf(optimum, Array.from(natural), identity(4), side) : null;
}

/** The optimum in the first of the parameters, of which the others are functions; `null` where the start is beyond what can be computed. */
function reducedOptimum(
  { plain, customers, rows }: CorrelatedProblem,
  transform: Transform,
  from: readonly number[],
  logLikelihood: LogLikelihood,
): LikelihoodOptimum | null {
  const start = from.slice(0, transform.size);
  const gradient = new Float64Array(transform.size);
  const value = logLikelihood(Float64Array.from(start), gradient);
  const within = start.every((entry) => entry > 1e-100 && entry < 1e100);
  if (!within || !Number.isFinite(value) || !gradient.every(Number.isFinite)) return null;
  return maximizeLikelihood({
    logLikelihood,
    customers,
    rows,
    parameterNames: correlatedNames.slice(0, transform.size),
    transform,
    starts: [start],
    ridges: plain.ridges.filter(({ axis }) => axis < transform.size),
  });
}

const identity = (size: number): readonly (readonly number[])[] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));

const logTransform: Transform = {
  size: 1,
  space: (names, at) => `ln ${names[at]}`,
  toNatural: (working, natural, at) => {
    natural[at] = Math.exp(working[at]!);
  },
  toWorking: (natural, working, at) => {
    working[at] = Math.log(natural[at]!);
  },
  jacobian: (natural, jacobian, at) => {
    jacobian[at]![at] = natural[at]!;
  },
};

/** The optimum on the kink of a bound, LB = LA or LB = 1 - LA, where beta follows from r, alpha and s, and m = ±1 / (LA (1 - LA)). */
export function alongKink(problem: CorrelatedProblem, from: readonly number[], side: number): Edge | null {
  const { likelihood } = problem;
  const natural = new Float64Array(5);
  const slopes = new Float64Array(5);
  /** Fills in beta and m; returns their derivatives by r, alpha and s. */
  const complete = (): readonly [readonly number[], readonly number[]] => {
    const a = exponentialSide(natural[0]!, natural[1]!, 1);
    const logB = side > 0 ? a.logMean : Math.log(a.rest);
    natural[3] = 1 / Math.expm1(-logB / natural[2]!);
    natural[4] = side / (a.mean * a.rest);
    const b = exponentialSide(natural[2]!, natural[3]!, 1);
    const byA = side / b.byRate;
    const bend = (-natural[4]! * (a.rest - a.mean)) / (a.mean * a.rest);
    return [
      [byA * a.byShape, byA * a.byRate, -b.byShape / b.byRate],
      [bend * a.byShape, bend * a.byRate, 0],
    ];
  };
  const optimum = reducedOptimum(problem, sideBySide(gammaTransform, logTransform), from, (three, gradient) => {
    natural.set(three);
    const [beta, m] = complete();
    const value = likelihood(natural, slopes);
    for (let i = 0; i < 3; i++) gradient[i] = slopes[i]! + slopes[3]! * beta[i]! + slopes[4]! * m[i]!;
    return value;
  });
  if (optimum === null) return null;
  natural.set(optimum.estimate);
  const [beta] = complete();
  return edgeOf(optimum, Array.from(natural), [...identity(3), beta], side);
}

/** An optimum on a bound of m. */
export interface Edge extends Place {
  readonly optimum: LikelihoodOptimum;
}

const z95 = 1.959963984540054;

/**
 * An optimum on a bound of m as one of all five parameters, of which `slopes` are the derivatives by those that were estimated: the standard
 * errors are those of a model whose m is on its bound, and m itself has none.
 */
function edgeOf(
  reduced: LikelihoodOptimum,
  natural: readonly number[],
  slopes: readonly (readonly number[])[],
  side: number,
): Edge {
  const working = new Float64Array(5);
  correlationTransform.toWorking(natural, working, 0);
  working[4] = side * farOut;
  const { covariance, standardErrors, intervals } = reduced;
  const errors: Record<string, number> = { ...standardErrors };
  const limits: Record<string, ParameterInterval> = { ...intervals };
  const carried = covariance && quadratic(slopes, covariance);
  if (carried !== null && errors["beta"] === undefined) {
    const error = Math.sqrt(carried[3]![3]!);
    const spread = Math.exp(Math.min(700, (z95 * error) / natural[3]!));
    errors["beta"] = error;
    limits["beta"] = { lower: natural[3]! / spread, upper: Math.min(Number.MAX_VALUE, natural[3]! * spread) };
  }
  return {
    natural,
    value: reduced.logLikelihood,
    optimum: {
      ...reduced,
      estimate: natural,
      parameterNames: correlatedNames,
      covariance: null,
      standardErrors: standardErrors && errors,
      intervals: intervals && limits,
      working: {
        space: correlationTransform.space(correlatedNames, 0),
        estimate: Array.from(working),
        covariance: carried && inLogarithms(carried, natural),
      },
      warnings: [...reduced.warnings, atBound(side)],
    },
  };
}

/** J C J'. */
function quadratic(jacobian: readonly (readonly number[])[], covariance: readonly (readonly number[])[]): number[][] {
  const half = jacobian.map((row) =>
    covariance.map((column) => column.reduce((sum, entry, k) => sum + entry * (row[k] ?? 0), 0)),
  );
  return half.map((row) => jacobian.map((other) => row.reduce((sum, entry, k) => sum + entry * (other[k] ?? 0), 0)));
}

/** A covariance of r, alpha, s and beta as one of the working coordinates: ln r, ln r/alpha, ln s, ln s/beta, and m, which is held. */
function inLogarithms(covariance: readonly (readonly number[])[], natural: readonly number[]): number[][] {
  const [r, alpha, s, beta] = natural.map((value) => 1 / value) as [number, number, number, number];
  const all = quadratic([[r], [r, -alpha], [0, 0, s], [0, 0, s, -beta], []], covariance);
  // On a kink the fourth coordinate follows the others; a hair of its own keeps the matrix positive definite.
  all[3]![3]! += 1e-10;
  return all;
}

function atBound(side: number): Warning {
  return {
    code: "correlation-at-bound",
    message: `The correlation of purchase and attrition rates stands at the ${side > 0 ? "highest" : "lowest"} value that the model can express in this unit of time: the data ask for ${side > 0 ? "more" : "less"}. m has no standard error, and those of the other parameters hold for this bound; use bootstrapDraws for intervals. Another unit of time can express more (months more than days): compare the log-likelihoods.`,
  };
}
