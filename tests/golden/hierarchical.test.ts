/**
 * The hierarchical samplers against BTYDplus on its own data. Its figures carry Monte Carlo error, and its priors are others (flat ones), so
 * distances are counted in standard deviations of the posterior. For Pareto/NBD and Pareto/GGG: runs of 2 × 2,000 and 2 × 1,000 steps. For Abe: the longer run
 * that its how-to prints; one of 2 × 2,000 steps had not yet arrived (its mean of ln λ, -3.13 ± 0.11, is outside that of the longer, -3.54 ± 0.1).
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type AbePopulation,
  expectedTransactions,
  fitParetoNbd,
  type HierarchicalSample,
  type PurchaseHistory,
  probabilityAlive,
  sampleAbe,
  sampleParetoGgg,
  sampleParetoNbd,
} from "../../src/clv/index.ts";
import { cdnowSample } from "../cdnow-sample.ts";
import { describeReference, readReferenceCsv } from "../reference-data.ts";
import { reproduces } from "../validation.ts";

interface PeerFigures {
  readonly level2_mean: Readonly<Record<string, number>>;
  readonly sum_palive: number;
  readonly sum_xstar_mean: number;
  readonly customers: readonly {
    readonly x: number;
    readonly t_x: number;
    readonly T_cal: number;
    readonly palive: number;
    readonly xstar_mean: number;
  }[];
}

const peer = (name: string): PeerFigures =>
  JSON.parse(readFileSync(new URL(`./btydplus_mcmc_${name}.json`, import.meta.url), "utf8")) as PeerFigures;
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** A parameter's posterior mean is within `deviations` of its standard deviations of the peer's. */
function agrees<P>(
  title: string,
  sample: HierarchicalSample<P>,
  parameter: (model: P) => number,
  expected: number,
  deviations: number,
): void {
  const values = sample.population.models.map(parameter);
  const mean = sum(values) / values.length;
  const deviation = Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / values.length);
  reproduces(
    {
      area: "clv",
      figure: `${title}, posterior mean`,
      source: "BTYDplus 1.2.0, MCMC, 2 chains",
      expected,
      tolerance: deviations * deviation,
      absolute: true,
    },
    mean,
  );
}

/** The customers that the peer lists: their chance to be active and their purchases in the holdout. */
function customersAgree<P>(
  sample: HierarchicalSample<P>,
  history: PurchaseHistory,
  { customers }: PeerFigures,
  noise: number,
): void {
  for (const { x, t_x, T_cal, palive, xstar_mean } of customers) {
    const i = history.frequency.findIndex(
      (frequency: number, k: number) =>
        frequency === x && Math.abs(history.recency[k]! - t_x) < 1e-6 && Math.abs(history.age[k]! - T_cal) < 1e-6,
    );
    expect(Math.abs(sample.customers.probabilityAlive[i]! - palive), `P(alive) at x = ${x}`).toBeLessThan(0.16);
    const ours = sample.customers.expectedTransactions![i]!;
    // The peer's is a mean of some 200 simulated counts that resemble each other; with Pareto/GGG ours is simulated, too.
    expect(Math.abs(ours - xstar_mean), `purchases at x = ${x}`).toBeLessThan(noise + 0.2 * ours);
  }
}

describeReference("hierarchical models against BTYDplus", () => {
  test("Pareto/NBD (HB), CDNOW sample", () => {
    const history = cdnowSample();
    const sample = sampleParetoNbd(history, { draws: 60, thin: 10, warmUp: 250, chains: 1, seed: 1, horizon: 39 });
    const figures = peer("pnbd_hb_cdnow");
    for (const name of ["r", "alpha", "s", "beta"] as const) {
      agrees(`Pareto/NBD (HB), CDNOW sample: ${name}`, sample, (model) => model[name], figures.level2_mean[name]!, 1);
    }
    const alive = sum(sample.customers.probabilityAlive);
    expect(Math.abs(alive / figures.sum_palive - 1)).toBeLessThan(0.05);
    expect(Math.abs(sum(sample.customers.expectedTransactions!) / figures.sum_xstar_mean - 1)).toBeLessThan(0.08);
    customersAgree(sample, history, figures, 0.25);
  });

  test("Abe, CDNOW sample", () => {
    const history = cdnowSample();
    const sample = sampleAbe(history, { draws: 50, thin: 4, warmUp: 150, chains: 1, seed: 1, horizon: 39 });
    for (const [name, parameter, [low, median, high]] of [
      ["mean of ln λ", (m: AbePopulation) => m.purchase["intercept"]!, [-3.7, -3.54, -3.32]],
      ["mean of ln μ", (m: AbePopulation) => m.attrition["intercept"]!, [-3.96, -3.59, -3.26]],
      ["variance of ln λ", (m: AbePopulation) => m.purchaseVariance, [1.1, 1.34, 1.65]],
      ["covariance", (m: AbePopulation) => m.covariance, [-0.2, 0.13, 0.74]],
      ["variance of ln μ", (m: AbePopulation) => m.attritionVariance, [1.44, 2.62, 5.05]],
    ] as const) {
      const values = sample.population.models.map(parameter).sort((a, b) => a - b);
      reproduces(
        {
          area: "clv",
          figure: `Abe, CDNOW sample: ${name}, posterior median`,
          source: "BTYDplus how-to, MCMC of 2 × 7,500 steps",
          expected: median,
          // One of the standard deviations that its 95 % interval has.
          tolerance: (high - low) / 3.92,
          absolute: true,
        },
        values[values.length / 2]!,
      );
    }
    // Whatever the rates' distribution, as many are still active and buy as much as under Pareto/NBD.
    const fit = fitParetoNbd(history);
    const alive = sum(sample.customers.probabilityAlive) / sum(probabilityAlive(fit, history));
    expect(Math.abs(alive - 1)).toBeLessThan(0.06);
    const ahead =
      sum(sample.customers.expectedTransactions!) / sum(expectedTransactions(fit, history, { horizon: 39 }));
    expect(Math.abs(ahead - 1)).toBeLessThan(0.1);
  });

  test("Pareto/GGG, grocery", () => {
    const rows = readReferenceCsv("grocery_cbs.csv");
    const column = (name: string): Float64Array => Float64Array.from(rows, (row) => Number(row[name]));
    const history: PurchaseHistory = {
      frequency: column("x"),
      recency: column("t.x"),
      age: column("T.cal"),
      logGapSum: column("litt"),
      timeUnit: "week",
    };
    const sample = sampleParetoGgg(history, { draws: 30, thin: 5, warmUp: 100, chains: 1, seed: 1, horizon: 52 });
    const figures = peer("pggg_grocery");
    for (const name of ["t", "gamma", "r", "alpha", "s", "beta"] as const) {
      agrees(`Pareto/GGG, grocery: ${name}`, sample, (model) => model[name], figures.level2_mean[name]!, 3);
    }
    expect(Math.abs(sum(sample.customers.probabilityAlive) / figures.sum_palive - 1)).toBeLessThan(0.03);
    expect(Math.abs(sum(sample.customers.expectedTransactions!) / figures.sum_xstar_mean - 1)).toBeLessThan(0.03);
    customersAgree(sample, history, figures, 0.8);
  });
});
