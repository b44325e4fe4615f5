import { describe, expect, test } from "vitest";
import {
  bgNbd,
  bootstrapDraws,
  customerLifetimeValue,
  discountedExpectedTransactions,
  expectedSpend,
  expectedTransactions,
  fitBgNbd,
  fitGammaGamma,
  gammaGamma,
  jointDraws,
  laplaceDraws,
  medianSpend,
  newCustomer,
  parseModel,
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

describe("laplaceDraws at a limit", () => {
  // Customers who do not differ in their rates: r and alpha run to infinity.
  const poisson = bgNbd({ r: 1e7, alpha: 4e7, a: 0.8, b: 3, timeUnit: "week" });
  const alike = simulateCohort(poisson, { customers: 800, age: 52, seed: 2 }).history;
  const onRidge = fitBgNbd(alike);
  const codes = (warnings: readonly { readonly code: string }[]) => warnings.map(({ code }) => code);

  test("the fit says so once, and gives no errors of parameters that mean nothing", () => {
    expect(codes(onRidge.warnings)).toEqual(["no-overdispersion"]);
    expect(onRidge.converged).toBe(true);
    expect(Object.keys(onRidge.standardErrors!)).toEqual(["a", "b"]);
    expect(Object.keys(onRidge.intervals!)).toEqual(["a", "b"]);
    expect(onRidge.covariance).toBeNull();
    expect(Math.abs(onRidge.model.a - 0.8)).toBeLessThan(3 * onRidge.standardErrors!["a"]!);
  });

  test("draws stay there, keep the mean rate, and warn", () => {
    const { models, warnings } = laplaceDraws(onRidge, { draws: 400, seed: 1 });
    expect(codes(warnings)).toEqual(["no-overdispersion", "draws-at-limit"]);
    const rates = models.map(({ r, alpha }) => r / alpha);
    expect(rates.reduce((sum, rate) => sum + rate, 0) / rates.length / 0.25).toBeCloseTo(1, 1);
    expect(spread(rates)).toBeLessThan(0.02);
    expect(spread(rates)).toBeGreaterThan(0.002);
  });

  test("intervals agree with the bootstrap", () => {
    const verb = (model: typeof poisson) => expectedTransactions(model, newCustomer(), { horizon: 26 });
    const laplace = predictionInterval(laplaceDraws(onRidge, { draws: 400, seed: 1 }), verb);
    const bootstrap = predictionInterval(bootstrapDraws(fitBgNbd, alike, { draws: 100, seed: 1 }), verb);
    expect((laplace.upper - laplace.lower) / (bootstrap.upper - bootstrap.lower)).toBeGreaterThan(0.7);
    expect((laplace.upper - laplace.lower) / (bootstrap.upper - bootstrap.lower)).toBeLessThan(1.4);
    expect(laplace.median / bootstrap.median).toBeCloseTo(1, 1);
  });

  const spreadOver = (deviation: number) => ({
    ...fit,
    working: {
      ...fit.working,
      covariance: fit.working.covariance!.map((row, i) => row.map((_, j) => (i === j ? deviation ** 2 : 0))),
    },
  });

  test("what is hardly determined is warned of, and what is not at all is refused", () => {
    expect(codes(laplaceDraws(spreadOver(3), { draws: 5, seed: 1 }).warnings)).toContain("wide-draws");
    expect(() => laplaceDraws(spreadOver(9), { draws: 5, seed: 1 })).toThrow(
      expect.objectContaining({ code: "singular", message: expect.stringContaining("bootstrapDraws") }),
    );
  });

  test("draws beyond the range of numbers are counted, and keep their mean rate", () => {
    const wide = spreadOver(0.1);
    wide.working.covariance[0]![0] = 16;
    const [, rate, logit, precision] = fit.working.estimate;
    // exp(705) is almost the largest number there is.
    const far = { ...wide, working: { ...wide.working, estimate: [705, rate!, logit!, precision!] } };
    const { models, warnings } = laplaceDraws(far, { draws: 50, seed: 1 });
    const clipped = warnings.find(({ code }) => code === "draws-clipped")!;
    expect(clipped.count).toBeGreaterThan(5);
    expect(clipped.count).toBeLessThan(45);
    expect(new Set(models.map(({ r }) => r)).size).toBe(50);
    const point = fit.model.r / fit.model.alpha;
    for (const { r, alpha } of models) expect(Math.abs(Math.log(r / alpha / point))).toBeLessThan(0.5);
  });
});

describe("jointDraws", () => {
  const purchases = (seed: number) => laplaceDraws(fit, { draws: 300, seed });
  const correlation = (a: readonly number[], b: readonly number[]) => {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [ma, mb] = [mean(a), mean(b)];
    return mean(a.map((value, i) => (value - ma) * (b[i]! - mb))) / (spread(a) * spread(b));
  };

  test("a purchase and a spend model with the same seed are independent", () => {
    const { models } = jointDraws({
      one: purchases(1),
      two: laplaceDraws(fitGammaGamma(spent), { draws: 300, seed: 1 }),
    });
    const first = models.map(({ one }) => Math.log(one.r));
    for (const name of ["p", "q", "gamma"] as const) {
      expect(
        Math.abs(
          correlation(
            first,
            models.map(({ two }) => Math.log(two[name])),
          ),
        ),
      ).toBeLessThan(0.2);
    }
  });

  test("two models of a kind need seeds of their own", () => {
    expect(() => jointDraws({ one: purchases(1), two: purchases(1) })).toThrow(
      expect.objectContaining({ code: "bad-option", path: "parts.two.seed" }),
    );
    expect(jointDraws({ one: purchases(1), two: purchases(2) }).models.length).toBe(300);
  });
});

describe("bootstrapDraws", () => {
  test("refits that did not converge are kept and counted", () => {
    const stopped = (data: typeof history) => ({ ...fitBgNbd(data), converged: false });
    const { models, warnings } = bootstrapDraws(stopped, history, { draws: 3, seed: 1 });
    expect(models.length).toBe(3);
    expect(warnings).toContainEqual(expect.objectContaining({ code: "refits-not-converged", count: 3 }));
  });

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

  test("the outcome of a compressed row is that of its customers", () => {
    const customer = { frequency: 2, recency: 30, age: 38, meanSpend: 40 };
    const column = (value: number, rows: number) => new Array<number>(rows).fill(value);
    const rows = (count: number) => ({
      frequency: column(customer.frequency, count),
      recency: column(customer.recency, count),
      age: column(customer.age, count),
      meanSpend: column(customer.meanSpend, count),
      timeUnit: "week" as const,
    });
    const compressed = { ...rows(1), weight: [400] };
    const same = { models: new Array(200).fill({ transactions: truth, spend: amounts }), method: "posterior" } as const;
    const total = (data: typeof compressed | ReturnType<typeof rows>) =>
      predictionInterval(
        { ...same, seed: 1, warnings: [] },
        (models: { readonly transactions: typeof truth; readonly spend: typeof amounts }) =>
          customerLifetimeValue(models, data, { annualDiscountRate: 0.1, margin: 0.3, horizon: 52 }).total,
        { outcome: true },
      );
    const [one, many] = [total(compressed), total(rows(400))];
    expect((one.upper - one.lower) / (many.upper - many.lower)).toBeGreaterThan(0.75);
    expect((one.upper - one.lower) / (many.upper - many.lower)).toBeLessThan(1.33);
    expect(one.mean / many.mean).toBeCloseTo(1, 1);
    expect(() => total({ ...compressed, weight: [2.5] })).toThrow(
      expect.objectContaining({ code: "bad-option", path: "history.weight[0]" }),
    );
  });

  test("the mark of an outcome survives a copy, and a wrapped or a joint model", () => {
    const customer = { frequency: 4, recency: 20, age: 30 };
    const wide = (verb: (model: typeof truth) => number) => {
      const { lower, upper } = predictionInterval(draws, verb, { outcome: true });
      return upper - lower;
    };
    const plain = wide((model) => expectedTransactions(model, customer, { horizon: 26 }));
    expect(plain).toBeGreaterThan(2);
    expect(wide((model) => expectedTransactions({ ...model }, customer, { horizon: 26 }))).toBe(plain);
    expect(wide((model) => expectedTransactions({ model }, customer, { horizon: 26 }))).toBe(plain);
  });

  test("an outcome that nothing draws is an error, not an expectation", () => {
    const refused = (verb: (model: typeof truth) => number) =>
      expect(() => predictionInterval(draws, verb, { outcome: true })).toThrow(
        expect.objectContaining({ code: "bad-option", path: "options.outcome" }),
      );
    refused((model) => probabilityAlive(model, { frequency: 4, recency: 20, age: 30 }));
    refused((model) => expectedTransactions(parseModel(model) as typeof truth, newCustomer(), { horizon: 26 }));
    refused(() => 1);
    const spend = laplaceDraws(fitGammaGamma(spent), { draws: 5, seed: 1 });
    for (const verb of [expectedSpend, medianSpend]) {
      expect(() => predictionInterval(spend, (model) => verb(model, newCustomer()), { outcome: true })).toThrow(
        expect.objectContaining({ code: "bad-option", path: "options.outcome" }),
      );
    }
    const joint = jointDraws({ transactions: draws, spend });
    expect(() =>
      predictionInterval(
        joint,
        (models) =>
          discountedExpectedTransactions(models.transactions, newCustomer(), { annualDiscountRate: 0.1 }) *
          expectedSpend(models.spend, newCustomer()),
        { outcome: true },
      ),
    ).toThrow(expect.objectContaining({ code: "bad-option", path: "options.outcome" }));
  });

  test("draws of spend alone give outcomes of a value, the first purchase among them", () => {
    const spend = laplaceDraws(fitGammaGamma(spent), { draws: 400, seed: 1 });
    const options = { annualDiscountRate: 0.1, margin: 1, horizon: 0, includeFirstPurchase: true };
    const value = (outcome: boolean) =>
      predictionInterval(
        spend,
        (model) => customerLifetimeValue({ transactions: truth, spend: model }, newCustomer(), options).values,
        { outcome },
      );
    // Nothing but one purchase: its amount varies far more than its mean is uncertain.
    expect(value(true).upper - value(true).lower).toBeGreaterThan(5 * (value(false).upper - value(false).lower));
    expect(value(true).mean / value(false).mean).toBeGreaterThan(0.85);
    expect(value(true).mean / value(false).mean).toBeLessThan(1.15);
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
