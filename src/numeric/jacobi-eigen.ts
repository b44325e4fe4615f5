/** Eigenvalues of a symmetric matrix, in no order, and their eigenvectors, of length 1, as the columns of `vectors`. */
export interface JacobiEigen {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations, each of which makes one pair of entries beside the diagonal 0
 * (Golub & Van Loan, Matrix Computations, 8.5). Errors are some units in the last place of the largest eigenvalue. For the few parameters of a
 * model: fits are not to load a library of matrices for them.
 *
 * Domain: finite entries.
 */
export function jacobiEigen(matrix: readonly ArrayLike<number>[]): JacobiEigen {
  const size = matrix.length;
  // In units of a power of 2 near the largest entry, so that no square is beyond the range of numbers.
  const largest = Math.max(...matrix.map((row) => Math.max(...Array.from(row, Math.abs))));
  const unit = largest > 0 ? 2 ** Math.max(-1000, Math.floor(Math.log2(largest))) : 1;
  const a = matrix.map((row) => Float64Array.from(row, (entry) => entry / unit));
  const vectors = a.map((_, i) => new Float64Array(size).fill(1, i, i + 1));
  for (let sweep = 0; sweep < 50; sweep++) {
    let beside = 0;
    let onDiagonal = 0;
    for (let i = 0; i < size; i++) {
      onDiagonal += a[i]![i]! ** 2;
      for (let j = 0; j < i; j++) beside += a[i]![j]! ** 2;
    }
    if (!(beside > 1e-34 * onDiagonal)) break;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) rotate(a, vectors, i, j);
  }
  return { values: a.map((row, i) => unit * row[i]!), vectors };
}

/** Turns the plane of two axes so that their entry vanishes. */
function rotate(a: Float64Array[], vectors: Float64Array[], p: number, q: number): void {
  const entry = a[p]![q]!;
  if (entry === 0) return;
  const slant = (a[q]![q]! - a[p]![p]!) / (2 * entry);
  const tangent = (slant < 0 ? -1 : 1) / (Math.abs(slant) + Math.hypot(1, slant));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  turnColumns(a, p, q, cosine, sine);
  turnColumns(vectors, p, q, cosine, sine);
  const top = a[p]!;
  const bottom = a[q]!;
  for (let k = 0; k < a.length; k++) {
    const x = top[k]!;
    const y = bottom[k]!;
    top[k] = cosine * x - sine * y;
    bottom[k] = sine * x + cosine * y;
  }
}

function turnColumns(rows: readonly Float64Array[], p: number, q: number, cosine: number, sine: number): void {
  for (const row of rows) {
    const x = row[p]!;
    const y = row[q]!;
    row[p] = cosine * x - sine * y;
    row[q] = sine * x + cosine * y;
  }
}
