/** f² = (R² − R² without) / (1 − R²); `null` where either does not exist, or nothing is left to explain. */
export function effectSize(rSquared: number | null, without: number | null | undefined): number | null {
  if (rSquared === null || without === null || without === undefined || 1 - rSquared < 1e-12) return null;
  return (rSquared - without) / (1 - rSquared);
}

/** Variance inflation 1 / (1 − R²) of a variable on others; `null` where that is no number above 0. */
export function varianceInflation(rSquared: number | undefined): number | null {
  return rSquared !== undefined && rSquared < 1 - 1e-10 ? 1 / (1 - rSquared) : null;
}
