import { describe, expect, test } from "vitest";
import {
  bgCnbdK,
  bgNbd,
  expectedTransactions,
  fitBgNbd,
  fitMbgNbd,
  logLikelihood,
  mbgNbd,
  type PurchaseHistory,
  paretoNbd,
  pdo,
  simulateCohort,
} from "../../../../src/clv/index.ts";

/** A cohort, and customers alike who bought very often and then fell silent. */
function withSilent(customers: number, weight: number, frequency: number, recency: number): PurchaseHistory {
  const { history } = simulateCohort(bgNbd({ r: 0.5, alpha: 4, a: 0.6, b: 2.4, timeUnit: "week" }), {
    customers: 600,
    age: 52,
    seed: 5,
  });
  const added = Array(customers).fill(0);
  return {
    frequency: [...history.frequency, ...added.map(() => frequency)],
    recency: [...history.recency, ...added.map(() => recency)],
    age: [...history.age, ...added.map(() => 52)],
    weight: [...Array(600).fill(1), ...added.map(() => weight)],
    timeUnit: "week",
  };
}

describe.each([
  ["BG/NBD", fitBgNbd],
  ["MBG/NBD", fitMbgNbd],
] as const)("%s: rows whose odds of having dropped out are beyond all numbers", (_, estimate) => {
  test.each([
    [320, 4],
    [600, 10],
  ])("%d purchases, the last at %d: one row of three is three rows", (frequency, recency) => {
    const [one, three] = [
      estimate(withSilent(1, 3, frequency, recency)),
      estimate(withSilent(3, 1, frequency, recency)),
    ];
    for (const found of [one, three]) {
      expect(found.converged).toBe(true);
      expect(Number.isFinite(found.logLikelihood)).toBe(true);
      expect(found.gradientNorm).toBeLessThan(1e-4);
      expect(found.standardErrors).not.toBeNull();
    }
    expect(one.logLikelihood / three.logLikelihood).toBeCloseTo(1, 12);
  });
});

describe("shapes of drop-out next to 0", () => {
  const one = { frequency: 1, recency: 2, age: 30 };

  test("the log-likelihood depends on their ratio alone", () => {
    const at = (small: number) => logLikelihood(bgNbd({ r: 0.5, alpha: 4, a: small, b: small, timeUnit: "week" }), one);
    expect(at(1e-17)).toBeCloseTo(at(1e-9), 8);
    expect(at(1e-15)).toBeCloseTo(at(1e-9), 8);
  });

  test.each([
    ["BG/CNBD-k", (small: number) => bgCnbdK({ k: 2, r: 0.5, alpha: 4, a: small, b: small, timeUnit: "week" })],
    ["PDO", (small: number) => pdo({ r: 0.5, alpha: 4, a: small, b: small, tau: 4, timeUnit: "week" })],
  ])("so does that of %s", (_, model) => {
    const at = (small: number) => logLikelihood(model(small), { ...one, logGapSum: Math.log(2) });
    expect(at(1e-17)).toBeCloseTo(at(1e-9), 8);
    expect(at(1e-15)).toBeCloseTo(at(1e-9), 8);
  });

  test("MBG/NBD keeps the digits of b", () => {
    const at = (b: number) =>
      logLikelihood(mbgNbd({ r: 0.5, alpha: 4, a: 2, b, timeUnit: "week" }), { frequency: 0, recency: 0, age: 30 });
    expect(at(3e-14)).toBeCloseTo(at(1e-10), 9);
  });

  test("a fit that goes there has a likelihood", () => {
    const frequency = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0];
    const recency = frequency.map((_, i) => (i === 9 ? 0.597 : i === 10 ? 0.0022 : 0));
    const fit = fitBgNbd({
      frequency,
      recency,
      age: frequency.map(() => 22.14),
      weight: [3, 2, 1, 2, 1, 3, 2, 3, 2, 2, 1, 1],
      timeUnit: "week",
    });
    expect(fit.logLikelihood).toBeCloseTo(-9.029, 2);
    expect(Number.isFinite(fit.gradientNorm)).toBe(true);
  });
});

test("Pareto/NBD expects purchases over any horizon", () => {
  const model = paretoNbd({ r: 1, alpha: 1, s: 1, beta: 0.2, timeUnit: "week" });
  const one = { frequency: 0, recency: 0, age: 0.1 };
  const [far, farther] = [1e300, 1e308].map((horizon) => expectedTransactions(model, one, { horizon }));
  expect(farther).toBeGreaterThan(far!);
});
