import { describe, expect, test } from "vitest";
import { likelihoodRows } from "../../src/clv/history/likelihood-rows.ts";
import {
  bootstrapDraws,
  discountedExpectedTransactions,
  expectedTransactions,
  fitParetoNbd,
  laplaceDraws,
  likelihoodRatioTest,
  logLikelihood,
  newCustomer,
  type ParetoNbdModel,
  type ParetoNbdParameters,
  type PurchaseHistory,
  paretoNbd,
  parseModel,
  posteriorRates,
  probabilityAlive,
  profileInterval,
  rateCorrelation,
  samplePosterior,
  simulateCohort,
  transactionProbability,
} from "../../src/clv/index.ts";
import { correlatedLikelihood } from "../../src/clv/transactions/correlated-likelihood.ts";
import { boundsAt, correlationTransform } from "../../src/clv/transactions/correlation-transform.ts";
import { modelSchema } from "../../src/schema/index.ts";
import { daysPerUnit, type TimeUnit } from "../../src/time.ts";
import { apparel } from "../apparel.ts";
import { cdnowSample } from "../cdnow-sample.ts";
import { describeReference, readReferenceCsv } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import { made } from "./made-cohort.ts";
import { read, relative } from "./process-table.ts";

const weekly = (parameters: object) =>
  paretoNbd({ ...(parameters as Omit<ParetoNbdParameters, "timeUnit">), timeUnit: "week" });
const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);
/** Customers of the rates of a made model with much correlation in years, a few years each. */
const cohort = (m: number, seed: number, customers = 800) =>
  simulateCohort(paretoNbd({ r: 1.2, alpha: 0.6, s: 0.9, beta: 1, m, timeUnit: "year" }), {
    customers,
    age: 8,
    seed,
  }).history;

describe("Pareto/NBD with correlated rates against high precision", () => {
  test("likelihood, alive, expectation, discounted value, counts and rates of each customer", () => {
    const golden = read("mpmath_correlated_pareto.json");
    const annualDiscountRate = Math.expm1(golden.discount_continuous * (daysPerUnit.year / daysPerUnit.week));
    let worst = 0;
    for (const { params, customers } of golden.sets) {
      const model = weekly(params);
      for (const row of customers) {
        const customer = { frequency: row.x, recency: Number(row.t_x), age: Number(row.T_cal) };
        const rates = posteriorRates(model, customer);
        const figures = {
          loglik: logLikelihood(model, customer),
          palive: probabilityAlive(model, customer),
          palive_ahead: probabilityAlive(model, customer, { ahead: golden.horizon }),
          cet: expectedTransactions(model, customer, { horizon: golden.horizon as number }),
          dert: discountedExpectedTransactions(model, customer, { annualDiscountRate }),
          rate: rates.purchaseRate,
          leave: rates.dropOut!,
        };
        for (const [name, value] of Object.entries(figures))
          worst = Math.max(worst, relative(value, Number(row[name])));
        transactionProbability(model, customer, { count: golden.counts as number[], horizon: golden.horizon }).forEach(
          (value, i) => {
            worst = Math.max(worst, relative(value, Number(row.pmf[i])));
          },
        );
      }
    }
    reproduces(
      {
        area: "clv",
        figure:
          "Pareto/NBD with correlation: worst relative error of likelihood, alive, expectation, value, counts, rates",
        source: "double integrals by mpmath at 30 digits (tests/golden/generate/correlated_pareto.py)",
        expected: 0,
        tolerance: 1e-12,
        absolute: true,
      },
      worst,
    );
  });
});

