import { requireFunction, requireNumber, requireOptions, requireSeed } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type RandomStream, randomStream } from "../../numeric/random.ts";
import {
  curvatureAt,
  type LikelihoodTarget,
  maximizeLikelihood,
  nearbyMaximum,
  type WorkingOptimum,
} from "../../statistics/maximum-likelihood.ts";
import type { Fit, LikelihoodFit, Warning } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import { selectRows } from "../history/select-rows.ts";
import type { ClvModel } from "../parse-model.ts";
import { bootstrapCorrection } from "./bootstrap-correction.ts";
import type { BootstrapCorrection, Draws, DrawsOptions } from "./draws.ts";
import { estimationProblem } from "./estimation-problem.ts";
import type { MapFit } from "./fit-map.ts";

/** An estimator that can start from a model: what {@link bootstrapDraws} calls on each resample. */
export type Refittable<M, H extends PurchaseHistory> = (
  history: H,
  options?: { readonly start?: M | undefined },
) => Fit<M>;

/**
 * Draws plausible models by resampling customers (自助法) with replacement and fitting again, from the estimate on all of them. Makes
 * no assumption about the shape of the likelihood, and also shows what a wrong model leaves out.
 *
 * Of a fit by maximum likelihood the refits are a few quasi-Newton steps each, from its optimum with its curvature, without starts and
 * standard errors: a millisecond for a few thousand customers. An estimator of your own is called as it is, and decides anew all that it
 * decides (the k of `fitBgCnbdK`, the period of `fitPdo`), which a fit keeps.
 *
 * @param subject - A fit of the history (of a purchase process or of gamma-gamma; of `fitMap` as well, whose priors it keeps), or an estimator
 * called with a resampled history (its `weight` says how often each row was drawn) and `{ start }`, the model fitted to all customers.
 * @param history - Purchase histories; that of the fit.
 * @param options - Number of draws and seed.
 * @returns One model a resample; of a fit also what intervals of the kind `"bca"` need. Resamples that could not be fitted are left out and
 * counted in the warning `refits-failed`; those whose fit did not converge are kept and counted in `refits-not-converged`.
 * @throws InputError `bad-option` for what is neither, and for a fit whose optimum is not that of this history; `unknown-kind` for a fit of
 * another kind; those of the estimator on all customers; `insufficient-data` where no resample could be fitted; `out-of-range` for a number of
 * draws below 1.
 * @remarks Source: Efron (1979); customers are the units that are resampled. Twins: CLVTools `clv.bootstrapped.apply` (slow refits);
 * none in lifetimes.
 * @example
 * ```ts
 * import { bgNbd, bootstrapDraws, fitBgNbd, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 1000, age: 52, seed: 1 });
 * console.log(bootstrapDraws(fitBgNbd(history), history, { draws: 20, seed: 1 }).models.length); // 20
 * ```
 */
export function bootstrapDraws<M, H extends PurchaseHistory>(
  subject: LikelihoodFit<M> | Refittable<M, H>,
  history: H,
  options: DrawsOptions,
): Draws<M> {
  const { draws = 200, seed } = requireOptions(options);
  requireNumber(draws, "options.draws", { min: 1, integer: true });
  requireSeed(seed);
  if (typeof subject !== "object" || subject === null) requireFunction(subject, "fit");
  const { rows } = requireHistory(history);
  const { refit, read, correction, warnings } =
    typeof subject === "function"
      ? byEstimator(subject, history)
      : (nearOptimum(subject as unknown as LikelihoodFit<ClvModel>, history) as unknown as Refits<M, H>);
  const cumulative = cumulativeWeights(history, rows);
  const models: M[] = [];
  let failed = 0;
  let unfinished = 0;
  for (let k = 0; k < draws; k++) {
    const { drawn, weight } = resample(cumulative, randomStream(seed, k));
    // The columns of H, fewer rows: what the estimator asked for in its type is still there.
    const sample = { ...selectRows(read, drawn), weight } as unknown as H;
    try {
      const { model, converged } = refit(sample);
      models.push(model);
      if (!converged) unfinished++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failed++;
    }
  }
  if (models.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "history",
      expected: "customers enough for a resample to be fitted",
      received: rows,
    });
  }
  const failures: Warning[] = [];
  if (failed > 0) {
    failures.push({
      code: "refits-failed",
      message: `${failed} of ${draws} resamples could not be fitted (no repeat purchase among them) and are left out: the intervals are too narrow.`,
      count: failed,
    });
  }
  if (unfinished > 0) {
    failures.push({
      code: "refits-not-converged",
      message: `${unfinished} of ${draws} resamples were fitted without reaching the optimum to the stated accuracy; they are kept, and the intervals are somewhat too wide or too narrow.`,
      count: unfinished,
    });
  }
  return {
    models,
    method: "bootstrap",
    seed,
    warnings: [...warnings, ...failures],
    ...(correction === undefined ? {} : { correction }),
  };
}

