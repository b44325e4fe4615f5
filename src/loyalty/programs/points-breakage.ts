import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";

/** Points of a programme, all that were ever issued. */
export interface PointsIssued {
  /** Points issued. */
  readonly issued: number;
  /** Redeemed so far. */
  readonly redeemed: number;
  /**
   * Expired so far.
   * @defaultValue 0
   */
  readonly expired?: number | undefined;
}

/** Options of {@link pointsBreakage}. */
export interface PointsBreakageOptions {
  /** Share of the points issued that will have been redeemed in the end: `ultimateRate` of {@link redemptionRate}; above 0. */
  readonly redemptionRate: number;
}

/** What {@link pointsBreakage} returns. */
export interface PointsBreakage {
  /** Share of the points issued that nobody will redeem: 1 − redemptionRate. */
  readonly rate: number;
  /** Those points. */
  readonly points: number;
  /** Points neither redeemed nor expired yet. */
  readonly outstanding: number;
  /** Points still to be redeemed: issued · redemptionRate − redeemed. */
  readonly toBeRedeemed: number;
  /** Points still to break: outstanding − toBeRedeemed. */
  readonly toBreak: number;
  /** Of the points outstanding, the share that will break; `null` where none is outstanding. */
  readonly outstandingRate: number | null;
  /** Breakage that may count as earned by now, in proportion to redemptions: points · redeemed/(issued · redemptionRate). */
  readonly earned: number;
}

/**
 * The points that nobody will redeem (积分沉淀): how many, and how much of that is earned by now.
 *
 * Breakage = issued · (1 − redemptionRate). It is earned in proportion to the rights that customers exercise: breakage · redeemed by
 * expected redemptions.
 *
 * @param points - Points issued, redeemed and expired.
 * @param options - The redemption rate that is expected in the end.
 * @returns Breakage in all, to come and earned, in points.
 * @throws InputError `out-of-range` for negative points, more redeemed and expired than issued, or a redemption rate that is already passed or
 * out of reach; `not-finite`.
 * @remarks Source of the proportion: IFRS 15, paragraph B46 (breakage in proportion to the pattern of rights exercised). There is no standard
 * twin.
 * @example
 * ```ts
 * import { pointsBreakage } from "customer-equity/loyalty";
 * const { rate, toBreak, earned } = pointsBreakage({ issued: 10_000, redeemed: 4_500 }, { redemptionRate: 0.95 });
 * console.log(rate.toFixed(2), toBreak, earned.toFixed(0)); // 0.05 500 237
 * ```
 */
export function pointsBreakage(points: PointsIssued, options: PointsBreakageOptions): PointsBreakage {
  const { redemptionRate } = requireOptions(options) as PointsBreakageOptions;
  const { issued, redeemed, expired = 0 } = requireOptions(points, "points") as PointsIssued;
  requireNumber(issued, "points.issued", { min: 1e-6, max: 1e15 });
  requireNumber(redeemed, "points.redeemed", { min: 0, max: issued });
  requireNumber(expired, "points.expired", { min: 0, max: issued });
  requireNumber(redemptionRate, "options.redemptionRate", { min: 1e-9, max: 1 });
  const slack = 1e-9 * issued;
  const expected = issued * redemptionRate;
  const most = issued - expired;
  if (redeemed > most + slack) {
    throw new InputError({
      code: "out-of-range",
      path: "points.redeemed",
      expected: `at most ${most}, what has not expired`,
      received: redeemed,
    });
  }
  if (expected < redeemed - slack || expected > most + slack) {
    throw new InputError({
      code: "out-of-range",
      path: "options.redemptionRate",
      expected: `a rate from ${redeemed / issued} (redeemed already) to ${most / issued} (not expired)`,
      received: redemptionRate,
    });
  }
  const outstanding = Math.max(0, most - redeemed);
  const toBeRedeemed = Math.min(outstanding, Math.max(0, expected - redeemed));
  return {
    rate: 1 - redemptionRate,
    points: issued - expected,
    outstanding,
    toBeRedeemed,
    toBreak: outstanding - toBeRedeemed,
    outstandingRate: outstanding > 0 ? 1 - toBeRedeemed / outstanding : null,
    earned: (issued - expected) * Math.min(1, redeemed / expected),
  };
}
