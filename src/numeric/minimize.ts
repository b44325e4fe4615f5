import { jacobiEigen } from "./jacobi-eigen.ts";

/**
 * A function to be minimised: returns the value at `point` and writes the gradient there into `gradient`; one that is `curved` also writes
 * its second derivatives into the rows of `hessian`, where they are asked for.
 */
export type Objective = (point: Float64Array, gradient: Float64Array, hessian?: Float64Array[]) => number;

/** Settings of {@link minimize}. */
export interface MinimizeOptions {
  /** Stop when no entry of the gradient is larger than this. */
  readonly gradientTolerance: number;
  /** Give up after this many steps. */
  readonly maxIterations?: number | undefined;
  /** First guess of the inverse Hessian (from a similar problem); a scaled identity where absent. */
  readonly inverseHessian?: readonly (readonly number[])[] | undefined;
  /** The objective has second derivatives: steps are Newton's. */
  readonly curved?: boolean | undefined;
  /** Newton's steps go on while one is expected to lower the value by more than this, however small the gradient is. */
  readonly valueTolerance?: number | undefined;
  /** No step moves an entry by more than this: keeps exponents of transformed parameters in range. */
  readonly maxStep?: number | undefined;
}

/** Where a minimisation ended. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Largest absolute entry of the gradient. */
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly evaluations: number;
  readonly converged: boolean;
  /** Second derivatives of a curved objective. */
  readonly hessian: number[][] | undefined;
}

const sufficientDecrease = 1e-4;
const curvature = 0.9;
const longestSearch = 60;

/** Largest absolute entry. */
export function maxNorm(vector: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!));
  return largest;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Minimum of the cubic through two points with slopes, kept well inside the bracket. */
function cubicStep(x0: number, f0: number, d0: number, x1: number, f1: number, d1: number): number {
  const low = Math.min(x0, x1);
  const high = Math.max(x0, x1);
  const width = high - low;
  const theta = d0 + d1 - (3 * (f0 - f1)) / (x0 - x1);
  const root = Math.sqrt(Math.max(0, theta * theta - d0 * d1)) * Math.sign(x1 - x0);
  const step = x1 - ((x1 - x0) * (d1 + root - theta)) / (d1 - d0 + 2 * root);
  if (!(step > low + 0.1 * width)) return low + (step > low ? 0.1 : 0.5) * width;
  return Math.min(step, high - 0.1 * width);
}

/** Zeros in n rows. */
export function squareMatrix(n: number): Float64Array[] {
  return Array.from({ length: n }, () => new Float64Array(n));
}

/**
 * Writes Newton's step into `step`, taken along each axis of curvature by itself: downhill where the curvature is negative too, nowhere by
 * more than `longest`, and not at all where the slope is negligible.
 */
function newtonStep(
  hessian: readonly Float64Array[],
  gradient: Float64Array,
  longest: number,
  negligible: number,
  step: Float64Array,
): void {
  const { values, vectors } = jacobiEigen(hessian);
  step.fill(0);
  values.forEach((bend, k) => {
    let slope = 0;
    for (let i = 0; i < step.length; i++) slope += vectors[i]![k]! * gradient[i]!;
    if (Math.abs(slope) < negligible) return;
    const length = Math.min(longest, Math.abs(slope / bend)) * Math.sign(slope);
    for (let i = 0; i < step.length; i++) step[i]! -= length * vectors[i]![k]!;
  });
}

/**
 * Minimum of a smooth function of a few variables: quasi-Newton (BFGS), or Newton where second derivatives are given, with a line search
 * for the strong Wolfe conditions. A trial point where the value or the gradient is not finite counts as infinitely high, so a step that
 * leaves the domain only makes the search shorter (Nocedal & Wright, Numerical Optimization, algorithms 3.5 and 6.1).
 *
 * The value at `start` must be finite. `point` of the result is never worse than `start`.
 */
