import { describe, expect, test } from "vitest";
import {
  bgNbd,
  bootstrapDraws,
  customerLifetimeValue,
  expectedSpend,
  fitGammaGamma,
  fitNormalNormal,
  fitTrendGammaGamma,
  gammaGamma,
  historyToJson,
  laplaceDraws,
  likelihoodRatioTest,
  logLikelihood,
  medianSpend,
  mergeHistories,
  newCustomer,
  normalNormal,
  parseHistory,
  parseModel,
  predictionInterval,
  recentSpend,
  type SummaryOptions,
  selectRows,
  simulateTransactions,
  spendShrinkage,
  summarizeTransactions,
  type TrendGammaGammaModel,
  trendGammaGamma,
} from "../../../../src/clv/index.ts";
import { randomStream } from "../../../../src/numeric/random.ts";

interface Purchase {
  readonly customer: string;
  readonly date: number;
  readonly amount: number;
}

/** Purchases every two weeks or so of customers whose level of spend wanders with the given memory in days, or not at all. */
function wandering(customers: number, memory: number, growth: number, seed: number): Purchase[] {
  const rows: Purchase[] = [];
  for (let i = 0; i < customers; i++) {
    const stream = randomStream(seed, i);
    let level = 0.6 * stream.normal();
    for (let day = 0; day <= 700; ) {
      rows.push({
        customer: `c${i}`,
        date: 20_000 + day,
        amount: (30 * Math.exp(level + (growth * day) / 700) * stream.gamma(6)) / 6,
      });
      const gap = 1 + Math.floor(14 * stream.exponential());
      const kept = Math.exp(-gap / memory);
      level = kept * level + 0.6 * Math.sqrt(1 - kept * kept) * stream.normal();
      day += gap;
    }
  }
  return rows;
}

const summarize = (rows: readonly Purchase[], options?: Partial<SummaryOptions>) =>
  summarizeTransactions(rows, {
    customer: (row) => row.customer,
    date: (row) => row.date,
    amount: (row) => row.amount,
    timeUnit: "week",
    observedUntil: 20_700,
    keepPurchases: true,
    ...options,
  });
const codes = (warnings: readonly { readonly code: string }[]) => warnings.map(({ code }) => code);
const log: Purchase[] = [
  { customer: "A", date: 20_000, amount: 10 },
  { customer: "A", date: 20_007, amount: 20 },
  { customer: "A", date: 20_021, amount: 40 },
  { customer: "B", date: 20_003, amount: 5 },
  { customer: "C", date: 20_000, amount: 8 },
  { customer: "C", date: 20_014, amount: 6 },
  { customer: "C", date: 20_014, amount: 1 },
];

describe("recentSpend", () => {
  const plain = summarize(log, { observedUntil: 20_028 });

  test("weights purchases by their age", () => {
    const { meanSpend, spendCount, spendHalfLife, frequency } = recentSpend(plain, { halfLife: 2 });
    // A: three weeks and one week before the end; C: two weeks before.
    const [old, young] = [2 ** -1.5, 2 ** -0.5];
    expect(spendCount![0]).toBeCloseTo(old + young, 14);
    expect(meanSpend[0]).toBeCloseTo((old * 20 + young * 40) / (old + young), 13);
    expect([spendCount![1], meanSpend[1]]).toEqual([0, 0]);
    expect(meanSpend[2]).toBeCloseTo(7, 14);
    expect(spendHalfLife).toBe(2);
    expect(frequency).toEqual(plain.frequency);
  });

  test("is the plain mean for a long half-life, by all rules of the summary", () => {
    for (const options of [{}, { spendOf: "all" }, { splitAt: 20_015 }, { returns: "net" }] as const) {
      const rows = [...log, { customer: "C", date: 20_009, amount: -3 }];
      const history = summarize(rows, { observedUntil: 20_028, ...options });
      const long = recentSpend(history, { halfLife: 1e12 });
      Array.from(long.meanSpend).forEach((mean, i) => {
        expect(mean).toBeCloseTo(history.meanSpend[i]!, 9);
        expect(long.spendCount![i]).toBeCloseTo((history.spendCount ?? history.frequency)[i]!, 9);
      });
    }
  });

  test("works with every model that scores, and refuses fits", () => {
    const recent = recentSpend(plain, { halfLife: 2 });
    const spend = gammaGamma({ p: 6, q: 4, gamma: 15 });
    expect(expectedSpend(spend, recent)[0]!).toBeGreaterThan(expectedSpend(spend, plain)[0]! * 0.9);
    const one = {
      frequency: 2,
      recency: 3,
      age: 4,
      meanSpend: recent.meanSpend[0]!,
      spendCount: recent.spendCount![0]!,
    };
    expect(expectedSpend(spend, { ...one, spendHalfLife: 2 })).toBe(expectedSpend(spend, recent)[0]);
    expect(() => expectedSpend(spend, one)).toThrow(expect.objectContaining({ path: "customer.spendCount" }));
    for (const estimate of [fitGammaGamma, fitNormalNormal]) {
      expect(() => estimate(recent)).toThrow(
        expect.objectContaining({ code: "bad-option", path: "history.spendHalfLife" }),
      );
    }
    expect(() => logLikelihood(spend, recent)).toThrow(expect.objectContaining({ path: "history.spendHalfLife" }));
    expect(parseHistory(JSON.stringify(historyToJson(recent))).spendHalfLife).toBe(2);
  });

  test("finds rows by customer, and asks for the purchases", () => {
    const part = { ...selectRows(plain, [2, 0]), purchases: plain.purchases };
    const whole = recentSpend(plain, { halfLife: 2 });
    expect(Array.from(recentSpend(part, { halfLife: 2 }).meanSpend)).toEqual([whole.meanSpend[2], whole.meanSpend[0]]);
    expect(() => recentSpend(selectRows(plain, [0]), { halfLife: 2 })).toThrow(
      expect.objectContaining({ code: "insufficient-data", path: "history.purchases" }),
    );
    expect(() => recentSpend({ ...plain, customers: ["A", "B", "D"] }, { halfLife: 2 })).toThrow(
      expect.objectContaining({ code: "insufficient-data", path: "history.customers[2]" }),
    );
    expect(() => recentSpend(plain, { halfLife: 0 })).toThrow(expect.objectContaining({ code: "out-of-range" }));
  });
});

