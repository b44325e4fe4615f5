import { InputError } from "../../errors.ts";
import { type BootstrapSummary, resampled } from "../../statistics/bootstrap.ts";
import { percentileInterval } from "../../statistics/percentile-interval.ts";
import type { ParameterInterval } from "../../types.ts";
import { type DriverImportance, driverImportance } from "./driver-importance.ts";

/** Percentile intervals of the importances of a driver over resamples of respondents. */
export type ImportanceIntervals = Readonly<
  Record<Exclude<keyof DriverImportance, "varianceInflation">, ParameterInterval>
>;

/** What was resampled. */
export interface ImportanceBootstrapSummary extends BootstrapSummary {
  /** Interval of R². */
  readonly rSquared: ParameterInterval;
}

/** What resampling says of all drivers. */
export interface ImportanceBootstrap {
  readonly drivers: readonly ImportanceIntervals[];
  readonly summary: ImportanceBootstrapSummary;
}

/** Fewer draws than this give no interval. */
const leastDraws = 20;

/** Resamples respondents. Throws `insufficient-data` where fewer than 20 draws can be used. */
export function bootstrapImportance(
  columns: readonly Float64Array[],
  { seed, draws, level }: { readonly seed: number; readonly draws: number; readonly level: number },
): ImportanceBootstrap {
  const rows = columns[0]!.length;
  const picked = columns.map(() => new Float64Array(rows));
  const found = resampled(rows, { seed, draws }, (drawn) => {
    for (const [j, column] of columns.entries()) {
      const own = picked[j]!;
      for (let i = 0; i < rows; i++) own[i] = column[drawn[i]!]!;
    }
    return driverImportance(picked);
  });
  if (found.length < leastDraws) {
    throw new InputError({
      code: "insufficient-data",
      path: "options.bootstrap",
      expected: `at least ${leastDraws} resamples in which all columns vary and no driver depends on others`,
      received: found.length,
      advice: "There are too few respondents to resample: leave `bootstrap` away.",
    });
  }
  const interval = (of: (draw: readonly DriverImportance[]) => number): ParameterInterval =>
    percentileInterval(found.map(of), level);
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
      draws,
      failed: draws - found.length,
      rSquared: interval((draw) => draw.reduce((sum, { shapley }) => sum + shapley, 0)),
    },
  };
}
