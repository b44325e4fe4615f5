import { describe, expect, it } from "vitest";
import { mergeHistories } from "../../../../src/clv/history/merge-histories.ts";
import { summarizeTransactionColumns } from "../../../../src/clv/history/summarize-transaction-columns.ts";
import type { SummaryOptions } from "../../../../src/clv/history/summary-options.ts";

const options: SummaryOptions = { timeUnit: "day", observedUntil: 100, splitAt: 60 };
const one = { customer: ["A", "A", "B", "A"], day: [0, 10, 5, 70], amount: [1, 2, 0, -1] };
const two = { customer: ["C", "C", "D"], day: [3, 130, 90], amount: [4, 5, 6] };
const both = {
  customer: [...one.customer, ...two.customer],
  day: [...one.day, ...two.day],
  amount: [...one.amount, ...two.amount],
};

describe("shards with disjoint customers", () => {
  it("are put one below the other, counts added", () => {
    const merged = mergeHistories(
      [one, two].map((log) => summarizeTransactionColumns(log, { ...options, timeUnit: "day" })),
    );
    expect(merged).toEqual(summarizeTransactionColumns(both, options));
  });

  it("keep weights and hand-made columns", () => {
    const part = { frequency: [1], recency: [2], age: [3], weight: [4], timeUnit: "week" } as const;
    const merged = mergeHistories([part, part]);
    expect(merged.weight).toEqual(Float64Array.of(4, 4));
    expect(merged).not.toHaveProperty("customers");
  });

  it("say where period counts cannot be added", () => {
    const weekly = { ...options, timeUnit: "week" } as const;
    const merged = mergeHistories([one, two].map((log) => summarizeTransactionColumns(log, weekly)));
    expect(merged).not.toHaveProperty("periodCounts");
    expect(merged.warnings!.map((warning) => warning.code)).toContain("period-counts-left-out");
  });
});

describe("shards that carry their transactions", () => {
  const kept = { ...options, keepPurchases: true };

  it("may share customers", () => {
    const first = { customer: ["A", "B"], day: [0, 5], amount: [1, 2] };
    const second = { customer: ["B", "A", "A"], day: [5, 0, 40], amount: [7, 8, 9] };
    const merged = mergeHistories([first, second].map((log) => summarizeTransactionColumns(log, kept)));
    const whole = { customer: ["A", "B", "B", "A", "A"], day: [0, 5, 5, 0, 40], amount: [1, 2, 7, 8, 9] };
    expect(merged).toEqual(summarizeTransactionColumns(whole, kept));
    expect(mergeHistories([merged])).toEqual(merged);
  });

  it("find the end of the log together where none was given", () => {
    const open = { timeUnit: "day", keepPurchases: true } as const;
    const merged = mergeHistories([one, two].map((log) => summarizeTransactionColumns(log, open)));
    expect(merged).toEqual(summarizeTransactionColumns(both, open));
    expect(merged.observedUntil).toBe(130);
  });

  it("agree on the earliest date of acquisition", () => {
    const shard = (acquired: number) =>
      summarizeTransactionColumns({ customer: ["A"], day: [20] }, { ...kept, roster: [{ customer: "A", acquired }] });
    expect(mergeHistories([shard(12), shard(8)]).firstPurchase).toEqual(Float64Array.of(8));
  });
});

describe("shards that do not fit", () => {
  const history = (change: Partial<SummaryOptions>, log: typeof one = two) =>
    summarizeTransactionColumns(log, { ...options, ...change });
  const first = history({}, one);

  it.each([
    ["another unit", history({ timeUnit: "week" }), "unit-mismatch", "histories[1].timeUnit"],
    ["another end", history({ splitAt: 50 }), "bad-option", "histories[1].observedUntil"],
    ["another holdout", history({ observedUntil: 120 }), "bad-option", "histories[1].holdout.duration"],
    ["an end that means an instant", history({ mergeSameDay: false }), "bad-option", "histories[1].periodCounts.end"],
    ["no holdout", history({ splitAt: undefined, observedUntil: 60 }), "bad-option", "histories[1].holdout"],
    ["shared customers", first, "duplicate-id", "histories[1].customers[0]"],
    ["an unknown field", { ...history({}), covariates: {} }, "bad-option", "histories[1].covariates"],
    ["a broken column", { ...history({}), recency: [0, 0] }, "length-mismatch", "histories[1].recency"],
  ])("%s", (_, second, code, path) => {
    expect(() => mergeHistories([first, second])).toThrow(expect.objectContaining({ code, path }));
  });

  it("other rules behind the transactions", () => {
    const kept = (change: Partial<SummaryOptions>) => history({ keepPurchases: true, ...change });
    expect(() => mergeHistories([kept({}), kept({ returns: "net" })])).toThrow(
      expect.objectContaining({ code: "bad-option", path: "histories[1].purchases.rules.returns" }),
    );
  });

  it("none at all", () => {
    expect(() => mergeHistories([])).toThrow(expect.objectContaining({ code: "empty", path: "histories" }));
  });
});
