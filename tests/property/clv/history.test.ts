import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { historyToJson, parseHistory } from "../../../src/clv/history/history-json.ts";
import { mergeHistories } from "../../../src/clv/history/merge-histories.ts";
import type { PurchaseHistory } from "../../../src/clv/history/purchase-history.ts";
import { requireColumns } from "../../../src/clv/history/require-history.ts";
import { summarizeTransactionColumns } from "../../../src/clv/history/summarize-transaction-columns.ts";
import type { SummaryOptions } from "../../../src/clv/history/summary-options.ts";
import { daysPerUnit, type TimeUnit } from "../../../src/time.ts";

const settings = { seed: 20261122, numRuns: 300 };

interface Row {
  readonly customer: string;
  readonly day: number;
  readonly amount: number;
}

const row = fc.record({
  customer: fc.integer({ min: 0, max: 8 }).map((id) => `c${id}`),
  day: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 100, noNaN: true })),
  amount: fc.oneof(fc.constant(0), fc.double({ min: -50, max: 200, noNaN: true })),
});
const log = fc.array(row, { minLength: 1, maxLength: 120 });

const optionalDay = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined });
const options: fc.Arbitrary<SummaryOptions> = fc.record({
  timeUnit: fc.constantFrom<TimeUnit>("hour", "day", "week", "month", "year"),
  observedFrom: optionalDay(0, 20),
  observedUntil: fc.integer({ min: 80, max: 120 }),
  splitAt: optionalDay(30, 79),
  acquiredFrom: optionalDay(0, 10),
  acquiredUntil: optionalDay(11, 60),
  mergeSameDay: fc.boolean(),
  returns: fc.constantFrom("ignore", "net"),
  spendOf: fc.constantFrom("repeats", "all"),
  roster: fc.option(
    fc
      .uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 6 })
      .map((ids) => ids.map((id) => ({ customer: `c${id}`, acquired: id % 3 === 0 ? undefined : 7 * id }))),
    { nil: undefined },
  ),
});

function summarize(rows: readonly Row[], chosen: SummaryOptions): PurchaseHistory {
  return summarizeTransactionColumns(
    { customer: rows.map((r) => r.customer), day: rows.map((r) => r.day), amount: rows.map((r) => r.amount) },
    chosen,
  );
}

/** Everything about the history that does not depend on the order of the customers or of the rows. */
function canonical(history: PurchaseHistory): unknown {
  const { frequency, recency, age, meanSpend, spendCount, logGapSum, firstPurchase, holdout } = history;
  const columns = { frequency, recency, age, meanSpend, spendCount, logGapSum, firstPurchase };
  const customers = history.customers!.map((id, i) => [
    id,
    ...Object.values(columns).map((column) => column?.[i]),
    holdout?.frequency[i],
    holdout?.spend?.[i],
  ]);
  return {
    customers: customers.sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
    rest: [history.observedUntil, history.timeUnit, holdout?.duration, history.periodCounts, history.account],
    leftOut: history.leftOut!.map(({ reason, what, count, transactions }) => [reason, what, count, transactions]),
  };
}

