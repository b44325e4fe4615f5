import { InputError } from "../../../errors.ts";

/** Sum of all entries of a matrix, or of all but those in one row and column. */
export function sumOf(matrix: readonly (readonly number[])[], without = -1): number {
  let sum = 0;
  for (let i = 0; i < matrix.length; i++) {
    if (i === without) continue;
    const row = matrix[i]!;
    for (let j = 0; j < row.length; j++) if (j !== without) sum += row[j]!;
  }
  return sum;
}

/** Sum of the diagonal. */
export function traceOf(matrix: readonly (readonly number[])[]): number {
  return matrix.reduce((sum, row, i) => sum + row[i]!, 0);
}

/** Rows and columns of a matrix at some places, in their order. */
export function partOf(matrix: readonly (readonly number[])[], places: readonly number[]): number[][] {
  return places.map((i) => places.map((j) => matrix[i]![j]!));
}

/** A total so small beside its parts is the rounding of items that cancel each other. */
const cancelled = 1e-12;

/** The variance of the total score of items; throws `zero-variance` where it does not vary. */
export function requireTotalVariance(covariance: readonly (readonly number[])[], path = "answers"): number {
  const total = sumOf(covariance);
  const parts = traceOf(covariance);
  if (total > cancelled * parts) return total;
  throw new InputError({
    code: "zero-variance",
    path,
    expected: "a total score of the items that varies",
    received: total,
    advice:
      parts > 0
        ? "The items cancel each other: turn those that are worded the other way round (`reversed`)."
        : "Everybody answered alike; there is nothing to be reliable about.",
  });
}

/** Cronbach's alpha of a covariance (or correlation) matrix of at least two items, `without` one of more; `null` where the total does not vary. */
export function alphaOf(covariance: readonly (readonly number[])[], without = -1): number | null {
  const size = covariance.length - (without < 0 ? 0 : 1);
  const total = sumOf(covariance, without);
  let parts = 0;
  for (let i = 0; i < covariance.length; i++) if (i !== without) parts += covariance[i]![i]!;
  return total > cancelled * parts ? (size / (size - 1)) * (1 - parts / total) : null;
}

/** Checks that there are at least two items, without which there is no alpha. */
export function requireSeveral(items: number, path: string): void {
  if (items >= 2) return;
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: "at least 2 items, without which there is no alpha",
    received: items,
  });
}
