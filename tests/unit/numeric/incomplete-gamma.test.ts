import { describe, expect, it } from "vitest";
import {
  inverseRegularizedGammaP,
  regularizedGammaP,
  regularizedGammaQ,
} from "../../../src/numeric/incomplete-gamma.ts";
import golden from "../../golden/mpmath_special_functions.json" with { type: "json" };
import { meetsTable } from "./golden-table.ts";

const { tables } = golden;

describe("incomplete gamma function against mpmath", () => {
  meetsTable("regularizedGammaP", tables.regularizedGammaP, regularizedGammaP, 1e-12);
  meetsTable("regularizedGammaQ", tables.regularizedGammaQ, regularizedGammaQ, 1e-12);
  // Each x with a tail that determines it: P(a, x) as rounded must lead back to x.
  const sharp = tables.regularizedGammaP.filter(([a, x, p]) => p! < 0.5 && x! > 1e-290 && a! > 1e-5);
  const back = sharp.map(([a, x, p]) => [a!, p!, x!]);
  meetsTable("inverseRegularizedGammaP", back, inverseRegularizedGammaP, 1e-12);
});

describe("the ends", () => {
  it.each([1e-300, 0.3, 1, 40, 1e3, 1e12])("are 0 and 1 for shape %d", (a) => {
    expect([regularizedGammaP(a, 0), regularizedGammaP(a, Infinity)]).toEqual([0, 1]);
    expect([regularizedGammaQ(a, 0), regularizedGammaQ(a, Infinity)]).toEqual([1, 0]);
    expect([inverseRegularizedGammaP(a, 0), inverseRegularizedGammaP(a, 1)]).toEqual([0, Infinity]);
  });

  it("the quantile of a tiny shape is 0 where no double is small enough", () => {
    expect(inverseRegularizedGammaP(1e-10, 0.4)).toBe(0);
  });
});

it("the exponential and Erlang distributions have closed forms", () => {
  for (const x of [1e-9, 0.5, 1, 3, 200]) {
    expect(regularizedGammaP(1, x) / -Math.expm1(-x)).toBeCloseTo(1, 13);
    expect(regularizedGammaQ(3, x) / (Math.exp(-x) * (1 + x + 0.5 * x * x))).toBeCloseTo(1, 12);
  }
});
