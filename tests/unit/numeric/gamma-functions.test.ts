import { describe, expect, it } from "vitest";
import {
  digamma,
  digammaDifference,
  logBeta,
  logBetaDifference,
  logGamma,
  logGammaDifference,
  logGammaOnePlus,
  stirlingRemainder,
  trigamma,
  trigammaDifference,
} from "../../../src/numeric/gamma-functions.ts";
import golden from "../../golden/mpmath_special_functions.json" with { type: "json" };
import { meetsTable } from "./golden-table.ts";

const { tables } = golden;

describe("gamma functions against mpmath", () => {
  meetsTable("logGamma", tables.logGamma, logGamma, 1e-14);
  meetsTable("digamma", tables.digamma, digamma, 1e-14, () => 0.1);
  meetsTable("trigamma", tables.trigamma, trigamma, 1e-14);
  meetsTable("logBeta", tables.logBeta, logBeta, 1e-14, () => 0.1);
  // Where Γ turns, ψ is small, and so is the difference.
  meetsTable("logGammaDifference", tables.logGammaDifference, logGammaDifference, 1e-14, (a, n) =>
    a! > 0.5 && a! < 2 ? (0.1 * n!) / (1 + n!) : 0,
  );
  meetsTable("digammaDifference", tables.digammaDifference, digammaDifference, 1e-14);
  meetsTable("logBetaDifference", tables.logBetaDifference, logBetaDifference, 1e-13);
});

describe("logGammaDifference", () => {
  it.each([1e-300, 0.5, 7, 1e15])("is 0 for no steps from %d", (a) => {
    expect(logGammaDifference(a, 0)).toBe(0);
    expect(digammaDifference(a, 0)).toBe(0);
    expect(Math.abs(trigammaDifference(Math.max(1e-150, a), 0))).toBe(0);
    expect(Math.abs(logBetaDifference(a, 2, 0))).toBe(0);
  });

  it("has derivatives that keep the digits of steps between large arguments", () => {
    // ψ'(a + n) - ψ'(a) is nearly -n / a².
    for (const [a, n] of [
      [1e8, 3],
      [1e10, 0.25],
      [3e7, 40],
    ] as const) {
      expect((-trigammaDifference(a, n) * a * (a + n)) / (n * (1 + 0.5 / a + 0.5 / (a + n)))).toBeCloseTo(1, 14);
      let sum = 0;
      for (let j = 0; j < n; j++) sum += 1 / (a + j) ** 2;
      if (Number.isInteger(n)) expect(-trigammaDifference(a, n) / sum).toBeCloseTo(1, 14);
    }
  });

  it("does not overflow where the product of its steps does", () => {
    for (const a of [1e-300, 1e20, 1e200, 1e300]) {
      let sum = 0;
      for (let j = 0; j < 30; j++) sum += Math.log(a + j);
      expect(logGammaDifference(a, 30) / sum).toBeCloseTo(1, 13);
    }
  });
});

describe("logBetaDifference", () => {
  it("keeps its digits where a is far below b and where every trial is nearly lost", () => {
    expect(logBetaDifference(1e-9, 1e9, 1) / -Math.log1p(1e-18)).toBeCloseTo(1, 13);
    let lost = 0;
    for (let j = 0; j < 100; j++) lost += Math.log(1e200) - Math.log(1e-200 + j);
    expect(logBetaDifference(1e200, 1e-200, 100) / -lost).toBeCloseTo(1, 13);
  });
});

describe("helpers of the gamma functions", () => {
  it("logGammaOnePlus is -γ z to first order, and ln Γ(1 + z) beyond", () => {
    expect(logGammaOnePlus(1e-20) / (-0.5772156649015329 * 1e-20)).toBeCloseTo(1, 14);
    expect(logGammaOnePlus(0)).toBe(0);
    for (const [x, value] of tables.logGamma as [number, number][])
      if (x >= 1.5 && x < 100) expect(Math.abs(logGammaOnePlus(x - 1) - value)).toBeLessThan(1e-14 * (1 + value));
  });

  it("stirlingRemainder completes Stirling's terms", () => {
    for (const [x, value] of tables.logGamma as [number, number][]) {
      const leading = (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI);
      const size = Math.abs(leading) + Math.abs(value) + 1;
      expect(Math.abs(stirlingRemainder(x) - (value - leading))).toBeLessThan(1e-15 * size);
    }
  });
});
