import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { likelihoodRows } from "../../src/clv/history/likelihood-rows.ts";
import { expectedSpend, gammaGamma, medianSpend, newCustomer } from "../../src/clv/index.ts";
import { gammaGammaLikelihood } from "../../src/clv/spend/gamma-gamma-likelihood.ts";

const golden = JSON.parse(readFileSync(new URL("mpmath_gamma_gamma.json", import.meta.url), "utf8"));

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
