import { requireNumber, requireOptions, requireSeed } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { quantileOfSorted } from "../../../numeric/quantile.ts";
import { randomStream } from "../../../numeric/random.ts";
import type { ParameterInterval, Warning } from "../../../types.ts";
import { correlationMatrix, momentsOf } from "../../correlation-matrix.ts";
import type { Items } from "./item-data.ts";

/** How to resample respondents. */
export interface ItemBootstrapOptions {
  /** Seed of the samples: any whole number. */
  readonly seed: number;
  /**
   * Samples, from 20 to 100,000.
   * @defaultValue 1000
   */
  readonly replicates?: number | undefined;
  /**
   * Level of the percentile intervals.
   * @defaultValue 0.95
   */
  readonly level?: number | undefined;
}

/** The bootstrap behind intervals. */
export interface ItemBootstrap {
  /** The seed given. */
  readonly seed: number;
  /** Samples. */
  readonly replicates: number;
  /** Level of the intervals. */
  readonly level: number;
  /** Samples left out, since an item did not vary in them. */
  readonly failed: number;
}

/** What was computed from resampled respondents. */
export interface Sampled {
  readonly bootstrap: ItemBootstrap;
  /** For each value the percentile interval; `null` where fewer than half of the samples have the value. */
  readonly intervals: readonly (ParameterInterval | null)[];
  readonly warnings: readonly Warning[];
}

/** Computes some values of the correlations of resampled respondents; replicate k draws from stream k of the seed. */
export function resample(
  { answers, n }: Items,
  bootstrap: ItemBootstrapOptions,
  valuesOf: (correlations: readonly (readonly number[])[]) => readonly (number | null)[],
): Sampled {
  const { seed, replicates = 1000, level = 0.95 } = requireOptions(bootstrap, "options.bootstrap");
  requireSeed(seed, "options.bootstrap.seed");
  requireNumber(replicates, "options.bootstrap.replicates", { integer: true, min: 20, max: 100_000 });
  requireNumber(level, "options.bootstrap.level", { min: 0, max: 1, openMin: true, openMax: true });
  if (answers === null || answers.gaps) {
    throw new InputError({
      code: "bad-option",
      path: "options.bootstrap",
      expected: "answers without gaps, whose respondents can be resampled",
      received: answers === null ? "correlations" : "answers with gaps",
      advice: 'Give answers, and leave `missing` at "listwise".',
    });
  }
  const samples: (readonly (number | null)[])[] = [];
  for (let k = 0; k < replicates; k++) {
    const stream = randomStream(seed, k);
    const rows = Uint32Array.from({ length: n! }, () => stream.integer(n!));
    const columns = answers.columns.map((column) => Float64Array.from(rows, (row) => column[row]!));
    if (columns.some((column) => column.every((answer) => answer === column[0]))) continue;
    samples.push(valuesOf(correlationMatrix(momentsOf(columns).covariance)));
  }
  const failed = replicates - samples.length;
  return {
    bootstrap: { seed, replicates, level, failed },
    intervals: (samples[0] ?? []).map((_, place) => {
      const values = Float64Array.from(
        samples.map((sample) => sample[place]!).filter((value) => value !== null),
      ).sort();
      if (2 * values.length < replicates) return null;
      return { lower: quantileOfSorted(values, 0.5 - level / 2), upper: quantileOfSorted(values, 0.5 + level / 2) };
    }),
    warnings: failed === 0 ? [] : [failedSamples(failed, replicates)],
  };
}

function failedSamples(failed: number, replicates: number): Warning {
  return {
    code: "failed-samples",
    message: `In ${failed} of ${replicates} samples an item did not vary, and they count for nothing: have more respondents, or leave out items that nearly all answer alike.`,
    count: failed,
  };
}
