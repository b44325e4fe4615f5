import { describe, expect, it } from "vitest";
import {
  betaTail,
  inverseRegularizedBeta,
  inverseRegularizedBetaLogit,
  regularizedBeta,
  regularizedBetaComplement,
} from "../../../src/numeric/incomplete-beta.ts";
import golden from "../../golden/mpmath_special_functions.json" with { type: "json" };
import { meetsTable } from "./golden-table.ts";

const { tables } = golden;

describe("incomplete beta function against mpmath", () => {
  meetsTable("regularizedBeta", tables.regularizedBeta, regularizedBeta, 1e-12);
  meetsTable("regularizedBetaComplement", tables.regularizedBetaComplement, regularizedBetaComplement, 1e-12);
  // Each x with a tail that determines it: I_x(a, b) as rounded must lead back to x.
  const sharp = tables.regularizedBeta.filter(([x, a, , p]) => p! < 0.5 && x! < 0.9 && a! > 1e-5);
  const back = sharp.map(([x, a, b, p]) => [p!, a!, b!, x!]);
  meetsTable("inverseRegularizedBeta", back, inverseRegularizedBeta, 1e-12);
});

describe("the ends", () => {
  it.each([
    [1e-300, 1e-300],
    [0.3, 1e9],
    [1, 1],
    [50, 0.01],
    [1e12, 1e12],
  ])("are 0 and 1 for shapes %d and %d", (a, b) => {
    expect([regularizedBeta(0, a, b), regularizedBeta(1, a, b)]).toEqual([0, 1]);
    expect([regularizedBetaComplement(0, a, b), regularizedBetaComplement(1, a, b)]).toEqual([1, 0]);
    expect([inverseRegularizedBeta(0, a, b), inverseRegularizedBeta(1, a, b)]).toEqual([0, 1]);
    expect([inverseRegularizedBetaLogit(0, a, b), inverseRegularizedBetaLogit(1, a, b)]).toEqual([-Infinity, Infinity]);
  });
});

describe("closed forms", () => {
  it("are powers where a shape is 1", () => {
    for (const x of [1e-12, 0.01, 0.5, 0.8, 1 - 1e-9]) {
      for (const a of [1e-6, 0.3, 2, 70, 1e4]) {
        const lower = x ** a;
        const upper = Math.exp(a * Math.log1p(-x));
        expect(Math.abs(regularizedBeta(x, a, 1) - lower)).toBeLessThanOrEqual(1e-12 * lower);
        expect(Math.abs(regularizedBetaComplement(x, 1, a) - upper)).toBeLessThanOrEqual(1e-12 * upper);
      }
    }
  });

  it("is the arcsine law for shapes of one half", () => {
    for (const x of [1e-20, 0.1, 0.5, 0.9])
      expect(regularizedBeta(x, 0.5, 0.5) / ((2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeCloseTo(1, 13);
  });

  it("reaches log-odds for which x or 1 - x is no double", () => {
    // I_x(a, b) with tiny shapes puts b / (a + b) at 0: ln x = (ln p + ln((a + b) / b)) / a.
    expect(inverseRegularizedBetaLogit(0.25, 1e-6, 1e-6) / (Math.log(0.5) / 1e-6)).toBeCloseTo(1, 10);
    expect(inverseRegularizedBetaLogit(0.75, 1e-6, 1e-6) / (-Math.log(0.5) / 1e-6)).toBeCloseTo(1, 10);
    expect(betaTail(1e-200, 1, 0.5, 3)).toBeGreaterThan(1e-101);
  });
});
