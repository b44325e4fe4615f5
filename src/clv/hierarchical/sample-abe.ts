import { requireArray } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { randomStream } from "../../numeric/random.ts";
import { AdaptiveMetropolis } from "../../statistics/adaptive-metropolis.ts";
import type { TimeUnit } from "../../time.ts";
import type { Column } from "../../types.ts";
import { missingCovariate, requireCovariateName } from "../covariates/covariate-effects.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { purchaseRows } from "../transactions/estimate-process.ts";
import { type HierarchicalOptions, requireChainSettings, requireSingleCustomers } from "./chain-options.ts";
import { aliveAtRates, logLikelihoodAtRates, purchaseChanceAtRates, purchasesAtRates } from "./exponential-lifetime.ts";
import { ChainRecord, type CustomerColumns, customerColumns, type HierarchicalSample } from "./hierarchical-sample.ts";
import { RatesRegression } from "./rates-regression.ts";
import { StepSizes } from "./step-sizes.ts";

/** Proposals to each customer between two draws of the population. */
const proposals = 2;

/** Steps of the whole population with its customers between two draws. */
const commonSteps = 6;

/** Logarithms of rates beyond these are as good as infinite; the density ends there. */
const furthest = 300;

/** Options of {@link sampleAbe}. */
export interface SampleAbeOptions extends HierarchicalOptions {
  /**
   * Names of the covariates (协变量) of the history (`addCovariates`) that both rates may depend on.
   * @defaultValue none
   */
  readonly covariates?: readonly string[] | undefined;
}

/** A population of Abe's model: the logarithms of both rates are normal around a linear function of the covariates. */
export interface AbePopulation {
  /** Coefficients of ln λ (λ the purchase rate): `intercept`, and each covariate by its name. */
  readonly purchase: Readonly<Record<string, number>>;
  /** Coefficients of ln μ (μ the attrition rate). */
  readonly attrition: Readonly<Record<string, number>>;
  /** Variance of ln λ around its line. */
  readonly purchaseVariance: number;
  /** Variance of ln μ around its line. */
  readonly attritionVariance: number;
  /** Covariance of the two: above 0 where frequent buyers leave sooner. */
  readonly covariance: number;
  /** The unit of time of both rates. */
  readonly timeUnit: TimeUnit;
}

/**
 * Draws the population and every customer's own rates of Abe's model from their posterior (Abe 层次贝叶斯模型): as Pareto/NBD, but rates are
 * log-normal, may depend on covariates, and may go together: do frequent buyers leave sooner or later?
 *
 * The model: customer i buys at rate λ_i until a lifetime of rate μ_i ends; (ln λ_i, ln μ_i) is normal around (β_λ·w_i, β_μ·w_i) with
 * covariance Γ. Priors: Γ inverse-Wishart with 5 degrees of freedom (plus the number of covariates) and as many unit matrices; β given Γ normal, worth a hundredth of a customer, around the
 * data's mean rates and no effect of a covariate (of one standard deviation). A Gibbs sampler: (β, Γ) at once from its matrix-normal inverse-Wishart
 * distribution; each customer's (ln λ, ln μ) by random-walk Metropolis steps on its likelihood, state and time of leaving integrated out, of a size
 * tuned for each customer to 30 % acceptance in the warm-up; then steps of the population that take all customers along.
 *
 * @param history - Purchase histories, one row a customer.
 * @param options - Covariates, draws, chains, warm-up, thinning, seed, horizon.
 * @returns `population`: draws of the population's parameters; `customers`: running means, one entry a customer; R-hat and effective
 * sizes by parameter (`purchase.intercept`, `attrition.intercept`, …, `purchaseVariance`, `covariance`, `attritionVariance`);
 * warnings `chains-disagree`, `few-effective-draws`, `proposals-not-tuned`.
 * @throws InputError `no-repeat-purchases` where nobody bought twice, `missing-covariate` for one that the history has not, `zero-variance` for
 * one that does not vary, `singular` for one that those before it determine, `bad-option` for weights other than 1, `unit-mismatch` for a history of opportunities.
 * @remarks Source: Abe (2009), Counting your customers one by one, Marketing Science 28(3). Twin: BTYDplus `abe.mcmc.DrawParameters`, which also draws
 * state and time of leaving, and clips their exponents at 700. Chains move slowly, since the data say little of μ: after 6,500 steps on the CDNOW
 * sample R-hat of the covariance is still 1.04. Read the diagnostics.
 * @example
 * ```ts
 * import { paretoNbd, sampleAbe, simulateCohort } from "customer-equity/clv";
 * const truth = paretoNbd({ r: 1.5, alpha: 10, s: 1.5, beta: 40, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 200, age: 52, seed: 1 });
 * const age = Float64Array.from(history.age, (_, i) => (i % 40) - 20);
 * const known = { ...history, covariates: { age } };
 * const sample = sampleAbe(known, { covariates: ["age"], draws: 50, thin: 2, warmUp: 100, seed: 1, horizon: 26 });
 * console.log(sample.customers.probabilityActive!.length); // 200
 * ```
 */
