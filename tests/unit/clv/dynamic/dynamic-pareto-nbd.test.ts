import { describe, expect, test } from "vitest";
import { likelihoodRows } from "../../../../src/clv/history/likelihood-rows.ts";
import {
  type CovariateCalendar,
  type CovariatePath,
  type Customer,
  type CustomerCalendar,
  customerLifetimeValue,
  discountedExpectedTransactions,
  dynamicParetoNbd,
  expandCalendar,
  expectedTransactions,
  fitDynamicParetoNbd,
  fitParetoNbd,
  frequencyFit,
  gammaGamma,
  isoValueCurves,
  laplaceDraws,
  logLikelihood,
  newCustomer,
  type PurchaseHistory,
  paretoNbd,
  parseModel,
  posteriorRates,
  predictionInterval,
  probabilityAlive,
  selectRows,
  simulateCohort,
  simulateTransactions,
  type TransactionModel,
  trackTransactions,
  transactionProbability,
} from "../../../../src/clv/index.ts";
import { purchaseRows } from "../../../../src/clv/transactions/estimate-process.ts";
import { estimationOf } from "../../../../src/clv/transactions/estimations.ts";
import { modelSchema } from "../../../../src/schema/index.ts";

const rates = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" as const };
const customers = [
  { frequency: 2, recency: 30.43, age: 38.86 },
  { frequency: 0, recency: 0, age: 38.86 },
  { frequency: 26, recency: 30.86, age: 31 },
  { frequency: 3, recency: 31, age: 31 },
  { frequency: 700, recency: 400, age: 520 },
  { frequency: 0, recency: 0, age: 0 },
];
/** A customer's covariates: values on pieces that begin at these weeks. */
const over = (weeks: readonly number[], z: readonly number[], atPurchases = 0): CustomerCalendar => ({
  path: { firstPurchase: 0, starts: weeks.map((week) => 7 * week), end: null, values: { z } },
  purchaseSums: { z: atPurchases },
});

/** Everything that verbs say of a customer. */
const everything = (model: TransactionModel, customer: Customer): number[] => [
  logLikelihood(model, customer),
  probabilityAlive(model, customer),
  probabilityAlive(model, customer, { ahead: 13 }),
  ...expectedTransactions(model, customer, { horizon: [0, 5, 39] }),
  discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.15 }),
  discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.15, horizon: 52 }),
  ...transactionProbability(model, customer, { count: [0, 1, 4], horizon: 39 }),
  posteriorRates(model, customer).purchaseRate,
  posteriorRates(model, customer).dropOut!,
];
const expectAlike = (actual: readonly number[], expected: readonly number[], tolerance: number) => {
  actual.forEach((value, i) => {
    const scale = Math.max(1e-3, Math.abs(expected[i]!));
    expect(Math.abs(value - expected[i]!) / scale, `entry ${i}: ${value}, ${expected[i]}`).toBeLessThan(tolerance);
  });
};

