import { InputError } from "../../errors.ts";
import { randomStream } from "../../numeric/random.ts";
import { percentileInterval } from "../../statistics/percentile-interval.ts";
import type { ParameterInterval } from "../../types.ts";
import { type DriverImportance, driverImportance } from "./driver-importance.ts";

/** Percentile intervals of the importances of a driver over resamples of respondents. */
export type ImportanceIntervals = Readonly<
  Record<Exclude<keyof DriverImportance, "varianceInflation">, ParameterInterval>
>;

/** What was resampled. */
export interface ImportanceBootstrapSummary {
  /** The seed. */
  readonly seed: number;
  /** Resamples behind the intervals. */
  readonly replicates: number;
  /** Resamples left out because a driver or the outcome did not vary in them, or drivers depended on each other. */
  readonly failures: number;
  /** Interval of R². */
  readonly rSquared: ParameterInterval;
}

/** What resampling says of all drivers. */
export interface ImportanceBootstrap {
  readonly drivers: readonly ImportanceIntervals[];
  readonly summary: ImportanceBootstrapSummary;
}

/**
 * Resamples respondents; replicate k draws from stream k of the seed. Throws `insufficient-data` where fewer than 20 resamples can be used.
 */
export function bootstrapImportance(
  columns: readonly Float64Array[],
  { seed, replicates, level }: { readonly seed: number; readonly replicates: number; readonly level: number },
): ImportanceBootstrap {
  const rows = columns[0]!.length;
  const picked = columns.map(() => new Float64Array(rows));
  const draws: (readonly DriverImportance[])[] = [];
  for (let k = 0; k < replicates; k++) {
    const stream = randomStream(seed, k);
    for (let i = 0; i < rows; i++) {
      const row = stream.integer(rows);
      for (const [j, column] of columns.entries()) picked[j]![i] = column[row]!;
    }
    const importance = driverImportance(picked);
    if (importance !== null) draws.push(importance);
  }
  if (draws.length < 20) {
    throw new InputError({
      code: "insufficient-data",
      path: "options.bootstrap",
      expected: "at least 20 resamples in which all columns vary and no driver depends on others",
      received: draws.length,
      advice: "There are too few respondents to resample: leave `bootstrap` away.",
    });
  }
  const interval = (of: (draw: readonly DriverImportance[]) => number): ParameterInterval =>
    percentileInterval(draws.map(of), level);
  return {
    drivers: columns.slice(1).map((_, j) => ({
      correlation: interval((draw) => draw[j]!.correlation),
      standardizedCoefficient: interval((draw) => draw[j]!.standardizedCoefficient),
      shapley: interval((draw) => draw[j]!.shapley),
      relativeWeight: interval((draw) => draw[j]!.relativeWeight),
      pratt: interval((draw) => draw[j]!.pratt),
    })),
    summary: {
      seed,
      replicates: draws.length,
      failures: replicates - draws.length,
      rSquared: interval((draw) => draw.reduce((sum, { shapley }) => sum + shapley, 0)),
    },
  };
}
