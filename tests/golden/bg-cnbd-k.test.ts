import { describe, expect, test } from "vitest";
import {
  type BgCnbdKParameters,
  bgCnbdK,
  bgNbd,
  type CustomerLifetimeValueOptions,
  customerLifetimeValue,
  discountedExpectedTransactions,
  expectedTransactions,
  fitBgCnbdK,
  fitBgNbd,
  gammaGamma,
  gapRegularity,
  laplaceDraws,
  logLikelihood,
  mbgCnbdK,
  newCustomer,
  type PurchaseHistory,
  probabilityAlive,
  profileInterval,
  summarizeTransactions,
  type TransactionModel,
  transactionProbability,
} from "../../src/clv/index.ts";
import { daysPerUnit } from "../../src/time.ts";
import { describeReference, readReferenceCsv } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import { read, relative } from "./process-table.ts";

type Parameters = Omit<BgCnbdKParameters, "timeUnit">;
const make = (modified: boolean, parameters: Parameters): TransactionModel =>
  (modified ? mbgCnbdK : bgCnbdK)({ ...parameters, timeUnit: "week" });

describe("(M)BG/CNBD-k against its definition at 30 digits", () => {
  const { rows } = read("mpmath_cnbd.json");
  for (const [index, row] of rows.entries()) {
    const name = `${row.m === 1 ? "M" : ""}BG/CNBD-${row.k}, x=${row.x}, ${JSON.stringify(row.params)}, ${row.horizon} weeks`;
    test(`row ${index}: ${name}`, () => {
      const model = make(row.m === 1, { ...row.params, k: row.k });
      const horizon = Number(row.horizon);
      const logGapSum = Number(row.logGapSum);
      const customer = { frequency: row.x, recency: row.t_x, age: row.T, logGapSum };
      const annualDiscountRate = Math.expm1(row.delta * (daysPerUnit.year / daysPerUnit.week));
      expect(Math.abs(logLikelihood(model, customer) - row.loglik)).toBeLessThan(
        1e-12 * Math.max(1, Math.abs(row.loglik)),
      );
      const errors: Record<string, number> = {
        alive: relative(probabilityAlive(model, customer), Number(row.palive)),
        ahead: relative(probabilityAlive(model, customer, { ahead: horizon }), Number(row.ahead)),
        expected: relative(expectedTransactions(model, customer, { horizon }), Number(row.cet)),
        discounted: relative(
          discountedExpectedTransactions(model, customer, { horizon, annualDiscountRate }),
          Number(row.dect),
        ),
        forever: relative(discountedExpectedTransactions(model, customer, { annualDiscountRate }), Number(row.dert)),
      };
      for (const [count, value] of Object.entries(row.pmf)) {
        errors[`P(${count})`] = relative(
          transactionProbability(model, customer, { count: Number(count), horizon }),
          Number(value),
        );
      }
      for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-11);
      reproduces(
        {
          area: "clv",
          figure: `${name}: worst relative error of alive, expectation, discounted, counts`,
          source: "trapezoid rule over the rates by mpmath at 30 digits (tests/golden/mpmath_cnbd.json)",
          expected: 0,
          tolerance: 1e-10,
          absolute: true,
        },
        Math.max(...Object.values(errors)),
      );
    });
  }
});

