import { requireNumber, requireOptions } from "../checks.ts";
import { type DateInput, dayNumber } from "../time.ts";
import { CovariatePaths } from "./dynamic/covariate-paths.ts";
import type { CovariateCalendar } from "./dynamic/expand-calendar.ts";
import type { Customer, CustomerCalendar } from "./history/purchase-history.ts";
import { type ModelUnit, requireModelUnit } from "./model-unit.ts";

/** Options of {@link newCustomer}. */
export interface NewCustomerOptions {
  /** Checked against the model's unit where given. */
  readonly timeUnit?: ModelUnit | undefined;
  /** What is known of the customer, for models with covariates. */
  readonly covariates?: Readonly<Record<string, number>> | undefined;
  /** A calendar of covariates over time, for models that ask for one. */
  readonly calendar?: CovariateCalendar | undefined;
  /**
   * With a calendar: the day of the first purchase.
   * @defaultValue the first day of the calendar
   */
  readonly firstPurchase?: DateInput | undefined;
  /** With a calendar that has covariates of single customers: which of them. */
  readonly customer?: string | undefined;
}

/**
 * A customer who has just made the first purchase (新客户): nothing has been observed yet, so every verb gives what the model expects
 * of customers in general, E[X(t)] for `expectedTransactions`. The first purchase itself is not counted; add 1 for it, or
 * ask `customerLifetimeValue` to (`includeFirstPurchase`).
 *
 * @param options - The unit of time, to have it checked; covariates, or a calendar of them and the day on which the customer came, where the model
 * asks for them.
 * @returns A customer with frequency, recency and age 0.
 * @throws InputError `bad-option` for an unknown unit, `not-finite` for a covariate that is no number, `missing-covariate` for a day or a
 * customer that the calendar does not have.
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
  const { timeUnit, covariates, calendar } = requireOptions(options);
  if (timeUnit !== undefined) requireModelUnit(timeUnit, "options.timeUnit");
  for (const [name, value] of Object.entries(requireOptions(covariates, "options.covariates"))) {
    requireNumber(value, `options.covariates.${name}`);
  }
  return Object.freeze({
    frequency: 0,
    recency: 0,
    age: 0,
    meanSpend: 0,
    logGapSum: 0,
    timeUnit,
    ...(covariates === undefined ? {} : { covariates: Object.freeze({ ...covariates }) }),
    ...(calendar === undefined ? {} : { calendar: newcomersCalendar({ ...options, calendar }) }),
  });
}

/** The path of a customer who comes on a day, and no repeat purchase yet. */
function newcomersCalendar({
  calendar,
  firstPurchase,
  customer,
}: NewCustomerOptions & { readonly calendar: CovariateCalendar }): CustomerCalendar {
  const known = new CovariatePaths(calendar, "options.calendar");
  const day = Math.floor(dayNumber(firstPurchase ?? calendar.starts[0]!, {}, "options.firstPurchase"));
  const path = known.paths[known.indexOf(customer, day, "options.customer")]!;
  return Object.freeze({ path, purchaseSums: Object.freeze(Object.fromEntries(known.names.map((name) => [name, 0]))) });
}
