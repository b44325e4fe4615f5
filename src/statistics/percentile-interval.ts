import { quantileOfSorted } from "../numeric/quantile.ts";
import type { ParameterInterval } from "../types.ts";

/** The central `level` of draws: quantiles of type 7 at (1 ± level)/2. Of at least one draw. */
export function percentileInterval(draws: ArrayLike<number>, level: number): ParameterInterval {
  const sorted = Float64Array.from(draws).sort();
  return { lower: quantileOfSorted(sorted, (1 - level) / 2), upper: quantileOfSorted(sorted, (1 + level) / 2) };
}
