import { describe, expect, test } from "vitest";
import {
  bgNbd,
  compareTransactionModels,
  fitBgNbd,
  fitNbd,
  fitParetoNbd,
  nbd,
  simulateCohort,
  vuongTest,
} from "../../../../src/clv/index.ts";

const dropOut = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const { history } = simulateCohort(dropOut, { customers: 1500, age: 60, holdout: 30, seed: 3 });

describe("compareTransactionModels", () => {
  const { models, best, reasons, reasonsZh } = compareTransactionModels(history);

  test("every model once, the lowest BIC first, weights sum to 1", () => {
    expect(new Set(models.map(({ kind }) => kind)).size).toBe(models.length);
    models.forEach(({ bic, aic, fit, holdout, weight }, i) => {
      // The regularity that was chosen is a parameter, too.
      const k = fit.parameterNames.length + ("k" in fit.model ? 1 : 0);
      expect(aic).toBeCloseTo(2 * k - 2 * fit.logLikelihood, 8);
      expect(bic).toBeCloseTo(k * Math.log(1500) - 2 * fit.logLikelihood, 8);
      expect(holdout!.actual).toBe(models[0]!.holdout!.actual);
      expect(weight).toBeGreaterThanOrEqual(0);
      if (i > 0) expect(bic).toBeGreaterThanOrEqual(models[i - 1]!.bic);
    });
    expect(models.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  test("a model with drop-out is chosen where customers drop out, and the reasons say so in both languages", () => {
    expect(best).toBe("bg-nbd");
    expect(models.at(-1)!.kind).toBe("nbd");
    expect(reasons.length).toBe(reasonsZh.length);
    expect(reasons[0]).toContain("BG/NBD is chosen");
    expect(reasons[1]).toContain("do drop out");
    expect(reasonsZh[1]).toContain("存在流失");
    expect(reasons[2]).toContain("30 weeks after the split");
  });

  test("where nobody leaves the smallest model is chosen", () => {
    const endless = simulateCohort(nbd({ r: 0.8, alpha: 6, timeUnit: "week" }), { customers: 1500, age: 60, seed: 3 });
    const comparison = compareTransactionModels(endless.history);
    expect(comparison.best).toBe("nbd");
    expect(comparison.models[0]!.holdout).toBeNull();
  });

  test("some models only; an unknown one is refused", () => {
    expect(compareTransactionModels(history, { kinds: ["nbd", "nbd"] }).models.map(({ kind }) => kind)).toEqual([
      "nbd",
    ]);
    const wrong = (kinds: unknown) => () => compareTransactionModels(history, { kinds: kinds as never });
    expect(wrong(["bgnbd"])).toThrow(expect.objectContaining({ code: "bad-option" }));
    expect(wrong([])).toThrow(expect.objectContaining({ code: "empty" }));
  });
});

describe("vuongTest", () => {
  test("is antisymmetric, and finds the model that is true", () => {
    const [truth, other] = [fitBgNbd(history), fitParetoNbd(history)];
    const forward = vuongTest(truth, other, history);
    const backward = vuongTest(other, truth, history);
    expect(forward.statistic).toBeCloseTo(-backward.statistic, 12);
    expect(forward.pValue).toBeCloseTo(backward.pValue, 12);
    expect(forward.statistic).toBeGreaterThan(1);
    expect(vuongTest(truth, fitNbd(history), history).pValue).toBeLessThan(1e-4);
  });

  test("weights are repeated rows, and a model is not compared with itself", () => {
    const [truth, other] = [fitBgNbd(history), fitParetoNbd(history)];
    const weighted = vuongTest(truth, other, { ...history, weight: new Float64Array(1500).fill(1) });
    expect(weighted).toEqual(vuongTest(truth, other, history));
    expect(() => vuongTest(truth, truth, history)).toThrow(expect.objectContaining({ code: "zero-variance" }));
  });
});
