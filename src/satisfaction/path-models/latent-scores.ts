import { InputError } from "../../errors.ts";
import { readAnswers, type SurveyAnswers } from "../../survey/answers.ts";
import type { Fitted, NullableColumn } from "../../types.ts";
import { indexWeights } from "./estimation/block-indexes.ts";
import { type PlsPathModel, requirePlsModel } from "./pls-path-model.ts";
import type { PathBlock } from "./structures/path-model.ts";

/** Scores of respondents on the blocks of a path model. */
export interface LatentScores<N extends string = string> {
  /** Scores by block, one a respondent: standardized, so that those the model was estimated from have mean 0 and variance 1. */
  readonly scores: Readonly<Record<N, NullableColumn>>;
  /** 0 to 100 indices by block, one a respondent; `null` for a model without a scale. */
  readonly indexes: Readonly<Record<N, NullableColumn>> | null;
  /** Respondents. */
  readonly respondents: number;
  /** Answers that are missing, all items of the model together. */
  readonly missingAnswers: number;
}

/**
 * Scores respondents on the blocks of a fitted path model (潜变量得分): new ones, or those it was estimated from.
 *
 * score = Σ w (x − mean) / deviation, index = 100 (Σ v x − min) / (max − min), where v are the weights per unit of the scale, which sum to 1
 *
 * A respondent who left out an item of a block has no score of that block; those of other blocks stand. A model that replaces missing answers by
 * the mean of the item (`missing: "mean"`) does so here, by the mean it was estimated with.
 *
 * @param subject - A fit of `fitPlsPath`, or its model, also one read from JSON.
 * @param answers - Columns of answers; items that the model does not have are not looked at.
 * @returns Scores and indices, in the order of the respondents.
 * @throws InputError `unknown-kind` for what is no such model; `length-mismatch` for an item without a column; `out-of-range` for an answer outside
 * the scale, `not-finite` for what is no answer; `empty` without respondents.
 * @remarks Twins: plspm `scores` (and `rescale`, which weighs answers by standardized weights), seminr `construct_scores`, which divide by n − 1.
 * @example
 * ```ts
 * import { fitPlsPath, latentScores, pathModel } from "customer-equity/satisfaction";
 * const model = pathModel({
 *   blocks: { service: { items: ["queue", "staff"] }, satisfaction: { items: ["overall"] } },
 *   edges: [["service", "satisfaction"]],
 * });
 * const answers = {
 *   queue: [7, 8, 5, 9, 6, 4, 8, 7, 3, 9],
 *   staff: [8, 8, 6, 9, 5, 5, 9, 6, 4, 8],
 *   overall: [8, 9, 5, 9, 6, 4, 8, 7, 4, 9],
 * };
 * const fit = fitPlsPath(answers, { model, scale: { min: 1, max: 10 } });
 * const stored = JSON.parse(JSON.stringify(fit.model));
 * const { indexes } = latentScores(stored, { queue: [10, 1], staff: [10, 1], overall: [10, null] });
 * console.log(indexes!.satisfaction); // [ 100, null ]
 * ```
 */
export function latentScores<N extends string>(
  subject: Fitted<PlsPathModel<N>>,
  answers: SurveyAnswers,
): LatentScores<N> {
  return scoresOf(requirePlsModel(subject), answers);
}

/** Scores of a model that has been checked. */
export function scoresOf<N extends string>(model: PlsPathModel<N>, answers: SurveyAnswers): LatentScores<N> {
  const { structure, settings } = model;
  const { scale, indexScale, reversed, missing } = settings;
  const blocks = Object.entries<PathBlock>(structure.blocks);
  const items = blocks.flatMap(([, block]) => block.items);
  const {
    columns,
    respondents,
    missing: missingAnswers,
  } = readAnswers(answers, "answers", {
    items,
    scale: scale ?? undefined,
    reversed,
  });
  const scores: [string, NullableColumn][] = [];
  const indexes: [string, NullableColumn][] = [];
  let start = 0;
  for (const [name, block] of blocks) {
    const own = block.items.map((item) => model.items[item]!);
    const answered = columns.slice(start, start + own.length);
    start += own.length;
    const fill = missing === "mean" ? own.map(({ mean }) => mean) : null;
    scores.push([
      name,
      weighted(
        answered,
        own.map(({ weight, mean, deviation }) => ({ slope: weight / deviation, origin: mean })),
        fill,
      ),
    ]);
    const shares = indexScale === null ? null : indexWeights(own, settings.indexWeights === "standardized");
    if (shares === null || indexScale === null) indexes.push([name, new Array<null>(respondents).fill(null)]);
    else {
      const { min, max } = indexScale;
      const terms = shares.map((share) => ({ slope: (100 * share) / (max - min), origin: min }));
      indexes.push([name, weighted(answered, terms, fill)]);
    }
  }
  return {
    scores: Object.fromEntries(scores) as Record<N, NullableColumn>,
    indexes: indexScale === null ? null : (Object.fromEntries(indexes) as Record<N, NullableColumn>),
    respondents,
    missingAnswers,
  };
}

/** Σ slope (answer − origin) for each respondent; `null` where an answer is missing and there is nothing to fill it with. */
function weighted(
  columns: readonly Float64Array[],
  terms: readonly { readonly slope: number; readonly origin: number }[],
  fill: readonly number[] | null,
): NullableColumn {
  return Array.from(columns[0]!, (_, i) => {
    let sum = 0;
    for (let h = 0; h < columns.length; h++) {
      let answer = columns[h]![i]!;
      if (Number.isNaN(answer)) {
        if (fill === null) return null;
        answer = fill[h]!;
      }
      sum += terms[h]!.slope * (answer - terms[h]!.origin);
    }
    if (Number.isFinite(sum)) return sum;
    throw new InputError({
      code: "out-of-range",
      path: `answers[${i}]`,
      expected: "answers of the size of those that the model was estimated from",
      received: sum,
    });
  });
}
