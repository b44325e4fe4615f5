/**
 * The quantile of ascending values by linear interpolation of their ranks (R's type 7). Domain: at least one value, none NaN (an infinite one is
 * never multiplied by 0), 0 <= share <= 1.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return place === below || low === high ? low : low + (place - below) * (high - low);
}