export function sampleAbe(history: PurchaseHistory, options: SampleAbeOptions): HierarchicalSample<AbePopulation> {
  const settings = requireChainSettings(options);
  const { meanRate, meanAge } = purchaseRows(history, ["recency", "age"]);
  requireSingleCustomers(history);
  const timeUnit = calendarUnit(history);
  const customers = history.frequency.length;
  const covariates = requireCovariates(options.covariates, history);
  const names = ["intercept", ...covariates.map(([name]) => name)];
  const { chains, draws, thin, warmUp, seed, horizon } = settings;
  const record = new ChainRecord<AbePopulation>(
    settings,
    timeUnit,
    [
      ...names.map((name) => `purchase.${name}`),
      ...names.map((name) => `attrition.${name}`),
      "purchaseVariance",
      "covariance",
      "attritionVariance",
    ],
    ["probabilityAlive", "purchaseRate", "dropOut"],
    customers,
  );
  const state = customerColumns(customers);
  for (let chain = 0; chain < chains; chain++) {
    const stream = randomStream(seed, chain);
    const population = new RatesRegression(covariates, customers, [Math.log(meanRate), -Math.log(meanAge)]);
    const logLambda = new Float64Array(customers);
    const logMu = new Float64Array(customers);
    for (let i = 0; i < customers; i++) {
      logLambda[i] =
        Math.log((history.frequency[i]! + 0.5) / (history.age[i]! + 0.5 / meanRate)) + 0.3 * stream.normal();
      // As far apart as the prior's mean variance says: of μ the data say little, and narrow places widen slowly.
      logMu[i] = -Math.log(meanAge) + 1.6 * stream.normal();
    }
    const sizes = new StepSizes(customers);
    const common = new CommonMove(history, population, stream);
    for (let k = -warmUp; k < draws * thin; k++) {
      population.draw(logLambda, logMu, stream);
      common.step(k < 0, logLambda, logMu);
      sizes.begin(k, warmUp);
      moveCustomers(history, population, logLambda, logMu, sizes, stream);
      if (k < 0) continue;
      record.trace(chain, k, population.parameters());
      if ((k + 1) % thin === 0) {
        summarize(history, logLambda, logMu, horizon, state);
        record.keep(named(population.parameters(), names, timeUnit), state);
      }
    }
    record.count(sizes.accepted, sizes.proposed);
  }
  return record.sample();
}

/** The covariates asked for, each with its column. */
function requireCovariates(
  names: readonly string[] | undefined,
  { covariates = {} }: PurchaseHistory,
): readonly (readonly [name: string, column: Column])[] {
  if (names === undefined) return [];
  const path = "options.covariates";
  requireArray(names, path, "a list of names of covariates");
  return names.map((name, j) => {
    requireCovariateName(name, `${path}[${j}]`);
    const column = Object.hasOwn(covariates, name) ? covariates[name] : undefined;
    if (column === undefined) throw missingCovariate(name, "history.covariates");
    const place = `history.covariates.${name}`;
    if (name === "intercept") {
      throw new InputError({ code: "bad-option", path: place, expected: "another name", received: name });
    }
    if (column.every((value) => value === column[0])) {
      throw new InputError({
        code: "zero-variance",
        path: place,
        expected: "a covariate in which customers differ",
        received: column[0],
        advice: "Leave it out: the intercept is there already.",
      });
    }
    return [name, column];
  });
}

/** Random-walk steps of each customer's (ln λ, ln μ) on likelihood times population. */
function moveCustomers(
  { frequency, recency, age }: PurchaseHistory,
  population: RatesRegression,
  logLambda: Float64Array,
  logMu: Float64Array,
  sizes: StepSizes,
  stream: ReturnType<typeof randomStream>,
): void {
  const { meanLambda, meanMu, precision } = population;
  const [pLambda, pBoth, pMu] = precision as unknown as [number, number, number];
  const spreadMu = 1 / Math.sqrt(pMu);
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    const from = recency[i]!;
    const T = age[i]!;
    const spreadLambda = 1 / Math.sqrt(pLambda + x);
    let a = logLambda[i]!;
    let b = logMu[i]!;
    let da = a - meanLambda[i]!;
    let db = b - meanMu[i]!;
    let density =
      logLikelihoodAtRates(a, b, x, from, T) - 0.5 * (pLambda * da * da + 2 * pBoth * da * db + pMu * db * db);
    for (let k = 0; k < proposals; k++) {
      const size = sizes.size[i]!;
      const newA = a + size * spreadLambda * stream.normal();
      const newB = b + size * spreadMu * stream.normal();
      da = newA - meanLambda[i]!;
      db = newB - meanMu[i]!;
      const inside = Math.abs(newA) < furthest && Math.abs(newB) < furthest;
      const proposed = inside
        ? logLikelihoodAtRates(newA, newB, x, from, T) - 0.5 * (pLambda * da * da + 2 * pBoth * da * db + pMu * db * db)
        : -Infinity;
      const accepted = -stream.exponential() < proposed - density;
      if (accepted) {
        a = newA;
        b = newB;
        density = proposed;
      }
      sizes.after(i, accepted);
    }
    logLambda[i] = a;
    logMu[i] = b;
  }
}

