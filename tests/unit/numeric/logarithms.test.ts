import { describe, expect, it } from "vitest";
import { expm1Minus, log1pMinus } from "../../../src/numeric/linear-remainders.ts";
import { log1mexp, log1pEach, logAddExp, logSumExp, sumLog1p } from "../../../src/numeric/logarithms.ts";

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

describe("log1pEach", () => {
  it("is log1p from tiny to huge arguments", () => {
    const arguments_ = Float64Array.from({ length: 40_001 }, (_, i) => 10 ** (-18 + i / 1000));
    const near = Float64Array.from({ length: 40_001 }, (_, i) => i / 10_000);
    for (const column of [arguments_, near, Float64Array.of(0, 1e37, 1e39, 1e300, Infinity)]) {
      const logs = new Float64Array(column.length);
      log1pEach(column, logs, column.length);
      logs.forEach((log, i) => {
        const expected = Math.log1p(column[i]!);
        if (Number.isFinite(expected)) expect(Math.abs(log - expected)).toBeLessThanOrEqual(7e-16 * expected);
        else expect(log).toBe(expected);
      });
    }
  });

  it("writes as many as it is told", () => {
    const logs = Float64Array.of(7, 7);
    log1pEach(Float64Array.of(1, 1), logs, 1);
    expect(logs[0]).toBeCloseTo(Math.LN2, 15);
    expect(logs[1]).toBe(7);
  });
});

describe("sumLog1p", () => {
  const plain = (column: Float64Array, weight: Float64Array): number =>
    weight.reduce((sum, w, i) => sum + w * Math.log1p(column[i]!), 0);

  it("is the weighted sum, whether weights are equal, differ, or come in runs", () => {
    const column = Float64Array.from({ length: 5000 }, (_, i) => 3 * ((i * 0.6180339887498949) % 1));
    for (const weightAt of [() => 1, () => 0.25, (i: number) => 1 + (i % 7), (i: number) => 1 + (i >> 10)]) {
      const weight = column.map((_, i) => weightAt(i));
      expect(sumLog1p(column, weight) / plain(column, weight)).toBeCloseTo(1, 14);
    }
    expect(sumLog1p(column, Float64Array.of())).toBe(0);
  });

  it("keeps the digits of tiny entries, and does not overflow", () => {
    const ones = new Float64Array(1000).fill(1);
    expect(sumLog1p(new Float64Array(1000).fill(1e-20), ones) / 1e-17).toBeCloseTo(1, 13);
    expect(sumLog1p(new Float64Array(1000).fill(1e300), ones) / (1000 * Math.log(1e300))).toBeCloseTo(1, 13);
    expect(sumLog1p(Float64Array.of(1e-20, 8e307, 1e-20), ones.subarray(0, 3)) / Math.log(8e307)).toBeCloseTo(1, 14);
    expect(sumLog1p(new Float64Array(1000), ones)).toBe(0);
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
