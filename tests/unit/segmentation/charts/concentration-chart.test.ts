import { describe, expect, it } from "vitest";
import { concentrationChart, lorenzCurve } from "../../../../src/segmentation/index.ts";
import { expectGoodChart, pointsOf } from "../../charts/render.ts";

const ten = [400, 200, 120, 90, 60, 50, 30, 25, 15, 10];

/** The values of the layers that draw a point. */
function marksOf(chart: ReturnType<typeof concentrationChart>): unknown[] {
  const layers = chart.layer as readonly { mark: { type: string }; data?: { values: readonly unknown[] } }[];
  return layers.filter(({ mark }) => mark.type === "point").flatMap(({ data }) => data!.values);
}

describe("concentrationChart", () => {
  it("draws the cumulative shares from the best customer down", () => {
    const values = concentrationChart(ten).data.values;
    expect(values.map(({ shareOfValue }) => shareOfValue)).toEqual([
      0, 0.4, 0.6, 0.72, 0.81, 0.87, 0.92, 0.95, 0.975, 0.99, 1,
    ]);
    expect(values.map(({ shareOfCustomers }) => shareOfCustomers)).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
    ]);
  });

  it("is the Lorenz curve seen from the other end", () => {
    const lorenz = lorenzCurve(ten);
    const values = concentrationChart(ten).data.values;
    for (const [k, { shareOfValue }] of values.entries()) {
      expect(shareOfValue).toBeCloseTo(1 - lorenz.volume[ten.length - k]!, 12);
    }
  });

  it("marks the best 20 % and those who hold 80 %", () => {
    expect(marksOf(concentrationChart(ten))).toEqual([
      { shareOfCustomers: 0.2, shareOfValue: 0.6 },
      { shareOfCustomers: 0.4, shareOfValue: 0.81 },
    ]);
    // A fifth of three customers is a part of the first.
    expect(marksOf(concentrationChart([1, 5, 4]))[0]).toEqual({
      shareOfCustomers: 0.2,
      shareOfValue: expect.closeTo(0.3, 12),
    });
  });

  it("says it in a sentence", () => {
    expect(concentrationChart(ten).description).toBe(
      "The best 20 % of customers hold 60 % of the value; it takes 40 % of customers to hold 80 %.",
    );
    expect(concentrationChart(ten, { language: "zh" }).description).toBe(
      "价值最高的20%客户拥有60%的价值；80%的价值集中在40%的客户手中。",
    );
  });

  it("says so where there is one customer, or no value", () => {
    expect(concentrationChart([3]).description).toBe("The only customer holds all the value.");
    expect(concentrationChart([3], { language: "zh" }).description).toBe("仅有一位客户，拥有全部价值。");
    expect(concentrationChart([0]).description).toBe("The only customer holds no value.");
    const nothing = concentrationChart([0, 0, 0]);
    expect(nothing.description).toBe("None of the 3 customers holds any value.");
    expect(nothing.data.values).toEqual([]);
    expect(marksOf(nothing)).toEqual([]);
    expect(concentrationChart(new Float64Array(3), { language: "zh" }).description).toBe("3位客户均无价值。");
  });

  it("draws a million customers by 2,000 points that lie on the curve", () => {
    const n = 1_000_000;
    const values = Float64Array.from({ length: n }, (_, i) => (1 + i) ** -0.7);
    const begin = performance.now();
    const chart = concentrationChart(values);
    expect(performance.now() - begin).toBeLessThan(4000);
    expect(pointsOf(chart)).toBeLessThanOrEqual(2000);
    expect(chart.data.values.length).toBeGreaterThan(900);
    const lorenz = lorenzCurve(values);
    const drawn = chart.data.values as readonly { shareOfCustomers: number; shareOfValue: number }[];
    for (const [k, { shareOfCustomers, shareOfValue }] of drawn.entries()) {
      expect(shareOfValue).toBeCloseTo(1 - lorenz.volume[n - Math.round(n * shareOfCustomers)]!, 9);
      if (k === 0) continue;
      const before = drawn[k - 1]!;
      const way = shareOfCustomers - before.shareOfCustomers + shareOfValue - before.shareOfValue;
      // Longer is only the step of a single customer.
      if (shareOfCustomers - before.shareOfCustomers > 1.5 / n) expect(way).toBeLessThan(0.0021);
    }
  });

  it("leaves the input alone", () => {
    const frozen = Object.freeze([3, 1, 2]);
    concentrationChart(frozen);
    expect(frozen).toEqual([3, 1, 2]);
  });

  it("refuses losses, what is no number, and no customers", () => {
    const refuses = (values: unknown, code: string, path: string) =>
      expect(() => concentrationChart(values as number[])).toThrow(expect.objectContaining({ code, path }));
    refuses([1, -1], "out-of-range", "values[1]");
    refuses([1, Number.NaN], "not-finite", "values[1]");
    refuses([], "empty", "values");
    refuses("1", "not-finite", "values");
    refuses([1.7e308, 1.7e308], "out-of-range", "values");
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(concentrationChart(ten), [
      "● 20 % of customers: 60 % of value",
      "◆ 40 % of customers: 81 % of value",
      "equal shares",
      "share of customers, best first",
      "80 %",
    ]);
    await expectGoodChart(concentrationChart(ten, { language: "zh", width: 360, height: 240 }), [
      "● 20%的客户：60%的价值",
      "价值累计占比",
      "80%",
    ]);
    await expectGoodChart(concentrationChart([0, 0]), ["equal shares"]);
  });
});