describe("laws", () => {
  const uneven = [-3, 2, 8, 30.5, 31, 60, 300];
  const values = [1, -0.5, 0.25, 2, 0, 1, -1];

  test("coefficients of 0: Pareto/NBD, whatever the covariates", () => {
    const model = dynamicParetoNbd({ ...rates, covariates: { alpha: { z: 0 }, beta: { z: 0 } } });
    for (const customer of customers) {
      const own = everything(model, { ...customer, calendar: over(uneven, values, 3) });
      expectAlike(own, everything(paretoNbd(rates), customer), 1e-10);
      // Pieces that differ, but by nothing that shows, are not joined.
      const tiny = dynamicParetoNbd({ ...rates, covariates: { alpha: { z: 1e-15 }, beta: { z: 1e-15 } } });
      expectAlike(everything(tiny, { ...customer, calendar: over(uneven, values, 3) }), own, 1e-10);
    }
  });

  test("a constant covariate: Pareto/NBD with alpha and beta times e^-γz, and with covariates that do not change", () => {
    const z = 1.7;
    const effects = { alpha: { z: 0.6 }, beta: { z: -0.4 } };
    const model = dynamicParetoNbd({ ...rates, covariates: effects });
    const moved = paretoNbd({
      ...rates,
      alpha: rates.alpha * Math.exp(-0.6 * z),
      beta: rates.beta * Math.exp(0.4 * z),
    });
    const unchanging = paretoNbd({ ...rates, covariates: effects });
    for (const customer of customers) {
      const own = everything(model, { ...customer, calendar: over([0], [z], customer.frequency * z) });
      expectAlike(own, everything(moved, customer), 1e-10);
      expectAlike(own, everything(unchanging, { ...customer, covariates: { z } }), 1e-10);
    }
  });

  test("a piece cut in two changes nothing", () => {
    const model = dynamicParetoNbd({ ...rates, covariates: { alpha: { z: 0.8 }, beta: { z: -0.7 } } });
    const cut = uneven.flatMap((week, k) => (k === 3 ? [week, 30.7, 30.9] : k === 6 ? [week, 450, 1000] : [week]));
    const same = values.flatMap((value, k) => (k === 3 || k === 6 ? [value, value, value] : [value]));
    // Hardly different values keep the pieces apart.
    const apart = same.map((value, k) => value + (k % 2) * 1e-14);
    for (const customer of customers) {
      const whole = everything(model, { ...customer, calendar: over(uneven, values, 2) });
      expectAlike(everything(model, { ...customer, calendar: over(cut, same, 2) }), whole, 1e-14);
      expectAlike(everything(model, { ...customer, calendar: over(cut, apart, 2) }), whole, 1e-10);
    }
  });

  test("alive to the last moment, or after hundreds of purchases on a short piece: finite", () => {
    const model = dynamicParetoNbd({ ...rates, covariates: { alpha: { z: 20 }, beta: { z: -30 } } });
    for (const customer of [...customers, { frequency: 5000, recency: 519, age: 520 }]) {
      for (const value of everything(model, { ...customer, calendar: over(uneven, values, 2) })) {
        expect(Number.isFinite(value), `${value}`).toBe(true);
      }
    }
  });

  test("who buys is more likely to be there if it is the season for it", () => {
    const model = dynamicParetoNbd({ ...rates, covariates: { alpha: { z: 1 } } });
    const silentIn = (season: readonly number[]) =>
      probabilityAlive(model, { frequency: 3, recency: 20, age: 40, calendar: over([0, 20], season) });
    expect(silentIn([0, -1])).toBeGreaterThan(silentIn([0, 0]));
    expect(silentIn([0, 1])).toBeLessThan(silentIn([0, 0]));
  });
});

const calendar: CovariateCalendar = expandCalendar({
  from: "2024-01-01",
  until: "2027-12-31",
  period: "month",
  seasonality: { period: "year", harmonics: 1 },
  holidays: {
    festival: [
      { from: "2024-10-01", until: "2024-11-30" },
      { from: "2025-10-01", until: "2025-11-30" },
    ],
  },
});
const truth = dynamicParetoNbd({
  r: 1.2,
  alpha: 12,
  s: 0.9,
  beta: 30,
  covariates: { alpha: { yearSine1: 0.5, festival: 0.4 }, beta: { yearSine1: -0.8 } },
  timeUnit: "week",
});
const effects = { alpha: ["yearSine1", "festival"], beta: ["yearSine1"] };
/** Customers who came over the first year. */
const cohort = (count: number, seed: number, holdout?: number) =>
  simulateCohort(truth, {
    customers: count,
    age: Float64Array.from({ length: count }, (_, i) => 110 - (i % 50)),
    firstPurchase: Float64Array.from({ length: count }, (_, i) => 19_723 + 7 * (i % 50)),
    calendar,
    holdout,
    seed,
  }).history;

