import { InputError } from "../../../errors.ts";
import { type BlockPlan, withEdges } from "./block-plan.ts";
import { rhoA } from "./block-reliability.ts";
import type { ItemMoments } from "./item-moments.ts";
import { type OuterWeights, outerWeights, refuseDependent, type WeightRules } from "./outer-weights.ts";
import { standardizedRegression } from "./standardized-regression.ts";

/** What is estimated from the correlations of items. */
export interface PlsSolution extends OuterWeights {
  /** Loading of each item on its block, corrected where asked for. */
  readonly loadings: Float64Array;
  /** Correlations of the blocks, corrected where asked for. */
  readonly correlations: readonly (readonly number[])[];
  /** One coefficient a link. */
  readonly paths: readonly number[];
  /** `null` for blocks without a cause. */
  readonly rSquared: readonly (number | null)[];
}

/** Settings of a solution. */
export interface SolutionRules extends WeightRules {
  readonly consistent: boolean;
}

/** Weights, loadings and paths of a model; PLSc (Dijkstra & Henseler 2015) where it is to be consistent. */
export function plsSolution(
  plan: BlockPlan,
  moments: Pick<ItemMoments, "correlations">,
  rules: SolutionRules,
  reference?: ArrayLike<number>,
): PlsSolution {
  const outer = outerWeights(plan, moments, rules, reference);
  const { itemScores, weights, scores } = outer;
  const blocks = plan.names.length;
  const loadings = weights.map((_, h) => itemScores[h * blocks + plan.blockOf[h]!]!);
  let correlations = scores;
  if (rules.consistent) {
    const reliability = plan.names.map((_, b) => consistentReliability(plan, moments.correlations, weights, b));
    correlations = scores.map((row, j) =>
      row.map((entry, i) => (i === j ? 1 : entry / Math.sqrt(reliability[j]! * reliability[i]!))),
    );
    plan.names.forEach((_, b) => {
      const [from, to] = [plan.first[b]!, plan.first[b + 1]!];
      if (plan.formative[b] || to - from === 1) return;
      const square = weights.subarray(from, to).reduce((sum, weight) => sum + weight ** 2, 0);
      for (let h = from; h < to; h++) loadings[h] = (weights[h]! * Math.sqrt(reliability[b]!)) / square;
    });
  }
  return { ...outer, loadings, correlations, ...pathsOf(plan, correlations) };
}

/** Coefficients of the links and R² of the effects. */
function pathsOf(
  plan: BlockPlan,
  correlations: readonly (readonly number[])[],
): Pick<PlsSolution, "paths" | "rSquared"> {
  const regressions = plan.causes.map((causes, effect) =>
    causes.length === 0
      ? null
      : (standardizedRegression(correlations, causes, effect) ?? refuseDependent(plan, effect)),
  );
  return {
    paths: plan.edges.map(([cause, effect]) => {
      return regressions[effect]!.coefficients[plan.causes[effect]!.indexOf(cause)]!;
    }),
    rSquared: regressions.map((regression) => regression?.rSquared ?? null),
  };
}

/** ρ_A of a block of mode A; 1 for a single item and for a block of mode B, which is what its items make of it. */
function consistentReliability(
  plan: BlockPlan,
  correlations: Float64Array,
  weights: Float64Array,
  block: number,
): number {
  if (plan.formative[block]) return 1;
  const rho = rhoA(plan, correlations, weights, block);
  if (rho !== null && rho > 0) return rho;
  throw new InputError({
    code: "singular",
    path: `model.blocks.${plan.names[block]}`,
    expected: "items that agree with each other (ρ_A above 0), for a consistent estimate",
    received: rho,
    advice: "Estimate with consistent: false, use mode B for the block, or take out the items that disagree.",
  });
}

/** R² of an effect when one of its links is taken out and the whole model is estimated again; `null` where that is not possible. */
export function rSquaredWithout(
  plan: BlockPlan,
  moments: Pick<ItemMoments, "correlations">,
  rules: SolutionRules,
  edge: number,
): number | null {
  const [, effect] = plan.edges[edge]!;
  if (plan.causes[effect]!.length === 1) return 0;
  const others = withEdges(
    plan,
    plan.edges.filter((_, i) => i !== edge),
  );
  try {
    const { rSquared, converged } = plsSolution(others, moments, rules);
    return converged ? rSquared[effect]! : null;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
