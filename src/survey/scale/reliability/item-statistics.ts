import type { Items } from "../items/item-data.ts";
import { atLeast, type RuleOfThumb } from "../rule-of-thumb.ts";
import { alphaOf, sumOf } from "./alpha.ts";

/** One item of a scale (题项统计量). What does not exist for it is `null`. */
export interface ItemStatistics {
  /** Name of the item. */
  readonly item: string;
  /** Mean of its answers; `null` where only correlations are known. */
  readonly mean: number | null;
  /** Standard deviation of its answers; 1 where only correlations are known. */
  readonly standardDeviation: number;
  /** Share of all respondents who did not answer it; `null` where only correlations are known. */
  readonly missingShare: number | null;
  /** Correlation with the sum of all items (题总相关); `null` where its answers do not vary. */
  readonly itemTotal: number | null;
  /** Correlation with the sum of the other items (校正的题总相关); `null` where one of the two does not vary. */
  readonly itemRest: number | null;
  /** Whether that is enough, by rule of thumb; `null` where there is none. */
  readonly rule: RuleOfThumb | null;
  /** Alpha of the scale without the item (删除该题后的 α 系数); `null` for a scale of two, or where the rest does not vary. */
  readonly alphaIfDeleted: number | null;
  /** Standardized alpha without the item; `null` as above, or where any item does not vary. */
  readonly standardizedIfDeleted: number | null;
}

/**
 * What each item contributes to a scale whose total has the variance `total`; `correlations` are `null` where an item does not vary, `cut`
 * is the rule of thumb for the correlation with the rest.
 */
export function itemStatistics(
  { items, covariance, answers }: Items,
  context: {
    readonly total: number;
    readonly correlations: readonly (readonly number[])[] | null;
    readonly cut: number;
  },
): readonly ItemStatistics[] {
  const { total, correlations, cut } = context;
  const deletable = items.length > 2;
  return items.map((item, i) => {
    const variance = covariance[i]![i]!;
    const withAll = covariance[i]!.reduce((sum, entry) => sum + entry, 0);
    const itemRest = correlation(withAll - variance, variance, sumOf(covariance, i));
    return {
      item,
      mean: answers?.means[i] ?? null,
      standardDeviation: Math.sqrt(variance),
      missingShare: answers?.missingShares[i] ?? null,
      itemTotal: correlation(withAll, variance, total),
      itemRest,
      rule: itemRest === null ? null : atLeast(itemRest, cut),
      alphaIfDeleted: deletable ? alphaOf(covariance, i) : null,
      standardizedIfDeleted: deletable && correlations !== null ? alphaOf(correlations, i) : null,
    };
  });
}

/** A correlation, kept from leaving [−1, 1] by rounding; `null` where a variance is 0. */
function correlation(covariance: number, variance: number, other: number): number | null {
  if (!(variance > 0 && other > 0)) return null;
  return Math.min(1, Math.max(-1, covariance / Math.sqrt(variance * other)));
}
