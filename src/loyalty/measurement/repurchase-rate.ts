import { requireColumn, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { wilsonInterval } from "../../statistics/share-interval.ts";
import type { Column } from "../../types.ts";

/** Purchases of the same customers in two periods, entry i of both columns being customer i. */
export interface PurchasePeriods {
  /** Purchases in the earlier period, whole numbers. */
  readonly before: Column;
  /** Purchases in the later period. */
  readonly again: Column;
}

/** What {@link repurchaseRate} returns. */
export interface RepurchaseRate {
  /** Customers with a purchase (in the earlier period). */
  readonly buyers: number;
  /** Those of them who bought again. */
  readonly repeaters: number;
  /** repeaters / buyers, from 0 to 1 (重复购买率). */
  readonly rate: number;
  /** √(rate (1 − rate)/buyers); 0 at a rate of 0 or 1, where only the interval says how sure it is. */
  readonly standardError: number;
  /** Lower end of Wilson's interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
  /** Customers left out because they did not buy (in the earlier period). */
  readonly nonBuyers: number;
}

/**
 * How many customers come back (重复购买率): of those who bought once, the share who bought again.
 *
 * From purchases per customer: customers with two purchases or more by customers with one or more. From two periods: customers who bought
 * in both by customers who bought in the earlier one. The interval is Wilson's, customers taken as independent.
 *
 * @param purchases - Purchases of each customer, whole numbers; or `{ before, again }`, those of two periods.
 * @param options - Level of the interval.
 * @returns The rate with its standard error and interval, and who was counted.
 * @throws InputError `empty` without customers, `insufficient-data` where nobody bought, `not-finite`, `out-of-range` for what is no
 * count, `length-mismatch`.
 * @remarks The first form grows with the time customers were observed: compare only groups watched equally long, or take the second.
 * Source of the interval: Wilson (1927), JASA 22(158). Twin: R `prop.test(correct = FALSE)`.
 * @example
 * ```ts
 * import { repurchaseRate } from "customer-equity/loyalty";
 * const { rate, lower, upper } = repurchaseRate([3, 1, 2, 0, 5]);
 * console.log(rate, lower.toFixed(2), upper.toFixed(2)); // 0.75 0.30 0.95
 * console.log(repurchaseRate({ before: [2, 1, 0, 4], again: [1, 0, 3, 2] }).repeaters); // 2
 * ```
 */
export function repurchaseRate(purchases: Column | PurchasePeriods, options?: LevelOptions): RepurchaseRate {
  const level = requireLevel(requireOptions(options).level);
  const periods = isPeriods(purchases);
  const path = periods ? "purchases.before" : "purchases";
  const rule = { integer: true, min: 0 };
  const before = requireColumn(periods ? purchases.before : purchases, path, rule);
  requireRows(before, path);
  const again = periods ? requireColumn(purchases.again, "purchases.again", rule, before.length) : null;
  let buyers = 0;
  let repeaters = 0;
  for (let i = 0; i < before.length; i++) {
    if (before[i] === 0) continue;
    buyers++;
    if (again === null ? before[i]! >= 2 : again[i]! > 0) repeaters++;
  }
  if (buyers === 0) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: "at least one customer with a purchase",
      received: before,
    });
  }
  const rate = repeaters / buyers;
  return {
    buyers,
    repeaters,
    rate,
    standardError: Math.sqrt((rate * (1 - rate)) / buyers),
    ...wilsonInterval(rate, buyers, level),
    nonBuyers: before.length - buyers,
  };
}

function isPeriods(given: Column | PurchasePeriods): given is PurchasePeriods {
  return typeof given === "object" && given !== null && ("before" in given || "again" in given);
}
