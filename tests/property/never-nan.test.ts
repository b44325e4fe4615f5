/**
 * Every exported function on generated legal input: finite numbers, documented `Infinity` or `null`, or an `InputError`; never NaN, never
 * another kind of error. A new export fails here until it has a generator.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as all from "../../src/index.ts";
import * as schema from "../../src/schema/index.ts";
import { thorough } from "../thorough.ts";
import type { Generated } from "./calls/generated.ts";
import { loyaltyClassCalls } from "./calls/loyalty-classes.ts";
import { loyaltyDriverCalls } from "./calls/loyalty-drivers.ts";
import { loyaltyMeasureCalls } from "./calls/loyalty-measures.ts";
import { pathModelCalls } from "./calls/path-models.ts";
import { satisfactionCalls } from "./calls/satisfaction.ts";
import { servqualCalls } from "./calls/servqual.ts";

const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const extreme = fc.oneof(positive, fc.constantFrom(1e-9, 1e-6, 1, 1e6, 1e9));
const timeUnit = fc.constantFrom("hour", "day", "week", "month", "year" as const);
const seed = fc.integer();

const bgNbd = fc
  .record({ r: extreme, alpha: extreme, a: extreme, b: extreme, timeUnit })
  .map((parameters) => all.bgNbd(parameters as never));
const gammaGamma = fc
  .record({ p: extreme, q: extreme, gamma: extreme })
  .map((parameters) => all.gammaGamma(parameters));

/** A customer's row: frequency, share of the age at which the last purchase was, age, mean spend. */
const row = fc.tuple(
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 }), fc.constantFrom(1000, 5000)),
  fc.double({ min: 1e-6, max: 1, noNaN: true }),
  fc.oneof(positive, fc.constantFrom(1e-6, 87_600)),
  fc.oneof(positive, fc.constantFrom(1e-4, 1e6)),
);
const history = fc.array(row, { minLength: 1, maxLength: 6 }).map((rows) => ({
  frequency: rows.map(([x]) => x),
  recency: rows.map(([x, share, age]) => (x === 0 ? 0 : share * age)),
  age: rows.map(([, , age]) => age),
  meanSpend: rows.map(([x, , , spend]) => (x === 0 ? 0 : spend)),
}));
const values = fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, 5)), {
  minLength: 1,
  maxLength: 12,
});
const amounts = fc.array(fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, 5)), {
  minLength: 1,
  maxLength: 12,
});
const horizon = fc.oneof(positive, fc.constantFrom(0, 1e-9, 5000));
const rate = fc.oneof(fc.double({ min: 1e-12, max: 1, noNaN: true }), fc.constantFrom(0, 1e-9, 0.1));
const transactions = fc.array(
  fc.record({
    customer: fc.constantFrom("a", "b", "c", "d"),
    date: fc.integer({ min: 20_000, max: 20_400 }),
    amount: fc.double({ min: -50, max: 500, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);

const scored = (verb: (model: all.BgNbdModel, data: all.PurchaseHistory, h: number, d: number) => unknown): Generated =>
  fc.tuple(bgNbd, history, horizon, rate).map(
    ([model, data, h, d]) =>
      () =>
        verb(model, { ...data, timeUnit: model.timeUnit }, h, d),
  );
const sampled = (verb: (data: all.PurchaseHistory, options: all.HierarchicalOptions) => unknown): Generated =>
  fc.tuple(history, horizon, timeUnit, seed).map(([data, h, unit, s]) => {
    const equalGaps = data.frequency.map((x, i) => (x === 0 ? 0 : x * Math.log(data.recency[i]! / x)));
    const options = { draws: 10, thin: 2, warmUp: 15, seed: s, horizon: h };
    return () => verb({ ...data, logGapSum: equalGaps, timeUnit: unit }, options);
  });
const language = fc.constantFrom("en", "zh" as const);
const judged = (
  verb: (model: all.TransactionModel, data: all.PurchaseHistory & { holdout: all.Holdout }, l: "en" | "zh") => unknown,
): Generated =>
  fc
    .tuple(fc.record({ r: extreme, alpha: extreme, a: extreme, b: extreme }), history, positive, fc.nat(2), language)
    .map(([{ r, alpha, a, b }, data, h, kind, l]) => {
      const timeUnit = "week" as const;
      const holdout = { duration: h, frequency: data.frequency.map((x) => Math.ceil(x / 3)) };
      const models = [
        () => all.nbd({ r, alpha, timeUnit }),
        () => all.mbgNbd({ r, alpha, a, b, timeUnit }),
        () => all.paretoNbd({ r, alpha, s: a, beta: b, timeUnit }),
      ];
      return () => verb(models[kind]!(), { ...data, timeUnit, holdout }, l);
    });
const isoValue = (verb: (curves: all.IsoValueCurves, l: "en" | "zh") => unknown): Generated =>
  fc
    .tuple(
      judged((model) => model),
      gammaGamma,
      positive,
      rate,
      fc.boolean(),
      language,
    )
    .map(([model, spend, age, annualDiscountRate, money, l]) => () => {
      const options = { age, annualDiscountRate, maxFrequency: 9, recencySteps: 7, horizon: 500 };
      const inMoney = { ...options, spend: { model: { ...spend, q: 1 + spend.q }, margin: 0.3 } };
      return verb(all.isoValueCurves(model() as all.TransactionModel, money ? inMoney : options), l);
    });
const valued = (verb: (column: number[]) => unknown, column = values): Generated =>
  column.map((entries) => () => verb(entries));
/** A value and another of each customer, in two classifications. */
const crossed = <R>(verb: (matrix: all.CrossMatrix) => R): fc.Arbitrary<() => R> =>
  fc
    .array(fc.tuple(fc.nat(20), fc.nat(20), fc.oneof(positive, fc.constant(0))), { minLength: 1, maxLength: 15 })
    .map((rows) => () => {
      const classes = (k: 0 | 1) =>
        all.tierByThreshold(
          rows.map((row) => row[k]),
          { cuts: [3, 10] },
        );
      return verb(all.crossMatrix(classes(0), classes(1), { values: rows.map((row) => row[2]) }));
    });
const summarize = (rows: readonly { customer: string; date: number; amount: number }[], extra = {}) =>
  all.summarizeTransactions(rows, {
    customer: (r) => r.customer,
    date: (r) => r.date,
    amount: (r) => r.amount,
    timeUnit: "week",
    ...extra,
  });

/** Every verb of a model at once. */
const everyVerb = (model: all.TransactionModel, data: all.PurchaseHistory, h: number, d: number): unknown => [
  model,
  all.probabilityAlive(model, data),
  all.probabilityAlive(model, data, { ahead: h }),
  all.expectedTransactions(model, data, { horizon: [0, h, 2 * h] }),
  all.discountedExpectedTransactions(model, data, { annualDiscountRate: Math.max(d, 1e-6) }),
  all.discountedExpectedTransactions(model, data, { annualDiscountRate: d, horizon: h }),
  all.transactionProbability(model, data, { count: [0, 1, 7, 200], horizon: h }),
  all.logLikelihood(model, data),
];

/** Models of the calendar with four parameters or fewer, and every verb on them. */
const verbsOf = (make: (parameters: Record<"r" | "alpha" | "a" | "b", number>) => all.TransactionModel): Generated =>
  fc.tuple(fc.record({ r: extreme, alpha: extreme, a: extreme, b: extreme }), history, horizon, rate).map(
    ([parameters, data, h, d]) =>
      () =>
        everyVerb(make(parameters), { ...data, timeUnit: "week" }, h, d),
  );
const fitted = (verb: (data: all.PurchaseHistory) => unknown): Generated =>
  fc.tuple(history, timeUnit).map(
    ([data, unit]) =>
      () =>
        verb({ ...data, timeUnit: unit as all.TimeUnit }),
  );
/** Some twenty customers of a generated process: enough for a fit that has a maximum, most times. */
const cohort = fc.tuple(fc.record({ r: positive, a: positive, b: positive }), fc.nat(999)).map(([{ r, a, b }, s]) => {
  const model = all.bgNbd({ r, alpha: 4 * r, a: Math.min(a, b), b, timeUnit: "week" });
  return all.simulateCohort(model, { customers: 20, age: 52, seed: s }).history;
});

/** A history that counts opportunities: at most one purchase each. */
const opportunities = fc
  .array(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 })
  .map((rows) => all.summarizeOpportunities(rows, { opportunitiesPerYear: 12 }));
const wholeHorizon = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(5000, 100_000));
const bgBb = fc
  .record({ alpha: extreme, beta: extreme, gamma: extreme, delta: extreme })
  .map((parameters) => all.bgBb({ ...parameters, opportunitiesPerYear: 12 }));
const condensed = fc.record({ k: fc.integer({ min: 1, max: 12 }), r: extreme, alpha: extreme, a: extreme, b: extreme });
/** The history with gaps of its own. */
const withGaps = fc.tuple(history, fc.double({ min: 0, max: 3, noNaN: true })).map(([data, unequal]) => ({
  ...data,
  logGapSum: data.frequency.map((x, i) => (x < 2 ? 0 : x * (Math.log(data.recency[i]! / x) - unequal))),
  timeUnit: "week" as const,
}));

/** The history with amounts of any sign, and what is known of single ones. */
const profits = fc
  .tuple(history, fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 6, maxLength: 6 }))
  .map(([data, spread]) => ({
    ...data,
    meanSpend: data.meanSpend.map((mean, i) => (i % 2 === 0 ? mean : -mean)),
    spendLogDeviation: data.frequency.map((x, i) => (x < 2 ? 0 : i === 3 ? null : spread[i]!)),
    spendDeviation: data.frequency.map((x, i) => (x < 2 ? 0 : i === 3 ? null : 100 * spread[i]!)),
    timeUnit: "week" as const,
  }));
