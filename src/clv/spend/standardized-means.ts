import { InputError } from "../../errors.ts";
import type { Column, Warning } from "../../types.ts";
import { powerOfTwoNear } from "./in-currency.ts";
import { type SpendRows, withoutSpend } from "./spend-rows.ts";

/** Who enters a fit of amounts of any sign, and where and in what unit their means are counted. */
export interface StandardizedMeans {
  /** Rows with a purchase behind the mean. */
  readonly picked: readonly number[];
  readonly warnings: Warning[];
  /** The mean over the customers, which is subtracted. */
  readonly origin: number;
  /** A power of two near the spread of the means and of the amounts behind them. */
  readonly unit: number;
  /** The means are all equal. */
  readonly flat: boolean;
}

/** Means of any sign on a scale of their own. */
export function standardized(
  { count, meanSpend, deviation, length }: SpendRows,
  weight: Column | undefined,
): StandardizedMeans {
  const picked: number[] = [];
  for (let i = 0; i < length; i++) if (count[i] !== 0) picked.push(i);
  if (picked.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.meanSpend",
      expected: "at least one customer with a purchase behind the mean spend",
      received: 0,
    });
  }
  const without = length - picked.length;
  const warnings: Warning[] = withoutSpend(without);
  let customers = 0;
  let origin = 0;
  for (const i of picked) {
    const w = weight?.[i] ?? 1;
    customers += w;
    origin += (w / customers) * (meanSpend[i]! - origin);
  }
  let widest = 0;
  for (const i of picked) widest = Math.max(widest, Math.abs(meanSpend[i]! - origin));
  const flat = widest <= 1e-12 * Math.abs(origin);
  let spread = 0;
  for (const i of picked) {
    const own = Math.abs(meanSpend[i]! - origin) + (deviation?.[i] ?? 0);
    spread += ((weight?.[i] ?? 1) / customers) * own;
  }
  return { picked, warnings, origin, unit: spread > 0 ? powerOfTwoNear(spread) : 1, flat };
}
