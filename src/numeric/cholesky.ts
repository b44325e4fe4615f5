/** Lower Cholesky factor of a small symmetric matrix, rows of full length; `null` where it is not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length;
  const factor = matrix.map(() => new Array<number>(n).fill(0));
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= factor[i]![k]! * factor[j]![k]!;
      if (i > j) factor[i]![j] = sum / factor[j]![j]!;
      else if (sum > 0) factor[j]![j] = Math.sqrt(sum);
      else return null;
    }
  }
  return factor;
}

/** Solution of A x = b from the factor of A. */
export function choleskySolve(factor: readonly (readonly number[])[], b: ArrayLike<number>): number[] {
  const n = factor.length;
  const x = Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i]![k]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k]![i]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
}

/** Inverse of A from its factor; symmetric to the last bit. */
export function choleskyInverse(factor: readonly (readonly number[])[]): number[][] {
  const columns = factor.map((_, j) =>
    choleskySolve(
      factor,
      factor.map((__, i) => (i === j ? 1 : 0)),
    ),
  );
  return columns.map((column, j) => column.map((value, i) => (i <= j ? value : columns[i]![j]!)));
}