const shape = fc.record({ p: extreme, q: extreme, gamma: extreme });
const anyAmount = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const purchasing = all.bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
/** Every verb of a model of spend. */
const everySpendVerb = (spend: all.SpendModel, data: all.PurchaseHistory): unknown => [
  spend,
  all.expectedSpend(spend, data),
  all.medianSpend(spend, data),
  all.spendShrinkage(spend, data),
  all.expectedSpend(spend, all.newCustomer()),
  all.customerLifetimeValue({ transactions: purchasing, spend }, data, {
    annualDiscountRate: 0.1,
    margin: 1,
    horizon: 52,
  }),
];
const kept = transactions
  .map((rows) => summarize(rows, { keepPurchases: true, observedUntil: 20_400, spendOf: "all" }))
  .filter(({ frequency }) => frequency.length > 0);
/** Some twenty customers with drawn amounts: enough for a fit that has a maximum, most times. */
const spenders = fc
  .tuple(fc.record({ p: positive, q: positive, gamma: positive }), fc.nat(999))
  .map(([parameters, s]) => {
    const drawn = all.simulateCohort(purchasing, {
      customers: 30,
      age: 52,
      seed: s,
      spend: all.gammaGamma(parameters),
    });
    return { ...drawn.history, meanSpend: drawn.history.meanSpend! };
  });

