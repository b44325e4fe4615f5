import { symmetricEigen } from "../../../numeric/decompositions.ts";
import { type Minimum, maxNorm, minimize, type Objective } from "../../../numeric/minimize.ts";
import { squaredMultipleCorrelations } from "../items/correlation-factor.ts";
import { coordinateOf, heywoodPlaces, uniquenessAt } from "./uniqueness.ts";

/** How factors are extracted: least squares of the correlations off the diagonal, or maximum likelihood. */
export type ExtractionMethod = "minres" | "ml";

/** Factors before any rotation. */
export interface Extraction {
  /** A row an item, a column a factor, the factor with the largest eigenvalue first. */
  readonly loadings: readonly (readonly number[])[];
  readonly uniquenesses: readonly number[];
  /** The minimum: half the sum of squared residuals, or the discrepancy ln|Σ| + tr(RΣ⁻¹) − ln|R| − k. */
  readonly objective: number;
  readonly converged: boolean;
  /** Of all starts together. */
  readonly iterations: number;
  /** Whether the two searches ended in different minima, of which this is the lower one. */
  readonly severalMinima: boolean;
  /** Whether they ended in the same minimum with different uniquenesses: the correlations do not say which. */
  readonly undetermined: boolean;
  /** Places of items whose uniqueness stands at its lower limit. */
  readonly heywood: readonly number[];
}

/**
 * Extracts factors of a correlation matrix: minimizes over the uniquenesses ψ, for which the best loadings are known from eigenvectors
 * (Jöreskog 1967, 1977; Harman & Jones 1966).
 *
 * Domain: `factors` below the number of items; for `"ml"` a positive definite matrix.
 */
export function extractFactors(
  correlations: readonly (readonly number[])[],
  factors: number,
  method: ExtractionMethod,
): Extraction {
  const objectiveAt = method === "ml" ? likelihoodOf : leastSquaresOf;
  const objective: Objective = (point, gradient) => {
    const uniquenesses = Array.from(point, uniquenessAt);
    const { value, slopes } = objectiveAt(correlations, factors, uniquenesses);
    for (let i = 0; i < point.length; i++) gradient[i] = 2 * point[i]! * slopes[i]!;
    return value;
  };
  const search = (start: readonly number[]): Minimum =>
    minimize(objective, start.map(coordinateOf), { gradientTolerance: 1e-10, maxStep: 0.5 });
  const ends = [search(explainedStart(correlations, factors)), search(scatteredStart(correlations.length))] as const;
  const [best, other] = ends[1].value < ends[0].value ? [ends[1], ends[0]] : ends;
  const differ = (margin: number): boolean => other.value - best.value > margin;
  const uniquenesses = Array.from(best.point, uniquenessAt);
  const apart = maxNorm(uniquenesses.map((psi, i) => psi - uniquenessAt(other.point[i]!)));
  return {
    loadings: objectiveAt(correlations, factors, uniquenesses).loadings(),
    uniquenesses,
    objective: Math.max(0, best.value),
    converged: settled(best),
    iterations: best.iterations + other.iterations,
    severalMinima: settled(other) && differ(1e-6),
    undetermined: settled(best) && settled(other) && !differ(1e-9) && apart > 1e-3,
    heywood: heywoodPlaces(uniquenesses),
  };
}

/** The search stops by rounding before it stops by its tolerance: this is far below what loadings to six digits need. */
function settled({ gradientNorm }: Minimum): boolean {
  return gradientNorm <= 1e-6;
}

/** Uniquenesses to start from: what the other items leave of an item, as factanal does; the nearest of them, where they leave nothing. */
function explainedStart(correlations: readonly (readonly number[])[], factors: number): number[] {
  const explained =
    squaredMultipleCorrelations(correlations) ??
    correlations.map((row, i) => Math.max(...row.map((r, j) => (i === j ? 0 : r * r))));
  return explained.map((share) => (1 - (0.5 * factors) / correlations.length) * (1 - share));
}

/** Another start, from .3 to .7 and different for each item: alike items would stay alike, and hide that others fit as well. */
function scatteredStart(items: number): number[] {
  return Array.from({ length: items }, (_, i) => 0.3 + 0.4 * ((0.618034 * (i + 1)) % 1));
}

/** The objective at some uniquenesses: its value, its slope along each, and the loadings that go with them. */
interface Objected {
  readonly value: number;
  readonly slopes: readonly number[];
  readonly loadings: () => number[][];
}

/** ½ Σ θ², θ the eigenvalues of R − Ψ that the factors do not take up; the slope is − Σ θ v². */
function leastSquaresOf(
  correlations: readonly (readonly number[])[],
  factors: number,
  uniquenesses: readonly number[],
): Objected {
  const reduced = correlations.map((row, i) => row.map((entry, j) => (i === j ? entry - uniquenesses[i]! : entry)));
  const { values, vectors } = symmetricEigen(reduced);
  // A factor cannot take up a negative eigenvalue.
  const left = values.map((value, j) => (j < factors ? Math.min(0, value) : value));
  return {
    value: 0.5 * left.reduce((sum, value) => sum + value * value, 0),
    slopes: uniquenesses.map((_, i) => -left.reduce((sum, value, j) => sum + value * vectors[j]![i]! ** 2, 0)),
    loadings: () =>
      uniquenesses.map((_, i) =>
        Array.from({ length: factors }, (_, j) => Math.sqrt(Math.max(0, values[j]!)) * vectors[j]![i]!),
      ),
  };
}

/** Σ (e − ln e − 1), e the eigenvalues of Ψ^-½ R Ψ^-½ that the factors do not take up; the slope is − Σ (e − 1) u² / ψ. */
function likelihoodOf(
  correlations: readonly (readonly number[])[],
  factors: number,
  uniquenesses: readonly number[],
): Objected {
  const roots = uniquenesses.map(Math.sqrt);
  const { values, vectors } = symmetricEigen(
    correlations.map((row, i) => row.map((entry, j) => entry / (roots[i]! * roots[j]!))),
  );
  // A factor cannot take up an eigenvalue below 1.
  const left = values.map((value, j) => (j < factors ? Math.min(1, value) : value) - 1);
  return {
    value: left.reduce((sum, excess) => sum + excess - Math.log1p(excess), 0),
    slopes: uniquenesses.map(
      (psi, i) => -left.reduce((sum, excess, j) => sum + excess * vectors[j]![i]! ** 2, 0) / psi,
    ),
    loadings: () =>
      uniquenesses.map((_, i) =>
        Array.from({ length: factors }, (_, j) => roots[i]! * Math.sqrt(Math.max(0, values[j]! - 1)) * vectors[j]![i]!),
      ),
  };
}
