import { requireOptions } from "../../../checks.ts";
import { type DimensionItems, requireDimensions } from "../items/dimensions.ts";
import { type ItemData, type ItemOptions, readItems } from "../items/item-data.ts";
import { alphaOf, partOf, requireSeveral, requireTotalVariance } from "./alpha.ts";

/** Options of {@link linearCombinationReliability}. */
export interface LinearCombinationReliabilityOptions extends Omit<ItemOptions, "items"> {
  /** The items of each dimension, at least two each. */
  readonly dimensions: DimensionItems;
}

/** One dimension of a scale in a {@link LinearCombinationReliability}. */
export interface DimensionReliability {
  /** Name of the dimension. */
  readonly dimension: string;
  /** How many items it has. */
  readonly size: number;
  /** Cronbach's alpha of its items. */
  readonly alpha: number;
  /** Variance of the sum of its items. */
  readonly variance: number;
}

/** What {@link linearCombinationReliability} returns. */
export interface LinearCombinationReliability {
  /** Reliability of the whole scale. */
  readonly reliability: number;
  /** The dimensions, in the order given. */
  readonly dimensions: readonly DimensionReliability[];
  /** Variance of the sum of all items. */
  readonly variance: number;
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
}

/**
 * Reliability of a whole scale of several dimensions (总量表信度, 线性组合信度): that of the sum of the dimensions, each of which is as reliable
 * as its own alpha says. It is what the authors of SERVQUAL report; alpha of all items at once understates a scale of several dimensions.
 *
 * r = 1 − Σ s²_d (1 − α_d) / s², s²_d the variance of the sum of a dimension's items, s² that of the sum of all items.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - The dimensions; scale, reversed items, missing answers.
 * @returns The reliability, and alpha and variance of each dimension.
 * @throws InputError `empty` without dimensions, `insufficient-data` for a dimension of one item or fewer than two complete respondents, `zero-variance` where the
 * total of a dimension or of all does not vary, `duplicate-id` for an item in two dimensions; `empty`, `length-mismatch`, `not-finite`,
 * `out-of-range` for the answers; `bad-option` for the options.
 * @remarks Sources: Nunnally (1978), Psychometric Theory, on linear combinations; Parasuraman, Zeithaml & Berry (1988), Journal of
 * Retailing 64. The same as stratified alpha (Rajaratnam, Cronbach & Gleser 1965). Twins: R `sirt::stratified.cronbach.alpha`.
 * @example
 * ```ts
 * import { linearCombinationReliability } from "customer-equity/servqual";
 * const answers = { Q1: [4, 3, 5, 2, 4], Q2: [5, 3, 5, 3, 4], Q3: [1, 4, 3, 3, 5], Q4: [2, 4, 3, 4, 5] };
 * const dimensions = { tangibles: ["Q1", "Q2"], empathy: ["Q3", "Q4"] };
 * console.log(linearCombinationReliability(answers, { dimensions }).reliability.toFixed(4)); // 0.9118
 * ```
 */
export function linearCombinationReliability(
  answers: ItemData,
  options: LinearCombinationReliabilityOptions,
): LinearCombinationReliability {
  const { dimensions: given, ...rest } = requireOptions(options);
  const { names, items, places } = requireDimensions(given, "options.dimensions");
  const { covariance, n, missing } = readItems(answers, { ...rest, items });
  const dimensions = names.map((dimension, d) => {
    const path = `options.dimensions.${dimension}`;
    const own = partOf(covariance, places[d]!);
    requireSeveral(own.length, path);
    const variance = requireTotalVariance(own, path);
    return { dimension, size: own.length, alpha: alphaOf(own)!, variance };
  });
  const variance = requireTotalVariance(covariance);
  const error = dimensions.reduce((sum, each) => sum + each.variance * (1 - each.alpha), 0);
  return { reliability: 1 - error / variance, dimensions, variance, n, missing };
}
