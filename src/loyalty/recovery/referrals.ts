import { requireNumber, requireOptions } from "../../checks.ts";

/** Options of {@link referrals}. */
export interface ReferralsOptions {
  /**
   * New customers whom each satisfied one brings.
   * @defaultValue 0.15 (course slides: 100 satisfied customers bring 15)
   */
  readonly rate?: number | undefined;
}

/** What {@link referrals} returns. */
export interface Referrals {
  /** satisfied · rate. */
  readonly newCustomers: number;
  /** New customers for each satisfied one, as used. */
  readonly rate: number;
  /** Where that figure comes from. */
  readonly source: "course slides" | "the caller";
}

/**
 * New customers by recommendation (转介绍新客户): how many the satisfied bring.
 *
 * @param satisfied - Satisfied customers.
 * @param options - How many new customers each brings.
 * @returns New customers, the rate used and its source.
 * @throws InputError `out-of-range` for negative numbers, `not-finite`.
 * @remarks 15 for 100 is folklore of course slides: ask new customers who sent them. There is no standard twin.
 * @example
 * ```ts
 * import { referrals } from "customer-equity/loyalty";
 * console.log(referrals(8400).newCustomers); // 1260
 * ```
 */
export function referrals(satisfied: number, options?: ReferralsOptions): Referrals {
  const { rate: own } = requireOptions(options);
  requireNumber(satisfied, "satisfied", { min: 0, max: 1e15 });
  const rate = requireNumber(own ?? 0.15, "options.rate", { min: 0, max: 1e6 });
  return { newCustomers: satisfied * rate, rate, source: own === undefined ? "course slides" : "the caller" };
}
