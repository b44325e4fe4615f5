import { describe, expect, test } from "vitest";
import { likelihoodRows } from "../../../../src/clv/history/likelihood-rows.ts";
import {
  bgNbd,
  bootstrapDraws,
  customerLifetimeValue,
  expectedSpend,
  fitFrequencyGammaGamma,
  fitGammaGamma,
  fitNormalNormal,
  fitShiftedGammaGamma,
  frequencyGammaGamma,
  gammaGamma,
  laplaceDraws,
  likelihoodRatioTest,
  logLikelihood,
  medianSpend,
  newCustomer,
  normalNormal,
  type PurchaseHistory,
  parseModel,
  predictionInterval,
  type SpendModel,
  shiftedGammaGamma,
  simulateCohort,
  simulateTransactions,
  spendDependence,
  spendShrinkage,
  trendGammaGamma,
  type WithSpend,
} from "../../../../src/clv/index.ts";
import { finiteMeanTransform, gammaGammaTransform } from "../../../../src/clv/spend/fit-gamma-gamma.ts";
import {
  amountShares,
  gammaGammaLikelihood,
  withAmountShares,
} from "../../../../src/clv/spend/gamma-gamma-likelihood.ts";
import { normalNormalLikelihood, normalRows } from "../../../../src/clv/spend/normal-normal-likelihood.ts";
import { shiftedGammaGammaLikelihood } from "../../../../src/clv/spend/shifted-gamma-gamma-likelihood.ts";
import { spendRows } from "../../../../src/clv/spend/spend-rows.ts";
import { trendGammaGammaLikelihood } from "../../../../src/clv/spend/trend-gamma-gamma-likelihood.ts";
import { modelSchema } from "../../../../src/schema/index.ts";
import { curvatureAt, type LogLikelihood } from "../../../../src/statistics/maximum-likelihood.ts";

const purchases = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
type Spending = PurchaseHistory & WithSpend;
const cohort = (spend: SpendModel, customers = 1500, seed = 1): Spending =>
  simulateCohort(purchases, { customers, age: 52, seed, spend }).history as Spending;
const codes = (warnings: readonly { readonly code: string }[]) => warnings.map(({ code }) => code);
const truths = {
  gg: gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 }),
  shifted: shiftedGammaGamma({ p: 3, q: 4, gamma: 30, shift: -20 }),
  normal: normalNormal({ mu: 5, sigma: 20, tau: 10 }),
  frequency: frequencyGammaGamma({ p: 6, q: 4, gamma: 15, slope: 0.3 }),
};
const histories = {
  gg: cohort(truths.gg),
  shifted: cohort(truths.shifted),
  normal: cohort(truths.normal),
  frequency: cohort(truths.frequency),
};

