import { normalQuantile } from "../numeric/distributions.ts";
import type { ParameterInterval } from "../types.ts";

/** Pearson's correlation of two columns over some of their rows. */
export interface Correlation {
  /** Inside [−1, 1]; NaN where a column does not vary, which no comparison lets through. */
  readonly rho: number;
  /** The weights of the rows together. */
  readonly size: number;
}

/** Pearson's correlation over the `rows` picked, each counted with its weight. */
export function correlationOf(
  rows: readonly number[],
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  weightOf: (row: number) => number = () => 1,
): Correlation {
  let size = 0;
  let meanX = 0;
  let meanY = 0;
  for (const i of rows) {
    size += weightOf(i);
    meanX += (weightOf(i) / size) * (x[i]! - meanX);
    meanY += (weightOf(i) / size) * (y[i]! - meanY);
  }
  // In units of the largest deviation, so that no square overflows.
  const farthest = (column: ArrayLike<number>, mean: number): number =>
    rows.reduce((most, i) => Math.max(most, Math.abs(column[i]! - mean)), 0);
  const unitX = farthest(x, meanX);
  const unitY = farthest(y, meanY);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const i of rows) {
    const dx = (x[i]! - meanX) / unitX;
    const dy = (y[i]! - meanY) / unitY;
    xx += weightOf(i) * dx * dx;
    xy += weightOf(i) * dx * dy;
    yy += weightOf(i) * dy * dy;
  }
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
