/** Models that never passed `parseModel`: JSON of somebody else, or typed by hand. Every verb looks at them before it computes. */
import { describe, expect, test } from "vitest";
import * as clv from "../../../src/clv/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: these models are wrong on purpose.
const wrong = (value: unknown): any => value;
const model = clv.bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
const spend = clv.gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
const customer = { frequency: 2, recency: 30.43, age: 38.86, meanSpend: 22.35 };
const options = { annualDiscountRate: 0.1, margin: 0.3, horizon: 52 };

const transactionVerbs: Record<string, (subject: clv.TransactionModel) => unknown> = {
  probabilityAlive: (subject) => clv.probabilityAlive(subject, customer),
  expectedTransactions: (subject) => clv.expectedTransactions(subject, customer, { horizon: 39 }),
  discountedExpectedTransactions: (subject) => clv.discountedExpectedTransactions(subject, customer, options),
  transactionProbability: (subject) => clv.transactionProbability(subject, customer, { count: 1, horizon: 39 }),
  logLikelihood: (subject) => clv.logLikelihood(subject, customer),
  simulateTransactions: (subject) => clv.simulateTransactions(subject, customer, { horizon: 39, seed: 1 }),
  simulateCohort: (subject) => clv.simulateCohort(subject, { customers: 2, age: 39, seed: 1 }),
  customerLifetimeValue: (subject) => clv.customerLifetimeValue({ transactions: subject, spend }, customer, options),
};
const spendVerbs: Record<string, (subject: clv.SpendModel) => unknown> = {
  expectedSpend: (subject) => clv.expectedSpend(subject, customer),
  medianSpend: (subject) => clv.medianSpend(subject, customer),
  logLikelihood: (subject) => clv.logLikelihood(subject, customer),
  simulateCohort: (subject) => clv.simulateCohort(model, { customers: 2, age: 39, seed: 1, spend: subject }),
  customerLifetimeValue: (subject) =>
    clv.customerLifetimeValue({ transactions: model, spend: subject }, customer, options),
};

const { b: _b, ...withoutB } = model;
const { gamma: _gamma, ...withoutGamma } = spend;
const { timeUnit: _timeUnit, ...withoutUnit } = model;

describe.each(Object.entries(transactionVerbs))("%s refuses a model", (_, verb) => {
  test.each<[string, unknown, string, RegExp]>([
    ["without b", withoutB, "not-finite", /\.b$/],
    ["with a negative r", { ...model, r: -1 }, "out-of-range", /\.r$/],
    ["with alpha in text", { ...model, alpha: "4.414" }, "not-finite", /\.alpha$/],
    ["with an infinite a", { ...model, a: Infinity }, "not-finite", /\.a$/],
    ["without a unit", withoutUnit, "bad-option", /\.timeUnit$/],
    ["in a fit, without b", { model: withoutB, warnings: [] }, "not-finite", /\.b$/],
  ])("%s", (__, subject, code, path) => {
    expect(() => verb(wrong(subject))).toThrow(expect.objectContaining({ code, path: expect.stringMatching(path) }));
  });
});

describe.each(Object.entries(spendVerbs))("%s refuses a model of spend", (_, verb) => {
  test.each<[string, unknown, string, RegExp]>([
    ["without gamma", withoutGamma, "not-finite", /\.gamma$/],
    ["with q = 0", { ...spend, q: 0 }, "out-of-range", /\.q$/],
  ])("%s", (__, subject, code, path) => {
    expect(() => verb(wrong(subject))).toThrow(expect.objectContaining({ code, path: expect.stringMatching(path) }));
  });
});

test("a model that went through JSON without parseModel scores as it did", () => {
  const loaded = JSON.parse(JSON.stringify(model)) as clv.BgNbdModel;
  expect(clv.probabilityAlive(loaded, customer)).toBe(clv.probabilityAlive(model, customer));
});

test("parseModel says what is wrong with a version", () => {
  const refusal = (version: unknown) => {
    try {
      return clv.parseModel({ ...model, version });
    } catch (error) {
      return error as Error;
    }
  };
  expect(refusal(2)).toMatchObject({ code: "bad-option", message: expect.stringContaining("newer") });
  for (const version of [0, -1, 1.5, "2", undefined]) {
    expect(refusal(version)).toMatchObject({ code: "bad-option", message: expect.not.stringContaining("newer") });
  }
});
