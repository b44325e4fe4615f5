import { describe, expect, test } from "vitest";
import {
  check8020,
  concentration,
  customersForShare,
  fitParetoExponent,
  gini,
  lorenzCurve,
  paretoExponent,
  topShare,
  whaleCurve,
} from "../../../src/segmentation/index.ts";
import { describeReference, readReferenceCsv } from "../../reference-data.ts";
import { reproduces } from "../../validation.ts";

const v = [400, 200, 120, 90, 60, 50, 30, 25, 15, 10];
const figure = (
  name: string,
  expected: number,
  actual: number | null,
  tolerance = 1e-8,
  source = "by hand and recomputed",
) => {
  reproduces({ area: "segmentation", figure: name, source, expected, tolerance }, actual!);
};

describe("ten customers with 1,000 of volume", () => {
  test("top shares, and what rounding does", () => {
    expect(topShare(v, { top: 0.2 })).toBeCloseTo(0.6, 14);
    expect(topShare(v, { top: 0.15 })).toBeCloseTo(0.5, 14);
    expect(topShare(v, { top: 0.15, rounding: "ceil" })).toBeCloseTo(0.6, 14);
    expect(topShare(v, { top: 0.15, rounding: "floor" })).toBeCloseTo(0.4, 14);
    expect(topShare(v, { top: 0 })).toBe(0);
    expect(topShare(v, { top: 1 })).toBe(1);
    const ones = new Array<number>(70).fill(1);
    expect(topShare(ones, { top: 0.1, rounding: "ceil" })).toBeCloseTo(0.1, 14);
    expect(topShare(new Array<number>(100).fill(1), { top: 0.29, rounding: "floor" })).toBeCloseTo(0.29, 14);
  });

  test("customers for a share", () => {
    expect(customersForShare(v, { share: 0.8 })).toEqual({ count: 4, share: 0.4 });
    expect(customersForShare(v, { share: 0.81 }).count).toBe(4);
    expect(customersForShare(v, { share: 1 }).count).toBe(10);
  });

  test("Lorenz curve and Gini", () => {
    const { customers, volume } = lorenzCurve(v);
    expect(Array.from(customers)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((i) => i / 10));
    [0, 0.01, 0.025, 0.05, 0.08, 0.13, 0.19, 0.28, 0.4, 0.6, 1].forEach((share, i) => {
      expect(volume[i]).toBeCloseTo(share, 14);
    });
    figure("Gini of ten customers", 0.547, gini(v));
    figure("Gini of ten customers, unbiased", 0.6077778, gini(v, { unbiased: true }), 1e-7);
    expect(gini([5])).toBe(0);
    expect(gini([5, 5, 5])).toBeCloseTo(0, 15);
  });

  test("concentration at once", () => {
    const all = concentration(v);
    figure("CR1 of ten customers", 0.4, all.largest);
    figure("CR4 of ten customers", 0.81, all.largest4);
    figure("Herfindahl index of ten customers", 0.23045, all.herfindahl);
    figure("normalised Herfindahl index of ten customers", 0.14494444, all.normalizedHerfindahl, 1e-7);
    figure("effective number of ten customers", 4.33933608, all.effectiveCount);
    figure("entropy of ten customers", 1.78460786, all.entropy);
    figure("Theil index of ten customers", 0.51797723, all.theil);
    figure("Rosenbluth index of ten customers", 0.22075055, all.rosenbluth, 2e-8);
    figure("CR2 of ten customers", 0.6, topShare(v, { top: 2 / 10 }));
    expect(all.warnings.map((warning) => warning.code)).toEqual(["few-customers"]);
    expect(concentration([7])).toMatchObject({ gini: 0, unbiasedGini: null, normalizedHerfindahl: null, largest: 1 });
  });

  test("Pareto exponents from rules and from data", () => {
    const rule = paretoExponent({ top: 0.2, share: 0.8 });
    figure("Pareto exponent of 80/20", 1.16096405, rule.exponent);
    figure("Gini implied by 80/20", 0.7564708, rule.gini);
    figure("top 10 % implied by 80/20", 0.72669658, rule.top10);
    figure("top 1 % implied by 80/20", 0.52808792, rule.top1);
    const other = paretoExponent({ top: 0.1, share: 0.7 });
    figure("Pareto exponent of 70/10", 1.18329466, other.exponent);
    figure("Gini implied by 70/10", 0.73174873, other.gini, 2e-8);
    figure("top 20 % implied by 70/10", 0.77934217, other.top20);
    figure("Hill estimate of ten customers", 0.58179082, fitParetoExponent(v).exponent);
    figure("Hill estimate, unbiased", 0.52361173, fitParetoExponent(v, { method: "unbiased" }).exponent, 2e-8);
    const above = fitParetoExponent(v, { minimum: 30 });
    figure("Hill estimate above 30", 0.85613647, above.exponent);
    expect(above).toMatchObject({ count: 7, leftOut: 3, minimum: 30 });
    figure(
      "rank-size estimate (Gabaix-Ibragimov)",
      0.753493,
      fitParetoExponent(v, { method: "rank-size" }).exponent,
      1e-6,
    );
    expect(fitParetoExponent([0, 0, 5, 7])).toMatchObject({ count: 2, leftOut: 2, minimum: 5 });
    expect(() => fitParetoExponent([3, 3])).toThrow(expect.objectContaining({ code: "zero-variance" }));
    expect(() => fitParetoExponent([])).toThrow(expect.objectContaining({ code: "zero-variance" }));
    expect(() => fitParetoExponent([3, -1, 2])).toThrow(
      expect.objectContaining({ code: "out-of-range", path: "values[1]" }),
    );
    expect(() => paretoExponent({ top: 0.3, share: 0.3 })).toThrow(expect.objectContaining({ code: "out-of-range" }));
  });

  test("whale curve", () => {
    const curve = whaleCurve([500, 300, 150, 80, 40, 20, 0, -15, -35, -90]);
    expect(Array.from(curve.cumulative)).toEqual([500, 800, 950, 1030, 1070, 1090, 1090, 1075, 1040, 950]);
    expect(curve.peak).toEqual({ count: 6, profit: 1090 });
    figure("peak of the whale curve", 1.14736842, curve.peakShare);
    expect(curve.destroyed).toBeCloseTo(0.14736842, 7);
    expect(curve.losers).toBe(3);
    const losing = whaleCurve([-5, 2]);
    expect(losing).toMatchObject({ total: -3, relative: null, peakShare: null, destroyed: null });
    expect(Array.from(losing.cumulative)).toEqual([2, -3]);
    expect(whaleCurve([-5, -2]).peak).toEqual({ count: 0, profit: 0 });
  });

  test("neighbouring and far apart values", () => {
    const [one, next] = [1e6, 1e6 * (1 + Number.EPSILON)];
    for (const method of ["likelihood", "unbiased", "rank-size"] as const) {
      const { exponent } = fitParetoExponent([one, next], { method });
      expect(exponent).toBeGreaterThan(1e15);
      expect(exponent).toBeLessThan(Infinity);
    }
    const far = { method: "rank-size", minimum: 1e-300 } as const;
    expect(fitParetoExponent([one, next], far).exponent).toBe(
      fitParetoExponent([one, next], { method: "rank-size" }).exponent,
    );
    // Two values a factor e^L apart: Hill gives 2/L, however large L is.
    const distance = 600 * Math.log(10);
    expect(fitParetoExponent([1e-300, 1e300]).exponent).toBeCloseTo(2 / distance, 14);
    expect(fitParetoExponent([1e-300, 1e300], { method: "rank-size" }).exponent).toBeCloseTo(
      Math.log(3) / distance,
      14,
    );
    const nearlyEqual = paretoExponent({ top: 0.5, share: 0.5 + Number.EPSILON });
    expect(nearlyEqual.exponent).toBeLessThan(Infinity);
    expect(nearlyEqual.gini).toBeCloseTo(0, 14);
  });

  test("a million customers: the boundary stays where it is", () => {
    // Added up without compensation, the shares are off by some 1e-11 and 800,001 customers make 80 %.
    const equal = new Float64Array(1e6).fill(0.1);
    expect(customersForShare(equal, { share: 0.8 }).count).toBe(800_000);
    expect(Math.abs(topShare(equal, { top: 0.2 }) - 0.2)).toBeLessThan(1e-14);
    // One fifth with 1.6 and the rest with 0.1: exactly 80 %.
    const exact = Float64Array.from({ length: 1e6 }, (_, i) => (i < 200_000 ? 1.6 : 0.1));
    const { volumeTop20, volumeRule } = check8020({ volume: exact });
    expect(Math.abs(volumeTop20 - 0.8)).toBeLessThan(1e-14);
    expect(volumeRule).toBe(true);
  });

  test("the two rules of thumb", () => {
    const holds = check8020({ volume: [80, 5, 5, 5, 5], profit: [90, 20, 5, -10, -5] });
    expect(holds).toMatchObject({ volumeRule: true, profitRule: false });
    expect(holds.volumeTop20).toBeCloseTo(0.8, 14);
    expect(holds.profitTop10).toBeCloseTo(0.45, 14);
    expect(holds.text).toMatch(/"20 % hold 80 %" holds/);
    expect(holds.textZh).toMatch(/成立/);
    const losing = check8020({ volume: [1, 2], profit: [3, -4] });
    expect(losing).toMatchObject({ profitTop10: null, profitRule: null });
    expect(losing.text).toMatch(/no profit in total/);
    expect(losing.textZh).toMatch(/利润合计不为正/);
    // Ten customers: the best one earns 500 of the 950 that remain.
    const losses = [500, 300, 150, 80, 40, 20, 0, -15, -35, -90];
    expect(check8020({ volume: v, profit: losses }).profitTop10).toBeCloseTo(500 / 950, 14);
    expect(check8020({ volume: v })).toMatchObject({ volumeRule: false, profitRule: null, profitTop10: null });
    expect(() => check8020({ volume: [1, 2], profit: [1] })).toThrow(
      expect.objectContaining({ code: "length-mismatch" }),
    );
  });

  test("wrong calls", () => {
    expect(() => gini([])).toThrow(expect.objectContaining({ code: "empty" }));
    expect(() => gini([0, 0])).toThrow(expect.objectContaining({ code: "zero-variance" }));
    expect(() => gini([1, -2])).toThrow(expect.objectContaining({ code: "out-of-range", path: "values[1]" }));
    expect(() => topShare([1], { top: 1.2 })).toThrow(/options\.top/);
    expect(() => whaleCurve([1, Number.NaN])).toThrow(/profits\[1\]/);
    expect(() => whaleCurve([1, 1e300])).toThrow(expect.objectContaining({ code: "out-of-range" }));
    expect(() => gini([1e308, 1e308])).toThrow(expect.objectContaining({ code: "out-of-range" }));
    expect(() => check8020({ volume: [1, 2], profit: [1, Number.NaN] })).toThrow(/base\.profit\[1\]/);
    expect(() => check8020({ volume: [1], profit: null as never })).toThrow(/base\.profit/);
    expect(() => check8020({} as never)).toThrow(/base\.volume/);
    for (const share of [0, 1.1]) expect(() => customersForShare(v, { share })).toThrow(/options\.share/);
    expect(() => topShare(v, undefined as never)).toThrow(/options\.top/);
    expect(() => topShare(v, { top: 0.5, rounding: "up" as never })).toThrow(/options\.rounding/);
  });
});

