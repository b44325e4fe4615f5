import { describe, expect, it } from "vitest";
import { expm1Minus, log1pMinus } from "../../../src/numeric/linear-remainders.ts";
import { log1mexp, logAddExp, logSumExp } from "../../../src/numeric/logarithms.ts";

describe("log1mexp", () => {
  it("keeps its digits at both ends", () => {
    expect(log1mexp(-1e-300)).toBeCloseTo(Math.log(1e-300), 11);
    expect(log1mexp(-1e-10)).toBeCloseTo(Math.log(1e-10) - 0.5e-10, 13);
    expect(log1mexp(-50) / -Math.exp(-50)).toBeCloseTo(1, 14);
    expect(log1mexp(-Math.LN2)).toBeCloseTo(-Math.LN2, 15);
    expect(log1mexp(-Infinity)).toBe(-0);
  });
});

describe("logAddExp and logSumExp", () => {
  it("neither overflow nor lose the smaller term", () => {
    expect(logAddExp(1000, 1000)).toBe(1000 + Math.LN2);
    expect(logAddExp(-1000, -1001)).toBeCloseTo(-1000 + Math.log1p(Math.exp(-1)), 12);
    expect(logAddExp(0, -40)).toBe(Math.exp(-40));
    expect(logSumExp([1000, 1000, 1000])).toBeCloseTo(1000 + Math.log(3), 12);
    expect(logSumExp(Float64Array.of(-2000, -2001, -1999))).toBeCloseTo(
      -2000 + Math.log(1 + Math.exp(-1) + Math.exp(1)),
      11,
    );
  });

  it("take -Infinity for the logarithm of 0, and Infinity as it is", () => {
    expect(logAddExp(-Infinity, 3)).toBe(3);
    expect(logAddExp(3, -Infinity)).toBe(3);
    expect(logAddExp(-Infinity, -Infinity)).toBe(-Infinity);
    expect(logAddExp(Infinity, Infinity)).toBe(Infinity);
    expect(logSumExp([])).toBe(-Infinity);
    expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(logSumExp([-Infinity, 2])).toBe(2);
    expect(logSumExp([Infinity, 2])).toBe(Infinity);
  });
});

describe("linear remainders", () => {
  it("follow their power series where x is small", () => {
    for (const x of [1e-3, -1e-3, 1e-8, -1e-8, 1e-100]) {
      const log = -x * x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x / 7)))));
      const exp = x * x * (1 / 2 + x * (1 / 6 + x * (1 / 24 + x * (1 / 120 + x / 720))));
      expect(Math.abs(log1pMinus(x) / log - 1)).toBeLessThan(1e-15);
      expect(Math.abs(expm1Minus(x) / exp - 1)).toBeLessThan(1e-15);
    }
    expect([log1pMinus(0), expm1Minus(0)].map(Math.abs)).toEqual([0, 0]);
  });

  it("join the plain differences without a step", () => {
    for (const edge of [-0.4, 0.7, 0.3]) {
      expect(log1pMinus(edge) / (Math.log1p(edge) - edge)).toBeCloseTo(1, 14);
      expect(log1pMinus(edge * (1 + 1e-15)) / log1pMinus(edge * (1 - 1e-15))).toBeCloseTo(1, 13);
    }
    for (const edge of [-0.5, 0.5, -0.499]) expect(expm1Minus(edge) / (Math.expm1(edge) - edge)).toBeCloseTo(1, 14);
  });
});
