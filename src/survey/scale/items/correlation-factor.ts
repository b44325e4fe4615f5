import { InputError } from "../../../errors.ts";
import { cholesky, choleskyInverse } from "../../../numeric/cholesky.ts";

/** An item of which so little is left beside the others is determined by them: the rest is rounding. */
const dependent = 1e-12;

/**
 * The Cholesky factor of a correlation matrix; `null` where those before it leave less than a share of `least` of an item, or the matrix is
 * none of correlations.
 */
export function correlationFactor(
  correlations: readonly (readonly number[])[],
  least: number = dependent,
): number[][] | null {
  const factor = cholesky(correlations);
  return factor === null || factor.some((row, i) => row[i]! ** 2 < least) ? null : factor;
}

/** The same; throws `singular` where there is none. */
export function requireCorrelationFactor(
  correlations: readonly (readonly number[])[],
  items: readonly string[],
): number[][] {
  const factor = correlationFactor(correlations);
  if (factor !== null) return factor;
  // The first item that those before it determine.
  const culprit = items.find(
    (_, i) => correlationFactor(correlations.slice(0, i + 1).map((row) => row.slice(0, i + 1))) === null,
  );
  throw new InputError({
    code: "singular",
    path: `answers.${culprit}`,
    expected: "an item that those before it do not determine",
    received: "correlations without an inverse",
    advice:
      "Leave out items that are sums or copies of others; have more respondents than items; with pairwise correlations, try listwise.",
  });
}

/** Logarithm of the determinant of a matrix, from its Cholesky factor. */
export function logDeterminantOf(factor: readonly (readonly number[])[]): number {
  return 2 * factor.reduce((sum, row, i) => sum + Math.log(row[i]!), 0);
}

/** Share of each item's variance that the others explain (SMC, 复相关平方), from the inverse of the correlations; `null` without one. */
export function squaredMultipleCorrelations(correlations: readonly (readonly number[])[]): number[] | null {
  const factor = correlationFactor(correlations);
  if (factor === null) return null;
  return choleskyInverse(factor).map((row, i) => 1 - 1 / row[i]!);
}
