import type { Column, NullableColumn } from "../../types.ts";

/**
 * Mean log deviation of the amounts `from` to `to` (exclusive): the mean of ln(mean / amount). NaN, which must not leave,
 * where an amount is 0 or less.
 */
export function logDeviation(amounts: ArrayLike<number>, from: number, to: number, mean: number): number {
  let sum = 0;
  for (let k = from; k < to; ) {
    // One logarithm for many amounts, that of the product of amount / mean = 1 + share; so few that it stays a number.
    let product = 1;
    let shares = 0;
    // The product less 1 and less the shares: without these, which add up to 0, nearly equal amounts keep their digits.
    let rest = 0;
    for (const end = Math.min(to, k + 32); k < end; k++) {
      const amount = amounts[k]!;
      if (!(amount > 0)) return Number.NaN;
      const share = (amount - mean) / mean;
      if (share > -0.99) {
        product *= 1 + share;
        rest += share * (shares + rest);
        shares += share;
      } else sum += share - (Math.log(amount) - Math.log(mean));
    }
    sum += shares - (Math.abs(shares + rest) < 0.5 ? Math.log1p(shares + rest) : Math.log(product));
  }
  return from === to ? 0 : Math.max(0, sum / (to - from));
}

/** Standard deviation of the amounts `from` to `to` (exclusive): the root of the mean of (amount - mean)². */
export function deviation(amounts: ArrayLike<number>, from: number, to: number, mean: number): number {
  let squares = 0;
  for (let k = from; k < to; k++) squares += (amounts[k]! - mean) ** 2;
  return squares > 1e-280 && squares < 1e280
    ? Math.sqrt(squares / (to - from))
    : scaledDeviation(amounts, from, to, mean);
}

/** In units of the largest distance from the mean, so that no square leaves the range of numbers. */
function scaledDeviation(amounts: ArrayLike<number>, from: number, to: number, mean: number): number {
  let largest = 0;
  for (let k = from; k < to; k++) largest = Math.max(largest, Math.abs(amounts[k]! - mean));
  if (largest === 0) return 0;
  let squares = 0;
  for (let k = from; k < to; k++) squares += ((amounts[k]! - mean) / largest) ** 2;
  return largest * Math.sqrt(squares / (to - from));
}

/** A working column in which NaN stands for what does not exist, as one that may leave. */
export function withNulls(column: Float64Array): Column | NullableColumn {
  let missing = false;
  for (let i = 0; i < column.length && !missing; i++) missing = Number.isNaN(column[i]);
  return missing ? Array.from(column, (entry) => (Number.isNaN(entry) ? null : entry)) : column;
}
