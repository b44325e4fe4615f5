import { requireColumn, requireOptions, requireRows } from "../../../checks.ts";
import type { Column } from "../../../types.ts";
import { reliabilityOfSum } from "./reliability-of-sum.ts";

/** Options of {@link compositeReliability}. */
export interface CompositeReliabilityOptions {
  /**
   * Error variances of the items, at least 0, for loadings that are not standardized.
   * @defaultValue 1 − λ² for each
   */
  readonly errorVariances?: Column | undefined;
}

/**
 * Composite reliability of a construct (组合信度, CR, ρ_C): the share of the variance of its items' sum that the construct explains.
 *
 * CR = (Σλ)² / ((Σλ)² + Σθ), with loadings λ and error variances θ = 1 − λ².
 *
 * @param loadings - Loadings of the construct's items, from −1 to 1; any size with `errorVariances`.
 * @param options - Error variances.
 * @returns The reliability, from 0 to 1; .7 and more is good by rule of thumb.
 * @throws InputError `empty`, `not-finite`; `out-of-range` for a loading beyond 1 or a negative error variance; `length-mismatch`;
 * `zero-variance` where loadings and error variances are all 0.
 * @remarks Sources: Jöreskog (1971), Psychometrika 36; Fornell & Larcker (1981), Journal of Marketing Research 18. Loadings come from
 * `mcdonaldOmega` or `factorAnalysis`, or from a path model. Twins: R `semTools::compRelSEM`, `seminr` (rhoC); SmartPLS.
 * @example
 * ```ts
 * import { compositeReliability } from "customer-equity/servqual";
 * console.log(compositeReliability([0.8, 0.75, 0.7, 0.6]).toFixed(4)); // 0.8066
 * ```
 */
export function compositeReliability(loadings: Column, options?: CompositeReliabilityOptions): number {
  const { errorVariances } = requireOptions(options);
  if (errorVariances === undefined) {
    const standardized = requireLoadings(loadings);
    return reliabilityOfSum(
      standardized,
      Array.from(standardized, (loading) => Math.max(0, 1 - loading ** 2)),
    );
  }
  requireRows(requireColumn(loadings, "loadings", { min: -1e100, max: 1e100 }), "loadings");
  const errors = requireColumn(errorVariances, "options.errorVariances", { min: 0, max: 1e200 }, loadings.length);
  return reliabilityOfSum(loadings, errors);
}

/**
 * Average variance extracted (平均方差提取量, AVE): the share of its items' variance that a construct explains, the mean of λ².
 *
 * @param loadings - Standardized loadings of the construct's items, from −1 to 1.
 * @returns The share, from 0 to 1; .5 and more is good by rule of thumb.
 * @throws InputError `empty`, `not-finite`; `out-of-range` for a loading beyond 1.
 * @remarks Source: Fornell & Larcker (1981), Journal of Marketing Research 18. Twins: R `semTools::AVE`, `seminr`; SmartPLS.
 * @example
 * ```ts
 * import { averageVarianceExtracted } from "customer-equity/servqual";
 * console.log(averageVarianceExtracted([0.8, 0.75, 0.7, 0.6])); // 0.513125
 * ```
 */
export function averageVarianceExtracted(loadings: Column): number {
  return extractedOf(requireLoadings(loadings));
}

/** The mean square of checked loadings. */
export function extractedOf(loadings: Column): number {
  let sum = 0;
  for (let i = 0; i < loadings.length; i++) sum += loadings[i]! ** 2;
  return Math.min(1, sum / loadings.length);
}

/** Checks standardized loadings; a rounding error beyond 1 is no mistake. */
export function requireLoadings(loadings: Column, path = "loadings"): Column {
  const advice =
    "Standardized loadings are correlations; where one is beyond 1 (a Heywood case) the construct is none.";
  requireRows(requireColumn(loadings, path, { min: -1 - 1e-12, max: 1 + 1e-12, advice }), path);
  return loadings;
}
