import { requireNumber, requireOptions } from "../../checks.ts";
import { normalQuantile } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";

/** Points that customers hold. */
export interface PointsOutstanding {
  /** Points neither redeemed nor expired. */
  readonly outstanding: number;
  /** Of them, the share that will never be redeemed: `1 − outstandingRate` of {@link redemptionRate}. */
  readonly breakageRate: number;
  /** What a redeemed point costs the bank. */
  readonly costPerPoint: number;
  /**
   * What a redeemed point is worth to the customer: the price of what it buys.
   * @defaultValue costPerPoint
   */
  readonly valuePerPoint?: number | undefined;
}

/** Options of {@link pointsLiability}. */
export interface PointsLiabilityOptions extends LevelOptions {
  /**
   * Standard error of the breakage rate.
   * @defaultValue none, and no interval
   */
  readonly breakageError?: number | undefined;
  /**
   * Annual rate at which the liability is discounted; 0.1 means 10 %.
   * @defaultValue 0
   */
  readonly annualDiscountRate?: number | undefined;
  /**
   * Years until a point is redeemed, on average.
   * @defaultValue 0
   */
  readonly yearsToRedemption?: number | undefined;
}

/** What {@link pointsLiability} returns. */
export interface PointsLiability {
  /** Points that will be redeemed: outstanding · (1 − breakageRate). */
  readonly toBeRedeemed: number;
  /** What they will cost the bank, discounted (积分负债). */
  readonly cost: number;
  /** Lower end of its interval, at least 0; `null` without `breakageError`. */
  readonly costLower: number | null;
  /** Upper end, at most that of all points. */
  readonly costUpper: number | null;
  /** What they are worth to customers, discounted (积分公允价值). */
  readonly fairValue: number;
  /** What all points outstanding would cost, without breakage or discount. */
  readonly costWithoutBreakage: number;
  /** What one point outstanding costs on average: cost / outstanding; `null` without points. */
  readonly costPerOutstandingPoint: number | null;
}

/**
 * What the points of a loyalty programme will cost (积分负债): the points that customers hold, less those that nobody will redeem.
 *
 * liability = outstanding · (1 − breakage rate) · cost per point/(1 + discount rate)^years. The interval comes from the standard error of the
 * breakage rate alone.
 *
 * @param points - Points outstanding, their breakage rate, cost and value of a point.
 * @param options - Standard error of the breakage rate; discounting; level.
 * @returns Points to be redeemed, their cost with its interval, and their fair value.
 * @throws InputError `out-of-range` for negative points or a rate outside 0 to 1, `not-finite`.
 * @remarks Cost is what management plans with; accounts under IFRS 15 defer revenue instead, see {@link deferredPointsRevenue}. There is no
 * standard twin.
 * @example
 * ```ts
 * import { pointsLiability } from "customer-equity/loyalty";
 * const { toBeRedeemed, cost, costUpper } = pointsLiability(
 *   { outstanding: 2_000_000, breakageRate: 0.2, costPerPoint: 0.005 },
 *   { breakageError: 0.03 },
 * );
 * console.log(toBeRedeemed, cost, Math.round(costUpper!)); // 1600000 8000 8588
 * ```
 */
export function pointsLiability(points: PointsOutstanding, options?: PointsLiabilityOptions): PointsLiability {
  const { level: asked, breakageError, annualDiscountRate = 0, yearsToRedemption = 0 } = requireOptions(options);
  const level = requireLevel(asked);
  const { outstanding, breakageRate, costPerPoint, valuePerPoint } = requireOptions(
    points,
    "points",
  ) as PointsOutstanding;
  requireNumber(outstanding, "points.outstanding", { min: 0, max: 1e15 });
  requireNumber(breakageRate, "points.breakageRate", { min: 0, max: 1 });
  requireNumber(costPerPoint, "points.costPerPoint", { min: 0, max: 1e9 });
  const value = requireNumber(valuePerPoint ?? costPerPoint, "points.valuePerPoint", { min: 0, max: 1e9 });
  const advice = "0.1 means 10 %.";
  requireNumber(annualDiscountRate, "options.annualDiscountRate", { min: 0, max: 1, advice });
  requireNumber(yearsToRedemption, "options.yearsToRedemption", { min: 0, max: 100 });
  const discount = (1 + annualDiscountRate) ** -yearsToRedemption;
  const costAt = (rate: number): number => outstanding * (1 - Math.min(1, Math.max(0, rate))) * costPerPoint * discount;
  const error =
    breakageError === undefined ? null : requireNumber(breakageError, "options.breakageError", { min: 0, max: 1 });
  const reach = error === null ? null : normalQuantile(0.5 + level / 2) * error;
  const toBeRedeemed = outstanding * (1 - breakageRate);
  const cost = costAt(breakageRate);
  return {
    toBeRedeemed,
    cost,
    costLower: reach === null ? null : costAt(breakageRate + reach),
    costUpper: reach === null ? null : costAt(breakageRate - reach),
    fairValue: toBeRedeemed * value * discount,
    costWithoutBreakage: outstanding * costPerPoint,
    costPerOutstandingPoint: outstanding > 0 ? cost / outstanding : null,
  };
}