describe("k = 1 is BG/NBD and MBG/NBD, by another way", () => {
  const history: PurchaseHistory = {
    frequency: [0, 0, 1, 3, 26, 400],
    recency: [0, 0, 38, 2.25, 30.5, 38.5],
    age: [39, 0, 38, 27, 31, 39],
    timeUnit: "week",
  };
  test.each([
    { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
    { r: 0.5, alpha: 6, a: 1, b: 1.6 },
    { r: 2000, alpha: 20_000, a: 60, b: 400 },
  ])("%o", (parameters) => {
    const condensed = make(false, { ...parameters, k: 1 });
    const plain = bgNbd({ ...parameters, timeUnit: "week" });
    expect(relative(logLikelihood(condensed, history), logLikelihood(plain, history))).toBeLessThan(1e-14);
    const verbs: ((model: TransactionModel) => Float64Array)[] = [
      (model) => probabilityAlive(model, history),
      (model) => probabilityAlive(model, history, { ahead: 52 }),
      ...[1e-6, 1, 39, 87_600].map(
        (horizon) => (model: TransactionModel) => expectedTransactions(model, history, { horizon }),
      ),
      (model) => transactionProbability(model, history, { count: 7, horizon: 39 }),
      (model) => discountedExpectedTransactions(model, history, { annualDiscountRate: 0.1 }),
      (model) => discountedExpectedTransactions(model, history, { annualDiscountRate: 0.1, horizon: 156 }),
    ];
    for (const verb of verbs) {
      const expected = verb(plain);
      verb(condensed).forEach((value, i) => {
        expect(relative(value, expected[i]!), `${verb} of row ${i}`).toBeLessThan(1e-11);
      });
    }
  });
});

describe("customers at the edge", () => {
  test("x = 5,000 is finite in every verb, likelihood included (BTYDplus: NaN)", () => {
    for (const k of [2, 12]) {
      const model = make(true, { k, r: 0.5, alpha: 2, a: 0.8, b: 3 });
      for (const [recency, age] of [
        [39, 39],
        [38.9, 39],
        [5, 39],
        [300, 365],
      ] as const) {
        const customer = { frequency: 5000, recency, age, logGapSum: 5000 * Math.log(recency / 5000) - 900 };
        const values = [
          logLikelihood(model, customer),
          probabilityAlive(model, customer),
          expectedTransactions(model, customer, { horizon: 52 }),
          discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.1 }),
          transactionProbability(model, customer, { count: 10, horizon: 52 }),
        ];
        for (const value of values) expect(Number.isFinite(value)).toBe(true);
      }
    }
  });

  test("nothing happens at a = 1", () => {
    const customer = { frequency: 2, recency: 30, age: 39 };
    const at = (a: number) =>
      expectedTransactions(make(false, { k: 2, r: 0.5, alpha: 2, a, b: 3 }), customer, { horizon: 52 });
    expect(relative(at(1 + 1e-9), at(1))).toBeLessThan(1e-8);
    expect(relative(at(1 - 1e-9), at(1))).toBeLessThan(1e-8);
  });

  test("without the gaps there is no likelihood, but scores there are", () => {
    const model = make(false, { k: 2, r: 0.5, alpha: 2, a: 0.8, b: 3 });
    const customer = { frequency: 2, recency: 30, age: 39 };
    expect(() => logLikelihood(model, customer)).toThrow(/logGapSum/);
    expect(probabilityAlive(model, customer)).toBeGreaterThan(0);
    expect(() => fitBgCnbdK({ frequency: [2], recency: [30], age: [39], timeUnit: "week" })).toThrow(
      /summarizeTransactions/,
    );
  });
});

