import { describe, expect, it } from "vitest";
import { gompertzOddsGradient, logGompertzLeft } from "../../../src/numeric/gompertz-kernel.ts";
import { gompertzExponent } from "../../../src/numeric/gompertz-lifetime.ts";
import { paretoOddsGradient } from "../../../src/numeric/pareto-kernel-derivatives.ts";
import table from "../../golden/mpmath_gompertz.json" with { type: "json" };

const rows = table.kernels.map((row) => ({ ...row, logK: Number(row.logK), gradient: row.gradient.map(Number) }));

/** ln K, as the table has it, from the ratio that the package computes. */
function logGompertzKernel(p: number, A: number, b: number, s: number, beta: number, t0: number, t1: number): number {
  return logGompertzLeft(p, A, b, s, beta, t0, t1) - s * gompertzExponent(b, beta, t0) - p * Math.log(A + t0);
}

describe("logGompertzLeft", () => {
  it("agrees with high precision on random parameters and in the corners", () => {
    expect(rows.length).toBeGreaterThan(75);
    for (const { p, A, b, s, beta, t0, t1, logK } of rows) {
      const error = Math.abs(logGompertzKernel(p, A, b, s, beta, t0, t1) - logK);
      expect(error / Math.max(1, Math.abs(logK)), JSON.stringify([p, A, b, s, beta, t0, t1])).toBeLessThan(1e-13);
    }
  });

  it("is minus infinity over nothing, and has a closed form at p -> 0", () => {
    expect(logGompertzKernel(2.5, 10, 0.02, 0.6, 0.26, 5, 5)).toBe(-Infinity);
    const survival = (t: number) => Math.exp(-0.6 * gompertzExponent(0.02, 0.26, t));
    const ended = Math.log(survival(5) - survival(30));
    expect(logGompertzKernel(1e-15, 10, 0.02, 0.6, 0.26, 5, 30)).toBeCloseTo(ended, 13);
  });
});

describe("gompertzOddsGradient", () => {
  it("agrees with high precision, value and all five derivatives", () => {
    const gradient = new Float64Array(5);
    for (const { p, A, b, s, beta, t0, t1, logK, gradient: g } of rows) {
      const odds = gompertzOddsGradient(p, A, b, s, beta, t0, t1, gradient);
      // The table has the kernel; the odds are divided by the survivors' term.
      const exponent = gompertzExponent(b, beta, t1);
      const share = -Math.expm1(-exponent);
      const expected = [
        [logK + p * Math.log(A + t1) + s * exponent, Math.max(1, Math.abs(logK))],
        [g[0]! + Math.log(A + t1), 1 + Math.abs(g[0]!)],
        [g[1]! + p / (A + t1), Math.abs(g[1]!)],
        [g[2]! + s * t1 * (share + Math.exp(-exponent) / beta), Math.abs(g[2]!) + 1 / b + s * t1],
        [g[3]! + exponent, 1 / s + exponent],
        [g[4]! - (s * share) / beta, s / beta + Math.abs(g[4]!)],
      ] as const;
      [odds, ...gradient].forEach((value, k) => {
        const [figure, scale] = expected[k]!;
        const error = Math.abs(value - figure) / scale;
        expect(error, `${k} of ${JSON.stringify([p, A, b, s, beta, t0, t1])}`).toBeLessThan(1e-13);
      });
    }
  });

  it("has its limits over nothing", () => {
    const gradient = new Float64Array(5);
    expect(gompertzOddsGradient(2.5, 10, 0.02, 0.6, 0.26, 5, 5, gradient)).toBe(-Infinity);
    // The density at 5, over S: s b e^(5b) / (beta + e^(5b) - 1).
    const density = (b: number, s: number, beta: number) =>
      Math.log((s * b * Math.exp(5 * b)) / (beta + Math.expm1(5 * b)));
    const slope = (f: (h: number) => number) => (f(1e-5) - f(-1e-5)) / 2e-5;
    expect(gradient[0]).toBe(0);
    expect(gradient[1]).toBe(0);
    expect(gradient[2]).toBeCloseTo(
      slope((h) => density(0.02 + h, 0.6, 0.26)),
      4,
    );
    expect(gradient[3]).toBeCloseTo(
      slope((h) => density(0.02, 0.6 + h, 0.26)),
      8,
    );
    expect(gradient[4]).toBeCloseTo(
      slope((h) => density(0.02, 0.6, 0.26 + h)),
      8,
    );
  });

  it("keeps its digits as p and A, s and beta, run to infinity together, and as b vanishes", () => {
    const gradient = new Float64Array(5);
    const at = (scale: number) =>
      gompertzOddsGradient(2 * scale, 9 * scale, 0.05, 0.5 * scale, 3 * scale, 4, 30, gradient);
    expect(Math.abs(at(1e12) - at(1e9))).toBeLessThan(1e-7);
    expect(Math.abs(at(1e12) - at(1e15))).toBeLessThan(1e-10);
    const pareto = paretoOddsGradient(2.5, 0.6, 10, 12, 4, 30, new Float64Array(4));
    expect(gompertzOddsGradient(2.5, 10, 1e-15, 0.6, 12e-15, 4, 30, gradient)).toBeCloseTo(pareto, 12);
  });
});
