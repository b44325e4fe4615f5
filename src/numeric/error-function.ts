const twoOverRootPi = 2 / Math.sqrt(Math.PI);

/** exp(-(n/2)^2) for n = 1 .. 13: the weights of the trapezoid rule in {@link scaledErfc}. */
const gaussWeights = /* @__PURE__ */ Float64Array.from({ length: 13 }, (_, i) => Math.exp(-0.25 * (i + 1) ** 2));

/**
 * erf(x), for any x, ±Infinity included: by the series exp(-x^2) x (1 + 2x^2/3 + (2x^2)^2/15 + ...) up to 1, as 1 - erfc(x) beyond.
 * Relative error below 1e-15.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 1) return Math.sign(x) * (1 - erfc(size));
  const square = x * x;
  let term = 1;
  let sum = 1;
  for (let k = 3; term > 1e-17 * sum; k += 2) {
    term *= (2 * square) / k;
    sum += term;
  }
  return twoOverRootPi * Math.exp(-square) * x * sum;
}

/** erfc(x) = 1 - erf(x), for any x, ±Infinity included. Relative error below 2e-15 also in the far tail. */
export function erfc(x: number): number {
  return x < 0.5 ? 1 - erf(x) : gaussian(1, x) * scaledErfc(x);
}

/**
 * exp(x^2) erfc(x) for x >= 0, which stays in range where erfc(x) does not. Relative error below 1e-15.
 *
 * From 0.5 on by the trapezoid rule with step 1/2 on erfc's integral of exp(-t^2) / (t^2 + x^2), whose error is the residue of the
 * pole at t = ix, subtracted where it matters, and exp(-4π²) (Hunter & Regan 1972).
 */
export function scaledErfc(x: number): number {
  if (x < 0.5) return Math.exp(x * x) * (1 - erf(x));
  if (x > 1e8) return (0.5 * twoOverRootPi) / x;
  const square = x * x;
  let sum = 0.5 / square;
  for (let n = 1; n <= gaussWeights.length; n++) sum += gaussWeights[n - 1]! / (0.25 * n * n + square);
  const residue = x < 2 * Math.PI ? (2 * Math.exp(square - 4 * Math.PI * x)) / -Math.expm1(-4 * Math.PI * x) : 0;
  return (x / Math.PI) * sum - residue;
}

/**
 * exp(-scale x^2) for scale 1 or 1/2, keeping the digits that the rounding of x^2 would cost in the tail: x is split into a multiple of
 * 1/16, whose square is exact, and a small rest.
 */
export function gaussian(scale: 1 | 0.5, x: number): number {
  if (Math.abs(x) > 40) return 0;
  const coarse = Math.trunc(16 * x) / 16;
  return Math.exp(-scale * coarse * coarse) * Math.exp(-scale * (x - coarse) * (x + coarse));
}
