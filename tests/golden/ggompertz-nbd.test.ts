import { describe, expect, test } from "vitest";
import {
  discountedExpectedTransactions,
  expectedTransactions,
  fitGgompertzNbd,
  fitParetoNbd,
  type GgompertzNbdParameters,
  ggompertzNbd,
  logLikelihood,
  newCustomer,
  type PurchaseHistory,
  paretoNbd,
  probabilityAlive,
  simulateCohort,
  transactionProbability,
} from "../../src/clv/index.ts";
import { daysPerUnit } from "../../src/time.ts";
import { cdnowSample } from "../cdnow-sample.ts";
import { describeReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import { made } from "./made-cohort.ts";
import { read, relative, reproducesTable } from "./process-table.ts";

const weekly = (parameters: object) =>
  ggompertzNbd({ ...(parameters as Omit<GgompertzNbdParameters, "timeUnit">), timeUnit: "week" });
const annual = (perWeek: number) => Math.expm1(perWeek * (daysPerUnit.year / daysPerUnit.week));
const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);

describe("GGompertz/NBD against high precision", () => {
  reproducesTable("GGompertz/NBD", "mpmath_ggomnbd.json", weekly);

  test("discounted purchases of every corner customer", () => {
    const { sets } = read("mpmath_ggomnbd.json");
    let worst = 0;
    for (const { set, customer, delta, horizon, value } of read("mpmath_gompertz.json").discounted) {
      const { x, t_x, T_cal } = sets[set].customers[customer];
      const actual = discountedExpectedTransactions(
        weekly(sets[set].params),
        { frequency: x, recency: t_x, age: T_cal },
        { annualDiscountRate: annual(delta), ...(horizon === "Infinity" ? {} : { horizon }) },
      );
      worst = Math.max(worst, relative(actual, Number(value)));
    }
    reproduces(
      {
        area: "clv",
        figure: "GGompertz/NBD: worst relative error of discounted purchases, within horizons and to infinity",
        source: "integrals by mpmath at 34 digits (tests/golden/generate/gompertz.py)",
        expected: 0,
        tolerance: 1e-10,
        absolute: true,
      },
      worst,
    );
  });

  test.each([
    [2, 30.43, 38.86, -9.63321165, 0.81598878, 1.2100489, 2.4584254],
    [0, 0, 38.86, -0.515147032, 0.25467378, 0.081804518, 0.16620014],
    [7, 35, 38.86, -21.9267429, 0.90636687, 3.9764125, 8.0787755],
  ])(
    "customer (%d, %d, %d), expectations as corrected by Adler",
    (frequency, recency, age, likelihood, ...expected) => {
      const model = weekly({ r: 0.553, alpha: 10.578, b: 0.02, s: 0.603, beta: 0.26 });
      const customer = { frequency, recency, age };
      const [alive, purchases, discounted] = expected as [number, number, number];
      expect(relative(logLikelihood(model, customer), likelihood)).toBeLessThan(3e-9);
      expect(relative(probabilityAlive(model, customer), alive)).toBeLessThan(3e-8);
      expect(relative(expectedTransactions(model, customer, { horizon: 39 }), purchases)).toBeLessThan(4e-8);
      const rate = { annualDiscountRate: annual(0.0027) };
      expect(relative(discountedExpectedTransactions(model, customer, rate), discounted)).toBeLessThan(4e-8);
    },
  );

  test("customers with 100 purchases and more, where CLVTools is wrong", () => {
    const model = weekly({ r: 0.553, alpha: 10.578, b: 0.0002, s: 0.603, beta: 0.0026 });
    const figures = [
      [{ frequency: 500, recency: 360, age: 365 }, -359.478, 0.4941, 24.897],
      [{ frequency: 100, recency: 5, age: 104 }, 80.9444, null, null],
    ] as const;
    for (const [customer, likelihood, alive, expected] of figures) {
      expect(relative(logLikelihood(model, customer), likelihood)).toBeLessThan(2e-6);
      if (alive === null) continue;
      expect(relative(probabilityAlive(model, customer), alive)).toBeLessThan(1e-4);
      expect(relative(expectedTransactions(model, customer, { horizon: 39 }), expected)).toBeLessThan(2e-5);
    }
  });
});

