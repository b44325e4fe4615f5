import { betaMean } from "./beta-mean.ts";

/**
 * ln 2F1(a, b; c; z) in the families that purchase processes bring up: c - a or c - b small, a and b up to thousands, z up to 1.
 *
 * Up to z = 1/2 by the series after Euler's transformation, (1 - z)^(c - a - b) 2F1(c - a, c - b; c; z); above it by Pfaff's,
 * (1 - z)^-a E[(1 + p z / (1 - z))^-(c - b)] over p ~ Beta(a, c - a), or the same with a and b exchanged, whichever has the smaller
 * power, as {@link betaMean}. Error of the logarithm below 1e-12, relative (tests/golden/mpmath_hyp2f1.json).
 *
 * Domain: a, b > 0; 0 <= z < 1; c > a with |c - b| <= 20, or c > b with |c - a| <= 20.
 */
export function logHypergeometric(a: number, b: number, c: number, z: number): number {
  if (z <= 0.5) return (c - a - b) * Math.log1p(-z) + Math.log1p(seriesAfterOne(c - a, c - b, c, z));
  const exchange = c <= a || (c > b && Math.abs(c - a) < Math.abs(c - b));
  const shape = exchange ? b : a;
  const power = exchange ? c - a : c - b;
  return Math.log(betaMean(shape, c - shape, inversePower, power, z / (1 - z))) - shape * Math.log1p(-z);
}

/** 2F1(a, b; c; z) - 1 for 0 <= z <= 1/2. */
function seriesAfterOne(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 0;
  for (let n = 0; ; n++) {
    const ratio = ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum) && Math.abs(ratio) < 0.75) return sum;
  }
}

function inversePower(p: number, power: number, w: number): number {
  return Math.exp(-power * Math.log1p(p * w));
}
