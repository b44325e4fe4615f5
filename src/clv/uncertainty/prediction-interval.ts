import { requireFunction, requireLength, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { quantileOfSorted } from "../../numeric/quantile.ts";
import { randomStream } from "../../numeric/random.ts";
import { bcaShares } from "../../statistics/bca-shares.ts";
import type { Column, Warning } from "../../types.ts";
import { noOutcome, type Outcome, withOutcome } from "../models.ts";
import { accelerationOf } from "./acceleration.ts";
import { type BootstrapCorrection, correctionStep, type Draws, requireDraws } from "./draws.ts";

/** Streams from here on draw outcomes, those before it the models. */
const outcomeStreams = 2 ** 31;

/** Results kept at once: customers times draws. */
const largest = 2e8;

/** Options of {@link predictionInterval}. */
export interface PredictionIntervalOptions {
  /**
   * Share of the draws inside the interval.
   * @defaultValue 0.9
   */
  readonly level?: number | undefined;
  /**
   * Add the customer's own chance: each draw gives a simulated outcome in place of an expectation. For verbs that count purchases
   * or value (`expectedTransactions`, `discountedExpectedTransactions`, `customerLifetimeValue`). A row of weight w is w customers, and
   * its outcome their mean.
   * @defaultValue false
   */
  readonly outcome?: boolean | undefined;
  /**
   * Which quantiles of the draws are the ends: those of the level (`"percentile"`), or those corrected for a distribution of estimates that is
   * off centre and skewed (`"bca"`, of `bootstrapDraws` of a fit; 1,000 draws or more, as it reads farther out in the tails).
   * @defaultValue "percentile"
   */
  readonly interval?: "percentile" | "bca" | undefined;
}

/** A central interval of a prediction; columns where the prediction is one. */
export interface PredictionInterval<V> {
  readonly lower: V;
  readonly median: V;
  readonly upper: V;
  readonly mean: V;
  readonly level: number;
  /** How many draws are behind it. */
  readonly draws: number;
  /** Whether the customer's own chance is in it, or the uncertainty of the parameters alone. */
  readonly outcome: boolean;
  readonly interval: "percentile" | "bca";
  readonly warnings: readonly Warning[];
}

/**
 * Interval of any prediction (预测区间): runs a verb over plausible models and takes quantiles, for each customer or for a total, a
 * tier share or whatever else the function returns.
 *
 * Quantiles are of type 7 (linear interpolation), at (1 − level)/2 and (1 + level)/2; at Φ(z₀ + (z₀ + z)/(1 − a (z₀ + z))) of them where the
 * interval is `"bca"`: z₀ is how far the estimate is from the median of its resamples, a how skewed the influences of the customers on it are.
 * The mean and the median are those of the draws in either case.
 *
 * @param draws - Models from `laplaceDraws`, `bootstrapDraws` or a posterior.
 * @param verb - From a model to a number or a column; the same length for every draw.
 * @param options - Level; `outcome` to add the customers' own chance; `interval`.
 * @returns Lower and upper end, median and mean, with the warnings of the draws.
 * @throws InputError `empty` for no draws, `out-of-range` for a level outside (0, 1), `length-mismatch` where the verb changes its length,
 * `bad-option` where customers times draws do not fit into memory, and where `outcome` is asked of a verb that has none, of one that does
 * not use the model it is given, or of weights that are not whole numbers; and where `"bca"` is asked of draws that are not of a bootstrap of a
 * fit, or of outcomes.
 * @remarks Source of BCa: Efron (1987), JASA 82(397), with the infinitesimal jackknife. Twins: CLVTools `predict(uncertainty = "boots")`, for its own predictions only.
 * @example
 * ```ts
 * import { bgNbd, expectedTransactions, fitBgNbd, laplaceDraws, predictionInterval, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 500, age: 52, seed: 1 });
 * const draws = laplaceDraws(fitBgNbd(history), { draws: 100, seed: 1 });
 * const next = predictionInterval(draws, (model) => expectedTransactions(model, history, { horizon: 26 }), { level: 0.9 });
 * console.log(next.lower.length); // 500
 * ```
 */
export function predictionInterval<M, V extends number | Column>(
  draws: Draws<M>,
  verb: (model: M) => V,
  options?: PredictionIntervalOptions,
): PredictionInterval<V extends number ? number : Float64Array> {
  const { level = 0.9, outcome = false, interval = "percentile" } = requireOptions(options);
  requireNumber(level, "options.level", { min: 0, max: 1, openMin: true, openMax: true });
  requireDraws(draws, "draws");
  requireFunction(verb, "verb");
  requireOneOf(interval, "options.interval", ["percentile", "bca"]);
  if (interval === "bca") requireCorrection(draws, outcome);
  const { models, seed, warnings } = draws;
  let rows = -1;
  let single = false;
  let values = new Float64Array(0);
  models.forEach((model, k) => {
    const mark = outcome ? outcomeOfDraw(seed, k) : undefined;
    const result: number | Column = verb(mark === undefined ? model : marked(model, mark));
    if (mark?.drawn === false) throw noOutcome();
    const column = typeof result === "number" ? [result] : result;
    if (rows === -1) {
      single = typeof result === "number";
      rows = column.length;
      requireRoom(rows * models.length);
      values = new Float64Array(rows * models.length);
    }
    requireLength(column, `verb(draws.models[${k}])`, rows);
    for (let i = 0; i < rows; i++)
      values[i * models.length + k] = requireNumber(column[i], `verb(draws.models[${k}])[${i}]`, {
        allowInfinity: true,
      });
  });
  const columns = {
    lower: new Float64Array(rows),
    median: new Float64Array(rows),
    upper: new Float64Array(rows),
    mean: new Float64Array(rows),
  };
  const central = [(1 - level) / 2, (1 + level) / 2] as const;
  const shares = interval === "bca" ? correctedShares(draws.correction!, verb, rows, level) : () => central;
  for (let i = 0; i < rows; i++) {
    const sorted = values.subarray(i * models.length, (i + 1) * models.length).sort();
    const [lower, upper] = shares(sorted, i);
    columns.lower[i] = quantileOfSorted(sorted, lower);
    columns.median[i] = quantileOfSorted(sorted, 0.5);
    columns.upper[i] = quantileOfSorted(sorted, upper);
    columns.mean[i] = sorted.reduce((sum, value) => sum + value, 0) / models.length;
  }
  const pick = (column: Float64Array) => (single ? column[0]! : column) as V extends number ? number : Float64Array;
  return {
    lower: pick(columns.lower),
    median: pick(columns.median),
    upper: pick(columns.upper),
    mean: pick(columns.mean),
    level,
    draws: models.length,
    outcome,
    interval,
    warnings,
  };
}

/** The ends of BCa intervals: the verb is run at the estimate, and a step either way along each direction. */
function correctedShares<M>(
  { estimate, steps, third }: BootstrapCorrection<M>,
  verb: (model: M) => number | Column,
  rows: number,
  level: number,
): (sorted: Float64Array, i: number) => readonly [number, number] {
  const run = (model: M): Column => {
    const result = verb(model);
    const column = typeof result === "number" ? [result] : result;
    requireLength(column, "verb(draws.correction)", rows);
    return column;
  };
  const point = run(estimate);
  const pairs = steps.map(([below, above]) => [run(below), run(above)] as const);
  const slopes = new Float64Array(steps.length);
  return (sorted, i) => {
    pairs.forEach(([below, above], j) => {
      slopes[j] = (above[i]! - below[i]!) / (2 * correctionStep);
    });
    return bcaShares(sorted, point[i]!, accelerationOf(slopes, third), level);
  };
}

function requireCorrection(draws: Draws<unknown>, outcome: boolean): void {
  if (draws.correction !== undefined && !outcome) return;
  throw new InputError({
    code: "bad-option",
    path: "options.interval",
    expected: outcome
      ? '"percentile", where the outcome is asked for'
      : '"percentile", or draws of the bootstrap of a fit with a covariance: bootstrapDraws(fit, history, options)',
    received: "bca",
  });
}

/** An outcome with a seed of this draw's own. */
function outcomeOfDraw(seed: number, k: number): Outcome {
  return { seed: Math.floor(randomStream(seed, outcomeStreams + k).uniform() * 2 ** 52), drawn: false };
}

/** Marks the model, or each model of a joint draw. */
function marked<M>(model: M, outcome: Outcome): M {
  const mark = (part: unknown): unknown =>
    typeof part === "object" && part !== null && "kind" in part ? withOutcome(part, outcome) : part;
  if (typeof model !== "object" || model === null || "kind" in model) return mark(model) as M;
  return Object.fromEntries(Object.entries(model).map(([name, part]) => [name, mark(part)])) as M;
}

function requireRoom(size: number): void {
  if (size <= largest) return;
  throw new InputError({
    code: "bad-option",
    path: "draws",
    expected: `at most ${largest} results (customers times draws)`,
    received: size,
    advice: "Ask for a total, take fewer draws, or score the customers in parts (selectRows).",
  });
}
