import { describe, expect, it } from "vitest";
import type { PurchaseHistory } from "../../../../src/clv/history/purchase-history.ts";
import { summarizeTransactionColumns } from "../../../../src/clv/history/summarize-transaction-columns.ts";
import { summarizeTransactions, type TransactionOptions } from "../../../../src/clv/history/summarize-transactions.ts";
import { InputError } from "../../../../src/errors.ts";

interface Row {
  readonly id: string | number;
  readonly on: string | number | Date;
  readonly paid: number;
}

const base: TransactionOptions<Row> = {
  customer: (r) => r.id,
  date: (r) => r.on,
  amount: (r) => r.paid,
  timeUnit: "day",
  observedUntil: 100,
};

const rows: readonly Row[] = [
  { id: "B", on: 20, paid: 5 },
  { id: "A", on: 10, paid: 1 },
  { id: "A", on: 30, paid: 4 },
  { id: "A", on: 10, paid: 2 },
  { id: "A", on: 70, paid: 8 },
  { id: "B", on: 95, paid: 6 },
  { id: "A", on: 30, paid: 2 },
];

const numbers = (column: ArrayLike<number> | undefined): number[] => Array.from(column ?? []);
const codes = (history: PurchaseHistory): string[] => history.warnings!.map((warning) => warning.code);
const reasons = (history: PurchaseHistory): unknown[] =>
  history.leftOut!.map(({ reason, what, count, transactions, examples }) => [
    reason,
    what,
    count,
    transactions,
    examples,
  ]);

