import { requireOptions } from "../../checks.ts";
import type { AnswerScale, SurveyAnswers } from "../../survey/answers.ts";
import { deepFreeze } from "../../survey/deep-freeze.ts";
import type { Warning } from "../../types.ts";
import { describeBlocks, goodnessOfFit } from "./assessment/describe-blocks.ts";
import { describeDiscriminant, describeEffects, describePaths } from "./assessment/describe-links.ts";
import { estimatePls, type PlsEstimate } from "./estimation/estimate-pls.ts";
import { requireSettings, type WeightingScheme } from "./estimation/pls-settings.ts";
import { scoresOf } from "./latent-scores.ts";
import type { PlsBlock, PlsPathFit } from "./pls-path-fit.ts";
import type { PlsPathModel } from "./pls-path-model.ts";
import { type PathModel, type PathModelDefinition, pathModel } from "./structures/path-model.ts";

/** Options of {@link fitPlsPath}. */
export interface FitPlsPathOptions<N extends string = string> {
  /** Blocks, items and links: `pathModel(...)`, `withIndicators(ecsiModel, ...)`, or their definition. */
  readonly model: PathModel<N> | PathModelDefinition<N>;
  /**
   * Scale of the answers, which the 0 to 100 indices need. Without it answers may be any numbers, and there are no indices.
   * @defaultValue none
   */
  readonly scale?: AnswerScale | null | undefined;
  /**
   * Answers at which an index is 0 and 100, where they are not the ends of the scale.
   * @defaultValue the scale
   */
  readonly indexScale?: AnswerScale | null | undefined;
  /**
   * How neighbours count in the proxy of a block: by the sign of their correlation (`"centroid"`), by the correlation (`"factorial"`), or by
   * regression where they are causes and by correlation where they are effects (`"path"`).
   * @defaultValue "centroid", as plspm; seminr has "path"
   */
  readonly scheme?: WeightingScheme | undefined;
  /**
   * A respondent with a missing answer is left out (`"listwise"`), or the answer is replaced by the mean of the item (`"mean"`, as seminr).
   * @defaultValue "listwise"
   */
  readonly missing?: "listwise" | "mean" | undefined;
  /**
   * Correct correlations, paths and loadings for attenuation (PLSc), for blocks of mode A that are common factors of their items.
   * @defaultValue false
   */
  readonly consistent?: boolean | undefined;
  /**
   * Whether indices weigh answers by w / s (`"raw"`), as the national indices do, or by the standardized weights w (`"standardized"`), as
   * plspm `rescale`.
   * @defaultValue "raw"
   */
  readonly indexWeights?: "raw" | "standardized" | undefined;
  /**
   * Items worded the other way round: their answers x become min + max − x. Needs the scale.
   * @defaultValue none
   */
  readonly reversed?: readonly string[] | undefined;
  /**
   * The iterations stop when no weight changes by as much.
   * @defaultValue 1e-7
   */
  readonly tolerance?: number | undefined;
  /**
   * The most iterations.
   * @defaultValue 300
   */
  readonly maxIterations?: number | undefined;
}

/**
 * Fits a path model of satisfaction by partial least squares (偏最小二乘路径模型, PLS-PM): how much image, quality and value make satisfaction, what
 * satisfaction does for loyalty, and the 0 to 100 index of each, the national satisfaction indices among them (顾客满意度指数).
 *
 * Lohmöller's iterations: a block's score is the weighted sum of its items; its proxy is the sum of its neighbours' scores, weighted by the scheme;
 * the weights become the covariances of its items with the proxy (mode A), or their regression coefficients (mode B); until they stay. Then
 * regressions of each score on its causes. The iterations run on the correlations of the items, which give what respondents would in a
 * fraction of the time. A block whose loadings sum to less than 0 is turned.
 *
 * index = 100 (Σ v x̄ − min) / (max − min), v = (w / s) / Σ (w / s)
 *
 * @param answers - Columns of answers, one an item, `null` where there is none; items that the model does not have are not looked at.
 * @param options - The model and its scale; scheme, missing answers, consistency, and when to stop.
 * @returns The fit: `model` (frozen JSON, for `latentScores`), `blocks`, `items`, `paths`, `effects`, `discriminant`, `scores`. Warnings:
 * `not-converged`, `respondents-left-out`, `answers-replaced`, `negative-weights` (an item pulls an index the wrong way, which may then leave
 * 0 to 100), `inadmissible`.
 * @throws InputError as `pathModel` for the model; `length-mismatch` for an item without a column; `out-of-range` for answers outside the scale;
 * `insufficient-data` below 10 complete respondents, or two more than the largest regression has columns; `zero-variance` for an item whose answers
 * are all the same, and for a block whose items are unrelated to all its neighbours; `singular` for causes, or items of mode B, that depend on
 * each other, and for a consistent fit of a block whose items disagree; `bad-option` for the options.
 * @remarks Sources: Lohmöller (1989); Tenenhaus et al. (2005), CSDA 48(1); PLSc: Dijkstra & Henseler (2015), MIS Quarterly 39(2). Twins: R plspm
 * (centroid scheme; prints 0 for α of a block of mode B and for R² without causes, both `null` here; clips negative α; does not turn blocks) and
 * seminr (path scheme). The signs of the blocks apart, the estimates agree to 1e-6 and better.
 * @example
 * ```ts
 * import { bankSatisfactionModel, fitPlsPath, withIndicators } from "customer-equity/satisfaction";
 * const answers = {
 *   known: [8, 9, 6, 7, 7, 5, 9, 8, 5, 9, 4, 7], fair: [7, 9, 6, 8, 6, 6, 9, 7, 4, 8, 5, 8],
 *   overall: [7, 8, 5, 9, 6, 4, 8, 7, 6, 6, 5, 9], ideal: [6, 8, 4, 8, 7, 4, 7, 8, 5, 7, 4, 8],
 *   again: [8, 8, 4, 9, 8, 5, 7, 7, 5, 9, 3, 9],
 * };
 * const model = withIndicators(bankSatisfactionModel, {
 *   image: ["known", "fair"], satisfaction: ["overall", "ideal"], loyalty: ["again"],
 * });
 * const fit = fitPlsPath(answers, { model, scale: { min: 1, max: 10 } });
 * console.log(fit.blocks.satisfaction.index!.toFixed(1)); // 61.0
 * console.log(fit.paths.map(({ from, to, coefficient }) => `${from} -> ${to} ${coefficient.toFixed(2)}`));
 * // [ "image -> satisfaction 0.76", "image -> loyalty 0.31", "satisfaction -> loyalty 0.61" ]
 * ```
 */
