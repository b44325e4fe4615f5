import { betaMean } from "./beta-mean.ts";

/** Beyond this the continued fraction, whose length grows like 9 sqrt(w), costs more than a sum over the integral. */
const longFraction = 1e4;

/**
 * 2F1(1, b; c; z), the mean of 1 / (1 - z p) over p ~ Beta(b, c - b).
 *
 * Gauss's continued fraction by the modified Lentz method, always at a negative argument (z > 0 goes to -z / (1 - z) by Pfaff's
 * transformation): all its coefficients are then positive and nothing cancels, where the plain series fails near z = 1 and for large
 * b. Far out, at arguments below -1e4, {@link betaMean}. Relative error below 2e-14 for the argument as given
 * (tests/golden/mpmath_kernels.json).
 *
 * Domain: c > b > 0, z < 1.
 */
export function hypergeometricOneB(b: number, c: number, z: number): number {
  return z > 0 ? betaReciprocalMean(c - b, b, z / (1 - z)) / (1 - z) : betaReciprocalMean(b, c - b, -z);
}

/** The same as the mean of 1 / (1 + w p) over p ~ Beta(b, d), w >= 0, for a d that b + d would swallow. */
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
