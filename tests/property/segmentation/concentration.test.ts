import fc from "fast-check";
import { expect, test } from "vitest";
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

const volumes = fc
  .array(fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, 2)), {
    minLength: 1,
    maxLength: 40,
  })
  .filter((values) => values.some((value) => value > 1e-3));
const law = (name: string, check: (values: number[]) => void, runs = 200) => {
  test(name, () => {
    fc.assert(fc.property(volumes, check), { seed: 20261122, numRuns: runs });
  });
};

law("the order of customers does not matter", (values) => {
  expect(concentration([...values].reverse())).toEqual(concentration(values));
});

law("nor does the currency", (values) => {
  const [one, other] = [concentration(values), concentration(values.map((value) => value * 7.3))];
  for (const key of ["gini", "herfindahl", "entropy", "top20", "rosenbluth"] as const)
    expect(other[key]).toBeCloseTo(one[key], 9);
});

law("a customer with nothing never lowers Gini", (values) => {
  expect(gini([...values, 0])).toBeGreaterThanOrEqual(gini(values) - 1e-12);
});

law("the Lorenz curve rises, below the diagonal, and Gini is twice the area between", (values) => {
  const { customers, volume } = lorenzCurve(values);
  let area = 0;
  for (let i = 1; i < volume.length; i++) {
    expect(volume[i]!).toBeGreaterThanOrEqual(volume[i - 1]!);
    expect(volume[i]!).toBeLessThanOrEqual(customers[i]! + 1e-12);
    area += ((volume[i]! + volume[i - 1]!) / 2) * (customers[i]! - customers[i - 1]!);
  }
  expect(gini(values)).toBeCloseTo(1 - 2 * area, 9);
});

law("top shares rise with the share of customers, and customersForShare is their inverse", (values) => {
  let before = 0;
  for (const top of [0.05, 0.2, 0.33, 0.5, 1]) {
    const share = topShare(values, { top });
    expect(share).toBeGreaterThanOrEqual(before - 1e-12);
    before = share;
  }
  const { share: customers } = customersForShare(values, { share: 0.6 });
  expect(topShare(values, { top: customers })).toBeGreaterThanOrEqual(0.6 - 1e-9);
});

law("every index lies between equality and a single holder", (values) => {
  const all = concentration(values);
  const slack = 1e-12;
  expect(all.gini).toBeGreaterThanOrEqual(0);
  expect(all.gini).toBeLessThanOrEqual(1 - 1 / all.count + slack);
  for (const index of [all.herfindahl, all.rosenbluth]) {
    expect(index).toBeGreaterThanOrEqual(1 / all.count - slack);
    expect(index).toBeLessThanOrEqual(1 + slack);
  }
  expect(all.entropy).toBeGreaterThanOrEqual(0);
  expect(all.theil).toBeCloseTo(Math.log(all.count) - all.entropy, 9);
  expect(all.largest).toBeLessThanOrEqual(all.largest4);
  expect(all.largest4).toBeLessThanOrEqual(all.largest8);
  // Rosenbluth is Gini in other words.
  expect(all.rosenbluth).toBeCloseTo(1 / (all.count * (1 - all.gini)), 9);
});

law("interpolation lies between taking none and all of the next customer", (values) => {
  for (const top of [0.07, 0.2, 0.5]) {
    const share = topShare(values, { top });
    expect(share).toBeGreaterThanOrEqual(topShare(values, { top, rounding: "floor" }));
    expect(share).toBeLessThanOrEqual(topShare(values, { top, rounding: "ceil" }));
  }
});

test("equal volumes follow the diagonal", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (count, value) => {
      const all = concentration(new Array<number>(count).fill(value));
      expect(all.gini).toBeCloseTo(0, 12);
      expect(all.theil).toBeCloseTo(0, 12);
      expect(all.effectiveCount).toBeCloseTo(count, 8);
      expect(all.top20).toBeCloseTo(0.2, 12);
    }),
    { seed: 20261122, numRuns: 100 },
  );
});

const profits = fc.array(fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constant(0)), {
  minLength: 1,
  maxLength: 40,
});

test("the whale curve climbs to the sum of the profits, then falls to the total by the losses, in any order of customers", () => {
  fc.assert(
    fc.property(profits, (values) => {
      const curve = whaleCurve(values);
      const gains = values.reduce((sum, value) => sum + Math.max(0, value), 0);
      const total = values.reduce((sum, value) => sum + value, 0);
      expect(curve.peak).toEqual({ count: values.filter((value) => value > 0).length, profit: gains });
      expect(curve.total).toBe(total);
      expect(curve.cumulative.at(-1)).toBe(total);
      expect(Math.max(0, ...curve.cumulative)).toBe(gains);
      expect(curve.losers).toBe(values.filter((value) => value < 0).length);
      expect(curve.relative === null).toBe(total <= 0);
      if (curve.peakShare !== null) expect(curve.destroyed).toBeCloseTo(curve.peakShare - 1, 9);
      expect(whaleCurve([...values].reverse())).toEqual(curve);
    }),
    { seed: 20261122, numRuns: 200 },
  );
});

law("volumes taken for profits have the same top share", (values) => {
  const { volumeTop20, profitTop10 } = check8020({ volume: values, profit: values });
  expect(volumeTop20).toBe(topShare(values, { top: 0.2 }));
  expect(profitTop10).toBeCloseTo(topShare(values, { top: 0.1 }), 12);
});

test("a Pareto law gives back the rule it came from", () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, share, (one, other) => {
      fc.pre(Math.abs(one - other) > 1e-3);
      const [top, held] = one < other ? [one, other] : [other, one];
      const { exponent, gini: inequality } = paretoExponent({ top, share: held });
      expect(top ** (1 - 1 / exponent)).toBeCloseTo(held, 12);
      expect(inequality).toBeCloseTo(1 / (2 * exponent - 1), 12);
    }),
    { seed: 20261122, numRuns: 200 },
  );
});

test("a fitted exponent does not depend on currency or order, and quantiles of a Pareto law give it back", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 4, noNaN: true }),
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      fc.constantFrom("likelihood", "unbiased", "rank-size" as const),
      (exponent, scale, method) => {
        const quantiles = Array.from({ length: 2000 }, (_, i) => ((i + 0.5) / 2000) ** (-1 / exponent));
        const options = { method, minimum: 1 } as const;
        const fitted = fitParetoExponent(quantiles, options).exponent;
        expect(Math.abs(fitted / exponent - 1)).toBeLessThan(2e-3);
        const scaled = quantiles.map((value) => value * scale).reverse();
        const again = fitParetoExponent(scaled, { method }).exponent;
        expect(again / fitParetoExponent(quantiles, { method }).exponent).toBeCloseTo(1, 9);
      },
    ),
    { seed: 20261122, numRuns: 30 },
  );
});
