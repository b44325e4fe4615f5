import { requireNumber, requireOptions, requireSeed } from "../../checks.ts";
import { cholesky } from "../../numeric/cholesky.ts";
import { randomStream } from "../../numeric/random.ts";
import { type ChainDiagnostics, chainDiagnostics } from "../../statistics/chain-diagnostics.ts";
import type { WorkingPrior } from "../../statistics/maximum-likelihood.ts";
import { type LogDensity, noUTurnSampler } from "../../statistics/no-u-turn-sampler.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import { parameterOf } from "../covariates/coefficients.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { ClvModel } from "../parse-model.ts";
import type { GammaGammaModel } from "../spend/gamma-gamma.ts";
import type { TransactionModel } from "../transactions/kinds.ts";
import type { Draws } from "./draws.ts";
import { problemOfFit } from "./estimation-problem.ts";
import { type MapFit, requirePriors } from "./fit-map.ts";
import { posteriorWarnings } from "./posterior-warnings.ts";

export type { WorkingPrior } from "../../statistics/maximum-likelihood.ts";

/** Options of {@link samplePosterior}. */
export interface SamplePosteriorOptions {
  /**
   * Draws of each chain, after the warm-up.
   * @defaultValue 1000
   */
  readonly draws?: number | undefined;
  /**
   * Independent chains.
   * @defaultValue 4
   */
  readonly chains?: number | undefined;
  /**
   * Steps of each chain before draws are kept.
   * @defaultValue 300
   */
  readonly warmUp?: number | undefined;
  /** Seed: chain k depends on the seed and k alone. */
  readonly seed: number;
  /**
   * Normal priors of the coordinates that `fit.working.space` names, in their order.
   * @defaultValue weak ones: mean rates N(ln of the data's, 2), logarithms of shapes and precisions N(0, 1.5), logits of shares N(0, 1.5); those of
   * the fit where it is one of `fitMap`
   */
  readonly priors?: readonly WorkingPrior[] | undefined;
}

/** Draws of {@link samplePosterior}, chain after chain. */
export interface PosteriorDraws<M> extends Draws<M> {
  readonly method: "posterior";
  readonly chains: number;
  /** By parameter. */
  readonly diagnostics: Readonly<Record<string, ChainDiagnostics>>;
  /** The priors that were used, one for each coordinate of the working space. */
  readonly priors: readonly WorkingPrior[];
  /** Trajectories whose energy ran away. */
  readonly divergences: number;
}

/**
 * Draws the population parameters from their posterior distribution (后验抽样): what the data and a weak prior say about them, whatever
 * its shape; the intervals of small samples and of ridges, where a normal approximation is wrong.
 *
 * Hamiltonian Monte Carlo (NUTS) with analytic gradients, in the space in which the model is estimated, whitened by the covariance of
 * the fit. The priors are normal in that space, and weak: a mean rate within a factor of 50 of the data's, a shape between 0.05 and 20
 * (95 %).
 *
 * @param fit - A fit of a purchase process, or of gamma-gamma to mean amounts, by maximum likelihood, or of `fitMap`.
 * @param history - The history that it was fitted on.
 * @param options - Draws, chains, warm-up, seed and priors.
 * @returns `Draws` for `predictionInterval`, with split R-hat and effective sample sizes by parameter; warnings `chains-disagree` (R-hat
 * above 1.01), `few-effective-draws` (below 100 a chain), `divergences`.
 * @throws InputError `unknown-kind` for a fit of another kind, `length-mismatch` for a history of another size or priors of another
 * number, `out-of-range` for counts below 1 (draws below 10) or a standard deviation not above 0.
 * @remarks Source: Hoffman & Gelman (2014), JMLR 15; diagnostics: Vehtari et al. (2021), Bayesian Analysis 16(2). Twin: pymc-marketing
 * `BetaGeoModel.fit`, minutes where this takes seconds, since the likelihood there is not compressed.
 * @example
 * ```ts
 * import { bgNbd, fitBgNbd, samplePosterior, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 300, age: 52, seed: 1 });
 * const draws = samplePosterior(fitBgNbd(history), history, { draws: 200, chains: 2, seed: 1 });
 * console.log(draws.models.length, draws.diagnostics["r"]!.rHat < 1.1); // 400 true
 * ```
 */
