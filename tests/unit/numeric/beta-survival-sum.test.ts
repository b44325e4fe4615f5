import { describe, expect, test } from "vitest";
import {
  betaSurvivalSum,
  betaSurvivalSumFromFirst,
  discountedBetaSurvivalSum,
} from "../../../src/numeric/beta-survival-sum.ts";
import table from "../../golden/mpmath_beta_steps.json" with { type: "json" };

/** The sum as it is written, term by term, in the order that loses least. */
function byTerms(g: number, d: number, h: number, rate: number): number {
  const terms: number[] = [];
  let term = 1;
  for (let j = 1; j <= h; j++) {
    term *= (d + (j - 1)) / (g + d + (j - 1));
    terms.push(term * Math.exp(-rate * j));
  }
  return terms.reverse().reduce((sum, value) => sum + value, 0);
}

const shapes = [1e-9, 0.05, 0.657, 1 - 1e-12, 1, 1 + 1e-12, 1.0001, 2.5, 60, 1e6];

describe("the closed form of the sum of survival chances", () => {
  test.each(shapes)("g = %d: the sum by terms, also around g = 1", (g) => {
    for (const d of [1e-6, 0.9, 3, 400, 1e6]) {
      for (const h of [0, 1, 2, 30, 3000]) {
        const expected = byTerms(g, d, h, 0);
        expect(Math.abs(betaSurvivalSum(g, d, h) - expected), `d=${d} h=${h}`).toBeLessThanOrEqual(1e-13 * expected);
      }
    }
  });

  test("to infinity: d / (g - 1), or no limit", () => {
    expect(betaSurvivalSum(1.5, 3, Number.POSITIVE_INFINITY)).toBe(6);
    expect(betaSurvivalSum(1, 3, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(betaSurvivalSum(0.5, 3, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the discounted sum", () => {
  test.each(shapes)("g = %d: by terms, short, long and endless", (g) => {
    for (const d of [0.9, 3, 400]) {
      for (const rate of [0.002, 0.1, 2]) {
        const endless = byTerms(g, d, Math.ceil(45 / rate), rate);
        for (const [h, expected] of [
          [7, byTerms(g, d, 7, rate)],
          [12_000, byTerms(g, d, 12_000, rate)],
          [Number.POSITIVE_INFINITY, endless],
        ] as const) {
          const error = Math.abs(discountedBetaSurvivalSum(g, d, h, rate) - expected);
          expect(error, `d=${d} rate=${rate} h=${h}`).toBeLessThanOrEqual(1e-13 * expected);
        }
      }
    }
  });
});

describe("betaSurvivalSumFromFirst", () => {
  test("agrees with high precision, few trials, many and endless ones, on either side of g = 1", () => {
    expect(table.steps.length).toBeGreaterThan(15);
    for (const { a, b, n, delta, value } of table.steps) {
      const error = betaSurvivalSumFromFirst(a, b, Number(n) - 1, delta) / Number(value) - 1;
      expect(Math.abs(error), JSON.stringify([a, b, n, delta])).toBeLessThan(1e-13);
    }
  });

  test("is nothing over no trial, and finite for a trillion", () => {
    expect(betaSurvivalSumFromFirst(0.4, 2.6, 0, 0.01)).toBe(0);
    const many = betaSurvivalSumFromFirst(0.4, 2.6, 1e12, 1e-15);
    expect(many / betaSurvivalSum(0.4, 2.6, 1e12)).toBeGreaterThan(0.999);
    expect(many).toBeLessThan(betaSurvivalSum(0.4, 2.6, 1e12));
  });
});
