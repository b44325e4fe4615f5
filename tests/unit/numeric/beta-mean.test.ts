import { describe, expect, it } from "vitest";
import { betaMean } from "../../../src/numeric/beta-mean.ts";

describe("betaMean", () => {
  const shapes = [1e-150, 1e-8, 0.03, 0.8, 1, 3.7, 40, 1e4, 1e8, 1e12];

  it("has the moments of the beta distribution, from 1e-150 to 1e12", () => {
    for (const a of shapes) {
      for (const b of shapes) {
        // E[1 / (1 - p)] does not exist for small b, E[1 + w p] does always: mean a / (a + b).
        const mean = betaMean(a, b, (p, _power, w) => 1 + w * p, -1, 5);
        expect(mean / (1 + (5 * a) / (a + b)), `${a} ${b}`).toBeCloseTo(1, 12);
        const second = betaMean(a, b, (p, _power, w) => (1 + w * p) ** 2, -2, 1);
        const square = ((a / (a + b)) * (a + 1)) / (a + b + 1);
        expect(second / (1 + (2 * a) / (a + b) + square), `${a} ${b}`).toBeCloseTo(1, 12);
      }
    }
  });

  it("is the function itself where it is constant", () => {
    for (const a of shapes) for (const b of shapes) expect(betaMean(a, b, () => 0.25, 0, 0)).toBe(0.25);
  });
});