describe("fit", () => {
  test("the gradient against differences, with a coefficient for both", () => {
    const history = cohort(60, 3);
    const names = ["r", "alpha", "s", "beta", "alpha:festival", "alpha+beta:yearSine1"];
    const estimation = estimationOf(truth, names)!;
    expect(estimation.parameterNames).toEqual(names);
    const { rows } = purchaseRows(history, estimation.columns);
    const likelihood = estimation.likelihood(rows);
    const gradient = new Float64Array(6);
    const scratch = new Float64Array(6);
    for (const point of [
      [1.2, 12, 0.9, 30, 0.4, 0.5],
      [0.3, 3, 4, 200, -1, 2],
    ]) {
      likelihood(Float64Array.from(point), gradient);
      point.forEach((value, i) => {
        const step = 1e-5 * Math.max(0.1, Math.abs(value));
        const at = (by: number) =>
          likelihood(
            Float64Array.from(point, (entry, j) => entry + (i === j ? by : 0)),
            scratch,
          );
        const slope = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
        expect(Math.abs(gradient[i]! - slope) / Math.max(1, Math.abs(slope)), names[i]).toBeLessThan(1e-6);
      });
    }
  });

  test("the likelihood of the fit is that of the verb", () => {
    const history = cohort(80, 5);
    const estimation = estimationOf(truth)!;
    const { rows } = purchaseRows(history, estimation.columns);
    const natural = Float64Array.of(1.2, 12, 0.9, 30, 0.5, 0.4, -0.8);
    const value = estimation.likelihood(rows)(natural, new Float64Array(7));
    expect(Math.abs(value / logLikelihood(truth, history) - 1)).toBeLessThan(1e-12);
  });

  test("finds the parameters of a drawn cohort again, and more than Pareto/NBD", () => {
    const history = cohort(500, 20_261_122);
    const fit = fitDynamicParetoNbd(history, effects);
    expect(fit.converged).toBe(true);
    expect(fit.warnings).toEqual([]);
    const named = (model: typeof truth): Record<string, number> => ({
      ...(model as unknown as Record<string, number>),
      ...Object.fromEntries(
        Object.entries(model.covariates!).flatMap(([on, own]) =>
          Object.entries(own).map(([name, value]) => [`${on}:${name}`, value]),
        ),
      ),
    });
    const [there, expected] = [named(fit.model), named(truth)];
    for (const [name, error] of Object.entries(fit.standardErrors!)) {
      expect(Math.abs(there[name]! - expected[name]!), name).toBeLessThan(3 * error);
    }
    expect(fit.logLikelihood).toBeGreaterThan(fitParetoNbd(history).logLikelihood + 10);
    // Again from its own end: nothing moves.
    const again = fitDynamicParetoNbd(history, { ...effects, start: fit.model });
    expect(again.logLikelihood).toBeCloseTo(fit.logLikelihood, 6);
  });

  test("scale and origin of a covariate do not matter", () => {
    const history = cohort(200, 8);
    const changed = (own: Record<string, ArrayLike<number>>): Record<string, number[]> => ({
      season: Array.from(own["yearSine1"]!, (z) => 3 + 1000 * z),
    });
    const { paths, purchaseSums, path } = history.calendar!;
    const other: PurchaseHistory = {
      ...history,
      calendar: {
        path,
        paths: paths.map((one) => ({ ...one, values: changed(one.values) })),
        purchaseSums: {
          season: Float64Array.from(history.frequency, (x, i) => 3 * x + 1000 * purchaseSums["yearSine1"]![i]!),
        },
      },
    };
    const one = fitDynamicParetoNbd(history, { alpha: ["yearSine1"] });
    const two = fitDynamicParetoNbd(other, { alpha: ["season"] });
    expect(two.logLikelihood).toBeCloseTo(one.logLikelihood, 6);
    const [a, b] = [one.model.covariates!["alpha"]!["yearSine1"]!, two.model.covariates!["alpha"]!["season"]!];
    expect(1000 * b).toBeCloseTo(a, 5);
    expect(1000 * two.standardErrors!["alpha:season"]!).toBeCloseTo(one.standardErrors!["alpha:yearSine1"]!, 5);
  });

  test("what cannot be estimated is said", () => {
    const history = cohort(50, 9);
    const constant = withCovariate(history, "flat", () => 1);
    expect(() => fitDynamicParetoNbd(constant, { alpha: ["flat"] })).toThrow(/flat: expected a covariate that varies/);
    const twice = withCovariate(history, "double", (z) => 2 * z);
    expect(() => fitDynamicParetoNbd(twice, { alpha: ["yearSine1", "double"] })).toThrow(/no combination of yearSine1/);
    expect(() => fitDynamicParetoNbd(history, { alpha: ["nothing"] })).toThrow(/"nothing" over time/);
    expect(() => fitDynamicParetoNbd(history, {})).toThrow(/names of covariates/);
    const { calendar: _, ...without } = history;
    expect(() => fitDynamicParetoNbd(without, effects)).toThrow(/history.calendar/);
    const until = (path: CovariatePath, end: number): CovariatePath => {
      const starts = Array.from(path.starts).filter((start) => start < end);
      return { ...path, starts, end, values: mapped(path.values, (column) => column.slice(0, starts.length)) };
    };
    const short = { ...history.calendar!, paths: history.calendar!.paths.map((path) => until(path, 20_300)) };
    expect(() => fitDynamicParetoNbd({ ...history, calendar: short }, effects)).toThrow(/from 2025-07-31 until 2026-/);
  });

  function mapped(
    columns: Readonly<Record<string, ArrayLike<number>>>,
    change: (column: number[]) => number[],
  ): Record<string, number[]> {
    return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, change(Array.from(column))]));
  }

  /** The history with a function of its season as another covariate. */
  function withCovariate(history: PurchaseHistory, name: string, of: (z: number) => number): PurchaseHistory {
    const { paths, purchaseSums, path } = history.calendar!;
    return {
      ...history,
      calendar: {
        path,
        paths: paths.map((one) => ({
          ...one,
          values: { ...one.values, [name]: Float64Array.from(one.values["yearSine1"]!, of) },
        })),
        purchaseSums: { ...purchaseSums, [name]: history.frequency.map(() => 1) as number[] },
      },
    };
  }
});

