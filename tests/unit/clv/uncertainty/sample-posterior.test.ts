import { describe, expect, test } from "vitest";
import {
  bgNbd,
  expectedTransactions,
  fitBgNbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  laplaceDraws,
  mbgNbd,
  nbd,
  paretoNbd,
  predictionInterval,
  samplePosterior,
  simulateCohort,
  type TransactionModel,
} from "../../../../src/clv/index.ts";

const cohort = (model: TransactionModel, customers: number) =>
  simulateCohort(model, { customers, age: 78, seed: 11 }).history;

describe("samplePosterior", () => {
  test.each([
    ["nbd", nbd({ r: 0.8, alpha: 6, timeUnit: "week" }), fitNbd],
    ["bg-nbd", bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), fitBgNbd],
    ["mbg-nbd", mbgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), fitMbgNbd],
    ["pareto-nbd", paretoNbd({ r: 0.8, alpha: 6, s: 0.9, beta: 20, timeUnit: "week" }), fitParetoNbd],
  ] as const)("%s: with many customers it is the normal approximation around the estimate", (_, truth, fitter) => {
    const history = cohort(truth, 700);
    const fit = fitter(history);
    const draws = samplePosterior(fit as never, history, { draws: 100, chains: 2, warmUp: 100, seed: 1 });
    expect(draws.models.length).toBe(200);
    for (const name of fit.parameterNames) {
      const values = draws.models.map((model) => (model as unknown as Record<string, number>)[name]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      const estimate = (fit.model as unknown as Record<string, number>)[name]!;
      const error = fit.standardErrors![name]!;
      expect(Math.abs(mean - estimate) / error, name).toBeLessThan(1);
      expect(spread / error, name).toBeGreaterThan(0.6);
      expect(spread / error, name).toBeLessThan(2);
      expect(draws.diagnostics[name]!.rHat, name).toBeLessThan(1.1);
    }
  });

  test("its draws serve any verb, as Laplace draws do", () => {
    const history = cohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), 2000);
    const fit = fitBgNbd(history);
    const verb = (model: TransactionModel) =>
      expectedTransactions(model, { frequency: 3, recency: 20, age: 30 }, { horizon: 52 });
    const posterior = predictionInterval(samplePosterior(fit, history, { draws: 100, chains: 2, seed: 1 }), verb);
    const laplace = predictionInterval(laplaceDraws(fit, { draws: 500, seed: 1 }), verb);
    expect(Math.abs(posterior.mean / laplace.mean - 1)).toBeLessThan(0.03);
    expect(posterior.lower).toBeLessThan(laplace.mean);
    expect(posterior.upper).toBeGreaterThan(laplace.mean);
  });

  test("where the data say nothing the prior holds, and the draws stay finite", () => {
    const history = cohort(nbd({ r: 0.8, alpha: 6, timeUnit: "week" }), 60);
    const fit = fitParetoNbd(history);
    const { models } = samplePosterior(fit, history, { draws: 40, chains: 2, warmUp: 100, seed: 1 });
    for (const { r, alpha, s, beta } of models) {
      for (const value of [r, alpha, s, beta]) expect(Number.isFinite(value) && value > 0).toBe(true);
      expect(s).toBeLessThan(1e4);
    }
  });

  test("same seed, same draws; another seed, others", () => {
    const history = cohort(nbd({ r: 0.8, alpha: 6, timeUnit: "week" }), 300);
    const fit = fitNbd(history);
    const draw = (seed: number) => samplePosterior(fit, history, { draws: 20, chains: 2, warmUp: 20, seed }).models;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test("wrong calls say what is wrong", () => {
    const history = cohort(nbd({ r: 0.8, alpha: 6, timeUnit: "week" }), 300);
    const fit = fitNbd(history);
    const wrong = (code: string, options: object, data: typeof history = history, subject: unknown = fit) =>
      expect(() => samplePosterior(subject as never, data, { seed: 1, ...options })).toThrow(
        expect.objectContaining({ code }),
      );
    wrong("out-of-range", { draws: 9 });
    wrong("out-of-range", { chains: 0 });
    wrong("length-mismatch", { priors: [{ mean: 0, standardDeviation: 1 }] });
    wrong("out-of-range", {
      priors: [
        { mean: 0, standardDeviation: 1 },
        { mean: 0, standardDeviation: 0 },
      ],
    });
    wrong("length-mismatch", {}, cohort(nbd({ r: 0.8, alpha: 6, timeUnit: "week" }), 299));
    wrong("unknown-kind", {}, history, { model: fit.model });
  });
});
