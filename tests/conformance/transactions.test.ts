import { describe, expect, test } from "vitest";
import { parameterOf } from "../../src/clv/covariates/coefficients.ts";
import {
  type BgBbModel,
  type BgCnbdKModel,
  type BgNbdModel,
  bgBb,
  bgCnbdK,
  bgNbd,
  type Customer,
  type DynamicParetoNbdModel,
  type DynamicParetoNbdParameters,
  discountedExpectedTransactions,
  dynamicParetoNbd,
  expandCalendar,
  expectedTransactions,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitDynamicParetoNbd,
  fitGgompertzNbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPdo,
  type GgompertzNbdModel,
  ggompertzNbd,
  logLikelihood,
  type MbgCnbdKModel,
  type MbgNbdModel,
  mbgCnbdK,
  mbgNbd,
  type NbdModel,
  nbd,
  newCustomer,
  type ParetoNbdModel,
  type PdoModel,
  type PurchaseHistory,
  paretoNbd,
  parseModel,
  pdo,
  posteriorRates,
  probabilityAlive,
  selectRows,
  simulateCohort,
  simulateTransactions,
  type TransactionModel,
  transactionProbability,
} from "../../src/clv/index.ts";
import { transactionProcesses } from "../../src/clv/transactions/kinds.ts";
import { daysPerUnit, type TimeUnit } from "../../src/time.ts";
import { thorough } from "../thorough.ts";

/** What the suite needs of a member of the family. Adding a process is adding an entry. */
interface Member {
  /** Models over the corners of the parameter space, in weeks; the first is the one that is simulated and found again. */
  readonly models: readonly TransactionModel[];
  readonly fit: (history: PurchaseHistory) => { readonly model: TransactionModel; readonly standardErrors: unknown };
  /** The same model with time counted in another unit; absent where opportunities are counted, `null` where it has no twin there. */
  readonly inUnit?: ((model: TransactionModel, unit: TimeUnit) => TransactionModel) | null;
}

