import { describe, expect, it } from "vitest";
import {
  bgNbd,
  dayNumber,
  summarizeTransactions,
  type TransactionTracking,
  trackingChart,
  trackTransactions,
} from "../../../../src/clv/index.ts";
import { expectGoodChart, pointsOf } from "../../charts/render.ts";

/** A tracking of the given purchases, by periods from 2026-01-01. */
function tracking(
  actual: readonly number[],
  expected: readonly number[],
  calibrationPeriods: number,
  timeUnit: TransactionTracking["timeUnit"] = "week",
): TransactionTracking {
  const days = { hour: 1 / 24, day: 1, week: 7, month: 365.25 / 12, year: 365.25 }[timeUnit];
  const sums = (values: readonly number[]) => {
    let sum = 0;
    return Float64Array.from(values, (value) => (sum += value));
  };
  return {
    start: Float64Array.from(actual, (_, k) => dayNumber("2026-01-01") + k * days),
    actual: Float64Array.from(actual),
    expected: Float64Array.from(expected),
    cumulativeActual: sums(actual),
    cumulativeExpected: sums(expected),
    calibrationPeriods,
    timeUnit,
  };
}

const five = tracking([10, 20, 30, 40, 50], [12, 18, 30, 36, 36], 3);
type Layer = { mark: { type: string }; data?: { values: readonly Record<string, unknown>[] } };
const shadeOf = (chart: ReturnType<typeof trackingChart>) =>
  (chart.layer as unknown as readonly Layer[]).find(({ mark }) => mark.type === "rect")?.data?.values[0];

