import { describe, expect, test } from "vitest";
import { fitNbd, fitParetoNbd, likelihoodRatioTest, nbd, paretoNbd, simulateCohort } from "../../../src/clv/index.ts";

const summary = (logLikelihood: number, parameters: number) => ({
  logLikelihood,
  customers: 100,
  parameterNames: Array.from({ length: parameters }, (_, i) => `p${i}`),
});

describe("likelihoodRatioTest", () => {
  test("a gain of 1.92 with one parameter more is the edge of 5 %", () => {
    const test = likelihoodRatioTest(summary(-100, 2), summary(-100 + 1.920729410347062, 3));
    expect(test.degreesOfFreedom).toBe(1);
    expect(test.pValue).toBeCloseTo(0.05, 10);
    expect(likelihoodRatioTest(summary(-100, 2), summary(-97, 4)).pValue).toBeCloseTo(Math.exp(-3), 12);
  });

  test("on the boundary the chance is halved; without any gain it is 1", () => {
    const [low, high] = [summary(-100, 2), summary(-98, 3)];
    const half = likelihoodRatioTest(low, high, { boundary: true }).pValue;
    expect(half).toBeCloseTo(0.5 * likelihoodRatioTest(low, high).pValue, 14);
    expect(likelihoodRatioTest(low, summary(-100, 3), { boundary: true })).toMatchObject({ statistic: 0, pValue: 1 });
  });

  test("a larger model with a lower likelihood was not maximised", () => {
    const { statistic, warnings } = likelihoodRatioTest(summary(-100, 2), summary(-101, 3));
    expect(statistic).toBe(0);
    expect(warnings.map(({ code }) => code)).toEqual(["likelihood-fell"]);
  });

  test("attrition is found where there is some, and rarely where there is none", () => {
    const pValue = (truth: Parameters<typeof simulateCohort>[0], seed: number): number => {
      const { history } = simulateCohort(truth, { customers: 500, age: 52, seed });
      return likelihoodRatioTest(fitNbd(history), fitParetoNbd(history), { boundary: true, degreesOfFreedom: 1 })
        .pValue;
    };
    expect(pValue(paretoNbd({ r: 0.8, alpha: 6, s: 0.6, beta: 12, timeUnit: "week" }), 1)).toBeLessThan(1e-6);
    const none = Array.from({ length: 12 }, (_, seed) => pValue(nbd({ r: 0.8, alpha: 6, timeUnit: "week" }), seed));
    expect(none.filter((chance) => chance < 0.05).length).toBeLessThan(4);
  });

  test.each([
    [undefined, summary(-1, 2), "not-finite"],
    [summary(-1, 2), summary(-1, 2), "out-of-range"],
    [summary(-1, 2), { ...summary(-1, 3), customers: 99 }, "length-mismatch"],
  ])("wrong calls", (smaller, larger, code) => {
    expect(() => likelihoodRatioTest(smaller as never, larger)).toThrow(expect.objectContaining({ code }));
  });
});
