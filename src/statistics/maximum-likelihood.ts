import { InputError } from "../errors.ts";
import { cholesky, choleskyInverse, choleskySolve } from "../numeric/cholesky.ts";
import {
  hessianFromGradient,
  type Minimum,
  maxNorm,
  minimize,
  type Objective,
  squareMatrix,
  updateInverse,
} from "../numeric/minimize.ts";
import type { LikelihoodFit, Warning } from "../types.ts";
import type { Transform } from "./transforms.ts";

/** Log-likelihood at natural parameters, the sum over customers; writes its gradient into `gradient`. */
export interface LogLikelihood {
  (natural: Float64Array, gradient: Float64Array, hessian?: Float64Array[]): number;
  /** Set where it also writes its second derivatives, into the rows of `hessian`, if they are asked for. */
  readonly curved?: true;
}

/** A normal prior of each coordinate of the working space. */
export interface WorkingPrior {
  readonly mean: number;
  readonly standardDeviation: number;
}

/** A likelihood to be maximised. */
export interface LikelihoodProblem {
  readonly logLikelihood: LogLikelihood;
  /** Customers behind the likelihood (sum of weights). */
  readonly customers: number;
  /** Distinct rows behind it. */
  readonly rows: number;
  readonly parameterNames: readonly string[];
  readonly transform: Transform;
  /** Starting points, natural parameters. All are tried; the best optimum counts. */
  readonly starts: readonly (readonly number[])[];
  /** The same likelihood on a sample of the rows, where there are many: the starts are tried on it. */
  readonly sample?: { readonly logLikelihood: LogLikelihood; readonly customers: number } | undefined;
  /** Ways in which the optimum may lie at infinity. */
  readonly ridges?: readonly Ridge[] | undefined;
  /** Priors of the working coordinates: with them the posterior density is maximised, and its curvature is the covariance. */
  readonly priors?: readonly WorkingPrior[] | undefined;
}

/** A coordinate of the working space that may run away, and what it means if it does. */
export interface Ridge {
  /** Which coordinate. */
  readonly axis: number;
  /** Which way it runs. */
  readonly towards: 1 | -1;
  /** Reported when a move by ln 10 that way hardly lowers the log-likelihood (less than 0.01): the coordinate stands at its limit. */
  readonly limit: Warning;
  /** Reported when ten times as much is still within a 95 % region; nothing is where absent. */
  readonly weak?: Warning | undefined;
  /** Set where the coordinate is a logit: it is at this limit only if it is on this side of 0. */
  readonly sided?: true | undefined;
  /** Code of another limit that makes this coordinate meaningless where it was reported before. */
  readonly moot?: string | undefined;
  /** Coordinates that are determined only together with this one: what they move has no standard error at the limit either. */
  readonly besides?: readonly number[] | undefined;
  /** The point that a step along the ridge leads to, where that is no step along the axis by ln 10. */
  readonly move?: ((point: Float64Array) => Float64Array) | undefined;
  /** Set where the likelihood keeps its digits however far out: a fit that ends on the ridge is then moved a factor of 1e8 along it. */
  readonly exact?: true | undefined;
}

/** All of a {@link LikelihoodFit} but the model, and the estimate. */
export type LikelihoodOptimum = Omit<LikelihoodFit<unknown>, "model"> & { readonly estimate: readonly number[] };

/** Rows above which each evaluation of a likelihood counts. */
const manyRows = 20_000;

/** Second derivative, per customer, of what does not bend. */
const flatCurvature = 1e-5;

const z95 = 1.959963984540054;

/** How far the log-likelihood may fall along a ridge before a parameter counts as determined: half of chi-square(1) at 95 %. */
const determined = 1.920729410347062;

interface Working {
  readonly objective: Objective;
  readonly natural: Float64Array;
}

