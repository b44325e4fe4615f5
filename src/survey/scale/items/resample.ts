import { pickNumbers } from "../../../columns.ts";
import { InputError } from "../../../errors.ts";
import {
  type BootstrapOptions,
  type BootstrapSummary,
  failedDraws,
  requireBootstrap,
  resampled,
} from "../../../statistics/bootstrap.ts";
import { correlationMatrix, momentsOf } from "../../../statistics/correlation-matrix.ts";
import { percentileInterval } from "../../../statistics/percentile-interval.ts";
import type { ParameterInterval, Warning } from "../../../types.ts";
import type { Items } from "./item-data.ts";

/** What was computed from resampled respondents. */
export interface Sampled {
  readonly bootstrap: BootstrapSummary;
  /** For each value the percentile interval; `null` where fewer than half of the draws have the value. */
  readonly intervals: readonly (ParameterInterval | null)[];
  readonly warnings: readonly Warning[];
}

/** Computes some values of the correlations of resampled respondents, with intervals of a level. */
export function resample(
  { answers, n }: Items,
  { bootstrap, level }: { readonly bootstrap: BootstrapOptions; readonly level: number },
  valuesOf: (correlations: readonly (readonly number[])[]) => readonly (number | null)[],
): Sampled {
  const { seed, draws } = requireBootstrap(bootstrap);
  if (answers === null || answers.gaps) {
    throw new InputError({
      code: "bad-option",
      path: "options.bootstrap",
      expected: "answers without gaps, whose respondents can be resampled",
      received: answers === null ? "correlations" : "answers with gaps",
      advice: 'Give answers, and leave `missing` at "listwise".',
    });
  }
  const samples = resampled(n!, { seed, draws }, (drawn) => {
    const columns = answers.columns.map((column) => pickNumbers(column, drawn));
    if (columns.some((column) => column.every((answer) => answer === column[0]))) return null;
    return valuesOf(correlationMatrix(momentsOf(columns).covariance));
  });
  const summary = { seed, draws, failed: draws - samples.length };
  return {
    bootstrap: summary,
    intervals: (samples[0] ?? []).map((_, place) => {
      const values = samples.map((sample) => sample[place]!).filter((value) => value !== null);
      return 2 * values.length < draws ? null : percentileInterval(values, level);
    }),
    warnings: failedDraws(summary, "an item does not vary"),
  };
}
