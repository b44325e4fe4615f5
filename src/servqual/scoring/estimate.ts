import { type MeanEstimate, meanEstimate } from "../../statistics/mean-estimate.ts";
import { answered } from "../../survey/answers.ts";
import type { NullableColumn } from "../../types.ts";

/** A mean over respondents with what is known of its accuracy. What does not exist for so few or such equal answers is `null`. */
export interface ServqualEstimate extends Omit<MeanEstimate, "mean"> {
  /** The mean (均值); `null` where nobody has a value. */
  readonly mean: number | null;
  /** Respondents without a value. */
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

/**
 * The estimate of a column with NaN for missing. Where 0 is no `reference`, because values are levels and no differences, there are neither a
 * test against 0 nor shares.
 */
export function estimateColumn(values: Float64Array, level: number, reference: boolean): ServqualEstimate {
  const given = answered(values);
  const n = given.length;
  let below = 0;
  let above = 0;
  for (let i = 0; i < n; i++) {
    if (given[i]! < -zero) below++;
    else if (given[i]! > zero) above++;
  }
  const estimate = meanEstimate(given, level) ?? nothing;
  const { mean, standardDeviation } = estimate;
  const tested = reference && standardDeviation !== null && standardDeviation > spread * Math.abs(mean);
  const shares = reference && n > 0;
  return {
    ...estimate,
    ...(tested ? {} : { t: null, pValue: null }),
    missing: values.length - n,
    below: shares ? below / n : null,
    met: shares ? (n - below - above) / n : null,
    above: shares ? above / n : null,
  };
}

/** A column with NaN for missing as callers get it: `null` for missing. */
export function toNullable(values: Float64Array): NullableColumn {
  const column = new Array<number | null>(values.length);
  for (let i = 0; i < values.length; i++) column[i] = Number.isNaN(values[i]!) ? null : values[i]!;
  return column;
}