/** Logarithm of the density of independent normal priors at a point of the working space. */
export function logPrior(priors: readonly WorkingPrior[], point: ArrayLike<number>): number {
  return priors.reduce((sum, { mean, standardDeviation }, i) => {
    const score = (point[i]! - mean) / standardDeviation;
    return sum - 0.5 * score * score - Math.log(standardDeviation) - 0.5 * Math.log(2 * Math.PI);
  }, 0);
}

/** The negative mean log-likelihood (and prior) in the working space, with the gradient carried over by the chain rule. */
function inWorkingSpace(
  transform: Transform,
  logLikelihood: LogLikelihood,
  customers: number,
  priors: readonly WorkingPrior[] = [],
): Working {
  const { size, signed = [] } = transform;
  const natural = new Float64Array(size);
  const naturalGradient = new Float64Array(size);
  const naturalHessian = squareMatrix(size);
  const jacobian = squareMatrix(size);
  const lowest = natural.map((_, i) => (signed.includes(i) ? -1e150 : 1e-150));
  const objective: Objective = (point, gradient, hessian) => {
    transform.toNatural(point, natural, 0);
    for (let i = 0; i < size; i++) if (!(natural[i]! > lowest[i]! && natural[i]! < 1e150)) return Infinity;
    const value = logLikelihood(natural, naturalGradient, hessian === undefined ? undefined : naturalHessian);
    transform.jacobian(natural, jacobian, 0);
    if (hessian !== undefined) {
      carryHessian(jacobian, naturalHessian, hessian);
      transform.bend!(natural, naturalGradient, hessian, 0);
      for (const row of hessian) for (let j = 0; j < size; j++) row[j]! /= -customers;
      priors.forEach(({ standardDeviation }, j) => {
        hessian[j]![j]! += 1 / standardDeviation ** 2 / customers;
      });
    }
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += naturalGradient[i]! * jacobian[i]![j]!;
      gradient[j] = -sum / customers;
    }
    let penalty = 0;
    for (let j = 0; j < priors.length; j++) {
      const { mean, standardDeviation } = priors[j]!;
      const score = (point[j]! - mean) / standardDeviation;
      penalty += 0.5 * score * score;
      gradient[j]! += score / standardDeviation / customers;
    }
    return (penalty - value) / customers;
  };
  return { objective, natural };
}

/** Whether there are second derivatives: Newton's steps then take a third of the evaluations. */
function isCurved({ logLikelihood, transform }: LikelihoodTarget): boolean {
  return logLikelihood.curved === true && transform.bend !== undefined;
}

/** Jᵀ H J, written into `carried`. */
function carryHessian(
  jacobian: readonly Float64Array[],
  hessian: readonly Float64Array[],
  carried: Float64Array[],
): void {
  carried.forEach((row, j) => {
    for (let k = 0; k < row.length; k++) {
      let sum = 0;
      hessian.forEach((entries, i) => {
        for (let l = 0; l < row.length; l++) sum += jacobian[i]![j]! * entries[l]! * jacobian[l]![k]!;
      });
      row[k] = sum;
    }
  });
}

/**
 * Maximum of a likelihood, with standard errors: quasi-Newton from several starts in the working space and Newton steps with the Hessian of
 * the gradient to finish, or Newton steps all the way where the likelihood is `curved`; covariance as its inverse, carried to the natural
 * scale by the delta method. Intervals are made on the log scale of each natural parameter, those of signed ones on its own.
 *
 * A coordinate that stands at a limit is held where it is: the model is the one of the limit, with a parameter less, and the
 * covariance is that of the other coordinates. Parameters that move along it have no standard error.
 *
 * Throws `insufficient-data` where the likelihood is not finite at any start.
 */
