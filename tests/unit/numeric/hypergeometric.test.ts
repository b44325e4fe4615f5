import { describe, expect, it } from "vitest";
import { betaReciprocalGrid, betaReciprocalMean } from "../../../src/numeric/gauss-hypergeometric.ts";
import { logHypergeometric } from "../../../src/numeric/log-hypergeometric.ts";
import golden from "../../golden/mpmath_hyp2f1.json" with { type: "json" };
import kernels from "../../golden/mpmath_kernels.json" with { type: "json" };
import { hypergeometricOneB } from "../../hypergeometric-one-b.ts";

describe("hypergeometricOneB", () => {
  it("agrees with high precision, from z = -1e15 to the last double below 1", () => {
    expect(kernels.hypergeometricOneB.length).toBeGreaterThan(150);
    for (const { b, c, z, value } of kernels.hypergeometricOneB) {
      // The double c carries c - b only to the last digit of c; what a change of it does near z = 1 is not our error.
      const blur = 2e-16 * (c / Math.min(b, c - b)) * Math.abs(Math.log1p(-z));
      expect(Math.abs(hypergeometricOneB(b, c, z) / value - 1), `${b} ${c} ${z}`).toBeLessThan(3e-14 + blur);
    }
  });

  it("has its elementary special cases", () => {
    for (const z of [-1e9, -3e4, -7, -0.1, 0.3, 0.9, 0.999999]) {
      expect(hypergeometricOneB(1, 2, z) / (-Math.log1p(-z) / z)).toBeCloseTo(1, 13);
      const root = Math.sqrt(Math.abs(z));
      const half = z > 0 ? Math.log((1 + root) / Math.sqrt(1 - z)) / root : Math.atan(root) / root;
      expect(hypergeometricOneB(0.5, 1.5, z) / half).toBeCloseTo(1, 13);
    }
    expect(hypergeometricOneB(2, 5, 0)).toBe(1);
  });
});

describe("betaReciprocalGrid", () => {
  it("has the values of the continued fraction, where it has any", () => {
    let known = 0;
    let all = 0;
    for (const b of [0.05, 0.6, 1, 2.5, 14, 90]) {
      for (const d of [0.05, 1, 1.6, 9, 60]) {
        const grid = betaReciprocalGrid(b, d);
        for (let y = 1e-9; y < 0.97; y = 1.02 * y + 2e-3, all++) {
          const value = grid.at(y);
          if (Number.isNaN(value)) continue;
          known++;
          const exact = betaReciprocalMean(d, b, y / (1 - y)) / (1 - y);
          expect(Math.abs(value / exact - 1), `${b} ${d} ${y}`).toBeLessThan(5e-14);
        }
      }
    }
    expect(known / all).toBeGreaterThan(0.7);
  });

  it("has its elementary special case, and 1 where there is nothing to divide by", () => {
    expect(betaReciprocalGrid(1.5, 0.7).at(0)).toBe(1);
    const grid = betaReciprocalGrid(1, 1);
    for (const y of [1e-6, 0.02, 0.03, 0.3, 0.8]) expect(grid.at(y) / (-Math.log1p(-y) / y)).toBeCloseTo(1, 14);
  });
});

describe("logHypergeometric", () => {
  it("agrees with high precision on all rows of the families of Pareto/NBD and BG/NBD", () => {
    expect(golden.rows).toHaveLength(768);
    for (const { family, a, b, c, z, log_value: expected } of golden.rows) {
      const error = Math.abs(logHypergeometric(a, b, c, z) / expected - 1);
      expect(error, `${family} ${a} ${b} ${c} ${z}`).toBeLessThan(1e-13);
    }
  });

  it("is symmetric in a and b", () => {
    for (const z of [0, 0.2, 0.7, 0.999]) {
      expect(logHypergeometric(2.3, 3.1, 5, z)).toBeCloseTo(logHypergeometric(3.1, 2.3, 5, z), 13);
    }
  });
});
