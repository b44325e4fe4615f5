import type { PurchaseHistory } from "../../src/clv/index.ts";

/** Frequency, recency and weight of 3,000 customers, all observed for 39 weeks: made for tests that need no download. */
const rows: readonly (readonly [frequency: number, recency: number, customers: number])[] = [
  [0, 0, 1371],
  ...byRecency(1, [272, 96, 63, 45, 40]),
  ...byRecency(2, [84, 69, 56, 44, 48]),
  ...byRecency(3, [38, 36, 41, 47, 48]),
  ...byRecency(4, [9, 18, 23, 29, 41]),
  ...byRecency(5, [2, 9, 12, 28, 47]),
  ...byRecency(6, [1, 14, 38, 78, 253]),
];

function byRecency(frequency: number, customers: readonly number[]): [number, number, number][] {
  return customers.map((weight, i) => [frequency, 4 + 8 * i, weight]);
}

/** The cohort as a weighted history. */
export const made: PurchaseHistory = {
  frequency: rows.map(([frequency]) => frequency),
  recency: rows.map(([, recency]) => recency),
  age: rows.map(() => 39),
  weight: rows.map(([, , customers]) => customers),
  timeUnit: "week",
};
