import { InputError } from "../../errors.ts";
import { randomStream } from "../../numeric/random.ts";
import type { TimeUnit } from "../../time.ts";
import type { Column } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { purchaseRows, ratePrior, weakPrior } from "../transactions/estimate-process.ts";
import { type HierarchicalOptions, requireChainSettings, requireSingleCustomers } from "./chain-options.ts";
import { GammaPopulation, LifetimesOfCustomers, ParametersOfCustomers } from "./gamma-population.ts";
import { ChainRecord, customerColumns, type HierarchicalSample } from "./hierarchical-sample.ts";
import { RegularCustomers } from "./regular-customers.ts";

/** A population of Pareto/GGG: three gamma distributions over customers. */
export interface ParetoGggPopulation {
  /** Shape of the distribution of the regularity k. */
  readonly t: number;
  /** Its rate parameter: mean regularity t / gamma. */
  readonly gamma: number;
  /** Shape of the distribution of purchase rates λ. */
  readonly r: number;
  /** Its rate parameter, in units of time: mean purchase rate r / alpha. */
  readonly alpha: number;
  /** Shape of the distribution of attrition rates μ. */
  readonly s: number;
  /** Its rate parameter, in units of time: mean attrition rate s / beta. */
  readonly beta: number;
  readonly timeUnit: TimeUnit;
}

/**
 * Draws the population and every customer's own parameters of Pareto/GGG from their posterior (Pareto/GGG 层次贝叶斯模型): as Pareto/NBD, but each customer
 * buys in a rhythm of its own (购买规律性). Who used to come every week and has been silent for three has probably left; who comes
 * at random has not.
 *
 * The model: gaps between purchases are Gamma(k_i, k_i λ_i), until a lifetime of rate μ_i ends; k_i ~ Gamma(t, γ), λ_i ~ Gamma(r, α), μ_i ~ Gamma(s, β).
 * Priors: normal for the logarithms of shapes (t, r, s; 0 ± 1.5) and of means (t/γ: 0 ± 2; r/α and s/β: around the data's, ± 2). A Gibbs sampler: state and time of leaving exactly
 * (closed form), μ gamma, (ln k, ln λ) by random-walk Metropolis steps of a size tuned for each customer, the population by slice sampling, (s, β) with μ
 * integrated out. Future purchases are drawn, once for each customer and kept draw.
 *
 * @param history - Purchase histories with `logGapSum`, one row a customer.
 * @param options - Draws, chains, warm-up, thinning, seed, horizon.
 * @returns `population`: draws of t, gamma, r, alpha, s, beta; `customers`: running means, `regularity` among them; R-hat and effective
 * sizes by parameter; warnings `chains-disagree`, `few-effective-draws`, `proposals-not-tuned`.
 * @throws InputError `insufficient-data` without `logGapSum`, `out-of-range` where it is more than gaps of that sum can have,
 * `no-repeat-purchases` where nobody bought twice, `bad-option` for weights other than 1, `unit-mismatch` for a history of opportunities.
 * @remarks Source: Platzer & Reutterer (2016), Ticking away the moments, Marketing Science 35(5). Twin: BTYDplus `pggg.mcmc.DrawParameters`, which integrates
 * numerically for each customer and step.
 * @example
 * ```ts
 * import { paretoNbd, sampleParetoGgg, simulateCohort } from "customer-equity/clv";
 * const truth = paretoNbd({ r: 1.5, alpha: 10, s: 1, beta: 40, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 100, age: 52, seed: 1 });
 * const sample = sampleParetoGgg(history, { draws: 20, thin: 2, warmUp: 50, seed: 1, horizon: 26 });
 * console.log(sample.customers.regularity!.length); // 100
 * ```
 */
export function sampleParetoGgg(
  history: PurchaseHistory,
  options: HierarchicalOptions,
): HierarchicalSample<ParetoGggPopulation> {
  const settings = requireChainSettings(options);
  const { meanRate, meanAge } = purchaseRows(history, ["recency", "age"]);
  requireSingleCustomers(history);
  const logGapSum = requireLogGapSum(history);
  const timeUnit = calendarUnit(history);
  const { chains, draws, thin, warmUp, seed, horizon } = settings;
  const customers = history.frequency.length;
  const record = new ChainRecord<ParetoGggPopulation>(
    settings,
    timeUnit,
    ["t", "gamma", "r", "alpha", "s", "beta"],
    ["probabilityAlive", "purchaseRate", "dropOut", "regularity"],
    customers,
  );
  const state = customerColumns(customers);
  for (let chain = 0; chain < chains; chain++) {
    const stream = randomStream(seed, chain);
    const near = (value: number): number => value * Math.exp(0.3 * stream.normal());
    const regularity = new GammaPopulation(near(2), near(1.5), [weakPrior, ratePrior(1)]);
    const buying = new GammaPopulation(near(1), near(1.5 * meanRate), [weakPrior, ratePrior(meanRate)]);
    const leaving = new GammaPopulation(near(1), near(1 / meanAge), [weakPrior, ratePrior(1 / meanAge)]);
    const group = new RegularCustomers(history, logGapSum, meanRate, meanAge);
    const regularities = new ParametersOfCustomers();
    const rates = new ParametersOfCustomers();
    const lifetimes = new LifetimesOfCustomers(group.end, group.left);
    for (let k = -warmUp; k < draws * thin; k++) {
      group.sizes.begin(k, warmUp);
      group.draw(regularity, buying, stream);
      regularities.set(group.logRegularity);
      regularity.draw(regularities, stream);
      rates.set(group.logRate);
      buying.draw(rates, stream);
      lifetimes.set();
      leaving.draw(lifetimes, stream);
      // Drawn with μ integrated out, the population is followed by μ given it, before anything else is given μ.
      group.drawDropOut(leaving, stream);
      if (k < 0) continue;
      const [t, gamma] = [regularity.shape, regularity.rate];
      const [r, alpha] = [buying.shape, buying.rate];
      const [s, beta] = [leaving.shape, leaving.rate];
      record.trace(chain, k, [t, gamma, r, alpha, s, beta]);
      if ((k + 1) % thin !== 0) continue;
      group.summarize(horizon, stream, state);
      record.keep(Object.freeze({ t, gamma, r, alpha, s, beta, timeUnit }), state);
    }
    record.count(group.sizes.accepted, group.sizes.proposed);
  }
  return record.sample();
}

function requireLogGapSum({ frequency, recency, logGapSum }: PurchaseHistory): Column {
  if (logGapSum === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.logGapSum",
      expected: "the sum of the logarithms of each customer's gaps between purchases",
      received: logGapSum,
      advice: "summarizeTransactions gives it; frequency, recency and age alone do not tell how regular purchases are.",
    });
  }
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    // Equal gaps have the largest sum of logarithms; a hundredth a gap is left for rounded times.
    const most = x === 0 ? 0 : x * Math.log(recency[i]! / x);
    if (logGapSum[i]! <= most + 0.01 * x) continue;
    throw new InputError({
      code: "out-of-range",
      path: `history.logGapSum[${i}]`,
      expected: `at most ${most}, which ${x} equal gaps up to the last purchase have`,
      received: logGapSum[i],
      advice: "Are the gaps in the history's time unit?",
    });
  }
  return logGapSum;
}
