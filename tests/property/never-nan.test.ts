/**
 * Every exported function on generated legal input: finite numbers, documented `Infinity` or `null`, or an `InputError`; never NaN, never
 * another kind of error. A new export fails here until it has a generator.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as all from "../../src/index.ts";
import * as schema from "../../src/schema/index.ts";

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

type Generated = fc.Arbitrary<() => unknown>;
const scored = (verb: (model: all.BgNbdModel, data: all.PurchaseHistory, h: number, d: number) => unknown): Generated =>
  fc.tuple(bgNbd, history, horizon, rate).map(
    ([model, data, h, d]) =>
      () =>
        verb(model, { ...data, timeUnit: model.timeUnit }, h, d),
  );
const sampled = (verb: (data: all.PurchaseHistory, options: all.HierarchicalOptions) => unknown): Generated =>
  fc.tuple(history, horizon, timeUnit, seed).map(([data, h, unit, s]) => {
    const equalGaps = data.frequency.map((x, i) => (x === 0 ? 0 : x * Math.log(data.recency[i]! / x)));
    const options = { draws: 10, thin: 3, warmUp: 30, seed: s, horizon: h };
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

/** For each exported function, calls on legal input. */
const calls: Record<string, Generated> = {
  bgNbd: bgNbd.map((model) => () => model),
  gammaGamma: gammaGamma.map((model) => () => model),
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
  fitGammaGamma: fc.tuple(history, fc.boolean()).map(
    ([data, finiteMean]) =>
      () =>
        all.fitGammaGamma({ ...data, timeUnit: "week" }, { finiteMean }),
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
  bootstrapDraws: fc.tuple(history, seed).map(
    ([data, s]) =>
      () =>
        all.bootstrapDraws(all.fitBgNbd, { ...data, timeUnit: "week" } as all.PurchaseHistory, { draws: 2, seed: s }),
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
  sampleParetoNbd: sampled((data, options) => all.sampleParetoNbd(data, options)),
  sampleAbe: sampled((data, options) =>
    all.sampleAbe(data, { ...options, covariates: { turn: data.frequency.map((_, i) => 1e3 + i) } }),
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
  selectKeyCustomers: valued((column) => all.selectKeyCustomers(column, { coverage: 0.8 }), amounts),
  toRecords: valued((column) => all.toRecords({ value: column })),
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
]);

/**
 * Share of the calls that have to be answered, at the least. What has no answer: fits of nobody who bought again, draws where the
 * likelihood of a handful of customers is flat, exponents of equal amounts, tracking of a log of returns.
 */
const leastAnswered: Readonly<Record<string, number>> = {
  laplaceDraws: 0.5,
  fitParetoExponent: 0.75,
  fitBgNbd: 0.85,
  fitGammaGamma: 0.85,
  bootstrapDraws: 0.85,
  trackTransactions: 0.85,
  trackingChart: 0.85,
};
const runs = 60;

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
