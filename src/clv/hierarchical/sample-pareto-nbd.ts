import { logGammaDifference } from "../../numeric/gamma-functions.ts";
import { logAddExp } from "../../numeric/logarithms.ts";
import { logParetoKernel } from "../../numeric/pareto-kernel.ts";
import { type RandomStream, randomStream } from "../../numeric/random.ts";
import { AdaptiveMetropolis } from "../../statistics/adaptive-metropolis.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { purchaseRows } from "../transactions/estimate-process.ts";
import { paretoNbdEstimation } from "../transactions/fit-pareto-nbd.ts";
import { type ParetoNbdModel, paretoNbd } from "../transactions/pareto-nbd.ts";
import { type HierarchicalOptions, requireChainSettings } from "./chain-options.ts";
import { aliveAtRates, purchaseChanceAtRates, purchasesAtRates } from "./exponential-lifetime.ts";
import { ChainRecord, type CustomerColumns, customerColumns, type HierarchicalSample } from "./hierarchical-sample.ts";
import { drawParetoEnd } from "./pareto-end.ts";

/** Standard deviations from the prior's centre at which the posterior ends: what lies beyond has less chance than a rounding error. */
const furthest = 10;

/** Smallest rate: what is below cannot be told from 0. */
const leastRate = 1e-300;

/**
 * Draws the population and every customer's own rates of the hierarchical Pareto/NBD model from their posterior (层次贝叶斯帕累托/负二项分布模型): how
 * often each customer buys, how soon each leaves, and how sure the data are of it.
 *
 * The model: customer i buys at rate λ_i until a lifetime of rate μ_i ends; λ_i ~ Gamma(r, α), μ_i ~ Gamma(s, β). Priors as in
 * `samplePosterior`: normal for ln r, ln r/α, ln s and ln s/β, weak, around the data's own rates. The population is sampled with the
 * customers' rates and lifetimes integrated out (a random walk tuned to 30 % acceptance in the warm-up, in turns with leaps across
 * the whole of what it has learnt there); given a draw of it, each customer's state, time of leaving, λ_i and μ_i come straight from their
 * conditional distributions, the last two gamma: λ_i ~ Gamma(r + x, α + time active), μ_i ~ Gamma(s + 1 if left, β + time active).
 *
 * @param history - Purchase histories; with `weight`, a row's summary is that of each customer behind it.
 * @param options - Draws, chains, warm-up, thinning, seed, horizon.
 * @returns `population`: `paretoNbd` models as `Draws` for `predictionInterval`; `customers`: running means, one entry a customer;
 * R-hat and effective sizes by parameter; warnings `chains-disagree`, `few-effective-draws`, `proposals-not-tuned`.
 * @throws InputError `no-repeat-purchases` where nobody bought twice, `unit-mismatch` for a history of opportunities, `out-of-range` or
 * `bad-option` for options that are none.
 * @remarks Source: Ma & Liu (2007), The MCMC approach for solving the Pareto/NBD model and possible extensions, ICNC 2007. Twin: BTYDplus
 * `pnbd.mcmc.DrawParameters`, the same model with nearly flat priors; it moves the population given all
 * customers' rates and these given the population, so that both change slowly. Here 5,000 steps on the CDNOW sample are worth some 450 to 950
 * independent ones.
 * @example
 * ```ts
 * import { expectedTransactions, paretoNbd, predictionInterval, sampleParetoNbd, simulateCohort } from "customer-equity/clv";
 * const truth = paretoNbd({ r: 0.8, alpha: 6, s: 0.6, beta: 12, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 200, age: 52, seed: 1 });
 * const sample = sampleParetoNbd(history, { draws: 50, thin: 2, seed: 1, horizon: 26 });
 * const interval = predictionInterval(sample.population, (model) => expectedTransactions(model, history, { horizon: 26 }));
 * console.log(sample.customers.expectedTransactions!.length, interval.lower.length); // 200 200
 * ```
 */
