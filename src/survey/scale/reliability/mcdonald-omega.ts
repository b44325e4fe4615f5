import { requireNumber, requireOneOf } from "../../../checks.ts";
import type { BootstrapOptions, BootstrapSummary } from "../../../statistics/bootstrap.ts";
import { type LevelOptions, requireLevel } from "../../../statistics/level.ts";
import type { ParameterInterval, Warning } from "../../../types.ts";
import { type Extraction, type ExtractionMethod, extractFactors } from "../factors/extract-factors.ts";
import { extractionWarnings } from "../factors/extraction-warnings.ts";
import { orderFactors } from "../factors/rotation/factor-order.ts";
import { correlationFactor, requireCorrelationFactor } from "../items/correlation-factor.ts";
import { type ItemData, type ItemOptions, readItems, requireCorrelations } from "../items/item-data.ts";
import { resample } from "../items/resample.ts";
import { atLeast, type RuleOfThumb } from "../rule-of-thumb.ts";
import { reliabilityOfSum } from "./reliability-of-sum.ts";

/** Options of {@link mcdonaldOmega}. */
export interface McDonaldOmegaOptions extends ItemOptions, LevelOptions {
  /**
   * How the factor is estimated: by least squares of the correlations (`"minres"`), or by maximum likelihood.
   * @defaultValue "minres"
   */
  readonly method?: ExtractionMethod | undefined;
  /**
   * The omega that a scale should have.
   * @defaultValue 0.7
   */
  readonly cut?: number | undefined;
  /**
   * An interval by resampling respondents, which needs answers without gaps.
   * @defaultValue none
   */
  readonly bootstrap?: BootstrapOptions | undefined;
}

/** What {@link mcdonaldOmega} returns. */
export interface McDonaldOmega {
  /** Omega of the sum of the standardized items, from 0 to 1. */
  readonly omega: number;
  /** Omega of the sum of the answers as given (the covariance form); the same where only correlations are known. */
  readonly covarianceForm: number;
  /** Percentile interval of omega; `null` without bootstrap. */
  readonly interval: ParameterInterval | null;
  /** Level of the interval. */
  readonly level: number;
  /** The bootstrap behind it; `null` without. */
  readonly bootstrap: BootstrapSummary | null;
  /** Whether omega is large enough, by rule of thumb. */
  readonly rule: RuleOfThumb;
  /** Names of the items. */
  readonly items: readonly string[];
  /** Standardized loadings of the items on the one factor, which add up to a positive number. */
  readonly loadings: readonly number[];
  /** Share of each item's variance that is its own, at least 0.005. */
  readonly uniquenesses: readonly number[];
  /** How the factor was estimated. */
  readonly method: ExtractionMethod;
  /** Whether an item has nothing of its own left (Heywood case): its uniqueness stands at 0.005, its loading may be beyond 1. */
  readonly heywood: boolean;
  /** Whether the search reached the minimum. */
  readonly converged: boolean;
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** `reversed-item`, `heywood`, `not-converged`, `several-minima`, `undetermined`, `refits-failed`. */
  readonly warnings: readonly Warning[];
}

/**
 * McDonald's omega of one factor (麦克唐纳 ω 系数, 信度): the share of the variance of a scale's sum that its common factor explains. Unlike
 * alpha it does not ask that all items measure the factor equally well; where they do, the two are the same.
 *
 * ω = (Σλ)² / ((Σλ)² + Σψ), with loadings λ and uniquenesses ψ of a one-factor solution. Covariance form: the same of λs and ψs², s the
 * standard deviations of the items.
 *
 * @param answers - Answers to at least three items, an item a column, or correlations of the items.
 * @param options - Method, rule of thumb, bootstrap; items, scale, reversed items, missing answers.
 * @returns Omega, and the loadings and uniquenesses behind it.
 * @throws InputError `insufficient-data` for fewer than three items or two complete respondents, `zero-variance` where an item does not
 * vary, `singular` with `"ml"` where items determine each other; `empty`, `length-mismatch`, `not-finite`, `out-of-range`, `duplicate-id`
 * for the answers; `bad-option` for a bootstrap of correlations or of answers with gaps, and for the options.
 * @remarks Sources: McDonald (1999), Test Theory; Harman & Jones (1966), Psychometrika 31 (minres); Jöreskog (1967), Psychometrika 32 (ml).
 * It is omega total of one factor; `psych::omega` takes three and a general one. Twins: R `psych::omega(nfactors = 1)`,
 * `MBESS::ci.reliability(type = "omega")` (the covariance form by ml).
 * @example
 * ```ts
 * import { mcdonaldOmega } from "customer-equity/servqual";
 * const { omega, loadings } = mcdonaldOmega({ correlations: [[1, 0.6, 0.48], [0.6, 1, 0.4], [0.48, 0.4, 1]] });
 * console.log(omega.toFixed(4), loadings.map((loading) => loading.toFixed(4)).join(" ")); // 0.7550 0.8485 0.7071 0.5657
 * ```
 */
export function mcdonaldOmega(answers: ItemData, options?: McDonaldOmegaOptions): McDonaldOmega {
  const read = readItems(answers, options, { least: 3 });
  const { method = "minres", cut = 0.7, bootstrap } = options ?? {};
  requireOneOf(method, "options.method", ["minres", "ml"]);
  requireNumber(cut, "options.cut");
  const level = requireLevel(options?.level);
  const { items, covariance, n, missing } = read;
  const correlations = requireCorrelations(read);
  if (method === "ml") requireCorrelationFactor(correlations, items);
  const extraction = extractFactors(correlations, 1, method);
  const loadings = loadingsOf(extraction);
  const { uniquenesses } = extraction;
  const omega = reliabilityOfSum(loadings, uniquenesses);
  const sampled =
    bootstrap === undefined ? null : resample(read, { bootstrap, level }, (sample) => [omegaOf(sample, method)]);
  const warnings = [...extractionWarnings(extraction, items), ...(sampled?.warnings ?? [])];
  const negative = items.filter((_, i) => loadings[i]! < 0);
  if (negative.length > 0) {
    warnings.unshift({
      code: "reversed-item",
      message: `Negative loading: ${negative.join(", ")}. If worded the other way round, name in \`reversed\`; if not, leave out.`,
      count: negative.length,
    });
  }
  return {
    omega,
    covarianceForm: reliabilityOfSum(
      loadings.map((loading, i) => loading * Math.sqrt(covariance[i]![i]!)),
      uniquenesses.map((uniqueness, i) => uniqueness * covariance[i]![i]!),
    ),
    interval: sampled?.intervals[0] ?? null,
    level,
    bootstrap: sampled?.bootstrap ?? null,
    rule: atLeast(omega, cut),
    items,
    loadings,
    uniquenesses,
    method,
    heywood: extraction.heywood.length > 0,
    converged: extraction.converged,
    n,
    missing,
    warnings,
  };
}

function loadingsOf({ loadings }: Extraction): number[] {
  return orderFactors(loadings).loadings.map(([loading]) => loading!);
}

/** Omega of a sample; `null` where items determine each other in it, which maximum likelihood does not allow. */
function omegaOf(correlations: readonly (readonly number[])[], method: ExtractionMethod): number | null {
  if (method === "ml" && correlationFactor(correlations) === null) return null;
  const extraction = extractFactors(correlations, 1, method);
  return reliabilityOfSum(loadingsOf(extraction), extraction.uniquenesses);
}
