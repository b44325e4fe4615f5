import { describe, expect, it } from "vitest";
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
