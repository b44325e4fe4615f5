/** The hierarchical samplers on simulated cohorts: recovery, agreement with other ways to the same posterior, and their contract. */
import { describe, expect, test } from "vitest";
import {
  expectedTransactions,
  fitParetoNbd,
  type HierarchicalSample,
  type PurchaseHistory,
  paretoNbd,
  predictionInterval,
  probabilityAlive,
  sampleAbe,
  sampleParetoGgg,
  sampleParetoNbd,
  samplePosterior,
  selectRows,
  simulateCohort,
} from "../../../../src/clv/index.ts";
import { randomStream } from "../../../../src/numeric/random.ts";

const truth = paretoNbd({ r: 0.9, alpha: 6, s: 0.8, beta: 20, timeUnit: "week" });
const cohort = simulateCohort(truth, { customers: 150, age: 40, holdout: 20, seed: 5 }).history;
const quick = { draws: 60, thin: 3, warmUp: 150, seed: 1, horizon: 20 };
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const meanOf = <P>(sample: HierarchicalSample<P>, parameter: (model: P) => number): number =>
  sum(sample.population.models.map(parameter)) / sample.population.models.length;
/** Mean distance from `expected` in standard deviations of the draws. */
function off<P>(sample: HierarchicalSample<P>, parameter: (model: P) => number, expected: number): number {
  const mean = meanOf(sample, parameter);
  const variance = meanOf(sample, (model) => (parameter(model) - mean) ** 2);
  return Math.abs(mean - expected) / Math.sqrt(variance);
}

/** A cohort that is simulated customer by customer: gaps from `gap`, lifetimes at the rate given. */
function simulated(
  customers: number,
  age: number,
  seed: number,
  draw: (stream: ReturnType<typeof randomStream>, i: number) => { gap: () => number; mu: number },
): PurchaseHistory & { readonly logGapSum: Float64Array } {
  const column = (): Float64Array => new Float64Array(customers);
  const history = { frequency: column(), recency: column(), age: column().fill(age), logGapSum: column() };
  for (let i = 0; i < customers; i++) {
    const stream = randomStream(seed, i);
    const { gap, mu } = draw(stream, i);
    const end = Math.min(age, stream.exponential() / mu);
    for (let last = 0, next = gap(); next <= end; last = next, next += gap()) {
      history.frequency[i]!++;
      history.recency[i] = next;
      history.logGapSum[i]! += Math.log(next - last);
    }
  }
  return { ...history, timeUnit: "week" };
}

describe("sampleParetoNbd", () => {
  const sample = sampleParetoNbd(cohort, { ...quick, draws: 400, thin: 4, warmUp: 300 });

  test("is the posterior that samplePosterior draws from another way", () => {
    const other = samplePosterior(fitParetoNbd(cohort), cohort, { draws: 400, chains: 1, warmUp: 100, seed: 3 });
    for (const name of ["r", "alpha", "s", "beta"] as const) {
      const logs = sample.population.models.map((model) => Math.log(model[name])).sort((a, b) => a - b);
      const others = other.models.map((model) => Math.log(model[name])).sort((a, b) => a - b);
      const spread = logs[Math.floor(0.84 * logs.length)]! - logs[Math.floor(0.16 * logs.length)]!;
      for (const share of [0.16, 0.5, 0.84]) {
        const distance = logs[Math.floor(share * logs.length)]! - others[Math.floor(share * others.length)]!;
        expect(Math.abs(distance), `${name} at ${share}`).toBeLessThan(0.25 * spread);
      }
    }
  });

  test("finds the parameters again, and agrees with the fit where data are many", () => {
    for (const name of ["r", "alpha"] as const)
      expect(off(sample, (model) => model[name], truth[name])).toBeLessThan(3);
    const fit = fitParetoNbd(cohort);
    const expected = sum(expectedTransactions(fit, cohort, { horizon: 20 }));
    expect(Math.abs(sum(sample.customers.expectedTransactions!) / expected - 1)).toBeLessThan(0.06);
  });

  test("the customers' own summaries are those of the population draws", () => {
    const { models } = sample.population;
    const alive = sum(models.map((model) => sum(probabilityAlive(model, cohort)))) / models.length;
    const ahead = sum(models.map((model) => sum(expectedTransactions(model, cohort, { horizon: 20 })))) / models.length;
    expect(Math.abs(sum(sample.customers.probabilityAlive) / alive - 1)).toBeLessThan(0.01);
    expect(Math.abs(sum(sample.customers.expectedTransactions!) / ahead - 1)).toBeLessThan(0.01);
    const interval = predictionInterval(sample.population, (model) =>
      sum(expectedTransactions(model, cohort, { horizon: 20 })),
    );
    expect(interval.lower).toBeLessThan(ahead);
    expect(interval.upper).toBeGreaterThan(ahead);
  });

  test("a weight counts customers", () => {
    const twice = { draws: 10, thin: 1, warmUp: 20, chains: 1, seed: 1 };
    const doubled = sampleParetoNbd(
      selectRows(cohort, [...cohort.frequency.keys(), ...cohort.frequency.keys()]),
      twice,
    );
    const weighted = sampleParetoNbd({ ...cohort, weight: new Float64Array(150).fill(2) }, twice);
    expect(weighted.population.models[0]).toEqual(doubled.population.models[0]);
    expect(weighted.customers.purchaseRate.length).toBe(150);
  });
});

