import { InputError } from "../../../errors.ts";
import type { SurveyAnswers } from "../../../survey/answers.ts";
import type { Fitted } from "../../../types.ts";
import { reachablePairs } from "../assessment/describe-links.ts";
import { blockIndex, estimatePls, type PlsEstimate } from "../estimation/estimate-pls.ts";
import { type ItemSums, momentsOfSums } from "../estimation/item-moments.ts";
import { plsSolution } from "../estimation/pls-solution.ts";
import { totalEffects } from "../estimation/total-effects.ts";
import { type PlsPathModel, requirePlsModel } from "../pls-path-model.ts";

/** The numbers of a fit that are estimated again on other rows, by number; NaN, which stays inside, for an index that does not exist. */
export interface ResampledStatistics {
  readonly converged: boolean;
  /** Weights, loadings, paths, total and indirect effects of the pairs, R² of the effects and indices of the blocks, side by side. */
  readonly values: Float64Array;
}

/** Where in the row of numbers is what. */
interface StatisticsLayout {
  readonly weights: number;
  readonly loadings: number;
  readonly paths: number;
  readonly total: number;
  readonly indirect: number;
  readonly rSquared: number;
  readonly indexes: number;
  readonly size: number;
  /** Pairs of blocks with a chain of links between them. */
  readonly pairs: readonly (readonly [cause: number, effect: number])[];
}

/** A fitted model with the rows that it was estimated from, ready to be estimated on others. */
export interface Resampling<N extends string = string> {
  readonly model: PlsPathModel<N>;
  readonly estimate: PlsEstimate;
  readonly layout: StatisticsLayout;
  /** The numbers of all rows. */
  readonly point: Float64Array;
  /** The numbers of a sample, its blocks turned as those of all rows; throws an InputError where the sample has none. */
  readonly statisticsOf: (sums: ItemSums) => ResampledStatistics;
}

/** Checks that a model was estimated from these answers, and gets it ready. */
export function resampling<N extends string>(subject: Fitted<PlsPathModel<N>>, answers: SurveyAnswers): Resampling<N> {
  const model = requirePlsModel(subject);
  const estimate = estimatePls(model.structure as PlsPathModel["structure"], model.settings, answers);
  const { plan, moments, settings, solution } = estimate;
  const stray = plan.items.find((item, h) => Math.abs(model.items[item]!.weight - solution.weights[h]!) > 1e-6);
  if (stray !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: "answers",
      expected: "the answers that the model was estimated from",
      received: `answers that give ${stray} another weight`,
      advice: "Fit the model to these answers first.",
    });
  }
  const layout = layoutOf(estimate);
  const row = (sums: PlsEstimate["moments"], own: PlsEstimate["solution"]): Float64Array => {
    const values = new Float64Array(layout.size);
    values.set(own.weights, layout.weights);
    values.set(own.loadings, layout.loadings);
    values.set(own.paths, layout.paths);
    const edges = plan.edges.map(([cause, effect], i) => ({ cause, effect, coefficient: own.paths[i]! }));
    const total = totalEffects(plan.names.length, edges);
    layout.pairs.forEach(([cause, effect], i) => {
      const direct = edges.find((edge) => edge.cause === cause && edge.effect === effect)?.coefficient ?? 0;
      values[layout.total + i] = total[cause]![effect]!;
      values[layout.indirect + i] = total[cause]![effect]! - direct;
    });
    plan.names.forEach((_, b) => {
      values[layout.rSquared + b] = own.rSquared[b] ?? Number.NaN;
      values[layout.indexes + b] = blockIndex(estimate, sums, own.weights, b)?.index ?? Number.NaN;
    });
    return values;
  };
  return {
    model,
    estimate,
    layout,
    point: row(moments, solution),
    statisticsOf: (sums) => {
      const own = momentsOfSums(sums, plan.items);
      const again = plsSolution(plan, own, settings, solution.loadings);
      return { converged: again.converged, values: row(own, again) };
    },
  };
}

/** What a sample gives; `null` where it cannot be estimated. */
export function attempt<T>(estimate: () => T): T | null {
  try {
    return estimate();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function layoutOf({ plan }: PlsEstimate): StatisticsLayout {
  const pairs = reachablePairs(plan);
  const items = plan.items.length;
  const weights = 0;
  const loadings = weights + items;
  const paths = loadings + items;
  const total = paths + plan.edges.length;
  const indirect = total + pairs.length;
  const rSquared = indirect + pairs.length;
  const indexes = rSquared + plan.names.length;
  return { weights, loadings, paths, total, indirect, rSquared, indexes, size: indexes + plan.names.length, pairs };
}
