import { cholesky, choleskyInverse } from "../../../../numeric/cholesky.ts";
import { minimize, type Objective } from "../../../../numeric/minimize.ts";
import { logDeterminantOf } from "../../items/correlation-factor.ts";
import { coordinateOf, uniquenessAt } from "../uniqueness.ts";

type Matrix = readonly (readonly number[])[];

/** Which item loads on which dimension: for each item the place of its dimension. */
export interface Structure {
  readonly dimensionOf: readonly number[];
  readonly dimensions: number;
}

/** Loadings, uniquenesses and correlations of dimensions with variance 1. */
export interface ConfirmatorySolution {
  readonly loadings: readonly number[];
  readonly uniquenesses: readonly number[];
  readonly correlations: Matrix;
  /** Covariances that the solution implies. */
  readonly implied: Matrix;
  /** ln|Σ| + tr(RΣ⁻¹) − ln|R| − k. */
  readonly objective: number;
  readonly converged: boolean;
  readonly iterations: number;
}

/**
 * The maximum-likelihood solution for positive definite correlations with the Cholesky factor `factor`. Coordinates: loadings;
 * those of the uniquenesses; correlations below the diagonal, row by row.
 */
export function fitConfirmatory(correlations: Matrix, factor: Matrix, structure: Structure): ConfirmatorySolution {
  const size = correlations.length;
  const logDeterminant = logDeterminantOf(factor);
  const { dimensionOf, dimensions } = structure;
  const objective: Objective = (point, gradient) => {
    const solution = solutionAt(point, structure);
    const lower = cholesky(solution.implied);
    if (lower === null) return Number.POSITIVE_INFINITY;
    const inverse = choleskyInverse(lower);
    const slope = slopeOf(inverse, correlations);
    const { loadings } = solution;
    const phi = solution.correlations;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += slope[i]![j]! * loadings[j]! * phi[dimensionOf[j]!]![dimensionOf[i]!]!;
      gradient[i] = 2 * sum;
      gradient[size + i] = 2 * point[size + i]! * slope[i]![i]!;
    }
    gradient.fill(0, 2 * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) {
        const place = placeOfCorrelation(dimensionOf[i]!, dimensionOf[j]!);
        if (place !== null) gradient[2 * size + place]! += 2 * loadings[i]! * loadings[j]! * slope[i]![j]!;
      }
    }
    const trace = correlations.reduce(
      (sum, row, i) => sum + row.reduce((part, r, j) => part + r * inverse[i]![j]!, 0),
      0,
    );
    return logDeterminantOf(lower) + trace - logDeterminant - size;
  };
  const start = new Float64Array(2 * size + (dimensions * (dimensions - 1)) / 2);
  for (let i = 0; i < size; i++) {
    // An item goes with its dimension or against it.
    const together = correlations[i]!.reduce((sum, r, j) => sum + (dimensionOf[j] === dimensionOf[i] ? r : 0), 0);
    start[i] = together < 1 ? -0.6 : 0.6;
    start[size + i] = coordinateOf(0.64);
  }
  const { point, value, gradientNorm, iterations } = minimize(objective, start, {
    gradientTolerance: 1e-9,
    maxStep: 0.5,
  });
  return {
    ...solutionAt(point, structure),
    objective: Math.max(0, value),
    converged: gradientNorm <= 1e-6,
    iterations,
  };
}

/** Σ⁻¹ − Σ⁻¹RΣ⁻¹: the slope of the objective along each covariance. */
function slopeOf(inverse: Matrix, correlations: Matrix): number[][] {
  const half = inverse.map((row) => correlations.map((column) => column.reduce((sum, r, k) => sum + row[k]! * r, 0)));
  return inverse.map((row, i) =>
    row.map((entry, j) => entry - half[i]!.reduce((sum, value, k) => sum + value * inverse[k]![j]!, 0)),
  );
}

/** The place of the correlation of two dimensions among the coordinates; `null` for a dimension with itself. */
export function placeOfCorrelation(one: number, other: number): number | null {
  if (one === other) return null;
  const [high, low] = [Math.max(one, other), Math.min(one, other)];
  return (high * (high - 1)) / 2 + low;
}

function solutionAt(
  point: Float64Array,
  { dimensionOf, dimensions }: Structure,
): Pick<ConfirmatorySolution, "loadings" | "uniquenesses" | "correlations" | "implied"> {
  const size = dimensionOf.length;
  const loadings = Array.from(point.subarray(0, size));
  const uniquenesses = Array.from(point.subarray(size, 2 * size), uniquenessAt);
  const correlations = Array.from({ length: dimensions }, (_, one) =>
    Array.from({ length: dimensions }, (_, other) => {
      const place = placeOfCorrelation(one, other);
      return place === null ? 1 : point[2 * size + place]!;
    }),
  );
  const implied = loadings.map((a, i) =>
    loadings.map((b, j) => {
      const shared = a * b * correlations[dimensionOf[i]!]![dimensionOf[j]!]!;
      return i === j ? shared + uniquenesses[i]! : shared;
    }),
  );
  return { loadings, uniquenesses, correlations, implied };
}
