import { describe, expect, test } from "vitest";
import {
  bgNbd,
  expectedTransactions,
  historyToJson,
  newCustomer,
  parseHistory,
  summarizeTransactionColumns,
  trackTransactions,
} from "../../../../src/clv/index.ts";
import { daysPerUnit } from "../../../../src/time.ts";

const model = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const log = { customer: ["A", "A", "B", "A", "B"], day: [0, 6, 3, 15, 16] };
/** E[X(t)] of a new customer, t in days. */
const newcomer = (days: number) => expectedTransactions(model, newCustomer(), { horizon: days / daysPerUnit.week });

describe("the last period", () => {
  test("is expected for as long as it was observed", () => {
    // Days 0 to 16 were observed, each to its end: two weeks and three days.
    const history = summarizeTransactionColumns(log, { timeUnit: "week", observedUntil: 16 });
    const { cumulativeExpected, expected, actual, calibrationPeriods } = trackTransactions(model, history);
    expect(Array.from(actual)).toEqual([1, 0, 2]);
    expect(cumulativeExpected[1]).toBeCloseTo(newcomer(14) + newcomer(11), 12);
    expect(cumulativeExpected[2]).toBeCloseTo(newcomer(17) + newcomer(14), 12);
    expect(expected[2]).toBeCloseTo(newcomer(17) - newcomer(14) + newcomer(14) - newcomer(11), 12);
    expect(calibrationPeriods).toBe(2);
  });

  test("is whole where the log ends with it", () => {
    const history = summarizeTransactionColumns(log, { timeUnit: "week", observedUntil: 20 });
    const { cumulativeExpected, calibrationPeriods } = trackTransactions(model, history);
    expect(cumulativeExpected[2]).toBeCloseTo(newcomer(21) + newcomer(18), 12);
    expect(calibrationPeriods).toBe(3);
  });

  test("ends with the holdout, and the calibration with the split", () => {
    const history = summarizeTransactionColumns(log, { timeUnit: "week", splitAt: 6, observedUntil: 16 });
    const { cumulativeExpected, calibrationPeriods } = trackTransactions(model, history);
    expect(cumulativeExpected[2]).toBeCloseTo(newcomer(17) + newcomer(14), 12);
    expect(calibrationPeriods).toBe(1);
    const early = summarizeTransactionColumns(log, { timeUnit: "week", splitAt: 5, observedUntil: 16 });
    expect(trackTransactions(model, early).calibrationPeriods).toBe(0);
  });

  test("with continuous times ends at the instant given", () => {
    const continuous = { timeUnit: "week", mergeSameDay: false, observedUntil: 16 } as const;
    const history = summarizeTransactionColumns(log, continuous);
    expect(trackTransactions(model, history).cumulativeExpected[2]).toBeCloseTo(newcomer(16) + newcomer(13), 12);
    const split = summarizeTransactionColumns(log, { ...continuous, splitAt: 13 });
    expect(trackTransactions(model, split).calibrationPeriods).toBe(1);
    const whole = summarizeTransactionColumns(log, { ...continuous, splitAt: 14 });
    expect(trackTransactions(model, whole).calibrationPeriods).toBe(2);
  });
});

test("the end of the log is stored with the period counts", () => {
  const history = summarizeTransactionColumns(log, { timeUnit: "week", splitAt: 6, observedUntil: 16 });
  expect(history.periodCounts).toMatchObject({ firstDay: 0, end: 17 });
  const loaded = parseHistory(JSON.stringify(historyToJson(history)));
  expect(trackTransactions(model, loaded)).toEqual(trackTransactions(model, history));
});
