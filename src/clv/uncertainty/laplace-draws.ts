import { requireNumber, requireOptions, requireSeed } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { cholesky } from "../../numeric/cholesky.ts";
import { randomStream } from "../../numeric/random.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import { withParameters } from "../covariates/coefficients.ts";
import { refusePenalty } from "../covariates/covariate-options.ts";
import { type ClvModel, parseModel } from "../parse-model.ts";
import { isSpendKind, spendProcesses } from "../spend/kinds.ts";
import { spendTransforms } from "../spend/spend-transforms.ts";
import { estimatedKinds, estimationOf } from "../transactions/estimations.ts";
import type { TransactionModel } from "../transactions/kinds.ts";
import type { Draws, DrawsOptions } from "./draws.ts";

/** The spaces in which a model of its kind is estimated. */
function transformsOf(model: ClvModel, names: readonly string[]): readonly Transform[] {
  if (isSpendKind(model.kind)) return spendTransforms[model.kind];
  return [estimationOf(model as TransactionModel, names)!.transform];
}

/** Where the streams of spend models begin: parts of a joint draw are independent of each other also if their seeds are the same. */
const spendStreams = 2 ** 32;

/** A coordinate with a larger standard deviation than this is warned of: the likelihood is hardly a normal density that far out. */
const wide = 2;

/** The smallest number with all its digits. */
const smallestNormal = 2 ** -1022;

/** Beyond this one there is nothing normal to draw from. */
const widest = 5;

/**
 * Draws plausible parameters from the normal approximation of the likelihood (拉普拉斯近似抽样) around its maximum, made in the space in
 * which the model was estimated, so that every draw is a legal model. Instant, good for large samples; for small ones or for
 * a fit near a ridge use `bootstrapDraws`.
 *
 * A coordinate that stands at a limit (r and α at infinity with the mean rate r/α fixed, for example) stays there in every draw: the draws are
 * those of the limiting model.
 *
 * @param fit - A fit by maximum likelihood; or one of `fitMap`, or a segment of `fitPooled`, for the normal approximation of a posterior.
 * @param options - Number of draws and seed.
 * @returns Models of the same kind, with the warnings of the fit and `draws-at-limit`, `wide-draws` (a coordinate has a standard
 * deviation above 2) or `draws-clipped` (counted) where they apply.
 * @throws InputError `singular` for a fit without a covariance or with a coordinate whose standard deviation is above 5 (a factor of
 * e⁵), `out-of-range` for a number of draws below 1.
 * @remarks The covariance is that of the inverse Hessian. Twins: none in lifetimes; in R by hand with `MASS::mvrnorm` and `vcov`.
 * @example
 * ```ts
 * import { bgNbd, fitBgNbd, laplaceDraws, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const fit = fitBgNbd(simulateCohort(truth, { customers: 1000, age: 52, seed: 1 }).history);
 * console.log(laplaceDraws(fit, { draws: 100, seed: 1 }).models.length); // 100
 * ```
 */