describe("likelihoods have the gradients that they give", () => {
  const rows = likelihoodRows(
    [1, 2, 2, 7, 40],
    [[12, 3, 80, 31, 5], [1, 2, 3, 7, 40].map(Math.log1p)],
    [1, 2, 1, 1, 3],
  );
  const means = { ...rows, columns: [rows.columns[0]!] };
  const columns = spendRows({
    frequency: [1, 2, 4],
    recency: [1, 2, 3],
    age: [4, 4, 4],
    timeUnit: "week",
    meanSpend: [12, 3, 80],
    spendLogDeviation: [0, 0.3, null],
    spendDeviation: [0, 2, 31],
  });
  const cases: readonly (readonly [string, LogLikelihood, number[]])[] = [
    ["means", gammaGammaLikelihood(means), [6, 4, 15]],
    ["means, nearly without variation", gammaGammaLikelihood(means), [3e4, 4, 0.003]],
    ["frequency", gammaGammaLikelihood(rows), [6, 4, 15, 0.3]],
    [
      "each amount",
      withAmountShares(gammaGammaLikelihood(means), amountShares(columns, [2, 1, 1], [0, 1, 2], 4)),
      [6, 4, 15],
    ],
    ["shifted", shiftedGammaGammaLikelihood(means, 2.9), [3, 4, 30, -20]],
    ["shifted, far out", shiftedGammaGammaLikelihood(means, 2.9), [3e6, 4e6, 30_000, -20_000]],
    ["normal", normalNormalLikelihood(normalRows(columns, [2, 1, 1], [0, 1, 2], 10, 4, true)), [0.3, 2, 0.7]],
    [
      "trend",
      trendGammaGammaLikelihood({
        offsets: Float64Array.of(0, 1, 4),
        gap: Float64Array.of(0, 0, 3, 20),
        amount: Float64Array.of(12, 3, 80, 31),
        weight: Float64Array.of(2, 1),
        customers: 3,
        amounts: 5,
      }),
      [6, 4, 15, 9],
    ],
  ];
  test.each(cases)("%s", (_, likelihood, at) => {
    const gradient = new Float64Array(at.length);
    likelihood(Float64Array.from(at), gradient);
    const slopes = Array.from(gradient);
    at.forEach((centre, i) => {
      const step = 1e-5 * Math.abs(centre);
      const value = (by: number) =>
        likelihood(
          Float64Array.from(at, (entry, j) => (j === i ? entry + by : entry)),
          gradient,
        );
      const difference = (8 * (value(step) - value(-step)) - (value(2 * step) - value(-2 * step))) / (12 * step);
      expect(Math.abs(slopes[i]! - difference) * Math.abs(centre)).toBeLessThan(
        1e-6 * (1 + Math.abs(centre * difference)),
      );
    });
  });

  test.each([
    ["any mean", gammaGammaTransform],
    ["a finite mean", finiteMeanTransform],
  ])("second derivatives, in the space of %s", (_, transform) => {
    const likelihood = gammaGammaLikelihood(means);
    expect(likelihood.curved).toBe(true);
    expect(gammaGammaLikelihood(rows).curved).toBeUndefined();
    for (const natural of [
      [6, 4, 15],
      [300, 2.5, 0.4],
    ]) {
      const point = new Float64Array(3);
      transform.toWorking(natural, point, 0);
      const target = { logLikelihood: likelihood, transform, customers: 8 };
      const { gradient, information } = curvatureAt(target, point);
      const plain = { ...target, logLikelihood: (at: Float64Array, slopes: Float64Array) => likelihood(at, slopes) };
      const differences = curvatureAt(plain, point);
      expect(gradient).toEqual(differences.gradient);
      information.forEach((row, i) => {
        row.forEach((entry, j) => {
          expect(Math.abs(entry - differences.information[i]![j]!)).toBeLessThan(1e-6 * (1 + Math.abs(entry)));
        });
      });
    }
  });
});

describe("each model contains a simpler one", () => {
  const customers: PurchaseHistory = histories.gg;
  test("a shift of 0 is gamma-gamma", () => {
    const shifted = shiftedGammaGamma({ ...truths.gg, shift: 0 });
    expect(expectedSpend(shifted, customers)).toEqual(expectedSpend(truths.gg, customers));
    expect(medianSpend(shifted, customers)).toEqual(medianSpend(truths.gg, customers));
    expect(Math.abs(logLikelihood(shifted, customers) / logLikelihood(truths.gg, customers) - 1)).toBeLessThan(1e-13);
    const [fit, plain] = [fitShiftedGammaGamma(histories.gg, { shift: 0 }), fitGammaGamma(histories.gg)];
    expect(fit.model).toEqual({ ...plain.model, kind: "shifted-gamma-gamma", shift: 0 });
    expect(fit.logLikelihood).toBe(plain.logLikelihood);
    expect(fitShiftedGammaGamma(histories.gg).logLikelihood).toBeGreaterThanOrEqual(plain.logLikelihood);
  });

  test("a slope of 0 is gamma-gamma", () => {
    const flat = frequencyGammaGamma({ ...truths.gg, slope: 0 });
    expect(Math.abs(logLikelihood(flat, customers) / logLikelihood(truths.gg, customers) - 1)).toBeLessThan(1e-13);
    const [one, other] = [expectedSpend(flat, customers), expectedSpend(truths.gg, customers)];
    one.forEach((value, i) => {
      expect(Math.abs(value / other[i]! - 1)).toBeLessThan(1e-13);
    });
    const [fit, plain] = [fitFrequencyGammaGamma(histories.gg), fitGammaGamma(histories.gg)];
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(plain.logLikelihood);
    expect(Math.abs(fit.model.slope)).toBeLessThan(3 * fit.standardErrors!["slope"]!);
  });

  test("amounts that are not skewed send the shift to infinity, where the model is normal-normal", () => {
    const fit = fitShiftedGammaGamma(histories.normal);
    const normal = fitNormalNormal(histories.normal, { amounts: "mean" });
    expect(codes(fit.warnings)).toContain("normal-limit");
    expect(Math.abs(fit.logLikelihood - normal.logLikelihood)).toBeLessThan(0.01);
    const customer = { frequency: 4, recency: 30, age: 39, meanSpend: -15 };
    expect(expectedSpend(fit, customer)).toBeCloseTo(expectedSpend(normal, customer), 1);
    expect(laplaceDraws(fit, { draws: 5, seed: 1 }).models.length).toBe(5);
  });
});

