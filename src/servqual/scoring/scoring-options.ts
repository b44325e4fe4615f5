import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";

/** Options of all scores that are made from answers. */
export interface ScoringOptions {
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
  /**
   * Level of the intervals.
   * @defaultValue 0.95
   */
  readonly level?: number | undefined;
}

/** The options, checked and complete. */
export function requireScoring(options: ScoringOptions | undefined): {
  readonly listwise: boolean;
  readonly minShare: number;
  readonly level: number;
} {
  const { missing = "pairwise", minShare = 0.5, level = 0.95 } = requireOptions(options);
  return {
    listwise: requireOneOf(missing, "options.missing", ["pairwise", "listwise"]) === "listwise",
    minShare: requireNumber(minShare, "options.minShare", { min: 0, max: 1 }),
    level: requireLevel(level),
  };
}

/** Checks the level of intervals, which is far enough below 1 for its quantiles to be finite. */
export function requireLevel(level: unknown): number {
  return requireNumber(level, "options.level", { min: 0, openMin: true, max: 1 - 1e-12 });
}
