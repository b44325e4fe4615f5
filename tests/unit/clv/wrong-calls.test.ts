/** What a stranger may pass by mistake, types aside: each has to say where it is wrong. */
import { expect, test } from "vitest";
import * as clv from "../../../src/clv/index.ts";
import { InputError } from "../../../src/errors.ts";

// biome-ignore lint/suspicious/noExplicitAny: these calls are wrong on purpose.
const wrong = (value: unknown): any => value;
const model = clv.bgNbd({ r: 0.2, alpha: 4, a: 0.8, b: 2.4, timeUnit: "week" });
const spend = clv.gammaGamma({ p: 6, q: 4, gamma: 15 });
const history = { frequency: [1, 0], recency: [2, 0], age: [5, 5], timeUnit: "week" } as const;
const draws = { models: [model], method: "laplace", seed: 1, warnings: [] } as const;

const calls: Record<string, [() => unknown, code: string, path: string]> = {
  "a fit of nothing": [() => clv.fitBgNbd(wrong(undefined)), "empty", "history"],
  "a history without a unit": [
    () => clv.fitBgNbd(wrong({ frequency: [1], recency: [1], age: [2] })),
    "bad-option",
    "history.timeUnit",
  ],
  "a start that is none": [() => clv.fitBgNbd(history, { start: wrong({ r: -1 }) }), "out-of-range", "options.start.r"],
  "no start": [() => clv.fitBgNbd(history, { start: wrong(null) }), "bad-option", "options.start"],
  "a fit of nothing from a start": [() => clv.fitBgNbd(wrong(undefined), { start: model }), "empty", "history"],
  "a start in days for weeks": [
    () => clv.fitBgNbd(history, { start: clv.bgNbd({ ...model, timeUnit: "day" }) }),
    "unit-mismatch",
    "options.start.timeUnit",
  ],
  "nobody bought again": [
    () => clv.fitBgNbd({ ...history, frequency: [0, 0], recency: [0, 0] }),
    "no-repeat-purchases",
    "history.frequency",
  ],
  "no start of spend": [
    () => clv.fitGammaGamma({ ...history, meanSpend: [3, 0] }, { start: wrong(null) }),
    "bad-option",
    "options.start",
  ],
  "a start of spend that is none": [
    () => clv.fitGammaGamma({ ...history, meanSpend: [3, 0] }, { start: wrong({ p: 1, q: 2 }) }),
    "not-finite",
    "options.start.gamma",
  ],
  "nobody spent anything": [
    () => clv.fitGammaGamma({ ...history, meanSpend: [0, 0] }),
    "insufficient-data",
    "history.meanSpend",
  ],
  "a finite mean in words": [
    () => clv.fitGammaGamma({ ...history, meanSpend: [3, 0] }, { finiteMean: wrong("yes") }),
    "bad-option",
    "options.finiteMean",
  ],
  "a verb without a model": [() => clv.probabilityAlive(wrong(null), history), "unknown-kind", "model"],
  "a verb on the wrong kind of model": [
    () => clv.probabilityAlive(wrong(spend), history),
    "unknown-kind",
    "model.kind",
  ],
  "days for weeks": [
    () => clv.expectedTransactions(model, { ...history, timeUnit: "day" }, { horizon: 3 }),
    "unit-mismatch",
    "history.timeUnit",
  ],
  "no horizon": [() => clv.expectedTransactions(model, history, wrong({})), "not-finite", "options.horizon"],
  "horizons that are no list": [
    () => clv.expectedTransactions(model, history, { horizon: wrong({ weeks: 3 }) }),
    "not-finite",
    "options.horizon",
  ],
  "horizons in text": [
    () => clv.expectedTransactions(model, history, { horizon: wrong(["3"]) }),
    "not-finite",
    "options.horizon[0]",
  ],
  "no horizons": [
    () => clv.expectedTransactions(model, history, { horizon: new Float64Array(0) }),
    "empty",
    "options.horizon",
  ],
  "ten for ten per cent": [
    () => clv.discountedExpectedTransactions(model, history, { annualDiscountRate: 10 }),
    "out-of-range",
    "options.annualDiscountRate",
  ],
  "a rate that is no rate": [
    () => clv.discountedExpectedTransactions(model, history, { annualDiscountRate: 1e-300 }),
    "out-of-range",
    "options.annualDiscountRate",
  ],
  "models the wrong way round": [
    () =>
      clv.customerLifetimeValue({ transactions: wrong(spend), spend: wrong(model) }, history, {
        annualDiscountRate: 0.1,
        margin: 0.3,
      }),
    "unknown-kind",
    "models.spend.kind",
  ],
  "value without amounts": [
    () => clv.customerLifetimeValue({ transactions: model, spend }, history, { annualDiscountRate: 0.1, margin: 0.3 }),
    "insufficient-data",
    "history.meanSpend",
  ],
  "thirty for thirty per cent": [
    () => clv.customerLifetimeValue({ transactions: model, spend }, history, { annualDiscountRate: 0.1, margin: 30 }),
    "out-of-range",
    "options.margin",
  ],
  "a first purchase in words": [
    () =>
      clv.customerLifetimeValue({ transactions: model, spend }, clv.newCustomer(), {
        annualDiscountRate: 0.1,
        margin: 0.3,
        includeFirstPurchase: wrong("no"),
      }),
    "bad-option",
    "options.includeFirstPurchase",
  ],
  "a first purchase of customers who have made it": [
    () =>
      clv.customerLifetimeValue(
        { transactions: model, spend },
        { ...history, meanSpend: [3, 0] },
        { annualDiscountRate: 0.1, margin: 0.3, includeFirstPurchase: true },
      ),
    "bad-option",
    "options.includeFirstPurchase",
  ],
  "draws from a model": [() => clv.laplaceDraws(wrong(model), { seed: 1 }), "unknown-kind", "fit"],
  "draws from nothing": [() => clv.laplaceDraws(wrong(undefined), { seed: 1 }), "unknown-kind", "fit"],
  "a bootstrap without an estimator": [
    () => clv.bootstrapDraws(wrong(undefined), history, { seed: 1 }),
    "bad-option",
    "fit",
  ],
  "joint draws of nothing": [() => clv.jointDraws({}), "empty", "parts"],
  "joint draws of a number": [() => clv.jointDraws(wrong({ a: 5 })), "bad-option", "parts.a"],
  "an interval without draws": [() => clv.predictionInterval(wrong(undefined), () => 1), "bad-option", "draws"],
  "an interval without a verb": [() => clv.predictionInterval(draws, wrong(undefined)), "bad-option", "verb"],
  "a verb that gives NaN": [
    () => clv.predictionInterval(draws, () => Number.NaN),
    "not-finite",
    "verb(draws.models[0])[0]",
  ],
  "a simulation without a seed": [
    () => clv.simulateTransactions(model, history, wrong({ horizon: 3 })),
    "not-finite",
    "options.seed",
  ],
  "tracking without a calendar": [
    () => clv.trackTransactions(model, history),
    "insufficient-data",
    "history.periodCounts",
  ],
  "text that is not JSON": [() => clv.parseModel("{bad"), "bad-option", "json"],
  "a model of tomorrow": [() => clv.parseModel({ ...model, version: 2 }), "bad-option", "model.version"],
  "a new customer in fortnights": [
    () => clv.newCustomer({ timeUnit: wrong("fortnight") }),
    "bad-option",
    "options.timeUnit",
  ],
  "a merge of nothing": [() => clv.mergeHistories(wrong(undefined)), "empty", "histories"],
  "rows of nothing": [() => clv.selectRows(wrong(null), [1]), "empty", "history"],
  "rows of no columns": [() => clv.selectRows(wrong({ timeUnit: "week" }), [1]), "not-finite", "history.frequency"],
  "rows of columns of unequal length": [
    () => clv.selectRows({ ...history, age: [5] }, [1]),
    "length-mismatch",
    "history.age",
  ],
  "rows of a holdout of another length": [
    () => clv.selectRows({ ...history, holdout: { duration: 3, frequency: [1] } }, [1]),
    "length-mismatch",
    "history.holdout.frequency",
  ],
  "columns of nothing": [
    () => clv.summarizeTransactionColumns(wrong(null), { timeUnit: "week" }),
    "empty",
    "transactions",
  ],
  "a date without options": [() => clv.dayNumber("2026-01-01", wrong(null)), "bad-option", "options"],
  "a date pattern that is a number": [
    () => clv.dayNumber("2026-01-01", { pattern: wrong(5) }),
    "bad-option",
    "options.pattern",
  ],
};

