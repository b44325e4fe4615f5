import { symmetricEigen } from "../numeric/decompositions.ts";

/** The smallest eigenvalue that counts as one. */
const smallest = 1e-10;

/**
 * Johnson's relative weights: R² divided among columns that are correlated, through the uncorrelated columns closest to them. With
 * R = V Δ² Vᵀ, Λ = V Δ Vᵀ and β = Λ⁻¹ r, the weight of column j is Σₘ Λ²ⱼₘ β²ₘ. They are at least 0 and sum to R². `null` where the columns
 * depend on each other.
 *
 * Source: Johnson (2000), Multivariate Behavioral Research 35(1). Twin: R `relaimpo::calc.relimp(type = "genizi")`, whose weights are
 * equal.
 */
export function relativeWeights(
  correlations: readonly (readonly number[])[],
  withOutcome: readonly number[],
): number[] | null {
  const { values, vectors } = symmetricEigen(correlations);
  if (!values.every((value) => value > smallest)) return null;
  const places = withOutcome.map((_, j) => j);
  const root = places.map((i) =>
    places.map((j) => values.reduce((sum, value, m) => sum + vectors[m]![i]! * Math.sqrt(value) * vectors[m]![j]!, 0)),
  );
  const along = vectors.map(
    (vector, m) => places.reduce((sum, j) => sum + vector[j]! * withOutcome[j]!, 0) / Math.sqrt(values[m]!),
  );
  const beta = places.map((i) => vectors.reduce((sum, vector, m) => sum + vector[i]! * along[m]!, 0));
  return places.map((j) => places.reduce((sum, m) => sum + (root[j]![m]! * beta[m]!) ** 2, 0));
}
