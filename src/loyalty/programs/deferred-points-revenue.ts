import { requireNumber, requireOptions } from "../../checks.ts";

/** Sales that earned points. */
export interface PointsSale {
  /** What customers paid. */
  readonly transactionPrice: number;
  /**
   * What the sold goods or services cost when sold alone.
   * @defaultValue transactionPrice
   */
  readonly standaloneSellingPrice?: number | undefined;
  /** Points they earned. */
  readonly pointsIssued: number;
  /** What a redeemed point is worth to the customer. */
  readonly valuePerPoint: number;
  /** Share of the points that was expected to be redeemed when they were issued. */
  readonly redemptionRate: number;
}

/** Options of {@link deferredPointsRevenue}. */
export interface DeferredPointsRevenueOptions {
  /**
   * Points redeemed by now.
   * @defaultValue 0
   */
  readonly redeemed?: number | undefined;
  /**
   * Points that are now expected to be redeemed in the end, at least those redeemed by now.
   * @defaultValue pointsIssued · redemptionRate
   */
  readonly expectedRedeemed?: number | undefined;
}

/** What {@link deferredPointsRevenue} returns. */
export interface DeferredPointsRevenue {
  /** Stand-alone selling price of the points: pointsIssued · valuePerPoint · redemptionRate. */
  readonly pointsSellingPrice: number;
  /** Part of the price for what was sold: revenue at once. */
  readonly allocatedToSale: number;
  /** Part of the price for the points: deferred at first. */
  readonly allocatedToPoints: number;
  /** Revenue from points by now: allocatedToPoints · redeemed/expectedRedeemed. */
  readonly recognized: number;
  /** What is still deferred: the contract liability (递延收益, 合同负债). */
  readonly deferred: number;
}

/**
 * Revenue that points defer (积分递延收益): part of what customers pay is for the points they earn, and counts only when they redeem them.
 *
 * The price is divided by relative stand-alone selling prices: points get price · P/(S + P), with P = points · value · redemption rate and S
 * the stand-alone price of the sale. Of that, redeemed/expected redemptions is revenue by now; a new expectation changes what was recognised
 * in all.
 *
 * @param sale - The price, what it was for, the points, their value and expected redemption.
 * @param options - Points redeemed by now, and the expectation of today.
 * @returns How the price is divided, what is recognised and what deferred.
 * @throws InputError `out-of-range` for negative amounts, a rate outside 0 to 1, more redeemed than issued or than expected, `not-finite`.
 * @remarks Source: IFRS 15 Revenue from Contracts with Customers, paragraphs 76 to 80 and B39 to B43, Illustrative Example 52 (customer loyalty
 * programme), which is a test of this function; Chinese standard CAS 14 (企业会计准则第14号) is alike. A calculation, not advice on
 * accounting. There is no standard twin.
 * @example
 * ```ts
 * import { deferredPointsRevenue } from "customer-equity/loyalty";
 * const { allocatedToSale, allocatedToPoints, recognized, deferred } = deferredPointsRevenue(
 *   { transactionPrice: 100_000, pointsIssued: 10_000, valuePerPoint: 1, redemptionRate: 0.95 },
 *   { redeemed: 4_500 },
 * );
 * console.log([allocatedToSale, allocatedToPoints, recognized, deferred].map(Math.round)); // [ 91324, 8676, 4110, 4566 ]
 * ```
 */
export function deferredPointsRevenue(sale: PointsSale, options?: DeferredPointsRevenueOptions): DeferredPointsRevenue {
  const { redeemed = 0, expectedRedeemed } = requireOptions(options);
  const given = requireOptions(sale, "sale") as PointsSale;
  const amount = { min: 1e-6, max: 1e15 };
  const price = requireNumber(given.transactionPrice, "sale.transactionPrice", { ...amount, min: 0 });
  const alone = requireNumber(
    given.standaloneSellingPrice ?? Math.max(price, amount.min),
    "sale.standaloneSellingPrice",
    amount,
  );
  const issued = requireNumber(given.pointsIssued, "sale.pointsIssued", { ...amount, min: 0 });
  const value = requireNumber(given.valuePerPoint, "sale.valuePerPoint", { min: 0, max: 1e9 });
  const rate = requireNumber(given.redemptionRate, "sale.redemptionRate", { min: 0, max: 1 });
  requireNumber(redeemed, "options.redeemed", { min: 0, max: issued });
  const advice = "Points that are redeemed already are expected to be.";
  const expected = requireNumber(expectedRedeemed ?? Math.max(redeemed, issued * rate), "options.expectedRedeemed", {
    min: redeemed,
    max: issued,
    advice,
  });
  const pointsSellingPrice = issued * value * rate;
  const allocatedToPoints = price * (pointsSellingPrice / (alone + pointsSellingPrice));
  const recognized = expected === 0 ? allocatedToPoints : allocatedToPoints * (redeemed / expected);
  return {
    pointsSellingPrice,
    allocatedToSale: price - allocatedToPoints,
    allocatedToPoints,
    recognized,
    deferred: allocatedToPoints - recognized,
  };
}
