import { describe, expect, it } from "vitest";
import { deviation, logDeviation } from "../../../../src/clv/history/spend-spread.ts";

const mean = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount / amounts.length, 0);
const spread = (amounts: readonly number[]) =>
  [logDeviation, deviation].map((of) => of(amounts, 0, amounts.length, mean(amounts))) as [number, number];
const expectClose = (value: number, expected: number, relative = 1e-14): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(relative);

describe("the spread of amounts", () => {
  it.each([2, 5, 32, 33, 1000])("is what its definition says, of %d amounts", (count) => {
    const amounts = Array.from({ length: count }, (_, k) => 1 + ((k * 7919) % 100) ** 2);
    const centre = mean(amounts);
    const [logs, root] = spread(amounts);
    expectClose(logs, mean(amounts.map((amount) => Math.log(centre / amount))), 1e-13);
    expectClose(root, Math.sqrt(mean(amounts.map((amount) => (amount - centre) ** 2))), 1e-13);
  });

  it.each([2 ** -4, 2 ** -12, 2 ** -20, 2 ** -25])("keeps its digits where amounts are nearly equal: 1 ± %d", (e) => {
    // Of m (1 + e) and m (1 - e): -ln(1 - e²) / 2 and m e.
    const [logs, root] = spread([64 * (1 + e), 64 * (1 - e)]);
    expectClose(logs, -Math.log1p(-e * e) / 2);
    expectClose(root, 64 * e);
  });

  it("does not leave the range of numbers", () => {
    const [logs, root] = spread([1e-280, 1e280]);
    expectClose(logs, 280 * Math.log(10) - Math.log(2));
    expectClose(root, 5e279);
    expectClose(spread([1e-200, 3e-200])[1], 1e-200);
    // Very many amounts, and all but one of them far below their mean.
    const [many] = spread([1e7, ...Array.from({ length: 9999 }, () => 1)]);
    const centre = (1e7 + 9999) / 1e4;
    expectClose(many, Math.log(centre) - Math.log(1e7) / 1e4, 1e-12);
  });

  it("is nothing where all amounts are equal, or there is none", () => {
    expect(spread([3, 3, 3])).toEqual([0, 0]);
    expect([logDeviation([], 0, 0, 0), deviation([], 0, 0, 0)]).toEqual([0, 0]);
  });

  it("has no logarithms where an amount is 0 or less", () => {
    expect(spread([2, 0])).toEqual([Number.NaN, 1]);
    expect(spread([-2, -4])).toEqual([Number.NaN, 1]);
  });

  it("is that of a part of a column", () => {
    expect(deviation([9, 1, 3, 9], 1, 3, 2)).toBe(1);
    expect(logDeviation([9, 1, 3, 9], 1, 3, 2)).toBe(spread([1, 3])[0]);
  });
});