/** A number and a category for each of as many rows as there may be. */
const known = fc
  .array(fc.tuple(fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(0, 1)), fc.nat(2)), {
    minLength: 20,
    maxLength: 20,
  })
  .map((entries) => (rows: number) => ({
    size: entries.slice(0, rows).map(([size]) => size),
    branch: entries.slice(0, rows).map(([, branch]) => ["a", "b", "c"][branch]!),
  }));
/** What is added to a history, and every verb of models with covariates on it. */
const withKnown = fc
  .tuple(fc.record({ r: extreme, alpha: extreme, a: extreme, b: extreme }), history, known, horizon, rate)
  .map(([{ r, alpha, a, b }, data, entries, h, d]) => (add: (data: all.PurchaseHistory) => all.PurchaseHistory) => {
    const weekly = add({ ...data, timeUnit: "week" });
    const effect = (size: number) => ({ size, "branch=b": -size, "branch=c": 2 * size });
    const levels = { levels: { branch: ["a", "b", "c"] } };
    const full = weekly.covariates ?? all.addCovariateColumns(weekly, entries(data.age.length), levels).covariates;
    const scored = { ...weekly, covariates: full };
    return [
      full,
      everyVerb(
        all.paretoNbd({
          r,
          alpha,
          s: a,
          beta: b,
          timeUnit: "week",
          covariates: { alpha: effect(0.5), beta: effect(-1) },
        }),
        scored,
        h,
        d,
      ),
      everyVerb(
        all.mbgNbd({ r, alpha, a, b, timeUnit: "week", covariates: { alpha: effect(2), a: effect(1), b: effect(-1) } }),
        scored,
        h,
        d,
      ),
    ];
  });
/** Fits with covariates of a cohort of twenty. */
const fittedKnown = fc
  .tuple(cohort, known, fc.constantFrom(0, 0.01), fc.constantFrom(0, 0.01))
  .map(([data, entries, l1, l2]) => () => {
    const penalty = l1 + l2 > 0 ? { l1, l2 } : undefined;
    const full = all.addCovariateColumns(data, entries(20));
    return [
      all.fitBgNbd(full, { covariates: { alpha: ["size"], "a+b": ["size"] }, penalty }),
      all.fitNbd(full, { covariates: { alpha: Object.keys(full.covariates) }, penalty }),
    ];
  });

/** A calendar of some years, with and without values for ever. */
const calendar = fc
  .tuple(
    fc.constantFrom("day", "week", "month", "quarter", "year" as const),
    fc.constantFrom<all.Seasonality["period"]>("year", "week", 45),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom<all.Afterwards | undefined>("last", "mean", 0.5, undefined),
    amounts,
    fc.integer({ min: 0, max: 400 }),
  )
  .map(([period, season, harmonics, afterwards, prices, days]) =>
    all.expandCalendar({
      from: 20_000,
      until: 20_450 + days,
      period,
      seasonality: { period: season, harmonics },
      dummies: period === "day" ? ["weekday"] : ["month", "quarter"],
      holidays: { festival: [{ from: 20_020, until: 20_030 }, 20_300] },
      shared: {
        rows: prices.map((price, i) => ({ price, day: 20_000 + 10 * i })),
        from: ({ day }) => day,
        until: ({ day }) => day + (day % 3) * 4,
        values: { price: ({ price }) => price / 1e6 },
        otherwise: { price: 0 },
      },
      afterwards,
    }),
  );
const dynamic = fc
  .record({ r: extreme, alpha: extreme, s: extreme, beta: extreme, up: effect(), down: effect() })
  .map(({ up, down, ...rates }) =>
    all.dynamicParetoNbd({
      ...rates,
      covariates: { alpha: { festival: up, price: down }, beta: { price: up } },
      timeUnit: "week",
    }),
  );
function effect(): fc.Arbitrary<number> {
  return fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(0, -90, 90, 200));
}
/** The history with a path through a calendar, which may end early. */
const overTime = (data: all.PurchaseHistory, path: all.CovariatePath): all.PurchaseHistory => ({
  ...data,
  calendar: {
    path: Array.from(data.frequency, () => 0),
    paths: [path],
    purchaseSums: Object.fromEntries(
      Object.keys(path.values).map((name) => [name, Array.from(data.frequency, (x) => 0.25 * x)]),
    ),
  },
});