export function samplePosterior<M extends TransactionModel | GammaGammaModel>(
  fit: LikelihoodFit<M>,
  history: PurchaseHistory,
  options: SamplePosteriorOptions,
): PosteriorDraws<M> {
  const { draws = 1000, chains = 4, warmUp = 300, seed, priors: given } = requireOptions(options);
  requireNumber(draws, "options.draws", { min: 10, integer: true });
  requireNumber(chains, "options.chains", { min: 1, integer: true });
  requireNumber(warmUp, "options.warmUp", { min: 1, integer: true });
  requireSeed(seed);
  const { transform, parameterNames, logLikelihood, weakPriors, modelAt } = problemOfFit(fit, history);
  const priors =
    given === undefined
      ? ((fit as Partial<MapFit<M>>).priors ?? weakPriors)
      : requirePriors(given, transform, parameterNames);
  const { centre, spread } = whitening(fit, priors);
  const density = posterior(transform, logLikelihood, priors, centre, spread);
  const size = transform.size;
  const models: M[] = [];
  const values = parameterNames.map(() => Array.from({ length: chains }, () => new Float64Array(draws)));
  let divergences = 0;
  for (let chain = 0; chain < chains; chain++) {
    const stream = randomStream(seed, chain);
    const start = Float64Array.from({ length: size }, () => stream.normal());
    const sampled = noUTurnSampler(density, start, stream, { draws, warmUp });
    divergences += sampled.divergences;
    sampled.points.forEach((point, k) => {
      const model = modelAt(unwhitened(point, centre, spread));
      models.push(model);
      for (let i = 0; i < size; i++) values[i]![chain]![k] = parameterOf(model, parameterNames[i]!);
    });
  }
  const diagnostics = Object.fromEntries(parameterNames.map((name, i) => [name, chainDiagnostics(values[i]!)]));
  const warnings = [...posteriorWarnings(diagnostics, chains)];
  if (divergences > 0) {
    warnings.push({
      code: "divergences",
      message: `${divergences} trajectories ran away: a narrow part of the posterior may be missing. Give narrower priors.`,
      count: divergences,
    });
  }
  return { models, method: "posterior", seed, chains, diagnostics, priors, divergences, warnings };
}

/** Where the whitened space has its origin, and its axes: those of the fit, no wider than the prior's. */
function whitening(
  { working }: LikelihoodFit<ClvModel>,
  priors: readonly WorkingPrior[],
): { readonly centre: readonly number[]; readonly spread: readonly (readonly number[])[] } {
  const factor = working.covariance === null ? null : cholesky(working.covariance);
  const wide = factor?.some((row, i) => Math.hypot(...row) > 2 * priors[i]!.standardDeviation) ?? true;
  // On a ridge the estimate lies far out, and its covariance says nothing: begin where the prior is.
  if (factor === null || wide) {
    return {
      centre: working.estimate.map((entry, i) => {
        const { mean, standardDeviation } = priors[i]!;
        return Math.abs(entry - mean) > 3 * standardDeviation ? mean : entry;
      }),
      spread: priors.map(({ standardDeviation }, i) => priors.map((_, j) => (i === j ? 0.3 * standardDeviation : 0))),
    };
  }
  return { centre: working.estimate, spread: factor };
}

function unwhitened(
  point: ArrayLike<number>,
  centre: readonly number[],
  spread: readonly (readonly number[])[],
): Float64Array {
  return Float64Array.from(centre, (entry, i) => {
    let sum = entry;
    for (let j = 0; j <= i; j++) sum += spread[i]![j]! * point[j]!;
    return sum;
  });
}

/** Log-posterior and its gradient in the whitened space. */
function posterior(
  transform: Transform,
  logLikelihood: (natural: Float64Array, gradient: Float64Array) => number,
  priors: readonly WorkingPrior[],
  centre: readonly number[],
  spread: readonly (readonly number[])[],
): LogDensity {
  const { size } = transform;
  const natural = new Float64Array(size);
  const naturalGradient = new Float64Array(size);
  const workingGradient = new Float64Array(size);
  const jacobian = Array.from({ length: size }, () => new Float64Array(size));
  const lowest = Array.from(natural, (_, i) => (transform.signed?.includes(i) ? -1e150 : 1e-150));
  return (point, gradient) => {
    const working = unwhitened(point, centre, spread);
    transform.toNatural(working, natural, 0);
    if (natural.some((entry, i) => !(entry > lowest[i]! && entry < 1e150))) return -Infinity;
    let value = logLikelihood(natural, naturalGradient);
    transform.jacobian(natural, jacobian, 0);
    for (let j = 0; j < size; j++) {
      const { mean, standardDeviation } = priors[j]!;
      const score = (working[j]! - mean) / standardDeviation;
      value -= 0.5 * score * score;
      let slope = -score / standardDeviation;
      for (let i = 0; i < size; i++) slope += naturalGradient[i]! * jacobian[i]![j]!;
      workingGradient[j] = slope;
    }
    for (let j = 0; j < size; j++) {
      let slope = 0;
      for (let i = j; i < size; i++) slope += spread[i]![j]! * workingGradient[i]!;
      gradient[j] = slope;
    }
    return value;
  };
}
