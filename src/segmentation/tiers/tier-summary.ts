import { requireColumn, requireRows } from "../../checks.ts";
import { requireClassColumn } from "../../class-column.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, ClassName, Column } from "../../types.ts";

/** One tier in a {@link TierSummary}. */
export interface TierTotals extends ClassName {
  /** Customers in the tier (客户数). */
  readonly customers: number;
  /** Their share of all customers (客户占比). */
  readonly shareOfCustomers: number;
  /** Sum of their values. */
  readonly value: number;
  /** Their share of the total (价值占比); `null` where the total is not positive, or next to nothing beside its parts. */
  readonly shareOfValue: number | null;
  /** Mean value; `null` for an empty tier. */
  readonly mean: number | null;
  /** Smallest value, what it took to be in the tier; `null` for an empty tier. */
  readonly smallest: number | null;
  /** Largest value; `null` for an empty tier. */
  readonly largest: number | null;
}

/** What {@link tierSummary} returns. */
export interface TierSummary {
  /** The tiers in their order, empty ones included. */
  readonly tiers: readonly TierTotals[];
  /** All customers. */
  readonly customers: number;
  /** Sum of all values. */
  readonly value: number;
}

/**
 * How many customers each tier has and what they bring (层级概况): counts, shares, sums, means.
 *
 * @param tiers - Any class column.
 * @param values - One value a customer, in the same order: those that made the tiers, or any other (volume by tiers of profit).
 * @returns One entry a class, and the totals.
 * @throws InputError `length-mismatch`, `not-finite`, `empty`; `out-of-range` where a sum exceeds the largest double.
 * @remarks Twins: R `aggregate`, pandas `groupby().agg`.
 * @example
 * ```ts
 * import { abcTiers, tierByValueShare, tierSummary } from "customer-equity/segmentation";
 * const values = [400, 200, 120, 90, 60, 50, 30, 25, 15, 10];
 * const { tiers } = tierSummary(tierByValueShare(values, abcTiers), values);
 * console.log(tiers[0]!.customers, tiers[0]!.shareOfValue); // 4 0.81
 * ```
 */
export function tierSummary(tiers: ClassColumn, values: Column): TierSummary {
  const rows = requireColumn(values, "values").length;
  requireRows(values, "values");
  const { classes, codes } = requireClassColumn(tiers, "tiers", rows);
  const count = new Float64Array(classes.length);
  const sums = new Float64Array(classes.length);
  const lost = new Float64Array(classes.length);
  const smallest = new Float64Array(classes.length).fill(Infinity);
  const largest = new Float64Array(classes.length).fill(-Infinity);
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!;
    const value = values[i]!;
    count[code]!++;
    // Compensated summation (Neumaier): what a large sum rounds off a small value is kept apart.
    const before = sums[code]!;
    const sum = before + value;
    lost[code]! += Math.abs(before) >= Math.abs(value) ? before - sum + value : value - sum + before;
    sums[code] = sum;
    if (value < smallest[code]!) smallest[code] = value;
    if (value > largest[code]!) largest[code] = value;
  }
  let total = 0;
  for (let k = 0; k < classes.length; k++) total += sums[k]! + lost[k]!;
  if (!Number.isFinite(total)) {
    throw new InputError({
      code: "out-of-range",
      path: "values",
      expected: "values whose sum is a finite double",
      received: values,
      advice: "Take a larger unit of money.",
    });
  }
  return {
    tiers: classes.map(({ label, labelZh }, k) => {
      const customers = count[k]!;
      const value = sums[k]! + lost[k]!;
      const empty = customers === 0;
      const share = value / total;
      return {
        label,
        labelZh,
        customers,
        shareOfCustomers: customers / rows,
        value,
        shareOfValue: total > 0 && Number.isFinite(share) ? share : null,
        mean: empty ? null : value / customers,
        smallest: empty ? null : smallest[k]!,
        largest: empty ? null : largest[k]!,
      };
    }),
    customers: rows,
    value: total,
  };
}
