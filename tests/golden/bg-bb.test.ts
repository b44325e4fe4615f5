import { describe, expect, test } from "vitest";
import {
  bgBb,
  discountedExpectedTransactions,
  expectedTransactions,
  fitBgBb,
  laplaceDraws,
  logLikelihood,
  newCustomer,
  type PurchaseHistory,
  probabilityAlive,
  profileInterval,
  transactionProbability,
} from "../../src/clv/index.ts";
import { reproduces } from "../validation.ts";
import { read, relative } from "./process-table.ts";

const everyYear = { opportunitiesPerYear: 1 } as const;

describe("BG/BB against closed forms at 60 digits", () => {
  for (const [index, set] of read("mpmath_bgbb.json").sets.entries()) {
    const model = bgBb({ ...set.params, ...everyYear });
    test(`set ${index}: every value to 1e-10`, () => {
      const errors: number[] = [];
      for (const { n, value } of set.unconditional_expectation) {
        errors.push(relative(expectedTransactions(model, newCustomer(), { horizon: Number(n) }), Number(value)));
      }
      for (const { n, x, value } of set.pmf) {
        errors.push(
          relative(transactionProbability(model, newCustomer(), { count: Number(x), horizon: n }), Number(value)),
        );
      }
      for (const row of set.customers) {
        const customer = { frequency: row.x, recency: row.t_x, age: row.n };
        errors.push(
          relative(logLikelihood(model, customer), Number(row.loglik)),
          relative(probabilityAlive(model, customer), Number(row.palive_at_n)),
          relative(probabilityAlive(model, customer, { ahead: 1 }), Number(row.palive_at_n_plus_1)),
        );
        for (const [horizon, value] of Object.entries(row.cet)) {
          errors.push(relative(expectedTransactions(model, customer, { horizon: Number(horizon) }), Number(value)));
        }
        for (const [rate, value] of Object.entries(row.dert)) {
          const discounted = discountedExpectedTransactions(model, customer, { annualDiscountRate: Number(rate) });
          errors.push(relative(discounted, Number(value)));
        }
      }
      reproduces(
        {
          area: "clv",
          figure: `BG/BB, set ${index} of corner customers: worst relative error of likelihood, alive, expectation, counts`,
          source: "closed forms by mpmath at 60 digits (tests/golden/mpmath_bgbb.json)",
          expected: 0,
          tolerance: 1e-10,
          absolute: true,
        },
        Math.max(...errors),
      );
    });
  }
});

const lifetimes = read("lifetimes_bgbb_donations.json");
const donations: PurchaseHistory = {
  frequency: lifetimes.rows.x,
  recency: lifetimes.rows.t_x,
  age: lifetimes.rows.n,
  weight: lifetimes.rows.custs,
  timeUnit: "opportunity",
  ...everyYear,
};