describe("fitTrendGammaGamma", () => {
  const steady = summarize(wandering(70, Number.POSITIVE_INFINITY, 0, 3));
  const drifting = summarize(wandering(70, 200, 0, 3), { splitAt: 20_600 });
  const drifted = fitTrendGammaGamma(drifting);

  test("finds no trend where there is none, and agrees with gamma-gamma on single amounts", () => {
    const fit = fitTrendGammaGamma(steady);
    const plain = fitGammaGamma(steady, { amounts: "each" });
    expect(codes(fit.warnings).some((code) => ["no-trend", "weak-half-life"].includes(code))).toBe(true);
    expect(likelihoodRatioTest(plain, fit, { boundary: true }).pValue).toBeGreaterThan(0.01);
    const { p, q, gamma } = plain.model;
    const endless = trendGammaGamma({ p, q, gamma, halfLife: 1e12, timeUnit: "week" });
    expect(logLikelihood(endless, steady)).toBeCloseTo(plain.logLikelihood, 5);
    const [one, other] = [expectedSpend(endless, recentSpend(steady, endless)), expectedSpend(plain, steady)];
    one.forEach((value, i) => {
      expect(Math.abs(value / other[i]! - 1)).toBeLessThan(1e-9);
    });
    expect(logLikelihood(fit, steady)).toBeCloseTo(fit.logLikelihood, 6);
  });

  test("finds a half-life where spend wanders, and then foresees it better", () => {
    const [fit, plain] = [drifted, fitGammaGamma(drifting, { amounts: "each" })];
    expect(fit.converged).toBe(true);
    expect(likelihoodRatioTest(plain, fit, { boundary: true }).pValue).toBeLessThan(1e-10);
    expect(fit.model.halfLife).toBeGreaterThan(1);
    expect(fit.model.halfLife).toBeLessThan(10);
    const { frequency, spend } = drifting.holdout!;
    const errorOf = (expected: Float64Array) =>
      expected.reduce((sum, value, i) => {
        return frequency[i] === 0 ? sum : sum + Math.log(value / (spend![i]! / frequency[i]!)) ** 2;
      }, 0);
    expect(errorOf(expectedSpend(fit, recentSpend(drifting, fit.model)))).toBeLessThan(
      0.85 * errorOf(expectedSpend(plain, drifting)),
    );
  });

  test("follows a rise with a lag, and carries none of it forward", () => {
    const rows = wandering(70, Number.POSITIVE_INFINITY, 1, 4);
    const history = summarize(rows);
    const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value / column.length, 0);
    const last = rows.filter((row) => row.date > 20_680);
    const now = last.reduce((sum, row) => sum + row.amount / last.length, 0);
    const { model } = fitTrendGammaGamma(history);
    const foreseen = mean(expectedSpend(model, recentSpend(history, model)));
    const unweighted = mean(expectedSpend(fitGammaGamma(history), history));
    expect(unweighted).toBeLessThan(0.75 * now);
    expect(foreseen).toBeGreaterThan(0.8 * now);
    expect(foreseen).toBeLessThan(1.1 * now);
  });

  test("does not depend on currency or time unit", () => {
    const fit = drifted;
    const rows = wandering(70, 200, 0, 3);
    const other = fitTrendGammaGamma(
      summarize(
        rows.map((row) => ({ ...row, amount: 1e6 * row.amount })),
        { splitAt: 20_600, timeUnit: "day" },
      ),
    );
    expect(other.model.halfLife / 7 / fit.model.halfLife).toBeCloseTo(1, 6);
    expect(other.model.p / fit.model.p).toBeCloseTo(1, 6);
    expect(other.model.gamma / 1e6 / fit.model.gamma).toBeCloseTo(1, 6);
    expect(
      other.logLikelihood + Array.from(drifting.frequency).reduce((sum, x) => sum + x, 0) * Math.log(1e6),
    ).toBeCloseTo(fit.logLikelihood, 4);
  });

  test("draws, stores, and values customers", () => {
    const fit = drifted;
    const draws = laplaceDraws(fit, { draws: 50, seed: 1 });
    const halfLives = draws.models.map(({ halfLife }) => halfLife).sort((a, b) => a - b);
    expect(halfLives[5]!).toBeLessThan(fit.model.halfLife);
    expect(halfLives[45]!).toBeGreaterThan(fit.model.halfLife);
    expect(parseModel(JSON.stringify(fit))).toEqual(fit.model);
    expect(fitTrendGammaGamma(drifting, { start: fit.model, finiteMean: true }).logLikelihood).toBeCloseTo(
      fit.logLikelihood,
      5,
    );
    const boot = bootstrapDraws(
      (sample: typeof drifting, options?: { readonly start?: TrendGammaGammaModel | undefined }) =>
        fitTrendGammaGamma({ ...sample, purchases: drifting.purchases }, options),
      drifting,
      { draws: 3, seed: 1 },
    );
    expect(boot.models.every(({ halfLife }) => halfLife > 1 && halfLife < 12)).toBe(true);
    const transactions = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
    const options = { annualDiscountRate: 0.1, margin: 0.3, horizon: 26 };
    const recent = recentSpend(drifting, fit.model);
    const value = customerLifetimeValue({ transactions, spend: fit }, recent, options);
    const alike = gammaGamma({ p: fit.model.p, q: fit.model.q, gamma: fit.model.gamma });
    expect(value.values).toEqual(customerLifetimeValue({ transactions, spend: alike }, recent, options).values);
    expect(spendShrinkage(fit, recent).expected).toEqual(expectedSpend(fit, recent));
    expect(medianSpend(fit, recent)[0]!).toBeLessThan(expectedSpend(fit, recent)[0]!);
    expect(
      simulateTransactions(transactions, recent, { horizon: 9, seed: 1, spend: fit }).amount!.length,
    ).toBeGreaterThan(0);
    const future = predictionInterval(draws, (model) => expectedSpend(model, recentSpend(drifting, model)));
    expect(future.lower[0]!).toBeLessThan(expectedSpend(fit, recent)[0]!);
  });

  test("asks for data that it can use", () => {
    const { model } = drifted;
    const customer = { frequency: 2, recency: 3, age: 4, meanSpend: 9 };
    expect(() => expectedSpend(model, customer)).toThrow(expect.objectContaining({ path: "customer.spendHalfLife" }));
    expect(() => expectedSpend(model, recentSpend(drifting, { halfLife: 1 }))).toThrow(
      expect.objectContaining({ code: "bad-option", path: "history.spendHalfLife" }),
    );
    expect(() => expectedSpend(model, drifting)).toThrow(
      expect.objectContaining({ code: "insufficient-data", path: "history.spendHalfLife" }),
    );
    expect(() => recentSpend({ ...drifting, timeUnit: "day" }, model)).toThrow(
      expect.objectContaining({ code: "unit-mismatch" }),
    );
    expect(() => expectedSpend(model, { ...recentSpend(drifting, model), timeUnit: "day" })).toThrow(
      expect.objectContaining({ code: "unit-mismatch" }),
    );
    expect(() => logLikelihood(model, newCustomer())).toThrow(expect.objectContaining({ code: "insufficient-data" }));
    expect(() => fitTrendGammaGamma(selectRows(drifting, [0, 1]))).toThrow(
      expect.objectContaining({ path: "history.purchases" }),
    );
    expect(() => fitTrendGammaGamma(summarize(log))).not.toThrow();
    expect(() => fitTrendGammaGamma(summarize(log.slice(0, 2)))).toThrow(
      expect.objectContaining({ code: "insufficient-data" }),
    );
    const equal = summarize(log.map((row) => ({ ...row, amount: row.customer === "C" && row.date > 20_000 ? 5 : 10 })));
    expect(() => fitTrendGammaGamma(equal)).toThrow(expect.objectContaining({ code: "zero-variance" }));
    const free = wandering(20, 200, 0, 5).map((row, k) => (k % 9 === 0 ? { ...row, amount: 0 } : row));
    expect(codes(fitTrendGammaGamma(summarize(free)).warnings)).toContain("non-positive-amounts");
  });
});

