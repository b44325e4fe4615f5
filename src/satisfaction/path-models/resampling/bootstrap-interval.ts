import { normalCdf, normalQuantile } from "../../../numeric/distributions.ts";

/**
 * The shares of a sorted bootstrap distribution at which its bias-corrected and accelerated interval ends (Efron 1987, JASA 82(397)).
 * Domain: at least one draw, 0 < level < 1.
 */
export function bcaShares(
  sorted: Float64Array,
  estimate: number,
  acceleration: number,
  level: number,
): readonly [lower: number, upper: number] {
  let below = 0;
  for (const value of sorted) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const least = 0.5 / sorted.length;
  const offCentre = normalQuantile(Math.min(1 - least, Math.max(least, below / sorted.length)));
  const shareAt = (z: number): number => {
    const moved = offCentre + z;
    const stretch = 1 - acceleration * moved;
    return stretch > 0 ? normalCdf(offCentre + moved / stretch) : moved > 0 ? 1 : 0;
  };
  return [shareAt(normalQuantile((1 - level) / 2)), shareAt(normalQuantile((1 + level) / 2))];
}

/** Quantile of type 7 of sorted values. */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (at - below) * (high - low);
}