/** For each exported function, calls on legal input. */
const calls: Record<string, Generated> = {
  addCovariates: fc.tuple(withKnown, known).map(
    ([verbs, entries]) =>
      () =>
        verbs((data) => {
          const customers = Array.from(data.frequency, (_, i) => `c${i}`);
          const { size, branch } = entries(customers.length);
          return all.addCovariates(
            { ...data, customers } as all.PurchaseHistory,
            customers.map((id, i) => ({ id, size: size[i]!, branch: branch[i]! })),
            {
              customer: (row) => row.id,
              numbers: { size: (row) => row.size },
              categories: { branch: (row) => row.branch },
              levels: { branch: ["a", "b", "c"] },
            },
          );
        }),
  ),
  addCovariateColumns: fc.oneof(
    withKnown.map((verbs) => () => verbs((data) => data)),
    fittedKnown,
  ),
  bgNbd: bgNbd.map((model) => () => model),
  gammaGamma: gammaGamma.map((model) => () => model),
  shiftedGammaGamma: fc.tuple(shape, anyAmount, profits).map(
    ([parameters, shift, data]) =>
      () =>
        everySpendVerb(all.shiftedGammaGamma({ ...parameters, shift }), data),
  ),
  normalNormal: fc.tuple(anyAmount, extreme, extreme, profits).map(([mu, sigma, tau, data]) => () => [
    everySpendVerb(all.normalNormal({ mu, sigma, tau }), data),
    all.logLikelihood(all.normalNormal({ mu, sigma, tau }), {
      ...data,
      frequency: data.frequency.map((x) => x || 1),
      spendCount: data.frequency.map((x) => x || 1),
      recency: data.age,
    }),
  ]),
  frequencyGammaGamma: fc.tuple(shape, fc.double({ min: -5, max: 5, noNaN: true }), history).map(
    ([parameters, slope, data]) =>
      () =>
        everySpendVerb(all.frequencyGammaGamma({ ...parameters, slope }), { ...data, timeUnit: "week" }),
  ),
  trendGammaGamma: fc.tuple(shape, extreme, kept).map(([parameters, halfLife, data]) => () => {
    const model = all.trendGammaGamma({ ...parameters, halfLife, timeUnit: "week" });
    return everySpendVerb(model, all.recentSpend(data, model));
  }),
  spendShrinkage: fc.tuple(gammaGamma, history).map(
    ([model, data]) =>
      () =>
        all.spendShrinkage(model, { ...data, timeUnit: "week" }),
  ),
  recentSpend: fc.tuple(kept, extreme).map(
    ([data, halfLife]) =>
      () =>
        all.recentSpend(data, { halfLife }),
  ),
  spendDependence: spenders.map((data) => () => all.spendDependence(data)),
  fitFrequencyGammaGamma: fc.tuple(history, spenders, fc.boolean(), fc.boolean()).map(
    ([few, many, finiteMean, which]) =>
      () =>
        all.fitFrequencyGammaGamma(which ? many : { ...few, timeUnit: "week" }, { finiteMean }),
  ),
  fitShiftedGammaGamma: fc.tuple(profits, spenders, fc.nat(2), anyAmount).map(
    ([few, many, which, shift]) =>
      () =>
        all.fitShiftedGammaGamma(which === 0 ? many : few, which === 2 ? { shift: -Math.abs(shift) } : {}),
  ),
  fitNormalNormal: fc.tuple(profits, fc.constantFrom("mean", "each" as const)).map(
    ([data, amounts]) =>
      () =>
        all.fitNormalNormal(data, { amounts: amounts as "mean" | "each" }),
  ),
  fitTrendGammaGamma: kept.map((data) => () => all.fitTrendGammaGamma(data)),
  bgBb: fc.tuple(bgBb, opportunities, wholeHorizon, rate).map(
    ([model, data, h, d]) =>
      () =>
        everyVerb(model, data, h, d),
  ),
  bgCnbdK: fc.tuple(condensed, withGaps, horizon, rate).map(
    ([parameters, data, h, d]) =>
      () =>
        everyVerb(all.bgCnbdK({ ...parameters, timeUnit: "week" }), data, h, d),
  ),
  mbgCnbdK: fc.tuple(condensed, withGaps, horizon, rate).map(
    ([parameters, data, h, d]) =>
      () =>
        everyVerb(all.mbgCnbdK({ ...parameters, timeUnit: "week" }), data, h, d),
  ),
  describeTransactionModel: judged((model) => all.describeTransactionModel(model)),
  nbd: verbsOf(({ r, alpha }) => all.nbd({ r, alpha, timeUnit: "week" })),
  mbgNbd: verbsOf((parameters) => all.mbgNbd({ ...parameters, timeUnit: "week" })),
  paretoNbd: verbsOf(({ r, alpha, a, b }) => all.paretoNbd({ r, alpha, s: a, beta: b, timeUnit: "week" })),
  fitNbd: fitted((data) => all.fitNbd(data)),
  fitMbgNbd: fitted((data) => all.fitMbgNbd(data)),
  addCalendar: fc.tuple(transactions, calendar).map(
    ([rows, spread]) =>
      () =>
        all.addCalendar(summarize(rows, { keepPurchases: true, observedUntil: 20_440 }), spread),
  ),
  dynamicParetoNbd: fc.tuple(dynamic, history, calendar, horizon, rate).map(([model, data, spread, h, d]) => () => {
    const path = all.newCustomer({ calendar: spread, firstPurchase: 20_005 }).calendar!.path;
    return [
      everyVerb(model, overTime({ ...data, timeUnit: "week" }, path), h, d),
      all.posteriorRates(model, all.newCustomer({ calendar: spread })),
    ];
  }),
  expandCalendar: calendar.map((spread) => () => spread),
  fitDynamicParetoNbd: fc.tuple(cohort, calendar).map(([data, spread]) => () => {
    const path = all.newCustomer({ calendar: spread, firstPurchase: 20_005 }).calendar!.path;
    return all.fitDynamicParetoNbd(overTime(data, path), { alpha: ["festival"], beta: ["price"] });
  }),
  fitParetoNbd: fc.tuple(history, timeUnit, fc.constantFrom(false, false, true)).map(
    ([data, unit, correlation]) =>
      () =>
        all.fitParetoNbd({ ...data, timeUnit: unit as all.TimeUnit }, { correlation }),
  ),
  // An m from -1 to 1 is always legal; larger ones are where the rates leave room.
  rateCorrelation: fc
    .tuple(
      fc.record({ r: extreme, alpha: extreme, s: extreme, beta: extreme }),
      fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(-1, 1, 3, 100, 1e6)),
      history,
      horizon,
      rate,
    )
    .map(([parameters, m, data, h, d]) => () => {
      const model = all.paretoNbd({ ...parameters, m, timeUnit: "week" });
      const weekly = { ...data, timeUnit: "week" as const };
      return [all.rateCorrelation(model), all.posteriorRates(model, weekly), everyVerb(model, weekly, h, d)];
    }),
  likelihoodRatioTest: fitted((data) => all.likelihoodRatioTest(all.fitNbd(data), all.fitParetoNbd(data))),
  compareTransactionModels: fitted((data) => all.compareTransactionModels(data, { kinds: ["nbd", "mbg-nbd"] })),
  holdoutMetrics: judged((model, data) => all.holdoutMetrics(model, data)),
  vuongTest: scored((model, data) => all.vuongTest(model, all.nbd({ r: 1, alpha: 2, timeUnit: model.timeUnit }), data)),
  profileInterval: fc.tuple(cohort, fc.constantFrom("r", "alpha", "a", "b")).map(
    ([data, parameter]) =>
      () =>
        all.profileInterval(all.fitMbgNbd(data), data, { parameter }),
  ),
  samplePosterior: fc.tuple(cohort, seed).map(
    ([data, s]) =>
      () =>
        all.samplePosterior(all.fitNbd(data), data, { draws: 20, warmUp: 50, chains: 2, seed: s }),
  ),
  ggompertzNbd: fc
    .tuple(fc.record({ r: extreme, alpha: extreme, b: extreme, s: extreme, beta: extreme }), history, horizon, rate)
    .map(
      ([parameters, data, h, d]) =>
        () =>
          everyVerb(all.ggompertzNbd({ ...parameters, timeUnit: "week" }), { ...data, timeUnit: "week" }, h, d),
    ),
  pdo: fc
    .tuple(fc.record({ r: extreme, alpha: extreme, a: extreme, b: extreme, tau: extreme }), history, horizon, rate)
    .map(
      ([parameters, data, h, d]) =>
        () =>
          everyVerb(all.pdo({ ...parameters, timeUnit: "week" }), { ...data, timeUnit: "week" }, h, d),
    ),
  fitGgompertzNbd: fc.tuple(history, timeUnit).map(
    ([data, unit]) =>
      () =>
        all.fitGgompertzNbd({ ...data, timeUnit: unit as all.TimeUnit }),
  ),
  fitPdo: fc.tuple(history, timeUnit).map(
    ([data, unit]) =>
      () =>
        all.fitPdo(
          { ...data, timeUnit: unit as all.TimeUnit },
          { period: [0.1, 0.02].map((x) => x * Math.max(...data.age)) },
        ),
  ),
  fitBgBb: opportunities.map((data) => () => all.fitBgBb(data)),
  fitBgCnbdK: fc.tuple(withGaps, fc.boolean()).map(
    ([data, modified]) =>
      () =>
        all.fitBgCnbdK(data, { modified }),
  ),
  gapRegularity: fc
    .tuple(withGaps, transactions, fc.boolean())
    .map(([data, rows, which]) =>
      which
        ? () => all.gapRegularity(data)
        : () => all.gapRegularity({ customer: rows.map((r) => r.customer), time: rows.map((r) => r.date) }),
    ),
  summarizeOpportunities: fc.tuple(transactions, fc.boolean()).map(
    ([rows, split]) =>
      () =>
        all.summarizeOpportunities(rows, {
          customer: (r) => r.customer,
          opportunity: (r) => r.date - 19_999,
          bought: (r) => r.amount > 0,
          opportunitiesPerYear: 365.25,
          calibration: split ? 200 : undefined,
        }),
  ),
  newCustomer: timeUnit.map((unit) => () => all.newCustomer({ timeUnit: unit as all.TimeUnit })),
  parseModel: bgNbd.map((model) => () => all.parseModel(JSON.stringify(model))),
  dayNumber: fc
    .date({ noInvalidDate: true, min: new Date("1900-01-01"), max: new Date("2100-01-01") })
    .map((date) => () => all.dayNumber(date)),
  isoDate: fc.integer({ min: -20_000, max: 60_000 }).map((day) => () => all.isoDate(day)),
  summarizeTransactions: transactions.map((rows) => () => summarize(rows)),
  summarizeTransactionColumns: transactions.map(
    (rows) => () =>
      all.summarizeTransactionColumns(
        { customer: rows.map((r) => r.customer), day: rows.map((r) => r.date), amount: rows.map((r) => r.amount) },
        { timeUnit: "day", splitAt: 20_200, observedUntil: 20_400 },
      ),
  ),
  mergeHistories: fc.tuple(transactions, transactions).map(
    ([one, two]) =>
      () =>
        all.mergeHistories([one, two].map((rows) => summarize(rows, { keepPurchases: true, observedUntil: 20_400 }))),
  ),
  historyToJson: transactions.map((rows) => () => all.historyToJson(summarize(rows))),
  parseHistory: transactions.map((rows) => () => all.parseHistory(JSON.stringify(all.historyToJson(summarize(rows))))),
  selectRows: scored((_, data) => all.selectRows(data, [0, 0])),
  fitBgNbd: fc.tuple(history, timeUnit).map(
    ([data, unit]) =>
      () =>
        all.fitBgNbd({ ...data, timeUnit: unit as all.TimeUnit }),
  ),
  fitGammaGamma: fc.tuple(history, profits, fc.boolean(), fc.boolean()).map(
    ([data, withSpread, finiteMean, each]) =>
      () =>
        each
          ? all.fitGammaGamma(withSpread, { finiteMean, amounts: "each" })
          : all.fitGammaGamma({ ...data, timeUnit: "week" }, { finiteMean }),
  ),
  posteriorRates: judged((model, data) => all.posteriorRates(model, data)),
  frequencyFit: judged((model, data) => all.frequencyFit(model, data, { maxFrequency: 9 })),
  frequencyChart: judged((model, data, l) => all.frequencyChart(all.frequencyFit(model, data), { language: l })),
  holdoutChart: judged((model, data, l) => all.holdoutChart(all.holdoutMetrics(model, data), { language: l })),
  compareModelsChart: judged((_, data, l) =>
    all.compareModelsChart(all.compareTransactionModels(data, { kinds: ["nbd", "bg-nbd"] }), { language: l }),
  ),
  isoValueCurves: isoValue((curves) => curves),
  isoValueChart: isoValue((curves, l) => all.isoValueChart(curves, { language: l })),
  logLikelihood: fc
    .tuple(
      fc.boolean(),
      scored((model, data) => all.logLikelihood(model, data)),
      fc.tuple(gammaGamma, history).map(
        ([model, data]) =>
          () =>
            all.logLikelihood(model, { ...data, timeUnit: "week" }),
      ),
    )
    .map(([which, purchases, spend]) => (which ? purchases : spend)),
  probabilityAlive: scored((model, data, h) => all.probabilityAlive(model, data, { ahead: h })),
  expectedTransactions: scored((model, data, h) => all.expectedTransactions(model, data, { horizon: [h, 2 * h] })),
  discountedExpectedTransactions: fc
    .tuple(
      fc.boolean(),
      scored((model, data, h, d) =>
        all.discountedExpectedTransactions(model, data, { annualDiscountRate: d, horizon: h }),
      ),
      scored((model, data, _, d) => all.discountedExpectedTransactions(model, data, { annualDiscountRate: d })),
    )
    .map(([which, finite, forever]) => (which ? finite : forever)),
  transactionProbability: scored((model, data, h) =>
    all.transactionProbability(model, data, { count: [0, 1, 7, 200], horizon: h }),
  ),
  expectedSpend: fc.tuple(gammaGamma, history).map(
    ([model, data]) =>
      () =>
        all.expectedSpend(model, { ...data, timeUnit: "week" }),
  ),
  medianSpend: fc.tuple(gammaGamma, history).map(
    ([model, data]) =>
      () =>
        all.medianSpend(model, { ...data, timeUnit: "week" }),
  ),
  customerLifetimeValue: fc.tuple(bgNbd, gammaGamma, history, horizon, rate).map(
    ([model, spend, data, h, d]) =>
      () =>
        all.customerLifetimeValue(
          { transactions: model, spend },
          { ...data, timeUnit: model.timeUnit },
          { horizon: h, annualDiscountRate: d, margin: 0.3 },
        ),
  ),
  simulateTransactions: fc.tuple(history, seed).map(
    ([data, s]) =>
      () =>
        all.simulateTransactions(
          all.bgNbd({ r: 0.5, alpha: 5, a: 0.8, b: 2, timeUnit: "week" }),
          { ...data, frequency: data.frequency.map((x) => Math.min(x, 60)), timeUnit: "week" },
          { horizon: 10, seed: s, spend: all.gammaGamma({ p: 2, q: 3, gamma: 20 }) },
        ),
  ),
  simulateCohort: fc.tuple(seed, positive).map(
    ([s, age]) =>
      () =>
        all.simulateCohort(all.bgNbd({ r: 0.5, alpha: 5, a: 0.8, b: 2, timeUnit: "week" }), {
          customers: 5,
          age,
          holdout: 3,
          seed: s,
          spend: all.gammaGamma({ p: 2, q: 3, gamma: 20 }),
        }),
  ),
  trackTransactions: fc.tuple(transactions, bgNbd).map(
    ([rows, model]) =>
      () =>
        all.trackTransactions(all.bgNbd({ ...model, timeUnit: "week" }), summarize(rows)),
  ),
  laplaceDraws: fc.tuple(history, seed).map(
    ([data, s]) =>
      () =>
        all.laplaceDraws(all.fitBgNbd({ ...data, timeUnit: "week" }), { draws: 3, seed: s }),
  ),
  bootstrapDraws: fc.tuple(history, seed, fc.boolean()).map(([data, s, ofFit]) => () => {
    const dated: all.PurchaseHistory = { ...data, timeUnit: "week" };
    return all.bootstrapDraws(ofFit ? all.fitBgNbd(dated) : all.fitBgNbd, dated, { draws: 2, seed: s });
  }),
  fitMap: fc.tuple(history, fc.boolean()).map(([data, spend]) => () => {
    const dated = { ...data, timeUnit: "week" as const };
    return spend ? all.fitMap(all.fitGammaGamma(dated), dated) : all.fitMap(all.fitBgNbd(dated), dated);
  }),
  fitPooled: fc.tuple(cohort, fc.integer({ min: 1, max: 6 })).map(
    ([data, parts]) =>
      () =>
        all.fitPooled(all.fitNbd(data), data, { segments: Array.from(data.age, (_, i) => `segment ${i % parts}`) }),
  ),
  jointDraws: seed.map(
    (s) => () => all.jointDraws({ one: { models: [1, 2], method: "posterior", seed: s, warnings: [] } }),
  ),
  predictionInterval: fc.tuple(bgNbd, history, fc.boolean()).map(
    ([model, data, outcome]) =>
      () =>
        all.predictionInterval(
          { models: [model, { ...model, r: 0.5 }], method: "posterior", seed: 1, warnings: [] },
          (m) =>
            all.expectedTransactions(
              { ...m, alpha: Math.max(m.alpha, 1) },
              { ...data, frequency: data.frequency.map((x) => Math.min(x, 60)), timeUnit: m.timeUnit },
              { horizon: 1 },
            ),
          { outcome },
        ),
  ),
  sampleParetoNbd: sampled((data, options) => all.sampleParetoNbd(data, { ...options, warmUp: 110 })),
  sampleAbe: sampled((data, options) =>
    all.sampleAbe(
      { ...data, covariates: { turn: data.frequency.map((_, i) => 1e3 + i) } },
      { ...options, covariates: data.frequency.length > 1 ? ["turn"] : [] },
    ),
  ),
  sampleParetoGgg: sampled((data, options) => all.sampleParetoGgg(data, options)),
  trackingChart: fc.tuple(transactions, bgNbd, language, fc.boolean()).map(
    ([rows, model, l, cumulative]) =>
      () =>
        all.trackingChart(all.trackTransactions(all.bgNbd({ ...model, timeUnit: "week" }), summarize(rows)), {
          language: l,
          cumulative,
        }),
  ),
  aliveMapChart: scored((model, data) =>
    all.aliveMapChart(model, {
      history: { ...data, frequency: Array.from(data.frequency, (x) => Math.min(x, 60)) },
    }),
  ),
  concentrationChart: fc.tuple(amounts, language).map(
    ([column, l]) =>
      () =>
        all.concentrationChart(column, { language: l }),
  ),
  valueByTierChart: fc.tuple(values, language, fc.constantFrom("bars", "pyramid" as const)).map(
    ([column, l, form]) =>
      () =>
        all.valueByTierChart(all.tierByThreshold(column, { cuts: [10, 1000] }), column, { language: l, form }),
  ),
  valueDistributionChart: fc.tuple(values, language).map(
    ([column, l]) =>
      () =>
        all.valueDistributionChart(column, { language: l }),
  ),
  topCustomersChart: fc.tuple(values, language, fc.integer({ min: 1, max: 5 })).map(
    ([column, l, count]) =>
      () =>
        all.topCustomersChart([...column.keys()], column, { language: l, count }),
  ),
  lorenzCurve: valued((column) => all.lorenzCurve(column), amounts),
  gini: valued((column) => all.gini(column, { unbiased: true }), amounts),
  topShare: valued((column) => all.topShare(column, { top: 0.33 }), amounts),
  customersForShare: valued((column) => all.customersForShare(column, { share: 0.8 }), amounts),
  concentration: valued((column) => all.concentration(column), amounts),
  whaleCurve: valued((column) => all.whaleCurve(column)),
  check8020: valued((column) => all.check8020({ volume: column, profit: column }), amounts),
  paretoExponent: fc
    .tuple(fc.double({ min: 0.01, max: 0.5, noNaN: true }), fc.double({ min: 0.51, max: 0.999, noNaN: true }))
    .map(
      ([top, share]) =>
        () =>
          all.paretoExponent({ top, share }),
    ),
  fitParetoExponent: valued((column) => all.fitParetoExponent(column), amounts),
  tierByValueShare: valued((column) => all.tierByValueShare(column, { boundaries: [0.8, 0.95] })),
  tierByCustomerShare: valued((column) => all.tierByCustomerShare(column, { shares: [0.1, 0.3, 0.6] })),
  tierByThreshold: valued((column) => all.tierByThreshold(column, { cuts: [10, 1000] })),
  tierSummary: valued((column) => all.tierSummary(all.tierByThreshold(column, { cuts: [10, 1000] }), column)),
  migrationMatrix: fc
    .tuple(values, values, fc.integer({ min: 0, max: 12 }), fc.boolean())
    .map(([one, two, shift, ordered]) => () => {
      const classes = (column: number[], first: number) =>
        all.tierByThreshold(column, { cuts: [10, 1000], customers: column.map((_, i) => `c${i + first}`) });
      return all.migrationMatrix(classes(one, 0), classes(two, shift), { ordered });
    }),
  crossMatrix: crossed((matrix) => matrix),
  crossMatrixChart: fc
    .tuple(
      crossed((matrix) => matrix),
      fc.constantFrom("customers", "shareOfRow", "value" as const),
      language,
    )
    .map(
      ([call, show, l]) =>
        () =>
          all.crossMatrixChart(call(), { show, language: l }),
    ),
  migrationChart: fc.tuple(values, values, fc.boolean(), language).map(([one, two, ordered, l]) => () => {
    const classes = (column: number[]) =>
      all.tierByThreshold(column, { cuts: [10, 1000], customers: column.map((_, i) => `c${i}`) });
    return all.migrationChart(all.migrationMatrix(classes(one), classes(two), { ordered }), { language: l });
  }),
  classDistributionChart: valued((column) =>
    all.classDistributionChart(all.tierByThreshold(column, { cuts: [10, 1000] })),
  ),
  selectKeyCustomers: valued((column) => all.selectKeyCustomers(column, { coverage: 0.8 }), amounts),
  toRecords: valued((column) => all.toRecords({ value: column })),
  ...servqualCalls,
  ...satisfactionCalls,
  ...pathModelCalls,
  ...loyaltyClassCalls,
  ...loyaltyDriverCalls,
  ...loyaltyMeasureCalls,
};