describe("verbs", () => {
  test("several horizons, beyond the calendar, and to infinity only where it says what holds", () => {
    const customer = newCustomer({ calendar, firstPurchase: "2027-01-04" });
    expect(expectedTransactions(truth, customer, { horizon: [0, 13, 51] }).every(Number.isFinite)).toBe(true);
    expect(() => expectedTransactions(truth, customer, { horizon: 60 })).toThrow(/from 2028-01-01 until 2028-02-28/);
    expect(() => discountedExpectedTransactions(truth, customer, { annualDiscountRate: 0.1 })).toThrow(/afterwards/);
    const endless = expandCalendar({
      from: "2027-01-04",
      until: "2027-12-31",
      period: "month",
      seasonality: { period: "year", harmonics: 1 },
      holidays: { festival: ["2027-10-01"] },
      afterwards: "mean",
    });
    const known = newCustomer({ calendar: endless });
    const forever = discountedExpectedTransactions(truth, known, { annualDiscountRate: 0.1 });
    const long = discountedExpectedTransactions(truth, known, { annualDiscountRate: 0.1, horizon: 30_000 });
    expect(Math.abs(long / forever - 1)).toBeLessThan(1e-9);
    const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
    const value = customerLifetimeValue({ transactions: truth, spend }, known, {
      annualDiscountRate: 0.1,
      margin: 0.3,
    });
    expect(value.values).toBeGreaterThan(0);
  });

  test("simulated futures have the expected mean, and the same share stays", () => {
    const history = selectRows(
      cohort(40, 4),
      Uint32Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 3 : 11)),
    );
    const { frequency, active, time } = simulateTransactions(truth, history, { horizon: 30, seed: 5 });
    const expected = expectedTransactions(truth, history, { horizon: 30 });
    const alive = probabilityAlive(truth, history, { ahead: 30 });
    for (const which of [0, 1]) {
      const own = Array.from(frequency).filter((_, i) => i % 2 === which);
      const mean = own.reduce((a, b) => a + b, 0) / own.length;
      const spread = Math.sqrt(own.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / own.length;
      expect(Math.abs(mean - expected[which]!)).toBeLessThan(4.5 * spread + 1e-9);
      const staying =
        Array.from(active)
          .filter((_, i) => i % 2 === which)
          .reduce((a, b) => a + b, 0) / own.length;
      expect(Math.abs(staying - alive[which]!)).toBeLessThan(4.5 * Math.sqrt(0.25 / own.length));
    }
    expect(time.every((at) => at > 0 && at <= 30)).toBe(true);
  });

  test("a drawn base: tracking, counts, intervals with outcomes", () => {
    const history = cohort(250, 6, 26);
    const bins = frequencyFit(truth, history, { estimatedParameters: 0 });
    expect(bins.pValue!).toBeGreaterThan(0.001);
    const { model, ...rest } = fitDynamicParetoNbd(history, effects);
    const horizon = 26;
    const interval = predictionInterval(
      laplaceDraws({ model, ...rest }, { draws: 40, seed: 2 }),
      (drawn) => expectedTransactions(drawn, history, { horizon }).reduce((a, b) => a + b, 0),
      { level: 0.99, outcome: true },
    );
    const actual = Array.from(history.holdout!.frequency).reduce((a, b) => a + b, 0);
    expect(actual).toBeGreaterThan(interval.lower as number);
    expect(actual).toBeLessThan(interval.upper as number);
    expect(() => trackTransactions(model, history)).toThrow(/periodCounts/);
  });

  test("JSON, schema, unknown data", () => {
    const stored = JSON.parse(JSON.stringify(truth));
    expect(parseModel(stored)).toEqual(truth);
    expect(modelSchema.parse(stored)).toEqual(truth);
    expect(modelSchema.safeParse({ ...stored, covariates: { alpha: { z: "1" } } }).success).toBe(false);
    expect(() => dynamicParetoNbd({ ...rates, covariates: { r: { z: 1 } } })).toThrow(/alpha/);
    expect(() => dynamicParetoNbd({ ...rates, covariates: { alpha: { z: Number.NaN } } })).toThrow(/alpha.z/);
    expect(() => probabilityAlive(truth, customers[0]!)).toThrow(/customer.calendar/);
    const other = { ...customers[0]!, calendar: over([0], [1]) };
    expect(() => probabilityAlive(truth, other)).toThrow(/"yearSine1" over time/);
    const wild = dynamicParetoNbd({ ...rates, covariates: { alpha: { z: 1000 } } });
    expect(() => probabilityAlive(wild, other)).toThrow(/multiply a rate/);
    expect(() => isoValueCurves(truth, { age: 10, annualDiscountRate: 0.1, maxFrequency: 5 })).toThrow(/fit paretoNbd/);
    expect(() => simulateCohort(truth, { customers: 2, age: 3, seed: 1 })).toThrow(/options.calendar/);
  });

  test("rows that are equal but for their paths are not merged", () => {
    const history = cohort(30, 12);
    const path = history.calendar!.path;
    expect(new Set(path).size).toBeGreaterThan(10);
    const rows = likelihoodRows(history.frequency, [history.recency, history.age, path], undefined);
    expect(rows.customers).toBe(30);
  });
});