describe("sampleAbe", () => {
  const visits = Float64Array.from({ length: 200 }, (_, i) => (i % 5) * 10);
  const plain = simulated(200, 50, 11, (stream, i) => {
    const lambda = Math.exp(-2 + 0.03 * visits[i]! + 0.6 * stream.normal());
    return { gap: () => stream.exponential() / lambda, mu: Math.exp(-3.5 + 0.8 * stream.normal()) };
  });
  const history = { ...plain, covariates: { visits, again: visits.map((v) => 2 * v + 1), same: visits.map(() => 3) } };

  test("finds coefficients and variances again", () => {
    const sample = sampleAbe(history, { ...quick, covariates: ["visits"] });
    expect(off(sample, (model) => model.purchase["visits"]!, 0.03)).toBeLessThan(3);
    expect(off(sample, (model) => model.purchase["intercept"]!, -2)).toBeLessThan(3);
    expect(off(sample, (model) => model.attrition["visits"]!, 0)).toBeLessThan(3);
    expect(off(sample, (model) => Math.log(model.purchaseVariance), Math.log(0.36))).toBeLessThan(3);
    expect(meanOf(sample, (model) => model.purchase["visits"]!)).toBeGreaterThan(0.015);
    expect(Object.keys(sample.diagnostics)).toEqual([
      "purchase.intercept",
      "purchase.visits",
      "attrition.intercept",
      "attrition.visits",
      "purchaseVariance",
      "covariance",
      "attritionVariance",
    ]);
    expect(sample.acceptanceRate).toBeGreaterThan(0.2);
    expect(sample.acceptanceRate).toBeLessThan(0.4);
  });

  test("refuses covariates that say nothing, or the same twice", () => {
    const call =
      (covariates: readonly string[], data: PurchaseHistory = history) =>
      () =>
        sampleAbe(data, { ...quick, covariates });
    expect(call(["same"])).toThrow(/history.covariates.same/);
    expect(call(["visits", "again"])).toThrow(/history.covariates.again/);
    expect(call(["visits", "visits"])).toThrow(/history.covariates.visits/);
    expect(call(["income"])).toThrow(/history.covariates.income/);
    expect(call(["visits"], plain)).toThrow(/history.covariates.visits/);
    expect(call([""])).toThrow(/options.covariates\[0\]/);
    expect(call({ visits } as never)).toThrow(/options.covariates/);
    expect(call(["intercept"], { ...plain, covariates: { intercept: visits } })).toThrow(/another name/);
    expect(() => sampleAbe({ ...history, weight: new Float64Array(200).fill(2) }, quick)).toThrow(/weight\[0\]/);
  });
});