export function fitPlsPath<N extends string>(answers: SurveyAnswers, options: FitPlsPathOptions<N>): PlsPathFit<N> {
  const given = requireOptions(options);
  const structure: PathModel = pathModel<string>(given.model);
  const settings = requireSettings(given, "options");
  const estimate = estimatePls(structure, settings, answers);
  const { plan, data, solution } = estimate;
  const model = deepFreeze({
    kind: "pls-path",
    version: 1,
    structure,
    items: Object.fromEntries(
      plan.items.map((item, h) => [
        item,
        { weight: solution.weights[h]!, mean: data.means[h]!, deviation: data.deviations[h]! },
      ]),
    ),
    paths: structure.edges.map(([from, to], i) => ({ from, to, coefficient: solution.paths[i]! })),
    settings,
  }) as PlsPathModel;
  const { blocks, items } = describeBlocks(structure, estimate);
  const admissible = !settings.consistent || isAdmissible(estimate, blocks);
  const byBlock = <V>(values: readonly V[]): Record<string, V> =>
    Object.fromEntries(plan.names.map((name, b) => [name, values[b]!]));
  const fit: PlsPathFit = {
    model,
    converged: solution.converged,
    iterations: solution.iterations,
    rows: data.rows,
    n: data.rows,
    missing: data.respondents - data.rows,
    missingAnswers: data.missingAnswers,
    blocks: byBlock(blocks),
    items: Object.fromEntries(plan.items.map((item, h) => [item, items[h]!])),
    paths: describePaths(estimate),
    effects: describeEffects(plan, solution.paths),
    correlations: byBlock(solution.correlations.map((row) => byBlock(row))),
    discriminant: describeDiscriminant(estimate, blocks),
    goodnessOfFit: goodnessOfFit(blocks),
    admissible,
    scores: scoresOf(model, answers).scores,
    warnings: warningsOf(estimate, admissible),
  };
  return fit as unknown as PlsPathFit<N>;
}

/** Whether a consistent solution could be one of real factors. */
function isAdmissible({ solution }: PlsEstimate, blocks: readonly PlsBlock[]): boolean {
  const { correlations, loadings } = solution;
  return (
    correlations.every((row, j) => row.every((entry, i) => i === j || Math.abs(entry) < 1)) &&
    blocks.every(({ rhoA, rSquared }) => (rhoA ?? 0) <= 1 && (rSquared ?? 0) >= 0 && (rSquared ?? 0) <= 1) &&
    loadings.every((loading) => Math.abs(loading) <= 1 + 1e-12)
  );
}

function warningsOf({ plan, settings, data, solution }: PlsEstimate, admissible: boolean): Warning[] {
  const warnings: Warning[] = [];
  if (!solution.converged) {
    warnings.push({
      code: "not-converged",
      message: `The weights still changed by more than ${settings.tolerance} after ${solution.iterations} iterations: raise maxIterations, or look for items that fit no block.`,
    });
  }
  const leftOut = data.respondents - data.rows;
  if (leftOut > 0) {
    warnings.push({
      code: "respondents-left-out",
      message: `${leftOut} of ${data.respondents} respondents left out an answer and do not count; missing: "mean" would keep them.`,
      count: leftOut,
    });
  }
  if (settings.missing === "mean" && data.missingAnswers > 0) {
    warnings.push({
      code: "answers-replaced",
      message: `${data.missingAnswers} missing answers were replaced by the mean of their item, which makes correlations smaller; compare with missing: "listwise".`,
      count: data.missingAnswers,
    });
  }
  const negative = plan.items.filter((_, h) => solution.weights[h]! < 0);
  if (negative.length > 0) {
    warnings.push({
      code: "negative-weights",
      message: `${negative.join(", ")}: weights below 0, so that the index of the block may leave 0 to 100. Turn items that are worded the other way round (reversed), else take them out.`,
      count: negative.length,
    });
  }
  if (!admissible) {
    warnings.push({
      code: "inadmissible",
      message:
        "The correction for attenuation gives a correlation of 1 or more, or a reliability, loading or R² outside 0 to 1, which no factors have: the blocks may measure the same thing, or too little. Estimate with consistent: false, or join blocks.",
    });
  }
  return warnings;
}