export function maximizeLikelihood(problem: LikelihoodProblem): LikelihoodOptimum {
  const { transform, customers, parameterNames, priors, rows } = problem;
  const { size } = transform;
  const { objective, natural } = inWorkingSpace(transform, problem.logLikelihood, customers, priors);
  const warnings: Warning[] = [];
  // In units of a standard error: the first steps end within a thousandth, the Newton steps after them far below.
  const gradientTolerance = 1e-6 / Math.sqrt(customers);

  const { best, iterations: rough, disagreement } = bestStart(problem, objective, 1000 * gradientTolerance);
  const everywhere = Array.from({ length: size }, (_, i) => i);
  let end = polish(problem, objective, best, everywhere, gradientTolerance);
  const { held, besides, found } = ridgesAt(problem, objective, end);
  const free = everywhere.filter((i) => !held.has(i));
  if (held.size > 0) {
    end = polish(problem, objective, endOfRidges(problem, objective, end, held), free, gradientTolerance);
  }
  const { point, gradient, value, factor } = end;
  // On a ridge the starts end at different places of it, and none of them at its top.
  const alike = held.size > 0 ? determined : Math.max(0.01, 1e-9 * Math.abs(best.value) * customers);
  if (disagreement > alike) {
    warnings.push({
      code: "starts-disagree",
      message: `Different starting points ended at log-likelihoods that differ by ${disagreement.toPrecision(3)}; the best one is reported. Compare with another model, or give a start of your own.`,
    });
  }
  const gradientNorm = maxNorm(free.map((i) => gradient[i]!));
  const converged = gradientNorm <= 10 * gradientTolerance;
  if (!converged) {
    warnings.push({
      code: "not-converged",
      message: `The optimiser stopped at a gradient of ${gradientNorm.toPrecision(2)} per customer; the estimates may be improved by another start.`,
    });
  }
  warnings.push(...found);
  if (factor === null) {
    warnings.push({
      code: "hessian-not-positive-definite",
      message:
        "The information matrix has no usable inverse, so there are no standard errors; predictions remain valid. Use bootstrap draws for intervals.",
    });
  }
  transform.toNatural(point, natural, 0);
  const workingCovariance = factor === null ? null : spreadOut(choleskyInverse(factor), free, size, customers);
  return {
    ...onNaturalScale(transform, parameterNames, point, workingCovariance, new Set([...held, ...besides])),
    converged,
    iterations: rough + best.iterations,
    rows,
    customers,
    logLikelihood: priors === undefined ? -value * customers : problem.logLikelihood(natural, new Float64Array(size)),
    gradientNorm,
    parameterNames,
    working: { space: transform.space(parameterNames, 0), estimate: Array.from(point), covariance: workingCovariance },
    warnings,
  };
}

/**
 * A point of the working space and its covariance carried to the natural scale by the delta method, with 95 % intervals on the log scale of
 * each parameter (on its own, where it is signed). A parameter at a limit, or one that follows a `held` coordinate there, has no standard error.
 */
export function onNaturalScale(
  transform: Transform,
  parameterNames: readonly string[],
  point: ArrayLike<number>,
  workingCovariance: readonly (readonly number[])[] | null,
  held: ReadonlySet<number>,
): Pick<LikelihoodOptimum, "estimate" | "covariance" | "standardErrors" | "intervals"> {
  const natural = new Float64Array(transform.size);
  transform.toNatural(point, natural, 0);
  const estimate = Array.from(natural);
  const jacobian = estimate.map(() => new Float64Array(estimate.length));
  transform.jacobian(natural, jacobian, 0);
  const covariance = workingCovariance === null ? null : carryOver(jacobian, workingCovariance);
  const known = [...estimate.keys()].filter(
    (i) => covariance !== null && !Array.from(held).some((j) => jacobian[i]![j] !== 0),
  );
  const byName = <T>(entry: (i: number) => T): Record<string, T> =>
    Object.fromEntries(known.map((i) => [parameterNames[i]!, entry(i)]));
  const errorOf = (i: number): number => Math.sqrt(covariance![i]![i]!);
  return {
    estimate,
    covariance: known.length < estimate.length ? null : covariance,
    standardErrors: known.length === 0 ? null : byName(errorOf),
    intervals:
      known.length === 0
        ? null
        : byName((i) => {
            if (transform.signed?.includes(i)) {
              const half = z95 * errorOf(i);
              return { lower: estimate[i]! - half, upper: estimate[i]! + half };
            }
            const spread = Math.min(700, (z95 * errorOf(i)) / estimate[i]!);
            return {
              lower: estimate[i]! * Math.exp(-spread),
              upper: Math.min(Number.MAX_VALUE, estimate[i]! * Math.exp(spread)),
            };
          }),
  };
}

