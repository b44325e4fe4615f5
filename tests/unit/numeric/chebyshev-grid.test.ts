import { describe, expect, it } from "vitest";
import { ChebyshevGrid } from "../../../src/numeric/chebyshev-grid.ts";

describe("ChebyshevGrid", () => {
  it("has the values of a function of a time, taken as one of its logarithm", () => {
    const grid = new ChebyshevGrid((y) => (1 + 40 / Math.exp(y)) ** -1.7);
    for (let t = 1e-3; t < 1e5; t *= 1.03) {
      expect(Math.abs(grid.at(Math.log(t)) * (1 + 40 / t) ** 1.7 - 1), `${t}`).toBeLessThan(2e-14);
    }
  });

  it("takes the function in a few points of each cell, which do not depend on where it is asked for", () => {
    const asked: number[] = [];
    const grid = new ChebyshevGrid((y) => {
      asked.push(y);
      return Math.sin(y);
    });
    const values = [0.51, 0.9, 0.75].map((y) => grid.at(y));
    expect(asked).toHaveLength(14);
    expect(Math.min(...asked)).toBeGreaterThan(0.5);
    expect(Math.max(...asked)).toBeLessThan(1);
    const other = new ChebyshevGrid(Math.sin);
    expect([0.75, 0.9, 0.51].map((y) => other.at(y)).reverse()).toEqual(values);
    expect(grid.at(-3.2)).toBeCloseTo(Math.sin(-3.2), 14);
  });

  it("refuses the cells in which a function is not smooth, and keeps the others", () => {
    const kink = new ChebyshevGrid((y) => Math.abs(y - 2.2));
    expect(kink.at(2.4)).toBeNaN();
    expect(kink.at(1.4)).toBeCloseTo(0.8, 14);
    expect(new ChebyshevGrid((y) => Math.sqrt(y - 1)).at(1.3)).toBeNaN();
    expect(new ChebyshevGrid(() => 0).at(1.3)).toBe(0);
  });
});