/** How resamples are fitted. */
interface Refits<M, H> {
  readonly refit: (sample: H) => Pick<Fit<M>, "model" | "converged">;
  /** The columns that it reads. */
  readonly read: PurchaseHistory;
  readonly correction?: BootstrapCorrection<M> | undefined;
  readonly warnings: readonly Warning[];
}

function byEstimator<M, H extends PurchaseHistory>(fitX: Refittable<M, H>, history: H): Refits<M, H> {
  const { model: start, warnings } = fitX(history);
  return { refit: (sample) => fitX(sample, { start }), read: history, warnings };
}

/** Farther than this from the optimum, in standard errors, a refit is made again with all the care of the first one. */
const near = 4;

/** Refits from the optimum on all customers. */
function nearOptimum<M extends ClvModel>(fit: LikelihoodFit<M>, history: PurchaseHistory): Refits<M, PurchaseHistory> {
  requireWorking(fit);
  const { priors } = fit as Partial<MapFit<M>>;
  const { customers, holdout, firstPurchase, logGapSum, ...rest } = history;
  const all = { ...estimationProblem(fit, history), priors };
  const optimum = requireOptimum(fit, all);
  // At a limit there is no curvature to follow.
  const smooth = optimum?.covariance.every((row, i) => row[i]! > 0) ? optimum : undefined;
  const isNear = (point: Float64Array, { estimate, covariance }: WorkingOptimum): boolean =>
    point.every((entry, i) => Math.abs(entry - estimate[i]!) <= near * Math.sqrt(covariance[i]![i]!));
  return {
    refit: (sample) => {
      const problem = estimationProblem(fit, sample);
      const point = smooth === undefined ? null : nearbyMaximum({ ...problem, priors }, smooth);
      if (point !== null && isNear(point, smooth!)) return { model: problem.modelAt(point), converged: true };
      const start = new Float64Array(problem.transform.size);
      problem.transform.toNatural(fit.working.estimate, start, 0);
      const { working, converged } = maximizeLikelihood({
        ...problem,
        ...(priors === undefined ? {} : { priors, ridges: [] }),
        starts: [Array.from(start)],
      });
      return { model: problem.modelAt(working.estimate), converged };
    },
    read: rest,
    correction: optimum && bootstrapCorrection(all, optimum),
    warnings: fit.warnings,
  };
}

function requireWorking(fit: Partial<LikelihoodFit<unknown>>): void {
  if (fit.working !== undefined) return;
  throw new InputError({
    code: "unknown-kind",
    path: "fit",
    expected: "a fit by maximum likelihood, or an estimator",
    received: fit,
    advice: "A model alone does not know where its optimum was: keep the fit.",
  });
}

/** The optimum of a fit, `undefined` where it has no covariance; throws where it is not that of these data. */
function requireOptimum<M extends ClvModel>(
  { working, converged }: LikelihoodFit<M>,
  target: LikelihoodTarget,
): WorkingOptimum | undefined {
  const { estimate, covariance } = working;
  if (covariance === null) return undefined;
  const { gradient } = curvatureAt(target, Float64Array.from(estimate));
  // In standard errors: what is left is the optimiser's tolerance, if these are the data that it was given.
  const off = covariance.reduce((most, row) => {
    const step = row.reduce((sum, entry, j) => sum + entry * gradient[j]!, 0);
    return Math.max(most, Math.abs(step));
  }, 0);
  const errors = covariance.reduce((most, row, i) => Math.max(most, Math.sqrt(row[i]!)), 0);
  if (!converged || off <= 0.01 * errors) return { estimate, covariance };
  throw new InputError({
    code: "bad-option",
    path: "fit",
    expected: "the optimum of the likelihood of this history",
    received: estimate,
    advice:
      "Give the history that it was fitted on; or give the estimator, as in bootstrapDraws(fitBgNbd, history, options).",
  });
}

function cumulativeWeights(history: PurchaseHistory, rows: number): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: rows }, (_, i) => {
    sum += history.weight?.[i] ?? 1;
    return sum;
  });
}

/** The rows drawn in as many draws as there are customers, and how often each. */
function resample(cumulative: Float64Array, stream: RandomStream): { drawn: Uint32Array; weight: Float64Array } {
  const total = cumulative.at(-1)!;
  const counts = new Float64Array(cumulative.length);
  let different = 0;
  for (let draw = Math.max(1, Math.round(total)); draw > 0; draw--) {
    const target = stream.uniform() * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    if (counts[low] === 0) different++;
    counts[low]!++;
  }
  const drawn = new Uint32Array(different);
  const weight = new Float64Array(different);
  for (let i = 0, at = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    drawn[at] = i;
    weight[at++] = counts[i]!;
  }
  return { drawn, weight };
}
