import { requireColumn } from "../checks.ts";
import { InputError } from "../errors.ts";
import { studentTQuantile } from "../numeric/distributions.ts";
import type { Column } from "../types.ts";

/** A mean of respondents who may have weights, with its accuracy (加权均值). What does not exist for a single respondent is `null`. */
export interface SampleMean {
  /** Σwy / Σw. */
  readonly mean: number;
  /** Respondents behind it: those with an answer and a weight above 0. */
  readonly n: number;
  /** Kish's effective sample size (有效样本量): (Σw)² / Σw²; `n` where all weights are equal. */
  readonly effectiveN: number;
  /** Kish's design effect of the weights (设计效应): n / effectiveN, 1 where all weights are equal. */
  readonly designEffect: number;
  /** Standard deviation of the answers, √(n/(n−1) · Σw(y−ȳ)² / Σw). */
  readonly standardDeviation: number | null;
  /** Linearised standard error, √(n/(n−1) · Σw²(y−ȳ)²) / Σw; s/√n where all weights are equal. */
  readonly standardError: number | null;
  /** Lower end of Student's interval with n − 1 degrees of freedom. */
  readonly lower: number | null;
  /** Upper end. */
  readonly upper: number | null;
}

/** Weights of `rows` rows, the largest of which is 1; all 1 where none were given. Throws unless finite, at least 0, and one above. */
export function readWeights(weights: Column | undefined, path: string, rows: number): Float64Array {
  if (weights === undefined) return new Float64Array(rows).fill(1);
  requireColumn(weights, path, { min: 0 }, rows);
  let largest = 0;
  for (let i = 0; i < rows; i++) largest = Math.max(largest, weights[i]!);
  if (largest === 0) {
    throw new InputError({
      code: "out-of-range",
      path,
      expected: "weights of which at least one is above 0",
      received: weights,
    });
  }
  return Float64Array.from(weights, (weight) => weight / largest);
}

/** The weights of some rows, the largest of which is 1 again. All are above 0. */
export function pickWeights(weights: Float64Array, rows: readonly number[]): Float64Array {
  const largest = rows.reduce((most, row) => Math.max(most, weights[row]!), 0);
  return Float64Array.from(rows, (row) => weights[row]! / largest);
}

/** Kish's effective sample size of weights, (Σw)² / Σw². The largest is about 1. */
export function effectiveSize(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum) / squares;
}

/** The mean of answers under weights above 0 of the same length, at least one. The largest weight is 1. */
export function sampleMean(values: Float64Array, weights: Float64Array, level: number): SampleMean {
  const n = values.length;
  const effectiveN = effectiveSize(weights);
  const { mean, total, spread, squares, unit } = weightedMoments(values, weights);
  const counts = { mean, n, effectiveN, designEffect: n / effectiveN };
  if (n === 1) return { ...counts, standardDeviation: null, standardError: null, lower: null, upper: null };
  const correction = n / (n - 1);
  const standardError = (unit * Math.sqrt(correction * squares)) / total;
  const reach = studentTQuantile(0.5 + level / 2, n - 1) * standardError;
  return {
    ...counts,
    standardDeviation: unit * Math.sqrt((correction * spread) / total),
    standardError,
    lower: mean - reach,
    upper: mean + reach,
  };
}

/** Sums behind a weighted mean. */
export interface WeightedMoments {
  readonly mean: number;
  /** Σw. */
  readonly total: number;
  /** Σw(y−ȳ)², in squares of the unit. */
  readonly spread: number;
  /** Σw²(y−ȳ)², from which the variance of the mean is estimated, likewise. */
  readonly squares: number;
  /** The largest difference from the first value, so that no square overflows; 1 where all are the same. */
  readonly unit: number;
}

/** The sums behind a weighted mean, around the first value, so that equal values leave no rounding. */
export function weightedMoments(values: Float64Array, weights: Float64Array): WeightedMoments {
  const origin = values[0]!;
  const unit = values.reduce((most, value) => Math.max(most, Math.abs(value - origin)), 0) || 1;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    total += weights[i]!;
    sum += weights[i]! * ((values[i]! - origin) / unit);
  }
  const centre = sum / total;
  let spread = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = (values[i]! - origin) / unit - centre;
    spread += weights[i]! * deviation * deviation;
    squares += (weights[i]! * deviation) ** 2;
  }
  return { mean: origin + unit * centre, total, spread, squares, unit };
}
