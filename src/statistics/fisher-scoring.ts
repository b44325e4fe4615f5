import { InputError } from "../errors.ts";
import { cholesky, choleskyInverse, choleskySolve } from "../numeric/cholesky.ts";
import { leastSquares } from "../numeric/decompositions.ts";
import { centre, type RegressionColumn } from "./linear-regression.ts";

/** How an outcome hangs on its linear predictor η. */
export interface ScoringFamily {
  /** The expected outcome. */
  readonly mean: (eta: number) => number;
  /** Its derivative. */
  readonly slope: (eta: number) => number;
  /** The variance of the outcome, up to a constant factor. */
  readonly variance: (eta: number) => number;
  /** Minus the log-likelihood of an outcome, up to that factor; `Infinity` where the mean is none. */
  readonly loss: (outcome: number, eta: number) => number;
}

/** What {@link fisherScoring} goes by. */
export interface ScoringOptions {
  readonly family: ScoringFamily;
  /** Predictor of all rows at the start; must have a finite loss. */
  readonly start: number;
  /** How often each row counts; once where absent. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Whether the estimates run away, going by the predictors and the step that is to come. */
  readonly recedes?: ((eta: Float64Array, move: Float64Array, iteration: number) => boolean) | undefined;
  readonly path: string;
}

/** Where the scoring ended. */
export interface Scoring {
  /** The constant, then the columns. */
  readonly coefficients: readonly number[];
  /** Inverse of the expected information, in the order of the coefficients. */
  readonly inverse: readonly (readonly number[])[];
  /** The loss of all rows. */
  readonly loss: number;
  readonly converged: boolean;
  readonly iterations: number;
  /** Predictors of the rows. */
  readonly eta: Float64Array;
}

const mostIterations = 100;

/**
 * Coefficients of a constant and columns with the least loss, by Fisher scoring with halved steps (iteratively reweighted least squares).
 * `null` where they run away. Throws `zero-variance` for a column that does not vary, `singular` for columns that depend on each other.
 */
export function fisherScoring(
  outcome: ArrayLike<number>,
  columns: readonly RegressionColumn[],
  options: ScoringOptions,
): Scoring | null {
  const { family, recedes, path } = options;
  const rows = outcome.length;
  const size = columns.length + 1;
  const scaled = columns.map(({ name, values }) => scale(values, `${path}.${name}`));
  const ones = new Float64Array(rows).fill(1);
  const weights = options.weights ?? ones;
  const design = [ones, ...scaled.map(({ values }) => values)];
  if (rows < size || !(clearlyApart(design) || leastSquares(design, ones) !== null)) {
    throw new InputError({
      code: "singular",
      path,
      expected: "columns that do not depend on each other, and at least as many rows",
      received: columns.map(({ name }) => name).join(", "),
      advice: "Leave out a column that is a sum or a multiple of others.",
    });
  }
  let eta: Float64Array = new Float64Array(rows).fill(options.start);
  let loss = lossOf(outcome, eta, weights, family);
  const first = loss;
  let at: number[] = [options.start, ...columns.map(() => 0)];
  let converged = false;
  let iterations = 0;
  let factor: number[][] | null = null;
  while (iterations < mostIterations && !converged) {
    iterations++;
    const local = expand(design, outcome, eta, weights, family);
    factor = cholesky(local.information);
    if (factor === null) return null;
    const step = choleskySolve(factor, local.gradient);
    const decrement = local.gradient.reduce((sum, slope, j) => sum + slope * step[j]!, 0);
    const move = combine(design, step);
    if (recedes?.(eta, move, iterations)) return null;
    let share = 1;
    let next = moved(eta, move, share);
    let nextLoss = lossOf(outcome, next, weights, family);
    while (!(nextLoss <= loss + 1e-13 * Math.abs(loss)) && share > 1e-9) {
      share /= 2;
      next = moved(eta, move, share);
      nextLoss = lossOf(outcome, next, weights, family);
    }
    if (share <= 1e-9) {
      converged = decrement <= 1e-12 * first;
      break;
    }
    converged = share === 1 && decrement <= 1e-20 * Math.max(loss, 1e-8 * first);
    [eta, loss] = [next, nextLoss];
    at = at.map((value, j) => value + share * step[j]!);
  }
  const last = cholesky(expand(design, outcome, eta, weights, family).information) ?? factor;
  if (last === null) return null;
  return { ...unscaled(at, choleskyInverse(last), scaled), loss, converged, iterations, eta };
}