/** The part of a problem that says what is maximised, and in which space. */
export type LikelihoodTarget = Pick<LikelihoodProblem, "logLikelihood" | "customers" | "transform" | "priors">;

/** An optimum in the working space with the covariance there. */
export interface WorkingOptimum {
  readonly estimate: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/**
 * The maximum of a likelihood that lies near that of a similar one, whose covariance tells the curvature: full quasi-Newton steps, without
 * a line search (which would ask values to tell steps apart that only gradients can), until one is shorter than a millionth of a standard
 * error. `null` where they do not settle.
 */
export function nearbyMaximum(target: LikelihoodTarget, { estimate, covariance }: WorkingOptimum): Float64Array | null {
  const { transform, customers, priors } = target;
  const { size } = transform;
  const { objective } = inWorkingSpace(transform, target.logLikelihood, customers, priors);
  const inverse = covariance.map((row) => Float64Array.from(row, (entry) => entry * customers));
  const point = Float64Array.from(estimate);
  let gradient = new Float64Array(size);
  let next = new Float64Array(size);
  const step = new Float64Array(size);
  const change = new Float64Array(size);
  if (!(objective(point, gradient) < Infinity)) return null;
  let shortest = Infinity;
  for (let round = 0; round < 30; round++) {
    let decrement = 0;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += inverse[i]![j]! * gradient[j]!;
      step[i] = -sum;
      decrement += sum * gradient[i]!;
    }
    const length = Math.sqrt(decrement * customers);
    if (!(length < 10 * shortest && length < 20)) return null;
    shortest = Math.min(shortest, length);
    for (let i = 0; i < size; i++) point[i]! += step[i]!;
    if (length < 1e-6) return point;
    if (!(objective(point, next) < Infinity)) return null;
    for (let i = 0; i < size; i++) change[i] = next[i]! - gradient[i]!;
    updateInverse(inverse, step, change, true);
    [gradient, next] = [next, gradient];
  }
  return null;
}

/** Log-likelihood, with the priors but for a constant, at a point of the working space; -Infinity beyond the range of numbers. */
export function valueAt(target: LikelihoodTarget, point: Float64Array, scratch: Float64Array): number {
  const { transform, customers, priors } = target;
  return -inWorkingSpace(transform, target.logLikelihood, customers, priors).objective(point, scratch) * customers;
}

/** Gradient of the sum of log-likelihood and priors at a point of the working space, and minus its matrix of second derivatives. */
export function curvatureAt(
  target: LikelihoodTarget,
  point: Float64Array,
): { readonly gradient: number[]; readonly information: number[][] } {
  const { transform, customers, priors } = target;
  const { objective } = inWorkingSpace(transform, target.logLikelihood, customers, priors);
  const gradient = new Float64Array(transform.size);
  objective(point, gradient);
  return {
    gradient: Array.from(gradient, (entry) => -entry * customers),
    information: hessianAt(target, objective, point).map((row) => row.map((entry) => entry * customers)),
  };
}

/** The Hessian, by differences of the gradient (one-sided, where that at the point is given) where there are no second derivatives. */
function hessianAt(
  target: LikelihoodTarget,
  objective: Objective,
  point: Float64Array,
  gradient?: Float64Array,
): number[][] {
  if (!isCurved(target)) return hessianFromGradient(objective, point, gradient);
  const hessian = squareMatrix(point.length);
  objective(point, new Float64Array(point.length), hessian);
  return hessian.map((row) => Array.from(row));
}

