import { describe, expect, test } from "vitest";
import {
  bgBb,
  bgNbd,
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
  newCustomer,
  predictionInterval,
  profileInterval,
  samplePosterior,
  simulateCohort,
} from "../../../../src/clv/index.ts";

const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const spend = gammaGamma({ p: 6, q: 4, gamma: 15 });
const { history } = simulateCohort(truth, { customers: 400, age: 52, seed: 5, spend });
const spent = { ...history, meanSpend: history.meanSpend! };
const rows = (count: number) => {
  const column = (value: number) => new Array<number>(count).fill(value);
  return {
    frequency: column(3),
    recency: column(30),
    age: column(40),
    meanSpend: column(20),
    logGapSum: column(6),
    timeUnit: "week" as const,
  };
};
const three = {
  frequency: [2, 0, 1],
  recency: [30, 0, 2],
  age: [39, 39, 38],
  logGapSum: [5, 0, 0.7],
  timeUnit: "week",
} as const;
const codes = ({ warnings }: { readonly warnings: readonly { readonly code: string }[] }) =>
  warnings.map(({ code }) => code);

describe("fitMap", () => {
  test("maximises the sum of log-likelihood and log-prior", () => {
    const fit = fitMap(fitBgNbd(history), history);
    const ends = fitBgNbd(history);
    expect(fit.converged).toBe(true);
    expect(fit.logLikelihood).toBeLessThan(ends.logLikelihood);
    const prior = fit.priors.reduce(
      (sum, { mean, standardDeviation: sd }, i) =>
        sum - 0.5 * ((fit.working.estimate[i]! - mean) / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI)),
      0,
    );
    expect(fit.logPosterior).toBeCloseTo(fit.logLikelihood + prior, 9);
    expect(fit.priors.map(({ standardDeviation }) => standardDeviation)).toEqual([1.5, 2, 1.5, 1.5]);
    expect(codes(fit)).toEqual([]);
  });

  test("hardly differs from the maximum of the likelihood where there are many customers", () => {
    const many = simulateCohort(truth, { customers: 8000, age: 52, seed: 5 }).history;
    const ends = fitBgNbd(many);
    const fit = fitMap(ends, many);
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(Math.abs(fit.model[name] - ends.model[name])).toBeLessThan(0.1 * ends.standardErrors![name]!);
      expect(fit.standardErrors![name]! / ends.standardErrors![name]!).toBeCloseTo(1, 1);
    }
  });

  test("narrow priors hold the estimate; the covariance is the curvature of the posterior", () => {
    const priors = fitBgNbd(history).working.estimate.map((mean) => ({ mean, standardDeviation: 1e-3 }));
    const { working } = fitMap(truth, history, { priors });
    working.covariance!.forEach((row, i) => {
      expect(Math.sqrt(row[i]!)).toBeCloseTo(1e-3, 4);
    });
  });

  test("agrees with the full posterior", () => {
    const fit = fitMap(fitBgNbd(history), history);
    const verb = (model: typeof truth) => expectedTransactions(model, newCustomer(), { horizon: 52 });
    const exact = predictionInterval(
      samplePosterior(fit, history, { draws: 200, chains: 2, warmUp: 150, seed: 1 }),
      verb,
    );
    const normal = predictionInterval(laplaceDraws(fit, { draws: 600, seed: 1 }), verb);
    expect(normal.median / exact.median).toBeCloseTo(1, 1);
    expect((normal.upper - normal.lower) / (exact.upper - exact.lower)).toBeGreaterThan(0.8);
    expect((normal.upper - normal.lower) / (exact.upper - exact.lower)).toBeLessThan(1.25);
  });

  const fits: Record<string, (data: ReturnType<typeof rows>) => LikelihoodFit<ClvModel>> = {
    nbd: (data) => fitNbd(data),
    "bg-nbd": (data) => fitBgNbd(data),
    "mbg-nbd": (data) => fitMbgNbd(data),
    "pareto-nbd": (data) => fitParetoNbd(data),
    "ggompertz-nbd": (data) => fitGgompertzNbd(data),
    "bg-cnbd-k": (data) => fitBgCnbdK(data, { k: 2 }),
    pdo: (data) => fitPdo(data, { period: 4 }),
  };
  test.each(Object.keys(fits))("%s where the likelihood has no maximum", (kind) => {
    for (const data of [rows(200), { ...three, meanSpend: [20, 0, 30] } as unknown as ReturnType<typeof rows>]) {
      const ends = fits[kind]!(data);
      const fit = fitMap(ends, data);
      expect(fit.model.kind).toBe(kind);
      expect(fit.converged).toBe(true);
      expect(Object.keys(fit.standardErrors!)).toEqual([...fit.parameterNames]);
      if (kind !== "nbd") expect(codes(fit)).toContain("prior-dominates");
      const draws = laplaceDraws(fit, { draws: 50, seed: 1 });
      expect(codes(draws)).not.toContain("draws-at-limit");
    }
  });

  test("BG/BB, and the period of its opportunities is kept", () => {
    const gifts = simulateCohort(bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78, opportunitiesPerYear: 4 }), {
      customers: 40,
      age: 6,
      seed: 1,
    }).history;
    const fit = fitMap(fitBgBb(gifts), gifts);
    expect(fit.model.opportunitiesPerYear).toBe(4);
    expect(fit.converged).toBe(true);
  });

  test("spend: with a finite mean, for equal amounts of few, and refused for equal amounts of many", () => {
    const finite = fitMap(fitGammaGamma(spent, { finiteMean: true }), spent);
    expect(finite.working.space).toContain("ln (q-1)");
    expect(finite.model.q).toBeGreaterThan(1);
    const fit = fitMap(fitGammaGamma(spent), spent);
    expect(fit.model.q / finite.model.q).toBeCloseTo(1, 2);
    expect(codes(fit)).toEqual(["without-spend"]);
    const five = fitMap(fitGammaGamma(rows(5)), rows(5));
    expect(five.converged).toBe(true);
    expect(five.model.p).toBeLessThan(100);
    expect(() => fitMap(fitGammaGamma(rows(200)), rows(200))).toThrow(
      expect.objectContaining({ code: "zero-variance", path: "history.meanSpend" }),
    );
  });

  test("a model alone says what to fit", () => {
    expect(fitMap(truth, history).model).toEqual(fitMap(fitBgNbd(history), history).model);
    expect(() => fitMap({ ...truth, timeUnit: "day" }, history)).toThrow(
      expect.objectContaining({ code: "unit-mismatch" }),
    );
    expect(() => fitMap({ kind: "no-such" } as never, history)).toThrow(
      expect.objectContaining({ code: "unknown-kind" }),
    );
    expect(() => fitMap(truth, history, { priors: [{ mean: 0, standardDeviation: 1 }] })).toThrow(
      expect.objectContaining({ code: "length-mismatch", path: "options.priors" }),
    );
  });

  test("its likelihood is not profiled, and its priors go to the sampler", () => {
    const priors = [0, -2, -1, 1].map((mean) => ({ mean, standardDeviation: 0.5 }));
    const fit = fitMap(truth, history, { priors });
    expect(() => profileInterval(fit, history, { parameter: "r" })).toThrow(
      expect.objectContaining({ code: "bad-option", path: "fit.priors" }),
    );
    expect(samplePosterior(fit, history, { draws: 10, chains: 1, warmUp: 20, seed: 1 }).priors).toEqual(priors);
  });
});
