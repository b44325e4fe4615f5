import { describe, expect, test } from "vitest";
import {
  addCalendar,
  bootstrapDraws,
  type CovariatePath,
  type Customer,
  discountedExpectedTransactions,
  dynamicParetoNbd,
  expandCalendar,
  expectedTransactions,
  fitDynamicParetoNbd,
  historyToJson,
  laplaceDraws,
  likelihoodRatioTest,
  logLikelihood,
  parseHistory,
  posteriorRates,
  probabilityAlive,
  profileInterval,
  samplePosterior,
  summarizeTransactions,
  trackTransactions,
  transactionProbability,
} from "../../src/clv/index.ts";
import { daysPerUnit } from "../../src/time.ts";
import { describeReference, readReferenceCsv } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import { read, relative } from "./process-table.ts";

const annualRate = (continuousPerWeek: number) => Math.expm1(continuousPerWeek * (daysPerUnit.year / daysPerUnit.week));

describe("Pareto/NBD with covariates over time against high precision", () => {
  const golden = read("mpmath_dynamic_pareto.json");
  const years = Array.from({ length: golden.years }, (_, year) => year);
  const path: CovariatePath = {
    firstPurchase: 0,
    starts: years.flatMap((year) => golden.periods.slice(0, -1).map((week: number) => 7 * (52 * year + week))),
    end: 7 * 52 * golden.years,
    values: {
      season: years.flatMap(() => golden.season as number[]),
      price: years.flatMap(() => golden.price as number[]),
    },
  };
  for (const [index, { params, alpha, beta, customers }] of golden.sets.entries()) {
    test(`set ${index}: likelihood, alive, expectation, discounted value, counts and rates of each customer`, () => {
      const model = dynamicParetoNbd({ ...params, covariates: { alpha, beta }, timeUnit: "week" });
      const annualDiscountRate = annualRate(golden.discount_continuous);
      let worst = 0;
      for (const row of customers) {
        const customer: Customer = {
          frequency: row.x,
          recency: Number(row.t_x),
          age: Number(row.T_cal),
          calendar: { path, purchaseSums: { season: row.season, price: row.price } },
        };
        const { horizon, ahead } = golden as { horizon: number; ahead: number };
        const rates = posteriorRates(model, customer);
        const figures: Record<string, number> = {
          loglik: logLikelihood(model, customer),
          palive: probabilityAlive(model, customer),
          ahead: probabilityAlive(model, customer, { ahead }),
          cet: expectedTransactions(model, customer, { horizon }),
          dect: discountedExpectedTransactions(model, customer, { annualDiscountRate, horizon }),
          purchase_rate: rates.purchaseRate,
          drop_out: rates.dropOut!,
        };
        for (const [what, actual] of Object.entries(figures)) {
          const error = relative(actual, Number(row[what]));
          expect(error, `${what} of ${JSON.stringify(row)}: ${actual}`).toBeLessThan(1e-10);
          worst = Math.max(worst, error);
        }
        for (const { n, value } of row.pmf) {
          const chance = transactionProbability(model, customer, { count: n as number, horizon });
          const error = relative(chance, Number(value));
          expect(error, `P(${n}) of ${JSON.stringify(row)}: ${chance}`).toBeLessThan(1e-10);
          worst = Math.max(worst, error);
        }
      }
      reproduces(
        {
          area: "clv",
          figure: `Pareto/NBD with covariates over time, set ${index}: worst relative error of likelihood and predictions`,
          source: "quadrature by mpmath at 30 digits (tests/golden/mpmath_dynamic_pareto.json)",
          expected: 0,
          tolerance: 1e-10,
          absolute: true,
        },
        worst,
      );
    });
  }
});