export function minimize(objective: Objective, start: ArrayLike<number>, options: MinimizeOptions): Minimum {
  const n = start.length;
  const {
    gradientTolerance,
    maxIterations = 500,
    curved = false,
    valueTolerance = Infinity,
    maxStep = curved ? 2 : 3,
  } = options;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(n);
  let trial = new Float64Array(n);
  let trialGradient = new Float64Array(n);
  const direction = new Float64Array(n);
  const change = new Float64Array(n);
  let hessian = curved ? squareMatrix(n) : undefined;
  let trialHessian = curved ? squareMatrix(n) : undefined;
  const inverse = Array.from({ length: n }, (_, i) => Float64Array.from(options.inverseHessian?.[i] ?? unit(n, i)));
  let scaled = curved || options.inverseHessian !== undefined;
  let value = objective(point, gradient, hessian);
  let evaluations = 1;
  let iterations = 0;
  let norm = maxNorm(gradient);

  const slopeAt = (step: number): { value: number; slope: number } => {
    for (let i = 0; i < n; i++) trial[i] = point[i]! + step * direction[i]!;
    const found = objective(trial, trialGradient, trialHessian);
    evaluations++;
    const slope = dot(trialGradient, direction);
    return Number.isFinite(found) && Number.isFinite(slope) ? { value: found, slope } : { value: Infinity, slope: 0 };
  };

  while (iterations < maxIterations) {
    if (hessian !== undefined && scaled) newtonStep(hessian, gradient, maxStep, 1e-3 * gradientTolerance, direction);
    else for (let i = 0; i < n; i++) direction[i] = -dot(inverse[i]!, gradient);
    let slope = dot(direction, gradient);
    if (norm <= gradientTolerance && !(hessian !== undefined && -0.5 * slope > valueTolerance)) break;
    iterations++;
    if (!(slope < 0)) {
      for (let i = 0; i < n; i++) {
        inverse[i]!.fill(0)[i] = 1;
        direction[i] = -gradient[i]!;
      }
      slope = -dot(gradient, gradient);
      scaled = false;
    }
    const longest = maxStep / maxNorm(direction);
    let step = Math.min(scaled ? 1 : Math.min(1, 1 / maxNorm(direction)), longest);
    const found = search(slopeAt, { value, slope }, step, longest);
    step = found.step;
    if (!(step > 0)) {
      if (!scaled) break;
      // The inverse Hessian has gone stale: once more along the gradient before giving up.
      for (let i = 0; i < n; i++) inverse[i]!.fill(0)[i] = 1;
      scaled = false;
      continue;
    }
    if (found.last !== step) slopeAt(step);
    for (let i = 0; i < n; i++) {
      change[i] = trial[i]! - point[i]!;
      direction[i] = trialGradient[i]! - gradient[i]!;
    }
    const before = value;
    [point, trial] = [trial, point];
    [gradient, trialGradient] = [trialGradient, gradient];
    [hessian, trialHessian] = [trialHessian, hessian];
    value = found.value;
    norm = maxNorm(gradient);
    if (hessian === undefined) updateInverse(inverse, change, direction, scaled);
    scaled = true;
    if (before - value <= 1e-15 * Math.abs(value) && maxNorm(change) < 1e-12) break;
  }
  return {
    point,
    value,
    gradient,
    hessian: hessian?.map((row) => Array.from(row)),
    gradientNorm: norm,
    iterations,
    evaluations,
    converged: norm <= gradientTolerance,
  };
}

function unit(n: number, i: number): number[] {
  return Array.from({ length: n }, (_, j) => (i === j ? 1 : 0));
}

/** Line search for the strong Wolfe conditions; `step` 0 means that nothing lower was found. `last` is the step evaluated last. */
function search(
  at: (step: number) => { value: number; slope: number },
  origin: { value: number; slope: number },
  first: number,
  longest: number,
): { step: number; value: number; last: number } {
  // Near the optimum the value stops telling steps apart: a rise within rounding counts as a fall.
  const noise = 4e-16 * Math.abs(origin.value);
  const low = { step: 0, ...origin };
  let high = { step: Infinity, value: Infinity, slope: 0 };
  let step = first;
  for (let round = 0; round < longestSearch; round++) {
    const here = { step, ...at(step) };
    const falls = here.value <= origin.value + sufficientDecrease * step * origin.slope + noise;
    if (!falls || here.value > low.value + noise) {
      high = here;
    } else if (Math.abs(here.slope) <= -curvature * origin.slope || step === longest) {
      return { step, value: here.value, last: step };
    } else if (here.slope < 0) {
      Object.assign(low, here);
    } else {
      high = here;
    }
    if (high.step === Infinity) step = Math.min(longest, 3 * step);
    else if (high.value === Infinity) step = low.step + 0.25 * (high.step - low.step);
    else step = cubicStep(low.step, low.value, low.slope, high.step, high.value, high.slope);
    if (Math.abs(high.step - low.step) <= 1e-14 * low.step) break;
  }
  return { step: low.step, value: low.value, last: Number.NaN };
}

/** BFGS update of the inverse Hessian, skipped where the curvature along the step is not positive. */
export function updateInverse(
  inverse: Float64Array[],
  change: Float64Array,
  gradientChange: Float64Array,
  scaled: boolean,
): void {
  const n = change.length;
  const product = dot(change, gradientChange);
  const size = dot(gradientChange, gradientChange);
  if (!(product > 1e-12 * Math.sqrt(dot(change, change) * size))) return;
  if (!scaled) for (let i = 0; i < n; i++) inverse[i]!.fill(0)[i] = product / size;
  const image = new Float64Array(n);
  for (let i = 0; i < n; i++) image[i] = dot(inverse[i]!, gradientChange);
  const factor = (1 + dot(gradientChange, image) / product) / product;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      inverse[i]![j]! += factor * change[i]! * change[j]! - (image[i]! * change[j]! + change[i]! * image[j]!) / product;
    }
  }
}

/**
 * Hessian by differences of the gradient, symmetrised, for smooth functions of variables of order one: central differences (2n
 * evaluations, relative error about 1e-8), or, where the gradient at the point is given, one-sided ones (n evaluations, about 1e-5).
 */
export function hessianFromGradient(objective: Objective, point: Float64Array, gradient?: Float64Array): number[][] {
  const step = gradient === undefined ? 1e-4 : 1e-5;
  const moved = Float64Array.from(point);
  const above = new Float64Array(point.length);
  const below = gradient ?? new Float64Array(point.length);
  const width = gradient === undefined ? 2 * step : step;
  const rows = Array.from(point, (centre, i) => {
    moved[i] = centre + step;
    objective(moved, above);
    moved[i] = centre - step;
    if (gradient === undefined) objective(moved, below);
    moved[i] = centre;
    return Array.from(above, (value, j) => (value - below[j]!) / width);
  });
  return rows.map((row, i) => row.map((value, j) => (value + rows[j]![i]!) / 2));
}
