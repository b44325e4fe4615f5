import { describe, expect, test } from "vitest";
import { withParameters } from "../../../../src/clv/covariates/coefficients.ts";
import { covariateEstimation } from "../../../../src/clv/covariates/covariate-estimation.ts";
import {
  addCovariateColumns,
  aliveMapChart,
  bgBb,
  bgCnbdK,
  bgNbd,
  customerLifetimeValue,
  describeTransactionModel,
  discountedExpectedTransactions,
  expectedTransactions,
  frequencyFit,
  gammaGamma,
  ggompertzNbd,
  isoValueCurves,
  logLikelihood,
  mbgCnbdK,
  mbgNbd,
  nbd,
  newCustomer,
  type PurchaseHistory,
  paretoNbd,
  parseModel,
  pdo,
  posteriorRates,
  probabilityAlive,
  simulateCohort,
  simulateTransactions,
  summarizeTransactionColumns,
  type TransactionModel,
  trackTransactions,
  transactionProbability,
  vuongTest,
} from "../../../../src/clv/index.ts";
import { purchaseRows } from "../../../../src/clv/transactions/estimate-process.ts";
import { estimationOf } from "../../../../src/clv/transactions/estimations.ts";
import { transactionProcesses } from "../../../../src/clv/transactions/kinds.ts";
import { modelSchema } from "../../../../src/schema/index.ts";

const week = { timeUnit: "week" } as const;
/** One of each kind, with the parameters that covariates may act on. */
const plain: readonly (readonly [TransactionModel, readonly string[]])[] = [
  [
    bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8, opportunitiesPerYear: 52 }),
    ["alpha", "beta", "gamma", "delta"],
  ],
  [bgCnbdK({ k: 3, r: 0.8, alpha: 2, a: 0.8, b: 3, ...week }), ["alpha", "a", "b"]],
  [bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, ...week }), ["alpha", "a", "b"]],
  [ggompertzNbd({ r: 0.8, alpha: 6, b: 0.1, s: 1.5, beta: 20, ...week }), ["alpha", "beta"]],
  [mbgCnbdK({ k: 2, r: 0.8, alpha: 3, a: 0.8, b: 3, ...week }), ["alpha", "a", "b"]],
  [mbgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, ...week }), ["alpha", "a", "b"]],
  [nbd({ r: 0.8, alpha: 6, ...week }), ["alpha"]],
  [paretoNbd({ r: 0.8, alpha: 6, s: 0.9, beta: 20, ...week }), ["alpha", "beta"]],
  [pdo({ r: 0.8, alpha: 6, a: 0.9, b: 5, tau: 6.5, ...week }), ["alpha", "a", "b"]],
];
const weeks = addCovariateColumns(
  {
    frequency: [0, 0, 1, 2, 3, 7, 12],
    recency: [0, 0, 2, 30, 3, 35, 12],
    age: [39, 4, 38, 38, 27, 39, 39],
    logGapSum: [0, 0, Math.log(2), 5, -0.3, 10, -1],
    ...week,
  } as PurchaseHistory,
  { branch: [0, 1, 0, 1, 1, 0, 1], salary: [0.5, -1, 2, 0, 1.5, 3, -0.5] },
);
const dataOf = (model: TransactionModel): PurchaseHistory =>
  model.kind === "bg-bb" ? { ...weeks, timeUnit: "opportunity", opportunitiesPerYear: 52 } : weeks;
const withEffects = (model: TransactionModel, parameters: readonly string[], gamma: (i: number) => object) =>
  parseModel({
    ...model,
    covariates: Object.fromEntries(parameters.map((name, i) => [name, gamma(i)])),
  }) as TransactionModel;
