import { describe, expect, it } from "vitest";
import { logParetoKernel } from "../../../src/numeric/pareto-kernel.ts";
import {
  paretoKernelGradient,
  paretoOddsGradient,
  paretoOddsHessian,
} from "../../../src/numeric/pareto-kernel-derivatives.ts";
import kernels from "../../golden/mpmath_kernels.json" with { type: "json" };

const rows = kernels.paretoKernel.map((row) => ({ ...row, t1: Number(row.t1) }));

describe("logParetoKernel", () => {
  it("agrees with high precision on random parameters and in the corners", () => {
    expect(rows.length).toBeGreaterThan(380);
    for (const row of rows) {
      const { p, q, A, B, t0, t1, logK } = row;
      const error = Math.abs(logParetoKernel(p, q, A, B, t0, t1) - logK);
      expect(error / Math.max(1, Math.abs(logK)), JSON.stringify(row)).toBeLessThan(2e-14);
    }
  });

  it("has its closed forms", () => {
    // A = B: the integral of (A + u)^-(p + q + 1).
    const closed = Math.log((12 ** -2.5 - 31 ** -2.5) / 2.5);
    expect(logParetoKernel(1.5, 1, 10, 10, 2, 21)).toBeCloseTo(closed, 13);
    expect(logParetoKernel(1.5, 1, 10, 10, 2, Infinity)).toBeCloseTo(Math.log(12 ** -2.5 / 2.5), 13);
    // p = 1, q = 0 in the limit: 1 / ((A + u)(B + u)).
    expect(logParetoKernel(1, 1e-14, 10, 7, 0, 20)).toBeCloseTo(Math.log(Math.log((10 * 27) / (7 * 30)) / 3), 12);
  });

  it("ends where one parameter swallows the other", () => {
    // By quadrature to 40 digits.
    expect(logParetoKernel(1e-9, 1e9, 0.2, 1e-6, 0, 1e-6) / 13815510537.24101).toBeCloseTo(1, 14);
  });

  it("is minus infinity over nothing, and continuous where the method changes", () => {
    expect(logParetoKernel(2.5, 0.6, 10, 11, 5, 5)).toBe(-Infinity);
    expect(logParetoKernel(2.5, 0.6, 10, 11, 0, 0)).toBe(-Infinity);
    for (const p of [0.3, 2.5, 50, 800]) {
      const gradient = new Float64Array(4);
      for (let span = 1e-4; span < 100; span *= 1.3) {
        const both = [
          logParetoKernel(p, 0.6, 10, 11, 5, 5 + span),
          paretoKernelGradient(p, 0.6, 10, 11, 5, 5 + span, gradient),
        ];
        expect(Math.abs(both[0]! - both[1]!)).toBeLessThan(1e-14 * (10 + Math.abs(both[0]!)));
      }
    }
  });
});

describe("paretoKernelGradient", () => {
  it("agrees with high precision, value and all four derivatives", () => {
    const gradient = new Float64Array(4);
    for (const row of rows) {
      if (row.t1 === Infinity) continue;
      const { p, q, A, B, t0, t1, logK } = row;
      const value = paretoKernelGradient(p, q, A, B, t0, t1, gradient);
      expect(Math.abs(value - logK) / Math.max(1, Math.abs(logK)), JSON.stringify(row)).toBeLessThan(5e-15);
      for (const [k, expected] of row.gradient.entries()) {
        const scale = k < 2 ? Math.max(1, Math.abs(expected)) : Math.abs(expected);
        expect(Math.abs(gradient[k]! - expected) / scale, JSON.stringify(row)).toBeLessThan(1e-14);
      }
    }
  });

  it("has its limits over nothing", () => {
    const gradient = new Float64Array(4);
    expect(paretoKernelGradient(2.5, 0.6, 10, 11, 5, 5, gradient)).toBe(-Infinity);
    expect(Array.from(gradient)).toEqual([-Math.log(15), -Math.log(16), -2.5 / 15, -1.6 / 16]);
  });
});

describe("paretoOddsGradient", () => {
  it("is the kernel over the survivors' term", () => {
    const kernel = new Float64Array(4);
    const odds = new Float64Array(4);
    for (const { p, q, A, B, t0, t1 } of rows) {
      if (t1 === Infinity || t0 === t1) continue;
      const survivors = p * Math.log(A + t1) + q * Math.log(B + t1);
      const value = paretoKernelGradient(p, q, A, B, t0, t1, kernel) + Math.log(q) + survivors;
      const own = paretoOddsGradient(p, q, A, B, t0, t1, odds);
      expect(Math.abs(own - value) / Math.max(1, Math.abs(value), Math.abs(survivors))).toBeLessThan(1e-13);
      const added = [Math.log(A + t1), Math.log(B + t1) + 1 / q, p / (A + t1), q / (B + t1)];
      odds.forEach((slope, k) => {
        const scale = Math.abs(kernel[k]!) + Math.abs(added[k]!);
        expect(Math.abs(slope - kernel[k]! - added[k]!) / scale).toBeLessThan(1e-13);
      });
    }
  });

  it("has second derivatives that are the slopes of the first", () => {
    const hessian = Array.from({ length: 4 }, () => new Float64Array(4));
    const plain = new Float64Array(4);
    const gradient = new Float64Array(4);
    for (const { p, q, A, B, t0, t1 } of rows) {
      if (t1 === Infinity || t0 === t1) continue;
      const at = [p, q, A, B];
      const value = paretoOddsGradient(p, q, A, B, t0, t1, plain);
      expect(paretoOddsHessian(p, q, A, B, t0, t1, gradient, hessian)).toBe(value);
      expect(gradient).toEqual(plain);
      for (let j = 0; j < 4; j++) {
        const step = 1e-3;
        const [one, minusOne, two, minusTwo] = [1, -1, 2, -2].map((n) => {
          const [a, b, c, d] = at.map((entry, i) => (i === j ? entry * (1 + n * step) : entry)) as typeof at &
            [number, number, number, number];
          const moved = new Float64Array(4);
          paretoOddsGradient(a, b, c, d, t0, t1, moved);
          return moved;
        });
        for (let i = j; i < 4; i++) {
          const bend = (8 * (one![i]! - minusOne![i]!) - (two![i]! - minusTwo![i]!)) / (12 * step);
          // Differences of what nearly cancels lose digits.
          const scale = Math.abs(gradient[i]! * at[i]!) + Math.abs(bend * at[i]!) + 1;
          expect(Math.abs(hessian[i]![j]! * at[j]! - bend) * at[i]!).toBeLessThan(1e-9 * scale);
        }
      }
    }
  });

  it("keeps its digits as p and A, q and B, run to infinity together", () => {
    const gradient = new Float64Array(4);
    const at = (scale: number) => paretoOddsGradient(2 * scale, scale, 9 * scale, 30 * scale, 4, 30, gradient);
    // Exponential gaps and lifetimes: the integral of exp(-(2/9 + 1/30) u), relative to its end.
    const rate = 2 / 9 + 1 / 30;
    const limit = Math.log(Math.expm1(26 * rate) / rate / 30);
    expect(at(1e10)).toBeCloseTo(limit, 7);
    expect(at(1e13)).toBeCloseTo(limit, 10);
  });
});