/**
 * Moves the population and takes all customers along: each keeps its place in the population (how many standard deviations from its line), so that
 * its rates change with the population's mean and covariance. Where the data say little of each customer, as always of μ, this goes far in
 * one step; drawing the population given the rates alone hardly moves it (interweaving of both: Yu & Meng 2011, JCGS 20(3)).
 */
class CommonMove {
  readonly #history: PurchaseHistory;
  readonly #population: RatesRegression;
  readonly #walk: AdaptiveMetropolis;
  /** Places of the customers: independent standard normal under the population. */
  readonly #placeLambda: Float64Array;
  readonly #placeMu: Float64Array;

  constructor(history: PurchaseHistory, population: RatesRegression, stream: ReturnType<typeof randomStream>) {
    this.#history = history;
    this.#population = population;
    this.#placeLambda = new Float64Array(history.frequency.length);
    this.#placeMu = new Float64Array(history.frequency.length);
    const start = population.point();
    const width = 0.5 / Math.sqrt(history.frequency.length);
    this.#walk = new AdaptiveMetropolis(
      (point) => this.#logDensity(point),
      start,
      Array.from(start, () => width),
      stream,
    );
  }

  step(warmingUp: boolean, logLambda: Float64Array, logMu: Float64Array): void {
    const { meanLambda, meanMu } = this.#population;
    const point = this.#population.point();
    const [l11, l21, l22] = factorAt(point);
    for (let i = 0; i < logLambda.length; i++) {
      const place = (logLambda[i]! - meanLambda[i]!) / l11;
      this.#placeLambda[i] = place;
      this.#placeMu[i] = (logMu[i]! - meanMu[i]! - l21 * place) / l22;
    }
    this.#walk.restart(point);
    for (let k = 0; k < commonSteps; k++) {
      if (warmingUp) this.#walk.warmUp();
      else this.#walk.step();
    }
    this.#population.moveTo(this.#walk.point);
    const [a, b, c] = factorAt(this.#walk.point);
    for (let i = 0; i < logLambda.length; i++) {
      logLambda[i] = meanLambda[i]! + a * this.#placeLambda[i]!;
      logMu[i] = meanMu[i]! + b * this.#placeLambda[i]! + c * this.#placeMu[i]!;
    }
  }

  #logDensity(point: Float64Array): number {
    const { frequency, recency, age } = this.#history;
    this.#population.moveTo(point);
    const { meanLambda, meanMu } = this.#population;
    const [a, b, c] = factorAt(point);
    let value = this.#population.logPrior();
    if (!Number.isFinite(value)) return -Infinity;
    for (let i = 0; i < frequency.length; i++) {
      const logLambda = meanLambda[i]! + a * this.#placeLambda[i]!;
      const logMu = meanMu[i]! + b * this.#placeLambda[i]! + c * this.#placeMu[i]!;
      if (!(Math.abs(logLambda) < furthest && Math.abs(logMu) < furthest)) return -Infinity;
      value += logLikelihoodAtRates(logLambda, logMu, frequency[i]!, recency[i]!, age[i]!);
    }
    return value;
  }
}

/** The Cholesky factor of the covariance at a point of {@link RatesRegression.point}. */
function factorAt(point: Float64Array): readonly [number, number, number] {
  const k = point.length - 3;
  return [Math.exp(point[k]!), point[k + 1]!, Math.exp(point[k + 2]!)];
}

/** What the rates of a draw say about now and about the horizon. */
function summarize(
  { recency, age }: PurchaseHistory,
  logLambda: Float64Array,
  logMu: Float64Array,
  horizon: number | undefined,
  out: CustomerColumns,
): void {
  for (let i = 0; i < logLambda.length; i++) {
    const lambda = Math.exp(logLambda[i]!);
    const mu = Math.exp(logMu[i]!);
    const alive = aliveAtRates(lambda, mu, age[i]! - recency[i]!);
    out.probabilityAlive[i] = alive;
    out.purchaseRate[i] = lambda;
    out.dropOut[i] = mu;
    if (horizon === undefined) continue;
    out.expectedTransactions[i] = alive * purchasesAtRates(lambda, mu, horizon);
    out.probabilityActive[i] = alive * purchaseChanceAtRates(lambda, mu, horizon);
  }
}

/** The parameters in the order of {@link RatesRegression.parameters}, under their names. */
function named(values: ArrayLike<number>, names: readonly string[], timeUnit: TimeUnit): AbePopulation {
  const size = names.length;
  const coefficients = (from: number): Record<string, number> =>
    Object.fromEntries(names.map((name, j) => [name, values[from + j]!]));
  return Object.freeze({
    purchase: coefficients(0),
    attrition: coefficients(size),
    purchaseVariance: values[2 * size]!,
    covariance: values[2 * size + 1]!,
    attritionVariance: values[2 * size + 2]!,
    timeUnit,
  });
}