const everyVerb = (model: TransactionModel, data: PurchaseHistory) => [
  logLikelihood(model, data),
  ...probabilityAlive(model, data),
  ...probabilityAlive(model, data, { ahead: 3 }),
  ...expectedTransactions(model, data, { horizon: [5, 39] }).flatMap((column) => [...column]),
  ...discountedExpectedTransactions(model, data, { annualDiscountRate: data.age.map((_, i) => 0.05 * i) }),
  ...transactionProbability(model, data, { count: [0, 3], horizon: 20 }).flatMap((column) => [...column]),
  ...posteriorRates(model, data).purchaseRate,
  ...(posteriorRates(model, data).dropOut ?? []),
  ...simulateTransactions(model, data, { horizon: 30, seed: 4 }).time,
];
const refuses = (call: () => unknown, code: string, path: string, text = ""): void =>
  expect(call).toThrow(expect.objectContaining({ code, path, message: expect.stringContaining(text) }));

describe.each(plain.map(([model, parameters]) => [model.kind, model, parameters] as const))(
  "%s with covariates",
  (_, model, parameters) => {
    const data = dataOf(model);

    test("coefficients of 0 change nothing, to the last digit", () => {
      const idle = withEffects(model, parameters, () => ({ branch: 0, salary: 0 }));
      expect(everyVerb(idle, data)).toEqual(everyVerb(model, data));
    });

    test("each customer has parameters of its own, in the published directions", () => {
      const moved = withEffects(model, parameters, (i) => ({ branch: 0.3 - 0.2 * i, salary: 0.1 * (i + 1) }));
      const all = expectedTransactions(moved, data, { horizon: 39 });
      const values = model as never as Readonly<Record<string, number>>;
      for (let i = 0; i < all.length; i++) {
        const [branch, salary] = [weeks.covariates["branch"]![i]!, weeks.covariates["salary"]![i]!];
        const own = Object.fromEntries(
          parameters.map((name, k) => {
            const effect = (0.3 - 0.2 * k) * branch + 0.1 * (k + 1) * salary;
            const downwards = name === "alpha" ? model.kind !== "bg-bb" : name === "beta" && model.kind !== "bg-bb";
            return [name, values[name]! * Math.exp(downwards ? -effect : effect)];
          }),
        );
        const customer = { frequency: data.frequency[i]!, recency: data.recency[i]!, age: data.age[i]! };
        const alone = parseModel({ ...model, ...own }) as TransactionModel;
        expect(all[i]).toBe(expectedTransactions(alone, customer, { horizon: 39 }));
        const known = { ...customer, covariates: { branch, salary } };
        expect(expectedTransactions(moved, known, { horizon: 39 })).toBe(all[i]);
      }
    });

    test("the gradient is that of the likelihood, also of coefficients that are one", () => {
      const names = [`${parameters.join("+")}:branch`, ...parameters.map((name) => `${name}:salary`)];
      const { parameters: definitions } = transactionProcesses[model.kind];
      const start = withEffects(model, parameters, () => ({ branch: 0.2, salary: 0 }));
      const estimation = covariateEstimation(
        estimationOf(model)!,
        names.map((name) => {
          const [acting, covariate] = name.split(":") as [string, string];
          return { name, covariate, parameters: acting.split("+") };
        }),
        definitions,
      );
      const { rows } = purchaseRows(data, estimation.columns);
      const likelihood = estimation.likelihood(rows);
      const size = estimation.parameterNames.length;
      const values = start as never as Readonly<Record<string, number>>;
      const point = estimation.parameterNames.map((name, i) => values[name] ?? 0.2 - 0.05 * i);
      const gradient = new Float64Array(size);
      const value = likelihood(Float64Array.from(point), gradient);
      const scored = parseModel(withParameters(start, estimation.parameterNames, point)) as TransactionModel;
      const gaps = logLikelihood(scored, data) - value;
      // The fit leaves the gaps of regular purchases out: they do not depend on the parameters.
      if (!("k" in model)) expect(Math.abs(gaps)).toBeLessThan(1e-11);
      gradient.forEach((slope, i) => {
        const step = 1e-4 * Math.max(0.1, Math.abs(point[i]!));
        const at = (k: number) =>
          likelihood(
            Float64Array.from(point, (entry, j) => (j === i ? entry + k * step : entry)),
            new Float64Array(size),
          );
        const difference = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
        expect(Math.abs(slope - difference), estimation.parameterNames[i]).toBeLessThan(1e-7 * Math.abs(slope) + 1e-8);
      });
    });

    test("the stored model is the model, and wrong effects are refused", () => {
      const moved = withEffects(model, parameters, () => ({ branch: 0.3, salary: -1 }));
      const loaded = parseModel(JSON.stringify(moved));
      expect(loaded).toEqual(moved);
      expect(Object.isFrozen((loaded as TransactionModel).covariates!["alpha"])).toBe(true);
      expect(modelSchema.parse(JSON.parse(JSON.stringify(moved)))).toEqual(moved);
      expect(modelSchema.safeParse({ ...moved, covariates: { r: { branch: 1 } } }).success).toBe(false);
      expect(modelSchema.safeParse({ ...moved, covariates: { alpha: { branch: "1" } } }).success).toBe(false);
      const make = (covariates: unknown) => () => parseModel({ ...model, covariates });
      refuses(make({ r: { branch: 1 } }), "bad-option", `${model.kind}.covariates`, '"alpha"');
      refuses(make({ alpha: { branch: Number.NaN } }), "not-finite", `${model.kind}.covariates.alpha.branch`);
      refuses(make({ alpha: { "": 1 } }), "empty", `${model.kind}.covariates.alpha`);
      refuses(make([1]), "bad-option", `${model.kind}.covariates`);
      // A model may come from anywhere, also to a verb.
      refuses(
        () => probabilityAlive({ ...moved, covariates: { r: { branch: 1 } } }, data),
        "bad-option",
        "model.covariates",
      );
      expect(parseModel({ ...model, covariates: { alpha: {} } })).toEqual(model);
    });

    test("data without a covariate are refused, by its name", () => {
      const moved = withEffects(model, parameters, () => ({ branch: 0.3 }));
      const { covariates, ...bare } = data;
      refuses(() => probabilityAlive(moved, bare), "missing-covariate", "history.covariates.branch", '"branch"');
      refuses(
        () => logLikelihood(moved, { ...bare, covariates: { salary: covariates!["salary"]! } }),
        "missing-covariate",
        "history.covariates.branch",
      );
      refuses(
        () => expectedTransactions(moved, newCustomer(), { horizon: 2 }),
        "missing-covariate",
        "customer.covariates.branch",
      );
      refuses(
        () => simulateCohort(moved, { customers: 3, age: 5, seed: 1 }),
        "missing-covariate",
        "options.covariates.branch",
      );
      refuses(
        () => probabilityAlive(moved, { ...bare, covariates: { branch: data.age.map(() => 1000) } }),
        "out-of-range",
        "covariates.branch[0]",
        "another unit",
      );
      refuses(
        () => probabilityAlive(moved, { ...bare, covariates: { branch: [1] } }),
        "length-mismatch",
        "history.covariates.branch",
      );
    });
  },
);

