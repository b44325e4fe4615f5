import { requireArray, requireColumn, requireLength, requireOneOf, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { requireNames } from "../../../statistics/require-names.ts";
import type { NullableColumn } from "../../../types.ts";
import { readAnswers, type SurveyAnswers } from "../../answers.ts";
import type { FactorAnalysis } from "./factor-analysis.ts";

/** Options of {@link factorScores}. */
export interface FactorScoresOptions {
  /**
   * Thurstone's scores (`"regression"`), which come closest to the factors and are drawn to 0, or Bartlett's, which are not.
   * @defaultValue "regression"
   */
  readonly method?: "regression" | "bartlett" | undefined;
}

/** What {@link factorScores} returns. */
export interface FactorScores {
  /** For each factor, in the order of the analysis, one score a respondent: `null` for who left an item out. */
  readonly scores: readonly NullableColumn[];
  /** How they were made. */
  readonly method: "regression" | "bartlett";
  /** Respondents with scores. */
  readonly n: number;
  /** Respondents without. */
  readonly missing: number;
}

/**
 * Factor scores (因子得分): where each respondent stands on each factor, in standard deviations from the mean of those who were analyzed.
 * Respondents may be the same or others; items that were reversed for the analysis are reversed here.
 *
 * @param analysis - What `factorAnalysis` made of answers.
 * @param answers - Answers to the same items, an item a column.
 * @param options - The method.
 * @returns A column of scores for each factor.
 * @throws InputError `bad-option` for an analysis of correlations, which knows no means, or what is none; `singular` where the analysis has
 * no weights for the method; `empty`, `length-mismatch`, `not-finite`, `out-of-range` for the answers.
 * @remarks Sources: Thurstone (1935), The Vectors of Mind; Bartlett (1937), British Journal of Psychology 28. Twins: R `factanal(scores =)`,
 * `psych::factor.scores`.
 * @example
 * ```ts
 * import { factorAnalysis, factorScores } from "customer-equity/servqual";
 * const answers = { Q1: [4, 3, 5, 2, 4, 1], Q2: [5, 3, 5, 3, 4, 2], Q3: [4, 2, 5, 3, 5, 2], Q4: [3, 3, 4, 1, 4, 2] };
 * const { scores } = factorScores(factorAnalysis(answers, { factors: 1 }), { Q1: [5, 2], Q2: [5, null], Q3: [5, 1], Q4: [5, 2] });
 * console.log(scores[0]?.map((score) => score?.toFixed(2) ?? "none").join(" ")); // 0.94 none
 * ```
 */
export function factorScores(
  analysis: FactorAnalysis,
  answers: SurveyAnswers,
  options?: FactorScoresOptions,
): FactorScores {
  const { method = "regression" } = requireOptions(options);
  requireOneOf(method, "options.method", ["regression", "bartlett"]);
  const { items, means, standardDeviations, scoreWeights, scale, reversed } = requireOptions(analysis, "analysis");
  requireNames(items, "analysis.items");
  requireArray(
    means ?? undefined,
    "analysis.means",
    "an analysis of answers",
    "Correlations alone do not say what the mean answer is: analyze the answers.",
  );
  const weights = requireOptions(scoreWeights, "analysis.scoreWeights")[method];
  if (weights == null) {
    throw new InputError({
      code: "singular",
      path: `analysis.scoreWeights.${method}`,
      expected: "an analysis with weights for this method",
      received: weights,
      advice: `Take "${method === "regression" ? "bartlett" : "regression"}", or leave out items that determine each other.`,
    });
  }
  const size = items.length;
  requireColumn(means, "analysis.means", {}, size);
  requireColumn(standardDeviations, "analysis.standardDeviations", { min: 0, openMin: true }, size);
  const factors = requireArray(weights[0] as number[], `analysis.scoreWeights.${method}[0]`).length;
  requireLength(weights, `analysis.scoreWeights.${method}`, size);
  weights.forEach((row, i) => {
    requireColumn(row, `analysis.scoreWeights.${method}[${i}]`, {}, factors);
  });
  const { columns, respondents } = readAnswers(answers, "answers", { items, scale: scale ?? undefined, reversed });
  const scores = Array.from({ length: factors }, (_, factor) =>
    Array.from({ length: respondents }, (_, row) => {
      let score = 0;
      for (let i = 0; i < size; i++) {
        score += (weights[i]![factor]! * (columns[i]![row]! - means![i]!)) / standardDeviations[i]!;
      }
      return Number.isNaN(score) ? null : score;
    }),
  );
  const n = scores[0]!.filter((score) => score !== null).length;
  return { scores, method, n, missing: respondents - n };
}
