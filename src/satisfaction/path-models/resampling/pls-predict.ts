import { requireColumn, requireNumber, requireOneOf, requireOptions, requireSeed } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { randomStream } from "../../../numeric/random.ts";
import type { SurveyAnswers } from "../../../survey/answers.ts";
import type { Column, Fitted, Warning } from "../../../types.ts";
import type { BlockPlan } from "../estimation/block-plan.ts";
import { leastRows } from "../estimation/estimate-pls.ts";
import { type ItemMoments, momentsOfSums, sumsOf } from "../estimation/item-moments.ts";
import { type PlsSolution, plsSolution } from "../estimation/pls-solution.ts";
import { standardizedRegression } from "../estimation/standardized-regression.ts";
import type { SurveyRows } from "../estimation/survey-rows.ts";
import type { PlsPathModel } from "../pls-path-model.ts";
import { resampling } from "./resampled-statistics.ts";

/** Options of {@link plsPredict}. */
export interface PlsPredictOptions {
  /**
   * Into how many parts respondents are divided by chance, or the part of each: a column of whole numbers, one a respondent.
   * @defaultValue 10
   */
  readonly folds?: number | Column | undefined;
  /** Seed of the division. */
  readonly seed: number;
  /**
   * What predicts the items of a block: the answers to its direct causes (`"direct"`), or only those to the blocks without a cause, along all chains
   * of links (`"earliest"`).
   * @defaultValue "direct"
   */
  readonly antecedents?: "direct" | "earliest" | undefined;
}

/** How far predictions of an item were off, in the unit of its answers. */
export interface PredictionError {
  /** Root of the mean of squared errors. */
  readonly rootMeanSquaredError: number;
  /** Mean of absolute errors. */
  readonly meanAbsoluteError: number;
}

/** How well an item is predicted for customers whom the model has not seen. */
export interface ItemPrediction<N extends string = string> extends PredictionError {
  readonly block: N;
  /** 1 − squared errors / squared errors of the mean (Q²): above 0 where the model predicts better than the mean; `null` where the mean is always right. */
  readonly qSquared: number | null;
  /** Errors of a regression of the item on the items that predict it, which knows of no blocks; `null` where those depend on each other. */
  readonly linear: PredictionError | null;
}

/** What {@link plsPredict} returns. */
export interface PlsPrediction<N extends string = string> {
  /** By item, those of blocks with a cause. */
  readonly items: Readonly<Record<string, ItemPrediction<N>>>;
  /** Items that the model predicts with a smaller root mean squared error than the regression does. */
  readonly betterThanLinear: number;
  /** Respondents. */
  readonly rows: number;
  /** Parts that the respondents were divided into. */
  readonly folds: number;
  readonly antecedents: "direct" | "earliest";
  readonly seed: number;
  readonly warnings: readonly Warning[];
}

/**
 * Does the model predict customers that it has not seen (样本外预测, PLSpredict)? Estimates it without a part of the respondents at a time, and predicts their
 * answers from those to the causes.
 *
 * predicted answer = mean + deviation · loading · Σ path · score of cause, all from the other parts
 *
 * Shmueli et al. read `betterThanLinear`: of all items, high predictive power; of most, medium; of a few, low; of none, none.
 *
 * @param subject - A fit of `fitPlsPath`, not a consistent one, or its model.
 * @param answers - The answers it was fitted to.
 * @param options - Seed; parts, and what predicts.
 * @returns By item of the blocks with a cause the errors of the model, those of a plain regression, and Q². Warnings: `refits-not-converged`.
 * @throws InputError `bad-option` for answers that are not those of the fit, a consistent fit (whose paths are not those of scores), and the options;
 * `insufficient-data` where a part leaves too few respondents; `zero-variance` and `singular` where the model cannot be estimated without a part;
 * `length-mismatch` for a column of parts that is not one a respondent; `unknown-kind`; those of `fitPlsPath`.
 * @remarks Source: Shmueli, Ray, Velasquez Estrada & Chatla (2016), Journal of Business Research 69(10); Shmueli et al. (2019), European Journal of
 * Marketing 53(11). Twin: seminr `predict_pls` (`predict_DA`, `predict_EA`), with the same errors for the same parts.
 * @example
 * ```ts
 * import { fitPlsPath, pathModel, plsPredict } from "customer-equity/satisfaction";
 * const queue = [7, 8, 5, 9, 6, 4, 8, 7, 3, 9, 6, 7, 5, 8, 4, 9, 7, 6, 8, 5];
 * const overall = [8, 9, 5, 9, 6, 4, 8, 7, 4, 9, 5, 7, 5, 8, 3, 9, 7, 7, 8, 4];
 * const model = pathModel({
 *   blocks: { service: { items: ["queue"] }, satisfaction: { items: ["overall"] } },
 *   edges: [["service", "satisfaction"]],
 * });
 * const fit = fitPlsPath({ queue, overall }, { model });
 * console.log(plsPredict(fit, { queue, overall }, { seed: 1 }).items["overall"]!.qSquared! > 0.8); // true
 * ```
 */
