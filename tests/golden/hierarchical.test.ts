/**
 * The hierarchical samplers against BTYDplus 1.2.0 on its own data. Its figures carry Monte Carlo error: neighbouring draws of its chains are
 * nearly alike, so that a mean over 4,000 of them is worth some ten to fifty independent ones. Distances are therefore counted in standard deviations
 * of our posterior.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type HierarchicalSample,
  type PurchaseHistory,
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
    const sample = sampleParetoNbd(history, { draws: 60, thin: 15, warmUp: 250, seed: 1, horizon: 39 });
    const figures = peer("pnbd_hb_cdnow");
    for (const name of ["r", "alpha", "s", "beta"] as const) {
      agrees(`Pareto/NBD (HB), CDNOW sample: ${name}`, sample, (model) => model[name], figures.level2_mean[name]!, 1);
    }
    const alive = sum(sample.customers.probabilityAlive);
    expect(Math.abs(alive / figures.sum_palive - 1)).toBeLessThan(0.05);
    expect(Math.abs(sum(sample.customers.expectedTransactions!) / figures.sum_xstar_mean - 1)).toBeLessThan(0.08);
    customersAgree(sample, history, figures, 0.25);
  });

  test("Abe, CDNOW sample: the peer's chain had not yet arrived", () => {
    const history = cdnowSample();
    const sample = sampleAbe(history, { draws: 40, thin: 10, warmUp: 300, seed: 1, horizon: 39 });
    const figures = peer("abe_cdnow");
    // ln λ, its variance and what follows from them are 3 to 6 deviations away from the peer's, as one chain of it is from the other (its standard deviation
    // of the variance of ln λ, 0.33, is more than the mean, 0.27); what its draws of μ say is wide enough to hold.
    agrees(
      "Abe, CDNOW sample: variance of ln μ",
      sample,
      (m) => m.attritionVariance,
      figures.level2_mean["var_log_mu"]!,
      3,
    );
    agrees(
      "Abe, CDNOW sample: covariance",
      sample,
      (m) => m.covariance,
      figures.level2_mean["cov_log_lambda_log_mu"]!,
      3,
    );
    expect(Math.abs(sum(sample.customers.probabilityAlive) / 1040 - 1)).toBeLessThan(0.08);
    expect(Math.abs(sum(sample.customers.expectedTransactions!) / 1640 - 1)).toBeLessThan(0.08);
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
    const sample = sampleParetoGgg(history, { draws: 30, thin: 4, warmUp: 120, seed: 1, horizon: 52 });
    const figures = peer("pggg_grocery");
    for (const name of ["t", "gamma", "r", "alpha", "s", "beta"] as const) {
      agrees(`Pareto/GGG, grocery: ${name}`, sample, (model) => model[name], figures.level2_mean[name]!, 3);
    }
    expect(Math.abs(sum(sample.customers.probabilityAlive) / figures.sum_palive - 1)).toBeLessThan(0.03);
    expect(Math.abs(sum(sample.customers.expectedTransactions!) / figures.sum_xstar_mean - 1)).toBeLessThan(0.03);
    customersAgree(sample, history, figures, 0.8);
  });
});
