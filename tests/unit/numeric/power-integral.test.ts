import { describe, expect, it } from "vitest";
import { powerIntegral } from "../../../src/numeric/power-integral.ts";
import kernels from "../../golden/mpmath_kernels.json" with { type: "json" };

describe("powerIntegral", () => {
  it("agrees with high precision, at s = 1 and on both sides of it", () => {
    expect(kernels.powerIntegral).toHaveLength(77);
    for (const { s, y, value } of kernels.powerIntegral) {
      const bound = 1e-15 * (1 + Math.abs(1 - s) * Math.log1p(y));
      expect(Math.abs(powerIntegral(s, y) / value - 1), `${s} ${y}`).toBeLessThanOrEqual(bound);
    }
  });

  it("has its limits", () => {
    expect(powerIntegral(3, Infinity)).toBe(0.5);
    expect(powerIntegral(1, Infinity)).toBe(Infinity);
    expect(powerIntegral(0.4, Infinity)).toBe(Infinity);
    for (const s of [0, 0.5, 1, 2]) expect(powerIntegral(s, 0)).toBe(0);
    expect(powerIntegral(0, 7)).toBeCloseTo(7, 14);
  });
});
