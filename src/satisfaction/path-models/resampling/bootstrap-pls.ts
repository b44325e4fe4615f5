import { requireNumber, requireOneOf, requireOptions, requireSeed } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { quantileOfSorted } from "../../../numeric/quantile.ts";
import { bcaShares } from "../../../statistics/bca-shares.ts";
import { type BootstrapSummary, failedDraws, resampled } from "../../../statistics/bootstrap.ts";
import { type LevelOptions, requireLevel } from "../../../statistics/level.ts";
import type { SurveyAnswers } from "../../../survey/answers.ts";
import type { Fitted, Warning } from "../../../types.ts";
import { sumsOf } from "../estimation/item-moments.ts";
import type { PlsPathModel } from "../pls-path-model.ts";
import { accelerations } from "./jackknife-acceleration.ts";
import { attempt, type Resampling, resampling } from "./resampled-statistics.ts";

/** Options of {@link bootstrapPls}. */
export interface BootstrapPlsOptions extends LevelOptions {
  /**
   * How many times respondents are drawn, from 2 to 1,000,000.
   * @defaultValue 500
   */
  readonly draws?: number | undefined;
  /** Seed: draw k depends on the seed and k alone. */
  readonly seed: number;
  /**
   * Which quantiles of the draws are the ends: those of the level (`"percentile"`), or those corrected for a distribution that is off centre and
   * skewed, as indirect effects have it (`"bca"`: 1,000 draws or more, as it reads farther out in the tails).
   * @defaultValue "percentile"
   */
  readonly interval?: "percentile" | "bca" | undefined;
}

