import { requireOptions } from "../../../../checks.ts";
import { InputError } from "../../../../errors.ts";
import { normalSurvival } from "../../../../numeric/distributions.ts";
import type { Warning } from "../../../../types.ts";
import { correlationFactor, requireCorrelationFactor } from "../../items/correlation-factor.ts";
import { type DimensionItems, type Dimensions, requireDimensions } from "../../items/dimensions.ts";
import { type ItemData, type ItemOptions, readItems, requireCorrelations } from "../../items/item-data.ts";
import { extractedOf } from "../../reliability/composite-reliability.ts";
import { reliabilityOfSum } from "../../reliability/reliability-of-sum.ts";
import { heywoodPlaces } from "../uniqueness.ts";
import { type ConfirmatoryErrors, confirmatoryErrors } from "./confirmatory-errors.ts";
import { type ConfirmatoryFit, fitOf } from "./confirmatory-fit.ts";
import { fitConfirmatory } from "./confirmatory-model.ts";

/** Options of {@link confirmatoryFactorAnalysis}. */
export interface ConfirmatoryFactorAnalysisOptions extends Omit<ItemOptions, "items"> {
  /** The items of each dimension: at least two, at least three where there is one dimension alone. */
  readonly dimensions: DimensionItems;
}

/** One item of a {@link ConfirmatoryFactorAnalysis}. */
export interface ConfirmatoryItem {
  /** Name of the item. */
  readonly item: string;
  /** The dimension that it loads on. */
  readonly dimension: string;
  /** Its standardized loading: its correlation with the dimension. */
  readonly loading: number;
  /** Standard error of the loading; `null` without the number of respondents, or where there is none. */
  readonly standardError: number | null;
  /** Loading by standard error; `null` as above. */
  readonly z: number | null;
  /** Chance of a z as large by chance, two-sided; `null` as above. */
  readonly pValue: number | null;
  /** Share of its variance that is its own. */
  readonly uniqueness: number;
}

/** One dimension of a {@link ConfirmatoryFactorAnalysis}. */
export interface ConfirmatoryDimension {
  /** Name of the dimension. */
  readonly dimension: string;
  /** Average variance extracted (平均方差提取量): convergent validity (聚合效度), .5 and more by rule of thumb. */
  readonly averageVarianceExtracted: number;
  /** Composite reliability (组合信度), .7 and more by rule of thumb. */
  readonly compositeReliability: number;
}

/** What {@link confirmatoryFactorAnalysis} returns; `discriminantValidity` takes it as it is. */
export interface ConfirmatoryFactorAnalysis {
  /** Standardized loadings of the items of each dimension, by its name. */
  readonly loadings: Readonly<Record<string, readonly number[]>>;
  /** Correlations of the dimensions, in the order given. */
  readonly correlations: readonly (readonly number[])[];
  /** Standard errors of these correlations, 0 on the diagonal; `null` without the number of respondents, or where there are none. */
  readonly correlationErrors: readonly (readonly number[])[] | null;
  /** The items, dimension after dimension. */
  readonly items: readonly ConfirmatoryItem[];
  /** The dimensions, in the order given. */
  readonly dimensions: readonly ConfirmatoryDimension[];
  /** How well they reproduce the correlations. */
  readonly fit: ConfirmatoryFit;
  /** Names of the items whose uniqueness stands at its limit (Heywood case). */
  readonly heywood: readonly string[];
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** Whether the search reached the minimum. */
  readonly converged: boolean;
  /** Steps of the search. */
  readonly iterations: number;
  /** `reversed-item`, `heywood`, `indistinct-dimensions`, `not-converged`, `undetermined`. */
  readonly warnings: readonly Warning[];
}

/**
 * Confirmatory factor analysis (验证性因子分析, CFA, 结构效度): whether items measure the dimensions that they were made for, each item one of
 * them, while the dimensions may correlate.
 *
 * Maximum likelihood: minimizes ln|Σ| + tr(RΣ⁻¹) − ln|R| − k, Σ = Λ Φ Λᵀ + Ψ with one loading an item in Λ and variances of 1 in Φ. χ² is n
 * times the minimum; it assumes normal answers, and speaks against every model where respondents are many. Standard errors are from the
 * expected information, for standardized loadings by the delta method.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - The items of each dimension; scale, reversed items, missing answers.
 * @returns Loadings, correlations of dimensions, fit, and for each dimension AVE and composite reliability.
 * @throws InputError `insufficient-data` for a dimension with too few items or fewer than two complete respondents, `singular` where items
 * determine each other, `zero-variance` where an item does not vary, `duplicate-id` for an item in two dimensions; `empty`,
 * `length-mismatch`, `not-finite`, `out-of-range` for the answers; `bad-option` for the options.
 * @remarks Sources: Jöreskog (1969), Psychometrika 34; Bentler (1990), Psychological Bulletin 107 (CFI); Tucker & Lewis (1973), Psychometrika
 * 38; Steiger (1990), Multivariate Behavioral Research 25 (RMSEA); rules of thumb: Hu & Bentler (1999), Structural Equation Modeling 6.
 * Twins: R `lavaan::cfa(std.lv = TRUE)` with `standardizedSolution`; Amos. Here no uniqueness goes below 0.005, there it may become negative.
 * @example
 * ```ts
 * import { confirmatoryFactorAnalysis, discriminantValidity } from "customer-equity/servqual";
 * const sameHalf = (i: number, j: number): boolean => i < 3 === j < 3;
 * const correlations = [0, 1, 2, 3, 4, 5].map((i) => [0, 1, 2, 3, 4, 5].map((j) => (i === j ? 1 : sameHalf(i, j) ? 0.49 : 0.147)));
 * const dimensions = { quality: ["item1", "item2", "item3"], loyalty: ["item4", "item5", "item6"] };
 * const analysis = confirmatoryFactorAnalysis({ correlations, n: 200 }, { dimensions });
 * console.log(analysis.items[0]?.loading.toFixed(2), analysis.correlations[0]?.[1]?.toFixed(2)); // 0.70 0.30
 * console.log(discriminantValidity(analysis).met); // true
 * ```
 */
