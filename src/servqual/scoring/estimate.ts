import { studentTSurvival } from "../../numeric/distributions.ts";
import { type MeanEstimate, meanEstimate, sampleMean } from "../../statistics/mean-estimate.ts";
import { pickWeights } from "../../statistics/weights.ts";
import { answered } from "../../survey/answers.ts";
import type { NullableColumn } from "../../types.ts";

/** A mean over respondents with what is known of its accuracy. What does not exist for so few or such equal answers is `null`. */
export interface ServqualEstimate extends Omit<MeanEstimate, "mean"> {
  /** The mean (均值); `null` where nobody has a value. */
  readonly mean: number | null;
  /** Respondents without a value, of those who count. */
  readonly missing: number;
  /** Share of those with a value whose value is below 0: expectations not met (未达期望). `null` where 0 means nothing (perceptions alone). */
  readonly below: number | null;
  /** Share of those whose value is 0, within 1e-9: expectations met (符合期望). */
  readonly met: number | null;
  /** Share of those whose value is above 0: expectations exceeded (超出期望). */
  readonly above: number | null;
}

const nothing = {
  mean: null,
  n: 0,
  standardDeviation: null,
  standardError: null,
  lower: null,
  upper: null,
  t: null,
  pValue: null,
};

/** What arithmetic makes of a difference of 0. */
const zero = 1e-9;
/** Values that spread by no more than this part of their mean are equal. */
const spread = 1e-12;

/** What holds for every column of a survey. */
export interface EstimateRules {
  readonly level: number;
  /** A weight a respondent, the largest 1; `null` where all count the same. */
  readonly respondentWeights: Float64Array | null;
}

/**
 * The estimate of a column with NaN for missing. Where 0 is no `reference`, because values are levels and no differences, there are neither a
 * test against 0 nor shares.
 */
export function estimateColumn(
  values: Float64Array,
  { level, respondentWeights }: EstimateRules,
  reference: boolean,
): ServqualEstimate {
  const rows = respondentWeights === null ? null : countedRows(values, respondentWeights);
  const given = rows === null ? answered(values) : Float64Array.from(rows, (row) => values[row]!);
  const weights = rows === null ? null : pickWeights(respondentWeights!, rows);
  const n = given.length;
  let below = 0;
  let above = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    total += weight;
    if (given[i]! < -zero) below += weight;
    else if (given[i]! > zero) above += weight;
  }
  const estimate = (weights === null ? meanEstimate(given, level) : weightedEstimate(given, weights, level)) ?? nothing;
  const { mean, standardDeviation } = estimate;
  const tested = reference && standardDeviation !== null && standardDeviation > spread * Math.abs(mean);
  const shares = reference && n > 0;
  return {
    ...estimate,
    ...(tested ? {} : { t: null, pValue: null }),
    missing: values.length - (respondentWeights === null ? 0 : weightlessOf(respondentWeights)) - n,
    below: shares ? below / total : null,
    met: shares ? Math.max(0, total - below - above) / total : null,
    above: shares ? above / total : null,
  };
}

/** Respondents of weight 0. */
export function weightlessOf(respondentWeights: Float64Array): number {
  let weightless = 0;
  for (let i = 0; i < respondentWeights.length; i++) if (respondentWeights[i] === 0) weightless++;
  return weightless;
}

/** Sum of the weights of those with a value; their number where all count the same. */
export function weightBehind(values: Float64Array, respondentWeights: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!)) sum += respondentWeights === null ? 1 : respondentWeights[i]!;
  }
  return sum;
}

function countedRows(values: Float64Array, weights: Float64Array): Uint32Array {
  const rows = new Uint32Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) if (weights[i]! > 0 && !Number.isNaN(values[i]!)) rows[n++] = i;
  return rows.subarray(0, n);
}

function weightedEstimate(values: Float64Array, weights: Float64Array, level: number): MeanEstimate | null {
  if (values.length === 0) return null;
  const { mean, n, standardDeviation, standardError, lower, upper } = sampleMean(values, weights, level);
  const t = standardError !== null && standardError > 0 ? mean / standardError : null;
  const pValue = t === null ? null : 2 * studentTSurvival(Math.abs(t), n - 1);
  return { mean, n, standardDeviation, standardError, lower, upper, t, pValue };
}

/** A column with NaN for missing as callers get it: `null` for missing. */
export function toNullable(values: Float64Array): NullableColumn {
  const column = new Array<number | null>(values.length);
  for (let i = 0; i < values.length; i++) column[i] = Number.isNaN(values[i]!) ? null : values[i]!;
  return column;
}
