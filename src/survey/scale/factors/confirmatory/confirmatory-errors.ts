import { cholesky, choleskyInverse } from "../../../../numeric/cholesky.ts";
import { multiply } from "../../../../numeric/matrix.ts";
import { type ConfirmatorySolution, placeOfCorrelation, type Structure } from "./confirmatory-model.ts";

/** Standard errors of a confirmatory solution. */
export interface ConfirmatoryErrors {
  /** Of the standardized loadings. */
  readonly loadings: readonly number[];
  /** Of the correlations of dimensions; 0 on the diagonal. */
  readonly correlations: readonly (readonly number[])[];
}

/**
 * Standard errors from the expected information, n/2 · tr(Σ⁻¹ dΣₐ Σ⁻¹ dΣᵦ), those of standardized loadings by the delta method; a uniqueness
 * at its limit (`heywood`) counts as known. `null` where the information has no inverse.
 */
export function confirmatoryErrors(
  solution: ConfirmatorySolution,
  { dimensionOf, dimensions }: Structure,
  { n, heywood }: { readonly n: number; readonly heywood: readonly number[] },
): ConfirmatoryErrors | null {
  const { loadings, uniquenesses, correlations, implied } = solution;
  const size = loadings.length;
  const lower = cholesky(implied);
  if (lower === null) return null;
  const inverse = choleskyInverse(lower);
  const zeros = (): number[][] => Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const ofLoadings = loadings.map((_, i) => {
    const change = zeros();
    for (let j = 0; j < size; j++) {
      const share = loadings[j]! * correlations[dimensionOf[i]!]![dimensionOf[j]!]!;
      change[i]![j]! += share;
      change[j]![i]! += share;
    }
    return change;
  });
  const free = loadings.map((_, i) => i).filter((i) => !heywood.includes(i));
  const ofUniquenesses = free.map((i) => {
    const change = zeros();
    change[i]![i] = 1;
    return change;
  });
  const pairs = (dimensions * (dimensions - 1)) / 2;
  const ofCorrelations = Array.from({ length: pairs }, (_, place) =>
    loadings.map((a, i) =>
      loadings.map((b, j) => (placeOfCorrelation(dimensionOf[i]!, dimensionOf[j]!) === place ? a * b : 0)),
    ),
  );
  const weighted = [...ofLoadings, ...ofUniquenesses, ...ofCorrelations].map((change) => multiply(inverse, change));
  const information = weighted.map((a) =>
    weighted.map((b) => {
      let trace = 0;
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) trace += a[i]![j]! * b[j]![i]!;
      return 0.5 * n * trace;
    }),
  );
  const factor = cholesky(information);
  if (factor === null || factor.some((row, a) => row[a]! ** 2 <= 1e-10 * information[a]![a]!)) return null;
  const covariance = choleskyInverse(factor);
  const known = size + free.length;
  return {
    loadings: loadings.map((loading, i) => {
      const variance = loading ** 2 + uniquenesses[i]!;
      const alongLoading = uniquenesses[i]! / variance ** 1.5;
      const alongUniqueness = (-0.5 * loading) / variance ** 1.5;
      const u = free.indexOf(i);
      const own = alongLoading ** 2 * covariance[i]![i]!;
      if (u < 0) return Math.sqrt(own);
      const shared = 2 * alongLoading * alongUniqueness * covariance[i]![size + u]!;
      return Math.sqrt(Math.max(0, own + shared + alongUniqueness ** 2 * covariance[size + u]![size + u]!));
    }),
    correlations: correlations.map((row, one) =>
      row.map((_, other) => {
        const place = placeOfCorrelation(one, other);
        return place === null ? 0 : Math.sqrt(covariance[known + place]![known + place]!);
      }),
    ),
  };
}
