import type { BlockPlan } from "../estimation/block-plan.ts";
import type { ItemMoments } from "../estimation/item-moments.ts";
import type { PlsSolution } from "../estimation/pls-solution.ts";
import { standardizedRegression } from "../estimation/standardized-regression.ts";

/** What predicts the items of a block: its direct causes, or the blocks without a cause. */
export type Antecedents = "direct" | "earliest";

/** Predicts standardized items from standardized items: along the links, and out to the items of the effects. */
export function predictorOf(
  plan: BlockPlan,
  { weights, loadings, paths }: PlsSolution,
  antecedents: Antecedents,
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
export function regressionOf(
  plan: BlockPlan,
  { correlations }: ItemMoments,
  target: number,
  antecedents: Antecedents,
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
