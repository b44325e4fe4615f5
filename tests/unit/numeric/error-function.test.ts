import { describe, expect, it } from "vitest";
import { erf, erfc, gaussian, scaledErfc } from "../../../src/numeric/error-function.ts";
import golden from "../../golden/mpmath_special_functions.json" with { type: "json" };
import { meetsTable } from "./golden-table.ts";

const { tables } = golden;

describe("error function against mpmath", () => {
  meetsTable("erf", tables.erf, erf, 2e-15);
  meetsTable("erfc", tables.erfc, erfc, 2e-15);
  meetsTable("scaledErfc", tables.scaledErfc, scaledErfc, 2e-15);
});

describe("the ends", () => {
  it("are reached, not passed", () => {
    expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, 0, 2]);
    expect([erf(1e300), erfc(30), erfc(-30), scaledErfc(Infinity)]).toEqual([1, 0, 2, 0]);
    expect(scaledErfc(1e200) * 1e200 * Math.sqrt(Math.PI)).toBeCloseTo(1, 14);
    expect([gaussian(1, 0), gaussian(0.5, 1e300), gaussian(0.5, -Infinity)]).toEqual([1, 0, 0]);
  });
});
