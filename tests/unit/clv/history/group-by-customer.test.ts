import { describe, expect, it } from "vitest";
import { groupByCustomer } from "../../../../src/clv/history/group-by-customer.ts";
import type { TransactionLog } from "../../../../src/clv/history/transaction-log.ts";

/** A log of so many rows, its customers in no order. */
function log(rows: number, customers: number, whole: boolean): TransactionLog {
  const codes = Int32Array.from({ length: rows }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 0) % customers);
  const days = Array.from({ length: rows }, (_, i) => (whole ? i % 1000 : i / 7));
  return {
    ids: Array.from({ length: customers }, (_, code) => `${code}`),
    codes,
    days: whole ? Int32Array.from(days) : Float64Array.from(days),
    amounts: whole ? Float64Array.from(days, (day) => 1 + day) : null,
    acquired: null,
  };
}

describe("groupByCustomer", () => {
  it.each([
    ["a small log", 5000, 700, true],
    ["times that are no whole days, and no amounts", 5000, 700, false],
    ["more rows than go at once", 2 ** 20 + 1000, 3001, true],
    ["few customers with very many", 2 ** 20 + 1000, 5, true],
  ])("brings the rows of each customer together, in the order of the log: %s", (_, rows, customers, whole) => {
    const given = log(rows, customers, whole);
    const { offsets, days, amounts, positions } = groupByCustomer(given, true);
    expect([offsets[0], offsets[customers]]).toEqual([0, rows]);
    expect(days.constructor).toBe(given.days.constructor);
    let mistakes = 0;
    for (let code = 0; code < customers; code++) {
      for (let k = offsets[code]!; k < offsets[code + 1]!; k++) {
        const row = positions![k]!;
        if (given.codes[row] !== code || days[k] !== given.days[row]) mistakes++;
        if (amounts?.[k] !== given.amounts?.[row]) mistakes++;
        if (k > offsets[code]! && row <= positions![k - 1]!) mistakes++;
      }
    }
    expect(mistakes).toBe(0);
    expect(groupByCustomer(given)).toEqual({ offsets, days, amounts, positions: null });
  });
});
