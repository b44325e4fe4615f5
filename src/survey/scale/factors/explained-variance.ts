/** What one component or factor explains (方差解释率). */
export interface ExplainedVariance {
  /** Variance that it explains, of as many as there are items: the sum of its squared loadings, where factors do not correlate. */
  readonly variance: number;
  /** That as a share of the variance of all items. */
  readonly share: number;
  /** The share of it and of all before it together. */
  readonly cumulativeShare: number;
}

/** What components or factors explain of the variance of `size` standardized items. */
export function explainedBy(variances: readonly number[], size: number): readonly ExplainedVariance[] {
  let cumulative = 0;
  return variances.map((variance) => {
    cumulative += variance;
    return { variance, share: variance / size, cumulativeShare: cumulative / size };
  });
}
