import { InputError } from "../../errors.ts";
import { cholesky, choleskySolve } from "../../numeric/cholesky.ts";
import { quantileOfSorted } from "../../numeric/quantile.ts";
import { bcaShares } from "../../statistics/bca-shares.ts";
import { type BootstrapSummary, resampled } from "../../statistics/bootstrap.ts";
import { centre } from "../../statistics/linear-regression.ts";
import { percentileInterval } from "../../statistics/percentile-interval.ts";
import type { ParameterInterval } from "../../types.ts";

/** Bootstrap intervals of an effect. */
export interface EffectIntervals {
  /** Quantiles of the draws. */
  readonly percentile: ParameterInterval;
  /** Bias-corrected and accelerated. */
  readonly bca: ParameterInterval;
}

/** The ways through mediators 1 to `count`: each subset in its order, shortest first; or each mediator alone. */
export function waysThrough(count: number, structure: "serial" | "parallel"): readonly (readonly number[])[] {
  const ways = Array.from({ length: 2 ** count - 1 }, (_, bits) =>
    Array.from({ length: count }, (_, j) => j + 1).filter((j) => ((bits + 1) >> (j - 1)) & 1),
  );
  return ways.filter((way) => structure === "serial" || way.length === 1).sort((a, b) => a.length - b.length);
}

/** Bootstrap intervals of the ways, and of their sum last. */
export function resampleEffects(
  columns: readonly Float64Array[],
  structure: "serial" | "parallel",
  { seed, draws }: Pick<BootstrapSummary, "seed" | "draws">,
  level: number,
): { readonly intervals: readonly EffectIntervals[]; readonly summary: BootstrapSummary } {
  const centred = columns.map((column) => centre(column, "data").deviations);
  const n = centred[0]!.length;
  const counts = new Float64Array(n);
  const found = resampled(n, { seed, draws }, (drawn) => {
    counts.fill(0);
    for (const row of drawn) counts[row]!++;
    return effectsFrom(spreads(centred, counts), structure);
  });
  if (found.length < 20) {
    throw new InputError({
      code: "insufficient-data",
      path: "options.bootstrap",
      expected: "at least 20 resamples in which all columns vary and no mediator depends on others",
      received: found.length,
      advice: "There are too few customers to resample: leave `bootstrap` away.",
    });
  }
  const whole = spreads(centred, counts.fill(1));
  const all = effectsFrom(whole, structure);
  // What the spread around the mean loses with a row: n / (n − 1) times the product of its deviations.
  const without = Array.from(counts, (_, row) => {
    const lost = centred.map((column) => column[row]! * Math.sqrt(n / (n - 1)));
    return effectsFrom(
      whole.map((line, j) => line.map((entry, k) => entry - lost[j]! * lost[k]!)),
      structure,
    );
  });
  const intervals = found[0]!.map((_, k): EffectIntervals => {
    const sorted = Float64Array.from(found, (draw) => draw[k]!).sort();
    const left = without.flatMap((effects) => (effects === null ? [] : [effects[k]!]));
    const shares = bcaShares(sorted, all?.[k] ?? quantileOfSorted(sorted, 0.5), accelerationOf(left), level);
    return {
      percentile: percentileInterval(sorted, level),
      bca: { lower: quantileOfSorted(sorted, shares[0]), upper: quantileOfSorted(sorted, shares[1]) },
    };
  });
  return { intervals, summary: { seed, draws, failed: draws - found.length } };
}

/** Sums of products of columns around their means, each row as often as it counts. */
function spreads(columns: readonly Float64Array[], counts: Float64Array): number[][] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const means = columns.map((column) => {
    let sum = 0;
    for (let i = 0; i < counts.length; i++) sum += counts[i]! * column[i]!;
    return sum / total;
  });
  return columns.map((one, j) =>
    columns.slice(0, j + 1).map((other, k) => {
      let sum = 0;
      for (let i = 0; i < counts.length; i++) sum += counts[i]! * one[i]! * other[i]!;
      return sum - total * means[j]! * means[k]!;
    }),
  );
}

/** The effects of the ways and their sum, from the lower triangle of the spreads; `null` where an equation has no solution. */
function effectsFrom(
  spread: readonly (readonly number[])[],
  structure: "serial" | "parallel",
): readonly number[] | null {
  const last = spread.length - 1;
  // On a common scale, so that dependence can be told from small units.
  const units = spread.map((row, j) => Math.sqrt(row[j]!));
  if (!units.every((unit) => unit > 0)) return null;
  const correlation = (j: number, k: number): number =>
    (j >= k ? spread[j]![k]! : spread[k]![j]!) / units[j]! / units[k]!;
  const paths: number[][] = [[]];
  for (let to = 1; to <= last; to++) {
    const size = structure === "serial" || to === last ? to : 1;
    const factor = cholesky(
      Array.from({ length: size }, (_, j) => Array.from({ length: size }, (_, k) => correlation(j, k))),
    );
    if (factor === null || factor.some((row, j) => row[j]! < 1e-6)) return null;
    const right = Array.from({ length: size }, (_, j) => correlation(to, j));
    paths.push(choleskySolve(factor, right).map((path, j) => (path * units[to]!) / units[j]!));
  }
  const effects = waysThrough(last - 1, structure).map((way) => {
    const stops = [0, ...way, last];
    return stops.slice(1).reduce((product, to, i) => product * paths[to]![stops[i]!]!, 1);
  });
  return [...effects, effects.reduce((sum, effect) => sum + effect, 0)];
}

/** Σ d³ / (6 (Σ d²)^(3/2)), d being the mean of what is left without each row, less what is left without this one. */
function accelerationOf(left: readonly number[]): number {
  const mean = left.reduce((sum, value) => sum + value / left.length, 0);
  const largest = left.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  if (!(largest > 1e-12 * Math.abs(mean))) return 0;
  const differences = left.map((value) => (mean - value) / largest);
  const power = (exponent: number): number => differences.reduce((sum, d) => sum + d ** exponent, 0);
  return power(3) / (6 * power(2) ** 1.5);
}
