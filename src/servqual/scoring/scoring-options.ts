import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { readWeights } from "../../statistics/weights.ts";
import type { Column } from "../../types.ts";

/** Options of all scores that are made from answers. */
export interface ScoringOptions extends LevelOptions {
  /**
   * Answers that are missing: an item of a respondent counts where all that it takes is there; or only respondents count who answered
   * everything.
   * @defaultValue "pairwise"
   */
  readonly missing?: "pairwise" | "listwise" | undefined;
  /**
   * Share of the items that a respondent must have answered to have a score made of them, from 0 to 1; at least one.
   * @defaultValue 0.5
   */
  readonly minShare?: number | undefined;
}

/** Options of scores that are means over respondents. */
export interface SampleScoringOptions extends ScoringOptions {
  /**
   * A weight a respondent (样本权重), at least 0: from `rakeWeights`, or how many customers each stands for. Only their ratios count. Standard
   * errors are linearised, √(n/(n−1) · Σw²(y−ȳ)²) / Σw.
   * @defaultValue all equal
   */
  readonly respondentWeights?: Column | undefined;
}

/** The weights of respondents, checked; `null` where all count the same. */
export function readRespondentWeights(
  options: SampleScoringOptions | undefined,
  respondents: number,
): Float64Array | null {
  const { respondentWeights } = requireOptions(options);
  return respondentWeights === undefined
    ? null
    : readWeights(respondentWeights, "options.respondentWeights", respondents);
}

/** The options, checked and complete. */
export function requireScoring(options: ScoringOptions | undefined): {
  readonly listwise: boolean;
  readonly minShare: number;
  readonly level: number;
} {
  const { missing = "pairwise", minShare = 0.5, level } = requireOptions(options);
  return {
    listwise: requireOneOf(missing, "options.missing", ["pairwise", "listwise"]) === "listwise",
    minShare: requireNumber(minShare, "options.minShare", { min: 0, max: 1 }),
    level: requireLevel(level),
  };
}