describeReference("CDNOW sample, 39 weeks", () => {
  const summarize = () =>
    summarizeTransactions(readReferenceCsv("cdnow_sample.csv"), {
      customer: (r) => r["customer_id"]!,
      date: (r) => r["date"]!,
      timeUnit: "week",
      splitAt: "1997-09-30",
      observedUntil: "1998-06-30",
      keepPurchases: true,
    });
  const history = summarize();
  const peer = read("btydplus_cdnow_sample.json");
  const peerModels = peer.models.filter(
    (fit: { model: string; k_given: unknown }) => fit.model.endsWith("cnbd") && fit.k_given !== "estimated",
  );
  const source = "BTYDplus 1.2.0 (tests/golden/btydplus_cdnow_sample.json), recomputed";

  test("the sum of ln gaps is BTYDplus'", () => {
    expect(
      relative(
        Array.from(history.logGapSum!).reduce((sum, value) => sum + value, 0),
        peer.sum_litt,
      ),
    ).toBeLessThan(1e-12);
  });

  test.each([
    [false, [-9582.4292, -9855.327, -10393.565]],
    [true, [-9582.1357, -9853.253, -10394.363]],
  ] as const)("log-likelihood at k = 1, 2, 3, and the choice of k (modified: %o)", (modified, expected) => {
    const fit = fitBgCnbdK(history, { modified });
    expect(fit.model.k).toBe(1);
    expect(fit.model.kind).toBe(modified ? "mbg-cnbd-k" : "bg-cnbd-k");
    expect(fit.warnings).toEqual([]);
    expect(fit.byRegularity.map(({ k }) => k)).toEqual([1, 2, 3]);
    fit.byRegularity.forEach(({ k, logLikelihood: found }, i) => {
      reproduces(
        {
          area: "clv",
          figure: `${modified ? "M" : ""}BG/CNBD-${k} on the CDNOW sample: log-likelihood`,
          source,
          expected: expected[i]!,
          tolerance: 6e-4,
          absolute: true,
        },
        found,
      );
    });
    const two = fitBgCnbdK(history, { modified, k: 2 });
    expect(relative(logLikelihood(two, history), two.logLikelihood)).toBeLessThan(1e-13);
    for (const [name, error] of Object.entries(two.standardErrors!)) expect(error, name).toBeGreaterThan(0);
  });

  test("parameters and likelihoods: never below BTYDplus'", () => {
    for (const { model: name, k_given, params, loglik, loglik_at } of peerModels) {
      const modified = name === "mbgcnbd";
      const fit = fitBgCnbdK(history, { modified, k: k_given });
      expect(fit.logLikelihood).toBeGreaterThan(loglik);
      for (const parameter of ["r", "alpha", "a", "b"] as const) {
        expect(relative(fit.model[parameter], params[parameter]), `${name} ${k_given} ${parameter}`).toBeLessThan(2e-4);
      }
      for (const at of loglik_at) {
        expect(relative(logLikelihood(make(modified, at.params), history), at.loglik)).toBeLessThan(1e-12);
      }
    }
  });

  test("BTYDplus: chance to be alive and counts; its expectation is exact for k = 1 only", () => {
    for (const { model: name, params, customers, pmf_t52, expectation, sum_cet } of peerModels) {
      const model = make(name === "mbgcnbd", params);
      for (const row of customers) {
        const customer = { frequency: row.x, recency: row.t_x, age: row.T_cal };
        expect(relative(probabilityAlive(model, customer), row.palive)).toBeLessThan(1e-10);
        if (params.k > 1) continue;
        expect(relative(expectedTransactions(model, customer, { horizon: 39 }), row.cet)).toBeLessThan(1e-10);
      }
      for (const { x, value } of pmf_t52) {
        expect(
          relative(transactionProbability(model, newCustomer(), { count: Number(x), horizon: 52 }), value),
        ).toBeLessThan(1e-10);
      }
      // Its unconditional expectation is a sum over the first hundred counts.
      for (const { t, value } of expectation) {
        expect(relative(expectedTransactions(model, newCustomer(), { horizon: Number(t) }), value)).toBeLessThan(1e-4);
      }
      const total = expectedTransactions(model, history, { horizon: 39 }).reduce((sum, value) => sum + value, 0);
      expect(relative(total, sum_cet)).toBeLessThan(params.k === 1 ? 1e-10 : 0.01);
    }
  });

  test("regularity: Wheat & Morrison on the whole log and on the calibration period, and by all gaps", () => {
    const whole = gapRegularity({
      customer: readReferenceCsv("cdnow_sample.csv").map((row) => row["customer_id"]!),
      time: readReferenceCsv("cdnow_sample.csv").map((row) => Date.parse(row["date"]!) / 86_400_000),
    });
    reproduces(
      {
        area: "clv",
        figure: "CDNOW sample, 78 weeks: regularity by the last two gaps",
        source: "BTYDplus estimateRegularity(method = wheat), which draws which gap comes first",
        expected: peer.estimateRegularity_wheat,
        tolerance: 0.02,
      },
      whole.k,
    );
    expect(whole.pValue).toBeGreaterThan(0.5);
    expect(whole.customers).toBe(736);
    const calibration = gapRegularity(history);
    expect(calibration.customers).toBe(507);
    expect(calibration.k).toBeCloseTo(1.0485, 4);
    expect(calibration.lower).toBeLessThan(1);
    const { purchases, ...columns } = history;
    const allGaps = gapRegularity(columns);
    expect(allGaps.method).toBe("all-gaps");
    expect(allGaps.customers).toBe(507);
    expect(allGaps.k).toBeGreaterThan(0.8);
    expect(allGaps.k).toBeLessThan(1.3);
  });

  test("the other tools know the kind", () => {
    const fit = fitBgCnbdK(history, { k: 2 });
    expect(laplaceDraws(fit, { draws: 2, seed: 1 }).models[0]!.k).toBe(2);
    const { lower, upper } = profileInterval(fit, history, { parameter: "r" });
    expect(lower).toBeLessThan(fit.model.r);
    expect(upper).toBeGreaterThan(fit.model.r);
    const options: CustomerLifetimeValueOptions = { annualDiscountRate: 0.1, margin: 0.3 };
    const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
    const value = customerLifetimeValue(
      { transactions: fit, spend },
      { frequency: 2, recency: 30, age: 39, meanSpend: 20 },
      options,
    );
    expect(value.values).toBeGreaterThan(0);
    expect(fitBgCnbdK(history, { k: 1 }).logLikelihood).toBeCloseTo(fitBgNbd(history).logLikelihood, 8);
  });
});
