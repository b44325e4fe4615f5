import type { AnswerScale } from "../../../survey/answers.ts";
import { type BlockPlan, withinBlock } from "../estimation/block-plan.ts";
import { blockReliability } from "../estimation/block-reliability.ts";
import { blockIndex, type PlsEstimate } from "../estimation/estimate-pls.ts";
import { standardizedRegression } from "../estimation/standardized-regression.ts";
import type { PlsBlock, PlsItem } from "../pls-path-fit.ts";
import type { PathModel } from "../structures/path-model.ts";
import { varianceInflation } from "./effect-size.ts";

/** What a fit says of blocks and items, in the order of the plan. */
export function describeBlocks(
  model: PathModel,
  estimate: PlsEstimate,
): { readonly blocks: readonly PlsBlock[]; readonly items: readonly PlsItem[] } {
  const { plan, data, moments, solution, settings } = estimate;
  const { names, first, causes } = plan;
  const indexes = names.map((_, b) => blockIndex(estimate, moments, solution.weights, b));
  const items = plan.items.map((_, h): PlsItem => {
    const block = plan.blockOf[h]!;
    const communality = solution.loadings[h]! ** 2;
    const rSquared = solution.rSquared[block]!;
    return {
      block: names[block]!,
      weight: solution.weights[h]!,
      indexWeight: indexes[block]?.weights[h - first[block]!] ?? null,
      loading: solution.loadings[h]!,
      communality,
      redundancy: rSquared === null ? null : communality * rSquared,
      crossLoadings: Object.fromEntries(names.map((name, b) => [name, solution.itemScores[h * names.length + b]!])),
      varianceInflation: itemInflation(plan, moments.correlations, h),
    };
  });
  const blocks = names.map((name, b): PlsBlock => {
    const { label, labelZh, mode, items: own } = model.blocks[name]!;
    const rSquared = solution.rSquared[b]!;
    const communality =
      items.slice(first[b], first[b + 1]).reduce((sum, item) => sum + item.communality, 0) / own.length;
    const index = indexes[b] ?? null;
    return {
      label,
      labelZh,
      mode,
      items: own,
      index: index?.index ?? null,
      indexDeviation: index === null ? null : indexDeviation(estimate, index.weights, b, settings.indexScale!),
      rSquared,
      adjustedRSquared:
        rSquared === null ? null : 1 - ((1 - rSquared) * (data.rows - 1)) / (data.rows - causes[b]!.length - 1),
      communality,
      redundancy: rSquared === null ? null : communality * rSquared,
      averageVarianceExtracted: plan.formative[b] ? null : communality,
      ...blockReliability(plan, moments.correlations, solution, b),
    };
  });
  return { blocks, items };
}

/** √(mean communality of the items in blocks with more than one · mean R²). */
export function goodnessOfFit(blocks: readonly PlsBlock[]): number | null {
  const several = blocks.filter(({ items }) => items.length > 1);
  const size = several.reduce((sum, { items }) => sum + items.length, 0);
  if (size === 0) return null;
  const communality = several.reduce((sum, block) => sum + block.communality * block.items.length, 0) / size;
  const explained = blocks.flatMap(({ rSquared }) => (rSquared === null ? [] : [rSquared]));
  const product = communality * (explained.reduce((sum, rSquared) => sum + rSquared, 0) / explained.length);
  // A consistent R² may be anything.
  return product >= 0 ? Math.sqrt(product) : null;
}

/** Standard deviation (divisor n − 1) of an index, from the covariances of its items. */
function indexDeviation(
  { plan, data, moments }: PlsEstimate,
  weights: readonly number[],
  block: number,
  { min, max }: AnswerScale,
): number {
  const within = withinBlock(plan, moments.correlations, block);
  const own = weights.map((weight, i) => weight * data.deviations[plan.first[block]! + i]!);
  const variance = own.reduce(
    (sum, one, i) => sum + own.reduce((inner, other, j) => inner + one * other * within[i]![j]!, 0),
    0,
  );
  return (100 / (max - min)) * Math.sqrt((Math.max(0, variance) * data.rows) / (data.rows - 1));
}

/** VIF of an item among those of its block. */
function itemInflation(plan: BlockPlan, correlations: Float64Array, item: number): number | null {
  const block = plan.blockOf[item]!;
  const own = item - plan.first[block]!;
  const within = withinBlock(plan, correlations, block);
  const others = [...within.keys()].filter((i) => i !== own);
  return varianceInflation(standardizedRegression(within, others, own)?.rSquared);
}
