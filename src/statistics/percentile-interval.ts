import type { ParameterInterval } from "../types.ts";

/** The central `level` of draws: quantiles of type 7 (linear interpolation) at (1 ± level)/2. Of at least one draw. */
export function percentileInterval(draws: ArrayLike<number>, level: number): ParameterInterval {
  const sorted = Float64Array.from(draws).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const low = sorted[below]!;
    return low + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - low);
  };
  return { lower: at((1 - level) / 2), upper: at((1 + level) / 2) };
}