describe("donations of 11,104 supporters acquired in 1995 (Fader, Hardie & Shang 2010)", () => {
  const published = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783, ...everyYear });
  const paper = "Fader, Hardie & Shang (2010), Marketing Science 29(6)";

  test("the fit is the published one, and no peer's is likelier", () => {
    const fit = fitBgBb(donations);
    expect(fit.warnings).toEqual([]);
    for (const [name, expected] of Object.entries({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 })) {
      reproduces(
        {
          area: "clv",
          figure: `BG/BB on the donations: ${name}`,
          source: paper,
          expected,
          tolerance: 6e-4,
          absolute: true,
        },
        fit.model[name as "alpha"],
      );
    }
    reproduces(
      {
        area: "clv",
        figure: "BG/BB on the donations: log-likelihood",
        source: paper,
        expected: -33225.6,
        tolerance: 0.05,
        absolute: true,
      },
      fit.logLikelihood,
    );
    expect(fit.logLikelihood).toBeGreaterThan(lifetimes.loglik - 1e-8);
    expect(fit.logLikelihood).toBeGreaterThan(read("btyd_bgbb_donations.json").loglik);
    for (const [name, expected] of Object.entries(lifetimes.standard_errors)) {
      expect(relative(fit.standardErrors![name]!, expected as number), name).toBeLessThan(1e-5);
      expect(relative(fit.model[name as "alpha"], lifetimes.params[name]), name).toBeLessThan(1e-6);
    }
    expect(relative(logLikelihood(fit, donations), fit.logLikelihood)).toBeLessThan(1e-13);
  });

  test("BTYD: likelihoods, chances, expectations of every row at its parameters", () => {
    const peer = read("btyd_bgbb_donations.json");
    for (const { params, loglik } of peer.loglik_at) {
      const [alpha, beta, gamma, delta] = params;
      const model = bgBb({ alpha, beta, gamma, delta, ...everyYear });
      expect(relative(logLikelihood(model, donations), loglik)).toBeLessThan(1e-13);
    }
    const model = bgBb({ ...peer.params, ...everyYear });
    for (const row of peer.rows) {
      const customer = { frequency: row.x, recency: row.t_x, age: row.n };
      expect(relative(probabilityAlive(model, customer, { ahead: 1 }), row.palive_n_plus_1)).toBeLessThan(1e-10);
      expect(relative(expectedTransactions(model, customer, { horizon: 5 }), row.cet_5)).toBeLessThan(1e-10);
      const discounted = discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.1 });
      expect(relative(discounted, row["dert_0.1"])).toBeLessThan(1e-9);
    }
    const counts = [0, 1, 2, 3, 4, 5, 6];
    transactionProbability(model, newCustomer(), { count: counts, horizon: 6 }).forEach((chance, x) => {
      expect(relative(chance, peer.pmf_6[x])).toBeLessThan(1e-10);
    });
    for (const { n, value } of peer.expectation) {
      expect(relative(expectedTransactions(model, newCustomer(), { horizon: Number(n) }), value)).toBeLessThan(1e-10);
    }
  });

  test("lifetimes: expectation of every row", () => {
    const model = bgBb({ ...lifetimes.params, ...everyYear });
    const expected = expectedTransactions(model, donations, { horizon: 5 });
    lifetimes.rows.cet_5.forEach((value: number, i: number) => {
      expect(relative(expected[i]!, value)).toBeLessThan(1e-10);
    });
  });

  test.each([
    [0, 0, 0.1162182, 0.1081333, 0.0728634, 0.1147528],
    [2, 4, 0.6337446, 0.5896573, 1.057604, 1.665624],
    [6, 6, 1, 0.9304336, 3.752545, 5.909895],
  ])("donor with %d gifts, the last in year %d", (frequency, recency, now, next, five, forever) => {
    const model = bgBb({ alpha: 1.203522, beta: 0.749716, gamma: 0.656718, delta: 2.783442, ...everyYear });
    const donor = { frequency, recency, age: 6 };
    const figure = (what: string, expected: number, actual: number) =>
      reproduces(
        {
          area: "clv",
          figure: `BG/BB, donor (${frequency}, ${recency}, 6): ${what}`,
          source: paper,
          expected,
          tolerance: 1e-6,
        },
        actual,
      );
    figure("chance to be active", now, probabilityAlive(model, donor));
    figure("chance to be active next year", next, probabilityAlive(model, donor, { ahead: 1 }));
    figure("gifts in five years", five, expectedTransactions(model, donor, { horizon: 5 }));
    figure(
      "discounted gifts at 10 %",
      forever,
      discountedExpectedTransactions(model, donor, { annualDiscountRate: 0.1 }),
    );
  });

  test("totals", () => {
    const fit = fitBgBb(donations);
    const each = expectedTransactions(fit, donations, { horizon: 5 });
    const total = each.reduce((sum, value, i) => sum + value * donations.weight![i]!, 0);
    reproduces(
      {
        area: "clv",
        figure: "BG/BB: gifts of the whole cohort in 2002–2006",
        source: paper,
        expected: 12884.2,
        tolerance: 1e-5,
      },
      total,
    );
    reproduces(
      { area: "clv", figure: "BG/BB: E[X(6)]", source: paper, expected: 2.22017, tolerance: 5e-6 },
      expectedTransactions(fit, newCustomer(), { horizon: 6 }),
    );
  });

  test("sums: no discounting, gamma = 1, a horizon beyond any loop", () => {
    const customer = { frequency: 2, recency: 4, age: 6 };
    // Without discounting the sum to infinity is (delta + n) / (gamma - 1).
    expect(discountedExpectedTransactions(published, customer, { annualDiscountRate: 0 })).toBe(
      Number.POSITIVE_INFINITY,
    );
    const mortal = bgBb({ alpha: 1.2, beta: 0.75, gamma: 1.5, delta: 2.783, ...everyYear });
    const endless = discountedExpectedTransactions(mortal, customer, { annualDiscountRate: 0 });
    const each = ((1.2 + 2) / (1.2 + 0.75 + 6)) * probabilityAlive(mortal, customer);
    expect(relative(endless, (each * 8.783) / 0.5)).toBeLessThan(1e-13);
    const at = (gamma: number) =>
      expectedTransactions(bgBb({ alpha: 1, beta: 1, gamma, delta: 3, ...everyYear }), customer, { horizon: 1000 });
    expect(relative(at(1 + 1e-9), at(1))).toBeLessThan(1e-8);
    expect(relative(at(1 - 1e-9), at(1))).toBeLessThan(1e-8);
    expect(relative(expectedTransactions(mortal, customer, { horizon: 1e15 }), endless)).toBeLessThan(1e-6);
  });

  test("draws and profiles know the kind", () => {
    const fit = fitBgBb(donations);
    expect(laplaceDraws(fit, { draws: 3, seed: 1 }).models[0]!.opportunitiesPerYear).toBe(1);
    const { lower, upper } = profileInterval(fit, donations, { parameter: "gamma" });
    expect(lower).toBeLessThan(0.657);
    expect(upper).toBeGreaterThan(0.657);
  });
});

test("a year of days is fitted (lifetimes gives up after half a minute)", () => {
  const rows = [
    [0, 0, 40],
    [3, 20, 12],
    [10, 200, 9],
    [30, 350, 8],
    [80, 362, 6],
    [120, 365, 5],
    [5, 330, 7],
    [1, 9, 15],
  ];
  const fit = fitBgBb({
    frequency: rows.map((row) => row[0]!),
    recency: rows.map((row) => row[1]!),
    age: rows.map(() => 365),
    weight: rows.map((row) => row[2]!),
    timeUnit: "opportunity",
    opportunitiesPerYear: 365.25,
  });
  expect(fit.converged).toBe(true);
});
