import { heterotraitRatio } from "../../../survey/scale/validity/heterotrait-ratio.ts";
import { type BlockPlan, placesOf } from "../estimation/block-plan.ts";
import type { PlsEstimate } from "../estimation/estimate-pls.ts";
import { rSquaredWithout } from "../estimation/pls-solution.ts";
import { standardizedRegression } from "../estimation/standardized-regression.ts";
import { totalEffects } from "../estimation/total-effects.ts";
import type { PlsBlock, PlsDiscriminant, PlsEffect, PlsPath } from "../pls-path-fit.ts";
import { effectSize, varianceInflation } from "./effect-size.ts";

/** The links with what tells how strong and how separate they are. */
export function describePaths({ plan, moments, solution, settings }: PlsEstimate): PlsPath[] {
  const { correlations, paths, rSquared } = solution;
  return plan.edges.map(([cause, effect], edge) => {
    const others = plan.causes[effect]!.filter((other) => other !== cause);
    const all = rSquared[effect]!;
    return {
      from: plan.names[cause]!,
      to: plan.names[effect]!,
      coefficient: paths[edge]!,
      varianceInflation: varianceInflation(standardizedRegression(correlations, others, cause)?.rSquared),
      effectSize: effectSize(all, standardizedRegression(correlations, others, effect)?.rSquared),
      effectSizeReestimated: effectSize(all, rSquaredWithout(plan, moments, settings, edge)),
    };
  });
}

/** Direct, indirect and total effects of every block on every one that it reaches. */
export function describeEffects(plan: BlockPlan, paths: readonly number[]): PlsEffect[] {
  const { names, edges } = plan;
  const direct = edges.map(([cause, effect], i) => ({ cause, effect, coefficient: paths[i]! }));
  const total = totalEffects(names.length, direct);
  return reachablePairs(plan).map(([cause, effect]) => {
    const link = direct.find((edge) => edge.cause === cause && edge.effect === effect)?.coefficient ?? 0;
    const all = total[cause]![effect]!;
    return { from: names[cause]!, to: names[effect]!, direct: link, indirect: all - link, total: all };
  });
}

/** Pairs of blocks between which there is a chain of links. */
export function reachablePairs({ names, edges }: BlockPlan): (readonly [cause: number, effect: number])[] {
  const chains = totalEffects(
    names.length,
    edges.map(([cause, effect]) => ({ cause, effect, coefficient: 1 })),
  );
  return chains.flatMap((row, cause) => row.flatMap((count, effect) => (count > 0 ? [[cause, effect] as const] : [])));
}

/** Whether the blocks are different things, pair by pair. */
export function describeDiscriminant(
  { plan, moments, solution }: PlsEstimate,
  blocks: readonly PlsBlock[],
): PlsDiscriminant[] {
  return plan.names.flatMap((other, j) =>
    plan.names.slice(0, j).map((one, i) => {
      const correlation = solution.correlations[i]![j]!;
      const ratio = (read: (correlation: number) => number): number | null =>
        plan.formative[i] || plan.formative[j]
          ? null
          : heterotraitRatio(placesOf(plan, i), placesOf(plan, j), (h, k) =>
              read(moments.correlations[h * plan.items.length + k]!),
            );
      const extracted = [blocks[i]!.averageVarianceExtracted, blocks[j]!.averageVarianceExtracted];
      return {
        blocks: [one, other],
        correlation,
        heterotraitMonotrait: ratio(Math.abs),
        heterotraitMonotraitSigned: ratio((r) => r),
        fornellLarcker: extracted.some((share) => share === null)
          ? null
          : extracted.every((share) => share! > correlation ** 2),
      };
    }),
  );
}
