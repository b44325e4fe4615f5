import { symmetricEigen } from "../../../numeric/decompositions.ts";
import { alphaOf } from "../../../survey/scale/reliability/alpha.ts";
import { explainedOfSum } from "../../../survey/scale/reliability/reliability-of-sum.ts";
import { type BlockPlan, withinBlock } from "./block-plan.ts";

/** How far the items of a block measure one thing; `null` what does not exist. */
export interface BlockReliability {
  readonly alpha: number | null;
  readonly dillonGoldstein: number | null;
  readonly compositeReliability: number | null;
  readonly rhoA: number | null;
  readonly eigenvalues: readonly [first: number, second: number | null];
}

/**
 * Reliability of a block: α of the standardized items, k r̄ / (1 + (k − 1) r̄); ρ_C = (Σλ)² / ((Σλ)² + Σ(1 − λ²)) with loadings λ on the first
 * principal component (Dillon & Goldstein) and with those of the model; ρ_A. All are 1 for a single item; none but the eigenvalues exists for a
 * block of mode B.
 */
export function blockReliability(
  plan: BlockPlan,
  correlations: Float64Array,
  { weights, loadings }: { readonly weights: Float64Array; readonly loadings: Float64Array },
  block: number,
): BlockReliability {
  const [from, to] = [plan.first[block]!, plan.first[block + 1]!];
  const size = to - from;
  const matrix = withinBlock(plan, correlations, block);
  const eigen = symmetricEigen(matrix);
  const eigenvalues = [eigen.values[0]!, eigen.values[1] ?? null] as const;
  if (plan.formative[block]) {
    return { alpha: null, dillonGoldstein: null, compositeReliability: null, rhoA: null, eigenvalues };
  }
  const principal = eigen.vectors[0]!.map((entry) => entry * Math.sqrt(eigenvalues[0]));
  return {
    alpha: size === 1 ? 1 : alphaOf(matrix),
    dillonGoldstein: compositeOf(principal),
    compositeReliability: compositeOf(loadings.subarray(from, to)),
    rhoA: rhoA(plan, correlations, weights, block),
    eigenvalues,
  };
}

/**
 * ρ_A = (w'w)² · w'(S − diag S)w / (w'(ww' − diag ww')w) for weights of unit variance (Dijkstra & Henseler 2015); 1 for a single item, `null`
 * where all weight is on one.
 */
export function rhoA(plan: BlockPlan, correlations: Float64Array, weights: Float64Array, block: number): number | null {
  const [from, to] = [plan.first[block]!, plan.first[block + 1]!];
  if (to - from === 1) return 1;
  const own = weights.subarray(from, to);
  const square = own.reduce((sum, weight) => sum + weight ** 2, 0);
  const fourth = own.reduce((sum, weight) => sum + weight ** 4, 0);
  // w'Sw is 1.
  let variance = 0;
  for (let h = from; h < to; h++)
    for (let k = from; k < to; k++) variance += weights[h]! * weights[k]! * correlations[h * plan.items.length + k]!;
  const common = square ** 2 - fourth;
  return common > 1e-12 * square ** 2 ? (square ** 2 * (variance - square)) / common : null;
}

function compositeOf(loadings: ArrayLike<number>): number | null {
  return explainedOfSum(
    loadings,
    Array.from(loadings, (loading) => 1 - loading ** 2),
  );
}