/** Runs the starts (on the sample, where there is one) and returns the best optimum on all rows. */
function bestStart(
  problem: LikelihoodProblem,
  objective: Objective,
  gradientTolerance: number,
): { best: Minimum; iterations: number; disagreement: number } {
  const { transform, sample, starts } = problem;
  const curved = isCurved(problem);
  const trial =
    sample === undefined
      ? objective
      : inWorkingSpace(transform, sample.logLikelihood, sample.customers, problem.priors).objective;
  // Starts that are tried on a sample, and roughly, are judged by the size of a sample.
  const population = sample === undefined ? problem.customers : Math.min(sample.customers, manyRows);
  const tolerance = sample === undefined ? gradientTolerance : 1e-4;
  const minima = starts
    .map((start) => {
      const working = new Float64Array(transform.size);
      transform.toWorking(start, working, 0);
      return minimize(trial, working, { gradientTolerance: tolerance, valueTolerance: 1e-4 / population, curved });
    })
    .filter((minimum) => Number.isFinite(minimum.value));
  if (minima.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "history",
      expected: "rows at which the likelihood is finite",
      received: problem.customers,
      advice: "Check the columns for extreme values.",
    });
  }
  const first = minima.reduce((a, b) => (b.value < a.value ? b : a));
  const iterations = minima.reduce((sum, minimum) => sum + minimum.iterations, 0);
  const settled = minima.filter((minimum) => minimum.converged);
  const worst = settled.reduce((a, minimum) => Math.max(a, minimum.value), first.value);
  const disagreement = (worst - first.value) * population;
  if (sample === undefined) return { best: first, iterations: iterations - first.iterations, disagreement };
  const hessian = first.hessian ?? hessianFromGradient(trial, first.point);
  // Newton's steps go far where a sample leaves a coordinate open, and all rows may say better.
  if (curved && problem.rows <= manyRows && leavesOpen(problem, hessian)) {
    return bestStart({ ...problem, sample: undefined }, objective, gradientTolerance);
  }
  const factor = usableCholesky(hessian);
  const flat = flatRidges(problem, hessian);
  const from =
    flat.length === 0
      ? first
      : minimize(objective, first.point, { gradientTolerance, curved, inverseHessian: dampedInverse(hessian) });
  const best = minimize(objective, farAlong(flat, objective, from), {
    curved,
    valueTolerance: 1e-4 / problem.customers,
    // Few steps more, where they cost little, save the second Hessian that a Newton step of some length would ask for.
    gradientTolerance: problem.rows > manyRows || curved ? gradientTolerance : 1e-3 * gradientTolerance,
    inverseHessian:
      factor === null ? (flat.length === 0 ? undefined : dampedInverse(hessian)) : choleskyInverse(factor),
  });
  return { best, iterations, disagreement };
}

/** Whether a step along some ridge, by ln 10, would be allowed by the curvature. */
function leavesOpen({ ridges = [], customers }: LikelihoodProblem, hessian: readonly (readonly number[])[]): boolean {
  return ridges.some(({ axis }) => 0.5 * hessian[axis]![axis]! * Math.LN10 ** 2 * customers < determined);
}

/** The ridges that can be followed to their end, and along which nothing bends. */
function flatRidges(
  { ridges = [] }: LikelihoodProblem,
  hessian: readonly (readonly number[])[],
  free: readonly number[] = [...hessian.keys()],
): readonly Ridge[] {
  return ridges.filter(
    ({ exact, axis }) => exact === true && free.includes(axis) && Math.abs(hessian[axis]![axis]!) <= flatCurvature,
  );
}

/** The point, or one a factor of 1e8 farther along each ridge that falls no lower there: quasi-Newton steps would take dozens. */
function farAlong(ridges: readonly Ridge[], objective: Objective, { point, value }: Place): Float64Array {
  const scratch = new Float64Array(point.length);
  let best = { point, value };
  for (const { axis, towards } of ridges) {
    const far = best.point.map((entry, i) => (i === axis ? entry + 8 * towards * Math.LN10 : entry));
    const there = objective(far, scratch);
    if (there <= best.value) best = { point: far, value: there };
  }
  return best.point;
}