describe("fits find the parameters again", () => {
  const within = (fit: { model: object; standardErrors: Readonly<Record<string, number>> | null }, truth: object) => {
    for (const [name, error] of Object.entries(fit.standardErrors!)) {
      const [estimate, right] = [fit.model, truth].map((model) => (model as Record<string, number>)[name]!);
      expect(Math.abs(estimate! - right!), `${name}: ${estimate} for ${right}`).toBeLessThan(3.5 * error);
    }
  };
  test("shifted gamma-gamma", () => within(fitShiftedGammaGamma(histories.shifted), truths.shifted));
  test("gamma-gamma with dependence on frequency", () => {
    within(fitFrequencyGammaGamma(histories.frequency), truths.frequency);
    expect(
      likelihoodRatioTest(fitGammaGamma(histories.frequency), fitFrequencyGammaGamma(histories.frequency)).pValue,
    ).toBeLessThan(1e-10);
  });

  test("single amounts tell p several times better, and q somewhat", () => {
    const [mean, each] = [fitGammaGamma(histories.gg), fitGammaGamma(histories.gg, { amounts: "each" })];
    within(mean, truths.gg);
    within(each, truths.gg);
    expect(each.standardErrors!["p"]!).toBeLessThan(mean.standardErrors!["p"]! / 4);
    expect(each.standardErrors!["q"]!).toBeLessThan(mean.standardErrors!["q"]!);
    const errors = { mean: 0, each: 0 };
    for (let seed = 10; seed < 30; seed++) {
      const history = cohort(truths.gg, 200, seed);
      errors.mean += Math.log(fitGammaGamma(history).model.p / truths.gg.p) ** 2;
      errors.each += Math.log(fitGammaGamma(history, { amounts: "each" }).model.p / truths.gg.p) ** 2;
    }
    expect(errors.each).toBeLessThan(errors.mean / 10);
  });

  test("normal-normal, by means and by single amounts", () => {
    const [mean, each] = [fitNormalNormal(histories.normal, { amounts: "mean" }), fitNormalNormal(histories.normal)];
    within(mean, truths.normal);
    within(each, truths.normal);
    expect(each.standardErrors!["sigma"]!).toBeLessThan(mean.standardErrors!["sigma"]! / 3);
    expect(mean.intervals!["mu"]!.lower).toBeLessThan(mean.model.mu);
  });

  test("customers who bought equally often do not tell sigma from tau by their means, but by their amounts", () => {
    const pick = Array.from(histories.normal.frequency.keys()).filter((i) => histories.normal.frequency[i] === 2);
    const take = (column: ArrayLike<number | null>) => pick.map((i) => column[i]!);
    const { frequency, recency, age, meanSpend, spendDeviation } = histories.normal;
    const twice = {
      frequency: take(frequency),
      recency: take(recency),
      age: take(age),
      meanSpend: take(meanSpend),
      spendDeviation: take(spendDeviation!),
      timeUnit: "week",
    } as const;
    expect(() => fitNormalNormal(twice, { amounts: "mean" })).toThrow(
      expect.objectContaining({ code: "insufficient-data" }),
    );
    expect(fitNormalNormal(twice).converged).toBe(true);
  });
});

