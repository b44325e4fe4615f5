import { normalCdf, normalQuantile } from "../numeric/distributions.ts";

/**
 * The shares of a sorted bootstrap distribution at which a bias-corrected and accelerated interval ends (Efron 1987, JASA 82(397)):
 * Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z))) for z at (1 ± level)/2, with z₀ = Φ⁻¹ of the share of draws below the estimate (ties count half).
 */
export function bcaShares(
  sorted: Float64Array,
  estimate: number,
  acceleration: number,
  level: number,
): readonly [lower: number, upper: number] {
  let below = 0;
  let ties = 0;
  for (const value of sorted) {
    if (value < estimate) below++;
    else if (value === estimate) ties++;
  }
  const least = 0.5 / sorted.length;
  const offCentre = normalQuantile(Math.min(1 - least, Math.max(least, (below + 0.5 * ties) / sorted.length)));
  const shareAt = (z: number): number => {
    const moved = offCentre + z;
    const stretch = 1 - acceleration * moved;
    return stretch > 0 ? normalCdf(offCentre + moved / stretch) : moved > 0 ? 1 : 0;
  };
  return [shareAt(normalQuantile((1 - level) / 2)), shareAt(normalQuantile((1 + level) / 2))];
}
