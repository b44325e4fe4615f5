import { requireOneOf, requireOptions, requireSeed } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import type { SurveyAnswers } from "../../../survey/answers.ts";
import type { Column, Fitted, Warning } from "../../../types.ts";
import { leastRows } from "../estimation/estimate-pls.ts";
import { momentsOfSums, sumsOf } from "../estimation/item-moments.ts";
import { plsSolution } from "../estimation/pls-solution.ts";
import type { PlsPathModel } from "../pls-path-model.ts";
import { predictorOf, regressionOf } from "./item-predictors.ts";
import { resampling } from "./resampled-statistics.ts";
import { partsOf } from "./respondent-parts.ts";

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
  /** Respondents who were predicted. */
  readonly n: number;
  /** Respondents left out, because an answer is missing. */
  readonly missing: number;
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
    const others = parts.map((own) => (own === part ? 0 : 1));
    const moments = momentsOfSums(sumsOf(data, others), plan.items);
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
    n: data.rows,
    missing: data.respondents - data.rows,
    folds: distinct.length,
    antecedents,
    seed,
    warnings: unfinished === 0 ? [] : [notConverged(unfinished, distinct.length)],
  };
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

function notConverged(count: number, folds: number): Warning {
  return {
    code: "refits-not-converged",
    message: `The weights of ${count} of ${folds} estimates still changed after the last iteration: fit with more iterations (maxIterations).`,
    count,
  };
}
