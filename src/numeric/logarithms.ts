/**
 * ln(1 - exp(d)) for d < 0 (-Infinity allowed): by expm1 where the difference is small, by log1p where exp(d) is. Relative error
 * below 1e-15.
 */
export function log1mexp(d: number): number {
  return d > -Math.LN2 ? Math.log(-Math.expm1(d)) : Math.log1p(-Math.exp(d));
}

/** ln(exp(a) + exp(b)) without overflow; either or both may be -Infinity, the logarithm of 0. */
export function logAddExp(a: number, b: number): number {
  const larger = Math.max(a, b);
  // The difference of two equal infinities does not exist.
  return Number.isFinite(larger) ? larger + Math.log1p(Math.exp(-Math.abs(a - b))) : larger;
}

/** ln of the sum of exp(v) over all values, without overflow; -Infinity, the logarithm of 0, for none. */
export function logSumExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]!);
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - largest);
  return largest + Math.log(sum);
}
