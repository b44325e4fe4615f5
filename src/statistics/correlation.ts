import { normalQuantile } from "../numeric/distributions.ts";
import type { ParameterInterval } from "../types.ts";

/** Pearson's correlation of two columns. */
export interface Correlation {
  /** Inside [−1, 1]; NaN where a column does not vary, which no comparison lets through. */
  readonly rho: number;
  /** The weights of the rows together. */
  readonly size: number;
}

/** Pearson's correlation, each row counted with its `weight`; one of 0 leaves a row out. */
export function correlationOf(x: ArrayLike<number>, y: ArrayLike<number>, weight: ArrayLike<number>): Correlation {
  const sums = sumsOf(x, y, weight, 1, 1);
  const inRange = sums.xx * sums.yy > 1e-280 && sums.xx * sums.yy < 1e280;
  // Else scaled to entries of at most 1, so that no square leaves the range of numbers.
  const { size, xx, xy, yy } = inRange ? sums : sumsOf(x, y, weight, scaleOf(x, weight), scaleOf(y, weight));
  return { rho: Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy))), size };
}

/** The interval of a correlation by Fisher's z; of more than three rows. */
export function correlationInterval({ rho, size }: Correlation, level: number): ParameterInterval {
  const reach = normalQuantile(0.5 + level / 2) / Math.sqrt(size - 3);
  // Inside (−1, 1) by rounding alone.
  const edge = 1 - 1e-12;
  const z = Math.atanh(Math.min(edge, Math.max(-edge, rho)));
  return { lower: Math.tanh(z - reach), upper: Math.tanh(z + reach) };
}

/** Weighted sums of squares and products about the means, in one pass. */
function sumsOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weight: ArrayLike<number>,
  scaleX: number,
  scaleY: number,
): { readonly size: number; readonly xx: number; readonly xy: number; readonly yy: number } {
  let size = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < weight.length; i++) {
    const w = weight[i]!;
    if (w === 0) continue;
    size += w;
    const share = w / size;
    const dx = scaleX * x[i]! - meanX;
    const dy = scaleY * y[i]! - meanY;
    meanX += share * dx;
    meanY += share * dy;
    // About the new mean on one side and the old one on the other.
    const rest = w * (1 - share);
    xx += rest * dx * dx;
    xy += rest * dx * dy;
    yy += rest * dy * dy;
  }
  return { size, xx, xy, yy };
}

function scaleOf(column: ArrayLike<number>, weight: ArrayLike<number>): number {
  let most = 1e-300;
  for (let i = 0; i < weight.length; i++) if (weight[i] !== 0) most = Math.max(most, Math.abs(column[i]!));
  return 1 / most;
}
