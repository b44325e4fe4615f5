import { describe, expect, test } from "vitest";
import {
  discountedExpectedTransactions,
  expectedTransactions,
  fitNbd,
  fitPdo,
  logLikelihood,
  nbd,
  type PurchaseHistory,
  paretoNbd,
  pdo,
  probabilityAlive,
  simulateCohort,
  transactionProbability,
} from "../../src/clv/index.ts";
import { cdnowSample } from "../cdnow-sample.ts";
import { describeReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import { made } from "./made-cohort.ts";
import { relative } from "./process-table.ts";

const weekly = (parameters: { r: number; alpha: number; a: number; b: number; tau: number }) =>
  pdo({ ...parameters, timeUnit: "week" });
const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);

/** ln B(a, b + k) - ln B(a, b) as a plain product. */
const survival = (a: number, b: number, k: number) =>
  Array.from({ length: k }, (_, j) => (b + j) / (a + b + j)).reduce((product, factor) => product * factor, 1);

describe("PDO by its definition", () => {
  const model = weekly({ r: 0.5, alpha: 10, a: 0.45, b: 2.5, tau: 3 });
  const { r, alpha, a, b, tau } = model;

  test("likelihood and alive are sums over the opportunities after the last purchase", () => {
    for (const [x, recency, age] of [
      [0, 0, 38.86],
      [2, 30.43, 38.86],
      [7, 6, 36],
      [1, 38, 38.5],
    ] as const) {
      const at = (time: number) => (alpha + time) ** -(r + x);
      const [from, to] = [Math.floor(recency / tau), Math.floor(age / tau)];
      const stayed = survival(a, b, to) * at(age);
      let left = 0;
      for (let k = from + 1; k <= to; k++) left += (survival(a, b, k - 1) - survival(a, b, k)) * at(k * tau);
      let constant = r * Math.log(alpha);
      for (let j = 0; j < x; j++) constant += Math.log(r + j);
      const customer = { frequency: x, recency, age };
      expect(relative(logLikelihood(model, customer), constant + Math.log(stayed + left))).toBeLessThan(1e-13);
      expect(relative(probabilityAlive(model, customer), stayed / (stayed + left))).toBeLessThan(1e-13);
    }
  });

  test("the residual lifetime keeps the phase", () => {
    const customer = { frequency: 2, recency: 30.43, age: 37 };
    const now = probabilityAlive(model, customer);
    expect(probabilityAlive(model, customer, { ahead: 1.99 })).toBe(now);
    const third = probabilityAlive(model, customer, { ahead: 2 });
    expect(relative(third, (now * (b + 12)) / (a + b + 12))).toBeLessThan(1e-13);
    expect(probabilityAlive(model, customer, { ahead: 4.99 })).toBe(third);
    // Two weeks with certainty, three with the chance to stay, one with the next.
    const rate = (r + 2) / (alpha + 37);
    const expected = now * rate * 2 + third * rate * 3 + probabilityAlive(model, customer, { ahead: 5 }) * rate;
    expect(relative(expectedTransactions(model, customer, { horizon: 6 }), expected)).toBeLessThan(1e-13);
  });

  test("35 weeks are 7 periods of 5 weeks, in any unit and whatever the rounding", () => {
    const five = weekly({ r: 0.48, alpha: 10.3, a: 0.46, b: 2, tau: 5 });
    const at = (age: number) => probabilityAlive(five, { frequency: 1, recency: 10, age });
    // At 35 weeks the seventh opportunity has been, just before it has not.
    expect(at(35)).toBeLessThan(0.95 * at(35 - 1e-6));
    expect(relative(at(35 - 1e-12), at(35))).toBeLessThan(1e-10);
    const years = 365.25 / 7;
    const yearly = pdo({ ...five, alpha: five.alpha / years, tau: 5 / years, timeUnit: "year" });
    for (let weeks = 5; weeks <= 100; weeks += 5) {
      const own = probabilityAlive(yearly, { frequency: 1, recency: 3 / years, age: weeks / years });
      expect(relative(own, probabilityAlive(five, { frequency: 1, recency: 3, age: weeks }))).toBeLessThan(1e-11);
    }
  });

  test("log-likelihood of a made cohort of 3,000", () => {
    const value = logLikelihood(weekly({ r: 0.8, alpha: 8, a: 0.5, b: 5, tau: 3 }), made);
    expect(Math.abs(value - -19468.178182)).toBeLessThan(1e-6);
  });
});

