import type { ClassName } from "../types.ts";

/** A dimension in a ranking. */
export interface RankedDimension extends ClassName {
  /** Key of the dimension. */
  readonly key: string;
  /** Its weight; all weights sum to 1. */
  readonly weight: number;
  /** What is ranked: the gap, negative for a shortfall. */
  readonly gap: number;
  /** Weight times gap. */
  readonly weightedGap: number;
}

/**
 * Dimensions by weight times gap, the most negative first, a surplus last; equal ones (to twelve digits) stay in their order. Those without
 * a gap are left out. Without weights all weigh the same.
 */
export function rankDimensions(
  dimensions: readonly (ClassName & { readonly key: string })[],
  gaps: readonly (number | null)[],
  weights: readonly number[] | null,
): readonly RankedDimension[] {
  const place = ({ weightedGap }: RankedDimension): number => Number(weightedGap.toPrecision(12));
  return dimensions
    .flatMap(({ key, label, labelZh }, d): RankedDimension[] => {
      const gap = gaps[d] ?? null;
      const weight = weights === null ? 1 / dimensions.length : weights[d]!;
      return gap === null ? [] : [{ key, label, labelZh, weight, gap, weightedGap: weight * gap }];
    })
    .sort((a, b) => place(a) - place(b));
}

/** The mean of what there is, by weights where some are given; `null` where nothing has a weight above 0. */
export function meanOfPresent(values: readonly (number | null)[], weights?: readonly number[]): number | null {
  let sum = 0;
  let total = 0;
  for (const [d, value] of values.entries()) {
    if (value === null) continue;
    const weight = weights === undefined ? 1 : weights[d]!;
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : null;
}