const members: { readonly [K in TransactionModel["kind"]]: Member } = {
  "bg-bb": {
    models: [
      { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 },
      { alpha: 0.5, beta: 2, gamma: 1, delta: 5 },
      { alpha: 3, beta: 0.4, gamma: 2.5, delta: 0.9 },
      { alpha: 0.05, beta: 0.3, gamma: 0.02, delta: 0.04 },
      { alpha: 2000, beta: 7000, gamma: 60, delta: 400 },
    ].map((parameters) => bgBb({ ...parameters, opportunitiesPerYear: 52 })),
    fit: (history) => fitBgBb(history),
  },
  "bg-cnbd-k": {
    models: [
      { k: 3, r: 0.8, alpha: 2, a: 0.8, b: 3 },
      { k: 1, r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
      { k: 2, r: 0.5, alpha: 3, a: 1, b: 1.6 },
      { k: 12, r: 5, alpha: 4, a: 1.7, b: 9 },
      { k: 4, r: 0.05, alpha: 0.1, a: 0.02, b: 0.04 },
      { k: 3, r: 2000, alpha: 7000, a: 60, b: 400 },
    ].map((parameters) => bgCnbdK({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitBgCnbdK(history, { k: 3 }),
    inUnit: (model, unit) => bgCnbdK({ ...(model as BgCnbdKModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  "bg-nbd": {
    models: [
      { r: 0.8, alpha: 6, a: 0.8, b: 3 },
      { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
      { r: 0.5, alpha: 6, a: 1, b: 1.6 },
      { r: 5, alpha: 40, a: 1.7, b: 9 },
      { r: 0.05, alpha: 0.3, a: 0.02, b: 0.04 },
      { r: 2000, alpha: 20_000, a: 60, b: 400 },
    ].map((parameters) => bgNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitBgNbd(history),
    inUnit: (model, unit) => bgNbd({ ...(model as BgNbdModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  "dynamic-pareto-nbd": {
    models: [
      {
        r: 1.2,
        alpha: 8,
        s: 0.9,
        beta: 20,
        covariates: { alpha: { yearSine1: 0.6, yearCosine1: -0.3 }, beta: { yearSine1: 0.5 } },
      },
      { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, covariates: { beta: { yearCosine1: -2 } } },
      { r: 0.5, alpha: 6, s: 1, beta: 12, covariates: { alpha: { yearSine1: -3 }, beta: { yearSine1: 1 } } },
      { r: 2000, alpha: 20_000, s: 60, beta: 4000, covariates: { alpha: { yearSine1: 0.2 } } },
    ].map((parameters) => dynamicParetoNbd({ ...parameters, timeUnit: "week" } as DynamicParetoNbdParameters)),
    fit: (history) => fitDynamicParetoNbd(history, { alpha: ["yearSine1", "yearCosine1"], beta: ["yearSine1"] }),
    inUnit: (model, unit) =>
      dynamicParetoNbd({ ...(model as DynamicParetoNbdModel), ...inOtherUnit(model, unit, "alpha", "beta") }),
  },
  "ggompertz-nbd": {
    models: [
      { r: 0.8, alpha: 6, b: 0.1, s: 1.5, beta: 20 },
      { r: 0.553, alpha: 10.578, b: 0.02, s: 0.603, beta: 0.26 },
      { r: 0.5, alpha: 6, b: 0.05, s: 1, beta: 1 },
      { r: 3, alpha: 0.5, b: 1e-6, s: 0.05, beta: 1.5e-4 },
      { r: 0.2, alpha: 10, b: 0.8, s: 0.3, beta: 1e9 },
      { r: 2000, alpha: 20_000, b: 0.01, s: 60, beta: 800 },
    ].map((parameters) => ggompertzNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitGgompertzNbd(history),
    inUnit: (model, unit) => {
      const { b } = model as GgompertzNbdModel;
      const perUnit = (b * daysPerUnit[unit]) / daysPerUnit.week;
      return ggompertzNbd({ ...(model as GgompertzNbdModel), ...inOtherUnit(model, unit, "alpha"), b: perUnit });
    },
  },
  "mbg-cnbd-k": {
    models: [
      { k: 2, r: 0.8, alpha: 3, a: 0.8, b: 3 },
      { k: 3, r: 0.5, alpha: 2, a: 1, b: 1.6 },
      { k: 5, r: 0.05, alpha: 0.1, a: 0.02, b: 0.04 },
    ].map((parameters) => mbgCnbdK({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitBgCnbdK(history, { k: 2, modified: true }),
    inUnit: (model, unit) => mbgCnbdK({ ...(model as MbgCnbdKModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  "mbg-nbd": {
    models: [
      { r: 0.8, alpha: 6, a: 0.8, b: 3 },
      { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
      { r: 0.5, alpha: 6, a: 1, b: 1.6 },
      { r: 0.05, alpha: 0.3, a: 0.02, b: 0.04 },
      { r: 2000, alpha: 20_000, a: 60, b: 400 },
    ].map((parameters) => mbgNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitMbgNbd(history),
    inUnit: (model, unit) => mbgNbd({ ...(model as MbgNbdModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  nbd: {
    models: [
      { r: 0.8, alpha: 6 },
      { r: 0.385, alpha: 12.07 },
      { r: 0.02, alpha: 0.5 },
      { r: 2000, alpha: 20_000 },
    ].map((parameters) => nbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitNbd(history),
    inUnit: (model, unit) => nbd({ ...(model as NbdModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  "pareto-nbd": {
    models: [
      { r: 0.8, alpha: 6, s: 0.9, beta: 20 },
      { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
      { r: 0.5, alpha: 6, s: 1, beta: 12 },
      { r: 3, alpha: 0.5, s: 0.05, beta: 150 },
      { r: 0.2, alpha: 10, s: 4, beta: 8 },
      { r: 2000, alpha: 20_000, s: 60, beta: 4000 },
    ].map((parameters) => paretoNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitParetoNbd(history),
    inUnit: (model, unit) => paretoNbd({ ...(model as ParetoNbdModel), ...inOtherUnit(model, unit, "alpha", "beta") }),
  },
  pdo: {
    models: [
      { r: 0.8, alpha: 6, a: 0.9, b: 5, tau: 6.5 },
      { r: 0.515, alpha: 10.4, a: 0.433, b: 2.61, tau: 3 },
      { r: 0.5, alpha: 6, a: 1, b: 2, tau: 100 },
      { r: 3, alpha: 0.5, a: 0.02, b: 0.04, tau: 13 },
      { r: 0.2, alpha: 10, a: 4, b: 32, tau: 0.25 },
      { r: 2000, alpha: 20_000, a: 60, b: 400, tau: 5 },
    ].map((parameters) => pdo({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitPdo(history, { period: 6.5 }),
    inUnit: (model, unit) => pdo({ ...(model as PdoModel), ...inOtherUnit(model, unit, "alpha", "tau") }),
  },
};

/** What a member may also have. */
const variants: Record<string, Member> = {
  "pareto-nbd with correlation": {
    models: [
      { r: 0.7, alpha: 2, s: 1, beta: 2, m: 1.4 },
      { r: 0.5288, alpha: 9.8472, s: 0.4942, beta: 9.1723, m: 21.1 },
      { r: 0.8, alpha: 6, s: 1, beta: 20, m: -1.1 },
      { r: 3, alpha: 0.5, s: 0.05, beta: 150, m: 1 },
      { r: 2000, alpha: 20_000, s: 60, beta: 4000, m: 10 },
    ].map((parameters) => paretoNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitParetoNbd(history, { correlation: true }),
    inUnit: null,
  },
};

/** A model with covariates; they act on all that they may. */
function moved<M extends TransactionModel>(model: M, parameters: readonly string[], size = 0.5): M {
  const effects = parameters.map((name, i) => [
    name,
    { branch: size * (i % 2 === 0 ? 1 : -0.7), salary: size / (i + 2) },
  ]);
  return parseModel({ ...model, covariates: Object.fromEntries(effects) }) as M;
}

/** What is known of customer i. */
const known = (i: number): Readonly<Record<string, number>> => ({ branch: i % 2, salary: ((i * 7) % 5) - 1.5 });

/** Seasons by quarters of some years, and what is the same in all of them afterwards. */
const seasons = expandCalendar({
  from: "2016-01-01",
  until: "2027-12-31",
  period: "quarter",
  seasonality: { period: "year", harmonics: 1 },
  afterwards: "mean",
});
const newcomersCalendar = newCustomer({ calendar: seasons, firstPurchase: "2016-02-10" }).calendar!;

/** The history with what is known of its customers. */
function withKnown(data: PurchaseHistory): PurchaseHistory {
  const column = (name: string) => Float64Array.from(data.frequency, (_, i) => known(i)[name]!);
  return {
    ...data,
    covariates: { branch: column("branch"), salary: column("salary") },
    calendar: {
      path: data.frequency.map(() => 0) as number[],
      paths: [newcomersCalendar.path],
      purchaseSums: {
        yearSine1: Float64Array.from(data.frequency, (x) => 0.2 * x),
        yearCosine1: Float64Array.from(data.frequency, (x) => -0.1 * x),
      },
    },
  };
}

const covariates = { alpha: ["branch", "salary"], beta: ["branch", "salary"] };
variants["pareto-nbd with covariates"] = {
  ...members["pareto-nbd"],
  models: members["pareto-nbd"].models.map((model, i) => moved(model, ["alpha", "beta"], i === 0 ? 0.5 : -0.2)),
  fit: (history) => fitParetoNbd(history, { covariates }),
};
variants["bg-nbd with covariates"] = {
  ...members["bg-nbd"],
  models: members["bg-nbd"].models.map((model, i) => moved(model, ["alpha", "a", "b"], i === 0 ? 0.5 : -0.2)),
  fit: (history) =>
    fitBgNbd(history, { covariates: { alpha: covariates.alpha, a: covariates.beta, b: covariates.beta } }),
};
variants["bg-bb with covariates"] = {
  ...members["bg-bb"],
  models: members["bg-bb"].models.slice(0, 2).map((model) => moved(model, ["alpha", "beta", "gamma", "delta"])),
  fit: (history) =>
    fitBgBb(history, {
      covariates: {
        alpha: ["branch", "salary"],
        beta: ["branch", "salary"],
        gamma: ["branch", "salary"],
        delta: ["branch", "salary"],
      },
    }),
};

/** The chances of 0, 1, 2, … purchases, as many as are needed for all of the probability; at most 1,200. */
function chancesOfCounts(model: TransactionModel, history: PurchaseHistory, horizon: number): readonly Float64Array[] {
  for (const length of [150, 400]) {
    const chances = transactionProbability(model, history, { count: Array.from({ length }, (_, n) => n), horizon });
    if (chances[0]!.every((_, i) => sum(chances.map((column) => column[i]!)) > 1 - 1e-13)) return chances;
  }
  return transactionProbability(model, history, { count: Array.from({ length: 1200 }, (_, n) => n), horizon });
}

/** The parameters that are times, and the unit, of a model that counts time in another one. */
function inOtherUnit(model: TransactionModel, unit: TimeUnit, ...times: readonly string[]): { timeUnit: TimeUnit } {
  const values = model as unknown as Record<string, number>;
  const factor = daysPerUnit[model.timeUnit as TimeUnit] / daysPerUnit[unit];
  return { ...Object.fromEntries(times.map((name) => [name, values[name]! * factor])), timeUnit: unit };
}

const weeks: PurchaseHistory = withGaps({
  frequency: [0, 0, 1, 1, 2, 3, 7, 12, 26, 60, 400],
  recency: [0, 0, 1.5, 38, 30, 2.25, 35, 12, 30.5, 20, 38.5],
  age: [39, 0, 38, 38, 38.5, 27, 38.5, 39, 31, 39, 39],
  timeUnit: "week",
});

/** Some hundred customers with times of all kinds, many of them with few purchases. */
const crowded: PurchaseHistory = (() => {
  const customers = 700;
  const spread = (i: number, step: number): number => (i * step) % 1;
  const frequency = Array.from({ length: customers }, (_, i) =>
    Math.floor(0.3 * (1 / (spread(i, 0.6180339887) + 0.02) - 0.98)),
  );
  const age = frequency.map((x, i) => (i % 9 === 0 ? 300 : 27) * spread(i, 0.7548776662) + (x > 10 ? 12 : 1));
  const recency = frequency.map((x, i) => (x === 0 ? 0 : age[i]! * (1 - 0.999 * spread(i, 0.569840291) ** 2)));
  return withGaps({ frequency, recency, age, timeUnit: "week" });
})();
const someRows = Array.from({ length: 60 }, (_, i) => (i * 131) % 700);

/** The history with gaps that are about a fifth below their mean, geometrically. */
function withGaps(data: PurchaseHistory): PurchaseHistory {
  const logGapSum = Array.from(data.frequency, (x, i) => (x === 0 ? 0 : x * (Math.log(data.recency[i]! / x) - 0.2)));
  return { ...data, logGapSum };
}

/** What comes nearest where opportunities are counted: whole numbers, and at most one purchase each. */
function inOpportunities({ frequency, recency, age }: PurchaseHistory): PurchaseHistory {
  const last = Array.from(recency, Math.ceil);
  return {
    frequency: Array.from(frequency, (x, i) => Math.min(x, last[i]!)),
    recency: last,
    age: Array.from(age, Math.ceil),
    timeUnit: "opportunity",
    opportunitiesPerYear: 52,
  };
}

/** The history with its times counted in another unit. */
function inUnit(data: PurchaseHistory, unit: TimeUnit): PurchaseHistory {
  const scale = (column: ArrayLike<number>) =>
    Float64Array.from(column, (value) => (value * daysPerUnit.week) / daysPerUnit[unit]);
  const longer = Math.log(daysPerUnit.week / daysPerUnit[unit]);
  const logGapSum = Array.from(data.frequency, (x, i) => data.logGapSum![i]! + x * longer);
  return { frequency: data.frequency, recency: scale(data.recency), age: scale(data.age), logGapSum, timeUnit: unit };
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  expect(actual.length, what).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) {
    const scale = Math.max(1e-12, Math.abs(expected[i]!));
    expect(
      Math.abs(actual[i]! - expected[i]!) / scale,
      `${what}[${i}]: ${actual[i]} against ${expected[i]}`,
    ).toBeLessThan(tolerance);
  }
}

/** One customer of a history. */
function customerAt(data: PurchaseHistory, i: number): Customer {
  const { frequency, recency, age, logGapSum, covariates: all, calendar } = data;
  const sums = Object.entries(calendar?.purchaseSums ?? {}).map(([name, column]) => [name, column[i]!]);
  const own = Object.fromEntries(Object.entries(all ?? {}).map(([name, column]) => [name, column[i]!]));
  return {
    frequency: frequency[i]!,
    recency: recency[i]!,
    age: age[i]!,
    logGapSum: logGapSum?.[i],
    covariates: own,
    calendar: calendar && { path: calendar.paths[calendar.path[i]!]!, purchaseSums: Object.fromEntries(sums) },
  };
}

test("every process in the table of kinds is a member of this suite", () => {
  expect(Object.keys(members)).toEqual(Object.keys(transactionProcesses));
});

/** A law where it holds; elsewhere there is nothing to test, and nothing is reported as skipped. */
const lawWhere = (holds: boolean): ((name: string, law: () => void) => void) => (holds ? test : () => undefined);

// What a positive coefficient does to the purchases of a new customer.
const effects: Readonly<Record<string, number>> = { alpha: 1, beta: -1, a: -1, b: 1, gamma: -1, delta: 1 };
for (const [kind, process] of Object.entries(transactionProcesses)) {
  for (const { name } of process.parameters.filter((parameter) => parameter.covariates !== undefined)) {
    lawWhere(kind !== "dynamic-pareto-nbd")(`${kind}: a positive coefficient of ${name} acts the right way`, () => {
      const plain = members[kind as TransactionModel["kind"]].models[0]!;
      const model = parseModel({ ...plain, covariates: { [name]: { branch: 0.4 } } }) as TransactionModel;
      const expected = (branch: number) =>
        expectedTransactions(model, { frequency: 0, recency: 0, age: 0, covariates: { branch } }, { horizon: 60 });
      expect(expected(0)).toBeCloseTo(
        expectedTransactions(plain, { frequency: 0, recency: 0, age: 0 }, { horizon: 60 }),
        10,
      );
      expect(Math.sign(expected(1) - expected(0))).toBe(effects[name]);
    });
  }
}

for (const [kind, member] of Object.entries({ ...members, ...variants })) {
  const { inUnit: inOtherUnits } = member;
  const history = withKnown(inOtherUnits === undefined ? inOpportunities(weeks) : weeks);
  /** A horizon, or the next whole one where opportunities are counted. */
  const span = (time: number): number => (inOtherUnits === undefined ? Math.ceil(time) : time);
  const models = member.models.filter((_, i) => thorough || i % 2 === 0);
  describe(`${kind}: laws of a purchase process`, () => {
    for (const model of models) {
      const name = Object.values(model).slice(2).join(" ");

      test(`counts sum to 1 and their mean is the expectation (${name})`, () => {
        for (const horizon of [0.5, 13].map(span)) {
          const chances = chancesOfCounts(model, history, horizon);
          const expected = expectedTransactions(model, history, { horizon });
          for (let i = 0; i < expected.length; i++) {
            const own = chances.map((column) => column[i]!);
            expect(Math.abs(sum(own) - 1), `row ${i}`).toBeLessThan(1e-9);
            const mean = sum(own.map((chance, n) => n * chance));
            expect(Math.abs(mean - expected[i]!), `row ${i}`).toBeLessThan(1e-8 * Math.max(1, expected[i]!));
          }
        }
      });

      test(`of a customer who was not observed nothing can be said (${name})`, () => {
        const newcomer = { frequency: 0, recency: 0, age: 0, covariates: known(1), calendar: newcomersCalendar };
        expect(Math.abs(logLikelihood(model, newcomer))).toBeLessThan(1e-12);
      });

      // What the likelihood says of silence is what the predictions say of it: the one is about the past, the others about what is left.
      test(`the chance of silence ahead is the ratio of the likelihoods (${name})`, () => {
        for (const horizon of [2, 26].map(span)) {
          const silent = transactionProbability(model, history, { count: 0, horizon });
          for (let i = 0; i < silent.length; i++) {
            const at = (age: number): number => logLikelihood(model, { ...customerAt(history, i), age });
            const [now, later] = [at(history.age[i]!), at(history.age[i]! + horizon)];
            const tolerance = 1e-9 + 1e-13 * Math.abs(now);
            expect(Math.abs(silent[i]! - Math.exp(later - now)), `row ${i}`).toBeLessThan(tolerance);
          }
        }
      });

      // Gamma(r + 1, alpha) is lambda Gamma(r, alpha), Beta(a + 1, b) is p Beta(a, b): the mean of a rate given the data is a ratio of likelihoods.
      // Covariates act on a shape itself here and there, and the shape is raised before they do.
      const [buying, leaving] = "gamma" in model ? ["alpha", "gamma"] : ["r", "a" in model ? "a" : "s"];
      const onShape = Object.keys(model.covariates ?? {}).some((effect) => effect === buying || effect === leaving);
      lawWhere(!("m" in model || kind === "dynamic-pareto-nbd" || onShape))(
        `the rates of a customer are their means by Bayes' rule (${name})`,
        () => {
          const given = posteriorRates(model, history);
          for (let i = 0; i < history.frequency.length; i++) {
            const customer = customerAt(history, i);
            const prior = posteriorRates(model, { frequency: 0, recency: 0, age: 0, covariates: customer.covariates });
            const mean = (rate: number, shape: string): number => {
              const raised = { ...model, [shape]: (model as unknown as Record<string, number>)[shape]! + 1 };
              return (
                rate * Math.exp(logLikelihood(raised as TransactionModel, customer) - logLikelihood(model, customer))
              );
            };
            const rounding = 1e-9 + 1e-13 * Math.abs(logLikelihood(model, customer));
            const close = (value: number, expected: number) =>
              expect(Math.abs(value / expected - 1), `row ${i}`).toBeLessThan(rounding);
            close(given.purchaseRate[i]!, mean(prior.purchaseRate, buying!));
            if (given.dropOut !== null) close(given.dropOut[i]!, mean(prior.dropOut!, leaving!));
          }
        },
      );

      test(`discounting: rate 0 is the expectation, a long horizon is forever, more horizon is more (${name})`, () => {
        const expected = expectedTransactions(model, history, { horizon: 52 });
        const plain = discountedExpectedTransactions(model, history, { annualDiscountRate: 0, horizon: 52 });
        expectClose(plain, expected, 1e-12, "rate 0");
        const tiny = discountedExpectedTransactions(model, history, { annualDiscountRate: 1e-12, horizon: 52 });
        expectClose(tiny, expected, 1e-9, "rate 1e-12");
        const forever = discountedExpectedTransactions(model, history, { annualDiscountRate: 0.2 });
        const long = discountedExpectedTransactions(model, history, { annualDiscountRate: 0.2, horizon: 20_000 });
        expectClose(long, forever, 1e-9, "long horizon");
        const discounted = discountedExpectedTransactions(model, history, { annualDiscountRate: 0.2, horizon: 52 });
        for (let i = 0; i < expected.length; i++) {
          expect(discounted[i]!).toBeLessThanOrEqual(expected[i]! * (1 + 1e-12));
          expect(discounted[i]!).toBeLessThanOrEqual(forever[i]! * (1 + 1e-12));
        }
      });

      test(`several horizons in one pass are the same as one by one, and they grow (${name})`, () => {
        const horizons = [0, 1e-6, 1, 39, 520].map(span);
        const together = expectedTransactions(model, history, { horizon: horizons });
        horizons.forEach((horizon, h) => {
          expect(together[h]).toEqual(expectedTransactions(model, history, { horizon }));
          if (h > 0)
            together[h]!.forEach((value, i) => {
              expect(value).toBeGreaterThanOrEqual(together[h - 1]![i]!);
            });
        });
        expect(sum(together[0]!)).toBe(0);
      });

      test(`alive: now at 0 ahead, falling, and its integral times the rate is the expectation (${name})`, () => {
        const now = probabilityAlive(model, history);
        const soon = probabilityAlive(model, history, { ahead: 1 });
        const late = probabilityAlive(model, history, { ahead: 520 });
        now.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(soon[i]!);
          expect(soon[i]!).toBeGreaterThanOrEqual(late[i]!);
          expect(late[i]!).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        });
        // Between two opportunities nothing happens.
        expectClose(
          probabilityAlive(model, history, { ahead: inOtherUnits === undefined ? 0 : 1e-9 }),
          now,
          1e-6,
          "just ahead",
        );
      });

      test(`one customer scores as a row does, and rows may be in any order (${name})`, () => {
        const all = expectedTransactions(model, history, { horizon: 39 });
        const order = Uint32Array.from(all, (_, i) => (i * 4 + 3) % all.length);
        const shuffled = expectedTransactions(model, selectRows(history, order), { horizon: 39 });
        order.forEach((from, i) => {
          expect(shuffled[i]).toBe(all[from]);
          expect(expectedTransactions(model, customerAt(history, from), { horizon: 39 })).toBe(all[from]);
        });
      });

      test(`a customer scores alone as in a crowd (${name})`, () => {
        const crowd = withKnown(inOtherUnits === undefined ? inOpportunities(crowded) : crowded);
        const scores = {
          alive: (data: never) => probabilityAlive(model, data),
          ahead: (data: never) => probabilityAlive(model, data, { ahead: 6 }),
          expected: (data: never) => expectedTransactions(model, data, { horizon: 13 }),
          discounted: (data: never) =>
            discountedExpectedTransactions(model, data, { annualDiscountRate: 0.1, horizon: 52 }),
          forever: (data: never) => discountedExpectedTransactions(model, data, { annualDiscountRate: 0.1 }),
        };
        for (const [what, score] of Object.entries(scores)) {
          const column = score(crowd as never) as Float64Array;
          const alone = Float64Array.from(someRows, (i) => score(customerAt(crowd, i) as never) as number);
          const together = someRows.map((i) => column[i]!);
          expect(alone, what).toEqual(Float64Array.from(together));
        }
      });

      lawWhere(inOtherUnits !== null)(`the unit of time does not matter (${name})`, () => {
        if (inOtherUnits === undefined) {
          // Opportunities have no unit but their number a year, and that is for annual rates alone.
          const yearly = bgBb({ ...(model as BgBbModel), opportunitiesPerYear: 1 });
          const data = { ...history, opportunitiesPerYear: 1 };
          expectClose(
            discountedExpectedTransactions(yearly, data, { annualDiscountRate: Math.expm1(Math.log1p(0.1) / 52) }),
            discountedExpectedTransactions(model, history, { annualDiscountRate: 0.1 }),
            1e-10,
            "opportunities a year",
          );
          expect(logLikelihood(yearly, data)).toBe(logLikelihood(model, history));
          return;
        }
        for (const unit of ["hour", "day", "month", "year"] as const) {
          const other = inOtherUnits!(model, unit);
          const data = withKnown(inUnit(history, unit));
          const horizon = (39 * daysPerUnit.week) / daysPerUnit[unit];
          expectClose(
            expectedTransactions(other, data, { horizon }),
            expectedTransactions(model, history, { horizon: 39 }),
            1e-10,
            unit,
          );
          expectClose(probabilityAlive(other, data), probabilityAlive(model, history), 1e-10, unit);
          expectClose(
            discountedExpectedTransactions(other, data, { annualDiscountRate: 0.1 }),
            discountedExpectedTransactions(model, history, { annualDiscountRate: 0.1 }),
            1e-9,
            unit,
          );
          const shift = -sum(history.frequency) * Math.log(daysPerUnit.week / daysPerUnit[unit]);
          expectClose([logLikelihood(other, data)], [logLikelihood(model, history) + shift], 1e-11, unit);
        }
      });

      test(`weights are repeated rows (${name})`, () => {
        const twice = selectRows(
          history,
          Array.from(history.frequency).flatMap((_, i) => [i, i]),
        );
        const weighted = { ...history, weight: history.frequency.map(() => 2) };
        expectClose([logLikelihood(model, weighted)], [logLikelihood(model, twice)], 1e-12, "likelihood");
      });

      test(`JSON: the stored model is the model (${name})`, () => {
        const loaded = parseModel(JSON.parse(JSON.stringify(model)));
        expect(loaded).toEqual(model);
        expect(Object.isFrozen(loaded)).toBe(true);
      });

      test(`simulated futures have the expected mean (${name})`, () => {
        const draws = 4000;
        const data: PurchaseHistory = selectRows(
          history,
          Uint32Array.from({ length: draws * 2 }, (_, i) => (i % 2 === 0 ? 1 : 6)),
        );
        const { frequency } = simulateTransactions(model, data, { horizon: 20, seed: 11 });
        const expected = expectedTransactions(model, data, { horizon: 20 });
        for (const which of [0, 1]) {
          const own = Array.from(frequency).filter((_, i) => i % 2 === which);
          const mean = sum(own) / draws;
          const spread = Math.sqrt(sum(own.map((value) => (value - mean) ** 2)) / (draws - 1) / draws);
          expect(Math.abs(mean - expected[which]!), `row ${which}`).toBeLessThan(4.5 * spread + 1e-9);
        }
      });
    }

    test("stress grid: finite everywhere", () => {
      const corners = [0, 1, 2, 60, 1000, 5000, 100_000];
      const ages = [1e-9, 1, 39, 520, 87_600];
      const rows = corners.flatMap((x) =>
        ages.flatMap((age) =>
          x === 0 ? [[0, 0, age]] : [1e-9, 0.5, 1].map((share) => [x, Math.max(age * share, 1e-12), age]),
        ),
      );
      const times = withGaps({
        frequency: rows.map((row) => row[0]!),
        recency: rows.map((row) => Math.min(row[1]!, row[2]!)),
        age: rows.map((row) => row[2]!),
        timeUnit: "week",
      });
      const data = withKnown(inOtherUnits === undefined ? inOpportunities(times) : times);
      for (const model of member.models) {
        const results = {
          alive: probabilityAlive(model, data),
          ahead: probabilityAlive(model, data, { ahead: 1000 }),
          expected: expectedTransactions(model, data, { horizon: 87_600 }),
          soon: expectedTransactions(model, data, { horizon: span(1e-6) }),
          discounted: discountedExpectedTransactions(model, data, { annualDiscountRate: 0.1 }),
          within: discountedExpectedTransactions(model, data, { annualDiscountRate: 0.1, horizon: 156 }),
          none: transactionProbability(model, data, { count: 0, horizon: 39 }),
          many: transactionProbability(model, data, { count: 3000, horizon: 39 }),
        };
        for (const [what, column] of Object.entries(results)) {
          column.forEach((value, i) => {
            expect(Number.isFinite(value) && value >= 0, `${what} of ${rows[i]}: ${value}`).toBe(true);
          });
        }
        expect(Number.isFinite(logLikelihood(model, data))).toBe(true);
      }
    });

    test("a fit finds the parameters of a simulated cohort again", () => {
      const truth = member.models[0]!;
      const customers = 6000;
      const { covariates: others } = withKnown({ ...weeks, frequency: new Float64Array(customers) });
      const { history: cohort } = simulateCohort(truth, {
        customers,
        age: 78,
        seed: 20_261_122,
        covariates: others,
        ...(inOtherUnits === undefined ? {} : { calendar: seasons, firstPurchase: "2016-02-10" }),
      });
      const { model, standardErrors } = member.fit(cohort);
      for (const [parameter, error] of Object.entries(standardErrors as Record<string, number>)) {
        const [found, expected] = [model, truth].map((m) => parameterOf(m, parameter));
        expect(Math.abs(found! - expected!), parameter).toBeLessThan(3 * error);
      }
    });
  });
}
