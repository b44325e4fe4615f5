import { describe, expect, it } from "vitest";
import { historyToJson, parseHistory } from "../../../../src/clv/history/history-json.ts";
import { selectRows } from "../../../../src/clv/history/select-rows.ts";
import { summarizeTransactions } from "../../../../src/clv/history/summarize-transactions.ts";

const rows = [
  { id: "A", on: 0, paid: 0.1 },
  { id: "A", on: 10, paid: 1 / 3 },
  { id: "B", on: 5, paid: 2 },
  { id: "A", on: 70, paid: -1 },
  { id: "C", on: 90, paid: 4 },
];
const history = summarizeTransactions(rows, {
  customer: (r) => r.id,
  date: (r) => r.on,
  amount: (r) => r.paid,
  timeUnit: "week",
  splitAt: 60,
  observedUntil: 95,
  spendOf: "all",
  keepPurchases: true,
  roster: ["N", { customer: "M", acquired: 40 }],
});
const stored = JSON.parse(JSON.stringify(historyToJson(history))) as Record<string, unknown>;

describe("the round trip", () => {
  it("is exact, every field included", () => {
    expect(parseHistory(JSON.stringify(stored))).toEqual(history);
    expect(parseHistory(stored)).toEqual(history);
  });

  it("keeps an empty shard", () => {
    const none = summarizeTransactions(rows, {
      customer: (r) => r.id,
      date: (r) => r.on,
      timeUnit: "day",
      observedUntil: 95,
      acquiredFrom: 93,
      keepPurchases: true,
    });
    expect(parseHistory(historyToJson(none))).toEqual(none);
  });

  it("stores nothing that cannot be loaded", () => {
    const broken = { ...history, recency: [Number.NaN, 0, 0] };
    expect(() => historyToJson(broken)).toThrow(expect.objectContaining({ path: "history.recency[0]" }));
    const { periodCounts } = history;
    const wrong: [unknown, string, string][] = [
      [selectRows(history, [0, 1, 0]), "duplicate-id", "history.customers[2]"],
      [{ ...history, customers: ["A", "", "M"] }, "empty", "history.customers[1]"],
      [{ ...history, customers: [1, 2, 3] }, "empty", "history.customers[0]"],
      [{ ...history, branch: ["x", "y", "z"] }, "bad-option", "history.branch"],
      [
        { ...history, periodCounts: { ...periodCounts, counts: [Number.NaN] } },
        "not-finite",
        "history.periodCounts.counts[0]",
      ],
      [null, "empty", "history"],
      ["{}", "empty", "history"],
    ];
    for (const [given, code, path] of wrong) {
      expect(() => historyToJson(given as never)).toThrow(expect.objectContaining({ code, path }));
    }
  });
});

describe("parseHistory refuses", () => {
  const purchases = stored["purchases"] as Record<string, unknown>;
  const inPurchases = (change: Record<string, unknown>) => ({ ...stored, purchases: { ...purchases, ...change } });

  it.each<[string, unknown, string, string]>([
    ["text that is no JSON", "{", "empty", "history"],
    ["nothing", null, "unknown-kind", "history"],
    ["a number", 7, "unknown-kind", "history"],
    ["a model", { kind: "bg-nbd", version: 1 }, "unknown-kind", "history"],
    ["a later version", { ...stored, version: 2 }, "unknown-kind", "history"],
    ["an unknown field", { ...stored, constructor: 1 }, "bad-option", "history.constructor"],
    ["a missing column", { ...stored, age: undefined }, "not-finite", "history.age"],
    ["null in a column", { ...stored, recency: [1, null, 0] }, "not-finite", "history.recency[1]"],
    ["a broken rule", { ...stored, recency: [1, 1, 0] }, "out-of-range", "history.recency[1]"],
    ["a duplicate id", { ...stored, customers: ["A", "B", "A"] }, "duplicate-id", "history.customers[2]"],
    ["an empty id", { ...stored, customers: ["A", "", "M"] }, "empty", "history.customers[1]"],
    ["ids that are no list", { ...stored, customers: "ABM" }, "empty", "history.customers"],
    [
      "a wrong rule",
      inPurchases({ rules: { ...(purchases["rules"] as object), returns: "x" } }),
      "bad-option",
      "history.purchases.rules.returns",
    ],
    ["missing rules", inPurchases({ rules: undefined }), "empty", "history.purchases.rules"],
    [
      "offsets that do not end",
      inPurchases({ offsets: [0, 3, 4, 4, 4, 4] }),
      "out-of-range",
      "history.purchases.offsets[5]",
    ],
    ["offsets that fall", inPurchases({ offsets: [0, 3, 2, 5, 5, 5] }), "out-of-range", "history.purchases.offsets[2]"],
    ["a position twice", inPurchases({ positions: [0, 1, 1, 2, 4] }), "duplicate-id", "history.purchases.positions[2]"],
    ["too few days", inPurchases({ days: [0, 10] }), "length-mismatch", "history.purchases.positions"],
    [
      "a flag in text",
      inPurchases({ rules: { ...(purchases["rules"] as object), mergeSameDay: "yes" } }),
      "bad-option",
      "history.purchases.rules.mergeSameDay",
    ],
  ])("%s", (_, json, code, path) => {
    expect(() => parseHistory(json)).toThrow(expect.objectContaining({ code, path }));
  });
});