/** The inverse of the Hessian with so much added to its diagonal that there is one. */
function dampedInverse(hessian: readonly (readonly number[])[]): number[][] | undefined {
  for (let damping = flatCurvature; damping < 1; damping *= 10) {
    const factor = usableCholesky(hessian.map((row, i) => row.map((entry, j) => (i === j ? entry + damping : entry))));
    if (factor !== null) return choleskyInverse(factor);
  }
  return undefined;
}

/** Cholesky factor of the Hessian; `null` where it is not positive definite beyond the noise of differences. */
function usableCholesky(hessian: number[][]): number[][] | null {
  if (hessian.some((row, i) => !(row[i]! > 1e-9) || row.some((entry) => !Number.isFinite(entry)))) return null;
  const factor = cholesky(hessian);
  return factor?.every((row, i) => row[i]! ** 2 > 1e-8 * hessian[i]![i]!) ? factor : null;
}

/** A point with what is known of the objective there. */
type Place = Pick<Minimum, "point" | "gradient" | "value"> & { readonly hessian?: number[][] | undefined };

interface Polished extends Place {
  readonly hessian: number[][];
  /** Cholesky factor of the free part of the Hessian. */
  readonly factor: number[][] | null;
}

/**
 * The Hessian at the end of the first steps, and Newton steps with it until the gradient is negligible or noise; the `free`
 * coordinates alone move and count.
 */
function polish(
  problem: LikelihoodProblem,
  objective: Objective,
  from: Place,
  free: readonly number[],
  tolerance: number,
): Polished {
  const curved = isCurved(problem);
  // Where there are many rows each evaluation counts, and one-sided differences are still far below the sampling error.
  const oneSided = problem.rows > manyRows;
  const hessianHere = (): number[][] => hessianAt(problem, objective, point, oneSided ? gradient : undefined);
  const part = (column: Float64Array): number[] => free.map((i) => column[i]!);
  const factorOf = (matrix: number[][]): number[][] | null =>
    usableCholesky(free.map((i) => free.map((j) => matrix[i]![j]!)));
  let { point, gradient, value } = from;
  let hessian = from.hessian ?? hessianHere();
  let factor = factorOf(hessian);
  const flat = maxNorm(part(gradient)) > tolerance ? flatRidges(problem, hessian, free) : [];
  if (flat.length > 0) {
    ({ point, gradient, value } = minimize(objective, farAlong(flat, objective, from), {
      curved,
      gradientTolerance: 0.1 * tolerance,
      inverseHessian: dampedInverse(hessian),
    }));
    hessian = hessianHere();
    factor = factorOf(hessian);
  }
  let moved = 0;
  for (let round = 0; round < 4 && factor !== null && maxNorm(part(gradient)) > 0.01 * tolerance; round++) {
    const step = choleskySolve(factor, part(gradient));
    const next = Float64Array.from(point);
    free.forEach((i, k) => {
      next[i]! -= step[k]!;
    });
    const nextGradient = new Float64Array(point.length);
    const nextHessian = curved ? squareMatrix(point.length) : undefined;
    const nextValue = objective(next, nextGradient, nextHessian);
    const better =
      nextValue <= value + 1e-13 * Math.abs(value) && maxNorm(part(nextGradient)) < maxNorm(part(gradient));
    if (!better) break;
    moved += Math.max(...step.map(Math.abs));
    [point, gradient, value] = [next, nextGradient, nextValue];
    // The curvature changes by about the share that the estimates do.
    if (nextHessian !== undefined || moved > (oneSided ? 0.02 : 1e-4)) {
      hessian = nextHessian?.map((row) => Array.from(row)) ?? hessianHere();
      factor = factorOf(hessian);
      moved = 0;
    }
  }
  return { point, gradient, value, hessian, factor };
}

