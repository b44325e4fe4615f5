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

/** Rows taken at a time: few enough that their columns stay near at hand. */
const blockRows = 256;

/**
 * The coefficients with the least sum of squared residuals of `target` on `columns`, by QR; `null` where a column depends on those before
 * it. Domain: at least as many rows as columns.
 */
export function leastSquares(columns: readonly ArrayLike<number>[], target: ArrayLike<number>): LeastSquares | null {
  const rows = target.length;
  const size = columns.length;
  const upper = upperTriangle([...columns, target]);
  const lengths = columns.map((column) => {
    let squares = 0;
    for (let i = 0; i < rows; i++) squares += column[i]! ** 2;
    return Math.sqrt(squares);
  });
  if (lengths.some((length, j) => !(Math.abs(upper.get(j, j)) > dependent * length))) return null;
  const coefficients = solveUpper(
    upper,
    Array.from({ length: size }, (_, i) => upper.get(i, size)),
  );
  const residuals = new Float64Array(rows);
  for (let i = 0; i < rows; i++) residuals[i] = target[i]!;
  for (let j = 0; j < size; j++) {
    const [column, coefficient] = [columns[j]!, coefficients[j]!];
    for (let i = 0; i < rows; i++) residuals[i]! -= coefficient * column[i]!;
  }
  let residual = 0;
  for (let i = 0; i < rows; i++) residual += residuals[i]! ** 2;
  // XᵀX = RᵀR, so that its inverse is R⁻¹ R⁻ᵀ.
  const back = Array.from({ length: size }, (_, j) =>
    solveUpper(
      upper,
      Array.from({ length: size }, (_, i) => (i === j ? 1 : 0)),
    ),
  );
  const inverse = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => back.reduce((sum, column) => sum + column[i]! * column[j]!, 0)),
  );
  return { coefficients, inverse, residual };
}

/** The upper triangle R of columns: block after block, the R of all rows before it on top. */
function upperTriangle(columns: readonly ArrayLike<number>[]): Matrix {
  const rows = columns[0]!.length;
  const size = columns.length;
  let upper = new Matrix(0, size);
  for (let from = 0; from < rows; from += blockRows) {
    const above = upper.rows;
    const count = Math.min(blockRows, rows - from);
    // Rows of zeros below change nothing, and a triangle needs as many rows as columns.
    const block = Matrix.zeros(Math.max(above + count, size), size);
    if (above > 0) block.setSubMatrix(upper, 0, 0);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < size; j++) block.set(above + i, j, columns[j]![from + i]!);
    }
    upper = new QrDecomposition(block).upperTriangularMatrix;
  }
  return upper;
}

/** x of R x = right, for the upper left part of R that has as many rows. */
function solveUpper(upper: Matrix, right: readonly number[]): number[] {
  const x = [...right];
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= upper.get(i, k) * x[k]!;
    x[i]! /= upper.get(i, i);
  }
  return x;
}
