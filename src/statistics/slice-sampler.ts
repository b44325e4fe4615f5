import type { RandomStream } from "../numeric/random.ts";

/** Steps by which the interval is widened on either side, at most: 40 doublings' worth of prior never need more. */
const mostSteps = 60;

/**
 * One step of a slice sampler in one dimension (切片抽样; Neal 2003, Annals of Statistics 31(3)): draws a level under the density at
 * `at`, widens an interval of the given width until both ends lie below it, and shrinks it around draws that do, until one does not.
 * The density is left as it was, whatever the width; a width near the standard deviation is fastest.
 *
 * Domain: `logDensity(at)` finite; elsewhere it may be -Infinity, never NaN. Returns the new point.
 */
export function sliceStep(
  logDensity: (point: number) => number,
  at: number,
  width: number,
  stream: Pick<RandomStream, "uniform" | "exponential">,
): number {
  const level = logDensity(at) - stream.exponential();
  let low = at - width * stream.uniform();
  let high = low + width;
  for (let k = 0; k < mostSteps && logDensity(low) > level; k++) low -= width;
  for (let k = 0; k < mostSteps && logDensity(high) > level; k++) high += width;
  for (;;) {
    const point = low + (high - low) * stream.uniform();
    if (logDensity(point) >= level) return point;
    if (point < at) low = point;
    else high = point;
    // The interval has shrunk to a rounding error of the point itself.
    if (!(high - low > 1e-14 * Math.abs(at) + 1e-300)) return at;
  }
}
