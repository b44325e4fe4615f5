import { describe, expect, it } from "vitest";
import { scaledExponentialIntegral } from "../../../src/numeric/exponential-integral.ts";
import kernels from "../../golden/mpmath_kernels.json" with { type: "json" };

describe("scaledExponentialIntegral", () => {
  it("agrees with high precision, from z = 1e-300 to 1e10 and s = 0 to 1e6", () => {
    expect(kernels.scaledExponentialIntegral).toHaveLength(256);
    for (const { s, z, value } of kernels.scaledExponentialIntegral) {
      expect(Math.abs(scaledExponentialIntegral(s, z) / value - 1), `${s} ${z}`).toBeLessThan(
        z < 1e-50 ? 1e-13 : 2e-14,
      );
    }
  });

  it("at z = 0 is the mean lifetime", () => {
    expect(scaledExponentialIntegral(3, 0)).toBe(0.5);
    expect(scaledExponentialIntegral(1, 0)).toBe(Infinity);
    expect(scaledExponentialIntegral(0.2, 0)).toBe(Infinity);
  });

  it("obeys s E_(s+1) = 1 - z E_s (times e^z), across the change of method", () => {
    for (const s of [0.1, 0.9, 1, 4.2, 28.9, 29, 29.5, 31]) {
      for (const z of [1e-5, 0.3, 0.9999, 1, 1.0001, 6]) {
        const left = s * scaledExponentialIntegral(s + 1, z);
        expect(left + z * scaledExponentialIntegral(s, z)).toBeCloseTo(1, 13);
      }
    }
  });
});