export function sampleParetoNbd(
  history: PurchaseHistory,
  options: HierarchicalOptions,
): HierarchicalSample<ParetoNbdModel> {
  const settings = requireChainSettings(options);
  const { rows, ...moments } = purchaseRows(history, ["recency", "age"]);
  const timeUnit = calendarUnit(history);
  const priors = paretoNbdEstimation.priors(moments);
  const density = logPosterior(rows, priors);
  const { chains, draws, thin, warmUp, seed, horizon } = settings;
  const customers = history.frequency.length;
  const names = paretoNbdEstimation.parameterNames;
  const columns = ["probabilityAlive", "purchaseRate", "dropOut"] as const;
  const record = new ChainRecord<ParetoNbdModel>(settings, timeUnit, names, columns, customers);
  const state = customerColumns(customers);
  for (let chain = 0; chain < chains; chain++) {
    const stream = randomStream(seed, chain);
    const start = Float64Array.from(priors, ({ mean }) => mean + 0.5 * stream.normal());
    const walk = new AdaptiveMetropolis(density, start, [0.2, 0.1, 0.2, 0.2], stream);
    for (let k = -warmUp; k < draws * thin; k++) {
      // Both kinds while the walk learns; then in turns, one look at the data a step.
      if (k < 0) walk.warmUp();
      else if (k % 2 === 0) walk.step();
      if (k < 0 || k % 2 === 1) walk.leap();
      if (k < 0) continue;
      const [logR, logBuying, logS, logLeaving] = walk.point as unknown as [number, number, number, number];
      const [r, s] = [Math.exp(logR), Math.exp(logS)];
      const [alpha, beta] = [Math.exp(logR - logBuying), Math.exp(logS - logLeaving)];
      record.trace(chain, k, [r, alpha, s, beta]);
      if ((k + 1) % thin !== 0) continue;
      const model = paretoNbd({ r, alpha, s, beta, timeUnit });
      drawCustomers(model, history, horizon, stream, state);
      record.keep(model, state);
    }
    record.count(walk.accepted, walk.steps);
  }
  return record.sample();
}

/** Log-posterior of (ln r, ln r/α, ln s, ln s/β) with all that belongs to the customers integrated out, over distinct rows. */
function logPosterior(
  { counts, countWeights, index, weight, columns }: LikelihoodRows,
  priors: ReturnType<typeof paretoNbdEstimation.priors>,
): (point: Float64Array) => number {
  const [recency, age] = columns as [Float64Array, Float64Array];
  return (point) => {
    let value = 0;
    for (let j = 0; j < 4; j++) {
      const { mean, standardDeviation } = priors[j]!;
      const score = (point[j]! - mean) / standardDeviation;
      if (!(Math.abs(score) < furthest)) return -Infinity;
      value -= 0.5 * score * score;
    }
    const logR = point[0]!;
    const logAlpha = logR - point[1]!;
    const logS = point[2]!;
    const logBeta = logS - point[3]!;
    const r = Math.exp(logR);
    const alpha = Math.exp(logAlpha);
    const s = Math.exp(logS);
    const beta = Math.exp(logBeta);
    for (let k = 0; k < counts.length; k++) {
      value += countWeights[k]! * (logGammaDifference(r, counts[k]!) - counts[k]! * logAlpha);
    }
    for (let i = 0; i < index.length; i++) {
      const p = r + counts[index[i]!]!;
      const T = age[i]!;
      const stayed = -p * Math.log1p(T / alpha) - s * Math.log1p(T / beta);
      const left = logS + p * logAlpha + s * logBeta + logParetoKernel(p, s, alpha, beta, recency[i]!, T);
      value += weight[i]! * logAddExp(stayed, left);
    }
    return value;
  };
}

/** Draws state, end, λ and μ of every customer given the population, and what they say about now and about the horizon. */
function drawCustomers(
  { r, alpha, s, beta }: ParetoNbdModel,
  { frequency, recency, age }: PurchaseHistory,
  horizon: number | undefined,
  stream: RandomStream,
  out: CustomerColumns,
): void {
  const logS = Math.log(s);
  for (let i = 0; i < frequency.length; i++) {
    const p = r + frequency[i]!;
    const from = recency[i]!;
    const T = age[i]!;
    const logMass = logParetoKernel(p, s, alpha, beta, from, T);
    const odds = logS + logMass + p * Math.log(alpha + T) + s * Math.log(beta + T);
    const left = stream.uniform() > 1 / (1 + Math.exp(odds));
    const end = left ? drawParetoEnd(p, s + 1, alpha, beta, from, T, logMass, stream) : T;
    const lambda = Math.max(leastRate, stream.gamma(p) / (alpha + end));
    const mu = Math.max(leastRate, stream.gamma(left ? s + 1 : s) / (beta + end));
    const alive = aliveAtRates(lambda, mu, T - from);
    out.probabilityAlive[i] = alive;
    out.purchaseRate[i] = lambda;
    out.dropOut[i] = mu;
    if (horizon === undefined) continue;
    out.expectedTransactions[i] = alive * purchasesAtRates(lambda, mu, horizon);
    out.probabilityActive[i] = alive * purchaseChanceAtRates(lambda, mu, horizon);
  }
}