describe("warnings say what the data say", () => {
  const made = (count: readonly number[], meanSpend: readonly number[], more: object = {}) =>
    ({
      frequency: count,
      recency: count.map(() => 20),
      age: count.map(() => 39),
      meanSpend,
      timeUnit: "week",
      ...more,
    }) as const;

  test("customers who do not differ: no word of an infinite mean", () => {
    const rates = [4, 9, 2, 7, 12, 3, 5, 8, 6, 10, 3, 4];
    const means = rates.map((count, i) => 50 * (1 + ((i % 2 ? 1 : -1) * 0.2) / Math.sqrt(count)));
    const fit = fitGammaGamma(made(rates, means), { finiteMean: true });
    expect(fit.model.q).toBeGreaterThan(100);
    expect(codes(fit.warnings)).toContain("same-between-customers");
    expect(codes(fit.warnings)).not.toContain("mean-at-limit");
  });

  test("means that seem to say that amounts do not vary, where they do", () => {
    const rates = [1, 20, 2, 30, 1, 25, 3, 40];
    const means = [40, 5, 60, 400, 45, 900, 50, 2];
    const fit = fitGammaGamma(made(rates, means, { spendDeviation: means }));
    expect(codes(fit.warnings)).toContain("means-against-amounts");
    expect(codes(fit.warnings)).not.toContain("same-within-customers");
    expect(codes(fitGammaGamma(made(rates, means)).warnings)).toContain("same-within-customers");
  });

  test("a shift is never worse than none, however heavy the tail", () => {
    const heavy = made([1, 1, 1, 1, 1, 1, 2, 3], [1, 10, 1e3, 1e5, 1e7, 3, 1e2, 1e-3]);
    const sets = Array.from({ length: 12 }, (_, k) => {
      const means = Array.from({ length: 12 }, (_, i) => Math.exp(3 + 2 * Math.sin(7.3 * i + 1.7 * k)));
      return made(
        means.map((_, i) => 1 + ((i * (k + 1)) % 5)),
        means,
      );
    });
    for (const history of [heavy, ...sets]) {
      const plain = fitShiftedGammaGamma(history, { shift: 0 });
      expect(fitShiftedGammaGamma(history).logLikelihood).toBeGreaterThan(plain.logLikelihood - 1e-6);
    }
  });
});

describe("amounts that pile up at the lowest one", () => {
  const history = cohort(shiftedGammaGamma({ p: 0.4, q: 4, gamma: 30, shift: -20 }));
  test("put the shift just below it, and say so", () => {
    const fit = fitShiftedGammaGamma(history);
    expect(codes(fit.warnings)).toContain("shift-at-lowest");
    expect(fit.model.shift).toBeCloseTo(-20, 1);
    expect(Math.abs(fit.model.p - 0.4)).toBeLessThan(4 * fit.standardErrors!["p"]!);
    expect(fit.standardErrors!["shift"]).toBeUndefined();
    expect(laplaceDraws(fit, { draws: 3, seed: 1 }).models[0]!.shift).toBe(fit.model.shift);
  });

  test("a shift that is too high leaves customers out, and says so", () => {
    const warning = fitShiftedGammaGamma(history, { shift: -10 }).warnings.find(
      ({ code }) => code === "means-below-shift",
    );
    expect(warning!.count).toBeGreaterThan(0);
  });
});

