import { requireFlag, requireNumber, requireOneOf } from "../../../checks.ts";
import { symmetricEigen } from "../../../numeric/decompositions.ts";
import type { Warning } from "../../../types.ts";
import { type ItemData, type ItemOptions, readItems, requireCorrelations } from "../items/item-data.ts";
import { countAbove, eigenvalueRounding } from "./count-above.ts";
import { type ExplainedVariance, explainedBy } from "./explained-variance.ts";
import { orderFactors } from "./rotation/factor-order.ts";
import { varimax } from "./rotation/varimax.ts";

/** Options of {@link principalComponents}. */
export interface PrincipalComponentsOptions extends ItemOptions {
  /**
   * How many components to keep: from 1 to the number of items.
   * @defaultValue as many as have an eigenvalue above 1 (Kaiser's rule), at least 1
   */
  readonly components?: number | undefined;
  /**
   * Whether to turn the kept components so that each item loads on few of them.
   * @defaultValue "none"
   */
  readonly rotation?: "none" | "varimax" | undefined;
  /**
   * Whether every item counts alike for the rotation (Kaiser's normalization).
   * @defaultValue true
   */
  readonly normalize?: boolean | undefined;
}

/** What {@link principalComponents} returns. */
export interface PrincipalComponents {
  /** Names of the items: the rows of `loadings`. */
  readonly items: readonly string[];
  /** All eigenvalues of the correlations (特征值), the largest first: variances of the components before any rotation. */
  readonly eigenvalues: readonly number[];
  /** How many of them are above 1 (Kaiser's rule). */
  readonly kaiserCount: number;
  /** The kept components, as rotated: the columns of `loadings`. */
  readonly components: readonly ExplainedVariance[];
  /** Correlations of items and kept components (载荷), a row an item. */
  readonly loadings: readonly (readonly number[])[];
  /** Share of each item's variance that the kept components explain (共同度). */
  readonly communalities: readonly number[];
  /** How they were turned. */
  readonly rotation: "none" | "varimax";
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** `not-positive-definite` where pairwise or given correlations contradict each other. */
  readonly warnings: readonly Warning[];
}

/**
 * Principal components of items (主成分分析): few sums that keep most of the differences between respondents.
 *
 * Loadings are v √λ, with eigenvalues λ and vectors v of the correlations. Sign and order are made unique: the component that explains most
 * comes first, and the loadings of each add up to a positive number.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - Number of components and rotation; items, scale, reversed items, missing answers.
 * @returns Eigenvalues, loadings, communalities and what the components explain.
 * @throws InputError `zero-variance` where an item does not vary, `insufficient-data` for fewer than two items or complete respondents,
 * `out-of-range` for the number of components; `empty`, `length-mismatch`, `not-finite`, `out-of-range`, `duplicate-id` for the answers;
 * `bad-option` for the options.
 * @remarks Sources: Hotelling (1933), Journal of Educational Psychology 24; Kaiser (1958), Psychometrika 23 (varimax) and (1960),
 * Educational and Psychological Measurement 20 (the rule). Components are no factors: they take up error, too (see `factorAnalysis`); how
 * many to keep, `parallelAnalysis` says better than Kaiser's rule. Twins: R `psych::principal` (stops varimax early, by up to 3e-4 of a
 * loading), SPSS FACTOR.
 * @example
 * ```ts
 * import { principalComponents } from "customer-equity/servqual";
 * const correlations = [[1, 0.6, 0.5, 0.2], [0.6, 1, 0.4, 0.3], [0.5, 0.4, 1, 0.1], [0.2, 0.3, 0.1, 1]];
 * const { eigenvalues, kaiserCount } = principalComponents({ correlations });
 * console.log(eigenvalues.map((value) => value.toFixed(3)).join(" "), kaiserCount); // 2.116 0.936 0.571 0.378 1
 * ```
 */
export function principalComponents(answers: ItemData, options?: PrincipalComponentsOptions): PrincipalComponents {
  const read = readItems(answers, options);
  const { components, rotation = "none", normalize = true } = options ?? {};
  requireOneOf(rotation, "options.rotation", ["none", "varimax"]);
  requireFlag(normalize, "options.normalize");
  const size = read.items.length;
  const { values: eigenvalues, vectors } = symmetricEigen(requireCorrelations(read));
  const kaiserCount = countAbove(eigenvalues);
  const kept = requireNumber(components ?? Math.max(1, kaiserCount), "options.components", {
    integer: true,
    min: 1,
    max: size,
  });
  const unrotated = read.items.map((_, i) =>
    Array.from({ length: kept }, (_, j) => Math.sqrt(Math.max(0, eigenvalues[j]!)) * vectors[j]![i]!),
  );
  const { loadings, variances } = orderFactors(rotation === "varimax" ? varimax(unrotated, normalize) : unrotated);
  return {
    items: read.items,
    eigenvalues,
    kaiserCount,
    components: explainedBy(variances, size),
    loadings,
    communalities: loadings.map((row) => row.reduce((sum, loading) => sum + loading * loading, 0)),
    rotation,
    n: read.n,
    missing: read.missing,
    warnings: eigenvalues.at(-1)! < -eigenvalueRounding ? [notPositiveDefinite(eigenvalues.at(-1)!)] : [],
  };
}

function notPositiveDefinite(smallest: number): Warning {
  return {
    code: "not-positive-definite",
    message: `The smallest eigenvalue is ${smallest.toPrecision(3)}: no answers have these correlations. Take \`missing: "listwise"\`, or check the matrix.`,
  };
}
