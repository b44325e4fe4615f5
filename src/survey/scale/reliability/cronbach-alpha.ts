import { requireNumber } from "../../../checks.ts";
import { normalQuantile } from "../../../numeric/distributions.ts";
import { correlationMatrix, momentsOf } from "../../../statistics/correlation-matrix.ts";
import { type LevelOptions, requireLevel } from "../../../statistics/level.ts";
import type { ParameterInterval, Warning } from "../../../types.ts";
import { type ItemData, type ItemOptions, type Items, readItems } from "../items/item-data.ts";
import { atLeast, type RuleOfThumb } from "../rule-of-thumb.ts";
import { alphaOf, requireTotalVariance, sumOf } from "./alpha.ts";
import { alphaStandardError, feldtInterval } from "./alpha-intervals.ts";
import { type ItemStatistics, itemStatistics } from "./item-statistics.ts";

/** Options of {@link cronbachAlpha}. */
export interface CronbachAlphaOptions extends ItemOptions, LevelOptions {
  /**
   * The alpha that a scale should have.
   * @defaultValue 0.7
   */
  readonly cut?: number | undefined;
  /**
   * The correlation with the rest of the scale that an item should have.
   * @defaultValue 0.3
   */
  readonly itemCut?: number | undefined;
}

/** What {@link cronbachAlpha} returns. */
export interface CronbachAlpha {
  /** Cronbach's alpha of the sum of the answers as given; may be negative. */
  readonly alpha: number;
  /** Alpha of the sum of the standardized items, from the mean correlation; `null` where an item does not vary. */
  readonly standardized: number | null;
  /** Mean correlation of two items; `null` as above. */
  readonly meanCorrelation: number | null;
  /** Whether alpha is large enough, by rule of thumb. */
  readonly rule: RuleOfThumb;
  /** Items of the scale. */
  readonly size: number;
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left out any item (listwise), or every item (pairwise). */
  readonly missing: number;
  /** Mean of a respondent's score, itself the mean of the answers; `null` where only correlations are known. */
  readonly mean: number | null;
  /** Standard deviation of that score. */
  readonly standardDeviation: number;
  /** Level of the intervals. */
  readonly level: number;
  /** Feldt's interval, exact where items are parallel and normal; `null` without the number of respondents. */
  readonly interval: ParameterInterval | null;
  /** Duhachek and Iacobucci's standard error, which asks for normality alone; `null` as above. */
  readonly standardError: number | null;
  /** The interval from that standard error. */
  readonly normalInterval: ParameterInterval | null;
  /** The items one by one, in the order of the scale. */
  readonly items: readonly ItemStatistics[];
  /** `reversed-item`, `constant-item`, `negative-alpha`, `pairwise-missing`. */
  readonly warnings: readonly Warning[];
}

/**
 * Cronbach's alpha (克朗巴哈 α 系数, 内部一致性信度): how reliable the sum of a scale's items is, and what each item contributes.
 *
 * α = k / (k − 1) · (1 − tr C / 1ᵀC1), C the covariances of the k items. Standardized: k r̄ / (1 + (k − 1) r̄), r̄ the mean correlation.
 * Feldt's interval: 1 − (1 − α) F, F the quantiles of F(n − 1, (n − 1)(k − 1)). Standard error √(Q / n),
 * Q = 2k² / ((k − 1)² (1ᵀC1)³) · [1ᵀC1 (tr C² + tr² C) − 2 tr C · 1ᵀC²1].
 *
 * Alpha is a lower bound of the reliability where errors do not correlate, and equal to it where all items measure the same thing
 * equally well. A negative alpha is reported as it is: items worded the other way round have not been turned.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - Items, scale, reversed items, missing answers; level and rules of thumb.
 * @returns Alpha with its intervals, and the statistics of each item.
 * @throws InputError `insufficient-data` for fewer than two items or complete respondents, `zero-variance` where the total does not
 * vary; `empty`, `length-mismatch`, `not-finite`, `out-of-range`, `duplicate-id` for the answers; `bad-option` for the options.
 * @remarks Sources: Cronbach (1951), Psychometrika 16; Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11; Duhachek &
 * Iacobucci (2004), Journal of Applied Psychology 89. Rules of thumb: Nunnally (1978). Twins: R `psych::alpha`, whose default is
 * `missing: "pairwise"` here and which leaves constant items out; Python `pingouin.cronbach_alpha` (Feldt's interval); SPSS RELIABILITY.
 * @example
 * ```ts
 * import { cronbachAlpha } from "customer-equity/servqual";
 * const { alpha, items } = cronbachAlpha({ Q1: [4, 3, 5, 2, 4], Q2: [5, 3, 5, 3, 4], Q3: [4, 2, 5, 3, 5] });
 * console.log(alpha.toFixed(4), items[2]?.alphaIfDeleted?.toFixed(4)); // 0.9175 0.9302
 * ```
 */