describe("PDO between Pareto/NBD and NBD", () => {
  const customers = [
    { frequency: 0, recency: 0, age: 38.86 },
    { frequency: 7, recency: 30, age: 38.86 },
    { frequency: 300, recency: 38, age: 38.86 },
  ];
  const verbs = (model: Parameters<typeof probabilityAlive>[0], customer: (typeof customers)[number]) => [
    logLikelihood(model, customer),
    probabilityAlive(model, customer, { ahead: 10 }),
    expectedTransactions(model, customer, { horizon: 13 }),
    discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.1, horizon: 13 }),
    discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.1 }),
    transactionProbability(model, customer, { count: 3, horizon: 13 }),
  ];

  test.each([1e-4, 1e-6, 1e-9])("tends to Pareto/NBD in proportion to the period (%d weeks)", (tau) => {
    const limit = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
    const model = weekly({ r: 0.553, alpha: 10.578, a: 0.606, b: 11.669 / tau, tau });
    for (const customer of customers) {
      const expected = verbs(limit, customer);
      verbs(model, customer).forEach((value, i) => {
        const bound = Math.max(3e-10, (1 + customer.frequency) * tau);
        expect(relative(value, expected[i]!), `figure ${i} of ${customer.frequency}`).toBeLessThan(bound);
      });
    }
  });

  test("is NBD where the period is longer than observation and horizon", () => {
    const model = weekly({ r: 0.385, alpha: 12.07, a: 0.5, b: 2, tau: 100 });
    const limit = nbd({ r: 0.385, alpha: 12.07, timeUnit: "week" });
    for (const customer of customers) {
      const [own, expected] = [verbs(model, customer), verbs(limit, customer)];
      for (const i of [0, 1, 2, 3, 5]) expect(relative(own[i]!, expected[i]!), `figure ${i}`).toBeLessThan(1e-13);
      expect(own[4]!).toBeLessThan(expected[4]!);
    }
  });

  test("a period beyond every observation is fitted as NBD, with a warning", () => {
    const fit = fitPdo(made, { period: 40 });
    expect(codes(fit.warnings)).toContain("period-too-long");
    expect(Math.abs(fit.logLikelihood - fitNbd(made).logLikelihood)).toBeLessThan(1e-6);
  });

  test("candidates: the period of a simulated cohort is found, the ends are pointed at", () => {
    const truth = weekly({ r: 1.5, alpha: 3, a: 1, b: 4, tau: 13 });
    const { history } = simulateCohort(truth, { customers: 2000, age: 78, seed: 5 });
    const fit = fitPdo(history, { period: [6.5, 13, 26] });
    expect(fit.model.tau).toBe(13);
    expect(fit.periods.map(({ period }) => period)).toEqual([6.5, 13, 26]);
    expect(fit.logLikelihood).toBe(Math.max(...fit.periods.map(({ logLikelihood: value }) => value)));
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(logLikelihood(truth, history));
    expect(codes(fit.warnings)).toEqual([]);
    expect(codes(fitPdo(history, { period: [13, 26] }).warnings)).toContain("period-at-end");
  });

  test("wrong periods and all-zero histories are refused", () => {
    expect(() => fitPdo(made, { period: 0 })).toThrow(expect.objectContaining({ path: "options.period" }));
    expect(() => fitPdo(made, { period: [3, 0.001] })).toThrow(expect.objectContaining({ path: "options.period[1]" }));
    expect(() => fitPdo(made, { period: [] })).toThrow(expect.objectContaining({ code: "empty" }));
    const zero: PurchaseHistory = { frequency: [0, 0], recency: [0, 0], age: [30, 40], timeUnit: "week" };
    expect(() => fitPdo(zero, { period: 3 })).toThrow(expect.objectContaining({ code: "no-repeat-purchases" }));
  });
});

describeReference("PDO on the CDNOW sample", () => {
  const source = "recomputed with scipy on whole days";

  test.each([
    [1, { r: 0.534832, alpha: 10.495091, a: 0.557686, b: 10.902143 }, -9599.7385],
    [3, { r: 0.515486, alpha: 10.40127, a: 0.433424, b: 2.612817 }, -9597.2391],
    [5, { r: 0.479883, alpha: 10.261674, a: 0.464082, b: 2.032648 }, -9605.6091],
  ])("a period of %d weeks", (period, parameters, likelihood) => {
    const fit = fitPdo(cdnowSample(), { period });
    expect(fit.converged).toBe(true);
    expect(fit.warnings).toEqual([]);
    for (const [name, expected] of Object.entries(parameters)) {
      reproduces(
        {
          area: "clv",
          figure: `PDO on the CDNOW sample, period ${period}: ${name}`,
          source,
          expected,
          tolerance: 1e-4,
        },
        (fit.model as unknown as Record<string, number>)[name]!,
      );
    }
    reproduces(
      {
        area: "clv",
        figure: `PDO on the CDNOW sample, period ${period}: log-likelihood`,
        source,
        expected: likelihood,
        tolerance: 6e-5,
        absolute: true,
      },
      fit.logLikelihood,
    );
  });
});