export function plsPredict<N extends string>(
  subject: Fitted<PlsPathModel<N>>,
  answers: SurveyAnswers,
  options: PlsPredictOptions,
): PlsPrediction<N> {
  const { folds = 10, seed, antecedents = "direct" } = requireOptions(options);
  requireSeed(seed);
  requireOneOf(antecedents, "options.antecedents", ["direct", "earliest"]);
  const { estimate } = resampling(subject, answers);
  const { plan, data, settings } = estimate;
  if (settings.consistent) {
    throw new InputError({
      code: "bad-option",
      path: "model",
      expected: "a fit that is not consistent",
      received: "a consistent fit",
      advice: "Its paths are those of the factors, which are not observed: predict with consistent: false.",
    });
  }
  const parts = partsOf(folds, seed, data, leastRows(plan));
  const targets = plan.items.flatMap((_, h) => (plan.causes[plan.blockOf[h]!]!.length > 0 ? [h] : []));
  const tallies = targets.map(() => ({ model: new ErrorTally(), linear: new ErrorTally(), mean: new ErrorTally() }));
  const dependent = new Set<number>();
  let unfinished = 0;
  const distinct = [...new Set(parts)];
  for (const part of distinct) {
    const moments = momentsOfSums(
      sumsOf(
        data,
        parts.map((own) => (own === part ? 0 : 1)),
      ),
    );
    if (typeof moments === "number") refuseStill(plan.items[moments]!);
    const solution = plsSolution(plan, moments, settings);
    if (!solution.converged) unfinished++;
    const predict = predictorOf(plan, solution, antecedents);
    const regressions = targets.map((target) => regressionOf(plan, moments, target, antecedents));
    parts.forEach((own, row) => {
      if (own !== part) return;
      const seen = Float64Array.from(moments.means, (mean, h) => {
        return (data.values[row * data.size + h]! - mean) / moments.deviations[h]!;
      });
      const predicted = predict(seen);
      targets.forEach((h, i) => {
        // In units of the spread of all respondents.
        const unit = moments.deviations[h]!;
        tallies[i]!.model.add(unit * (seen[h]! - predicted[h]!));
        tallies[i]!.mean.add(unit * seen[h]!);
        const linear = regressions[i]!;
        if (linear === null) dependent.add(i);
        else tallies[i]!.linear.add(unit * (seen[h]! - linear(seen)));
      });
    });
  }
  const items = targets.map((h, i): [string, ItemPrediction<N>] => {
    const { model, mean, linear } = tallies[i]!;
    return [
      plan.items[h]!,
      {
        block: plan.names[plan.blockOf[h]!] as N,
        ...model.error(data.deviations[h]!),
        qSquared: mean.squares > 0 ? 1 - model.squares / mean.squares : null,
        linear: dependent.has(i) ? null : linear.error(data.deviations[h]!),
      },
    ];
  });
  return {
    items: Object.fromEntries(items),
    betterThanLinear: items.filter(([, { rootMeanSquaredError, linear }]) => {
      return linear !== null && rootMeanSquaredError < linear.rootMeanSquaredError;
    }).length,
    rows: data.rows,
    folds: distinct.length,
    antecedents,
    seed,
    warnings: unfinished === 0 ? [] : [notConverged(unfinished, distinct.length)],
  };
}

