import { requireArray, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { chiSquareSurvival, normalQuantile, normalSurvival } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import {
  comparePromoterScores,
  type PromoterScoreComparison,
  requirePromoterScore,
  type ScoreWithError,
} from "./compare-promoter-scores.ts";

/** Below this all respondents are of one kind, and squares of scores by their standard errors have no size. */
const smallestError = 1e-150;

/** What {@link trackPromoterScores} returns. */
export interface PromoterScoreTrack {
  /** How each wave differs from the one before it: one entry fewer than waves. */
  readonly changes: readonly PromoterScoreComparison[];
  /** Points a wave by which the score rises, all waves taken together. */
  readonly slope: {
    /** The estimate, waves weighted by 1/SE². */
    readonly estimate: number;
    /** Its standard error. */
    readonly standardError: number;
    /** Lower end of its interval. */
    readonly lower: number;
    /** Upper end. */
    readonly upper: number;
    /** Chance of a slope as large, either way, if there were none. */
    readonly pValue: number;
  };
  /** Whether the waves differ at all: the chi-square test that all scores are the same. */
  readonly heterogeneity: {
    /** Σ (score − weighted mean)² / SE². */
    readonly statistic: number;
    /** Waves less 1. */
    readonly degreesOfFreedom: number;
    /** Chance of such differences if there were none. */
    readonly pValue: number;
  };
}

/**
 * Net promoter scores over time (净推荐值趋势): what changed from wave to wave, whether there is a trend, and whether there is anything but
 * chance. The waves are samples of their own, equally far apart.
 *
 * Each change is tested as by `comparePromoterScores`; of many changes some look large by chance, so read the test of all first.
 *
 * @param waves - Scores with their standard errors, the oldest first.
 * @param options - Level of the intervals.
 * @returns Changes, slope and the test of all waves.
 * @throws InputError `insufficient-data` for fewer than two waves, `zero-variance` for a wave whose standard error is 0, `not-finite`,
 * `out-of-range`, `bad-option` for what are no scores.
 * @remarks Weighted least squares with known variances, as in a fixed-effect meta-analysis. Twin: R `metafor::rma(method = "FE")`.
 * @example
 * ```ts
 * import { netPromoterScoreOfShares, trackPromoterScores } from "customer-equity/satisfaction";
 * const quarters = [0.38, 0.41, 0.45, 0.49].map((promoters) => netPromoterScoreOfShares({ promoters, detractors: 0.2, n: 500 }));
 * const { slope } = trackPromoterScores(quarters);
 * console.log(slope.estimate.toFixed(1), slope.pValue.toFixed(2)); // 3.7 0.01
 * ```
 */
export function trackPromoterScores(waves: readonly ScoreWithError[], options?: LevelOptions): PromoterScoreTrack {
  const level = requireLevel(requireOptions(options).level);
  requireArray(waves, "waves", "an array of scores");
  if (waves.length < 2) {
    throw new InputError({
      code: "insufficient-data",
      path: "waves",
      expected: "at least two waves",
      received: waves.length,
    });
  }
  const scores = waves.map((wave, i) => {
    const checked = requirePromoterScore(wave, `waves[${i}]`);
    if (checked.standardError >= smallestError) return checked;
    throw new InputError({
      code: "zero-variance",
      path: `waves[${i}].standardError`,
      expected: "a standard error above 0",
      received: checked.standardError,
      advice: "A wave in which all respondents are of one kind cannot be weighed against the others: leave it out.",
    });
  });
  // Weights in units of the largest.
  const smallest = Math.min(...scores.map(({ standardError }) => standardError));
  const weights = scores.map(({ standardError }) => (smallest / standardError) ** 2);
  const weighted = (value: (i: number) => number): number =>
    weights.reduce((sum, weight, i) => sum + weight * value(i), 0);
  const total = weighted(() => 1);
  const level0 = weighted((i) => scores[i]!.score) / total;
  const centre = weighted((i) => i) / total;
  const spread = weighted((i) => (i - centre) ** 2);
  const estimate = weighted((i) => (i - centre) * (scores[i]!.score - level0)) / spread;
  const standardError = smallest / Math.sqrt(spread);
  const reach = normalQuantile(0.5 + level / 2) * standardError;
  const statistic = weighted((i) => (scores[i]!.score - level0) ** 2) / smallest ** 2;
  return {
    changes: scores.slice(1).map((score, i) => comparePromoterScores(score, scores[i]!, { level })),
    slope: {
      estimate,
      standardError,
      lower: estimate - reach,
      upper: estimate + reach,
      pValue: 2 * normalSurvival(Math.abs(estimate) / standardError),
    },
    heterogeneity: {
      statistic,
      degreesOfFreedom: scores.length - 1,
      pValue: chiSquareSurvival(statistic, scores.length - 1),
    },
  };
}
