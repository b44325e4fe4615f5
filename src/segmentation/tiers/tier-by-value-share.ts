import { requireColumn, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import type { ClassColumn, Column } from "../../types.ts";
import { runningSums } from "../running-sums.ts";
import { classifyByCuts, cutsAtCounts, requireRising, sortFrom } from "./cuts.ts";
import { requireTierNames, type TierNames } from "./tier-names.ts";

/** Options of {@link tierByValueShare}. */
export interface TierByValueShareOptions extends TierNames {
  /** Cumulative shares of the value at which a tier ends, rising, above 0 and below 1: `[0.8, 0.95]` makes three tiers. */
  readonly boundaries: Column;
  /**
   * Where the customer goes whose value carries the sum across a boundary: into the better tier, which then holds at least its
   * share, or into the next, so that no tier holds more.
   * @defaultValue "include"
   */
  readonly crossing?: "include" | "exclude" | undefined;
  /**
   * Customers of equal value: all in the tier of the first of them, or in input order.
   * @defaultValue "together"
   */
  readonly ties?: "together" | "order" | undefined;
}

/** Two shares that differ by no more are the same: `0.7999999999999999` is a boundary of 0.8. */
const shareTolerance = 1e-12;

/**
 * Tiers by share of value (ABC 分类, 二八分层): the largest customers that make the first 80 % of the value, those that make the
 * next 15 %, and the rest.
 *
 * Sorted from the largest down, a customer is in the first tier whose boundary lies above the share of all customers before it.
 * Shares are taken over the positive values; who brings nothing or a loss is in the last tier.
 *
 * @param values - One value a customer: volume, profit, lifetime value, in one currency.
 * @param options - Boundaries; names, ids, and the rules for crossing and ties.
 * @returns One class a customer, in the order of the values. `rules`: 0 by its own value, 1 equal to others at a boundary (within
 * 1e-9 relative, exactly with `ties: "order"`), 2 not positive. `distances`: from the value of the last customer above the nearest
 * boundary, in the unit of the values.
 * @throws InputError `empty`, `not-finite` for the values or the boundaries; `out-of-range` or `bad-option` for boundaries that do not
 * rise between 0 and 1; `bad-option`, `length-mismatch`, `duplicate-id` for names and ids.
 * @remarks Source: ABC analysis, Dickie (1951), ABC inventory analysis shoots for dollars, not pennies, Factory Management and
 * Maintenance 109. Twins: R `ABCanalysis` chooses the boundaries itself; in Python usually
 * `cumsum` and `cut`, which puts the crossing customer into the lower tier.
 * @example
 * ```ts
 * import { abcTiers, tierByValueShare } from "customer-equity/segmentation";
 * const tiers = tierByValueShare([400, 200, 120, 90, 60, 50, 30, 25, 15, 10], abcTiers);
 * console.log(tiers.codes.join(" ")); // 0 0 0 0 1 1 1 2 2 2
 * ```
 */
export function tierByValueShare(values: Column, options: TierByValueShareOptions): ClassColumn {
  requireRows(requireColumn(values, "values"), "values");
  const given = requireOptions(options);
  const { crossing = "include", ties = "together" } = given;
  const boundaries = requireRising(given.boundaries, "options.boundaries", {
    min: 0,
    max: 1,
    openMin: true,
    openMax: true,
    advice: "Boundaries are cumulative shares: 0.8 means the first 80 % of the value.",
  });
  const include = requireOneOf(crossing, "options.crossing", ["include", "exclude"]) === "include";
  const order = requireOneOf(ties, "options.ties", ["together", "order"]) === "order";
  const names = requireTierNames(given, boundaries.length + 1, values.length);
  const floor = Number.MIN_VALUE;
  const ascending = sortFrom(values, floor);
  const counts = countsAtShares(ascending, boundaries, include);
  return classifyByCuts(values, cutsAtCounts(ascending, counts, order ? "order" : "up"), floor, names);
}

/** For each boundary how many of the largest values lie above it. Values are ascending and positive. */
function countsAtShares(ascending: Float64Array, boundaries: Column, include: boolean): number[] {
  const size = ascending.length;
  // Relative to the largest, so that no sum overflows.
  const largest = ascending[size - 1] ?? 1;
  const relative = new Float64Array(size);
  for (let k = 0; k < size; k++) relative[k] = ascending[size - 1 - k]! / largest;
  const cumulative = runningSums(relative);
  const total = cumulative[size]!;
  const counts: number[] = [];
  for (let k = 0; k < size && counts.length < boundaries.length; k++) {
    const before = cumulative[k]! / total;
    const after = cumulative[k + 1]! / total;
    while (counts.length < boundaries.length) {
      const boundary = boundaries[counts.length]!;
      if (include ? before < boundary - shareTolerance : after <= boundary + shareTolerance) break;
      counts.push(k);
    }
  }
  while (counts.length < boundaries.length) counts.push(size);
  return counts;
}
