import { describe, expect, it } from "vitest";
import { BgBracket, bgBracket } from "../../../src/numeric/bg-bracket.ts";
import { integrate } from "../../../src/numeric/quadrature.ts";
import kernels from "../../golden/mpmath_kernels.json" with { type: "json" };

describe("bgBracket", () => {
  it("agrees with high precision in every corner", () => {
    expect(kernels.bgBracket.length).toBeGreaterThan(500);
    for (const row of kernels.bgBracket) {
      const actual = bgBracket(row.r, row.alpha, row.a, row.b, row.m, row.x, row.age, row.t);
      expect(Math.abs(actual / row.value - 1), JSON.stringify(row)).toBeLessThan(1e-13);
    }
  });

  it("does so with and without its expansions", () => {
    let expanded = 0;
    for (const { r, alpha, a, b, m, x, age, t, value } of kernels.bgBracket) {
      const bracket = new BgBracket(r, a, b, m, x);
      expect(bracket.known(t, alpha + age)).toBeNaN();
      expect(Math.abs(bracket.exact(t / (alpha + age)) / value - 1)).toBeLessThan(1e-13);
      bracket.at(t, alpha + age);
      const known = bracket.known(t, alpha + age);
      if (Number.isNaN(known)) continue;
      expanded++;
      expect(Math.abs(known / value - 1)).toBeLessThan(5e-14);
      expect(bracket.at(t, alpha + age)).toBe(known);
    }
    expect(expanded).toBeGreaterThan(kernels.bgBracket.length / 4);
  });

  it("is 0 for no time, and the mean number of purchases until drop-out for all time", () => {
    expect(bgBracket(0.243, 4.414, 0.793, 2.426, 0, 2, 38.86, 0)).toBe(0);
    expect(bgBracket(0.243, 4.414, 0.793, 2.426, 0, 2, 38.86, Infinity)).toBe(Infinity);
    expect(bgBracket(0.243, 4.414, 1, 2.426, 1, 2, 38.86, Infinity)).toBe(Infinity);
    expect(bgBracket(0.243, 4.414, 3, 2.426, 1, 2, 38.86, Infinity)).toBeCloseTo(7.426 / 2, 14);
    expect(bgBracket(20, 4.414, 3, 2.426, 1, 2, 38.86, 1e12) / (7.426 / 2)).toBeCloseTo(1, 9);
  });

  it("is the integral of the purchase rate, whose start is (r + x) / (alpha + T)", () => {
    const early = bgBracket(0.243, 4.414, 0.793, 2.426, 0, 2, 38.86, 1e-9);
    expect(early / ((2.243 / 43.274) * 1e-9)).toBeCloseTo(1, 9);
    const [r, alpha, a, b] = [2.4, 6, 1, 3];
    // a = 1, b = 3: p has density 3 (1 - p)^2.
    const { value } = integrate((p) => (3 * (1 - p) ** 2 * (1 - (1 + (p * 20) / (alpha + 9)) ** -r)) / p, 0, 1);
    expect(bgBracket(r, alpha, a, b, 0, 0, 9, 20) / value).toBeCloseTo(1, 12);
  });

  it("passes smoothly through a = 1 and through the change of its forms", () => {
    const at = (a: number, b: number, w: number): number => bgBracket(0.5, 1, a, b, 0, 3, 0, w);
    for (const w of [0.1, 3, 9.99, 10.01, 60]) {
      expect(at(1 - 1e-9, 2, w) / at(1 + 1e-9, 2, w)).toBeCloseTo(1, 8);
      // c / rho crosses the limit of cancellation near b = 1000: second differences in ln b stay small.
      for (let k = 0; k < 40; k++) {
        const [low, middle, high] = [0, 1, 2].map((j) => at(0.7, 900 * 1.001 ** (8 * k + j), w));
        expect(Math.abs(low! - 2 * middle! + high!) / middle!).toBeLessThan(1e-6);
      }
    }
  });

  it("grows with the horizon and with the count, falls with the drop-out chance", () => {
    const at = (a: number, x: number, t: number): number => bgBracket(0.243, 4.414, a, 2.426, 0, x, 38.86, t);
    for (const t of [0.1, 5, 40, 400, 4000, 4e4, 4e6, 4e9]) {
      for (const x of [0, 2, 40, 3000]) {
        expect(at(0.8, x, 1.01 * t)).toBeGreaterThan(at(0.8, x, t));
        expect(at(0.8, x + 1, t)).toBeGreaterThan(at(0.8, x, t));
        expect(at(0.81, x, t)).toBeLessThan(at(0.8, x, t));
      }
    }
  });
});
