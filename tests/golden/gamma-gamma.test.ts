import { describe, expect, test } from "vitest";
import { likelihoodRows } from "../../src/clv/history/likelihood-rows.ts";
import {
  bgNbd,
  expectedSpend,
  expectedTransactions,
  fitGammaGamma,
  gammaGamma,
  logLikelihood,
  medianSpend,
  newCustomer,
  type PurchaseHistory,
  spendDependence,
  summarizeTransactions,
} from "../../src/clv/index.ts";
import { gammaGammaLikelihood } from "../../src/clv/spend/gamma-gamma-likelihood.ts";
import { cdnowSample } from "../cdnow-sample.ts";
import { describeReference, readReferenceCsv } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import { read } from "./process-table.ts";

const golden = read("mpmath_gamma_gamma.json");

describe("gamma-gamma against closed forms", () => {
  for (const [index, set] of golden.sets.entries()) {
    test(`set ${index}: ${JSON.stringify(set.params)}`, () => {
      const model = gammaGamma(set.params);
      for (const row of set.customers) {
        const likelihood = gammaGammaLikelihood(likelihoodRows([row.x], [[row.m_x]], undefined));
        const value = likelihood(Float64Array.of(model.p, model.q, model.gamma), new Float64Array(3));
        expect(Math.abs(value / Number(row.loglik) - 1), `likelihood of ${JSON.stringify(row)}`).toBeLessThan(1e-10);
        const customer = { frequency: row.x, recency: 1, age: 2, meanSpend: row.m_x };
        const expected = row.expected_mean === null ? Number.POSITIVE_INFINITY : Number(row.expected_mean);
        const mean = expectedSpend(model, customer);
        expect(mean === expected ? 0 : Math.abs(mean / expected - 1), `mean of ${JSON.stringify(row)}`).toBeLessThan(
          1e-10,
        );
      }
      const population = expectedSpend(model, newCustomer());
      if (model.q > 1) expect(Math.abs(population / set.population_mean - 1)).toBeLessThan(1e-12);
      else expect(population).toBe(Number.POSITIVE_INFINITY);
      expect(Number.isFinite(medianSpend(model, newCustomer()))).toBe(true);
    });
  }
});

/** What the files of other packages say, in one form. */
interface PeerFile {
  readonly peer: string;
  readonly version: string;
  readonly dataset: string;
  readonly optimum: { readonly p: number; readonly q: number; readonly gamma: number };
  /** Relative tolerance of its parameters, and of its standard errors: those of a fit that stopped early are a little off. */
  readonly parameterTolerance: number;
  readonly logLikelihood: number;
  readonly standardErrors?: Readonly<Record<string, number>>;
  readonly errorTolerance: number;
  readonly logLikelihoodAt: readonly { readonly parameters: readonly number[]; readonly logLikelihood: number }[];
  readonly customers: readonly { readonly x: number; readonly m_x: number; readonly expected: number }[];
}

function clvtools(name: string): PeerFile {
  const file = read(name);
  return {
    ...file,
    optimum: file.optimum.params,
    parameterTolerance: 1e-6,
    logLikelihood: file.optimum.loglik,
    standardErrors: file.peer_default_fit.se,
    errorTolerance: 2e-3,
    logLikelihoodAt: file.loglik_at.map((row: { params: { p: number; q: number; gamma: number }; loglik: number }) => ({
      parameters: [row.params.p, row.params.q, row.params.gamma],
      logLikelihood: row.loglik,
    })),
    customers: [
      ...file.predictions.customers.map((row: { x: number; m_x: number; expected_mean_spending: number }) => ({
        ...row,
        expected: row.expected_mean_spending,
      })),
      { x: 0, m_x: 0, expected: file.predictions.new_customer },
    ],
  };
}

type Row = { readonly params: readonly number[]; readonly loglik: number };
const rowsAt = (rows: readonly Row[]) =>
  rows.map(({ params, loglik }) => ({ parameters: params, logLikelihood: loglik }));

function lifetimes(name: string): PeerFile {
  const file = read(name);
  const { p, q, v } = file.params;
  return {
    ...file,
    optimum: { p, q, gamma: v },
    parameterTolerance: 1e-7,
    logLikelihood: file.loglik,
    standardErrors: { p: file.standard_errors.p, q: file.standard_errors.q, gamma: file.standard_errors.v },
    // Along the ridge of p and gamma differences of the gradient keep five digits of the curvature.
    errorTolerance: 2e-5,
    logLikelihoodAt: rowsAt(file.loglik_at),
    customers: file.customers.x.map((x: number, i: number) => ({
      x,
      m_x: file.customers.m_x[i],
      expected: file.customers.expected_average_profit[i],
    })),
  };
}

function btyd(name: string): PeerFile {
  const file = read(name);
  return {
    ...file,
    optimum: file.params,
    // BTYD stops short of the optimum by 3e-8 in the log-likelihood.
    parameterTolerance: 1e-4,
    logLikelihood: file.loglik,
    errorTolerance: 0,
    logLikelihoodAt: rowsAt(file.loglik_at),
    customers: file.customers,
  };
}

