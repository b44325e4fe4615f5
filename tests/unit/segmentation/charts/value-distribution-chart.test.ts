import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueDistributionChart } from "../../../../src/segmentation/index.ts";
import { expectGoodChart, pointsOf } from "../../charts/render.ts";

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly left: number;
  readonly right: number;
}

function barsOf(values: readonly number[] | Float64Array): readonly Bar[] {
  return valueDistributionChart(values).data.values as unknown as readonly Bar[];
}

const linear = [0, 5, 8, 12, 20, 41];

/** A sample over many decades, with zeros, losses, and two minute values. */
const wide = [
  ...Array.from({ length: 300 }, (_, i) => 10 ** (1 + i / 60)),
  ...Array<number>(40).fill(0),
  -5,
  -700,
  1e-9,
  0.002,
];

describe("valueDistributionChart", () => {
  it("counts customers in bars of a round width", () => {
    const bars = barsOf(linear);
    expect(bars.every(({ from, to, left, right }) => from === left && to === right)).toBe(true);
    // (41 - 0) / 30 is 1.4, so the width is 2.
    expect(bars.map(({ to, from }) => to - from)).toEqual(Array(21).fill(2));
    expect(bars.filter(({ customers }) => customers > 0)).toEqual([
      { from: 0, to: 2, customers: 1, left: 0, right: 2 },
      { from: 4, to: 6, customers: 1, left: 4, right: 6 },
      { from: 8, to: 10, customers: 1, left: 8, right: 10 },
      { from: 12, to: 14, customers: 1, left: 12, right: 14 },
      { from: 20, to: 22, customers: 1, left: 20, right: 22 },
      { from: 40, to: 42, customers: 1, left: 40, right: 42 },
    ]);
  });

  it("writes edges as people do", () => {
    const bars = barsOf([0, 0.5, 1, 1.5, 3]);
    expect(bars.map(({ to }) => to).slice(0, 4)).toEqual([0.1, 0.2, 0.3, 0.4]);
  });

  it("counts the largest in the last bar, even on its edge", () => {
    const bars = barsOf([0, 10, 30, 60]);
    expect(bars.at(-1)).toMatchObject({ from: 58, to: 60, customers: 1 });
  });

  it("goes over to a logarithmic axis where the largest is 50 times the median", () => {
    const at = (largest: number) => barsOf([1, 2, 3, 4, largest])[0]!;
    expect(at(149).from).toBe(0);
    expect(at(150)).toMatchObject({ from: 1, left: 0 });
  });

  it("gives what has no place on a logarithmic axis its own bars", () => {
    const bars = barsOf(wide);
    expect(bars.slice(0, 3)).toEqual([
      expect.objectContaining({ from: -700, to: 0, customers: 2 }),
      expect.objectContaining({ from: 0, to: 0, customers: 40 }),
      expect.objectContaining({ from: 0, to: 10, customers: 2 }),
    ]);
    expect(bars[3]).toMatchObject({ from: 10, left: 1 });
    for (let k = 1; k < bars.length; k++) expect(bars[k]!.left).toBeGreaterThanOrEqual(bars[k - 1]!.right);
    expect(bars.slice(3).every(({ from, left }) => Math.abs(Math.log10(from) - left) < 1e-9)).toBe(true);
  });

  it("leaves nobody out, and counts each where the bar says", () => {
    const value = fc.oneof(
      fc.double({ min: -1e3, max: 1e6, noNaN: true }),
      fc.double({ min: -290, max: 290, noNaN: true }).map((power) => 10 ** power),
      fc.constantFrom(0, -0, 1, 10, 100, 5e-324, 1e15, 1e15 + 1, -1e290),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const bars = barsOf(values);
        expect(bars.reduce((sum, { customers }) => sum + customers, 0)).toBe(values.length);
        expect(bars.length).toBeLessThanOrEqual(36);
        const largest = Math.max(...values);
        for (const [k, { from, to, customers }] of bars.entries()) {
          const named = k + 1 < bars.length && bars[k + 1]!.from !== to;
          if (named || from === to || from === 0) continue;
          const last = k === bars.length - 1;
          expect(values.filter((v) => v >= from && (v < to || (last && v === largest))).length).toBe(customers);
        }
      }),
      { seed: 20_261_122 },
    );
  });

  it("says it in a sentence", () => {
    expect(valueDistributionChart(linear).description).toBe(
      "Half of the 6 customers are worth at most 8, the best 41; among them 1 worth nothing.",
    );
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(valueDistributionChart(hundred).description).toBe(
      "Half of the 100 customers are worth at most 50, one in ten at least 91, the best 100.",
    );
    expect(valueDistributionChart(wide).description).toMatch(
      /^Half of the 344 .*, the best 962k; among them 40 worth nothing and 2 worth less than nothing\.$/,
    );
    expect(valueDistributionChart(hundred, { language: "zh" }).description).toBe(
      "100位客户中，半数客户的价值不超过50，价值最高的10%客户不低于91，最高者为100。",
    );
    expect(valueDistributionChart([-3, 0, 9], { language: "zh" }).description).toBe(
      "3位客户中，半数客户的价值不超过0，最高者为9；其中1位价值为零，1位价值为负。",
    );
  });

  it("says so where there is one customer, or no value", () => {
    expect(valueDistributionChart([7]).description).toBe("The only customer is worth 7.");
    expect(valueDistributionChart([7], { language: "zh" }).description).toBe("仅有一位客户，价值为7。");
    expect(valueDistributionChart([0, 0]).description).toBe("None of the 2 customers is worth anything.");
    expect(valueDistributionChart([0, 0], { language: "zh" }).description).toBe("2位客户均无价值。");
    expect(barsOf([0, 0])).toEqual([{ from: 0, to: 1, customers: 2, left: 0, right: 1 }]);
  });

  it("counts a million values", () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.exp(12 * Math.sin(i)));
    const begin = performance.now();
    const chart = valueDistributionChart(values);
    expect(performance.now() - begin).toBeLessThan(4000);
    expect(pointsOf(chart)).toBeLessThan(40);
    expect(barsOf(values).reduce((sum, { customers }) => sum + customers, 0)).toBe(1_000_000);
  });

  it("refuses what is no number, too large, or none", () => {
    const refuses = (values: unknown, code: string, path: string) =>
      expect(() => valueDistributionChart(values as number[])).toThrow(expect.objectContaining({ code, path }));
    refuses([1, Number.POSITIVE_INFINITY], "not-finite", "values[1]");
    refuses([1e300], "out-of-range", "values[0]");
    refuses([], "empty", "values");
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(valueDistributionChart(linear), ["value of a customer", "customers", "20"]);
    await expectGoodChart(valueDistributionChart(wide), ["<0", "<10", "1k", "100k"]);
    await expectGoodChart(valueDistributionChart(wide, { language: "zh" }), ["客户数", "<0", "<10", "10万"]);
    await expectGoodChart(valueDistributionChart([7]), []);
  });
});