function refusal(call: () => unknown): InputError {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("summarizeTransactions", () => {
  it("counts, measures and averages", () => {
    const history = summarizeTransactions(rows, base);
    expect(history.customers).toEqual(["B", "A"]);
    expect(numbers(history.frequency)).toEqual([1, 2]);
    expect(numbers(history.recency)).toEqual([75, 60]);
    expect(numbers(history.age)).toEqual([80, 90]);
    expect(numbers(history.meanSpend)).toEqual([6, 7]);
    expect(numbers(history.logGapSum)).toEqual([Math.log(75), Math.log(20) + Math.log(40)]);
    expect(numbers(history.firstPurchase)).toEqual([20, 10]);
    expect(history.observedUntil).toBe(100);
    expect(history.account).toEqual({ read: 7, purchases: 5, merged: 2, netted: 0, leftOut: 0 });
    expect(history.warnings).toEqual([]);
    expect(history).not.toHaveProperty("holdout");
    expect(history).not.toHaveProperty("purchases");
  });

  it("splits calibration from holdout", () => {
    const history = summarizeTransactions(rows, { ...base, splitAt: 60 });
    expect(numbers(history.frequency)).toEqual([0, 1]);
    expect(numbers(history.recency)).toEqual([0, 20]);
    expect(numbers(history.age)).toEqual([40, 50]);
    expect(numbers(history.meanSpend)).toEqual([0, 6]);
    expect(history.observedUntil).toBe(60);
    expect(history.holdout).toEqual({
      duration: 40,
      frequency: Float64Array.of(1, 1),
      spend: Float64Array.of(6, 8),
    });
  });

  it("counts the repeat purchases of each period, the boundary in the period that starts there", () => {
    const log = [0, 7, 14, 15, 20, 21].map((on) => ({ id: "A", on, paid: 1 }));
    const weeks = summarizeTransactions(log, { ...base, timeUnit: "week", observedUntil: 21 });
    expect(weeks.periodCounts).toEqual({ firstDay: 0, end: 22, counts: Float64Array.of(0, 1, 3, 1) });
    const hours = summarizeTransactions(
      [0, 1 / 24, 3 / 24].map((on) => ({ id: "A", on, paid: 1 })),
      {
        ...base,
        timeUnit: "hour",
        mergeSameDay: false,
        observedUntil: 4 / 24,
      },
    );
    expect(numbers(hours.periodCounts!.counts)).toEqual([0, 1, 0, 1, 0]);
    expect(hours.periodCounts!.end).toBe(4 / 24);
  });

  it("reads generators, numbers as ids, and several spellings of a date", () => {
    function* stream(): Generator<Row> {
      for (let i = 0; i < 3000; i++) yield { id: i % 3, on: new Date(86_400_000 * i), paid: i };
    }
    const history = summarizeTransactions(stream(), { ...base, observedUntil: "1978-03-19" });
    expect(history.customers).toEqual(["0", "1", "2"]);
    expect(numbers(history.frequency)).toEqual([999, 999, 999]);
    expect(numbers(history.age)).toEqual([2999, 2998, 2997]);
    const patterned = summarizeTransactions([{ id: 1, on: "31.12.69", paid: 1 }], {
      ...base,
      datePattern: "dd.mm.yy",
      observedUntil: "1970-01-31",
    });
    expect(numbers(patterned.firstPurchase)).toEqual([-1]);
  });

  it("gives what columns give where there are very many rows and customers", () => {
    const log = Array.from({ length: 30_000 }, (_, i) => ({
      id: `c${(i * 7919) % 7001}`,
      on: (i * 31) % 97,
      paid: i % 50,
    }));
    const columns = { customer: log.map((r) => r.id), day: log.map((r) => r.on), amount: log.map((r) => r.paid) };
    const options = { timeUnit: "week", observedUntil: 100, keepPurchases: true } as const;
    expect(summarizeTransactions(log, { ...base, ...options })).toEqual(summarizeTransactionColumns(columns, options));
    const numbered = { ...columns, customer: Uint32Array.from(columns.customer, (id) => Number(id.slice(1))) };
    const { customers, purchases, ...rest } = summarizeTransactionColumns(numbered, options);
    expect(customers!.map((id) => `c${id}`)).toEqual([...new Set(columns.customer)]);
    expect(summarizeTransactionColumns(columns, options)).toMatchObject(rest);
  });

  it("takes the id 1 and the id '1' for one customer", () => {
    const log = [1, "1"].map((id, i) => ({ id, on: i, paid: 1 }));
    expect(summarizeTransactions(log, base).customers).toEqual(["1"]);
  });

  it("keeps the time of day where days are not merged", () => {
    const log = [10.25, 10.5, 10.5, 11].map((on) => ({ id: "A", on, paid: 3 }));
    const merged = summarizeTransactions(log, base);
    expect(numbers(merged.frequency)).toEqual([1]);
    const exact = summarizeTransactions(log, { ...base, mergeSameDay: false });
    expect(numbers(exact.frequency)).toEqual([2]);
    expect(numbers(exact.recency)).toEqual([0.75]);
    expect(exact.account!.merged).toBe(1);
  });

  it("says that it assumed the end of observation", () => {
    const history = summarizeTransactions(rows, { ...base, observedUntil: undefined });
    expect(history.observedUntil).toBe(95);
    expect(codes(history)).toEqual(["observed-until-assumed"]);
    expect(history.warnings![0]!.message).toContain("1970-04-06");
  });
});

describe("who is left out", () => {
  it("lists rows and customers after the end of observation", () => {
    const history = summarizeTransactions([...rows, { id: "C", on: 90, paid: 1 }], { ...base, observedUntil: 80 });
    expect(history.customers).toEqual(["B", "A"]);
    expect(numbers(history.frequency)).toEqual([0, 2]);
    expect(reasons(history)).toEqual([
      ["after-observed-until", "transactions", 2, 2, [5, 7]],
      ["after-observed-until", "customers", 1, 0, ["C"]],
    ]);
    expect(history.account).toEqual({ read: 8, purchases: 4, merged: 2, netted: 0, leftOut: 2 });
  });

  it("leaves out customers older than the log", () => {
    const history = summarizeTransactions(rows, { ...base, observedFrom: 15 });
    expect(history.customers).toEqual(["B"]);
    expect(reasons(history)).toEqual([["acquired-before-observed-from", "customers", 1, 5, ["A"]]]);
  });

  it("keeps to the cohort", () => {
    expect(summarizeTransactions(rows, { ...base, acquiredFrom: 20, acquiredUntil: 25 }).customers).toEqual(["B"]);
    const early = summarizeTransactions(rows, { ...base, acquiredUntil: 19 });
    expect(early.customers).toEqual(["A"]);
    expect(reasons(early)).toEqual([["outside-cohort", "customers", 1, 2, ["B"]]]);
  });

  it("leaves out customers who first buy after the split", () => {
    const history = summarizeTransactions(rows, { ...base, splitAt: 15 });
    expect(reasons(history)).toEqual([["first-purchase-after-split", "customers", 1, 2, ["B"]]]);
    expect(numbers(history.holdout!.frequency)).toEqual([2]);
  });

  it("gives an empty history, with a warning, where nobody is left", () => {
    const history = summarizeTransactions(rows, { ...base, acquiredFrom: 99 });
    expect(history.frequency).toHaveLength(0);
    expect(codes(history)).toEqual(["no-customers"]);
    expect(history.account!.leftOut).toBe(7);
  });

  it("gives no more than a thousand examples", () => {
    const log = Array.from({ length: 1500 }, (_, i) => ({ id: "A", on: 200 + i, paid: 1 }));
    const history = summarizeTransactions([...log, { id: "A", on: 1, paid: 1 }], base);
    expect(history.leftOut![0]).toMatchObject({ count: 1500, transactions: 1500 });
    expect(history.leftOut![0]!.examples).toHaveLength(1000);
  });
});

describe("returns", () => {
  const log: readonly Row[] = [
    { id: "A", on: 5, paid: -3 },
    { id: "A", on: 10, paid: 10 },
    { id: "A", on: 10, paid: -4 },
    { id: "A", on: 20, paid: 30 },
    { id: "A", on: 40, paid: -6 },
    { id: "A", on: 90, paid: 7 },
    { id: "A", on: 92, paid: -2 },
    { id: "R", on: 50, paid: -9 },
  ];

  it("are ignored and listed", () => {
    const history = summarizeTransactions(log, { ...base, splitAt: 80 });
    expect(numbers(history.frequency)).toEqual([1]);
    expect(numbers(history.recency)).toEqual([10]);
    expect(numbers(history.meanSpend)).toEqual([30]);
    expect(numbers(history.holdout!.spend)).toEqual([7]);
    expect(reasons(history)).toEqual([
      ["returns", "transactions", 5, 5, [0, 2, 4, 6, 7]],
      ["only-returns", "customers", 1, 0, ["R"]],
    ]);
  });

  it("are netted against the spend they fall on, never against counts", () => {
    const options = { ...base, splitAt: 80, returns: "net" } as const;
    const history = summarizeTransactions(log, options);
    expect(numbers(history.frequency)).toEqual([1]);
    expect(numbers(history.recency)).toEqual([10]);
    expect(numbers(history.meanSpend)).toEqual([24]);
    expect(numbers(history.holdout!.frequency)).toEqual([1]);
    expect(numbers(history.holdout!.spend)).toEqual([5]);
    expect(reasons(history)).toEqual([
      ["return-before-first-purchase", "transactions", 1, 1, [0]],
      ["only-returns", "customers", 1, 1, ["R"]],
    ]);
    expect(history.account).toEqual({ read: 8, purchases: 3, merged: 0, netted: 3, leftOut: 2 });
    expect(numbers(summarizeTransactions(log, { ...options, spendOf: "all" }).meanSpend)).toEqual([(6 + 24) / 2]);
  });

  it("make a customer older than the log, too", () => {
    const history = summarizeTransactions(log, { ...base, observedFrom: 8 });
    expect(history.leftOut!.map((part) => part.reason)).toContain("acquired-before-observed-from");
    expect(history.customers).toEqual([]);
  });
});

describe("a roster", () => {
  it("adds customers who have not bought, and gives births", () => {
    const history = summarizeTransactions(rows, {
      ...base,
      roster: ["N", { customer: "M", acquired: 40 }, { customer: "A", acquired: 4 }, { customer: "B", acquired: 50 }],
    });
    expect(history.customers).toEqual(["B", "A", "M"]);
    expect(numbers(history.frequency)).toEqual([1, 3, 0]);
    expect(numbers(history.recency)).toEqual([75, 66, 0]);
    expect(numbers(history.age)).toEqual([80, 96, 60]);
    expect(numbers(history.meanSpend)).toEqual([6, 17 / 3, 0]);
    expect(reasons(history)).toEqual([["no-purchase", "customers", 1, 0, ["N"]]]);
    expect(codes(history)).toEqual(["acquired-after-first-purchase"]);
    expect(history.account).toEqual({ read: 7, purchases: 5, merged: 2, netted: 0, leftOut: 0 });
  });

  it("alone makes a history of customers without purchases", () => {
    const history = summarizeTransactions([], { ...base, roster: [{ customer: 7, acquired: 99 }] });
    expect(history.customers).toEqual(["7"]);
    expect(numbers(history.age)).toEqual([1]);
    expect(refusal(() => summarizeTransactions([], { ...base, observedUntil: undefined, roster: [7] })).path).toBe(
      "options.observedUntil",
    );
  });

  it("may say null for a day of acquisition that is not known", () => {
    const roster = (acquired: null | undefined) =>
      summarizeTransactions(rows, {
        ...base,
        roster: [
          { customer: "N", acquired },
          { customer: "A", acquired },
        ],
      });
    expect(roster(null)).toEqual(roster(undefined));
  });

  it("lists those acquired after the end", () => {
    const history = summarizeTransactions(rows, { ...base, roster: [{ customer: "M", acquired: 101 }] });
    expect(reasons(history)).toEqual([["after-observed-until", "customers", 1, 0, ["M"]]]);
  });

  it("names nobody twice", () => {
    const error = refusal(() => summarizeTransactions(rows, { ...base, roster: ["A", "A"] }));
    expect(error).toMatchObject({ code: "duplicate-id", path: "options.roster[1]" });
    const date = refusal(() => summarizeTransactions(rows, { ...base, roster: [{ customer: "A", acquired: "x" }] }));
    expect(date.path).toBe("options.roster[0].acquired");
  });
});

describe("spend", () => {
  it("of all purchases, first one included", () => {
    const history = summarizeTransactions([...rows, { id: "C", on: 1, paid: 12 }], { ...base, spendOf: "all" });
    expect(numbers(history.frequency)).toEqual([1, 2, 0]);
    expect(numbers(history.spendCount)).toEqual([2, 3, 1]);
    expect(numbers(history.meanSpend)).toEqual([11 / 2, 17 / 3, 12]);
  });

  it("warns of zero amounts and of means that a spend model cannot use", () => {
    const log = [0, 1, 2].map((on) => ({ id: "A", on, paid: on === 0 ? 3 : 0 }));
    const history = summarizeTransactions(log, base);
    expect(numbers(history.frequency)).toEqual([2]);
    expect(codes(history)).toEqual(["zero-amounts", "non-positive-mean-spend"]);
  });

  it("does not need amounts", () => {
    const history = summarizeTransactions(rows, { ...base, amount: undefined, splitAt: 60, spendOf: "all" });
    expect(history).not.toHaveProperty("meanSpend");
    expect(history).not.toHaveProperty("spendCount");
    expect(history.holdout).not.toHaveProperty("spend");
  });
});

describe("warnings about the data", () => {
  it("spend that goes with frequency", () => {
    const log = Array.from({ length: 60 }, (_, c) =>
      Array.from({ length: 2 + (c % 6) }, (_, k) => ({ id: c, on: k, paid: 1 + (c % 6) })),
    ).flat();
    const history = summarizeTransactions(log, base);
    expect(codes(history)).toEqual(["spend-frequency-correlation"]);
    expect(history.warnings![0]!.message).toContain("1.00");
    const constant = summarizeTransactions(
      log.map((r) => ({ ...r, paid: 5 })),
      base,
    );
    expect(codes(constant)).toEqual([]);
  });

  it("few repeat purchases, and no sign of attrition", () => {
    const once = Array.from({ length: 30 }, (_, c) => ({ id: c, on: 1, paid: 1 }));
    expect(codes(summarizeTransactions(once, base))).toEqual(["few-repeat-purchases"]);
    const always = [0, 100].map((on) => ({ id: "A", on, paid: 1 }));
    expect(codes(summarizeTransactions(always, base))).toEqual(["no-attrition-signal"]);
  });
});

describe("bad input", () => {
  const bad = (change: Partial<Record<keyof Row, unknown>>) => () =>
    summarizeTransactions([...rows.slice(0, 2), { ...rows[2]!, ...change } as Row], base);

  it.each<[string, () => unknown, string, string]>([
    ["a date that is none", bad({ on: "1999-02-30" }), "out-of-range", "transactions[2].date"],
    ["a missing date", bad({ on: undefined }), "out-of-range", "transactions[2].date"],
    ["an amount in text", bad({ paid: "12" }), "not-finite", "transactions[2].amount"],
    ["a missing amount", bad({ paid: undefined }), "not-finite", "transactions[2].amount"],
    ["a NaN amount", bad({ paid: Number.NaN }), "not-finite", "transactions[2].amount"],
    ["an absurd amount", bad({ paid: 1e300 }), "out-of-range", "transactions[2].amount"],
    ["an empty id", bad({ id: "" }), "empty", "transactions[2].customer"],
    ["a missing id", bad({ id: null }), "empty", "transactions[2].customer"],
    ["a NaN id", bad({ id: Number.NaN }), "out-of-range", "transactions[2].customer"],
    ["no rows", () => summarizeTransactions([], base), "empty", "transactions"],
    ["rows that are no list", () => summarizeTransactions(null as never, base), "empty", "transactions"],
    ["no options", () => summarizeTransactions(rows, undefined as never), "bad-option", "options.timeUnit"],
    ["no accessor", () => summarizeTransactions(rows, { ...base, date: "on" as never }), "bad-option", "options.date"],
    [
      "a wrong unit",
      () => summarizeTransactions(rows, { ...base, timeUnit: "weeks" as never }),
      "bad-option",
      "options.timeUnit",
    ],
    [
      "a wrong end",
      () => summarizeTransactions(rows, { ...base, observedUntil: "soon" }),
      "out-of-range",
      "options.observedUntil",
    ],
    [
      "a split after the end",
      () => summarizeTransactions(rows, { ...base, splitAt: 100 }),
      "bad-option",
      "options.splitAt",
    ],
    [
      "a wrong pattern",
      () => summarizeTransactions(rows, { ...base, datePattern: "ymd" }),
      "bad-option",
      "options.datePattern",
    ],
    [
      "a start after the end",
      () => summarizeTransactions(rows, { ...base, observedFrom: 101 }),
      "bad-option",
      "options.observedFrom",
    ],
    [
      "an empty cohort window",
      () => summarizeTransactions(rows, { ...base, acquiredFrom: 9, acquiredUntil: 8 }),
      "bad-option",
      "options.acquiredFrom",
    ],
    [
      "a wrong word",
      () => summarizeTransactions(rows, { ...base, returns: "drop" as never }),
      "bad-option",
      "options.returns",
    ],
    [
      "a wrong flag",
      () => summarizeTransactions(rows, { ...base, mergeSameDay: "day" as never }),
      "bad-option",
      "options.mergeSameDay",
    ],
    [
      "a roster that is no list",
      () => summarizeTransactions(rows, { ...base, roster: "A" as never }),
      "empty",
      "options.roster",
    ],
  ])("%s", (_, call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path });
  });
});