/** The part of each row. */
function partsOf(folds: number | Column, seed: number, data: SurveyRows, least: number): readonly number[] {
  const path = "options.folds";
  const { rows, used, respondents } = data;
  let parts: number[];
  if (typeof folds === "number") {
    requireNumber(folds, path, { integer: true, min: 2, max: rows });
    const stream = randomStream(seed);
    const order = Array.from({ length: rows }, (_, i) => i);
    for (let i = rows - 1; i > 0; i--) {
      const other = stream.integer(i + 1);
      [order[i], order[other]] = [order[other]!, order[i]!];
    }
    parts = new Array<number>(rows);
    order.forEach((row, place) => {
      parts[row] = Math.floor((place * folds) / rows);
    });
  } else {
    const given = requireColumn(folds, path, { integer: true }, respondents);
    parts = used.map((i) => given[i]!);
    if (new Set(parts).size < 2) {
      throw new InputError({ code: "one-class", path, expected: "at least two parts", received: parts[0] });
    }
  }
  const sizes = new Map<number, number>();
  for (const part of parts) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  const fewest = rows - Math.max(...sizes.values());
  if (fewest >= least) return parts;
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: `at least ${least} respondents in all parts but one`,
    received: fewest,
    advice: "Divide the respondents into more parts.",
  });
}

/** Predicts standardized items from standardized items: along the links, and out to the items of the effects. */
function predictorOf(
  plan: BlockPlan,
  { weights, loadings, paths }: PlsSolution,
  antecedents: "direct" | "earliest",
): (items: Float64Array) => Float64Array {
  return (items) => {
    const own = plan.names.map((_, b) => {
      let score = 0;
      for (let h = plan.first[b]!; h < plan.first[b + 1]!; h++) score += weights[h]! * items[h]!;
      return score;
    });
    const known: (number | undefined)[] = plan.names.map(() => undefined);
    const predicted = (block: number): number => {
      if (plan.causes[block]!.length === 0) return own[block]!;
      let score = known[block];
      if (score !== undefined) return score;
      score = 0;
      plan.edges.forEach(([cause, effect], i) => {
        if (effect === block) score! += paths[i]! * (antecedents === "direct" ? own[cause]! : predicted(cause));
      });
      known[block] = score;
      return score;
    };
    return loadings.map((loading, h) => loading * predicted(plan.blockOf[h]!));
  };
}

/** The plain regression of an item on the items that predict it; `null` where those depend on each other. */
function regressionOf(
  plan: BlockPlan,
  { correlations }: ItemMoments,
  target: number,
  antecedents: "direct" | "earliest",
): ((items: Float64Array) => number) | null {
  const direct = plan.causes[plan.blockOf[target]!]!;
  const blocks = antecedents === "direct" ? direct : [...plan.names.keys()].filter((b) => plan.causes[b]!.length === 0);
  const predictors = plan.items.flatMap((_, h) => (blocks.includes(plan.blockOf[h]!) ? [h] : []));
  const size = plan.items.length;
  const matrix = plan.items.map((_, h) => Array.from(correlations.subarray(h * size, (h + 1) * size)));
  const regression = standardizedRegression(matrix, predictors, target);
  if (regression === null) return null;
  return (items) => regression.coefficients.reduce((sum, b, i) => sum + b * items[predictors[i]!]!, 0);
}

/** Sums of errors. */
class ErrorTally {
  squares = 0;
  #absolute = 0;
  #count = 0;

  add(error: number): void {
    this.squares += error ** 2;
    this.#absolute += Math.abs(error);
    this.#count++;
  }

  error(unit: number): PredictionError {
    return {
      rootMeanSquaredError: unit * Math.sqrt(this.squares / this.#count),
      meanAbsoluteError: (unit * this.#absolute) / this.#count,
    };
  }
}

function refuseStill(item: string): never {
  throw new InputError({
    code: "zero-variance",
    path: `answers.${item}`,
    expected: "answers that differ, also without one of the parts",
    received: "the same answer",
    advice: "Divide the respondents into other parts, or leave the item out of the model.",
  });
}

function notConverged(count: number, folds: number): Warning {
  return {
    code: "refits-not-converged",
    message: `The weights of ${count} of ${folds} estimates still changed after the last iteration: fit with more iterations (maxIterations).`,
    count,
  };
}