export function confirmatoryFactorAnalysis(
  answers: ItemData,
  options: ConfirmatoryFactorAnalysisOptions,
): ConfirmatoryFactorAnalysis {
  const { dimensions: given, ...rest } = requireOptions(options);
  const dimensions = requireDimensions(given, "options.dimensions");
  requireIdentified(dimensions);
  const read = readItems(answers, { ...rest, items: dimensions.items });
  const { items, n } = read;
  const correlations = requireCorrelations(read);
  const factor = requireCorrelationFactor(correlations, items);
  const structure = {
    dimensionOf: dimensions.places.flatMap((own, d) => own.map(() => d)),
    dimensions: dimensions.names.length,
  };
  const solution = fitConfirmatory(correlations, factor, structure);
  const heywood = heywoodPlaces(solution.uniquenesses);
  const errors = n === null ? null : confirmatoryErrors(solution, structure, { n, heywood });
  // Each dimension points the way that most of its loadings go.
  const signs = dimensions.places.map((own) => (own.reduce((sum, i) => sum + solution.loadings[i]!, 0) < 0 ? -1 : 1));
  const standardized = items.map((item, i) => {
    const d = structure.dimensionOf[i]!;
    const variance = solution.loadings[i]! ** 2 + solution.uniquenesses[i]!;
    const loading = (signs[d]! * solution.loadings[i]!) / Math.sqrt(variance);
    const standardError = errors?.loadings[i] ?? null;
    const z = standardError === null || standardError === 0 ? null : loading / standardError;
    return {
      item,
      dimension: dimensions.names[d]!,
      loading,
      standardError,
      z,
      pValue: z === null ? null : 2 * normalSurvival(Math.abs(z)),
      uniqueness: solution.uniquenesses[i]! / variance,
    };
  });
  const phi = solution.correlations.map((row, a) => row.map((r, b) => (a === b ? 1 : signs[a]! * signs[b]! * r)));
  const loadings = dimensions.places.map((own) => own.map((i) => standardized[i]!.loading));
  return {
    loadings: Object.fromEntries(dimensions.names.map((name, d) => [name, loadings[d]!])),
    correlations: phi,
    correlationErrors: errors?.correlations ?? null,
    items: standardized,
    dimensions: dimensions.names.map((dimension, d) => ({
      dimension,
      averageVarianceExtracted: extractedOf(loadings[d]!),
      compositeReliability: reliabilityOfSum(
        loadings[d]!,
        dimensions.places[d]!.map((i) => standardized[i]!.uniqueness),
      ),
    })),
    fit: fitOf(solution, { correlations, factor, dimensions: structure.dimensions, n }),
    heywood: heywood.map((i) => items[i]!),
    n,
    missing: read.missing,
    converged: solution.converged,
    iterations: solution.iterations,
    warnings: warningsOf({ standardized, heywood, phi, converged: solution.converged, errors, n }),
  };
}

/** A dimension of which the others leave a smaller share is one with them. */
const leastDistinct = 1e-3;

function requireIdentified({ names, places }: Dimensions): void {
  const least = names.length === 1 ? 3 : 2;
  const short = names.find((_, d) => places[d]!.length < least);
  if (short === undefined) return;
  throw new InputError({
    code: "insufficient-data",
    path: `options.dimensions.${short}`,
    expected: `at least ${least} items, without which its loadings are not determined`,
    received: places[names.indexOf(short)]!.length,
  });
}

function warningsOf(found: {
  readonly standardized: readonly ConfirmatoryItem[];
  readonly heywood: readonly number[];
  readonly phi: readonly (readonly number[])[];
  readonly converged: boolean;
  readonly errors: ConfirmatoryErrors | null;
  readonly n: number | null;
}): Warning[] {
  const { standardized, heywood, phi, converged, errors, n } = found;
  const warnings: Warning[] = [];
  const names = (items: readonly ConfirmatoryItem[]): string => items.map(({ item }) => item).join(", ");
  const negative = standardized.filter(({ loading }) => loading < 0);
  if (negative.length > 0) {
    warnings.push({
      code: "reversed-item",
      message: `Negative loading: ${names(negative)}. If worded the other way round, name in \`reversed\`; if not, leave out.`,
      count: negative.length,
    });
  }
  if (heywood.length > 0) {
    warnings.push({
      code: "heywood",
      message: `Nothing of its own is left (Heywood case): ${names(heywood.map((i) => standardized[i]!))}. Leave the item out, or have more respondents.`,
      count: heywood.length,
    });
  }
  if (correlationFactor(phi, leastDistinct) === null) {
    warnings.push({
      code: "indistinct-dimensions",
      message:
        "Some dimensions are determined by others, or correlate by 1 or more: make one of those that measure the same.",
    });
  }
  if (!converged) {
    warnings.push({
      code: "not-converged",
      message: "The search stopped before the minimum: take fewer dimensions, or leave out items that load on none.",
    });
  }
  if (errors === null && n !== null) {
    warnings.push({
      code: "undetermined",
      message:
        "The correlations fit other loadings as well, so that there are no standard errors: have more items in each dimension.",
    });
  }
  return warnings;
}