describe("summarizeTransactionColumns", () => {
  const day = rows.map((r) => r.on as number);
  const amount = rows.map((r) => r.paid);
  const options = { timeUnit: "day", observedUntil: 100, splitAt: 60, keepPurchases: true } as const;

  it("gives what records give, from every kind of column", () => {
    const expected = summarizeTransactions(rows, { ...base, ...options });
    const strings = rows.map((r) => r.id as string);
    expect(summarizeTransactionColumns({ customer: strings, day, amount }, options)).toEqual(expected);
    const typed = summarizeTransactionColumns(
      {
        customer: Uint32Array.from(strings, (id) => (id === "A" ? 7 : 3)),
        day: Int32Array.from(day),
        amount: Float64Array.from(amount),
      },
      options,
    );
    expect(typed.customers).toEqual(["3", "7"]);
    const renamed = { ...typed, customers: expected.customers, purchases: expected.purchases };
    expect(renamed).toEqual(expected);
  });

  it("takes sparse, negative and fractional ids", () => {
    const ids = [1e12, -4, 2.5, 1e12, -4];
    const history = summarizeTransactionColumns(
      { customer: ids, day: [1, 2, 3, 4, 5] },
      { timeUnit: "day", observedUntil: 9 },
    );
    expect(history.customers).toEqual(["1000000000000", "-4", "2.5"]);
    expect(numbers(history.frequency)).toEqual([1, 1, 0]);
  });

  it("leaves its input alone", () => {
    const columns = { customer: ["A", "A"], day: Float64Array.of(2.5, 1.5), amount: Float64Array.of(2, 1) };
    const before = structuredClone(columns);
    summarizeTransactionColumns(columns, { timeUnit: "day", keepPurchases: true });
    expect(columns).toEqual(before);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ["columns of unequal length", { customer: ["A"], day: [1, 2] }, "length-mismatch", "transactions.day"],
    ["amounts of another length", { customer: ["A"], day: [1], amount: [] }, "length-mismatch", "transactions.amount"],
    ["an empty id", { customer: ["A", ""], day: [1, 2] }, "empty", "transactions.customer[1]"],
    ["ids of two kinds", { customer: ["A", 2], day: [1, 2] }, "out-of-range", "transactions.customer[1]"],
    ["a NaN id", { customer: [1, Number.NaN], day: [1, 2] }, "out-of-range", "transactions.customer[1]"],
    ["a NaN day", { customer: ["A"], day: [Number.NaN] }, "not-finite", "transactions.day[0]"],
    ["milliseconds", { customer: ["A"], day: [1.3e12] }, "out-of-range", "transactions.day[0]"],
    ["a day in text", { customer: ["A"], day: ["12"] }, "not-finite", "transactions.day[0]"],
    ["a missing day", { customer: ["A"], day: [null] }, "not-finite", "transactions.day[0]"],
    ["big integers", { customer: ["A"], day: BigInt64Array.of(1n) }, "not-finite", "transactions.day[0]"],
    ["a NaN amount", { customer: ["A"], day: [1], amount: [Number.NaN] }, "not-finite", "transactions.amount[0]"],
    ["no customers", { day: [1] }, "empty", "transactions.customer"],
    ["no rows", { customer: [], day: [] }, "empty", "transactions"],
  ])("refuses %s", (_, columns, code, path) => {
    const call = () => summarizeTransactionColumns(columns as never, { timeUnit: "day" });
    expect(refusal(call)).toMatchObject({ code, path });
  });
});
