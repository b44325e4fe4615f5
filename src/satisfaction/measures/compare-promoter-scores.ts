import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile, normalSurvival } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import type { NetPromoterScore } from "./net-promoter-score.ts";

/** What is compared of a score. */
export type ScoreWithError = Pick<NetPromoterScore, "score" | "standardError">;

/** What {@link comparePromoterScores} returns. */
export interface PromoterScoreComparison {
  /** First score less the second, in points. */
  readonly difference: number;
  /** √(SE₁² + SE₂²). */
  readonly standardError: number;
  /** Lower end of the interval of the difference. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
  /** Difference by its standard error. */
  readonly z: number;
  /** Chance of a difference at least as large, either way, if the customers were the same. */
  readonly pValue: number;
}

/**
 * Whether two net promoter scores differ (净推荐值差异检验): of two branches, segments or quarters, asked independently of each other.
 *
 * z = (NPS₁ − NPS₂) / √(SE₁² + SE₂²), two-sided.
 *
 * @param first - A score with its standard error: what `netPromoterScore` returns.
 * @param second - Another, of other respondents.
 * @param options - Level of the interval.
 * @returns Difference, standard error, interval, z and p.
 * @throws InputError `not-finite` or `out-of-range` for what is no score; `zero-variance` where both standard errors are 0.
 * @remarks Twin: R `NPS::nps.test`, which is the same test.
 * @example
 * ```ts
 * import { comparePromoterScores, netPromoterScoreOfShares } from "customer-equity/satisfaction";
 * const north = netPromoterScoreOfShares({ promoters: 0.45, detractors: 0.25, n: 400 });
 * const south = netPromoterScoreOfShares({ promoters: 0.4, detractors: 0.28, n: 350 });
 * const { difference, z, pValue } = comparePromoterScores(north, south);
 * console.log(difference.toFixed(1), z.toFixed(2), pValue.toFixed(2)); // 8.0 1.34 0.18
 * ```
 */
export function comparePromoterScores(
  first: ScoreWithError,
  second: ScoreWithError,
  options?: LevelOptions,
): PromoterScoreComparison {
  const level = requireLevel(requireOptions(options).level);
  const [a, b] = [requirePromoterScore(first, "first"), requirePromoterScore(second, "second")];
  const difference = a.score - b.score;
  const standardError = Math.hypot(a.standardError, b.standardError);
  if (standardError < smallestError) {
    throw new InputError({
      code: "zero-variance",
      path: "second.standardError",
      expected: "a standard error above 0 in one of the scores",
      received: standardError,
      advice: "Where all respondents of both are of one kind there is nothing to judge the difference by.",
    });
  }
  const reach = normalQuantile(0.5 + level / 2) * standardError;
  const z = difference / standardError;
  return {
    difference,
    standardError,
    lower: difference - reach,
    upper: difference + reach,
    z,
    pValue: 2 * normalSurvival(Math.abs(z)),
  };
}

/** Below this all respondents are of one kind. */
const smallestError = 1e-300;

/** Checks a score and its standard error, and returns them. */
export function requirePromoterScore(given: ScoreWithError, path: string): ScoreWithError {
  const { score, standardError } = requireOptions(given, path);
  return {
    score: requireNumber(score, `${path}.score`, { min: -100, max: 100 }),
    standardError: requireNumber(standardError, `${path}.standardError`, { min: 0, max: 1e9 }),
  };
}