/** A column of mean 0 and mean square 1. */
interface Scaled {
  readonly values: Float64Array;
  readonly mean: number;
  readonly unit: number;
}

function scale(values: ArrayLike<number>, path: string): Scaled {
  const { mean, deviations } = centre(values, path);
  let squares = 0;
  for (const deviation of deviations) squares += deviation ** 2;
  const unit = Math.sqrt(squares / deviations.length);
  return { values: deviations.map((deviation) => deviation / unit), mean, unit };
}

/** Whether columns of mean square 1 are far from dependent, as their products show without a decomposition of all rows. */
function clearlyApart(design: readonly Float64Array[]): boolean {
  const rows = design[0]!.length;
  const products = design.map((one, j) =>
    design.slice(0, j + 1).map((other) => {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += one[i]! * other[i]!;
      return sum / rows;
    }),
  );
  return cholesky(products)?.every((row, j) => row[j]! > 1e-3) === true;
}

/** Gradient of minus the loss, and the expected information. */
function expand(
  design: readonly Float64Array[],
  outcome: ArrayLike<number>,
  eta: Float64Array,
  weights: ArrayLike<number>,
  family: ScoringFamily,
): { readonly gradient: number[]; readonly information: number[][] } {
  const gradient = design.map(() => 0);
  const information = design.map(() => design.map(() => 0));
  for (let i = 0; i < eta.length; i++) {
    const slope = family.slope(eta[i]!);
    const pull = (weights[i]! * slope) / family.variance(eta[i]!);
    const miss = pull * (outcome[i]! - family.mean(eta[i]!));
    const weight = pull * slope;
    for (let j = 0; j < design.length; j++) {
      const entry = design[j]![i]!;
      gradient[j]! += miss * entry;
      const row = information[j]!;
      for (let k = 0; k <= j; k++) row[k]! += weight * entry * design[k]![i]!;
    }
  }
  return { gradient, information };
}

function lossOf(
  outcome: ArrayLike<number>,
  eta: Float64Array,
  weights: ArrayLike<number>,
  family: ScoringFamily,
): number {
  let loss = 0;
  for (let i = 0; i < eta.length; i++) loss += weights[i]! * family.loss(outcome[i]!, eta[i]!);
  return loss;
}

function combine(design: readonly Float64Array[], step: readonly number[]): Float64Array {
  const move = new Float64Array(design[0]!.length);
  for (let j = 0; j < design.length; j++) {
    const [column, factor] = [design[j]!, step[j]!];
    for (let i = 0; i < move.length; i++) move[i]! += factor * column[i]!;
  }
  return move;
}

function moved(eta: Float64Array, move: Float64Array, share: number): Float64Array {
  return eta.map((value, i) => value + share * move[i]!);
}

/** Coefficients and covariance in the units of the columns as they were given. */
function unscaled(
  at: readonly number[],
  inverse: readonly (readonly number[])[],
  scaled: readonly Scaled[],
): Pick<Scoring, "coefficients" | "inverse"> {
  const units = [1, ...scaled.map(({ unit }) => unit)];
  const carry = [1, ...scaled.map(({ mean }) => -mean)];
  const slopes = at.map((value, j) => value / units[j]!);
  const half = inverse.map((row, i) => row.map((entry, j) => entry / (units[i]! * units[j]!)));
  const carried = (row: readonly number[]): number => row.reduce((sum, entry, j) => sum + carry[j]! * entry, 0);
  const across = half.map((row) => carried(row));
  return {
    coefficients: [carried(slopes), ...slopes.slice(1)],
    inverse: half.map((row, i) =>
      row.map((entry, j) =>
        i === 0 && j === 0 ? carried(across) : i === 0 ? across[j]! : j === 0 ? across[i]! : entry,
      ),
    ),
  };
}
