/** Where parameters run to infinity: the digits of every verb, and fits that stay below what the likelihood can reach. */
import { describe, expect, test } from "vitest";
import {
  bgNbd,
  compareTransactionModels,
  expectedTransactions,
  fitBgNbd,
  fitGgompertzNbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  fitPdo,
  ggompertzNbd,
  logLikelihood,
  type PurchaseHistory,
  parseModel,
  probabilityAlive,
  simulateCohort,
} from "../../src/clv/index.ts";
import golden from "./mpmath_large_shapes.json" with { type: "json" };

test("likelihood and chance to be active keep their digits up to shapes of 1e14", () => {
  const { customer, rows } = golden;
  expect(rows).toHaveLength(60);
  for (const { model, ...figures } of rows) {
    const checked = parseModel({ ...model, version: 1, timeUnit: "week" } as never);
    const name = JSON.stringify(model);
    expect(logLikelihood(checked as never, customer) / Number(figures.logLikelihood), name).toBeCloseTo(1, 11);
    expect(probabilityAlive(checked as never, customer) / Number(figures.probabilityAlive), name).toBeCloseTo(1, 10);
  }
});

test("beta-geometric predictions end, and are near their limits, however large or small the parameters", () => {
  const customer = { frequency: 2, recency: 20, age: 39 };
  const at = (r: number, a: number) =>
    expectedTransactions(bgNbd({ r, alpha: r / 0.1, a: 0.1 * a, b: 0.9 * a, timeUnit: "week" }), customer, {
      horizon: 30,
    });
  expect(at(1e40, 1e40) / at(1e10, 1e10)).toBeCloseTo(1, 8);
  expect(at(1.5, 1e-40) / at(1.5, 1e-11)).toBeCloseTo(1, 8);
});

const rows = (n: number, row: (i: number) => readonly [number, number, number]): PurchaseHistory => {
  const all = Array.from({ length: n }, (_, i) => row(i));
  return {
    frequency: all.map(([x]) => x),
    recency: all.map(([, t]) => t),
    age: all.map(([, , T]) => T),
    timeUnit: "week",
  };
};

describe("fits to customers who hardly differ report a likelihood that the model has", () => {
  // Customers alike: none can beat a Poisson process of the rate x / t that ends right after t, x ln(x / t) - x each.
  const alike = (n: number, x: number, t: number, T: number) =>
    ({ history: rows(n, () => [x, t, T]), supremum: n * (x * Math.log(x / t) - x) }) as const;
  const sets: Readonly<Record<string, { readonly history: PurchaseHistory; readonly supremum: number }>> = {
    "one customer": alike(1, 5, 20, 39),
    "one purchase long ago": alike(1, 1, 0.1, 39),
    "fifty alike": alike(50, 5, 10, 30),
    "a thousand alike": alike(1000, 2, 5, 52),
    "all dormant": { history: rows(200, (i) => [1 + (i % 4), 10 + (i % 7), 200]), supremum: 0 },
    hours: { history: rows(30, (i) => (i % 2 ? [0, 0, 8760] : [2 + (i % 3), 2400 + i, 8760])), supremum: 0 },
    "very long ages": { history: rows(40, (i) => (i % 2 ? [0, 0, 1e8] : [2, 5e7, 1e8])), supremum: 0 },
    "few of a growing risk": {
      history: simulateCohort(ggompertzNbd({ r: 3, alpha: 6, b: 0.3, s: 5, beta: 200, timeUnit: "week" }), {
        customers: 100,
        age: 104,
        seed: 3,
      }).history,
      supremum: 0,
    },
  };
  const fitters = {
    fitBgNbd,
    fitMbgNbd,
    fitParetoNbd,
    fitGgompertzNbd,
    fitPdo: (history: PurchaseHistory) => fitPdo(history, { period: history.age[0]! / 20 }),
  };
  for (const [name, { history, supremum }] of Object.entries(sets)) {
    for (const [which, fitter] of Object.entries(fitters)) {
      test(`${which}: ${name}`, () => {
        const fit = fitter(history);
        const scored = logLikelihood(fit.model, history);
        expect(Math.abs(fit.logLikelihood - scored)).toBeLessThan(1e-9 * Math.max(1, Math.abs(scored)));
        expect(fit.logLikelihood).toBeLessThan(supremum + 1e-9);
        for (const alive of probabilityAlive(fit, history)) expect(alive >= 0 && alive <= 1).toBe(true);
      });
    }
  }

  test("and the comparison of models does not choose one that has not converged", () => {
    const { models, best } = compareTransactionModels(sets["all dormant"]!.history);
    expect(models.some(({ fit }) => fit.converged)).toBe(true);
    expect(models.find(({ kind }) => kind === best)!.fit.converged).toBe(true);
  });
});

test("GGompertz/NBD: those who stay at first and leave later are not said to stay", () => {
  const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
  const { history } = simulateCohort(truth, { customers: 300, age: 52, seed: 1, holdout: 26 });
  const fit = fitGgompertzNbd(history);
  const codes = fit.warnings.map(({ code }) => code);
  expect(fit.logLikelihood).toBeGreaterThan(fitNbd(history).logLikelihood + 100);
  expect(codes).toContain("late-attrition");
  expect(codes).not.toContain("no-death");
});

describe("dormant bases: the hill on which nearly everybody has left is found", () => {
  const few = (n: number, every: number, repeats: (i: number) => number): PurchaseHistory =>
    rows(n, (i) => (i % every === 7 ? [repeats(i), 1 + i / 400, 39] : [0, 0, 39]));
  // The best of a grid over r, r / alpha, a / (a + b) and a + b, followed up from there.
  test.each([
    ["BG/NBD, 10 of 1,000", fitBgNbd, few(1000, 100, () => 1), -80.036],
    ["MBG/NBD, 10 of 1,000", fitMbgNbd, few(1000, 100, () => 1), -73.722],
    ["BG/NBD, 31 of 1,000", fitBgNbd, few(1000, 33, (i) => 1 + (i % 2)), -258.637],
    ["MBG/NBD, 31 of 1,000", fitMbgNbd, few(1000, 33, (i) => 1 + (i % 2)), -238.067],
  ] as const)("%s", (_, fitter, history, attainable) => {
    expect(fitter(history).logLikelihood).toBeGreaterThan(attainable);
  });

  test("where everybody drops out at once the warning says so, and not that nobody does", () => {
    const codes = fitBgNbd(few(1000, 100, () => 1)).warnings.map(({ code }) => code);
    expect(codes).toContain("all-drop-out");
    expect(codes).not.toContain("no-death");
  });
});
