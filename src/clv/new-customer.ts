import { requireOptions } from "../checks.ts";
import type { Customer } from "./history/purchase-history.ts";
import { type ModelUnit, requireModelUnit } from "./model-unit.ts";

/** Options of {@link newCustomer}. */
export interface NewCustomerOptions {
  /** Checked against the model's unit where given. */
  readonly timeUnit?: ModelUnit | undefined;
}

/**
 * A customer who has just made the first purchase (新客户): nothing has been observed yet, so every verb gives what the model expects
 * of customers in general, E[X(t)] for `expectedTransactions`. The first purchase itself is not counted; add 1 for it, or
 * ask `customerLifetimeValue` to (`includeFirstPurchase`).
 *
 * @param options - The unit of time, to have it checked.
 * @returns A customer with frequency, recency and age 0.
 * @throws InputError `bad-option` for an unknown unit.
 * @remarks Twins: CLVTools `predict(newdata = newcustomer(...))`, which adds the first purchase; lifetimes
 * `expected_number_of_purchases_up_to_time`, which does not.
 * @example
 * ```ts
 * import { bgNbd, expectedTransactions, newCustomer } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * console.log(expectedTransactions(model, newCustomer(), { horizon: 78 }).toFixed(4)); // 1.8605
 * ```
 */
export function newCustomer(options?: NewCustomerOptions): Customer {
  const { timeUnit } = requireOptions(options);
  if (timeUnit !== undefined) requireModelUnit(timeUnit, "options.timeUnit");
  return Object.freeze({ frequency: 0, recency: 0, age: 0, meanSpend: 0, logGapSum: 0, timeUnit });
}
