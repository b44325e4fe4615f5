/**
 * ln(1 + x) - x for x > -1, with full relative accuracy also for small x. Between -0.4 and 0.7 from the series of 2 artanh(s),
 * s = x / (2 + x), less x: s (2 s^2 (1/3 + s^2/5 + ...) - x). Relative error below 1e-15.
 */
export function log1pMinus(x: number): number {
  if (x < -0.4 || x > 0.7) return Math.log1p(x) - x;
  const s = x / (2 + x);
  const square = s * s;
  let sum = 0;
  for (let k = 27; k >= 3; k -= 2) sum = sum * square + 1 / k;
  return s * (2 * square * sum - x);
}

/** exp(x) - 1 - x, with full relative accuracy also for small x: its power series for |x| < 0.5. Relative error below 1e-15. */
export function expm1Minus(x: number): number {
  if (Math.abs(x) >= 0.5) return Math.expm1(x) - x;
  let sum = 1;
  for (let k = 14; k >= 3; k--) sum = 1 + (sum * x) / k;
  return 0.5 * x * x * sum;
}