describe("a summary", () => {
  it("accounts for every row", () => {
    fc.assert(
      fc.property(log, options, (rows, chosen) => {
        const { account, frequency, holdout, leftOut, ...history } = summarize(rows, chosen);
        const { read, purchases, merged, netted } = account!;
        expect(read).toBe(rows.length);
        expect(purchases + merged + netted + account!.leftOut).toBe(read);
        expect(leftOut!.reduce((sum, part) => sum + part.transactions, 0)).toBe(account!.leftOut);
        const repeats = (history.periodCounts?.counts ?? []) as ArrayLike<number>;
        const counted = Array.from(frequency).concat(Array.from(holdout?.frequency ?? []));
        const total = counted.reduce((sum, x) => sum + x, 0);
        expect(Array.from(repeats).reduce((sum, x) => sum + x, 0)).toBe(total);
        expect(purchases - total).toBeGreaterThanOrEqual(0);
        expect(purchases - total).toBeLessThanOrEqual(frequency.length);
      }),
      settings,
    );
  });

  it("accounts for every customer", () => {
    fc.assert(
      fc.property(log, options, (rows, chosen) => {
        const history = summarize(rows, chosen);
        const ids = new Set(rows.map((r) => r.customer));
        for (const entry of chosen.roster ?? []) ids.add((entry as { customer: string }).customer);
        const gone = history.leftOut!.filter((part) => part.what === "customers").flatMap((part) => part.examples);
        expect([...history.customers!, ...gone].sort()).toEqual([...ids].sort());
      }),
      settings,
    );
  });

  it("is a legal history, and survives JSON", () => {
    fc.assert(
      fc.property(log, options, fc.boolean(), (rows, chosen, keepPurchases) => {
        const history = summarize(rows, { ...chosen, keepPurchases });
        requireColumns(history);
        expect(parseHistory(JSON.stringify(historyToJson(history)))).toEqual(history);
      }),
      settings,
    );
  });

  it("does not depend on the order of the rows, to the last bit", () => {
    const shuffled = log.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, options, ([rows, other], chosen) => {
        expect(canonical(summarize(other, chosen))).toEqual(canonical(summarize(rows, chosen)));
      }),
      settings,
    );
  });

  it("scales with the time unit", () => {
    fc.assert(
      fc.property(log, options, (rows, chosen) => {
        const days = summarize(rows, { ...chosen, timeUnit: "day" });
        const units = summarize(rows, chosen);
        const unit = daysPerUnit[chosen.timeUnit];
        expect(units.frequency).toEqual(days.frequency);
        expect(units.meanSpend).toEqual(days.meanSpend);
        for (let i = 0; i < days.age.length; i++) {
          expect(units.age[i]! * unit).toBeCloseTo(days.age[i]!, 9);
          expect(units.recency[i]! * unit).toBeCloseTo(days.recency[i]!, 9);
          const shift = days.frequency[i]! * Math.log(unit);
          expect(units.logGapSum![i]! + shift).toBeCloseTo(days.logGapSum![i]!, 9);
        }
      }),
      settings,
    );
  });

  it("does not depend on the calendar: a later log gives the same columns", () => {
    fc.assert(
      fc.property(log, options, fc.integer({ min: 1, max: 5000 }), (rows, chosen, shift) => {
        const whole = rows.map((r) => ({ ...r, day: Math.floor(r.day) }));
        const later = whole.map((r) => ({ ...r, day: r.day + shift }));
        const move = (day: unknown) => (day === undefined ? undefined : (day as number) + shift);
        const moved = {
          ...chosen,
          observedFrom: move(chosen.observedFrom),
          observedUntil: move(chosen.observedUntil),
          splitAt: move(chosen.splitAt),
          acquiredFrom: move(chosen.acquiredFrom),
          acquiredUntil: move(chosen.acquiredUntil),
          roster: undefined,
        };
        const before = summarize(whole, { ...chosen, roster: undefined });
        const after = summarize(later, moved);
        for (const name of ["frequency", "recency", "age", "meanSpend", "logGapSum", "customers"] as const) {
          expect(after[name]).toEqual(before[name]);
        }
      }),
      settings,
    );
  });
});

describe("shards give what one pass gives, to the last bit,", () => {
  const kept = options.map((chosen) => ({ ...chosen, keepPurchases: true }));
  const shards = fc.integer({ min: 1, max: 5 });

  function expectOnePass(rows: readonly Row[], parts: readonly (readonly Row[])[], chosen: SummaryOptions): void {
    const histories = parts.filter((part) => part.length > 0).map((part) => summarize(part, chosen));
    const merged = mergeHistories(histories);
    const whole = summarize(rows, chosen);
    expect(canonical(merged)).toEqual(canonical(whole));
    expect(merged.warnings).toEqual(whole.warnings);
  }

  const split = (rows: readonly Row[], n: number, shardOf: (row: Row, i: number) => number): Row[][] =>
    Array.from({ length: n }, (_, k) => rows.filter((r, i) => shardOf(r, i) % n === k));

  it("split row by row", () => {
    fc.assert(
      fc.property(log, kept, shards, (rows, chosen, n) =>
        expectOnePass(
          rows,
          split(rows, n, (_, i) => i),
          chosen,
        ),
      ),
      settings,
    );
  });

  it("split by date", () => {
    fc.assert(
      fc.property(log, kept, shards, (rows, chosen, n) =>
        expectOnePass(
          rows,
          split(rows, n, (r) => Math.floor(r.day / 25)),
          chosen,
        ),
      ),
      settings,
    );
  });

  it("split by customer, the end of the log unknown", () => {
    fc.assert(
      fc.property(log, kept, shards, (rows, chosen, n) => {
        const open = { ...chosen, observedUntil: undefined, splitAt: undefined };
        expectOnePass(
          rows,
          split(rows, n, (r) => Number(r.customer.slice(1))),
          open,
        );
      }),
      settings,
    );
  });

  it("split by customer, without their transactions", () => {
    fc.assert(
      fc.property(log, options, shards, (rows, chosen, n) => {
        const days = { ...chosen, timeUnit: "day", mergeSameDay: true, roster: undefined } as const;
        expectOnePass(
          rows,
          split(rows, n, (r) => Number(r.customer.slice(1))),
          days,
        );
      }),
      settings,
    );
  });
});
