import { requireArray, requireLength, requireOptions, requireRows } from "../../checks.ts";
import { type PairwiseJudgments, requireJudgments } from "../../statistics/pairwise-weights.ts";
import { readWeights } from "../../statistics/weights.ts";
import type { Column } from "../../types.ts";

/** Options of {@link groupJudgments}. */
export interface GroupJudgmentsOptions {
  /**
   * A weight an expert, at least 0; only ratios count.
   * @defaultValue all equal
   */
  readonly expertWeights?: Column | undefined;
}

/**
 * The judgments of a group of experts as one matrix (群决策判断矩阵): for `analyticHierarchy`.
 *
 * Each entry is the weighted geometric mean of the experts' entries, the only mean that keeps entries reciprocal.
 *
 * @param experts - For each expert a square matrix of the same criteria in the same order.
 * @param options - Weights of the experts.
 * @returns One matrix.
 * @throws InputError `empty` without experts, `length-mismatch` for matrices or weights of different sizes, `out-of-range` for weights;
 * each matrix as in `analyticHierarchy`.
 * @remarks Source: Aczél & Saaty (1983), Journal of Mathematical Psychology 27(1). Twin: R `ahpsurvey::ahp.aggjudge(aggmethod =
 * "geometric")`.
 * @example
 * ```ts
 * import { analyticHierarchy, groupJudgments } from "customer-equity/satisfaction";
 * const group = groupJudgments([[[1, 2], [1 / 2, 1]], [[1, 8], [1 / 8, 1]]]);
 * console.log(group[0]?.[1]?.toFixed(1), analyticHierarchy(group, { names: ["staff", "price"] }).weights.staff?.toFixed(1)); // 4.0 0.8
 * ```
 */
export function groupJudgments(
  experts: readonly PairwiseJudgments[],
  options?: GroupJudgmentsOptions,
): PairwiseJudgments {
  requireArray(experts, "experts", "an array with the matrix of each expert");
  requireRows(experts, "experts");
  const weights = readWeights(requireOptions(options).expertWeights, "options.expertWeights", experts.length);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  experts.forEach((judgments, k) => {
    requireJudgments(judgments, `experts[${k}]`);
    requireLength(judgments, `experts[${k}]`, experts[0]!.length);
  });
  const log = (i: number, j: number): number =>
    experts.reduce((sum, judgments, k) => sum + (weights[k]! / total) * Math.log(judgments[i]![j]!), 0);
  return experts[0]!.map((row, i) => row.map((_, j) => (i === j ? 1 : Math.exp(i < j ? log(i, j) : -log(j, i)))));
}