describe("what summaries say of single amounts", () => {
  const rows = [
    { customer: "A", date: 20_000, amount: 10 },
    { customer: "A", date: 20_007, amount: 20 },
    { customer: "A", date: 20_021, amount: -40 },
    { customer: "A", date: 20_028, amount: 50 },
    { customer: "B", date: 20_003, amount: -5 },
    { customer: "B", date: 20_009, amount: -6 },
    { customer: "B", date: 20_010, amount: 0 },
  ];

  test("negative amounts that count are purchases", () => {
    const profits = summarize(rows, { returns: "count" });
    expect(Array.from(profits.frequency)).toEqual([3, 2]);
    expect(Array.from(profits.meanSpend)).toEqual([10, -3]);
    expect(profits.leftOut).toEqual([]);
    expect(profits.account).toMatchObject({ read: 7, purchases: 7, netted: 0, leftOut: 0 });
    expect(profits.spendLogDeviation).toEqual([null, null]);
    expect(Array.from(profits.spendDeviation!)).toEqual([Math.sqrt((100 + 2500 + 1600) / 3), 3]);
    expect(parseHistory(JSON.stringify(historyToJson(profits)))).toMatchObject({ spendLogDeviation: [null, null] });
    expect(mergeHistories([profits]).meanSpend).toEqual(profits.meanSpend);
    const fit = fitNormalNormal(profits, { amounts: "each" });
    expect(fit.model.kind).toBe("normal-normal");
  });

  test("deviations are those of the purchases behind the mean", () => {
    const history = summarize(rows, { returns: "ignore", spendOf: "all" });
    const [mean, amounts] = [80 / 3, [10, 20, 50]];
    const deviation = Math.sqrt(amounts.reduce((sum, amount) => sum + (amount - mean) ** 2 / 3, 0));
    expect(history.spendDeviation![0]).toBeCloseTo(deviation, 12);
    expect(history.spendLogDeviation![0]).toBeCloseTo(
      amounts.reduce((sum, amount) => sum + Math.log(mean / amount) / 3, 0),
      12,
    );
    // A return on a day of its own cannot be told from which purchase it was.
    expect(summarize(rows, { returns: "net" }).spendDeviation![0]).toBeNull();
    const picked = selectRows(summarize(rows, { returns: "net" }), [0, 0]);
    expect(picked.spendDeviation).toEqual([null, null]);
  });

  test("shards put side by side keep them", () => {
    const parts = [rows.slice(0, 4), rows.slice(4)].map((part) =>
      summarize(part, { keepPurchases: false, returns: "count" }),
    );
    const whole = summarize(rows, { keepPurchases: false, returns: "count" });
    const merged = mergeHistories(parts);
    expect(merged.spendLogDeviation).toEqual(whole.spendLogDeviation);
    expect(merged.spendDeviation).toEqual(whole.spendDeviation);
  });

  test("a model of profits from a log, end to end", () => {
    const truth = normalNormal({ mu: -1, sigma: 8, tau: 5 });
    const log = Array.from({ length: 200 }, (_, c) => {
      const stream = randomStream(9, c);
      const own = truth.mu + truth.tau * stream.normal();
      return Array.from({ length: 2 + (c % 7) }, (_, k) => ({
        customer: `c${c}`,
        date: 20_000 + 30 * k,
        amount: own + truth.sigma * stream.normal(),
      }));
    }).flat();
    const { model, standardErrors } = fitNormalNormal(summarize(log, { returns: "count" }), { amounts: "each" });
    for (const name of ["mu", "sigma", "tau"] as const) {
      expect(Math.abs(model[name] - truth[name])).toBeLessThan(3.5 * standardErrors![name]!);
    }
  });
});
