import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { weightedMoments } from "../../statistics/mean-estimate.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import { readRatings } from "../../survey/ratings.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "./measure-options.ts";

/** Where promoters begin and detractors end. */
export interface PromoterCuts {
  /** The lowest answer of a promoter. */
  readonly promotersFrom: number;
  /** The highest answer of a detractor. */
  readonly detractorsTo: number;
}

/** Options of {@link netPromoterScore}. */
export interface NetPromoterScoreOptions extends MeasureOptions {
  /**
   * The scale of the answers; another than the default needs `cuts`.
   * @defaultValue `{ min: 0, max: 10 }`
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * Where promoters begin and detractors end.
   * @defaultValue `{ promotersFrom: 9, detractorsTo: 6 }`
   */
  readonly cuts?: PromoterCuts | undefined;
}

/** What {@link netPromoterScore} returns. */
export interface NetPromoterScore extends MeasureSample {
  /** 100 (promoters − detractors), from −100 to 100. */
  readonly score: number;
  /** Share of promoters (推荐者). */
  readonly promoters: number;
  /** Share of passives (被动者). */
  readonly passives: number;
  /** Share of detractors (贬损者). */
  readonly detractors: number;
  /** Variance of a respondent who counts 1, 0 or −1: p + d − (p − d)². */
  readonly variance: number;
  /** Standard error of the score, in points. */
  readonly standardError: number;
  /** Lower end of the interval, score − z · standard error, at least −100. */
  readonly lower: number;
  /** Upper end, at most 100. */
  readonly upper: number;
  /** `no-variation` where all gave the same kind of answer, so that the standard error says nothing. */
  readonly warnings: readonly Warning[];
}

/** Shares of promoters and detractors as they are published. */
export interface PromoterShares {
  /** Share of promoters. */
  readonly promoters: number;
  /** Share of detractors. */
  readonly detractors: number;
  /** Respondents behind them. */
  readonly n: number;
}

/**
 * The net promoter score (净推荐值, NPS) of answers to how likely one is to recommend the bank: promoters less detractors in per cent,
 * with standard error and interval.
 *
 * score = 100 (p − d); a respondent counts 1, 0 or −1 with variance p + d − (p − d)², so the standard error is 100 √(variance / n). Where
 * respondents have weights it is the linearised 100 √Σw²(y − ȳ)² / Σw, the same where they are equal.
 *
 * @param ratings - One answer a respondent, whole numbers, `null` where there is none.
 * @param options - Scale and cuts, level, weights of respondents.
 * @returns Score, shares, standard error, interval, and how many respondents are behind them.
 * @throws InputError `empty`, `insufficient-data`, `out-of-range` for an answer that is not a whole number of the scale, `not-finite`,
 * `length-mismatch`, `bad-option` for a scale without cuts of its own or cuts that overlap.
 * @remarks Source: Reichheld (2003), Harvard Business Review 81(12); standard error: the variance of a multinomial difference. Twin: R
 * `NPS` (`nps`, `nps.var`, `nps.se`).
 * @example
 * ```ts
 * import { netPromoterScore } from "customer-equity/satisfaction";
 * const answers = [10, 9, 9, 8, 7, 7, 6, 3, 10, 9, 0, 8, 9, 5, 10, 7, 8, 9, 10, 2];
 * const { score, lower, upper } = netPromoterScore(answers);
 * console.log(score.toFixed(1), lower.toFixed(1), upper.toFixed(1)); // 20.0 -15.6 55.6
 * ```
 */
export function netPromoterScore(
  ratings: Column | NullableColumn,
  options?: NetPromoterScoreOptions,
): NetPromoterScore {
  const { scale: given, cuts: givenCuts, level: asked, respondentWeights } = requireOptions(options);
  const level = requireLevel(asked);
  const scale = given === undefined ? { min: 0, max: 10 } : requireScale(given, "options.scale");
  const cuts = requireCuts(givenCuts, scale);
  const read = readRatings(ratings, "ratings", { scale, integer: true }, respondentWeights);
  const { values, weights } = read;
  const kinds = values.map((value) => (value >= cuts.promotersFrom ? 1 : value <= cuts.detractorsTo ? -1 : 0));
  const { total, squares, unit } = weightedMoments(kinds, weights);
  const shareOf = (kind: number): number =>
    weights.reduce((sum, weight, i) => (kinds[i] === kind ? sum + weight : sum), 0) / total;
  return {
    ...score(
      { promoters: shareOf(1), passives: shareOf(0), detractors: shareOf(-1) },
      (unit * Math.sqrt(squares)) / total,
      level,
    ),
    ...measureSample(read),
  };
}

