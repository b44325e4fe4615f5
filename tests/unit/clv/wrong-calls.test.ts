/** Calls from where no compiler looked: each says what it wanted, and none ends in a TypeError. */
import { describe, expect, test } from "vitest";
import {
  compareModelsChart,
  customerLifetimeValue,
  expandCalendar,
  fitBgNbd,
  fitDynamicParetoNbd,
  fitNormalNormal,
  fitParetoNbd,
  frequencyChart,
  gammaGamma,
  gapRegularity,
  isoValueChart,
  likelihoodRatioTest,
  nbd,
  profileInterval,
  samplePosterior,
  simulateCohort,
  trackingChart,
} from "../../../src/clv/index.ts";
import { InputError } from "../../../src/index.ts";

const history = { frequency: [0, 2, 1], recency: [0, 20, 5], age: [39, 39, 38], timeUnit: "week" } as const;
const calendar = { from: "2024-01-01", until: "2024-12-31", period: "week" };
const loose = (call: unknown) => call as (...given: readonly unknown[]) => unknown;

describe("wrong calls", () => {
  const calls: Readonly<Record<string, readonly [call: () => unknown, path: string]>> = {
    "a holdout of null": [() => loose(fitBgNbd)({ ...history, holdout: null }), "history.holdout"],
    "a cohort without options": [
      () => loose(simulateCohort)(nbd({ r: 1, alpha: 2, timeUnit: "week" })),
      "options.customers",
    ],
    "regularity of nothing": [() => loose(gapRegularity)(), "data"],
    "regularity of purchases that are null": [
      () => loose(gapRegularity)({ ...history, purchases: null }),
      "history.purchases",
    ],
    "regularity of purchases without customers": [
      () => loose(gapRegularity)({ ...history, purchases: {} }),
      "history.purchases.customers",
    ],
    "a word for the dummies": [() => loose(expandCalendar)({ ...calendar, dummies: "month" }), "options.dummies"],
    "shared values of null": [() => loose(expandCalendar)({ ...calendar, shared: null }), "options.shared"],
    "afterwards of an unknown covariate": [
      () =>
        loose(expandCalendar)({
          ...calendar,
          seasonality: { period: "year", harmonics: 1 },
          afterwards: { yearSine1: "last", yearCosine1: "last", yearSine2: "last" },
        }),
      "options.afterwards",
    ],
    "a null list of covariates": [() => loose(fitDynamicParetoNbd)(history, { alpha: null }), "options"],
    "a test of what is no fit": [
      () => loose(likelihoodRatioTest)({ logLikelihood: -3, customers: 2 }, { logLikelihood: -2, customers: 2 }),
      "smaller.parameterNames",
    ],
    "a test the wrong way round": [
      () => likelihoodRatioTest(fitParetoNbd(history), { ...fitBgNbd(history), parameterNames: ["r"] }),
      "larger.parameterNames",
    ],
    "values without options": [
      () =>
        loose(customerLifetimeValue)(
          {
            transactions: nbd({ r: 1, alpha: 2, timeUnit: "week" }),
            spend: gammaGamma({ p: 6, q: 4, gamma: 15 }),
          },
          history,
        ),
      "options.margin",
    ],
    "a chart of no comparison": [() => loose(compareModelsChart)(), "comparison.models"],
    "a chart of a comparison with a gap": [() => loose(compareModelsChart)({ models: [null] }), "comparison.models[0]"],
    "a chart of no frequencies": [() => loose(frequencyChart)({}), "fit.bins"],
    "a chart of no tracking": [() => loose(trackingChart)(), "tracking"],
    "a chart of no curves": [() => loose(isoValueChart)(), "curves"],
    "a profile of nothing": [() => loose(profileInterval)({ model: null }, history), "fit"],
    "a posterior of nothing": [() => loose(samplePosterior)({ model: null }, history, { seed: 1 }), "fit"],
    "a profile of a model that was not fitted": [
      () => loose(profileInterval)(nbd({ r: 1, alpha: 2, timeUnit: "week" }), history, { parameter: "r" }),
      "fit",
    ],
    "a profile of a spend model that has none": [
      () =>
        loose(profileInterval)(
          fitNormalNormal({ ...history, frequency: [1, 2, 3], recency: [9, 20, 5], meanSpend: [3, 9, 4] }),
          history,
          {
            parameter: "mu",
          },
        ),
      "fit",
    ],
    "a misspelt penalty": [
      () =>
        loose(fitParetoNbd)(
          { ...history, covariates: { branch: [0, 1, 0] } },
          { covariates: { alpha: ["branch"] }, penalty: { L1: 3 } },
        ),
      "options.penalty",
    ],
  };
  test.each(Object.entries(calls))("%s", (_, [call, path]) => {
    expect(call).toThrow(InputError);
    expect(call).toThrow(expect.objectContaining({ path }));
  });
});
