/** The pieces of the hierarchical samplers: likelihoods given the customer's own rates, and draws from known distributions. */
import { describe, expect, test } from "vitest";
import {
  aliveAtRates,
  logLikelihoodAtRates,
  purchaseChanceAtRates,
  purchasesAtRates,
} from "../../../../src/clv/hierarchical/exponential-lifetime.ts";
import { GammaPopulation } from "../../../../src/clv/hierarchical/gamma-population.ts";
import { drawParetoEnd } from "../../../../src/clv/hierarchical/pareto-end.ts";
import { RatesRegression } from "../../../../src/clv/hierarchical/rates-regression.ts";
import { RegularCustomers } from "../../../../src/clv/hierarchical/regular-customers.ts";
import {
  aliveAtRegularRates,
  drawLeaving,
  drawPurchases,
  gammaBeyond,
  leavingMass,
  logGapSurvival,
  logLikelihoodAtRegularRates,
} from "../../../../src/clv/hierarchical/regular-purchases.ts";
import { regularizedGammaQ } from "../../../../src/numeric/incomplete-gamma.ts";
import { logParetoKernel } from "../../../../src/numeric/pareto-kernel.ts";
import { integrate } from "../../../../src/numeric/quadrature.ts";
import { randomStream } from "../../../../src/numeric/random.ts";
import { AdaptiveMetropolis } from "../../../../src/statistics/adaptive-metropolis.ts";
import { sliceStep } from "../../../../src/statistics/slice-sampler.ts";
import { reproduces } from "../../../validation.ts";

const source = "individual likelihood by the published formula, computed apart from this package";
const figure = (name: string, expected: number, actual: number): void =>
  reproduces({ area: "clv", figure: name, source, expected, tolerance: 1e-7 }, actual);

/** Share of the draws below a point, in standard errors from the chance that it should be. */
function deviation(draws: readonly number[], point: number, chance: number): number {
  const below = draws.filter((draw) => draw <= point).length;
  return Math.abs(below - draws.length * chance) / Math.sqrt(draws.length * chance * (1 - chance));
}

describe("a customer with known rates", () => {
  const customer = { frequency: 2, recency: 213 / 7, age: 272 / 7, logGapSum: 4.21950771 };

  test("published figures", () => {
    const silent = customer.age - customer.recency;
    figure(
      "Pareto/NBD (HB): ln L at λ = 0.1, μ = 0.02",
      -9.0121551,
      logLikelihoodAtRates(Math.log(0.1), Math.log(0.02), 2, customer.recency, customer.age),
    );
    figure("Pareto/NBD (HB): P(alive) at λ = 0.1, μ = 0.02", 0.77424089, aliveAtRates(0.1, 0.02, silent));
    figure(
      "Pareto/GGG: ln L at k = 2, λ = 0.1, μ = 0.02",
      -9.5234032,
      logLikelihoodAtRegularRates(2, 0.1, 0.02, customer),
    );
    figure("Pareto/GGG: P(alive) at k = 2, λ = 0.1, μ = 0.02", 0.7745559, aliveAtRegularRates(2, 0.1, 0.02, silent));
  });

  test("k = 1 is purchasing at random", () => {
    for (const [lambda, mu, silent] of [
      [0.1, 0.02, 8.4],
      [3, 1e-6, 40],
      [1e-4, 2, 0.3],
      [5, 5, 0],
    ] as const) {
      expect(aliveAtRegularRates(1, lambda, mu, silent)).toBeCloseTo(aliveAtRates(lambda, mu, silent), 9);
      const [recency, age] = [20, 20 + silent];
      const plain = logLikelihoodAtRates(Math.log(lambda), Math.log(mu), 2, recency, age);
      const regular = logLikelihoodAtRegularRates(1, lambda, mu, { frequency: 2, recency, age, logGapSum: 3 });
      expect(Math.abs(regular - plain)).toBeLessThan(1e-8 * Math.abs(plain));
    }
  });

  test("the mass of leaving is its integral", () => {
    for (const [k, kappa, mu, silent] of [
      [2, 0.2, 0.02, 8.4],
      [0.3, 0.05, 1, 30],
      [40, 60, 0.01, 3],
      [5, 1, 1e-11, 20],
      [5, 1e3, 1e-7, 20],
      [1, 1, 200, 2],
    ] as const) {
      const direct = integrate((u) => mu * Math.exp(-mu * u) * regularizedGammaQ(k, kappa * u), 0, silent).value;
      expect(Math.abs(leavingMass(k, kappa, mu, silent) / direct - 1)).toBeLessThan(1e-7);
    }
  });

  test("silence beyond the range of doubles", () => {
    expect(logGapSurvival(3, 600)).toBeCloseTo(Math.log(regularizedGammaQ(3, 600)), 10);
    expect(logGapSurvival(3, 700) / (2 * Math.log(700) - 700 - Math.LN2 + Math.log1p(2 / 700))).toBeCloseTo(1, 6);
    expect(aliveAtRegularRates(50, 100, 1e-3, 1000)).toBe(0);
    expect(aliveAtRates(100, 1e-300, 1e5)).toBe(0);
    expect(aliveAtRates(1e300, 1e-300, 1)).toBe(0);
    expect(aliveAtRates(0.3, 0.2, 100.1)).toBeCloseTo(1 / (1 + 0.4 * Math.expm1(50.05)), 30);
  });

  test("predictions at their limits", () => {
    expect(purchasesAtRates(2, 1e-12, 10)).toBeCloseTo(20, 9);
    expect(purchasesAtRates(2, 0.5, 1e9)).toBeCloseTo(4, 12);
    expect(purchaseChanceAtRates(2, 0.5, 1e9)).toBeCloseTo(0.8, 12);
    expect(purchaseChanceAtRates(2, 0.5, 0)).toBe(0);
  });
});

