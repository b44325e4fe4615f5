import { cholesky, choleskyInverse } from "../../../../numeric/cholesky.ts";
import { multiply, transpose } from "../../../../numeric/matrix.ts";

/** Factors that may correlate. */
export interface ObliqueFactors {
  readonly loadings: readonly (readonly number[])[];
  readonly correlations: readonly (readonly number[])[];
}

/**
 * Promax: lets varimax factors correlate, so that each comes closer to the same loadings raised to a power, which keeps the large ones and
 * drives the small ones to 0 (Hendrickson & White 1964). The target is met by least squares, the factors keep variance 1. `null` where
 * the varimax factors depend on each other.
 */
export function promax(varimaxLoadings: readonly (readonly number[])[], power: number): ObliqueFactors | null {
  const target = varimaxLoadings.map((row) => row.map((loading) => loading * Math.abs(loading) ** (power - 1)));
  const crossed = transpose(varimaxLoadings);
  const normal = inverse(multiply(crossed, varimaxLoadings));
  if (normal === null) return null;
  const regression = multiply(normal, multiply(crossed, target));
  const spread = inverse(multiply(transpose(regression), regression));
  if (spread === null) return null;
  const scales = spread.map((row, j) => Math.sqrt(row[j]!));
  const turn = regression.map((row) => row.map((entry, j) => entry * scales[j]!));
  return {
    loadings: multiply(varimaxLoadings, turn),
    correlations: spread.map((row, i) => row.map((entry, j) => (i === j ? 1 : entry / (scales[i]! * scales[j]!)))),
  };
}

/** Inverse of a matrix of cross products; `null` where its columns depend on each other. */
function inverse(products: readonly (readonly number[])[]): number[][] | null {
  const factor = cholesky(products);
  return factor === null || factor.some((row, i) => row[i]! ** 2 <= 1e-12 * products[i]![i]!)
    ? null
    : choleskyInverse(factor);
}
