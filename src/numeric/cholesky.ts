/**
 * Lower triangular L with L Lᵀ = matrix, zeros above the diagonal; `null` where the matrix is not positive definite. Reads the lower
 * triangle only.
 *
 * Domain: square, finite entries. Row by row, without pivoting: for the small matrices of covariances.
 */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const size = matrix.length;
  const factor = matrix.map(() => new Array<number>(size).fill(0));
  for (let i = 0; i < size; i++) {
    const row = factor[i]!;
    for (let j = 0; j <= i; j++) {
      const other = factor[j]!;
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= row[k]! * other[k]!;
      if (i === j) {
        if (!(rest > 0)) return null;
        row[i] = Math.sqrt(rest);
      } else row[j] = rest / other[j]!;
    }
  }
  return factor;
}

/** Solution x of L Lᵀ x = right, given the factor L of {@link cholesky}. */
export function choleskySolve(factor: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solution = [...right];
  for (let i = 0; i < solution.length; i++) {
    const row = factor[i]!;
    for (let k = 0; k < i; k++) solution[i]! -= row[k]! * solution[k]!;
    solution[i]! /= row[i]!;
  }
  for (let i = solution.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < solution.length; k++) solution[i]! -= factor[k]![i]! * solution[k]!;
    solution[i]! /= factor[i]![i]!;
  }
  return solution;
}

/** Inverse of L Lᵀ, exactly symmetric, given the factor L of {@link cholesky}. */
export function choleskyInverse(factor: readonly (readonly number[])[]): number[][] {
  const size = factor.length;
  // Columns of the inverse of L, each starting at its own diagonal.
  const columns = factor.map((_, j) => {
    const column = new Array<number>(size).fill(0);
    for (let i = j; i < size; i++) {
      let rest = i === j ? 1 : 0;
      for (let k = j; k < i; k++) rest -= factor[i]![k]! * column[k]!;
      column[i] = rest / factor[i]![i]!;
    }
    return column;
  });
  return columns.map((left) =>
    columns.map((right) => {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += left[k]! * right[k]!;
      return sum;
    }),
  );
}