describe("sampleParetoGgg", () => {
  const history = simulated(80, 50, 12, (stream) => {
    const lambda = stream.gamma(3) / 8;
    const k = 0.5 + stream.gamma(8) / 2;
    return { gap: () => stream.gamma(k) / (k * lambda), mu: stream.gamma(1.5) / 60 };
  });

  test("sees the rhythm, and that random buyers have none", () => {
    const sample = sampleParetoGgg(history, quick);
    expect(off(sample, (model) => model.t / model.gamma, 4.5)).toBeLessThan(3);
    expect(off(sample, (model) => model.r / model.alpha, 3 / 8)).toBeLessThan(3);
    expect(off(sample, (model) => Math.log(model.s / model.beta), Math.log(1.5 / 60))).toBeLessThan(3);
    const random = sampleParetoGgg(
      simulateCohort(paretoNbd({ r: 3, alpha: 8, s: 1.5, beta: 60, timeUnit: "week" }), {
        customers: 80,
        age: 50,
        seed: 2,
      }).history,
      { ...quick, chains: 1, horizon: undefined },
    );
    expect(Math.abs(meanOf(random, (model) => model.t / model.gamma) - 1)).toBeLessThan(0.3);
  });

  test("asks for gaps, in the history's unit", () => {
    const { logGapSum: _, ...without } = history;
    expect(() => sampleParetoGgg(without, quick)).toThrow(/logGapSum/);
    expect(() => sampleParetoGgg({ ...history, logGapSum: history.logGapSum.map((v) => v + 40) }, quick)).toThrow(
      /time unit/,
    );
  });
});

describe("every sampler", () => {
  const small = selectRows(
    cohort,
    Array.from({ length: 20 }, (_, i) => i),
  );
  const short = { draws: 20, thin: 2, warmUp: 30, seed: 9, horizon: 10, keepCustomerDraws: true };
  for (const [name, run] of [
    ["sampleParetoNbd", sampleParetoNbd],
    ["sampleAbe", sampleAbe],
    ["sampleParetoGgg", sampleParetoGgg],
  ] as const) {
    test(`${name}: chain k depends on seed and k alone; means are those of the draws`, () => {
      const one = run(small, { ...short, chains: 1 });
      const two = run(small, { ...short, chains: 2 });
      expect(two.population.models.slice(0, 20)).toEqual(one.population.models);
      expect(two.population.models[20]).not.toEqual(two.population.models[0]);
      expect(run(small, { ...short, chains: 2, seed: 10 }).population.models[0]).not.toEqual(one.population.models[0]);
      expect(JSON.parse(JSON.stringify(one.population))).toEqual(one.population);
      const { customerDraws, customers } = two;
      expect(Object.keys(customerDraws!)).toEqual(Object.keys(customers));
      for (const column of Object.keys(customers) as (keyof typeof customers)[]) {
        const draws = customerDraws![column]!;
        expect(draws.length).toBe(40);
        expect(customers[column]![7]).toBeCloseTo(sum(draws.map((draw) => draw[7]!)) / 40, 10);
      }
      expect(two.warnings.map(({ code }) => code)).toContain("few-effective-draws");
      expect(run(small, { draws: 10, thin: 1, warmUp: 5, seed: 1 }).customers.probabilityActive).toBeUndefined();
    });

    test(`${name}: wrong options`, () => {
      for (const wrong of [
        { draws: 0 },
        { chains: 1.5 },
        { warmUp: -1 },
        { thin: 0 },
        { horizon: -1 },
        { seed: 0.5 },
      ]) {
        expect(() => run(small, { ...short, ...wrong })).toThrow(new RegExp(Object.keys(wrong)[0]!));
      }
      expect(() => run(small, { ...short, draws: 2, thin: 2 })).toThrow(/10 steps/);
      expect(() => run(small, { ...short, draws: 1e7 })).toThrow(/keepCustomerDraws/);
      const silent = { ...small, frequency: new Float64Array(20), recency: new Float64Array(20) };
      expect(() => run(silent, short)).toThrow(/repeat/);
    });
  }
});
