import { describe, expect, test } from "vitest";
import {
  bgNbd,
  expectedSpend,
  fitGammaGamma,
  gammaGamma,
  laplaceDraws,
  logLikelihood,
  simulateCohort,
} from "../../../../src/clv/index.ts";

const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
  customers: 600,
  age: 52,
  seed: 3,
  spend: gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 }),
});
const scaled = (by: number) => ({ ...history, meanSpend: Float64Array.from(history.meanSpend!, (mean) => mean * by) });
const fit = fitGammaGamma(scaled(1));

describe("the currency does not matter", () => {
  test.each([2 ** -600, 1e-200, 1e-100, 0.01, 7.2, 2 ** 40, 1e100, 1e200, 1e285])("times %s", (by) => {
    for (const finiteMean of [false, true]) {
      const here = fitGammaGamma(scaled(1), { finiteMean });
      const other = fitGammaGamma(scaled(by), { finiteMean });
      expect(other.converged).toBe(true);
      expect(other.model.p / here.model.p).toBeCloseTo(1, 7);
      expect(other.model.q / here.model.q).toBeCloseTo(1, 7);
      expect(other.model.gamma / by / here.model.gamma).toBeCloseTo(1, 7);
      expect(other.standardErrors!["gamma"]! / by / here.standardErrors!["gamma"]!).toBeCloseTo(1, 5);
      expect(other.intervals!["gamma"]!.lower / by / here.intervals!["gamma"]!.lower).toBeCloseTo(1, 5);
      expect(other.logLikelihood + here.customers * Math.log(by)).toBeCloseTo(here.logLikelihood, 6);
      expect(other.logLikelihood).toBeCloseTo(logLikelihood(other, scaled(by)), 6);
      expect(other.warnings).toEqual(here.warnings);
      expect(expectedSpend(other, scaled(by))[0]! / by / expectedSpend(here, scaled(1))[0]!).toBeCloseTo(1, 7);
      expect(laplaceDraws(other, { draws: 1, seed: 1 }).models[0]!.gamma / by).toBeCloseTo(
        laplaceDraws(here, { draws: 1, seed: 1 }).models[0]!.gamma,
        3,
      );
      JSON.stringify(other, (_, value) => {
        if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
        return value;
      });
    }
  });

  test("a start goes along", () => {
    const { p, q, gamma } = fit.model;
    const other = fitGammaGamma(scaled(1e200), { start: { p, q, gamma: gamma * 1e200 } });
    expect(other.model.p / p).toBeCloseTo(1, 7);
  });

  test("also where everybody spends the same", () => {
    const equal = { ...history, meanSpend: Float64Array.from(history.frequency, () => 3e200) };
    const { model, warnings } = fitGammaGamma(equal);
    expect(model.gamma / 3e200).toBeCloseTo(1, 12);
    expect(warnings.map(({ code }) => code)).toContain("zero-variance");
  });
});
