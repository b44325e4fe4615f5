import type { SurveyAnswers } from "../../../survey/answers.ts";
import type { PathModel } from "../structures/path-model.ts";
import { indexOf, indexWeights } from "./block-indexes.ts";
import { type BlockPlan, placesOf, planOf } from "./block-plan.ts";
import { type ItemMoments, momentsOfSums, sumsOf } from "./item-moments.ts";
import type { PlsSettings } from "./pls-settings.ts";
import { type PlsSolution, plsSolution } from "./pls-solution.ts";
import { type SurveyRows, surveyRows } from "./survey-rows.ts";

/** A model estimated from answers. */
export interface PlsEstimate {
  readonly plan: BlockPlan;
  readonly settings: PlsSettings;
  readonly data: SurveyRows;
  readonly moments: ItemMoments;
  readonly solution: PlsSolution;
}

/** Reads the answers and estimates the model. */
export function estimatePls(model: PathModel, settings: PlsSettings, answers: SurveyAnswers): PlsEstimate {
  const plan = planOf(model);
  const data = surveyRows(answers, plan.items, settings, leastRows(plan));
  const moments = momentsOfSums(sumsOf(data), plan.items);
  return { plan, settings, data, moments, solution: plsSolution(plan, moments, settings) };
}

/** 10 respondents, or two more than the largest regression has columns. */
export function leastRows({ causes, formative, first }: BlockPlan): number {
  const equations = causes.map((own, b) => Math.max(own.length, formative[b] ? first[b + 1]! - first[b]! : 0));
  return Math.max(10, ...equations.map((size) => size + 2));
}

/** The weights of a block's index in a sample of the rows, and the index; `null` where there is none. */
export function blockIndex(
  { plan, settings, data }: Pick<PlsEstimate, "plan" | "settings" | "data">,
  moments: ItemMoments,
  weights: Float64Array,
  block: number,
): { readonly weights: readonly number[]; readonly index: number } | null {
  if (settings.indexScale === null) return null;
  const own = placesOf(plan, block);
  const shares = indexWeights(
    own.map((h) => ({ weight: weights[h]!, deviation: data.deviations[h]! * moments.deviations[h]! })),
    settings.indexWeights === "standardized",
  );
  if (shares === null) return null;
  const means = own.map((h) => data.means[h]! + data.deviations[h]! * moments.means[h]!);
  return { weights: shares, index: indexOf(shares, means, settings.indexScale) };
}