describe("neither the currency nor the origin of amounts matters", () => {
  const moved = (history: Spending, by: number, times: number): Spending => ({
    ...history,
    meanSpend: Float64Array.from(history.meanSpend, (mean, i) => (history.frequency[i] === 0 ? 0 : mean * times + by)),
    spendDeviation: Array.from(history.spendDeviation!, (deviation) => deviation! * times),
  });
  test.each([
    [0, 1000],
    [0, 1e-60],
    [0, 2 ** 300],
    [1e6, 1],
    [-500, 7.2],
  ])("plus %s, times %s", (by, times) => {
    const pairs = [
      [fitNormalNormal(histories.normal), fitNormalNormal(moved(histories.normal, by, times))],
      [
        fitNormalNormal(histories.normal, { amounts: "each" }),
        fitNormalNormal(moved(histories.normal, by, times), { amounts: "each" }),
      ],
    ] as const;
    for (const [here, there] of pairs) {
      expect(Math.abs(there.model.mu - (here.model.mu * times + by))).toBeLessThan(1e-6 * (here.model.sigma * times));
      expect(there.model.sigma / times / here.model.sigma).toBeCloseTo(1, 6);
      expect(there.model.tau / times / here.model.tau).toBeCloseTo(1, 6);
      expect(there.standardErrors!["mu"]! / times / here.standardErrors!["mu"]!).toBeCloseTo(1, 4);
    }
    const [here, there] = [
      fitShiftedGammaGamma(histories.shifted),
      fitShiftedGammaGamma(moved(histories.shifted, by, times)),
    ];
    expect(there.model.p / here.model.p).toBeCloseTo(1, 5);
    expect(there.model.q / here.model.q).toBeCloseTo(1, 5);
    expect((there.model.shift - by) / times / here.model.shift).toBeCloseTo(1, 5);
    expect(there.logLikelihood + here.customers * Math.log(times)).toBeCloseTo(here.logLikelihood, 5);
    if (by !== 0) return;
    const slopes = [histories.frequency, moved(histories.frequency, 0, times)].map((data) =>
      fitFrequencyGammaGamma(data),
    );
    expect(slopes[1]!.model.slope).toBeCloseTo(slopes[0]!.model.slope, 6);
    expect(slopes[1]!.model.gamma / times / slopes[0]!.model.gamma).toBeCloseTo(1, 6);
  });
});

describe("uncertainty and storage", () => {
  const fits = [
    fitGammaGamma(histories.gg, { amounts: "each" }),
    fitShiftedGammaGamma(histories.shifted),
    fitShiftedGammaGamma(histories.shifted, { shift: -20 }),
    fitNormalNormal(histories.normal),
    fitFrequencyGammaGamma(histories.frequency),
    fitFrequencyGammaGamma(histories.frequency, { finiteMean: true }),
  ];
  test.each(fits.map((fit) => [`${fit.model.kind}, ${fit.working.space}`, fit] as const))("%s", (_, fit) => {
    const draws = laplaceDraws<SpendModel>(fit as never, { draws: 300, seed: 4 });
    const interval = predictionInterval(draws, (model) => expectedSpend(model, newCustomer()));
    const expected = expectedSpend(fit.model, newCustomer());
    expect(interval.lower).toBeLessThan(expected);
    expect(interval.upper).toBeGreaterThan(expected);
    for (const [name, error] of Object.entries(fit.standardErrors!)) {
      const values = draws.models.map((model) => (model as unknown as Record<string, number>)[name]!);
      const mean = values.reduce((sum, value) => sum + value / 300, 0);
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / 299, 0));
      expect(spread / error, name).toBeGreaterThan(0.8);
      expect(spread / error, name).toBeLessThan(1.35);
    }
    const stored = JSON.stringify(fit);
    expect(parseModel(stored)).toEqual(fit.model);
    expect(modelSchema.parse(JSON.parse(JSON.stringify(fit.model)))).toEqual(fit.model);
  });

  test("the bootstrap fits resamples from the estimate", () => {
    const small = cohort(truths.normal, 400, 3);
    const spread = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value / values.length, 0);
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
    };
    const normal = bootstrapDraws(fitNormalNormal, small, { draws: 60, seed: 1 });
    const { standardErrors } = fitNormalNormal(small);
    const ratio = spread(normal.models.map(({ mu }) => mu)) / standardErrors!["mu"]!;
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
    const shifted = bootstrapDraws(fitShiftedGammaGamma, cohort(truths.shifted, 300, 3), { draws: 10, seed: 1 });
    expect(shifted.models.length).toBe(10);
    const frequency = bootstrapDraws(fitFrequencyGammaGamma, cohort(truths.frequency, 300, 3), { draws: 10, seed: 1 });
    expect(frequency.models.every(({ slope }) => Math.abs(slope - 0.3) < 0.4)).toBe(true);
  });

  test("models that are none are refused", () => {
    expect(() => normalNormal({ mu: Number.NaN, sigma: 1, tau: 1 })).toThrow(
      expect.objectContaining({ code: "not-finite" }),
    );
    expect(() => shiftedGammaGamma({ p: 1, q: 1, gamma: 0, shift: -1 })).toThrow(
      expect.objectContaining({ code: "out-of-range", path: "shifted-gamma-gamma.gamma" }),
    );
    expect(() => parseModel({ kind: "frequency-gamma-gamma", version: 1, p: 1, q: 2, gamma: 3 })).toThrow("slope");
    expect(modelSchema.safeParse({ ...truths.normal, sigma: -1 }).success).toBe(false);
    expect(modelSchema.safeParse({ ...truths.normal, mu: -1 }).success).toBe(true);
    expect(() => expectedSpend({ kind: "none" } as never, newCustomer())).toThrow(
      expect.objectContaining({ code: "unknown-kind" }),
    );
  });
});