describe("laws of the correlation", () => {
  const plain = weekly({ r: 0.55, alpha: 10.5, s: 0.6, beta: 11.6 });
  const everyVerb = (model: ParetoNbdModel) => [
    logLikelihood(model, made),
    ...probabilityAlive(model, made, { ahead: 3 }),
    ...expectedTransactions(model, made, { horizon: 39 }),
    ...discountedExpectedTransactions(model, made, { annualDiscountRate: 0.1 }),
    ...transactionProbability(model, made, { count: 2, horizon: 39 }),
    ...posteriorRates(model, made).purchaseRate,
    ...posteriorRates(model, made).dropOut!,
  ];

  test("m = 0 is Pareto/NBD to the last digit, and a vanishing m nearly so", () => {
    expect(everyVerb(weekly({ ...plain, m: 0 }))).toEqual(everyVerb(plain));
    const near = everyVerb(weekly({ ...plain, m: 1e-13 }));
    everyVerb(plain).forEach((value, i) => {
      expect(relative(near[i]!, value)).toBeLessThan(1e-12);
    });
  });

  test("the gradient is that of the likelihood, and the working space that of legal models", () => {
    const rows = likelihoodRows(made.frequency, [made.recency, made.age], made.weight);
    const likelihood = correlatedLikelihood(rows);
    for (const point of [
      [0.55, 10.5, 0.6, 11.6, 5],
      [0.8, 6, 0.9, 20, -1],
      [2, 0.5, 1.2, 3, 1.2],
      [0.5, 1000, 0.7, 1500, 900],
    ]) {
      const at = (values: readonly number[]): number => likelihood(Float64Array.from(values), new Float64Array(5));
      const gradient = new Float64Array(5);
      likelihood(Float64Array.from(point), gradient);
      gradient.forEach((slope, i) => {
        const step = 1e-4 * Math.abs(point[i]!);
        const moved = (k: number) => at(point.map((value, j) => (j === i ? value + k * step : value)));
        const difference = (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / (12 * step);
        expect(Math.abs(slope - difference), `${i} at ${point}`).toBeLessThan(1e-7 * Math.abs(slope) + 1e-9 / step);
      });
      const working = new Float64Array(5);
      const back = new Float64Array(5);
      correlationTransform.toWorking(point, working, 0);
      correlationTransform.toNatural(working, back, 0);
      back.forEach((value, i) => {
        expect(relative(value, point[i]!)).toBeLessThan(1e-12);
      });
    }
  });

  test("m keeps its bounds, wherever it comes from", () => {
    const { lower, upper } = boundsAt([plain.r, plain.alpha, plain.s, plain.beta]);
    for (const m of [lower, upper]) {
      const model = weekly({ ...plain, m });
      expect(parseModel(JSON.stringify(model))).toEqual(model);
      expect(modelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
      expect(logLikelihood(model, made)).toBeLessThan(0);
    }
    for (const m of [1.01 * lower, 1.01 * upper]) {
      const wrong = { ...plain, m };
      const error = expect.objectContaining({ code: "out-of-range", path: expect.stringMatching(/\.m$/) });
      expect(() => weekly(wrong)).toThrow(error);
      expect(() => parseModel(wrong)).toThrow(error);
      expect(() => probabilityAlive(wrong, made)).toThrow(error);
      expect(modelSchema.safeParse(wrong).success).toBe(false);
    }
    expect(() => weekly({ ...plain, m: "1" })).toThrow(expect.objectContaining({ code: "not-finite" }));
    expect(modelSchema.parse(plain)).toEqual(plain);
  });

  test("the correlation is that of the rates, and of customers that are simulated", () => {
    const model = paretoNbd({ r: 1.2, alpha: 0.6, s: 0.9, beta: 1, m: 1.5, timeUnit: "year" });
    // E[lambda mu] by the mixture of four gamma densities.
    const moment = (shape: number, rate: number) => ({
      all: shape / rate,
      tilted: ((rate / (rate + 1)) ** shape * shape) / (rate + 1),
      mean: (rate / (rate + 1)) ** shape,
    });
    const [a, b] = [moment(1.2, 0.6), moment(0.9, 1)];
    const covariance = 1.5 * (a.tilted - a.all * a.mean) * (b.tilted - b.all * b.mean);
    const { correlation, lowest, highest } = rateCorrelation(model);
    expect(relative(correlation, covariance / ((Math.sqrt(1.2) / 0.6) * Math.sqrt(0.9)))).toBeLessThan(1e-12);
    expect(lowest).toBeLessThan(0);
    expect(highest).toBeGreaterThan(correlation);
    expect(rateCorrelation(plain).correlation).toBe(0);
    // Those who buy much leave sooner: less is expected of a newcomer than without correlation, more with a negative one.
    const expected = (m: number) => expectedTransactions(paretoNbd({ ...model, m }), newCustomer(), { horizon: 5 });
    expect(expected(1.5)).toBeLessThan(expected(0));
    expect(expected(-0.8)).toBeGreaterThan(expected(0));
  });

  test("another unit of time is another model: the same m says something else, and short units leave no room", () => {
    const correlated = weekly({ ...plain, m: 15 });
    const inDays = paretoNbd({ ...correlated, alpha: 7 * plain.alpha, beta: 7 * plain.beta, timeUnit: "day" });
    const customer = { frequency: 7, recency: 20, age: 38 };
    const days = { frequency: 7, recency: 140, age: 266 };
    expect(relative(probabilityAlive(inDays, days), probabilityAlive(correlated, customer))).toBeGreaterThan(1e-3);
    const room = (["hour", "day", "week", "month"] as const).map((timeUnit) => {
      const factor = daysPerUnit.week / daysPerUnit[timeUnit];
      const model = paretoNbd({ ...plain, alpha: factor * plain.alpha, beta: factor * plain.beta, timeUnit });
      return rateCorrelation(model).highest;
    });
    expect(room[0]).toBeLessThan(0.001);
    expect(room.toSorted((a, b) => a - b)).toEqual(room);
    expect(room[3]).toBeGreaterThan(0.2);
  });
});

describe("fits with a correlation", () => {
  test("the sign of the correlation is found again, and tested", () => {
    for (const m of [1.55, -2]) {
      const history = cohort(m, 3, 2500);
      const nested = fitParetoNbd(history);
      const fit = fitParetoNbd(history, { correlation: true });
      expect(fit.converged).toBe(true);
      expect(Math.sign(fit.model.m!)).toBe(Math.sign(m));
      expect(fit.parameterNames).toEqual(["r", "alpha", "s", "beta", "m"]);
      expect(fit.logLikelihood).toBeCloseTo(logLikelihood(fit, history), 6);
      expect(likelihoodRatioTest(nested, fit).pValue).toBeLessThan(0.01);
      const error = fit.standardErrors!["m"];
      if (error !== undefined) expect(Math.abs(fit.model.m! - m)).toBeLessThan(3 * error);
    }
  });

  test("inside its bounds m has a standard error, and draws of every kind work", () => {
    const history = cohort(0.8, 3);
    const fit = fitParetoNbd(history, { correlation: true });
    expect(codes(fit.warnings)).not.toContain("correlation-at-bound");
    expect(fit.standardErrors!["m"]).toBeGreaterThan(0);
    expect(fit.covariance).toHaveLength(5);
    const { lower, upper } = fit.intervals!["m"]!;
    expect(lower < 0.8 && 0.8 < upper).toBe(true);
    const spread = (models: readonly ParetoNbdModel[]) => {
      const values = models.map(({ m }) => m!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    };
    const laplace = laplaceDraws(fit, { draws: 300, seed: 1 });
    expect(spread(laplace.models) / fit.standardErrors!["m"]!).toBeGreaterThan(0.7);
    expect(spread(laplace.models) / fit.standardErrors!["m"]!).toBeLessThan(1.3);
    const posterior = samplePosterior(fit, history, { draws: 15, warmUp: 15, chains: 1, seed: 1 });
    expect(posterior.models.every(({ m }) => Number.isFinite(m))).toBe(true);
    expect(() => profileInterval(fit, history, { parameter: "r" })).toThrow(
      expect.objectContaining({ code: "bad-option", path: "fit.model.m" }),
    );
  });

  test("never below the fit without correlation, also where there is none to be found", () => {
    const few: PurchaseHistory = {
      frequency: [0, 1, 2, 5, 0],
      recency: [0, 3, 20, 30, 0],
      age: [39, 38, 37, 36, 35],
      timeUnit: "week",
    };
    const same: PurchaseHistory = { frequency: [5, 5], recency: [30, 30], age: [30, 30], timeUnit: "week" };
    const huge: PurchaseHistory = { frequency: [5000, 0], recency: [38.9, 0], age: [39, 39], timeUnit: "week" };
    for (const history of [made, few, same, huge, { ...made, frequency: made.frequency.map((x) => 50 * x) }]) {
      const nested = fitParetoNbd(history);
      const fit = fitParetoNbd(history, { correlation: true });
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(nested.logLikelihood - 1e-7 * Math.abs(nested.logLikelihood));
      expect(relative(fit.logLikelihood, logLikelihood(fit, history))).toBeLessThan(1e-8);
      expect([...expectedTransactions(fit, history, { horizon: 39 })].every(Number.isFinite)).toBe(true);
    }
  });

  test("from a start of one's own the same; a start beyond the bounds is refused", () => {
    const history = cohort(0.8, 3);
    const fit = fitParetoNbd(history, { correlation: true });
    const again = fitParetoNbd(history, { correlation: true, start: fit.model });
    expect(Math.abs(again.logLikelihood - fit.logLikelihood)).toBeLessThan(1e-8);
    expect(relative(again.model.m!, fit.model.m!)).toBeLessThan(1e-4);
    expect(() => fitParetoNbd(history, { correlation: true, start: { ...fit.model, m: 100 } })).toThrow(
      expect.objectContaining({ code: "out-of-range", path: "options.start.m" }),
    );
  });
});

describeReference("correlated rates on real logs, against CLVTools", () => {
  test.each([
    ["CDNOW sample", "cdnow_sample", cdnowSample],
    ["apparel log", "apparel", apparel],
  ] as const)("%s", (label, name, load) => {
    const history = load();
    const reference = read(`reference_pnbd_cor_${name}.json`);
    const peer = read(`clvtools_pnbd_cor_${name}.json`).peer_default_fit;
    const figure = (what: string, expected: number, tolerance: number, actual: number) => {
      const source = "CLVTools 0.12.1, its likelihood";
      reproduces(
        { area: "clv", figure: `Pareto/NBD with correlation on the ${label}: ${what}`, source, expected, tolerance },
        actual,
      );
    };
    for (const { params, loglik } of reference.loglik_at) {
      const [r, alpha, s, beta, m] = params;
      figure(
        `log-likelihood at ${params.join(", ")}`,
        loglik,
        1e-12,
        logLikelihood(weekly({ r, alpha, s, beta, m }), history),
      );
    }
    figure(
      "log-likelihood at a near optimum",
      reference.loglik,
      1e-12,
      logLikelihood(weekly(reference.params), history),
    );
    figure("its correlation", reference.cor, 1e-12, rateCorrelation(weekly(reference.params)).correlation);
    const its = weekly({ ...peer.params, m: peer.raw_optimx["correlation.param.m"] });
    figure("log-likelihood at the peer's optimum", peer.loglik, 1e-12, logLikelihood(its, history));
    figure("the peer's correlation", peer.params["Cor(life,trans)"], 1e-10, rateCorrelation(its).correlation);

    // The optimum on the kink of the bound is better than any point that was published, and than the peer's by more.
    const fit = fitParetoNbd(history, { correlation: true });
    const nested = fitParetoNbd(history);
    expect(fit.converged).toBe(true);
    expect(codes(fit.warnings)).toContain("correlation-at-bound");
    expect(Object.keys(fit.standardErrors!)).toEqual(["r", "alpha", "s", "beta"]);
    expect(fit.covariance).toBeNull();
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(reference.loglik);
    expect(fit.logLikelihood).toBeGreaterThan(peer.loglik + 0.09);
    expect(fit.logLikelihood).toBeGreaterThan(nested.logLikelihood);
    const { correlation, highest } = rateCorrelation(fit);
    expect(relative(correlation, highest)).toBeLessThan(1e-12);
    expect(likelihoodRatioTest(nested, fit).degreesOfFreedom).toBe(1);
    const draws = laplaceDraws(fit, { draws: 50, seed: 1 });
    expect(codes(draws.warnings)).toContain("draws-at-limit");
    for (const model of draws.models) {
      expect(relative(rateCorrelation(model).correlation, rateCorrelation(model).highest)).toBeLessThan(1e-9);
    }
  });

  test("the optimum on the CDNOW sample: r, alpha, s, beta and m", () => {
    const { model, logLikelihood: value } = fitParetoNbd(cdnowSample(), { correlation: true });
    const source = "recomputed: the maximum lies on the kink of the upper bound of m";
    const label = "Pareto/NBD with correlation on the CDNOW sample";
    for (const [name, expected, tolerance] of [
      ["r", 0.5288, 1e-4],
      ["alpha", 9.8472, 1e-5],
      ["s", 0.4942, 1e-4],
      ["beta", 9.1723, 1e-5],
      ["m", 21.11, 1e-4],
    ] as const) {
      reproduces({ area: "clv", figure: `${label}: ${name}`, source, expected, tolerance }, model[name]!);
    }
    reproduces(
      {
        area: "clv",
        figure: `${label}: log-likelihood`,
        source,
        expected: -9591.6658,
        tolerance: 5e-5,
        absolute: true,
      },
      value,
    );
  });

  test("with static covariates the correlation is that of the rates apart from them", () => {
    const { params, loglik } = read("clvtools_pnbd_static_cor_apparel.json").peer_default_fit;
    const history = apparel();
    const covariates = new Map(
      readReferenceCsv("apparel_static_covariates.csv").map((row) => [
        row["customer_id"]!,
        ["Gender", "Channel"].map((name) => [name, Number(row[name])] as const),
      ]),
    );
    const { r, alpha, s, beta } = params;
    const m = params["Cor(life,trans)"] / rateCorrelation(weekly({ r, alpha, s, beta, m: 1 })).correlation;
    const effects = (which: string) =>
      Object.fromEntries(["Gender", "Channel"].map((name) => [name, params[`${which}.${name}`] as number]));
    const model = weekly({ r, alpha, s, beta, m, covariates: { alpha: effects("trans"), beta: effects("life") } });
    let sum = 0;
    for (const [i, frequency] of history.frequency.entries()) {
      sum += logLikelihood(model, {
        frequency,
        recency: history.recency[i]!,
        age: history.age[i]!,
        covariates: Object.fromEntries(covariates.get(history.customers![i]!)!),
      });
    }
    reproduces(
      {
        area: "clv",
        figure:
          "Pareto/NBD with correlation and static covariates on the apparel log: log-likelihood at the peer's optimum",
        source: "CLVTools 0.12.1",
        expected: loglik,
        tolerance: 1e-11,
      },
      sum,
    );
  });

  test("months say more of the correlation than weeks, and weeks more than days", () => {
    const history = cdnowSample();
    const gains = (["day", "week", "month"] as const).map((timeUnit: TimeUnit) => {
      const factor = daysPerUnit.week / daysPerUnit[timeUnit];
      const scaled = {
        ...history,
        recency: Float64Array.from(history.recency, (time) => factor * time),
        age: Float64Array.from(history.age, (time) => factor * time),
        timeUnit,
      };
      return fitParetoNbd(scaled, { correlation: true }).logLikelihood - fitParetoNbd(scaled).logLikelihood;
    });
    expect(gains[0]).toBeCloseTo(0.568, 2);
    expect(gains[1]).toBeCloseTo(3.3104, 3);
    expect(gains[2]).toBeCloseTo(8.5269, 3);
  });

  test("bootstrap draws give m the interval that a bound denies it", () => {
    const fit = (history: PurchaseHistory, options?: { readonly start?: ParetoNbdModel | undefined }) =>
      fitParetoNbd(history, { ...options, correlation: true });
    const draws = bootstrapDraws(fit, apparel(), { draws: 4, seed: 1 });
    expect(draws.models).toHaveLength(4);
    expect(draws.models.every(({ m }) => Number.isFinite(m))).toBe(true);
  });
});
