import { betaMean } from "./beta-mean.ts";
import { TaylorGrid } from "./taylor-grid.ts";

/** Beyond this the continued fraction, whose length grows like 9 sqrt(w), costs more than a sum over the integral. */
const longFraction = 1e4;

/**
 * 2F1(1, b; b + d; -w), the mean of 1 / (1 + w p) over p ~ Beta(b, d). It takes d, not c = b + d, because a large b swallows a small d.
 *
 * Gauss's continued fraction by the modified Lentz method: at a negative argument all its coefficients are positive and nothing
 * cancels, where the plain series fails for large b. (Arguments between 0 and 1 go to negative ones by Pfaff's transformation.) Beyond
 * w = 1e4, {@link betaMean}. Relative error below 2e-14 for the argument as given (tests/golden/mpmath_kernels.json).
 *
 * Domain: b, d > 0, w >= 0.
 */
export function betaReciprocalMean(b: number, d: number, w: number): number {
  if (w > longFraction) return betaMean(b, d, reciprocal, 1, w);
  const c = b + d;
  let numerator = 1 + (b * w) / c;
  let denominator = 1;
  let value = numerator;
  for (let m = 1; ; m++) {
    const even = (m * (d + m - 1) * w) / ((c + 2 * m - 2) * (c + 2 * m - 1));
    denominator = 1 / (1 + even * denominator);
    numerator = 1 + even / numerator;
    value *= numerator * denominator;
    const odd = ((b + m) * (c - 1 + m) * w) / ((c + 2 * m - 1) * (c + 2 * m));
    denominator = 1 / (1 + odd * denominator);
    numerator = 1 + odd / numerator;
    const change = numerator * denominator;
    value *= change;
    if (Math.abs(change - 1) < 3e-16) return 1 / value;
  }
}

function reciprocal(p: number, _power: number, w: number): number {
  return 1 / (1 + p * w);
}

/**
 * 2F1(1, b; b + d; y), the mean of 1 / (1 - y p) over p ~ Beta(b, d), for many 0 <= y < 1: the value at a point by
 * {@link betaReciprocalMean}, and from there on by the differential equation y (1 - y) f' + (b + d - 1 - b y) f = b + d - 1.
 */
export function betaReciprocalGrid(b: number, d: number): TaylorGrid {
  return new TaylorGrid((y, f) => {
    const c = b + d;
    f[0] = betaReciprocalMean(d, b, y / (1 - y)) / (1 - y);
    for (let n = 0; n + 1 < f.length; n++) {
      if (y === 0) f[n + 1] = (f[n]! * (b + n)) / (c + n);
      else {
        const before = n === 0 ? c - 1 : (n - 1 + b) * f[n - 1]!;
        f[n + 1] = (before - (n * (1 - 2 * y) + c - 1 - b * y) * f[n]!) * (1 / (y * (1 - y) * (n + 1)));
      }
    }
  });
}
