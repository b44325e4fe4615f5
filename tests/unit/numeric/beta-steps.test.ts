import { describe, expect, it } from "vitest";
import { logBetaStepEnd, logBetaStepSum } from "../../../src/numeric/beta-steps.ts";
import { logBetaDifference } from "../../../src/numeric/gamma-functions.ts";
import table from "../../golden/mpmath_beta_steps.json" with { type: "json" };

describe("logBetaStepSum", () => {
  it("agrees with high precision, few steps and many", () => {
    expect(table.sums.length).toBeGreaterThan(10);
    for (const row of table.sums) {
      const value = logBetaStepSum(row.p, row.scale, row.a, row.b, row.from, row.to);
      const error = Math.abs(value - Number(row.value)) / Math.max(1, Math.abs(Number(row.value)));
      expect(error, JSON.stringify(row)).toBeLessThan(1e-13);
    }
  });

  it("is the chance to have ended where p vanishes, and nothing over no step", () => {
    expect(logBetaStepSum(2, 3, 0.4, 2.6, 7, 7)).toBe(-Infinity);
    for (const [from, to] of [
      [0, 1],
      [3, 40],
      [3, 4000],
      [0, 1e9],
    ] as const) {
      const ended = Math.exp(logBetaDifference(0.4, 2.6, from)) - Math.exp(logBetaDifference(0.4, 2.6, to));
      expect(Math.exp(logBetaStepSum(1e-300, 3, 0.4, 2.6, from, to)) / ended).toBeCloseTo(1, 12);
    }
  });

  it("starts with the chance of one end", () => {
    expect(logBetaStepEnd(0.4, 2.6, 1)).toBeCloseTo(Math.log(0.4 / 3), 14);
    expect(logBetaStepSum(2, 3, 0.4, 2.6, 0, 1)).toBeCloseTo(Math.log(0.4 / 3) - 2 * Math.log(4 / 3), 14);
  });
});