describeReference("real bases", () => {
  test("Online Retail, what each customer bought", () => {
    const spent = new Map<string, number>();
    for (const row of readReferenceCsv("online-retail/online_retail.csv.gz")) {
      const amount = Number(row["Quantity"]) * Number(row["UnitPrice"]);
      if (row["CustomerID"] === "" || !(Number(row["Quantity"]) > 0) || !(Number(row["UnitPrice"]) > 0)) continue;
      spent.set(row["CustomerID"]!, (spent.get(row["CustomerID"]!) ?? 0) + amount);
    }
    const all = concentration([...spent.values()]);
    expect(all.warnings).toEqual([]);
    figure("Online Retail: sales", 8_911_407.9, all.total, 1e-8, "two independent computations on the public file");
    const source = "two independent computations on the public file";
    expect(all.count).toBe(4338);
    figure("Online Retail: Gini", 0.7151396179, all.gini, 1e-9, source);
    figure("Online Retail: top 20 %", 0.7460789308, all.top20, 1e-9, source);
    figure("Online Retail: top 10 %", 0.6136687602, all.top10, 1e-9, source);
    figure("Online Retail: Herfindahl index", 0.004643601, all.herfindahl, 1e-8, source);
    expect(all.for80.count).toBe(1133);
    expect(all.for80.share).toBeCloseTo(0.26118, 5);
  });

  test("Berka, credits by account", () => {
    const credits = new Map<string, number>();
    for (const row of readReferenceCsv("berka/trans_1993-01_1994-03.asc.gz", ";")) {
      if (row["type"] !== "PRIJEM") continue;
      credits.set(row["account_id"]!, (credits.get(row["account_id"]!) ?? 0) + Number(row["amount"]));
    }
    const all = concentration([...credits.values()]);
    figure("Berka: credits", 177_366_296.3, all.total, 1e-9, "two independent computations on the public file");
    const source = "two independent computations on the public file";
    expect(all.count).toBe(1229);
    figure("Berka: Gini of credits", 0.4984741406, all.gini, 1e-9, source);
    figure("Berka: top 20 % of credits", 0.5266582203, all.top20, 1e-9, source);
    figure("Berka: top 10 % of credits", 0.3342705814, all.top10, 1e-9, source);
  });
});