describe("trackingChart", () => {
  it("shows the purchases of each period at its start", () => {
    expect(trackingChart(five).data.values).toEqual([
      { date: "2026-01-01", series: "actual", purchases: 10 },
      { date: "2026-01-01", series: "expected", purchases: 12 },
      { date: "2026-01-08", series: "actual", purchases: 20 },
      { date: "2026-01-08", series: "expected", purchases: 18 },
      { date: "2026-01-15", series: "actual", purchases: 30 },
      { date: "2026-01-15", series: "expected", purchases: 30 },
      { date: "2026-01-22", series: "actual", purchases: 40 },
      { date: "2026-01-22", series: "expected", purchases: 36 },
      { date: "2026-01-29", series: "actual", purchases: 50 },
      { date: "2026-01-29", series: "expected", purchases: 36 },
    ]);
  });

  it("shows running totals at the end of each period", () => {
    const { values } = trackingChart(five, { cumulative: true }).data;
    expect(values.slice(0, 2)).toEqual([
      { date: "2026-01-08", series: "actual", purchases: 10 },
      { date: "2026-01-08", series: "expected", purchases: 12 },
    ]);
    expect(values.slice(-2)).toEqual([
      { date: "2026-02-05", series: "actual", purchases: 150 },
      { date: "2026-02-05", series: "expected", purchases: 132 },
    ]);
  });

  it("shades the holdout period from the end of the calibration", () => {
    expect(shadeOf(trackingChart(five))).toEqual({ from: "2026-01-22", to: "2026-02-05" });
    expect(shadeOf(trackingChart({ ...five, calibrationPeriods: 0 }))?.["from"]).toBe("2026-01-01");
    // One period may just be the one in which the observation ended.
    expect(shadeOf(trackingChart({ ...five, calibrationPeriods: 4 }))).toBeUndefined();
    expect(shadeOf(trackingChart({ ...five, calibrationPeriods: 5 }))).toBeUndefined();
  });

  it("says how the model did in the holdout period", () => {
    expect(trackingChart(five).description).toBe(
      "In the 2 weeks after the calibration period the customers made 90 repeat purchases, and the model expected 72 (20 % fewer).",
    );
    expect(trackingChart(five, { language: "zh", cumulative: true }).description).toBe(
      "校准期之后的2周内，客户实际重复购买90次，模型预期72次（低了20%）。",
    );
  });

  it("or in the calibration period, where there is no other", () => {
    expect(trackingChart({ ...five, calibrationPeriods: 4 }).description).toBe(
      "In the 4 weeks observed the customers made 100 repeat purchases, and the model expects 96 (4 % fewer); there is no holdout period to test it on.",
    );
    expect(trackingChart(tracking([0], [0.25], 0, "month"), { language: "zh" }).description).toBe(
      "在观察的1个月内，客户实际重复购买0次，模型预期0.25次；没有检验期可供验证。",
    );
    expect(trackingChart(tracking([10], [12], 1, "day")).description).toContain("In the 1 day observed");
    expect(trackingChart(tracking([10], [12], 1, "day")).description).toContain("(20 % more)");
    expect(trackingChart(tracking([10], [12], 1, "day"), { language: "zh" }).description).toContain("12次（高出20%）");
    expect(trackingChart(tracking([10], [10], 1, "day")).description).toContain("expects 10; there");
  });

  it("writes hours with their time", () => {
    const { values } = trackingChart(tracking([1, 2, 3], [1, 2, 3], 1, "hour")).data;
    expect(values.map(({ date }) => date)).toEqual([
      "2026-01-01T00:00Z",
      "2026-01-01T00:00Z",
      "2026-01-01T01:00Z",
      "2026-01-01T01:00Z",
      "2026-01-01T02:00Z",
      "2026-01-01T02:00Z",
    ]);
  });

  it("joins periods where there are too many to draw", () => {
    const many = Array.from({ length: 4500 }, (_, k) => k % 10);
    const long = tracking(many, many, 2000, "day");
    const chart = trackingChart(long);
    expect(pointsOf(chart)).toBeLessThanOrEqual(2000);
    expect(chart.data.values[0]).toEqual({ date: "2026-01-01", series: "actual", purchases: 2 });
    expect(chart.data.values[2]).toEqual({ date: "2026-01-06", series: "actual", purchases: 7 });
    const totals = trackingChart(long, { cumulative: true }).data.values;
    expect(totals.at(-1)!["purchases"]).toBe(4500 * 4.5);
    expect(totals[0]!["purchases"]).toBe(0 + 1 + 2 + 3 + 4);
  });

  it("takes what trackTransactions gives", async () => {
    const rows = [
      ["a", "2026-01-01"],
      ["a", "2026-01-20"],
      ["b", "2026-01-05"],
      ["b", "2026-02-10"],
    ] as const;
    const history = summarizeTransactions(rows, {
      customer: (row) => row[0],
      date: (row) => row[1],
      timeUnit: "week",
      splitAt: "2026-01-31",
      observedUntil: "2026-03-01",
    });
    const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
    const track = trackTransactions(model, history);
    const chart = trackingChart(track);
    const actual = chart.data.values.filter(({ series }) => series === "actual").map(({ purchases }) => purchases);
    expect(actual).toEqual([...track.actual]);
    expect(shadeOf(chart)?.["from"]).toBe("2026-01-29");
    await expectGoodChart(chart, ["holdout"]);
  });

  it("refuses what is no tracking", () => {
    const refuses = (given: unknown, code: string, path: string) =>
      expect(() => trackingChart(given as TransactionTracking)).toThrow(expect.objectContaining({ code, path }));
    refuses({ ...five, start: [] }, "empty", "tracking.start");
    refuses({ ...five, actual: [1] }, "length-mismatch", "tracking.actual");
    refuses({ ...five, expected: [1, 2, Number.NaN, 4, 5] }, "not-finite", "tracking.expected[2]");
    refuses({ ...five, calibrationPeriods: 6 }, "out-of-range", "tracking.calibrationPeriods");
    refuses({ ...five, timeUnit: "decade" }, "bad-option", "tracking.timeUnit");
    refuses(null, "bad-option", "tracking");
    expect(() => trackingChart(five, { cumulative: 1 as never })).toThrow(
      expect.objectContaining({ code: "bad-option", path: "options.cumulative" }),
    );
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(trackingChart(five), ["actual", "expected", "holdout", "repeat purchases", "01-11"]);
    await expectGoodChart(trackingChart(five, { language: "zh", cumulative: true }), ["实际", "预期", "检验期"]);
    await expectGoodChart(trackingChart(tracking([1, 2, 3], [1, 2, 3], 1, "hour")), ["01-01 00:00"]);
    await expectGoodChart(trackingChart(tracking([1], [2], 1, "year")), ["actual"]);
    const years = tracking(Array(60).fill(3), Array(60).fill(4), 30, "month");
    await expectGoodChart(trackingChart(years), ["2028-01"]);
  });
});
