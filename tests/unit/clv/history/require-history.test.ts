import { describe, expect, it } from "vitest";
import type { PurchaseHistory } from "../../../../src/clv/history/purchase-history.ts";
import { requireColumns, requireCustomer, requireHistory } from "../../../../src/clv/history/require-history.ts";

const good: PurchaseHistory = { frequency: [2, 0, 1], recency: [30, 0, 5], age: [39, 0, 5], timeUnit: "week" };

const faults: readonly (readonly [string, Record<string, unknown>, string, string])[] = [
  ["no column", { recency: undefined }, "not-finite", "history.recency"],
  ["unequal lengths", { age: [39, 0] }, "length-mismatch", "history.age"],
  ["a fractional frequency", { frequency: [2, 0, 1.5] }, "out-of-range", "history.frequency[2]"],
  ["a negative frequency", { frequency: [2, -1, 1] }, "out-of-range", "history.frequency[1]"],
  ["a NaN frequency", { frequency: [2, 0, Number.NaN] }, "not-finite", "history.frequency[2]"],
  ["an infinite frequency", { frequency: [Infinity, 0, 1] }, "not-finite", "history.frequency[0]"],
  ["a recency after the end", { recency: [40, 0, 5] }, "out-of-range", "history.recency[0]"],
  ["a recency without repeat purchase", { recency: [30, 1, 5], age: [39, 2, 5] }, "out-of-range", "history.recency[1]"],
  ["repeat purchases without recency", { recency: [30, 0, 0] }, "out-of-range", "history.recency[2]"],
  ["a NaN recency", { recency: [Number.NaN, 0, 5] }, "not-finite", "history.recency[0]"],
  ["a negative age", { age: [39, -1, 5] }, "out-of-range", "history.age[1]"],
  ["an infinite age", { age: [39, Infinity, 5] }, "not-finite", "history.age[1]"],
  ["a weight of 0", { weight: [1, 0, 1] }, "out-of-range", "history.weight[1]"],
  ["an unknown unit", { timeUnit: "fortnight" }, "bad-option", "history.timeUnit"],
  ["a NaN spend", { meanSpend: [1, Number.NaN, 1] }, "not-finite", "history.meanSpend[1]"],
  ["too few spends", { meanSpend: [1] }, "length-mismatch", "history.meanSpend"],
  ["too few ids", { customers: ["A"] }, "length-mismatch", "history.customers"],
  [
    "a holdout without length",
    { holdout: { duration: 0, frequency: [0, 0, 0] } },
    "out-of-range",
    "history.holdout.duration",
  ],
  [
    "a fractional holdout count",
    { holdout: { duration: 1, frequency: [0, 0.5, 0] } },
    "out-of-range",
    "history.holdout.frequency[1]",
  ],
];

describe("requireHistory", () => {
  it("counts rows and customers", () => {
    expect(requireHistory(good)).toEqual({ rows: 3, totalWeight: 3 });
    expect(requireHistory({ ...good, weight: [2, 0.5, 3] })).toEqual({ rows: 3, totalWeight: 5.5 });
  });

  it("accepts times of any size, and zeros of either sign", () => {
    const times = { frequency: [2, 1e15, 0, -0], recency: [1e-300, 1e300, -0, 0], age: [1e-300, 1.7e308, 0, 9] };
    const typed = Object.fromEntries(Object.entries(times).map(([name, column]) => [name, Float64Array.from(column)]));
    for (const columns of [times, typed]) {
      expect(requireHistory({ ...(columns as typeof times), timeUnit: "week" }).rows).toBe(4);
    }
  });

  it.each(faults)("refuses %s", (_, change, code, path) => {
    const arrays = { ...good, ...change } as PurchaseHistory;
    expect(() => requireHistory(arrays)).toThrow(expect.objectContaining({ code, path }));
    const typed = Object.fromEntries(
      Object.entries(arrays).map(([name, value]) => [
        name,
        Array.isArray(value) && typeof value[0] === "number" ? Float64Array.from(value as number[]) : value,
      ]),
    ) as unknown as PurchaseHistory;
    expect(() => requireHistory(typed)).toThrow(expect.objectContaining({ code, path }));
  });

  it("refuses text in a plain array, no rows, and no history", () => {
    const text = { ...good, frequency: ["2", 0, 1] } as unknown as PurchaseHistory;
    expect(() => requireHistory(text)).toThrow(expect.objectContaining({ path: "history.frequency[0]" }));
    const none: PurchaseHistory = { frequency: [], recency: [], age: [], timeUnit: "day" };
    expect(() => requireHistory(none)).toThrow(expect.objectContaining({ code: "empty" }));
    expect(requireColumns(none)).toEqual({ rows: 0, totalWeight: 0 });
    expect(() => requireHistory(undefined as never)).toThrow(
      expect.objectContaining({ code: "empty", path: "history" }),
    );
  });
});

describe("requireCustomer", () => {
  it("accepts a customer", () => {
    requireCustomer({ frequency: 2, recency: 30.43, age: 38.86 });
    requireCustomer({ frequency: 0, recency: 0, age: 0, meanSpend: 0, timeUnit: "week" });
    requireCustomer({ frequency: 1, recency: 5, age: 5 });
  });

  it.each([
    [{ frequency: 1.5, recency: 1, age: 2 }, "customer.frequency"],
    [{ frequency: 1, recency: 3, age: 2 }, "customer.recency"],
    [{ frequency: 0, recency: 1, age: 2 }, "customer.recency"],
    [{ frequency: 1, recency: 0, age: 2 }, "customer.recency"],
    [{ frequency: 1, recency: 1, age: Number.NaN }, "customer.age"],
    [{ frequency: 1, recency: 1, age: 2, meanSpend: Number.NaN }, "customer.meanSpend"],
    [{ frequency: 1, recency: 1, age: 2, timeUnit: "weeks" as never }, "customer.timeUnit"],
    [null as never, "customer"],
  ])("refuses %o", (customer, path) => {
    expect(() => requireCustomer(customer)).toThrow(expect.objectContaining({ path }));
  });
});