describe("draws follow their distributions", () => {
  const stream = randomStream(20_261_122);
  const many = (draw: () => number): number[] => Array.from({ length: 4000 }, draw);

  test.each([
    [1.6, 1.6, 10, 12, 0, 38],
    [30.5, 1.6, 10, 200, 20, 38],
    [0.5, 1.1, 1e-3, 50, 0, 1000],
    [0.9, 2, 1e-6, 1, 0, 1e5],
    [1, 4, 5, 1e-3, 0, 30],
  ])("time of leaving: p %f, q %f, A %f, B %f, from %f to %f", (p, q, A, B, from, to) => {
    const mass = logParetoKernel(p, q - 1, A, B, from, to);
    const draws = many(() => drawParetoEnd(p, q, A, B, from, to, mass, stream));
    expect(draws.every((end) => end >= from && end <= to)).toBe(true);
    const sorted = [...draws].sort((a, b) => a - b);
    for (const point of [sorted[800]!, sorted[2000]!, sorted[3500]!]) {
      expect(deviation(draws, point, Math.exp(logParetoKernel(p, q - 1, A, B, from, point) - mass))).toBeLessThan(4);
    }
  });

  test.each([
    [2, 0.2, 0.02, 8.4],
    [0.3, 0.05, 1, 30],
    [40, 60, 0.01, 30],
    [0.05, 1, 1, 1],
    [200, 200, 3, 2],
  ])("leaving before a regular purchase: k %f, κ %f, μ %f, silent %f", (k, kappa, mu, silent) => {
    const draws = many(() => drawLeaving(k, kappa, mu, silent, stream));
    const mass = leavingMass(k, kappa, mu, silent);
    const sorted = [...draws].sort((a, b) => a - b);
    for (const point of [sorted[800]!, sorted[2000]!, sorted[3500]!]) {
      expect(deviation(draws, point, leavingMass(k, kappa, mu, point) / mass)).toBeLessThan(4);
    }
  });

  test.each([
    [0.2, 1e-8],
    [0.2, 0.5],
    [0.7, 3],
    [1, 2],
    [5, 4],
    [5, 30],
    [300, 340],
  ])("gap beyond the silence: k %f, y %f", (k, y) => {
    const draws = many(() => gammaBeyond(k, y, stream));
    expect(draws.every((draw) => draw > y)).toBe(true);
    const sorted = [...draws].sort((a, b) => a - b);
    for (const point of [sorted[800]!, sorted[2000]!, sorted[3500]!]) {
      expect(deviation(draws, point, 1 - regularizedGammaQ(k, point) / regularizedGammaQ(k, y))).toBeLessThan(4);
    }
  });

  test("purchases ahead: at random they have the closed form's mean", () => {
    const counts = many(() => drawPurchases(1, 0.8, 0.1, 3, 12, stream));
    const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
    expect(Math.abs(mean - purchasesAtRates(0.8, 0.1, 12))).toBeLessThan(0.3);
    expect(drawPurchases(1, 1e9, 1e-300, 3, 12, stream)).toBe(12e9);
  });

  test("slice steps leave a gamma distribution as it is", () => {
    let at = 1;
    const draws = many(() => {
      for (let k = 0; k < 3; k++) at = sliceStep((y) => (y > 0 ? 1.5 * Math.log(y) - y : -Infinity), at, 2, stream);
      return at;
    });
    for (const point of [1, 2.5, 5]) expect(deviation(draws, point, 1 - regularizedGammaQ(2.5, point))).toBeLessThan(6);
  });

  test("the adaptive walk finds shape and size of a narrow ridge", () => {
    const density = ([a, b]: Float64Array): number => -0.5 * ((a! - b!) ** 2 / 1e-4 + (a! + b!) ** 2);
    const walk = new AdaptiveMetropolis(density, Float64Array.of(1, 1), [0.5, 0.5], stream);
    for (let k = 0; k < 1000; k++) walk.warmUp();
    let squares = 0;
    for (let k = 0; k < 20_000; k++) {
      walk.step();
      squares += (walk.point[0]! + walk.point[1]!) ** 2 / 20_000;
    }
    expect(walk.accepted / walk.steps).toBeGreaterThan(0.15);
    expect(walk.accepted / walk.steps).toBeLessThan(0.5);
    expect(squares).toBeGreaterThan(0.85);
    expect(squares).toBeLessThan(1.15);
  });

  test("walk and leaps in turns keep a skewed density, and leaps forget where they were", () => {
    // ln of a gamma variate of shape 1.5, and a normal one around it.
    const density = ([a, b]: Float64Array): number => 1.5 * a! - Math.exp(a!) - 0.5 * (b! - a!) ** 2;
    const walk = new AdaptiveMetropolis(density, Float64Array.of(1, 1), [0.5, 0.5], stream);
    for (let k = 0; k < 500; k++) {
      walk.warmUp();
      walk.leap();
    }
    const draws: number[] = [];
    let moved = 0;
    for (let k = 0; k < 20_000; k++) {
      if (k % 2 === 0) walk.step();
      else {
        const before = walk.point[0];
        walk.leap();
        if (walk.point[0] !== before) moved++;
      }
      draws.push(Math.exp(walk.point[0]!));
    }
    expect(moved / 10_000).toBeGreaterThan(0.5);
    // Neighbouring draws are alike, by a factor of some six.
    for (const point of [0.3, 1, 3])
      expect(deviation(draws, point, 1 - regularizedGammaQ(1.5, point))).toBeLessThan(4 * Math.sqrt(6));
  });

  test("steps of a customer of Pareto/GGG keep the distribution that its likelihood says", () => {
    const customer = { frequency: 2, recency: 12, age: 30, logGapSum: 3.4 };
    const prior = { mean: 0, standardDeviation: 1 };
    const population = (shape: number, mean: number) => new GammaPopulation(shape, mean, [prior, prior]);
    const [regularity, buying, leaving] = [population(1.2, 2), population(1, 0.1), population(1.5, 0.05)];
    // ln k, ln λ and ln μ on a grid of equal steps, on which sums of so smooth a density are exact.
    const grid = (from: number, to: number): readonly number[] =>
      Array.from({ length: 25 }, (_, j) => from + ((to - from) * j) / 24);
    const expected = new Float64Array(4);
    for (const y of grid(-7, 4)) {
      for (const z of grid(-11, 2)) {
        for (const w of grid(-14, 1)) {
          const [k, lambda, mu] = [Math.exp(y), Math.exp(z), Math.exp(w)];
          const log = logLikelihoodAtRegularRates(k, lambda, mu, customer);
          const mass = Math.exp(
            log + 1.2 * y - regularity.rate * k + z - buying.rate * lambda + 1.5 * w - leaving.rate * mu,
          );
          [1, y, z, w].forEach((value, j) => {
            expected[j]! += mass * value;
          });
        }
      }
    }
    const history = { frequency: [2], recency: [12], age: [30], timeUnit: "week" } as const;
    const group = new RegularCustomers(history, [3.4], 0.1, 30);
    const sums = new Float64Array(3);
    const steps = 40_000;
    for (let k = -1000; k < steps; k++) {
      group.sizes.begin(k, 1000);
      group.draw(regularity, buying, stream);
      group.drawDropOut(leaving, stream);
      if (k < 0) continue;
      sums[0]! += group.logRegularity[0]! / steps;
      sums[1]! += group.logRate[0]! / steps;
      sums[2]! += Math.log(group.dropOut[0]!) / steps;
    }
    for (let j = 0; j < 3; j++) expect(Math.abs(sums[j]! - expected[j + 1]! / expected[0]!)).toBeLessThan(0.03);
  });

  test("regression of two rates: draws lie around least squares, flat and natural forms agree", () => {
    const n = 400;
    const covariate = Float64Array.from({ length: n }, () => 100 + 5 * stream.normal());
    const first = Float64Array.from(covariate, (w) => -2 + 0.03 * w + 0.5 * stream.normal());
    const second = Float64Array.from(
      first,
      (value, i) => 1 + 0.8 * (value + 2 - 0.03 * covariate[i]!) + 0.3 * stream.normal(),
    );
    const regression = new RatesRegression([["w", covariate]], n, [0, 0]);
    const sums = new Float64Array(7);
    for (let k = 0; k < 500; k++) {
      regression.draw(first, second, stream);
      regression.parameters().forEach((value, j) => {
        sums[j]! += value / 500;
      });
    }
    expect(Math.abs(sums[1]! - 0.03)).toBeLessThan(0.02);
    expect(Math.abs(sums[3]!)).toBeLessThan(0.02);
    expect(Math.abs(sums[4]! - 0.25)).toBeLessThan(0.06);
    expect(Math.abs(sums[5]! - 0.2)).toBeLessThan(0.05);
    expect(Math.abs(sums[6]! - 0.25)).toBeLessThan(0.06);
    const before = [...regression.parameters(), ...regression.precision];
    regression.moveTo(regression.point());
    [...regression.parameters(), ...regression.precision].forEach((value, j) => {
      expect(value).toBeCloseTo(before[j]!, 9);
    });
  });

  test("regression of two rates: the density by which it moves is that of its draws", () => {
    const n = 25;
    const first = Float64Array.from({ length: n }, () => stream.normal());
    const second = Float64Array.from({ length: n }, (_, i) => first[i]! + 2 * stream.normal());
    const regression = new RatesRegression([], n, [0.5, -0.5]);
    const drawn = new Float64Array(5);
    for (let k = 0; k < 10_000; k++) {
      regression.draw(first, second, stream);
      regression.parameters().forEach((value, j) => {
        drawn[j]! += value / 10_000;
      });
    }
    const density = (point: Float64Array): number => {
      regression.moveTo(point);
      const [a, both, b] = regression.precision as unknown as [number, number, number];
      let value = regression.logPrior() + 0.5 * n * Math.log(a * b - both * both);
      for (let i = 0; i < n; i++) {
        const da = first[i]! - regression.meanLambda[i]!;
        const db = second[i]! - regression.meanMu[i]!;
        value -= 0.5 * (a * da * da + 2 * both * da * db + b * db * db);
      }
      return value;
    };
    const walk = new AdaptiveMetropolis(density, regression.point(), [0.2, 0.2, 0.2, 0.2, 0.2], stream);
    for (let k = 0; k < 1500; k++) walk.warmUp();
    const walked = new Float64Array(5);
    for (let k = 0; k < 40_000; k++) {
      walk.step();
      regression.moveTo(walk.point);
      regression.parameters().forEach((value, j) => {
        walked[j]! += value / 40_000;
      });
    }
    const [scaleFirst, scaleSecond] = [Math.sqrt(drawn[2]!), Math.sqrt(drawn[4]!)];
    expect(Math.abs(walked[0]! - drawn[0]!)).toBeLessThan(0.03 * scaleFirst);
    expect(Math.abs(walked[1]! - drawn[1]!)).toBeLessThan(0.03 * scaleSecond);
    expect(Math.abs(walked[2]! / drawn[2]! - 1)).toBeLessThan(0.04);
    expect(Math.abs(walked[3]! - drawn[3]!)).toBeLessThan(0.04 * scaleFirst * scaleSecond);
    expect(Math.abs(walked[4]! / drawn[4]! - 1)).toBeLessThan(0.04);
  });
});
