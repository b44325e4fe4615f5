import { requireNumber, requireOptions, requireSeed } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { cholesky } from "../../numeric/cholesky.ts";
import { randomStream } from "../../numeric/random.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import { type ClvModel, parseModel } from "../parse-model.ts";
import { finiteMeanTransform, gammaGammaTransform } from "../spend/fit-gamma-gamma.ts";
import { bgBbEstimation } from "../transactions/fit-bg-bb.ts";
import { condensedEstimation } from "../transactions/fit-bg-cnbd-k.ts";
import { bgNbdEstimation } from "../transactions/fit-bg-nbd.ts";
import { ggompertzNbdEstimation } from "../transactions/fit-ggompertz-nbd.ts";
import { mbgNbdEstimation } from "../transactions/fit-mbg-nbd.ts";
import { nbdEstimation } from "../transactions/fit-nbd.ts";
import { paretoNbdEstimation } from "../transactions/fit-pareto-nbd.ts";
import { pdoEstimation } from "../transactions/fit-pdo.ts";
import type { Draws, DrawsOptions } from "./draws.ts";

/** The spaces in which each kind is estimated. */
const transforms: { readonly [K in ClvModel["kind"]]: readonly Transform[] } = {
  "bg-bb": [bgBbEstimation.transform],
  "bg-cnbd-k": [condensedEstimation(0, 1).transform],
  "bg-nbd": [bgNbdEstimation.transform],
  "ggompertz-nbd": [ggompertzNbdEstimation.transform],
  "mbg-cnbd-k": [condensedEstimation(1, 1).transform],
  "mbg-nbd": [mbgNbdEstimation.transform],
  nbd: [nbdEstimation.transform],
  "pareto-nbd": [paretoNbdEstimation.transform],
  pdo: [pdoEstimation(1).transform],
  "gamma-gamma": [gammaGammaTransform, finiteMeanTransform],
};

/**
 * Draws plausible parameters from the normal approximation of the likelihood (拉普拉斯近似抽样) around its maximum, made in the space in
 * which the model was estimated, so that every draw is a legal model. Instant, good for large samples; for small ones or for
 * a fit near a ridge use `bootstrapDraws`.
 *
 * @param fit - A fit by maximum likelihood.
 * @param options - Number of draws and seed.
 * @returns Models of the same kind.
 * @throws InputError `singular` for a fit without a covariance, `out-of-range` for a number of draws below 1.
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
  const factor = covariance === null ? null : cholesky(covariance);
  if (factor === null) {
    throw new InputError({
      code: "singular",
      path: "fit.working.covariance",
      expected: "a positive definite covariance",
      received: covariance,
      advice: "Use bootstrapDraws: the likelihood is flat in some direction.",
    });
  }
  const names = fit.parameterNames;
  const transform = transforms[fit.model.kind].find((candidate) => candidate.space(names, 0) === space);
  if (transform === undefined) {
    throw new InputError({
      code: "bad-option",
      path: "fit.working.space",
      expected: transforms[fit.model.kind].map((candidate) => candidate.space(names, 0)).join(" or "),
      received: space,
    });
  }
  const natural = new Float64Array(estimate.length);
  const models = Array.from({ length: draws }, (_, k) => {
    const stream = randomStream(seed, k);
    const normals = estimate.map(() => stream.normal());
    const point = estimate.map((centre, i) =>
      factor[i]!.slice(0, i + 1).reduce((sum, entry, j) => sum + entry * normals[j]!, centre),
    );
    transform.toNatural(point, natural, 0);
    const parameters = Object.fromEntries(
      names.map((name, i) => [name, Math.min(1e300, Math.max(1e-300, natural[i]!))]),
    );
    return parseModel({ ...fit.model, ...parameters }) as M;
  });
  return { models, method: "laplace", seed, warnings: fit.warnings };
}

function requireLikelihoodFit<M extends ClvModel>(fit: LikelihoodFit<M>): LikelihoodFit<M> {
  const { model, working } = requireOptions(fit, "fit");
  if (model !== undefined && working !== undefined && Object.hasOwn(transforms, model.kind)) return fit;
  throw new InputError({
    code: "unknown-kind",
    path: "fit",
    expected: `a fit by maximum likelihood of ${Object.keys(transforms).join(" or ")}`,
    received: fit,
    advice: "A model alone does not know how well it is determined: keep the fit.",
  });
}
