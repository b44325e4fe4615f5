import { requireNumber, requireOptions } from "../../checks.ts";
import { meanOfColumns, type PartRatings, type PartScore, type PartScoreOptions, readParts } from "./read-parts.ts";

/**
 * How far customers trust the bank (信任): the mean of what they think of its ability (能力), benevolence (善意) and integrity (诚信).
 *
 * @param ratings - By part a rating of one customer, or a column of many; `null` in a column where there is none.
 * @param options - The scale.
 * @returns The score on the scale of the ratings; in a column `null` where a rating is missing.
 * @throws InputError `length-mismatch` for a part that is missing or of another length, `bad-option` for another part, `out-of-range`
 * outside the scale, `not-finite`, `empty`.
 * @remarks Source: Mayer, Davis & Schoorman (1995), Academy of Management Review 20(3). There is no standard twin.
 * @example
 * ```ts
 * import { trustScore } from "customer-equity/loyalty";
 * console.log(trustScore({ ability: 6, benevolence: 4, integrity: 5 })); // 5
 * ```
 */
export function trustScore<P extends PartRatings<"ability" | "benevolence" | "integrity">>(
  ratings: P,
  options?: PartScoreOptions,
): PartScore<P> {
  const { scale } = requireOptions(options);
  const { columns, give } = readParts(ratings, "ratings", { names: ["ability", "benevolence", "integrity"], scale });
  return give(meanOfColumns(columns));
}

/** What {@link trustEquation} takes, each above 0. */
export interface TrustEquationRatings {
  /** Whether what the adviser says is right. */
  readonly credibility: number;
  /** Whether it is done as promised. */
  readonly reliability: number;
  /** Whether one can confide in the adviser. */
  readonly intimacy: number;
  /** How much the adviser has the own advantage in mind. */
  readonly selfOrientation: number;
}

/**
 * Trustworthiness of an adviser by the "trust equation" (信任方程): (credibility + reliability + intimacy) / self-orientation.
 *
 * @param ratings - The four ratings, above 0.
 * @returns The ratio; it doubles where self-orientation halves, and has no scale of its own.
 * @throws InputError `out-of-range` for a rating not above 0 or beyond 1e70, `not-finite`.
 * @remarks Source: Maister, Green & Galford, The Trusted Advisor (2000): a rule of practitioners, not a tested scale. There is no twin.
 * @example
 * ```ts
 * import { trustEquation } from "customer-equity/loyalty";
 * console.log(trustEquation({ credibility: 8, reliability: 7, intimacy: 6, selfOrientation: 3 })); // 7
 * ```
 */
export function trustEquation(ratings: TrustEquationRatings): number {
  const given = requireOptions(ratings, "ratings");
  const rating = (name: keyof TrustEquationRatings): number =>
    requireNumber(given[name], `ratings.${name}`, { min: 1e-70, max: 1e70 });
  return (rating("credibility") + rating("reliability") + rating("intimacy")) / rating("selfOrientation");
}
