import { describe, expect, test } from "vitest";
import {
  bgBb,
  bgNbd,
  bootstrapDraws,
  type ClvModel,
  expectedTransactions,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitGammaGamma,
  fitGgompertzNbd,
  fitMap,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPdo,
  gammaGamma,
  type LikelihoodFit,
  laplaceDraws,
  mbgNbd,
  newCustomer,
  type PurchaseHistory,
  predictionInterval,
  selectRows,
  simulateCohort,
  type WithSpend,
} from "../../../../src/clv/index.ts";
import { accelerationOf } from "../../../../src/clv/uncertainty/acceleration.ts";
import { bcaShares } from "../../../../src/statistics/bca-shares.ts";

type History = PurchaseHistory & WithSpend;
const truth = mbgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const spend = gammaGamma({ p: 6, q: 4, gamma: 15 });
const cohort = simulateCohort(truth, { customers: 300, age: 52, seed: 3, spend }).history;
const history: History = {
  ...cohort,
  meanSpend: cohort.meanSpend!,
  logGapSum: Array.from(cohort.frequency, (x, i) => (x === 0 ? 0 : x * Math.log(cohort.recency[i]! / x) - 0.3 * x)),
};
const gifts = simulateCohort(bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78, opportunitiesPerYear: 1 }), {
  customers: 300,
  age: 6,
  seed: 1,
}).history as History;