export function laplaceDraws<M extends ClvModel>(fit: LikelihoodFit<M>, options: DrawsOptions): Draws<M> {
  const { draws = 500, seed } = requireOptions(options);
  requireNumber(draws, "options.draws", { min: 1, integer: true });
  requireSeed(seed);
  const { estimate, covariance, space } = requireLikelihoodFit(fit).working;
  const names = fit.parameterNames;
  const spaces = transformsOf(fit.model, names);
  const transform = spaces.find((candidate) => candidate.space(names, 0) === space);
  if (transform === undefined) {
    throw new InputError({
      code: "bad-option",
      path: "fit.working.space",
      expected: spaces.map((candidate) => candidate.space(names, 0)).join(" or "),
      received: space,
    });
  }
  const { free, factor, largest } = normalOf(covariance, transform.linear);
  const lowest = names.map((_, i) => (transform.signed?.includes(i) ? -Number.MAX_VALUE : smallestNormal));
  const legal = (parameters: Float64Array): boolean =>
    parameters.every((value, i) => value >= lowest[i]! && value < Infinity);
  const first = isSpendKind(fit.model.kind) ? spendStreams : 0;
  const natural = new Float64Array(estimate.length);
  let clipped = 0;
  const models = Array.from({ length: draws }, (_, k) => {
    const stream = randomStream(seed, first + k);
    const normals = free.map(() => stream.normal());
    const step = new Float64Array(estimate.length);
    free.forEach((i, row) => {
      step[i] = factor[row]!.slice(0, row + 1).reduce((sum, entry, j) => sum + entry * normals[j]!, 0);
    });
    const at = (share: number): void =>
      transform.toNatural(
        estimate.map((centre, i) => centre + share * step[i]!),
        natural,
        0,
      );
    at(1);
    if (!legal(natural)) {
      clipped++;
      // Back towards the estimate in the space of means and shapes: parameters clipped one by one would not keep their ratio.
      for (let share = 0.5; share > 1e-6 && !legal(natural); share /= 2) at(share);
    }
    return parseModel(withParameters(fit.model, names, natural)) as M;
  });
  const atLimit = names.filter((name) => fit.standardErrors?.[name] === undefined);
  const warnings: Warning[] = [...fit.warnings];
  if (free.length < estimate.length) {
    warnings.push({
      code: "draws-at-limit",
      message: `The estimate stands at a limit of the model, and so does every draw: ${atLimit.join(", ")} have no spread of their own, and intervals do not contain models away from the limit. Compare with bootstrapDraws.`,
    });
  }
  if (largest > wide) {
    warnings.push({
      code: "wide-draws",
      message: `A working coordinate (${space}) has a standard deviation of ${largest.toPrecision(2)}: the normal approximation hardly holds that far out. Use bootstrapDraws.`,
    });
  }
  if (clipped > 0) {
    warnings.push({
      code: "draws-clipped",
      message: `${clipped} of ${draws} draws left the range of numbers and were drawn in towards the estimate. Use bootstrapDraws.`,
      count: clipped,
    });
  }
  return { models, method: "laplace", seed, warnings };
}

/** The coordinates that are free, the Cholesky factor of their covariance, and the largest standard deviation of a logarithm or logit. */
function normalOf(
  covariance: readonly (readonly number[])[] | null,
  linear: readonly number[] = [],
): {
  readonly free: readonly number[];
  readonly factor: readonly (readonly number[])[];
  readonly largest: number;
} {
  const free = covariance === null ? [] : [...covariance.keys()].filter((i) => covariance[i]![i] !== 0);
  const factor = covariance === null ? null : cholesky(free.map((i) => free.map((j) => covariance[i]![j]!)));
  const largest = free.reduce(
    (most, i) => (linear.includes(i) ? most : Math.max(most, Math.sqrt(covariance![i]![i]!))),
    0,
  );
  if (factor !== null && free.length > 0 && largest <= widest) return { free, factor, largest };
  throw new InputError({
    code: "singular",
    path: "fit.working.covariance",
    expected: `a positive definite covariance with standard deviations of at most ${widest}`,
    received: covariance,
    advice: "The likelihood is flat in some direction: use bootstrapDraws, or draw from a fit of fitMap.",
  });
}

function requireLikelihoodFit<M extends ClvModel>(fit: LikelihoodFit<M>): LikelihoodFit<M> {
  const { model, working, penalty } = requireOptions(fit, "fit");
  refusePenalty(penalty, "fit");
  const kinds = [...estimatedKinds, ...Object.keys(spendProcesses)];
  if (model !== undefined && working !== undefined && kinds.includes(model.kind)) return fit;
  throw new InputError({
    code: "unknown-kind",
    path: "fit",
    expected: `a fit by maximum likelihood of ${kinds.join(" or ")}`,
    received: fit,
    advice: "A model alone does not know how well it is determined: keep the fit.",
  });
}