/** Every number inside a result, its path first. */
function* numbers(value: unknown, path = "result"): Generator<[string, number]> {
  if (typeof value === "number") yield [path, value];
  else if (ArrayBuffer.isView(value))
    for (const [i, entry] of (value as unknown as number[]).entries()) yield [`${path}[${i}]`, entry];
  else if (typeof value === "object" && value !== null) {
    for (const [name, entry] of Object.entries(value)) yield* numbers(entry, `${path}.${name}`);
  }
}

/** Where `Infinity` is documented: a mean that does not exist, a horizon without end, a sum that diverges. */
const mayBeInfinite = new Set([
  "expectedSpend",
  "medianSpend",
  "customerLifetimeValue",
  "discountedExpectedTransactions",
  "shiftedGammaGamma",
  "frequencyGammaGamma",
  "trendGammaGamma",
  "spendShrinkage",
]);

/**
 * Share of the calls that have to be answered, at the least. What has no answer: fits of nobody who bought again, draws where the
 * likelihood of a handful of customers is flat, slopes, shifts and half-lives of one or two customers, exponents of equal amounts, tracking of a log of returns, tests of a single customer, and
 * the regularity of customers with two purchases.
 */
const leastAnswered: Readonly<Record<string, number>> = {
  addCovariateColumns: 0.8,
  laplaceDraws: 0.5,
  spendDependence: 0.6,
  fitFrequencyGammaGamma: 0.5,
  fitShiftedGammaGamma: 0.7,
  fitNormalNormal: 0.6,
  fitTrendGammaGamma: 0.4,
  vuongTest: 0.75,
  profileInterval: 0.7,
  samplePosterior: 0.7,
  fitPooled: 0.7,
  gapRegularity: 0.2,
  fitParetoExponent: 0.75,
  fitBgNbd: 0.85,
  addCalendar: 0.5,
  dynamicParetoNbd: 0.6,
  fitDynamicParetoNbd: 0.5,
  fitParetoNbd: 0.8,
  rateCorrelation: 0.6,
  fitGammaGamma: 0.8,
  bootstrapDraws: 0.85,
  trackTransactions: 0.85,
  trackingChart: 0.85,
};
const runs = thorough ? 60 : 30;

