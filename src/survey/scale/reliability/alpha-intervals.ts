import { fQuantile } from "../../../numeric/distributions.ts";
import type { ParameterInterval } from "../../../types.ts";
import { sumOf, traceOf } from "./alpha.ts";

/** Feldt's interval of an alpha of `size` items and `n` respondents: that of the F distribution which (1 − population α)/(1 − α) has. */
export function feldtInterval(
  alpha: number,
  { n, size, level }: { readonly n: number; readonly size: number; readonly level: number },
): ParameterInterval {
  const degrees = [n - 1, (n - 1) * (size - 1)] as const;
  return {
    lower: 1 - (1 - alpha) * fQuantile(0.5 + level / 2, ...degrees),
    upper: 1 - (1 - alpha) * fQuantile(0.5 - level / 2, ...degrees),
  };
}

/**
 * Standard error of alpha for normal answers with any covariances (Duhachek & Iacobucci 2004, by van Zyl, Neudecker & Nel 2000); `null`
 * where pairwise covariances contradict each other so far that it has none.
 */
export function alphaStandardError(covariance: readonly (readonly number[])[], n: number): number | null {
  const size = covariance.length;
  const total = sumOf(covariance);
  const trace = traceOf(covariance);
  // tr C² and 1ᵀC²1, C being symmetric.
  const traceOfSquare = covariance.reduce((sum, row) => sum + row.reduce((part, entry) => part + entry * entry, 0), 0);
  const sumOfSquare = covariance.reduce((sum, row) => sum + row.reduce((part, entry) => part + entry, 0) ** 2, 0);
  const variance =
    ((2 * size ** 2) / ((size - 1) ** 2 * total ** 3)) *
    (total * (traceOfSquare + trace ** 2) - 2 * trace * sumOfSquare);
  // Parallel items without error leave nothing but rounding.
  return variance >= -1e-12 ? Math.sqrt(Math.max(0, variance) / n) : null;
}
