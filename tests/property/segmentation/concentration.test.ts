import fc from "fast-check";
import { expect, test } from "vitest";
import { concentration, customersForShare, gini, lorenzCurve, topShare } from "../../../src/segmentation/index.ts";

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