for (const [name, [call, code, path]] of Object.entries(calls)) {
  test(name, () => {
    let caught: unknown;
    try {
      call();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(InputError);
    expect(caught).toMatchObject({ code, path });
  });
}

test("a list of horizons may be a typed array", () => {
  const list = clv.expectedTransactions(model, history, { horizon: [13, 52] });
  expect(clv.expectedTransactions(model, history, { horizon: Float64Array.of(13, 52) })).toEqual(list);
  const counts = clv.transactionProbability(model, history, { horizon: 13, count: [0, 1] });
  expect(clv.transactionProbability(model, history, { horizon: 13, count: Float64Array.of(0, 1) })).toEqual(counts);
});

test("a value with the first purchase says so", () => {
  const options = { annualDiscountRate: 0.1, margin: 0.3, horizon: 52, includeFirstPurchase: true };
  const models = { transactions: model, spend };
  const value = clv.customerLifetimeValue(models, clv.newCustomer(), options);
  expect(value.basis).toContain("first purchase");
  const later = clv.customerLifetimeValue(models, clv.newCustomer(), { ...options, includeFirstPurchase: false });
  expect(later.basis).toBe("residual value from the end of observation");
  expect(value.values).toBeCloseTo(later.values + 0.3 * clv.expectedSpend(spend, clv.newCustomer()), 12);
});

test("messages show what was given, not how it is kept", () => {
  const log = { customer: ["a", "a"], day: [20_000, 20_010] };
  const messageOf = (call: () => unknown) => {
    try {
      call();
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };
  const summarize = (options: object) => () =>
    clv.summarizeTransactionColumns(log, { timeUnit: "week", observedUntil: "2024-12-31", ...options });
  expect(messageOf(summarize({ observedFrom: "2025-01-01" }))).toContain('received "2025-01-01"');
  expect(messageOf(summarize({ splitAt: "2025-01-01" }))).toContain('received "2025-01-01"');
  expect(messageOf(summarize({ acquiredFrom: "2024-05-02", acquiredUntil: "2024-05-01" }))).toContain(
    'received "2024-05-02"',
  );
  const none = { ...history, frequency: Float64Array.of(0, 0), recency: [0, 0] };
  expect(messageOf(() => clv.fitBgNbd(none))).not.toContain("Float64Array");
  const free = { ...history, meanSpend: Float64Array.of(0, 0) };
  expect(messageOf(() => clv.fitGammaGamma(free))).not.toContain("Float64Array");
});