describe("drawn amounts have the moments that the models expect", () => {
  const customer = { frequency: 3, recency: 30, age: 39, meanSpend: 12 };
  test.each(Object.entries(truths))("%s", (_, spend) => {
    const many = { ...columnsOf(customer, 4000), timeUnit: "week" } as const;
    const { amount } = simulateTransactions(purchases, many, { horizon: 30, seed: 3, spend });
    const mean = amount!.reduce((sum, value) => sum + value / amount!.length, 0);
    expect(mean / expectedSpend(spend, customer)).toBeGreaterThan(0.93);
    expect(mean / expectedSpend(spend, customer)).toBeLessThan(1.07);
  });
});

function columnsOf(customer: { frequency: number; recency: number; age: number; meanSpend: number }, rows: number) {
  const fill = (value: number) => new Float64Array(rows).fill(value);
  const { frequency, recency, age, meanSpend } = customer;
  return { frequency: fill(frequency), recency: fill(recency), age: fill(age), meanSpend: fill(meanSpend) };
}

describe("values of customers who may cost more than they bring", () => {
  const options = { annualDiscountRate: 0.1, margin: 1, horizon: 52 };
  const customer = { frequency: 6, recency: 30, age: 39, meanSpend: -15 };
  test("are negative, and the result says so", () => {
    const value = customerLifetimeValue({ transactions: purchases, spend: truths.normal }, customer, options);
    expect(value.values).toBeLessThan(0);
    expect(codes(value.warnings)).toEqual(["negative-values"]);
    const all = customerLifetimeValue({ transactions: purchases, spend: truths.normal }, histories.normal, options);
    const losing = all.values.filter((each) => each < 0).length;
    expect(all.warnings.find(({ code }) => code === "negative-values")!.count).toBe(losing);
    expect(losing).toBeGreaterThan(0);
  });

  test("have outcomes around them", () => {
    const draws = { models: [0, 1, 2, 3, 4].map(() => ({ transactions: purchases, spend: truths.normal })), seed: 1 };
    const { median } = predictionInterval(
      { ...draws, method: "posterior", warnings: [] },
      (models) => customerLifetimeValue(models, histories.normal, options).total,
      { outcome: true },
    );
    const { total } = customerLifetimeValue(
      { transactions: purchases, spend: truths.normal },
      histories.normal,
      options,
    );
    expect(median / total).toBeGreaterThan(0.8);
    expect(median / total).toBeLessThan(1.2);
  });

  test("count a mean below the shift as the shift, with a warning", () => {
    const low = { ...customer, meanSpend: -25 };
    expect(expectedSpend(truths.shifted, low)).toBe(expectedSpend(truths.shifted, { ...low, meanSpend: -20 }));
    const value = customerLifetimeValue({ transactions: purchases, spend: truths.shifted }, low, options);
    expect(codes(value.warnings)).toContain("mean-below-shift");
  });
});

