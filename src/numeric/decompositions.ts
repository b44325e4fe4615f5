/**
 * Decompositions of dense matrices: the one door to ml-matrix. Scoring never comes through it.
 */
import { EigenvalueDecomposition, Matrix, QrDecomposition } from "ml-matrix";

/** Eigenvalues of a symmetric matrix, descending, and their vectors of length 1. */
export interface SymmetricEigen {
  readonly values: readonly number[];
  /** `vectors[j]` belongs to `values[j]`; its entry of largest size is positive, so that the sign hangs on nothing else. */
  readonly vectors: readonly (readonly number[])[];
}

/** Eigenvalues and vectors of a symmetric matrix. Domain: square, finite entries. */
export function symmetricEigen(matrix: readonly (readonly number[])[]): SymmetricEigen {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    new Matrix(matrix.map((row) => [...row])),
    {
      assumeSymmetric: true,
    },
  );
  const order = [...realEigenvalues.keys()].sort((i, j) => realEigenvalues[j]! - realEigenvalues[i]!);
  return {
    values: order.map((j) => realEigenvalues[j]!),
    vectors: order.map((j) => {
      const vector = eigenvectorMatrix.getColumn(j);
      // A tie within rounding goes to the first of the entries.
      const largest = Math.max(...vector.map(Math.abs)) * (1 - 1e-9);
      return vector.find((entry) => Math.abs(entry) >= largest)! < 0 ? vector.map((entry) => -entry) : vector;
    }),
  };
}

/** A least-squares solution. */
export interface LeastSquares {
  readonly coefficients: readonly number[];
  /** Inverse of XᵀX. */
  readonly inverse: readonly (readonly number[])[];
  /** Sum of the squares of the residuals. */
  readonly residual: number;
}

/** How small a pivot may be, beside the length of its column, before the columns count as dependent. */
const dependent = 1e-10;

/**
 * The coefficients with the least sum of squared residuals of `target` on `columns`, by QR; `null` where a column depends on those before
 * it. Domain: at least as many rows as columns.
 */
export function leastSquares(columns: readonly ArrayLike<number>[], target: ArrayLike<number>): LeastSquares | null {
  const rows = target.length;
  const size = columns.length;
  const design = new Matrix(rows, size);
  const lengths = columns.map((column, j) => {
    let squares = 0;
    for (let i = 0; i < rows; i++) {
      design.set(i, j, column[i]!);
      squares += column[i]! ** 2;
    }
    return Math.sqrt(squares);
  });
  const qr = new QrDecomposition(design);
  const upper = qr.upperTriangularMatrix;
  if (lengths.some((length, j) => !(Math.abs(upper.get(j, j)) > dependent * length))) return null;
  const coefficients = qr.solve(Matrix.columnVector(Array.from(target))).getColumn(0);
  let residual = 0;
  for (let i = 0; i < rows; i++) {
    let fitted = 0;
    for (let j = 0; j < size; j++) fitted += coefficients[j]! * columns[j]![i]!;
    residual += (target[i]! - fitted) ** 2;
  }
  // XᵀX = RᵀR, so that its inverse is R⁻¹ R⁻ᵀ.
  const back = Array.from({ length: size }, (_, j) => {
    const column = new Array<number>(size).fill(0);
    for (let i = j; i >= 0; i--) {
      let rest = i === j ? 1 : 0;
      for (let k = i + 1; k <= j; k++) rest -= upper.get(i, k) * column[k]!;
      column[i] = rest / upper.get(i, i);
    }
    return column;
  });
  const inverse = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => back.reduce((sum, column) => sum + column[i]! * column[j]!, 0)),
  );
  return { coefficients, inverse, residual };
}
