import { describe, expect, it } from "vitest";
import { holmAdjusted } from "../../../src/statistics/holm-adjusted.ts";
import { percentileInterval } from "../../../src/statistics/percentile-interval.ts";
import { comparePoissonRates, exactPoissonInterval } from "../../../src/statistics/poisson-rates.ts";
import { exactShareInterval, wilsonInterval } from "../../../src/statistics/share-interval.ts";
import { reproduces } from "../../validation.ts";

function interval(figure: string, expected: readonly [number, number], actual: { lower: number; upper: number }): void {
  for (const [end, value] of [
    ["lower", expected[0]],
    ["upper", expected[1]],
  ] as const) {
    const row = { area: "satisfaction", figure: `${figure}, ${end} end`, source: "R 4.2.2 stats", expected: value };
    reproduces({ ...row, tolerance: 1e-10, absolute: value === 0 }, actual[end]);
  }
}

describe("intervals of shares and rates", () => {
  it("are Wilson's", () => {
    interval("Wilson 7 of 10", [0.39677814746114537, 0.892208732593699], wilsonInterval(0.7, 10, 0.95));
    interval("Wilson 0 of 12, 90 %", [0, 0.18398119474747684], wilsonInterval(0, 12, 0.9));
    interval("Wilson 12 of 12, 90 %", [0.8160188052525232, 1], wilsonInterval(1, 12, 0.9));
  });

  it("are those of Clopper and Pearson", () => {
    interval("exact 108 of 120", [0.8318347872973342, 0.9472522136099402], exactShareInterval(108, 120, 0.95));
    interval("exact 0 of 15", [0, 0.21801936091053398], exactShareInterval(0, 15, 0.95));
    interval("exact 15 of 15", [0.781980639089466, 1], exactShareInterval(15, 15, 0.95));
  });

  it("are Garwood's", () => {
    interval("Poisson 120", [99.4919256259387, 143.49058536935226], exactPoissonInterval(120, 0.95));
    interval("Poisson 0", [0, 3.6888794541139354], exactPoissonInterval(0, 0.95));
    interval("Poisson 3, 90 %", [0.8176914471639533, 7.753656527932725], exactPoissonInterval(3, 0.9));
  });

  it("of a ratio of rates are exact", () => {
    const equal = comparePoissonRates({ count: 120, exposure: 40_000 }, { count: 90, exposure: 40_000 }, 0.95);
    interval(
      "ratio of 120 and 90",
      [1.0060416686280054, 1.7724302502029528],
      equal as { lower: number; upper: number },
    );
    // With equal exposure the tails mirror each other, and R's p-value is the same.
    expect(equal.pValue).toBeCloseTo(0.045114087864840745, 12);
    expect(equal.ratio).toBeCloseTo(4 / 3, 14);
    const other = comparePoissonRates({ count: 11, exposure: 800 }, { count: 21, exposure: 3011 }, 0.95);
    interval("ratio of 11 and 21", [0.8584264033916392, 4.277265943654071], other as { lower: number; upper: number });
    expect(other.pValue).toBeCloseTo(0.11201731957539929, 12);
  });

  it("of rates without events are null", () => {
    const none = comparePoissonRates({ count: 0, exposure: 5 }, { count: 0, exposure: 7 }, 0.95);
    expect(none).toEqual({ ratio: null, lower: null, upper: null, pValue: 1 });
    const first = comparePoissonRates({ count: 4, exposure: 5 }, { count: 0, exposure: 5 }, 0.95);
    expect(first).toMatchObject({ ratio: null, upper: null, pValue: expect.closeTo(0.125, 12) });
    expect(first.lower).toBeGreaterThan(0.5);
    const second = comparePoissonRates({ count: 0, exposure: 5 }, { count: 4, exposure: 5 }, 0.95);
    expect(second).toMatchObject({ ratio: 0, lower: 0, pValue: expect.closeTo(0.125, 12) });
    expect(second.upper! * first.lower!).toBeCloseTo(1, 12);
  });
});

describe("holmAdjusted", () => {
  it("is R's p.adjust", () => {
    for (const [i, expected] of [0.03, 0.06, 0.06, 0.02].entries())
      expect(holmAdjusted([0.01, 0.04, 0.03, 0.005])[i]).toBeCloseTo(expected, 14);
    expect(holmAdjusted([0.9, 0.8])).toEqual([1, 1]);
    expect(holmAdjusted([])).toEqual([]);
  });
});

describe("percentileInterval", () => {
  it("takes quantiles of type 7", () => {
    expect(percentileInterval([5, 1, 4, 2, 3], 0.5)).toEqual({ lower: 2, upper: 4 });
    const { lower, upper } = percentileInterval([0, 10], 0.9);
    expect([lower, upper]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(9.5, 12)]);
    expect(percentileInterval([7], 0.95)).toEqual({ lower: 7, upper: 7 });
  });
});