describe("spendShrinkage", () => {
  test("takes every expectation apart", () => {
    for (const [spend, history] of [
      [truths.gg, histories.gg],
      [truths.shifted, histories.shifted],
      [truths.normal, histories.normal],
      [truths.frequency, histories.frequency],
    ] as const) {
      const { ownWeight, ownMean, populationMean, expected, count, median, populationMedian } = spendShrinkage(
        spend,
        history,
      );
      expect(expected).toEqual(expectedSpend(spend, history));
      expect(median).toEqual(medianSpend(spend, history));
      expected.forEach((value, i) => {
        const made = ownWeight[i]! * (ownMean[i] ?? 0) + (1 - ownWeight[i]!) * populationMean[i]!;
        expect(made).toBeCloseTo(value, 9);
        expect(ownMean[i] === null).toBe(count[i] === 0);
        if (count[i] === 0) expect(median[i]).toBe(populationMedian[i]);
      });
    }
  });

  test("has no weight where the mean of all is infinite, but medians", () => {
    const heavy = gammaGamma({ p: 6, q: 0.9, gamma: 15 });
    const once = spendShrinkage(heavy, { frequency: 1, recency: 1, age: 2, meanSpend: 100 });
    expect(once.ownWeight).toBeNull();
    expect(once.populationMean).toBe(Number.POSITIVE_INFINITY);
    expect(once.expected).toBeGreaterThan(100);
    expect(once.median).toBeLessThan(100);
    expect(Number.isFinite(once.populationMedian)).toBe(true);
  });

  test("follows a single customer who bought nothing: the mean of all", () => {
    expect(spendShrinkage(truths.gg, newCustomer())).toMatchObject({ count: 0, ownMean: null, ownWeight: 0 });
    const trend = trendGammaGamma({ p: 6, q: 4, gamma: 15, halfLife: 9, timeUnit: "week" });
    expect(spendShrinkage(trend, newCustomer()).expected).toBe(30);
  });
});

describe("spendDependence", () => {
  test("finds a dependence that is there, and warns of it", () => {
    const found = spendDependence(histories.frequency);
    expect(found.interval.lower).toBeGreaterThan(0);
    expect(found.slopeInterval!.lower).toBeGreaterThan(0);
    expect(found.ratio).toBeGreaterThan(1.3);
    expect(codes(found.warnings)).toEqual(["spend-depends-on-frequency"]);
    expect(found.warnings[0]!.message).toContain("% interval");
  });

  test("keeps quiet where there is none, or none that matters", () => {
    expect(spendDependence(histories.gg).warnings).toEqual([]);
    const slight = cohort(frequencyGammaGamma({ p: 6, q: 40, gamma: 150, slope: 0.04 }), 4000, 5);
    const found = spendDependence(slight);
    expect(found.test.pValue).toBeLessThan(0.05);
    expect(found.ratio).toBeLessThan(1.1);
    expect(found.warnings).toEqual([]);
  });

  test("asks for customers who differ", () => {
    const few = { frequency: [1, 2], recency: [1, 2], age: [3, 3], meanSpend: [1, 2], timeUnit: "week" } as const;
    expect(() => spendDependence(few)).toThrow(expect.objectContaining({ code: "insufficient-data" }));
    const columns = { ...columnsOf({ frequency: 2, recency: 1, age: 3, meanSpend: 9 }, 5), timeUnit: "week" } as const;
    expect(() => spendDependence(columns)).toThrow(expect.objectContaining({ code: "zero-variance" }));
  });
});