export function cronbachAlpha(answers: ItemData, options?: CronbachAlphaOptions): CronbachAlpha {
  const read = readItems(answers, options);
  const { cut = 0.7, itemCut = 0.3 } = options ?? {};
  const level = requireLevel(options?.level);
  requireNumber(cut, "options.cut");
  requireNumber(itemCut, "options.itemCut");
  const { covariance, n } = read;
  const size = covariance.length;
  const total = requireTotalVariance(covariance);
  const alpha = alphaOf(covariance)!;
  // As in psych, pairwise covariances are divided by the deviations of all who answered an item.
  const correlations = covariance.some((row, i) => row[i] === 0) ? null : correlationMatrix(covariance);
  const items = itemStatistics(read, { total, correlations, cut: itemCut });
  const standardError = n === null ? null : alphaStandardError(covariance, n);
  const reach = normalQuantile(0.5 + level / 2) * (standardError ?? 0);
  return {
    alpha,
    standardized: correlations === null ? null : alphaOf(correlations),
    meanCorrelation: correlations === null ? null : (sumOf(correlations) - size) / (size * (size - 1)),
    rule: atLeast(alpha, cut),
    size,
    n,
    missing: read.missing,
    ...scoreOf(read, total),
    level,
    interval: n === null ? null : feldtInterval(alpha, { n, size, level }),
    standardError,
    normalInterval: standardError === null ? null : { lower: alpha - reach, upper: alpha + reach },
    items,
    warnings: warningsOf(alpha, items, read.answers?.gaps === true),
  };
}

/** Mean and deviation of a respondent's mean over the items answered. */
function scoreOf(read: Items, total: number): { readonly mean: number | null; readonly standardDeviation: number } {
  const size = read.items.length;
  if (read.answers === null) return { mean: null, standardDeviation: Math.sqrt(total) / size };
  const { columns, means, gaps } = read.answers;
  if (!gaps) {
    return { mean: means.reduce((sum, mean) => sum + mean, 0) / size, standardDeviation: Math.sqrt(total) / size };
  }
  const scores = Array.from(columns[0]!, (_, row) => {
    const given = columns.map((column) => column[row]!).filter((answer) => !Number.isNaN(answer));
    return given.reduce((sum, answer) => sum + answer, 0) / given.length;
  }).filter((score) => !Number.isNaN(score));
  const moments = momentsOf([scores]);
  return { mean: moments.means[0]!, standardDeviation: moments.deviations[0]! };
}

function warningsOf(alpha: number, items: readonly ItemStatistics[], gaps: boolean): Warning[] {
  const warnings: Warning[] = [];
  const reversed = items.filter(({ itemRest }) => itemRest !== null && itemRest < 0);
  if (reversed.length > 0) {
    warnings.push({
      code: "reversed-item",
      message: `Negative correlation with the rest of the scale: ${namesOf(reversed)}. If worded the other way round, name in \`reversed\`; if not, leave out.`,
      count: reversed.length,
    });
  }
  if (alpha < 0) {
    warnings.push({
      code: "negative-alpha",
      message:
        "Alpha is negative, since the items correlate negatively on the whole: turn those worded the other way round, or do not add these items up.",
    });
  }
  const constant = items.filter(({ itemTotal }) => itemTotal === null);
  if (constant.length > 0) {
    warnings.push({
      code: "constant-item",
      message: `Answered alike by everybody: ${namesOf(constant)}. Such an item counts for alpha and tells nobody apart: leave it out.`,
      count: constant.length,
    });
  }
  if (gaps) {
    warnings.push({
      code: "pairwise-missing",
      message:
        "Each covariance is of those who answered both items, while standard error and intervals take all respondents for complete: they are too narrow.",
    });
  }
  return warnings;
}

function namesOf(items: readonly ItemStatistics[]): string {
  return items.map(({ item }) => item).join(", ");
}
