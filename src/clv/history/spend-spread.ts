import type { Column, NullableColumn } from "../../types.ts";

/** How the amounts behind a mean differ: what the models of single amounts read beside count and mean. */
export interface SpendSpread {
  /** Mean of ln(mean / amount). */
  readonly logDeviation: number;
  /** Root of the mean of (amount - mean)². */
  readonly deviation: number;
}

/** The spread of the first `count` amounts about their mean. NaN, which must not leave, for a log deviation where an amount is 0 or less. */
export function spendSpread(amounts: ArrayLike<number>, count: number, mean: number): SpendSpread {
  let logDeviation = 0;
  let largest = 0;
  for (let k = 0; k < count; k++) {
    const excess = amounts[k]! - mean;
    largest = Math.max(largest, Math.abs(excess));
    const share = excess / mean;
    // The first-order terms add up to 0: without them nearly equal amounts keep their digits.
    if (!(amounts[k]! > 0 && mean > 0)) logDeviation = Number.NaN;
    else logDeviation += share - (share > -0.5 ? Math.log1p(share) : Math.log(amounts[k]!) - Math.log(mean));
  }
  if (largest === 0) return { logDeviation: count === 0 ? 0 : logDeviation / count, deviation: 0 };
  let squares = 0;
  for (let k = 0; k < count; k++) squares += ((amounts[k]! - mean) / largest) ** 2;
  return { logDeviation: Math.max(0, logDeviation / count), deviation: largest * Math.sqrt(squares / count) };
}

/** A working column in which NaN stands for what does not exist, as one that may leave. */
export function withNulls(column: Float64Array): Column | NullableColumn {
  return column.some(Number.isNaN) ? Array.from(column, (entry) => (Number.isNaN(entry) ? null : entry)) : column;
}