describeReference("gamma-gamma in other packages", () => {
  const summary = (csv: string, observedUntil: string, spendOf: "repeats" | "all") => {
    const { meanSpend, ...history } = summarizeTransactions(readReferenceCsv(csv), {
      customer: (row) => row["customer_id"]!,
      date: (row) => row["date"]!,
      amount: (row) => Number(row["amount"]),
      timeUnit: "week",
      observedUntil,
      spendOf,
    });
    return { ...history, meanSpend };
  };
  const files: readonly (readonly [PeerFile, () => PurchaseHistory & { meanSpend: ArrayLike<number> }])[] = [
    [btyd("btyd_gamma_gamma_cdnow_sample_cbs.json"), cdnowSample],
    [lifetimes("lifetimes_gamma_gamma_cdnow_sample_cbs.json"), cdnowSample],
    [
      lifetimes("lifetimes_gamma_gamma_cdnow_sample_days.json"),
      () => summary("cdnow_sample.csv", "1997-09-30", "repeats"),
    ],
    [clvtools("clvtools_gg_cdnow_sample_repeat.json"), () => summary("cdnow_sample.csv", "1997-09-30", "repeats")],
    [clvtools("clvtools_gg_cdnow_sample_all.json"), () => summary("cdnow_sample.csv", "1997-09-30", "all")],
    [clvtools("clvtools_gg_apparel_repeat.json"), () => summary("apparel_transactions.csv", "2006-12-31", "repeats")],
    [clvtools("clvtools_gg_apparel_all.json"), () => summary("apparel_transactions.csv", "2006-12-31", "all")],
  ];
  test.each(
    files.map(([file, data]) => [`${file.peer}, ${file.dataset}, n ${file.customers.length}`, file, data] as const),
  )("%s", (_, file, data) => {
    const source = `${file.peer} ${file.version}`;
    const figure = (what: string) => `gamma-gamma, ${file.dataset}: ${what}`;
    const history = data() as ReturnType<typeof cdnowSample>;
    const fit = fitGammaGamma(history);
    expect(fit.converged).toBe(true);
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(file.logLikelihood - 1e-6);
    const logLik = { area: "clv", source, figure: figure("log-likelihood"), expected: file.logLikelihood };
    reproduces({ ...logLik, tolerance: 1e-10 }, fit.logLikelihood);
    for (const name of ["p", "q", "gamma"] as const) {
      const expected = file.optimum[name];
      reproduces(
        { area: "clv", source, figure: figure(name), expected, tolerance: file.parameterTolerance },
        fit.model[name],
      );
      const error = file.standardErrors?.[name];
      if (error === undefined) continue;
      expect(Math.abs(fit.standardErrors![name]! / error - 1), `standard error of ${name}`).toBeLessThan(
        file.errorTolerance,
      );
    }
    for (const { parameters, logLikelihood: expected } of file.logLikelihoodAt) {
      const [p, q, gamma] = parameters as [number, number, number];
      expect(Math.abs(logLikelihood(gammaGamma({ p, q, gamma }), history) / expected - 1)).toBeLessThan(1e-12);
    }
    const model = gammaGamma(file.optimum);
    for (const { x, m_x, expected } of file.customers) {
      const mean = expectedSpend(model, { frequency: x, recency: x, age: x, meanSpend: m_x });
      expect(Math.abs(mean / expected - 1), `mean of ${x}, ${m_x}`).toBeLessThan(1e-12);
    }
  });
});

describeReference("spend and frequency in the CDNOW sample", () => {
  test("go together more than the correlation lets on", () => {
    const { correlation, interval, slope, test: ratio, warnings } = spendDependence(cdnowSample());
    reproduces(
      {
        area: "clv",
        figure: "CDNOW sample: correlation of frequency and mean spend of repeat buyers",
        source: "lifetimes, Quickstart, of means rounded to cents",
        expected: 0.113884,
        tolerance: 1e-4,
      },
      correlation,
    );
    expect(interval.lower).toBeGreaterThan(0.05);
    expect(slope).toBeCloseTo(0.225, 2);
    expect(ratio.statistic).toBeGreaterThan(30);
    expect(warnings.map(({ code }) => code)).toEqual(["spend-depends-on-frequency"]);
  });
});

describe("lifetimes' value of 12 months: monthly steps at 1 % a month", () => {
  test.each([
    ["cbs", "week", 4.345],
    ["days", "day", 30],
  ] as const)("%s", (data, timeUnit, month) => {
    const { r, alpha, a, b } = read(`lifetimes_bgnbd_cdnow_sample_${data}.json`).params;
    const transactions = bgNbd({ r, alpha, a, b, timeUnit });
    const { params, customers } = read(`lifetimes_gamma_gamma_cdnow_sample_${data}.json`);
    const spend = gammaGamma({ p: params.p, q: params.q, gamma: params.v });
    const months = Array.from({ length: 12 }, (_, k) => k + 1);
    customers.clv_12_months_discount_0_01_bgnbd.forEach((expected: number, i: number) => {
      const [frequency, recency, age] = [customers.x[i], customers.t_x[i], customers.T[i]];
      const customer = { frequency, recency, age, meanSpend: customers.m_x[i] };
      const [...until] = months.map((k) => expectedTransactions(transactions, customer, { horizon: month * k }));
      const purchases = until.reduce((sum, count, k) => sum + (count - (until[k - 1] ?? 0)) / 1.01 ** (k + 1), 0);
      expect(Math.abs((purchases * expectedSpend(spend, customer)) / expected - 1)).toBeLessThan(1e-9);
    });
  });
});