describe("GGompertz/NBD tends to Pareto/NBD as b vanishes", () => {
  test("likelihood, alive, expectation, discounted value and counts", () => {
    const limit = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
    const model = weekly({ ...limit, b: 1e-11, beta: 11.669e-11 });
    for (const customer of [
      { frequency: 0, recency: 0, age: 38.86 },
      { frequency: 7, recency: 30, age: 38.86 },
      { frequency: 1000, recency: 38, age: 38.86 },
    ]) {
      const rate = { annualDiscountRate: 0.1 };
      const pairs = [limit, model].map((m) => [
        logLikelihood(m, customer),
        probabilityAlive(m, customer, { ahead: 10 }),
        expectedTransactions(m, customer, { horizon: 52 }),
        discountedExpectedTransactions(m, customer, { ...rate, horizon: 52 }),
        discountedExpectedTransactions(m, customer, rate),
        transactionProbability(m, customer, { count: 3, horizon: 52 }),
      ]);
      pairs[0]!.forEach((expected, i) => {
        expect(relative(pairs[1]![i]!, expected), `figure ${i}`).toBeLessThan(2e-8);
      });
    }
  });

  test("log-likelihood of a made cohort of 3,000", () => {
    const model = weekly({ r: 0.8, alpha: 8, b: 0.01, s: 0.7, beta: 0.12 });
    expect(Math.abs(logLikelihood(model, made) - -19328.825272)).toBeLessThan(1e-6);
  });

  test("a fit whose optimum lies there says so, and is no worse than Pareto/NBD", () => {
    const fit = fitGgompertzNbd(made);
    expect(fit.converged).toBe(true);
    expect(codes(fit.warnings)).toContain("reduces-to-pareto-nbd");
    // What remains is Pareto/NBD, whose beta is beta / b here.
    expect(Object.keys(fit.standardErrors!)).toEqual(["r", "alpha", "s"]);
    expect(Math.abs(fit.logLikelihood - -19193.481784)).toBeLessThan(1e-5);
    expect(fit.logLikelihood).toBeGreaterThan(fitParetoNbd(made).logLikelihood - 1e-5);
  });

  test("lifetimes of a Gompertz kind are found, and fit better than Pareto's", () => {
    const truth = weekly({ r: 2, alpha: 4, b: 0.15, s: 2, beta: 300 });
    const { history } = simulateCohort(truth, { customers: 3000, age: 78, seed: 3 });
    const fit = fitGgompertzNbd(history);
    expect(codes(fit.warnings)).toEqual([]);
    expect(fit.logLikelihood).toBeGreaterThan(fitParetoNbd(history).logLikelihood + 20);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(logLikelihood(truth, history));
    expect(Math.abs(fit.model.b - 0.15)).toBeLessThan(3 * fit.standardErrors!["b"]!);
  });

  test("all-zero histories are refused, huge counts are not", () => {
    const zero: PurchaseHistory = { frequency: [0, 0], recency: [0, 0], age: [30, 40], timeUnit: "week" };
    expect(() => fitGgompertzNbd(zero)).toThrow(expect.objectContaining({ code: "no-repeat-purchases" }));
    const huge = {
      ...made,
      frequency: [...made.frequency, 5000],
      recency: [...made.recency, 38],
      age: [...made.age, 39],
      weight: [...made.weight!, 1],
    };
    const fit = fitGgompertzNbd(huge);
    expect(Number.isFinite(fit.logLikelihood)).toBe(true);
    expect(expectedTransactions(fit, huge, { horizon: 39 }).every(Number.isFinite)).toBe(true);
  });
});

describeReference("GGompertz/NBD on the CDNOW sample, against CLVTools", () => {
  const peer = read("clvtools_ggomnbd_cdnow_sample.json");
  const source = "CLVTools 0.12.1 (tests/golden/clvtools_ggomnbd_cdnow_sample.json)";

  test("log-likelihood at fixed points", () => {
    const history = cdnowSample();
    for (const { params, loglik } of peer.loglik_at) {
      reproduces(
        {
          area: "clv",
          figure: `GGompertz/NBD on the CDNOW sample: log-likelihood at ${Object.values(params).join(", ")}`,
          source,
          expected: loglik,
          tolerance: 1e-9,
        },
        logLikelihood(weekly(params), history),
      );
    }
  });

  test("the optimum is that of Pareto/NBD, and no worse than the peer's", () => {
    const fit = fitGgompertzNbd(cdnowSample());
    expect(fit.converged).toBe(true);
    expect(codes(fit.warnings)).toContain("reduces-to-pareto-nbd");
    expect(fit.model.b).toBeLessThan(1e-6);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(peer.optimum.loglik);
    reproduces(
      {
        area: "clv",
        figure: "GGompertz/NBD on the CDNOW sample: log-likelihood",
        source: `${source}, re-optimised`,
        expected: peer.optimum.loglik,
        tolerance: 1e-8,
      },
      fit.logLikelihood,
    );
    for (const name of ["r", "alpha", "s"] as const) {
      expect(relative(fit.model[name], fitParetoNbd(cdnowSample()).model[name])).toBeLessThan(1e-5);
    }
  });

  test("customers, expectation and counts at its optimum", () => {
    const model = weekly(peer.optimum.params);
    for (const row of peer.predictions.customers) {
      const customer = { frequency: row.x, recency: row.t_x, age: row.T_cal };
      expect(relative(logLikelihood(model, customer), row.loglik)).toBeLessThan(1e-8);
      expect(relative(probabilityAlive(model, customer), row.palive)).toBeLessThan(1e-8);
      // So near b = 0 the peer's closed form has lost half its digits (quadrature at 30 digits agrees with ours to 1e-12).
      expect(relative(expectedTransactions(model, customer, { horizon: 39 }), row.cet)).toBeLessThan(4e-7);
    }
    for (const { t, value } of peer.unconditional_expectation) {
      expect(
        relative(expectedTransactions(model, newCustomer(), { horizon: Number(t) }), value),
        `E[X(${t})]`,
      ).toBeLessThan(1e-8);
    }
    (peer.pmf.x as number[]).forEach((count, i) => {
      const chance = transactionProbability(model, newCustomer(), { count, horizon: Number(peer.pmf.t) });
      expect(relative(chance, peer.pmf.value[i]), `P(X = ${count})`).toBeLessThan(1e-8);
    });
  });
});
