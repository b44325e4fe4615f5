/**
 * Continuous rates per unit of time: one for all rows, whose values may then be interpolated between each other, or one for each. The form
 * alone decides, never how many rows there are or what else they hold: a customer scores alike alone, in a crowd and in any shard.
 */
export type DiscountRates = number | Float64Array;

/** The rate of a row. */
export function rateAt(rates: DiscountRates, i: number): number {
  return typeof rates === "number" ? rates : rates[i]!;
}