describe("bootstrapDraws of a fit", () => {
  const fits: Record<string, (data: History, options?: { start?: never }) => LikelihoodFit<ClvModel>> = {
    nbd: fitNbd,
    "bg-nbd": fitBgNbd,
    "mbg-nbd": fitMbgNbd,
    "pareto-nbd": fitParetoNbd,
    "ggompertz-nbd": fitGgompertzNbd,
    "bg-cnbd-k": (data, options) => fitBgCnbdK(data, { ...options, k: 2 }),
    pdo: (data, options) => fitPdo(data, { ...options, period: 4 }),
    "gamma-gamma": fitGammaGamma,
    "gamma-gamma with a finite mean": (data, options) => fitGammaGamma(data, { ...options, finiteMean: true }),
    "bg-bb": fitBgBb,
  };

  test.each(Object.keys(fits))("%s: a refit is the plain fit of the same resample", (kind) => {
    const data = kind === "bg-bb" ? gifts : history;
    const fit = fits[kind]!(data);
    const quick = bootstrapDraws(fit, data, { draws: 3, seed: 11 });
    const plain = bootstrapDraws(fits[kind]! as typeof fitBgNbd, data, { draws: 3, seed: 11 });
    expect(quick.models.length).toBe(3);
    quick.models.forEach((model, k) => {
      const values = model as unknown as Record<string, number>;
      const expected = plain.models[k] as unknown as Record<string, number>;
      // On a ridge the parameters are arbitrary; what they predict is not.
      const determined = !fit.warnings.some(({ code }) => code.startsWith("weak") || code.startsWith("reduces"));
      for (const name of determined ? fit.parameterNames : []) {
        expect(Math.abs(values[name]! / expected[name]! - 1), `${name} of draw ${k}`).toBeLessThan(1e-6);
      }
    });
  });

  test("a row of weight w is w customers, and draws depend on the seed alone", () => {
    const fit = fitBgNbd(history);
    const draws = bootstrapDraws(fit, history, { draws: 4, seed: 2 });
    expect(bootstrapDraws(fit, history, { draws: 2, seed: 2 }).models).toEqual(draws.models.slice(0, 2));
    const half = { ...history, weight: Float64Array.from(history.age, () => 3) };
    const narrow = bootstrapDraws(fitBgNbd(half), half, { draws: 60, seed: 2 });
    const wide = bootstrapDraws(fit, history, { draws: 60, seed: 2 });
    const spread = (models: readonly ClvModel[]) => {
      const logs = models.map((model) => Math.log((model as typeof truth).r));
      const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
      return Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
    };
    expect(spread(wide.models) / spread(narrow.models)).toBeGreaterThan(1.3);
    expect(spread(wide.models) / spread(narrow.models)).toBeLessThan(2.3);
  });

  test("at a limit, where the fit has no covariance, and with the priors of a MAP fit", () => {
    const same = { frequency: [1, 2, 1, 2, 1, 2], recency: [30, 39, 38, 40, 22, 39], age: [40, 40, 40, 40, 40, 40] };
    const data: PurchaseHistory = { ...same, timeUnit: "week" };
    const limit = bootstrapDraws(fitBgNbd(data), data, { draws: 5, seed: 1 });
    expect(limit.models.length).toBe(5);
    const held = bootstrapDraws(fitMap(fitBgNbd(data), data), data, { draws: 5, seed: 1 });
    for (const { r, b } of held.models) {
      expect(r).toBeLessThan(100);
      expect(b).toBeLessThan(100);
    }
    // A resample is what the priors of the whole make of it.
    const { priors, model } = fitMap(fitBgNbd(history), history);
    const again = bootstrapDraws(fitMap(model, history), history, { draws: 1, seed: 1 }).models[0]!;
    const plain = bootstrapDraws(
      (sample: PurchaseHistory) => fitMap(model, sample, { priors }),
      history as PurchaseHistory,
      { draws: 1, seed: 1 },
    ).models[0]!;
    expect(again.a / plain.a).toBeCloseTo(1, 6);
  });

  test("refuses a fit of other data, and what is no fit", () => {
    const fit = fitBgNbd(history);
    const others = selectRows(history, [...Array(150).keys()]);
    expect(() => bootstrapDraws(fit, others, { seed: 1 })).toThrow(
      expect.objectContaining({ code: "bad-option", path: "fit", message: expect.stringContaining("estimator") }),
    );
    for (const none of [{ model: { kind: "other" } }, fit.model, { ...fit, model: { kind: "other" } }]) {
      expect(() => bootstrapDraws(none as never, history, { seed: 1 })).toThrow(
        expect.objectContaining({ code: "unknown-kind" }),
      );
    }
  });

  test("with covariates", () => {
    const data = { ...history, covariates: { even: Float64Array.from(history.age, (_, i) => i % 2) } };
    const withEven = { covariates: { alpha: ["even"] } };
    const quick = bootstrapDraws(fitBgNbd(data, withEven), data, { draws: 2, seed: 4 });
    const plain = bootstrapDraws(
      (sample: typeof data, options?: object) => fitBgNbd(sample, { ...options, ...withEven }),
      data,
      { draws: 2, seed: 4 },
    );
    quick.models.forEach((model, k) => {
      const even = plain.models[k]!.covariates!["alpha"]!["even"]!;
      expect(Math.abs(model.covariates!["alpha"]!["even"]! - even)).toBeLessThan(1e-6);
    });
    expect(quick.correction!.steps.length).toBe(5);
  });
});

