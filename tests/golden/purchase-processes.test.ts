import { describe, expect, test } from "vitest";
import {
  discountedExpectedTransactions,
  expectedTransactions,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  logLikelihood,
  type MbgNbdParameters,
  mbgNbd,
  nbd,
  newCustomer,
  type ParetoNbdParameters,
  paretoNbd,
  probabilityAlive,
  transactionProbability,
} from "../../src/clv/index.ts";
import { daysPerUnit } from "../../src/time.ts";
import { cdnowSample } from "../cdnow-sample.ts";
import { describeReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import { read, relative, reproducesTable } from "./process-table.ts";

describe("processes against high precision", () => {
  reproducesTable("Pareto/NBD", "mpmath_pnbd.json", (parameters) =>
    paretoNbd({ ...(parameters as unknown as ParetoNbdParameters), timeUnit: "week" }),
  );
  reproducesTable("MBG/NBD", "mpmath_mbgnbd.json", (parameters) =>
    mbgNbd({ ...(parameters as unknown as MbgNbdParameters), timeUnit: "week" }),
  );

  test("NBD: likelihood of the purchase times, counts and expectation", () => {
    let worst = 0;
    for (const { params, customers } of read("mpmath_nbd.json").sets) {
      const model = nbd({ ...params, timeUnit: "week" });
      for (const row of customers) {
        const customer = { frequency: row.x, recency: row.x === 0 ? 0 : row.T_cal, age: row.T_cal };
        const chance = transactionProbability(model, newCustomer(), { count: Number(row.x), horizon: row.T_cal });
        const errors = [
          relative(logLikelihood(model, customer), Number(row.loglik_btydplus)),
          row.log_pmf > -700 ? relative(Math.log(chance), Number(row.log_pmf)) : chance,
          relative(expectedTransactions(model, customer, { horizon: 39 }), Number(row.cet_39)),
        ];
        worst = Math.max(worst, ...errors);
      }
    }
    reproduces(
      {
        area: "clv",
        figure: "NBD: worst relative error of likelihood, counts, expectation",
        source: "closed forms by mpmath (tests/golden/mpmath_nbd.json)",
        expected: 0,
        tolerance: 1e-10,
        absolute: true,
      },
      worst,
    );
  });
});

describe("figures of Pareto/NBD", () => {
  const model = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
  const annualDiscountRate = Math.expm1(0.0027 * (daysPerUnit.year / daysPerUnit.week));

  test.each([
    [2, 30.43, 38.86, -9.554283245, 0.86916756, 1.4551232, 6.4837736],
    [1, 1.71, 38.86, -4.450194334, 0.16800233, 0.17109298, 0.76236029],
    [0, 0, 38.86, -0.5210462941, 0.2952866, 0.10708147, 0.47713623],
    [7, 35, 38.86, -21.81693722, 0.93608118, 4.6363737, 20.658868],
    [26, 30.86, 31, -39.13167154, 0.99791873, 20.117026, 86.056494],
  ])("customer (%d, %d, %d)", (frequency, recency, age, likelihood, alive, expected, discounted) => {
    const customer = { frequency, recency, age };
    expect(relative(logLikelihood(model, customer), likelihood)).toBeLessThan(1e-9);
    expect(relative(probabilityAlive(model, customer), alive)).toBeLessThan(3e-8);
    expect(relative(expectedTransactions(model, customer, { horizon: 39 }), expected)).toBeLessThan(3e-8);
    expect(relative(discountedExpectedTransactions(model, customer, { annualDiscountRate }), discounted)).toBeLessThan(
      3e-8,
    );
  });

  test("the corner at which closed forms overflow is finite", () => {
    const corner = paretoNbd({ r: 10.465, alpha: 0.00798565, s: 3.0516, beta: 2.82, timeUnit: "week" });
    const customer = { frequency: 500, recency: 4, age: 37 };
    expect(Number.isFinite(logLikelihood(corner, customer))).toBe(true);
    expect(probabilityAlive(corner, customer)).toBeGreaterThanOrEqual(0);
  });

  test("residual purchases of the Fader, Hardie & Lee (2005) example", () => {
    const published = paretoNbd({ r: 0.5629966, alpha: 12.559037, s: 0.4081095, beta: 10.5148048, timeUnit: "week" });
    reproduces(
      {
        area: "clv",
        figure: "Pareto/NBD: discounted residual purchases of (7, 35, 77.86) at 0.0027 a week",
        source: "call of BTYD pnbd.DERT, after Fader, Hardie & Lee (2005); recomputed",
        expected: 1.8641833,
        tolerance: 1e-7,
      },
      discountedExpectedTransactions(published, { frequency: 7, recency: 35, age: 77.86 }, { annualDiscountRate }),
    );
  });
});

describeReference("fits of the CDNOW sample, 39 weeks", () => {
  const source = "CLVTools and lifetimes test suites, recomputed";

  test("NBD, MBG/NBD, Pareto/NBD: estimates and log-likelihood", () => {
    const history = cdnowSample();
    const expected = [
      [fitNbd(history), "NBD", { r: 0.384766, alpha: 12.07202 }, -9763.6576],
      [fitMbgNbd(history), "MBG/NBD", { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, -9582.1357],
      [fitParetoNbd(history), "Pareto/NBD", { r: 0.55328, alpha: 10.57768, s: 0.60624, beta: 11.66874 }, -9594.9762],
    ] as const;
    for (const [fit, label, parameters, likelihood] of expected) {
      expect(fit.converged).toBe(true);
      expect(fit.warnings).toEqual([]);
      for (const [name, value] of Object.entries(parameters)) {
        reproduces(
          { area: "clv", figure: `${label} on the CDNOW sample: ${name}`, source, expected: value, tolerance: 5e-4 },
          (fit.model as unknown as Record<string, number>)[name]!,
        );
      }
      reproduces(
        {
          area: "clv",
          figure: `${label} on the CDNOW sample: log-likelihood`,
          source,
          expected: likelihood,
          tolerance: 6e-5,
          absolute: true,
        },
        fit.logLikelihood,
      );
    }
  });

  test("standard errors of Pareto/NBD", () => {
    const { standardErrors } = fitParetoNbd(cdnowSample());
    for (const [name, expected] of Object.entries({ r: 0.0476, alpha: 0.8427, s: 0.1873, beta: 6.211 })) {
      expect(relative(standardErrors![name]!, expected), name).toBeLessThan(2e-3);
    }
  });
});