describe("verbs that make customers of their own", () => {
  const model = paretoNbd({
    ...{ r: 0.8, alpha: 6, s: 0.9, beta: 20, ...week },
    covariates: { alpha: { app: 0.7 }, beta: { app: -0.4, salary: 0.2 } },
  });
  const of = (app: number, salary: number) => newCustomer({ covariates: { app, salary } });

  test("a simulated cohort carries its covariates, and each customer buys by them", () => {
    const app = Float64Array.from({ length: 4000 }, (_, i) => i % 2);
    const { history } = simulateCohort(model, { customers: 4000, age: 52, seed: 3, covariates: { app, salary: 1 } });
    expect(history.covariates).toEqual({ app, salary: new Float64Array(4000).fill(1) });
    for (const which of [0, 1]) {
      const own = Array.from(history.frequency).filter((_, i) => i % 2 === which);
      const mean = own.reduce((a, b) => a + b) / own.length;
      const spread = Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / own.length;
      expect(Math.abs(mean - expectedTransactions(model, of(which, 1), { horizon: 52 }))).toBeLessThan(4 * spread);
    }
    refuses(
      () => simulateCohort(model, { customers: 2, age: 1, seed: 1, covariates: { app: [1], salary: 0 } }),
      "length-mismatch",
      "options.covariates.app",
    );
  });

  test("tracking expects of each birth what customers with its covariates do", () => {
    const days = [0, 3, 3, 10, 20, 31, 50, 2, 40];
    const log = { customer: ["A", "B", "A", "B", "C", "C", "A", "D", "D"], day: days.map((day) => 20_000 + day) };
    const summary = summarizeTransactionColumns(log, { timeUnit: "week", observedUntil: 20_090 });
    const history = addCovariateColumns(summary, { app: [0, 1, 1, 0], salary: [0, 1, 0, 0] });
    const { cumulativeExpected } = trackTransactions(model, history);
    const { firstDay, end } = history.periodCounts!;
    const { app, salary } = history.covariates as { app: Float64Array; salary: Float64Array };
    cumulativeExpected.forEach((value, k) => {
      const until = Math.min(firstDay + 7 * (k + 1), end);
      const expected = Array.from(history.firstPurchase!).reduce((sum, day, i) => {
        const horizon = Math.max(0, until - day) / 7;
        return sum + expectedTransactions(model, of(app[i]!, salary[i]!), { horizon });
      }, 0);
      expect(value).toBeCloseTo(expected, 12);
    });
  });

  test("the fit of frequencies expects what customers with their covariates do, and counts coefficients", () => {
    const { history } = simulateCohort(model, {
      ...{ customers: 400, age: 30, seed: 5 },
      covariates: { app: Float64Array.from({ length: 400 }, (_, i) => i % 2), salary: 0 },
    });
    const weighted = { ...history, weight: history.frequency.map((_, i) => 1 + (i % 2)) };
    const { bins, degreesOfFreedom } = frequencyFit(model, weighted, { maxFrequency: 12 });
    const silent = [0, 1].map((app) => transactionProbability(model, of(app, 0), { count: 0, horizon: 30 }));
    expect(bins[0]!.expected).toBeCloseTo(200 * silent[0]! + 400 * silent[1]!, 9);
    expect(degreesOfFreedom).toBe(12 - 4 - 3);
    const { statistic, difference } = vuongTest(model, paretoNbd({ ...model, covariates: undefined }), history);
    expect(statistic).toBeGreaterThan(0);
    const gain = logLikelihood(model, history) - logLikelihood(paretoNbd({ ...model, covariates: undefined }), history);
    expect(difference).toBeCloseTo(gain - 1.5 * Math.log(400), 8);
  });

  test("maps are of customers who are alike", () => {
    const covariates = { app: 1, salary: -2 };
    const options = { age: 40, annualDiscountRate: 0.1, maxFrequency: 4, recencySteps: 4 };
    const { values, withoutRepeat } = isoValueCurves(model, { ...options, covariates });
    const worth = (frequency: number, recency: number) =>
      discountedExpectedTransactions(model, { frequency, recency, age: 40, covariates }, { annualDiscountRate: 0.1 });
    expect(values[2]![1]).toBe(worth(3, 20));
    expect(withoutRepeat).toBe(worth(0, 0));
    refuses(() => isoValueCurves(model, options), "missing-covariate", "history.covariates.app");
    const cells = aliveMapChart(model, { age: 40, maxFrequency: 3, covariates }).data.values as readonly {
      frequency: number;
      recency: number;
      probabilityAlive: number;
    }[];
    const { frequency, recency, probabilityAlive: alive } = cells[50]!;
    expect(alive).toBe(probabilityAlive(model, { frequency, recency, age: 40, covariates }));
  });

  test("value of a new customer, and what is said of a model", () => {
    const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
    const options = { horizon: 52, annualDiscountRate: 0, margin: 1, includeFirstPurchase: true };
    const { values } = customerLifetimeValue({ transactions: model, spend }, of(1, 0), options);
    const purchases = 1 + expectedTransactions(model, of(1, 0), { horizon: 52 });
    expect(values).toBeCloseTo((purchases * 6.25 * 15.44) / 2.74, 9);
    expect(describeTransactionModel(model).covariates).toEqual(model.covariates);
    expect(describeTransactionModel(plain[6]![0])).not.toHaveProperty("covariates");
    refuses(() => newCustomer({ covariates: { app: Number.NaN } }), "not-finite", "options.covariates.app");
  });
});
