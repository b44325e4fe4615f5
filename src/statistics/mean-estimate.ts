import { studentTQuantile, studentTSurvival } from "../numeric/distributions.ts";
import { effectiveSize } from "./weights.ts";

/** A mean with what is known of its accuracy. What does not exist for so few or such equal values is `null`. */
export interface MeanEstimate {
  /** The mean. */
  readonly mean: number;
  /** Values behind it. */
  readonly n: number;
  /** Standard deviation, divisor n − 1; `null` for one value. */
  readonly standardDeviation: number | null;
  /** Standard deviation by √n; `null` for one value. */
  readonly standardError: number | null;
  /** Lower end of Student's interval at the level asked for; `null` for one value. */
  readonly lower: number | null;
  /** Upper end. */
  readonly upper: number | null;
  /** Student's t of the mean against 0; `null` where the values do not vary. */
  readonly t: number | null;
  /** Its two-sided p-value; `null` likewise. */
  readonly pValue: number | null;
}

/** A mean of respondents who may have weights, with its accuracy (加权均值). What does not exist for a single respondent is `null`. */
export interface SampleMean extends Omit<MeanEstimate, "t" | "pValue"> {
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
}

/** The mean of values and its test against 0; `null` without a value. */
export function meanEstimate(values: Float64Array, level: number): MeanEstimate | null {
  if (values.length === 0) return null;
  const estimate = estimateOf(weightedMoments(values), values.length, level);
  const { mean, n, standardError } = estimate;
  const t = standardError !== null && standardError > 0 ? mean / standardError : null;
  return { ...estimate, t, pValue: t === null ? null : 2 * studentTSurvival(Math.abs(t), n - 1) };
}

/** The mean of answers under weights above 0 of the same length, at least one. The largest weight is 1. */
export function sampleMean(values: Float64Array, weights: Float64Array, level: number): SampleMean {
  const n = values.length;
  const effectiveN = effectiveSize(weights);
  return {
    ...estimateOf(weightedMoments(values, weights), n, level),
    effectiveN,
    designEffect: n / effectiveN,
  };
}

function estimateOf(moments: WeightedMoments, n: number, level: number): Omit<MeanEstimate, "t" | "pValue"> {
  const { mean, total, spread, squares, unit } = moments;
  if (n === 1) return { mean, n, standardDeviation: null, standardError: null, lower: null, upper: null };
  const correction = n / (n - 1);
  const standardError = (unit * Math.sqrt(correction * squares)) / total;
  const reach = studentTQuantile(0.5 + level / 2, n - 1) * standardError;
  return {
    mean,
    n,
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
  /** Of the size of the largest difference from the first value, so that no square overflows; a power of 2, which costs no digits. */
  readonly unit: number;
}

/** The sums behind a mean, weighted where there are weights, around the first value, so that equal values leave no rounding. */
export function weightedMoments(values: Float64Array, weights?: Float64Array): WeightedMoments {
  const n = values.length;
  const origin = values[0]!;
  let farthest = 0;
  for (let i = 0; i < n; i++) farthest = Math.max(farthest, Math.abs(values[i]! - origin));
  const unit = farthest === 0 ? 1 : 2 ** Math.floor(Math.log2(farthest));
  let total = 0;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    total += weight;
    sum += weight * ((values[i]! - origin) / unit);
  }
  const centre = sum / total;
  let spread = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    const deviation = (values[i]! - origin) / unit - centre;
    spread += weight * deviation * deviation;
    squares += (weight * deviation) ** 2;
  }
  return { mean: origin + unit * centre, total, spread, squares, unit };
}
