import { describe, expect, test } from "vitest";
import {
  addCovariateColumns,
  bgBb,
  bgNbd,
  bootstrapDraws,
  compareTransactionModels,
  expectedTransactions,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitGgompertzNbd,
  fitMap,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPdo,
  type LikelihoodFit,
  laplaceDraws,
  likelihoodRatioTest,
  logLikelihood,
  type NbdModel,
  nbd,
  newCustomer,
  type PurchaseHistory,
  predictionInterval,
  profileInterval,
  samplePosterior,
  selectRows,
  simulateCohort,
  type TransactionModel,
} from "../../../../src/clv/index.ts";
import { likelihoodFitSchema, modelSchema } from "../../../../src/schema/index.ts";

const column = (customers: number, entry: (i: number) => number) =>
  Float64Array.from({ length: customers }, (_, i) => entry(i));
const n = 1200;
const truth = bgNbd({
  ...{ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" },
  covariates: { alpha: { app: 0.5, salary: 0.2 }, a: { app: -0.4 } },
});
const { history } = simulateCohort(truth, {
  ...{ customers: n, age: 52, seed: 7 },
  covariates: { app: column(n, (i) => i % 2), salary: column(n, (i) => ((i * 13) % 9) - 3) },
});
const covariates = { alpha: ["app", "salary"], a: ["app"] };
const fit = fitBgNbd(history, { covariates });
const coefficients = (model: TransactionModel) => model.covariates as Readonly<Record<string, Record<string, number>>>;
const codes = ({ warnings }: { warnings: readonly { code: string }[] }) => warnings.map(({ code }) => code);
const refuses = (call: () => unknown, code: string, path: string, text = ""): void =>
  expect(call).toThrow(expect.objectContaining({ code, path, message: expect.stringContaining(text) }));

describe("a fit with covariates", () => {
  test("tells parameters at 0 and coefficients, with standard errors and symmetric intervals", () => {
    const names = ["r", "alpha", "a", "b", "alpha:app", "alpha:salary", "a:app"];
    expect(fit.parameterNames).toEqual(names);
    expect([fit.converged, fit.warnings]).toEqual([true, []]);
    expect(Object.keys(fit.standardErrors!)).toEqual(names);
    expect(fit.working.space).toBe("ln r, ln r/alpha, logit a/(a+b), ln (a+b), alpha:app, alpha:salary, a:app");
    const { alpha, a } = coefficients(fit.model);
    for (const [name, found, expected] of [
      ["alpha:app", alpha!["app"]!, 0.5],
      ["alpha:salary", alpha!["salary"]!, 0.2],
      ["a:app", a!["app"]!, -0.4],
    ] as const) {
      const { lower, upper } = fit.intervals![name]!;
      expect(Math.abs(found - expected)).toBeLessThan(3 * fit.standardErrors![name]!);
      expect((lower + upper) / 2).toBeCloseTo(found, 12);
      expect(fit.working.estimate[names.indexOf(name)]).toBeCloseTo(found, 12);
      expect(Math.sqrt(fit.working.covariance![names.indexOf(name)]![names.indexOf(name)]!)).toBeCloseTo(
        fit.standardErrors![name]!,
        8,
      );
    }
    expect(Math.abs(logLikelihood(fit, history) - fit.logLikelihood)).toBeLessThan(1e-8);
    expect(likelihoodFitSchema(modelSchema).parse(JSON.parse(JSON.stringify(fit)))).toEqual(fit);
  });

  test("the covariance in its own space gives that on the natural scale", () => {
    const { covariance } = fit.working;
    const { alpha } = fit.model;
    // ln alpha = ln r - ln r/alpha.
    const variance = covariance![0]![0]! + covariance![1]![1]! - 2 * covariance![0]![1]!;
    expect(alpha * Math.sqrt(variance)).toBeCloseTo(fit.standardErrors!["alpha"]!, 6);
  });

  test("neither the unit nor the origin of a covariate matters to what it says", () => {
    const { salary, app } = history.covariates as Record<string, Float64Array>;
    const other = { ...history, covariates: { app: app!, salary: salary!.map((value) => 5000 * value + 20_000) } };
    const again = fitBgNbd(other, { covariates });
    expect(again.logLikelihood).toBeCloseTo(fit.logLikelihood, 7);
    expect(coefficients(again.model)["alpha"]!["salary"]! * 5000).toBeCloseTo(
      coefficients(fit.model)["alpha"]!["salary"]!,
      6,
    );
    expect(again.standardErrors!["alpha:salary"]! * 5000).toBeCloseTo(fit.standardErrors!["alpha:salary"]!, 6);
    expect(again.model.a).toBeCloseTo(fit.model.a, 4);
  });

  test("two groups that differ in alpha alone are two groups that share the rest", () => {
    const both = fitNbd(history, { covariates: { alpha: ["app"] } });
    const { r, alpha } = both.model;
    const ratio = Math.exp(-coefficients(both.model)["alpha"]!["app"]!);
    const group = (which: number) =>
      selectRows(
        history,
        [...history.age.keys()].filter((i) => history.covariates!["app"]![i] === which),
      );
    const at = (first: number, second: number) =>
      logLikelihood(nbd({ r, alpha: first, timeUnit: "week" }), group(0)) +
      logLikelihood(nbd({ r, alpha: second, timeUnit: "week" }), group(1));
    const top = at(alpha, alpha * ratio);
    expect(Math.abs(top - both.logLikelihood)).toBeLessThan(1e-8);
    for (const away of [0.999, 1.001]) {
      expect(at(alpha * away, alpha * ratio)).toBeLessThan(top);
      expect(at(alpha, alpha * ratio * away)).toBeLessThan(top);
    }
    // Free in all parameters, it is two fits.
    const free = fitParetoNbd(history, { covariates: { alpha: ["app"], beta: ["app"] } });
    expect(free.logLikelihood).toBeLessThan(
      fitParetoNbd(group(0)).logLikelihood + fitParetoNbd(group(1)).logLikelihood + 1e-6,
    );
  });

  test("weights are repeated rows, and a fit starts where it is told", () => {
    const some = selectRows(
      history,
      column(200, (i) => i),
    );
    const twice = selectRows(
      history,
      column(400, (i) => i % 200),
    );
    const weighted = fitNbd({ ...some, weight: column(200, () => 2) }, { covariates: { alpha: ["salary"] } });
    const repeated = fitNbd(twice, { covariates: { alpha: ["salary"] }, start: weighted.model });
    expect(repeated.logLikelihood).toBeCloseTo(weighted.logLikelihood, 8);
    expect(repeated.customers).toBe(400);
    expect(coefficients(repeated.model)["alpha"]!["salary"]).toBeCloseTo(
      coefficients(weighted.model)["alpha"]!["salary"]!,
      5,
    );
  });

  test.each<[string, (data: PurchaseHistory) => LikelihoodFit<TransactionModel>, readonly string[]]>([
    ["nbd", (data) => fitNbd(data, { covariates: { alpha: ["app"] } }), ["alpha:app"]],
    [
      "mbg-nbd",
      (data) => fitMbgNbd(data, { covariates: { alpha: ["app"], "a+b": ["salary"] } }),
      ["alpha:app", "a+b:salary"],
    ],
    ["bg-cnbd-k", (data) => fitBgCnbdK(data, { k: 2, covariates: { alpha: ["app"] } }), ["alpha:app"]],
    ["pareto-nbd", (data) => fitParetoNbd(data, { covariates: { "beta+alpha": ["app"] } }), ["alpha+beta:app"]],
    ["ggompertz-nbd", (data) => fitGgompertzNbd(data, { covariates: { beta: ["salary"] } }), ["beta:salary"]],
    ["pdo", (data) => fitPdo(data, { period: [13, 26], covariates: { b: ["app"] } }), ["b:app"]],
  ])("of %s is never below the one without", (kind, withOnes, names) => {
    const small = selectRows(
      history,
      column(400, (i) => i),
    );
    const larger = withOnes(small);
    expect(larger.model.kind).toBe(kind);
    expect(larger.parameterNames.slice(-names.length)).toEqual(names);
    const { covariates: _, ...bare } = larger.model as never as Record<string, unknown>;
    const plain = withOnes({
      ...small,
      covariates: { app: column(400, (i) => i % 2), salary: column(400, (i) => i % 3) },
    });
    expect(plain.logLikelihood).toBeGreaterThan(-1e9);
    const nested = { nbd: fitNbd, "mbg-nbd": fitMbgNbd, "pareto-nbd": fitParetoNbd, "ggompertz-nbd": fitGgompertzNbd }[
      kind as "nbd"
    ];
    const without =
      nested?.(small) ?? (kind === "pdo" ? fitPdo(small, { period: [13, 26] }) : fitBgCnbdK(small, { k: 2 }));
    expect(likelihoodRatioTest(without, larger).warnings).toEqual([]);
    expect(bare["kind"]).toBe(kind);
  });

  test("of BG/BB finds who takes opportunities", () => {
    const model = bgBb({
      ...{ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8, opportunitiesPerYear: 12 },
      covariates: { alpha: { app: 0.8 } },
    });
    const cohort = simulateCohort(model, {
      customers: 3000,
      age: 12,
      seed: 2,
      covariates: { app: column(3000, (i) => i % 2) },
    });
    const found = fitBgBb(cohort.history, { covariates: { alpha: ["app"] } });
    expect(Math.abs(coefficients(found.model)["alpha"]!["app"]! - 0.8)).toBeLessThan(
      3 * found.standardErrors!["alpha:app"]!,
    );
  });

  test("wrong calls say what is wrong", () => {
    const call =
      (options: object, more: object = {}) =>
      () =>
        fitBgNbd({ ...history, covariates: { ...history.covariates, ...more } } as PurchaseHistory, options as never);
    const named = (covariates: unknown, more?: object) => call({ covariates }, more);
    refuses(named({ alpha: ["age"] }), "missing-covariate", "history.covariates.age");
    refuses(named({ r: ["app"] }), "bad-option", "options.covariates.r", '"alpha", "a", "b"');
    refuses(named({ "alpha+r": ["app"] }), "bad-option", "options.covariates.alpha+r");
    refuses(named({}), "empty", "options.covariates");
    refuses(named({ alpha: [] }), "empty", "options.covariates");
    refuses(named({ alpha: [""] }), "empty", "options.covariates.alpha[0]");
    refuses(named({ alpha: "app" }), "not-finite", "options.covariates.alpha");
    refuses(named({ alpha: ["app", "app"] }), "bad-option", "options.covariates", '"app" on alpha');
    refuses(named({ alpha: ["app"], "a+alpha": ["app"] }), "bad-option", "options.covariates", '"app" on alpha');
    refuses(named({ alpha: ["one"] }, { one: column(n, () => 3) }), "zero-variance", "history.covariates.one");
    refuses(
      named({ alpha: ["year"] }, { year: column(n, (i) => 2000 + (i % 9)) }),
      "out-of-range",
      "history.covariates.year",
      "Subtract",
    );
    const sum = { sum: column(n, (i) => 2 * (i % 2) - (((i * 13) % 9) - 3)) };
    refuses(named({ alpha: ["app", "salary", "sum"] }, sum), "singular", "history.covariates.sum", "app, salary");
    // On different parameters they may be the same.
    expect(named({ alpha: ["app"], a: ["app"] })().converged).toBe(true);
    refuses(call({ penalty: { l2: 1 } }), "bad-option", "options.penalty");
    refuses(call({ covariates, penalty: { l1: -1 } }), "out-of-range", "options.penalty.l1");
    refuses(call({ covariates, penalty: { standardize: 1 } }), "bad-option", "options.penalty.standardize");
  });
});

describe("where a group says nothing", () => {
  test("nobody of it buys again: the coefficient runs away, and is held", () => {
    const silent = { app: column(n, (i) => (history.frequency[i] === 0 && i % 3 === 0 ? 1 : 0)) };
    const found = fitBgNbd({ ...history, covariates: silent }, { covariates: { alpha: ["app"] } });
    expect(codes(found)).toContain("separation");
    expect(found.standardErrors).not.toHaveProperty("alpha:app");
    expect(found.converged).toBe(true);
    expect(coefficients(found.model)["alpha"]!["app"]).toBeLessThan(-5);
    const expected = expectedTransactions(found, newCustomer({ covariates: { app: 1 } }), { horizon: 52 });
    expect(expected).toBeLessThan(0.01);
    expect(codes(laplaceDraws(found, { draws: 5, seed: 1 }))).toContain("draws-at-limit");
    // A penalty holds it.
    const held = fitBgNbd(
      { ...history, covariates: silent },
      { covariates: { alpha: ["app"] }, penalty: { l2: 0.01 } },
    );
    expect(coefficients(held.model)["alpha"]!["app"]).toBeGreaterThan(-20);
    expect(codes(held)).toEqual(["penalized"]);
  });

  test("customers do not drop out: what acts on it cannot be seen", () => {
    const regular = simulateCohort(nbd({ r: 2, alpha: 4, timeUnit: "week" }), {
      ...{ customers: 300, age: 30, seed: 1 },
      covariates: { app: column(300, (i) => i % 2) },
    });
    const found = fitParetoNbd(regular.history, { covariates: { beta: ["app"] } });
    expect(found.converged).toBe(true);
    expect(
      codes(found).every((code) => ["no-death", "separation", "weak-attrition", "homogeneous-life"].includes(code)),
    ).toBe(true);
    expect(codes(found)).not.toEqual([]);
  });
});

describe("penalties", () => {
  const penalized = (penalty: object) => fitBgNbd(history, { covariates: { ...covariates, b: ["salary"] }, penalty });
  const all = (model: TransactionModel) => {
    const { alpha, a, b } = coefficients(model);
    return [alpha!["app"]!, alpha!["salary"]!, a!["app"]!, b!["salary"]!];
  };
  const deviations = ["app", "salary"].map((name) => {
    const values = history.covariates![name]!;
    const mean = [...values].reduce((x, y) => x + y, 0) / n;
    return Math.sqrt([...values].reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  }) as [number, number];
  const scales = [deviations[0], deviations[1], deviations[0], deviations[1]];

  test("l1 = l2 = 0 is no penalty", () => {
    const { logLikelihood: reached, standardErrors, penalty } = penalized({ l1: 0, l2: 0 });
    expect(standardErrors).not.toBeNull();
    expect(penalty).toBeUndefined();
    expect(reached).toBeGreaterThanOrEqual(fit.logLikelihood - 1e-6);
  });

  test("the more of it, the nearer to 0; and the likelihood is that of the data", () => {
    const free = penalized({});
    for (const which of ["l1", "l2"]) {
      let [before, likelihood] = [Infinity, free.logLikelihood + 1e-9];
      for (const weight of [1e-4, 1e-3, 1e-2, 1e-1]) {
        const found = penalized({ [which]: weight });
        const size = all(found.model).reduce(
          (sum, value, i) => sum + (which === "l1" ? Math.abs(scales[i]! * value) : (scales[i]! * value) ** 2),
          0,
        );
        expect(size).toBeLessThan(before + 1e-6);
        expect(found.logLikelihood).toBeLessThan(likelihood);
        expect(Math.abs(logLikelihood(found, history) - found.logLikelihood)).toBeLessThan(1e-7);
        expect([found.covariance, found.standardErrors, found.intervals, found.working.covariance]).toEqual([
          null,
          null,
          null,
          null,
        ]);
        [before, likelihood] = [size, found.logLikelihood + 1e-9];
      }
    }
    const none = penalized({ l1: 10 });
    expect(all(none.model)).toEqual([0, 0, 0, 0]);
    expect(none.logLikelihood).toBeCloseTo(fitBgNbd(history).logLikelihood, 6);
    expect(none.penalty).toEqual({ l1: 10, l2: 0, standardize: true });
  });

  test("at the optimum the likelihood rises as fast as the penalty, and for those at 0 no faster", () => {
    let zeros = 0;
    for (const penalty of [{ l1: 0.01 }, { l1: 0.03 }, { l1: 0.004, l2: 0.01 }, { l1: 0.03, standardize: false }]) {
      const { l1, l2 = 0, standardize = true } = penalty as { l1: number; l2?: number; standardize?: boolean };
      const { model } = penalized(penalty);
      const places = [
        ["alpha", "app"],
        ["alpha", "salary"],
        ["a", "app"],
        ["b", "salary"],
      ] as const;
      const found = all(model);
      zeros += found.filter((value) => value === 0).length;
      places.forEach(([parameter, name], i) => {
        const at = (by: number) => {
          const own = structuredClone(coefficients(model)) as Record<string, Record<string, number>>;
          own[parameter]![name]! += by;
          return logLikelihood(bgNbd({ ...model, covariates: own }), history) / n;
        };
        const scale = standardize ? scales[i]! : 1;
        const slope = (at(1e-4) - at(-1e-4)) / 2e-4 / scale;
        if (found[i] === 0) expect(Math.abs(slope)).toBeLessThan(l1 + 1e-6);
        else expect(slope).toBeCloseTo(l1 * Math.sign(found[i]!) + 2 * l2 * scale * found[i]!, 5);
      });
    }
    expect(zeros).toBeGreaterThan(0);
  });

  test("what reads the curvature at a maximum refuses it; the bootstrap takes the estimator", () => {
    const held = penalized({ l2: 0.01 });
    for (const call of [
      () => laplaceDraws(held, { seed: 1 }),
      () => bootstrapDraws(held, history, { seed: 1 }),
      () => profileInterval(held, history, { parameter: "a:app" }),
      () => fitMap(held, history),
    ]) {
      refuses(call, "bad-option", "fit.penalty", "estimator");
    }
    refuses(() => likelihoodRatioTest(fitBgNbd(history), held), "bad-option", "larger.penalty");
    const some = selectRows(
      history,
      column(300, (i) => i),
    );
    const draws = bootstrapDraws(
      (sample: PurchaseHistory, options?: object) =>
        fitNbd(sample, { ...options, covariates: { alpha: ["app"] }, penalty: { l2: 0.01 } }),
      some,
      { draws: 5, seed: 1 },
    );
    expect(new Set(draws.models.map((model) => coefficients(model)["alpha"]!["app"])).size).toBe(5);
  });
});

describe("uncertainty of a fit with covariates", () => {
  const own = (model: TransactionModel) => coefficients(model)["alpha"]!["app"]!;
  const spread = (models: readonly TransactionModel[]) => {
    const values = models.map(own);
    const mean = values.reduce((a, b) => a + b) / values.length;
    return {
      mean,
      deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)),
    };
  };
  const error = fit.standardErrors!["alpha:app"]!;

  test("Laplace draws spread as the standard errors say", () => {
    const { models, warnings } = laplaceDraws(fit, { draws: 800, seed: 1 });
    const { mean, deviation } = spread(models);
    expect(warnings).toEqual([]);
    expect(Math.abs(mean - own(fit.model))).toBeLessThan(0.15 * error);
    expect(deviation / error).toBeGreaterThan(0.9);
    expect(deviation / error).toBeLessThan(1.1);
  });

  test("coefficients that are one are one in every draw", () => {
    const one = fitBgNbd(history, { covariates: { "a+b": ["salary"], alpha: ["app"] } });
    for (const model of laplaceDraws(one, { draws: 5, seed: 1 }).models) {
      const { a, b } = coefficients(model);
      expect(a).toEqual(b);
      expect(a).not.toEqual(coefficients(one.model)["a"]);
    }
  });

  test("bootstrap draws of the fit and of the estimator agree", () => {
    const quick = bootstrapDraws(fit, history, { draws: 60, seed: 3 });
    expect(codes(quick)).toEqual([]);
    const { deviation } = spread(quick.models);
    expect(deviation / error).toBeGreaterThan(0.7);
    expect(deviation / error).toBeLessThan(1.4);
    const slow = bootstrapDraws(
      (sample: PurchaseHistory, options?: object) => fitBgNbd(sample, { ...options, covariates }),
      history,
      {
        ...{ draws: 2, seed: 3 },
      },
    );
    slow.models.forEach((model, k) => {
      expect(own(model)).toBeCloseTo(own(quick.models[k]!), 4);
    });
    const interval = predictionInterval(
      quick,
      (model) => expectedTransactions(model, newCustomer({ covariates: { app: 1, salary: 0 } }), { horizon: 52 }),
      { interval: "bca" },
    );
    expect(interval.lower).toBeLessThan(interval.upper);
  });

  test("the profile of a coefficient is about its standard error wide, and that of a lost one is open", () => {
    const { estimate, lower, upper, warnings } = profileInterval(fit, history, { parameter: "alpha:app" });
    expect(estimate).toBe(own(fit.model));
    expect(
      [(estimate - lower!) / error, (upper! - estimate) / error].every((width) => width > 1.8 && width < 2.1),
    ).toBe(true);
    expect(warnings).toEqual([]);
    const silent = { app: column(n, (i) => (history.frequency[i] === 0 && i % 3 === 0 ? 1 : 0)) };
    const data = { ...history, covariates: silent };
    const lost = fitNbd(data, { covariates: { alpha: ["app"] } });
    const open = profileInterval(lost, data, { parameter: "alpha:app" });
    expect([open.lower, codes(open)]).toEqual([null, ["open-interval"]]);
    expect(open.upper).toBeLessThan(0);
  });

  test("the posterior under weak priors, and its mode, are where the fit is", () => {
    const small = fitNbd(history, { covariates: { alpha: ["app", "salary"] } });
    const { models, warnings, diagnostics } = samplePosterior(small, history, {
      draws: 250,
      chains: 2,
      warmUp: 150,
      seed: 1,
    });
    expect(warnings).toEqual([]);
    expect(Object.keys(diagnostics)).toEqual(small.parameterNames);
    const { mean, deviation } = spread(models);
    const smallError = small.standardErrors!["alpha:app"]!;
    expect(Math.abs(mean - own(small.model))).toBeLessThan(0.3 * smallError);
    expect(Math.abs(Math.log(deviation / smallError))).toBeLessThan(0.2);
    const map = fitMap<NbdModel>(small, history);
    expect(Math.abs(own(map.model) - own(small.model))).toBeLessThan(0.1 * smallError);
    expect(map.priors[2]!.standardDeviation).toBeCloseTo(3, 6);
  });

  test("tests and comparisons count coefficients", () => {
    const plain = fitBgNbd(history);
    const { degreesOfFreedom, pValue } = likelihoodRatioTest(plain, fit);
    expect(degreesOfFreedom).toBe(3);
    expect(pValue).toBeLessThan(1e-4);
    const kinds = ["nbd", "bg-nbd"] as const;
    const { models } = compareTransactionModels(history, {
      kinds,
      covariates: { purchases: ["app", "salary"], attrition: ["app"] },
    });
    const [first, second] = models;
    expect([first!.fit.parameterNames.length, second!.fit.parameterNames.length].sort()).toEqual([4, 8]);
    expect(first!.kind).toBe("bg-nbd");
    expect(first!.aic).toBeCloseTo(2 * 8 - 2 * first!.fit.logLikelihood, 9);
    refuses(
      () => compareTransactionModels(history, { covariates: { churn: ["app"] } as never }),
      "bad-option",
      "options.covariates",
    );
    refuses(
      () => compareTransactionModels(history, { kinds, covariates: { purchases: ["age"] } }),
      "missing-covariate",
      "history.covariates.age",
    );
  });

  test("without a fit the history asks for no covariates", () => {
    const known = addCovariateColumns(
      { frequency: [1, 0], recency: [2, 0], age: [5, 5], timeUnit: "week" },
      { app: [1, 0] },
    );
    expect(fitNbd(known).parameterNames).toEqual(["r", "alpha"]);
  });
});
