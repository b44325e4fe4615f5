import { cholesky, choleskyInverse, choleskySolve } from "../../../numeric/cholesky.ts";
import { multiply, transpose } from "../../../numeric/matrix.ts";
import { correlationFactor } from "../items/correlation-factor.ts";

/** Weights of standardized answers in factor scores, a row an item, a column a factor. */
export interface ScoreWeights {
  /** Thurstone's, R⁻¹ L Φ: closest to the factors; `null` where items determine each other. */
  readonly regression: readonly (readonly number[])[] | null;
  /** Bartlett's, Ψ⁻¹ L (Lᵀ Ψ⁻¹ L)⁻¹: unbiased; `null` where factors determine each other. */
  readonly bartlett: readonly (readonly number[])[] | null;
}

/** Both kinds of weights; `structure` is L Φ. */
export function scoreWeightsOf(solution: {
  readonly correlations: readonly (readonly number[])[];
  readonly loadings: readonly (readonly number[])[];
  readonly structure: readonly (readonly number[])[];
  readonly uniquenesses: readonly number[];
}): ScoreWeights {
  const { correlations, loadings, structure, uniquenesses } = solution;
  const factor = correlationFactor(correlations);
  const scaled = loadings.map((row, i) => row.map((loading) => loading / uniquenesses[i]!));
  const products = multiply(transpose(loadings), scaled);
  const spread = cholesky(products);
  return {
    regression: factor === null ? null : transpose(transpose(structure).map((column) => choleskySolve(factor, column))),
    bartlett:
      spread === null || spread.some((row, j) => row[j]! ** 2 <= 1e-12 * products[j]![j]!)
        ? null
        : multiply(scaled, choleskyInverse(spread)),
  };
}
