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
  "a start that is none": [() => clv.fitBgNbd(history, { start: wrong({ r: -1 }) }), "out-of-range", "bg-nbd.r"],
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
  "draws from a model": [() => clv.laplaceDraws(wrong(model), { seed: 1 }), "unknown-kind", "fit"],
  "draws from nothing": [() => clv.laplaceDraws(wrong(undefined), { seed: 1 }), "unknown-kind", "fit"],
  "a bootstrap without an estimator": [
    () => clv.bootstrapDraws(wrong(undefined), history, { seed: 1 }),
    "bad-option",
    "fitX",
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