/** A number of the fit with what resampling says of its accuracy. */
export interface BootstrapEstimate {
  /** As in the fit. */
  readonly estimate: number;
  /** Mean of the draws. */
  readonly mean: number;
  /** Standard deviation of the draws. */
  readonly standardError: number;
  /** Estimate by standard error; `null` where the draws are all the same. */
  readonly t: number | null;
  /** Lower end of the interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** A {@link BootstrapEstimate} of a link. */
export interface BootstrapPath<N extends string = string> extends BootstrapEstimate {
  readonly from: N;
  readonly to: N;
}

/** {@link BootstrapEstimate}s of the effects of a block on another. */
export interface BootstrapEffect<N extends string = string> {
  readonly from: N;
  readonly to: N;
  /** Over other blocks; all 0 where there is no such chain. */
  readonly indirect: BootstrapEstimate;
  /** Over all chains. */
  readonly total: BootstrapEstimate;
}

/** What {@link bootstrapPls} returns. What the fit does not have is `null`. */
export interface PlsBootstrap<N extends string = string> extends BootstrapSummary {
  /** The links, in the order of the model. */
  readonly paths: readonly BootstrapPath<N>[];
  /** Effects, in the order of the fit's. */
  readonly effects: readonly BootstrapEffect<N>[];
  /** Weights by item. */
  readonly weights: Readonly<Record<string, BootstrapEstimate>>;
  /** Loadings by item. */
  readonly loadings: Readonly<Record<string, BootstrapEstimate>>;
  /** R² by block. */
  readonly rSquared: Readonly<Record<N, BootstrapEstimate | null>>;
  /** 0 to 100 indices by block, of the draws in which there is one. */
  readonly indexes: Readonly<Record<N, BootstrapEstimate | null>>;
  readonly level: number;
  readonly interval: "percentile" | "bca";
  readonly warnings: readonly Warning[];
}

/**
 * How accurate a path model is (自助法标准误与置信区间): draws respondents with replacement and estimates the model again, some thousand times a second.
 *
 * The blocks of each draw are turned so that their loadings agree with those of the fit. Quantiles are of type 7. The acceleration of `"bca"`
 * comes from leaving out each respondent in turn.
 *
 * @param subject - A fit of `fitPlsPath`, or its model, which is estimated in the same way.
 * @param answers - The answers it was fitted to.
 * @param options - Seed; draws, level and kind of the intervals.
 * @returns Estimate, mean, standard error, t and interval of paths, effects, weights, loadings, R² and indices. Warnings: `refits-failed`,
 * `refits-not-converged`.
 * @throws InputError `bad-option` for answers that are not those of the fit, and for the options; `unknown-kind` for what is no such model;
 * `insufficient-data` where fewer than two draws could be estimated; `out-of-range` for draws and level; those of `fitPlsPath`.
 * @remarks Sources: Efron (1979, 1987). Twins: plspm `boot.val`, seminr `bootstrap_model`; both draw from a generator of their own, so that
 * standard errors agree within the chance of some hundred draws.
 * @example
 * ```ts
 * import { bootstrapPls, fitPlsPath, pathModel } from "customer-equity/satisfaction";
 * const answers = {
 *   queue: [7, 8, 5, 9, 6, 4, 8, 7, 3, 9, 6, 7], staff: [8, 8, 6, 9, 5, 5, 9, 6, 4, 8, 6, 8],
 *   overall: [8, 9, 5, 9, 6, 4, 8, 7, 4, 9, 5, 7],
 * };
 * const model = pathModel({
 *   blocks: { service: { items: ["queue", "staff"] }, satisfaction: { items: ["overall"] } },
 *   edges: [["service", "satisfaction"]],
 * });
 * const fit = fitPlsPath(answers, { model });
 * const { paths } = bootstrapPls(fit, answers, { draws: 200, seed: 1 });
 * console.log(paths[0]!.estimate.toFixed(2), paths[0]!.lower > 0.8); // 0.95 true
 * ```
 */
export function bootstrapPls<N extends string>(
  subject: Fitted<PlsPathModel<N>>,
  answers: SurveyAnswers,
  options: BootstrapPlsOptions,
): PlsBootstrap<N> {
  const { draws = 500, seed, level: asked, interval = "percentile" } = requireOptions(options);
  requireNumber(draws, "options.draws", { min: 2, max: 1e6, integer: true });
  requireSeed(seed);
  const level = requireLevel(asked);
  requireOneOf(interval, "options.interval", ["percentile", "bca"]);
  const prepared = resampling(subject, answers);
  const { rows, failed, unfinished } = drawn(prepared, draws, seed);
  if (rows.length < 2) {
    throw new InputError({
      code: "insufficient-data",
      path: "answers",
      expected: "respondents enough for resamples to be estimated",
      received: prepared.estimate.data.rows,
      advice: "In most resamples an item does not vary, or a block is unrelated to its neighbours.",
    });
  }
  const acceleration = interval === "bca" ? accelerations(prepared) : undefined;
  const estimateOf = (at: number): BootstrapEstimate | null =>
    summarize(
      rows.map((row) => row[at]!),
      prepared.point[at]!,
      level,
      acceleration?.[at],
    );
  return {
    ...described(prepared, estimateOf),
    draws,
    failed,
    seed,
    level,
    interval,
    warnings: warningsOf(draws, failed, unfinished),
  };
}

/** The numbers of each draw that could be estimated. */
function drawn(
  { estimate, statisticsOf }: Resampling<string>,
  draws: number,
  seed: number,
): { readonly rows: readonly Float64Array[]; readonly failed: number; readonly unfinished: number } {
  const size = estimate.data.rows;
  const counts = new Uint32Array(size);
  const found = resampled(size, { seed, draws }, (drawn) => {
    counts.fill(0);
    for (let i = 0; i < size; i++) counts[drawn[i]!]!++;
    return attempt(() => statisticsOf(sumsOf(estimate.data, counts)));
  });
  return {
    rows: found.map(({ values }) => values),
    failed: draws - found.length,
    unfinished: found.filter(({ converged }) => !converged).length,
  };
}

function summarize(
  values: readonly number[],
  estimate: number,
  level: number,
  acceleration: number | undefined,
): BootstrapEstimate | null {
  const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  if (Number.isNaN(estimate) || sorted.length < 2) return null;
  let sum = 0;
  for (const value of sorted) sum += value - estimate;
  const mean = estimate + sum / sorted.length;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  const standardError = Math.sqrt(squares / (sorted.length - 1));
  const [lower, upper] =
    acceleration === undefined ? [(1 - level) / 2, (1 + level) / 2] : bcaShares(sorted, estimate, acceleration, level);
  return {
    estimate,
    mean,
    standardError,
    // Draws that differ by rounding alone do not differ.
    t: standardError > 1e-12 * Math.abs(mean) ? estimate / standardError : null,
    lower: quantileOfSorted(sorted, lower),
    upper: quantileOfSorted(sorted, upper),
  };
}

function described<N extends string>(
  { estimate, layout }: Resampling<N>,
  estimateOf: (at: number) => BootstrapEstimate | null,
): Pick<PlsBootstrap<N>, "paths" | "effects" | "weights" | "loadings" | "rSquared" | "indexes"> {
  const { names, items, edges } = estimate.plan;
  const name = (b: number): N => names[b] as N;
  const byItem = (from: number) => Object.fromEntries(items.map((item, h) => [item, estimateOf(from + h)!]));
  const byBlock = (from: number) =>
    Object.fromEntries(names.map((block, b) => [block, estimateOf(from + b)])) as Record<N, BootstrapEstimate | null>;
  return {
    paths: edges.map(([from, to], i) => ({ from: name(from), to: name(to), ...estimateOf(layout.paths + i)! })),
    effects: layout.pairs.map(([from, to], i) => ({
      from: name(from),
      to: name(to),
      indirect: estimateOf(layout.indirect + i)!,
      total: estimateOf(layout.total + i)!,
    })),
    weights: byItem(layout.weights),
    loadings: byItem(layout.loadings),
    rSquared: byBlock(layout.rSquared),
    indexes: byBlock(layout.indexes),
  };
}

function warningsOf(draws: number, failed: number, unfinished: number): Warning[] {
  const warnings = failedDraws({ failed, draws }, "an item does not vary, or causes cannot be told apart");
  if (unfinished > 0) {
    warnings.push({
      code: "refits-not-converged",
      message: `The weights of ${unfinished} of ${draws} resamples still changed after the last iteration; they are kept: fit with more iterations (maxIterations).`,
      count: unfinished,
    });
  }
  return warnings;
}
