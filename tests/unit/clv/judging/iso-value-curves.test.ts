import { describe, expect, test } from "vitest";
import {
  bgBb,
  bgNbd,
  customerLifetimeValue,
  discountedExpectedTransactions,
  expectedSpend,
  gammaGamma,
  type IsoValueCurvesOptions,
  isoValueCurves,
  nbd,
  newCustomer,
  paretoNbd,
} from "../../../../src/clv/index.ts";

const model = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
const options = { age: 78, annualDiscountRate: 0.15, maxFrequency: 14 };
const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });

describe("isoValueCurves", () => {
  test("a matrix of discounted purchases", () => {
    const { frequency, recency, values, withoutRepeat, measure } = isoValueCurves(model, options);
    expect(frequency).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect([recency.length, recency[0], recency.at(-1)]).toEqual([40, 78 / 40, 78]);
    expect(measure).toBe("discounted purchases");
    const worth = (customer: { frequency: number; recency: number }) =>
      discountedExpectedTransactions(model, { ...customer, age: 78 }, { annualDiscountRate: 0.15 });
    expect(withoutRepeat).toBe(worth({ frequency: 0, recency: 0 }));
    for (const [i, j] of [
      [0, 0],
      [6, 20],
      [13, 39],
    ] as const) {
      expect(values[i]![j]).toBe(worth({ frequency: frequency[i]!, recency: recency[j]! }));
    }
  });

  test("within a horizon, for a fit", () => {
    const { values } = isoValueCurves({ model }, { ...options, horizon: 52, recencySteps: 3 });
    const customer = { frequency: 2, recency: 52, age: 78 };
    const expected = discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.15, horizon: 52 });
    expect(values[1]![1]).toBe(expected);
  });

  test("in money: as customerLifetimeValue", () => {
    const known = isoValueCurves(model, { ...options, spend: { model: spend, margin: 0.3, meanSpend: 35 } });
    const customer = { frequency: 3, recency: known.recency[30]!, age: 78, meanSpend: 35 };
    const { values } = customerLifetimeValue({ transactions: model, spend }, customer, {
      annualDiscountRate: 0.15,
      margin: 0.3,
    });
    expect(known.measure).toBe("value");
    expect(known.values[2]![30]).toBeCloseTo(values, 10);
    const unknown = isoValueCurves(model, { ...options, spend: { model: spend, margin: 0.3 } });
    const purchases = isoValueCurves(model, options);
    const each = 0.3 * expectedSpend(spend, newCustomer());
    unknown.values.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value! / (each * purchases.values[i]![j]!)).toBeCloseTo(1, 13);
      });
    });
    expect(unknown.turningPoints.map(({ frequency }) => frequency)).toEqual(
      purchases.turningPoints.map(({ frequency }) => frequency),
    );
  });

  test("along a curve the value is the level", () => {
    const fine = isoValueCurves(model, { ...options, recencySteps: 200, levels: [10, 2, 5, 5] });
    expect([...new Set(fine.curves.map(({ level }) => level))]).toEqual([2, 5, 10]);
    for (const { level, frequency, recency } of fine.curves) {
      expect(frequency.length).toBeGreaterThan(10);
      frequency.forEach((x, k) => {
        if (!Number.isInteger(x)) return;
        const customer = { frequency: x, recency: recency[k]!, age: 78 };
        const value = discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.15 });
        expect(Math.abs(value / level - 1)).toBeLessThan(2e-3);
      });
    }
  });

  test("round levels where none are asked for", () => {
    const levels = (maxFrequency: number, age: number) => [
      ...new Set(
        isoValueCurves(model, { annualDiscountRate: 0.15, maxFrequency, age }).curves.map(({ level }) => level),
      ),
    ];
    expect(levels(14, 78)).toEqual([5, 10, 15, 20, 25]);
    expect(levels(2, 300)).toEqual([0.5, 1, 1.5, 2]);
    expect(levels(500, 78).length).toBeLessThanOrEqual(10);
    expect(isoValueCurves(model, { ...options, horizon: 0 }).curves).toEqual([]);
  });

  test("curves bend backwards where silence tells more about frequent customers", () => {
    const { curves, turningPoints, values, frequency, recency } = isoValueCurves(model, options);
    expect(curves.find(({ level }) => level === 5)!.bendsBack).toBe(true);
    expect(curves.find(({ level }) => level === 25)!.bendsBack).toBe(false);
    expect(turningPoints.length).toBeGreaterThan(20);
    for (const point of turningPoints) {
      const column = values.map((row) => row[recency.indexOf(point.recency)]!);
      expect(point.value).toBe(Math.max(...column));
      expect(column[frequency.indexOf(point.frequency)]).toBe(point.value);
      expect(point.frequency).toBeLessThan(14);
    }
    // The later the last purchase, the more purchases until silence outweighs them.
    const turns = turningPoints.map((point) => point.frequency);
    expect(turns).toEqual([...turns].sort((a, b) => a - b));
  });

  test("nobody leaves: frequency alone counts, and nothing bends", () => {
    const { curves, turningPoints, values } = isoValueCurves(
      nbd({ r: 0.385, alpha: 12.07, timeUnit: "week" }),
      options,
    );
    expect(turningPoints).toEqual([]);
    expect(curves.every(({ bendsBack }) => !bendsBack)).toBe(true);
    for (const row of values) expect(new Set(row).size).toBe(1);
  });

  test("opportunities: a step each, and no more purchases than there were", () => {
    const donors = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783, opportunitiesPerYear: 1 });
    const { recency, values, curves } = isoValueCurves(donors, { age: 6, annualDiscountRate: 0.1, maxFrequency: 6 });
    expect(recency).toEqual([1, 2, 3, 4, 5, 6]);
    expect(values[3]!.map((value) => value === null)).toEqual([true, true, true, false, false, false]);
    expect(values[2]![4]).toBe(
      discountedExpectedTransactions(donors, { frequency: 3, recency: 5, age: 6 }, { annualDiscountRate: 0.1 }),
    );
    expect(curves.length).toBeGreaterThan(0);
  });

  test("refuses wrong calls", () => {
    const refuses = (given: object, code: string, path: string) =>
      expect(() => isoValueCurves(model, { ...options, ...given } as IsoValueCurvesOptions)).toThrow(
        expect.objectContaining({ code, path }),
      );
    refuses({ age: 0 }, "out-of-range", "options.age");
    refuses({ age: undefined }, "not-finite", "options.age");
    refuses({ maxFrequency: 1 }, "out-of-range", "options.maxFrequency");
    refuses({ recencySteps: 1001 }, "out-of-range", "options.recencySteps");
    refuses({ annualDiscountRate: 15 }, "out-of-range", "options.annualDiscountRate");
    refuses({ annualDiscountRate: [0.1] }, "not-finite", "options.annualDiscountRate");
    refuses({ horizon: -1 }, "out-of-range", "options.horizon");
    refuses({ levels: [] }, "empty", "options.levels");
    refuses({ levels: [1, Number.NaN] }, "not-finite", "options.levels[1]");
    refuses({ levels: Array.from({ length: 51 }, (_, i) => i) }, "out-of-range", "options.levels.length");
    refuses({ spend: { model: spend, margin: 30 } }, "out-of-range", "options.spend.margin");
    refuses({ spend: { model: spend, margin: 0.3, meanSpend: 0 } }, "out-of-range", "options.spend.meanSpend");
    const heavy = gammaGamma({ p: 2, q: 0.9, gamma: 20 });
    refuses({ spend: { model: heavy, margin: 0.3 } }, "diverges", "options");
    const bg = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
    expect(() => isoValueCurves(bg, { ...options, annualDiscountRate: 0 })).toThrow(
      expect.objectContaining({ code: "diverges" }),
    );
    expect(() => isoValueCurves(model, undefined as never)).toThrow(expect.objectContaining({ code: "not-finite" }));
    expect(() => isoValueCurves({} as never, options)).toThrow(expect.objectContaining({ code: "unknown-kind" }));
  });
});