describeReference("Pareto/NBD with covariates over time against CLVTools, apparel data", () => {
  const golden = read("clvtools_pnbd_dynamic_apparel.json");
  const { params, loglik, se } = golden.peer_default_fit;
  const names = ["High.Season", "Gender", "Channel"];
  const log = summarizeTransactions(readReferenceCsv("apparel_transactions.csv"), {
    customer: (row) => row["customer_id"]!,
    date: (row) => row["date"]!,
    timeUnit: "week",
    observedUntil: "2010-12-20",
    splitAt: "2006-12-31",
    keepPurchases: true,
  });
  const calendar = expandCalendar({
    from: "2005-01-02",
    until: "2011-01-01",
    period: "week",
    perCustomer: {
      rows: readReferenceCsv("apparel_dynamic_covariates.csv"),
      customer: (row) => row["customer_id"]!,
      from: (row) => row["cov_date"]!,
      values: Object.fromEntries(names.map((name) => [name, (row: Record<string, string>) => Number(row[name])])),
    },
  });
  const history = addCalendar(log, calendar);
  const peer = dynamicParetoNbd({
    ...params,
    covariates: {
      alpha: Object.fromEntries(names.map((name) => [name, params[`trans.${name}`]])),
      beta: Object.fromEntries(names.map((name) => [name, params[`life.${name}`]])),
    },
    timeUnit: "week",
  });
  const source = "CLVTools 0.12.1, pnbd with time-varying covariates, apparel (tests/golden)";
  const effects = { alpha: names, beta: names };
  const fit = fitDynamicParetoNbd(history, effects);

  test("the likelihood and every prediction at its estimates", () => {
    const area = "clv";
    const about = "Pareto/NBD with covariates over time, apparel";
    reproduces(
      { area, figure: `${about}: log-likelihood at CLVTools' estimates`, source, expected: loglik, tolerance: 1e-12 },
      logLikelihood(peer, history),
    );
    const horizon: number = golden.predictions.customers[0]["period.length"];
    const annualDiscountRate = annualRate(golden.predictions.discount_continuous_per_week);
    const columns = {
      PAlive: probabilityAlive(peer, history),
      CET: expectedTransactions(peer, history, { horizon }),
      DECT: discountedExpectedTransactions(peer, history, { annualDiscountRate, horizon }),
    };
    for (const customer of golden.predictions.customers) {
      const i = history.customers!.indexOf(customer.Id);
      expect(history.frequency[i]).toBe(customer.x);
      expect(history.recency[i]).toBeCloseTo(customer["t.x"], 10);
      for (const [name, column] of Object.entries(columns)) {
        expect(relative(column[i]!, customer[name]), `${name} of ${customer.Id}`).toBeLessThan(1e-11);
      }
    }
    for (const [name, sum] of [
      ["PAlive", golden.totals.sum_palive],
      ["CET", golden.totals.sum_cet],
      ["DECT", golden.totals.sum_dect],
    ] as const) {
      const total = columns[name].reduce((a, b) => a + b, 0);
      reproduces({ area, figure: `${about}: sum of ${name}`, source, expected: sum, tolerance: 1e-11 }, total);
    }
    expect(Array.from(history.holdout!.frequency).reduce((a, b) => a + b, 0)).toBe(golden.totals.sum_actual_x);
  });

  test("a better optimum: nobody leaves in high season, where CLVTools stops on the way there", () => {
    expect(fit.converged).toBe(true);
    expect(fit.logLikelihood).toBeGreaterThan(loglik + 0.31);
    expect(fit.model.covariates!["beta"]!["High.Season"]).toBeLessThan(params["life.High.Season"]);
    expect(fit.warnings.map(({ code }) => code)).toEqual(["separation"]);
    // What the data do determine is the same.
    const found = fit.model.covariates!["alpha"]!;
    for (const name of names) expect(Math.abs(found[name]! - params[`trans.${name}`])).toBeLessThan(0.01);
    expect(logLikelihood(fit.model, history)).toBeCloseTo(fit.logLikelihood, 8);
  });

  test("standard errors: those of r and alpha as CLVTools', those of coefficients as the profile has them, which CLVTools halves", () => {
    const without = fitDynamicParetoNbd(history, { alpha: names, beta: ["Gender", "Channel"] });
    expect(without.warnings).toEqual([]);
    expect(Math.abs(without.standardErrors!["r"]! / se.r - 1)).toBeLessThan(0.15);
    const parameter = "alpha:High.Season";
    const { lower, upper } = profileInterval(without, history, { parameter });
    expect((upper! - lower!) / (2 * 1.959964) / without.standardErrors![parameter]!).toBeCloseTo(1, 2);
    expect(without.standardErrors![parameter]! / se["trans.High.Season"]).toBeGreaterThan(2);
    const test = likelihoodRatioTest(without, fit);
    expect(test.degreesOfFreedom).toBe(1);
    expect(test.statistic).toBeCloseTo(2 * (fit.logLikelihood - without.logLikelihood), 8);
    expect(laplaceDraws(without, { draws: 3, seed: 1 }).models[0]!.kind).toBe("dynamic-pareto-nbd");
    const { models } = bootstrapDraws(without, history, { draws: 3, seed: 1 });
    for (const { covariates } of models) {
      expect(Math.abs(covariates!["alpha"]!["High.Season"]! - found(without, "High.Season"))).toBeLessThan(0.3);
    }
    const stored = parseHistory(JSON.stringify(historyToJson(history)));
    expect(logLikelihood(without, stored)).toBeCloseTo(without.logLikelihood, 8);
  });

  test("one coefficient for both, a penalty, tracking", () => {
    const same = fitDynamicParetoNbd(history, { alpha: ["High.Season"], "alpha+beta": ["Gender"] });
    expect(same.model.covariates!["alpha"]!["Gender"]).toBe(same.model.covariates!["beta"]!["Gender"]);
    expect(same.parameterNames).toContain("alpha+beta:Gender");
    const drawn = fitDynamicParetoNbd(history, { ...effects, penalty: { l2: 0.01 } });
    expect(drawn.warnings.map(({ code }) => code)).toContain("penalized");
    expect(Math.abs(drawn.model.covariates!["beta"]!["High.Season"]!)).toBeLessThan(2);
    const { cumulativeExpected, cumulativeActual } = trackTransactions(fit, history);
    expect(cumulativeExpected.at(-1)! / cumulativeActual.at(-1)!).toBeGreaterThan(0.85);
  });

  test("population draws by MCMC", () => {
    const season = fitDynamicParetoNbd(history, { alpha: ["High.Season"] });
    const { models } = samplePosterior(season, history, { draws: 30, warmUp: 30, chains: 1, seed: 1 });
    const mean = models.reduce((sum, model) => sum + found({ model }, "High.Season"), 0) / models.length;
    expect(Math.abs(mean - found(season, "High.Season"))).toBeLessThan(0.1);
  });
});

const found = ({ model }: { model: ReturnType<typeof dynamicParetoNbd> }, name: string): number =>
  model.covariates!["alpha"]![name]!;