/**
 * The net promoter score of published shares (净推荐值): what {@link netPromoterScore} says where the answers themselves are not at hand.
 *
 * @param shares - Shares of promoters and detractors, and the number of respondents.
 * @param options - Level of the interval.
 * @returns Score, standard error and interval, as of answers without weights.
 * @throws InputError `out-of-range` for shares outside 0 to 1, or above 1 together; for fewer than one respondent.
 * @remarks Twin: R `NPS::nps.se` of counts.
 * @example
 * ```ts
 * import { netPromoterScoreOfShares } from "customer-equity/satisfaction";
 * const { score, standardError } = netPromoterScoreOfShares({ promoters: 1 / 2, detractors: 1 / 6, n: 324 });
 * console.log(score.toFixed(2), standardError.toFixed(2)); // 33.33 4.14
 * ```
 */
export function netPromoterScoreOfShares(shares: PromoterShares, options?: LevelOptions): NetPromoterScore {
  const { promoters, detractors, n } = requireOptions(shares, "shares");
  const level = requireLevel(requireOptions(options).level);
  requireNumber(promoters, "shares.promoters", { min: 0, max: 1 });
  // Shares printed to some digits may sum to a little more than 1.
  requireNumber(detractors, "shares.detractors", { min: 0, max: 1 - promoters + 1e-9 });
  requireNumber(n, "shares.n", { min: 1, integer: true });
  const passives = Math.max(0, 1 - promoters - detractors);
  const variance = Math.max(0, promoters + detractors - (promoters - detractors) ** 2);
  return {
    ...score({ promoters, passives, detractors }, Math.sqrt(variance / n), level),
    n,
    effectiveN: n,
    missing: 0,
    weightless: 0,
  };
}

/** The score of shares and of the standard error of their difference. */
function score(
  shares: Pick<NetPromoterScore, "promoters" | "passives" | "detractors">,
  error: number,
  level: number,
): Omit<NetPromoterScore, keyof MeasureSample> {
  const difference = shares.promoters - shares.detractors;
  const standardError = 100 * error;
  const reach = normalQuantile(0.5 + level / 2) * standardError;
  return {
    score: 100 * difference,
    ...shares,
    variance: Math.max(0, shares.promoters + shares.detractors - difference ** 2),
    standardError,
    lower: Math.max(-100, 100 * difference - reach),
    upper: Math.min(100, 100 * difference + reach),
    warnings:
      error > 0
        ? []
        : [
            {
              code: "no-variation",
              message:
                "All respondents are of one kind, so the standard error is 0 and the interval says nothing: ask more customers.",
            },
          ],
  };
}

function requireCuts(cuts: PromoterCuts | undefined, scale: AnswerScale): PromoterCuts {
  if (cuts === undefined) {
    if (scale.min === 0 && scale.max === 10) return { promotersFrom: 9, detractorsTo: 6 };
    throw new InputError({
      code: "bad-option",
      path: "options.cuts",
      expected: "cuts { promotersFrom, detractorsTo } for a scale other than 0 to 10",
      received: cuts,
      advice:
        "A score on another scale is not comparable with published ones: say where promoters begin and detractors end.",
    });
  }
  const { promotersFrom, detractorsTo } = requireOptions(cuts, "options.cuts");
  requireNumber(promotersFrom, "options.cuts.promotersFrom", scale);
  requireNumber(detractorsTo, "options.cuts.detractorsTo", scale);
  if (detractorsTo < promotersFrom) return cuts;
  throw new InputError({
    code: "bad-option",
    path: "options.cuts",
    expected: `detractors that end below the first promoter, ${promotersFrom}`,
    received: detractorsTo,
  });
}
