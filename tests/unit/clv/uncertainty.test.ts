import { describe, expect, test } from "vitest";
import {
  bgNbd,
  bootstrapDraws,
  customerLifetimeValue,
  expectedTransactions,
  fitBgNbd,
  fitGammaGamma,
  gammaGamma,
  jointDraws,
  laplaceDraws,
  predictionInterval,
  probabilityAlive,
  simulateCohort,
} from "../../../src/clv/index.ts";

const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const amounts = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
const { history } = simulateCohort(truth, { customers: 1500, age: 52, holdout: 26, seed: 4, spend: amounts });
const spent = { ...history, meanSpend: history.meanSpend! };
const fit = fitBgNbd(history);
const spread = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

describe("laplaceDraws", () => {
  test("draws spread as the standard errors say", () => {
    const { models } = laplaceDraws(fit, { draws: 4000, seed: 1 });
    for (const name of ["r", "alpha"] as const) {
      expect(spread(models.map((model) => model[name])) / fit.standardErrors![name]!).toBeGreaterThan(0.9);
      expect(spread(models.map((model) => model[name])) / fit.standardErrors![name]!).toBeLessThan(1.15);
    }
  });

  test("draw k depends on the seed and k alone", () => {
    const few = laplaceDraws(fit, { draws: 3, seed: 7 }).models;
    const many = laplaceDraws(fit, { draws: 9, seed: 7 }).models;
    expect(many.slice(0, 3)).toEqual(few);
    expect(laplaceDraws(fit, { draws: 3, seed: 8 }).models).not.toEqual(few);
  });

  test("a stored fit draws the same", () => {
    const loaded = JSON.parse(JSON.stringify(fit));
    expect(laplaceDraws(loaded, { draws: 2, seed: 1 }).models).toEqual(laplaceDraws(fit, { draws: 2, seed: 1 }).models);
  });

  test("a fit without a covariance is refused, with advice", () => {
    const flat = { ...fit, working: { ...fit.working, covariance: null } };
    expect(() => laplaceDraws(flat, { seed: 1 })).toThrow(/bootstrapDraws/);
  });

  test("spend, also with a finite mean", () => {
    for (const finiteMean of [false, true]) {
      const { models } = laplaceDraws(fitGammaGamma(spent, { finiteMean }), { draws: 50, seed: 1 });
      expect(models.every((model) => model.q > (finiteMean ? 1 : 0))).toBe(true);
    }
  });
});

describe("bootstrapDraws", () => {
  test("agrees with the standard errors of a right model", () => {
    const { models, method } = bootstrapDraws(fitBgNbd, history, { draws: 120, seed: 3 });
    expect(method).toBe("bootstrap");
    const ratio = spread(models.map((model) => model.r)) / fit.standardErrors!["r"]!;
    expect(ratio).toBeGreaterThan(0.75);
    expect(ratio).toBeLessThan(1.35);
  });

  test("resamples that cannot be fitted are counted", () => {
    const few = {
      frequency: [0, 0, 0, 0, 2],
      recency: [0, 0, 0, 0, 9],
      age: [30, 30, 30, 30, 30],
      timeUnit: "week",
    } as const;
    const { models, warnings } = bootstrapDraws(fitBgNbd, few, { draws: 40, seed: 3 });
    const failed = warnings.find(({ code }) => code === "refits-failed");
    expect(failed!.count! + models.length).toBe(40);
  });
});

describe("predictionInterval", () => {
  const draws = laplaceDraws(fit, { draws: 200, seed: 1 });

  test("holds for a total what it holds for each customer, and outcome is wider than expectation", () => {
    const expected = predictionInterval(draws, (model) => expectedTransactions(model, history, { horizon: 26 }));
    const outcome = predictionInterval(draws, (model) => expectedTransactions(model, history, { horizon: 26 }), {
      outcome: true,
    });
    expect(expected.outcome).toBe(false);
    expect(outcome.outcome).toBe(true);
    let wider = 0;
    for (let i = 0; i < expected.lower.length; i++) {
      expect(expected.lower[i]!).toBeLessThanOrEqual(expected.median[i]!);
      expect(expected.median[i]!).toBeLessThanOrEqual(expected.upper[i]!);
      if (outcome.upper[i]! - outcome.lower[i]! >= expected.upper[i]! - expected.lower[i]!) wider++;
    }
    expect(wider / expected.lower.length).toBeGreaterThan(0.6);
  });

  test("outcome intervals cover the holdout of the model's own customers", () => {
    const actual = history.holdout!.frequency;
    const { lower, upper } = predictionInterval(
      draws,
      (model) => expectedTransactions(model, history, { horizon: 26 }),
      { level: 0.9, outcome: true },
    );
    const covered =
      Array.from(actual).filter((value, i) => value >= lower[i]! && value <= upper[i]!).length / actual.length;
    expect(covered).toBeGreaterThan(0.88);
    const total = predictionInterval(
      draws,
      (model) => expectedTransactions(model, history, { horizon: 26 }).reduce((sum, value) => sum + value, 0),
      { level: 0.99, outcome: true },
    );
    const sum = Array.from(actual).reduce((all, value) => all + value, 0);
    expect(sum).toBeGreaterThan(total.lower);
    expect(sum).toBeLessThan(total.upper);
  });

  test("a value needs both models: joint draws, expectation and outcome", () => {
    const joint = jointDraws({
      transactions: draws,
      spend: laplaceDraws(fitGammaGamma(spent), { draws: 200, seed: 2 }),
    });
    const options = { annualDiscountRate: 0.1, margin: 0.3, horizon: 26 };
    const total = predictionInterval(joint, (models) => customerLifetimeValue(models, history, options).total);
    const outcome = predictionInterval(joint, (models) => customerLifetimeValue(models, history, options).total, {
      outcome: true,
    });
    const point = customerLifetimeValue({ transactions: fit, spend: fitGammaGamma(spent) }, history, options).total;
    expect(total.lower).toBeLessThan(point);
    expect(total.upper).toBeGreaterThan(point);
    expect(outcome.mean / total.mean).toBeCloseTo(1, 1);
    expect(outcome.upper - outcome.lower).toBeGreaterThan(total.upper - total.lower);
  });

  test("a probability has no outcome", () => {
    expect(() => predictionInterval(draws, (model) => probabilityAlive(model, history), { outcome: true })).toThrow(
      /has/,
    );
    expect(() => predictionInterval(draws, () => 1, { level: 1 })).toThrow(
      expect.objectContaining({ code: "out-of-range" }),
    );
  });
});