describe("BCa intervals", () => {
  test("end where the formula says", () => {
    const sorted = Float64Array.from({ length: 1000 }, (_, i) => i);
    // Without bias and skewness: the percentiles.
    const plain = bcaShares(sorted, 499.5, 0, 0.9);
    expect(plain[0]).toBeCloseTo(0.05, 12);
    expect(plain[1]).toBeCloseTo(0.95, 12);
    // 540 draws below the estimate, acceleration 0.05; by mpmath.
    const corrected = bcaShares(sorted, 539.5, 0.05, 0.9);
    expect(corrected[0]).toBeCloseTo(0.0912209744053416, 12);
    expect(corrected[1]).toBeCloseTo(0.977920774159204, 12);
    // An estimate beyond all draws is finitely far out.
    expect(bcaShares(sorted, -1, 0, 0.9).every((share) => share > 0 && share < 0.1)).toBe(true);
    expect(accelerationOf([0], [[[2]]])).toBe(0);
    expect(accelerationOf([-3], [[[2]]])).toBeCloseTo(-1 / 3, 12);
  });

  test("the acceleration is that of leaving out each customer in turn", () => {
    const few = selectRows(history, [...Array(120).keys()]);
    const fit = fitNbd(few);
    const verb = (model: typeof fit.model) => Math.log(model.r);
    const { correction } = bootstrapDraws(fit, few, { draws: 1, seed: 1 });
    const slopes = correction!.steps.map(([below, above]) => (verb(above) - verb(below)) / 0.2);
    const left = Array.from({ length: 120 }, (_, out) =>
      verb(
        fitNbd(
          selectRows(
            few,
            [...Array(120).keys()].filter((i) => i !== out),
          ),
          { start: fit.model },
        ).model,
      ),
    );
    const mean = left.reduce((a, b) => a + b, 0) / 120;
    const cube = left.reduce((sum, value) => sum + (mean - value) ** 3, 0);
    const square = left.reduce((sum, value) => sum + (mean - value) ** 2, 0);
    const jackknife = cube / (6 * square ** 1.5);
    expect(Math.abs(jackknife)).toBeGreaterThan(0.01);
    expect(Math.abs(accelerationOf(slopes, correction!.third) - jackknife)).toBeLessThan(0.015);
    // Along these directions influences have size 1: a slope is a standard error (of the sandwich).
    expect(Math.hypot(...slopes) / Math.sqrt(square)).toBeCloseTo(1, 1);
  });

  test("of customers and of a total, near the percentiles for many customers", () => {
    const many = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
      customers: 800,
      age: 52,
      seed: 1,
    }).history;
    const draws = bootstrapDraws(fitBgNbd(many), many, { draws: 120, seed: 1 });
    const verb = (model: (typeof draws.models)[number]) => expectedTransactions(model, newCustomer(), { horizon: 52 });
    const percentile = predictionInterval(draws, verb);
    const bca = predictionInterval(draws, verb, { interval: "bca" });
    expect([percentile.interval, bca.interval]).toEqual(["percentile", "bca"]);
    const width = percentile.upper - percentile.lower;
    expect(Math.abs(bca.lower - percentile.lower)).toBeLessThan(0.25 * width);
    expect(Math.abs(bca.upper - percentile.upper)).toBeLessThan(0.25 * width);
    expect(bca.lower).not.toBe(percentile.lower);
    const column = predictionInterval(draws, (model) => expectedTransactions(model, many, { horizon: 26 }), {
      interval: "bca",
    });
    expect(column.lower.length).toBe(800);
    expect(column.lower.every((low, i) => low <= column.upper[i]!)).toBe(true);
  });

  test("are not affected by a monotone scale", () => {
    const draws = bootstrapDraws(fitBgNbd(history), history, { draws: 99, seed: 1 });
    const verb = (model: (typeof draws.models)[number]) => model.r;
    const plain = predictionInterval(draws, verb, { interval: "bca", level: 0.8 });
    const logs = predictionInterval(draws, (model) => Math.log(verb(model)), { interval: "bca", level: 0.8 });
    expect(Math.exp(logs.lower) / plain.lower).toBeCloseTo(1, 2);
    expect(Math.exp(logs.upper) / plain.upper).toBeCloseTo(1, 2);
  });

  test("are refused where they do not exist", () => {
    const fit = fitBgNbd(history);
    const verb = (model: typeof fit.model) => expectedTransactions(model, newCustomer(), { horizon: 26 });
    const refused = expect.objectContaining({ code: "bad-option", path: "options.interval" });
    const laplace = laplaceDraws(fit, { draws: 5, seed: 1 });
    expect(() => predictionInterval(laplace, verb, { interval: "bca" })).toThrow(refused);
    const ofEstimator = bootstrapDraws(fitBgNbd, history as PurchaseHistory, { draws: 5, seed: 1 });
    expect(() => predictionInterval(ofEstimator, verb, { interval: "bca" })).toThrow(refused);
    const ofFit = bootstrapDraws(fit, history, { draws: 5, seed: 1 });
    expect(() => predictionInterval(ofFit, verb, { interval: "bca", outcome: true })).toThrow(refused);
    expect(() => predictionInterval(ofFit, verb, { interval: "narrow" as never })).toThrow(refused);
  });
});
