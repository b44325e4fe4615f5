import { expect, test } from "vitest";
import {
  bgNbd,
  fitGammaGamma,
  gammaGamma,
  logLikelihood,
  type PurchaseHistory,
  simulateCohort,
} from "../../../src/clv/index.ts";

const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
const customer = { frequency: 2, recency: 30.43, age: 38.86, meanSpend: 22.35 };

/** ln of the density of a mean m of n amounts: Γ(pn+q)/(Γ(pn)Γ(q)) γ^q m^(pn−1) n^pn / (γ+nm)^(pn+q), term by term. */
function logDensity(n: number, m: number): number {
  const { p, q, gamma } = spend;
  return (
    logGamma(p * n + q) -
    logGamma(p * n) -
    logGamma(q) +
    q * Math.log(gamma) +
    (p * n - 1) * Math.log(m) +
    p * n * Math.log(n) -
    (p * n + q) * Math.log(gamma + n * m)
  );
}

/** Stirling's series after a shift, good to fourteen digits. */
function logGamma(z: number): number {
  if (z < 15) return logGamma(z + 1) - Math.log(z);
  return (
    (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * z) - 1 / (360 * z ** 3) + 1 / (1260 * z ** 5)
  );
}

test("of a customer's spend is that of the density of the mean", () => {
  expect(logLikelihood(spend, customer)).toBeCloseTo(logDensity(2, 22.35), 10);
  expect(logLikelihood(spend, { ...customer, spendCount: 3 })).toBeCloseTo(logDensity(3, 22.35), 10);
});

test("of a fit of spend is the fit's own, customers it leaves out included", () => {
  const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
    customers: 400,
    age: 52,
    seed: 3,
    spend,
  });
  const meanSpend = Float64Array.from(history.meanSpend!);
  meanSpend[history.frequency.findIndex((x) => x > 0)] = -4;
  const data = { ...history, meanSpend };
  const fit = fitGammaGamma(data);
  expect(logLikelihood(fit, data)).toBeCloseTo(fit.logLikelihood, 9);
  expect(logLikelihood(fit.model, { ...data, weight: meanSpend.map(() => 3) })).toBeCloseTo(3 * fit.logLikelihood, 8);
  expect(logLikelihood(spend, data)).toBeLessThan(fit.logLikelihood);
});

test("of spend needs spend, and a kind it knows", () => {
  const without: PurchaseHistory = { frequency: [1], recency: [2], age: [5], timeUnit: "week" };
  expect(() => logLikelihood(spend, without)).toThrow(
    expect.objectContaining({ code: "insufficient-data", path: "history.meanSpend" }),
  );
  expect(() => logLikelihood(spend, { frequency: 0, recency: 0, age: 5 })).toThrow(
    expect.objectContaining({ code: "insufficient-data", path: "customer.meanSpend" }),
  );
  expect(() => logLikelihood({ kind: "poisson" } as never, customer)).toThrow(
    expect.objectContaining({ code: "unknown-kind", path: "model.kind" }),
  );
});