const functions = Object.entries({ ...all }).filter(
  ([name, value]) => typeof value === "function" && name !== "InputError",
);

test("every exported function has a generator", () => {
  expect(functions.map(([name]) => name).filter((name) => calls[name] === undefined)).toEqual([]);
  expect(Object.keys(calls).filter((name) => !functions.some(([other]) => other === name))).toEqual([]);
});

for (const [name, call] of Object.entries(calls)) {
  test(`${name} never gives NaN`, () => {
    let answered = 0;
    fc.assert(
      fc.property(call, (run) => {
        let result: unknown;
        try {
          result = run();
        } catch (error) {
          if (error instanceof all.InputError) return;
          throw error;
        }
        answered++;
        for (const [path, value] of numbers(result)) {
          const fine = Number.isFinite(value) || (value === Number.POSITIVE_INFINITY && mayBeInfinite.has(name));
          if (!fine) throw new Error(`${path} is ${value}`);
        }
      }),
      { seed: 20_261_122, numRuns: runs, endOnFailure: true },
    );
    expect(answered / runs, "share of legal input that has an answer").toBeGreaterThanOrEqual(
      leastAnswered[name] ?? 0.9,
    );
  });
}

test("schemas accept what the package makes and refuse what it would", () => {
  const model = all.bgNbd({ r: 1, alpha: 1, a: 1, b: 1, timeUnit: "week" });
  expect(schema.modelSchema.safeParse(JSON.parse(JSON.stringify(model))).success).toBe(true);
  expect(schema.modelSchema.safeParse({ ...model, r: Number.NaN }).success).toBe(false);
  expect(schema.modelSchema.safeParse({ ...model, alpha: -1 }).success).toBe(false);
  const data = summarize([
    { customer: "a", date: 20_000, amount: 1 },
    { customer: "a", date: 20_010, amount: 2 },
  ]);
  expect(schema.purchaseHistorySchema.safeParse(JSON.parse(JSON.stringify(all.historyToJson(data)))).success).toBe(
    true,
  );
  expect(schema.purchaseHistorySchema.safeParse({ frequency: [1], recency: [0] }).success).toBe(false);
});
