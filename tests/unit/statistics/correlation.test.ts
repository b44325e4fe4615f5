import { describe, expect, it } from "vitest";
import { correlationOf } from "../../../src/statistics/correlation.ts";

const x = [1, 2, 3, 5, 8, 13];
const y = [2, 1, 4, 3, 9, 7];
const once = x.map(() => 1);

describe("correlationOf", () => {
  it("is Pearson's", () => {
    const mean = (column: readonly number[]): number => column.reduce((sum, entry) => sum + entry, 0) / column.length;
    const product = (a: readonly number[], b: readonly number[]): number =>
      a.reduce((sum, _, i) => sum + (a[i]! - mean(a)) * (b[i]! - mean(b)), 0);
    const { rho, size } = correlationOf(x, y, once);
    expect(rho).toBeCloseTo(product(x, y) / Math.sqrt(product(x, x) * product(y, y)), 14);
    expect(size).toBe(6);
  });

  it("counts a row by its weight, one of 0 not at all", () => {
    const weighted = correlationOf([...x, 99], [...y, Number.NaN], [2, 1, 1, 1, 1, 1, 0]);
    const repeated = correlationOf([1, ...x], [2, ...y], [1, ...once]);
    expect(weighted.rho).toBeCloseTo(repeated.rho, 14);
    expect(weighted.size).toBe(7);
  });

  it.each([
    [1e200, 1],
    [1e280, 1e280],
    [1e-200, 1e-200],
    [1e-300, 1e250],
  ])("does not depend on the units: %d and %d", (a, b) => {
    const { rho } = correlationOf(
      x.map((entry) => a * entry),
      y.map((entry) => b * entry),
      once,
    );
    expect(rho).toBeCloseTo(correlationOf(x, y, once).rho, 13);
  });

  it("is NaN where a column does not vary", () => {
    expect(correlationOf(x, once, once).rho).toBeNaN();
  });
});
