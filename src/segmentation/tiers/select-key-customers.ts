import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";
import { type TierByValueShareOptions, tierByValueShare } from "./tier-by-value-share.ts";
import { tierSummary } from "./tier-summary.ts";

/** Options of {@link selectKeyCustomers}. */
export interface SelectKeyCustomersOptions extends Pick<TierByValueShareOptions, "ties" | "customers"> {
  /** Share of the value that the key customers have to hold, above 0 and below 1. */
  readonly coverage: number;
}

/** What {@link selectKeyCustomers} returns. */
export interface KeyCustomers {
  /** Row numbers of the key customers, the largest value first. */
  readonly rows: Uint32Array;
  /** Their ids in the same order, where ids were given. */
  readonly customers?: readonly string[] | undefined;
  /** Their share of all customers. */
  readonly shareOfCustomers: number;
  /** Sum of their values. */
  readonly value: number;
  /** Their share of the positive values: at least the coverage. */
  readonly shareOfValue: number;
}

/**
 * The key customers (关键客户): the fewest that hold a given share of the value, with all who equal the last of them.
 *
 * They are the first tier of `tierByValueShare`, so shares are taken over the positive values.
 *
 * @param values - One value a customer, in one currency.
 * @param options - Coverage; ids; the rule for ties.
 * @returns The customers, largest first, and what they hold.
 * @throws InputError `empty`, `not-finite` for the values, `out-of-range` for the coverage or a sum beyond the doubles, `insufficient-data` where no
 * value is positive, `bad-option`, `length-mismatch`, `duplicate-id` for ids.
 * @remarks No direct twin in R or Python: there, `sort`, `cumsum` and a comparison.
 * @example
 * ```ts
 * import { selectKeyCustomers } from "customer-equity/segmentation";
 * const key = selectKeyCustomers([60, 400, 120, 200, 90, 130], { coverage: 0.7 });
 * console.log(key.rows.join(" "), key.shareOfValue); // 1 3 5 0.73
 * ```
 */
export function selectKeyCustomers(values: Column, options: SelectKeyCustomersOptions): KeyCustomers {
  const { coverage, ties, customers } = requireOptions(options);
  const boundary = requireNumber(coverage, "options.coverage", { min: 0, max: 1, openMin: true, openMax: true });
  const tiers = tierByValueShare(values, { boundaries: [boundary], ties, customers });
  const positive = Float64Array.from(values, (value) => Math.max(0, value));
  const { value, shareOfCustomers, shareOfValue } = tierSummary(tiers, positive).tiers[0]!;
  if (shareOfValue === null) {
    throw new InputError({
      code: "insufficient-data",
      path: "values",
      expected: "at least one value above 0",
      received: values,
      advice: "Where nobody brings anything there is no key customer.",
    });
  }
  const rows: number[] = [];
  for (let i = 0; i < values.length; i++) if (tiers.codes[i] === 0) rows.push(i);
  rows.sort((a, b) => values[b]! - values[a]! || a - b);
  const ids = customers && rows.map((row) => customers[row]!);
  return { rows: Uint32Array.from(rows), ...(ids && { customers: ids }), shareOfCustomers, value, shareOfValue };
}
