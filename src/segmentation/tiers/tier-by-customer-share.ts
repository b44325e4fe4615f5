import { requireColumn, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, Column } from "../../types.ts";
import { classifyByCuts, cutsAtCounts, sortFrom } from "./cuts.ts";
import { requireTierNames, type TierNames } from "./tier-names.ts";

/** Options of {@link tierByCustomerShare}. */
export interface TierByCustomerShareOptions extends TierNames {
  /** Share of the customers in each tier, best first, each above 0, summing to 1. */
  readonly shares: Column;
  /**
   * Customers of equal value on both sides of a boundary: all into the better tier, all into the next, or in input order (which
   * alone keeps the shares exactly).
   * @defaultValue "up"
   */
  readonly ties?: "up" | "down" | "order" | undefined;
  /**
   * Customers with a negative value: into the last tier before the shares are applied to the others, or counted like any other.
   * @defaultValue "bottom"
   */
  readonly negative?: "bottom" | "include" | undefined;
}

/**
 * Tiers by share of customers (客户金字塔): the top 1 %, the next 4 %, the next 15 %, and the rest.
 *
 * Of n customers the first j tiers together hold the largest ⌈n · (share 1 + ... + share j)⌉, as far as ties allow: a tier may be
 * empty where many customers have one value.
 *
 * @param values - One value a customer, in one currency.
 * @param options - Shares; names, ids, and the rules for ties and negative values.
 * @returns One class a customer, in the order of the values. `rules`: 0 by its own value, 1 equal to others at a boundary (within
 * 1e-9 relative, exactly with `ties: "order"`), 2 negative. `distances`: from the value of the last customer above the nearest
 * boundary, in the unit of the values.
 * @throws InputError `empty`, `not-finite` for the values; `out-of-range` or `bad-option` for shares that do not sum to 1;
 * `bad-option`, `length-mismatch`, `duplicate-id` for names and ids.
 * @remarks Source: Curry & Curry (2000), The Customer Marketing Method; Zeithaml, Rust & Lemon (2001), The Customer Pyramid, California
 * Management Review 43(4). Twins: R `dplyr::ntile` and pandas `qcut`, of which the first splits equal values by input order and the
 * second fails on repeated cuts.
 * @example
 * ```ts
 * import { tierByCustomerShare } from "customer-equity/segmentation";
 * const tiers = tierByCustomerShare([90, 70, 70, 40, 30, 20, 10, 10, 5, 1], { shares: [0.1, 0.1, 0.3, 0.5] });
 * console.log(tiers.codes.join(" ")); // 0 1 1 2 2 3 3 3 3 3
 * ```
 */
export function tierByCustomerShare(values: Column, options: TierByCustomerShareOptions): ClassColumn {
  requireRows(requireColumn(values, "values"), "values");
  const given = requireOptions(options);
  const shares = requireShares(given.shares);
  const ties = requireOneOf(given.ties ?? "up", "options.ties", ["up", "down", "order"]);
  const negative = requireOneOf(given.negative ?? "bottom", "options.negative", ["bottom", "include"]);
  const names = requireTierNames(given, shares.length, values.length);
  const floor = negative === "bottom" ? 0 : -Infinity;
  const ascending = sortFrom(values, floor);
  const counts: number[] = [];
  let cumulative = 0;
  for (let j = 0; j < shares.length - 1; j++) {
    cumulative += shares[j]!;
    counts.push(Math.min(ascending.length, Math.max(0, Math.ceil(ascending.length * cumulative - 1e-9))));
  }
  return classifyByCuts(values, cutsAtCounts(ascending, counts, ties), floor, names);
}

function requireShares(given: unknown): Column {
  const path = "options.shares";
  const shares = requireColumn(given, path, { min: 0, max: 1, openMin: true });
  let sum = 0;
  for (let j = 0; j < shares.length; j++) sum += shares[j]!;
  if (shares.length > 1 && Math.abs(sum - 1) <= 1e-9) return shares;
  throw new InputError({
    code: "bad-option",
    path,
    expected: "two shares or more that sum to 1",
    received: shares.length > 1 ? sum : shares,
    advice: "Give the share of every tier, the last included.",
  });
}
