/** Eigenvalues of correlations differ, or are below 0, where they do so by more than their rounding. */
export const eigenvalueRounding = 1e-9;

/** How many descending eigenvalues, from the first, are above their limits: above 1 each (Kaiser's rule), where no limits are given. */
export function countAbove(eigenvalues: readonly number[], limits?: readonly number[]): number {
  const first = eigenvalues.findIndex((value, j) => !(value > (limits?.[j] ?? 1) + eigenvalueRounding));
  return first < 0 ? eigenvalues.length : first;
}