/** The coordinates that stand at a limit, and the warnings of all ridges. */
function ridgesAt(
  problem: LikelihoodProblem,
  objective: Objective,
  { hessian, point, value }: Polished,
): { held: ReadonlySet<number>; besides: readonly number[]; found: readonly Warning[] } {
  const scratch = new Float64Array(point.length);
  const held = new Set<number>();
  const found: Warning[] = [];
  const besides: number[] = [];
  for (const { axis, towards, limit, weak, moot, move, sided, besides: others = [] } of problem.ridges ?? []) {
    if (sided === true && towards * point[axis]! < 0) continue;
    if (move !== undefined && [axis, ...others].some((i) => held.has(i))) continue;
    if (found.some(({ code }) => code === moot)) {
      held.add(axis);
      continue;
    }
    // Where the curvature alone promises a fall far beyond doubt there is no ridge to look for.
    const moved = move?.(point) ?? point.map((entry, i) => (i === axis ? entry + towards * Math.LN10 : entry));
    if (0.5 * curvatureAlong(hessian, point, moved) * problem.customers > 100 * determined) continue;
    const fall = (objective(moved, scratch) - value) * problem.customers;
    if (fall < 0.01) {
      held.add(axis);
      besides.push(...others);
      found.push(limit);
    } else if (fall < determined && weak !== undefined) found.push(weak);
  }
  return { held, besides, found };
}

/**
 * The place along the ridges at which they end: on to where the log-likelihood rises no more, or back as far as it stays within 1e-7 of
 * its height. Farther out a coordinate says nothing, and only costs digits; at most back to 1 on the natural scale.
 */
function endOfRidges(
  { ridges = [], customers }: LikelihoodProblem,
  objective: Objective,
  end: Polished,
  held: ReadonlySet<number>,
): Place {
  let place: Place = end;
  for (const { axis, towards, move, exact } of ridges) {
    if (!held.has(axis) || move !== undefined || exact === true) continue;
    const moved = (steps: number): Place => {
      const point = place.point.map((entry, i) => (i === axis ? entry + steps * towards * Math.LN10 : entry));
      const gradient = new Float64Array(point.length);
      return { point, gradient, value: objective(point, gradient) };
    };
    const rise = (next: Place): number => (place.value - next.value) * customers;
    for (let next = moved(1), n = 0; n < 100 && rise(next) > 1e-7; next = moved(1), n++) place = next;
    const height = place.value;
    while (towards * place.point[axis]! > Math.LN10) {
      const next = moved(-1);
      if (!((next.value - height) * customers < 1e-7)) break;
      place = next;
    }
  }
  return place;
}

/** The second derivative along the way from one point to another. */
function curvatureAlong(hessian: readonly (readonly number[])[], from: Float64Array, to: Float64Array): number {
  let sum = 0;
  hessian.forEach((row, i) => {
    row.forEach((entry, j) => {
      const [di, dj] = [to[i]! - from[i]!, to[j]! - from[j]!];
      if (di !== 0 && dj !== 0) sum += entry * di * dj;
    });
  });
  return sum;
}

/** A covariance per customer of the free coordinates as one of all of them: none where a coordinate is held. */
function spreadOut(
  covariance: readonly (readonly number[])[],
  free: readonly number[],
  size: number,
  customers: number,
): number[][] {
  const all = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  free.forEach((i, row) => {
    free.forEach((j, column) => {
      all[i]![j] = covariance[row]![column]! / customers;
    });
  });
  return all;
}

/** Covariance on the natural scale: J C Jᵀ. */
function carryOver(jacobian: readonly Float64Array[], covariance: readonly (readonly number[])[]): number[][] {
  const half = jacobian.map((row) =>
    covariance.map((column) => column.reduce((sum, entry, k) => sum + row[k]! * entry, 0)),
  );
  return half.map((row) => jacobian.map((other) => row.reduce((sum, entry, k) => sum + entry * other[k]!, 0)));
}
