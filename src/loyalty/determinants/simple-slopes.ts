import { requireColumn, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile, normalSurvival, studentTQuantile, studentTSurvival } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import type { Column, Fitted } from "../../types.ts";
import { type LoyaltyDeterminantsModel, modelOf } from "./loyalty-determinants.ts";

/** Options of {@link simpleSlopes}. */
export interface SimpleSlopesOptions extends LevelOptions {
  /** The determinant whose effect is looked at. */
  readonly predictor: string;
  /** The determinant that changes this effect. */
  readonly moderator: string;
  /**
   * Where on the moderator, in standard deviations from its mean; at most 100 places.
   * @defaultValue [-1, 0, 1]
   */
  readonly at?: Column | undefined;
}

/** The effect of a determinant where another one is held. */
export interface ConditionalSlope {
  /** Standard deviations of the moderator from its mean. */
  readonly at: number;
  /** The moderator in its own unit. */
  readonly moderatorValue: number;
  /** What one standard deviation more of the predictor adds to L there. */
  readonly slope: number;
  /** Its standard error; `null` where the model has no covariance. */
  readonly standardError: number | null;
  /** Slope by standard error: t, or z of a logit; `null` likewise, or where the fit is perfect. */
  readonly statistic: number | null;
  /** Its two-sided p-value; `null` likewise. */
  readonly pValue: number | null;
  /** Lower end of the interval at the level; `null` where the model has no covariance. */
  readonly lower: number | null;
  /** Upper end. */
  readonly upper: number | null;
}

/** A stretch of the moderator, in standard deviations from its mean. */
export interface ModeratorRegion {
  /** Where it begins; `null` where it has no beginning. */
  readonly from: number | null;
  /** Where it ends; `null` where it has no end. */
  readonly to: number | null;
}

/** Where the effect of the predictor differs from 0 (Johnson–Neyman). */
export interface JohnsonNeyman {
  /** Where |t| is its quantile: 0, 1 or 2 places, ascending, in standard deviations of the moderator. */
  readonly bounds: readonly number[];
  /** Where |t| is at least its quantile: the regions of significance (显著域), none where the effect never is. */
  readonly regions: readonly ModeratorRegion[];
  /** The quantile. */
  readonly quantile: number;
}

/** What {@link simpleSlopes} returns. */
export interface SimpleSlopes {
  /** The determinant whose effect this is. */
  readonly predictor: string;
  /** The determinant that changes it. */
  readonly moderator: string;
  /** The constant and the coefficient of the moderator alone, with which the lines of a chart are drawn. */
  readonly line: {
    /** L where all determinants are at their means. */
    readonly intercept: number;
    /** What the moderator adds where the predictor is at its mean. */
    readonly moderator: number;
  };
  /** The slopes, in the order of `at`. */
  readonly slopes: readonly ConditionalSlope[];
  /** Regions of significance; `null` where the model has no covariance, or the fit is perfect. */
  readonly johnsonNeyman: JohnsonNeyman | null;
}

/**
 * How much a determinant does for loyalty where another one is low, middling or high (简单斜率): for instance what satisfaction does for
 * customers whom little keeps, and for those whom much keeps.
 *
 * slope(m) = β_x + m β_xm, SE = √(V_xx + 2m V_x,xm + m² V_xm), the others at their means. Johnson–Neyman: the m at which
 * |slope(m)| = quantile · SE(m).
 *
 * @param model - A fit of `fitLoyaltyDeterminants`, its model, or what `loyaltyDeterminants` makes.
 * @param options - Predictor, moderator, places; level.
 * @returns Slopes with tests and intervals, by Student's t with the residual degrees of freedom (a logit: by z), and where the effect
 * differs from 0.
 * @throws InputError `bad-option` for a determinant that is none, or a pair whose interaction is not in the model; `empty` or `not-finite`
 * for the places, `out-of-range` for the level or a place beyond a million, `unknown-kind`.
 * @remarks Sources: Aiken & West (1991); Bauer & Curran (2005), Multivariate Behavioral Research 40(3) (Johnson–Neyman). The bounds are
 * not corrected for looking everywhere. Twin: R `interactions::sim_slopes`, `johnson_neyman`.
 * @example
 * ```ts
 * import { loyaltyDeterminants, simpleSlopes } from "customer-equity/loyalty";
 * const model = loyaltyDeterminants({
 *   coefficients: { satisfaction: 0.35, switchingCost: 0.2 },
 *   interactions: [{ of: ["satisfaction", "switchingCost"], coefficient: -0.06 }],
 * });
 * const { slopes } = simpleSlopes(model, { predictor: "satisfaction", moderator: "switchingCost", at: [1.5] });
 * console.log(slopes[0]?.slope.toFixed(2)); // 0.26
 * ```
 */
export function simpleSlopes(model: Fitted<LoyaltyDeterminantsModel>, options: SimpleSlopesOptions): SimpleSlopes {
  const { determinants, interactions, coefficients, covariance, degreesOfFreedom } = modelOf(model);
  const { predictor, moderator, at = [-1, 0, 1], level: asked } = requireOptions(options);
  const level = requireLevel(asked);
  const names = determinants.map(({ name }) => name);
  const x = names.indexOf(requireOneOf(predictor, "options.predictor", names));
  const m = names.indexOf(requireOneOf(moderator, "options.moderator", names));
  const pair = interactions.findIndex((own) => own.includes(predictor) && own.includes(moderator));
  if (pair < 0 || x === m) {
    throw new InputError({
      code: "bad-option",
      path: "options.moderator",
      expected: "a determinant whose interaction with the predictor is in the model",
      received: moderator,
      advice: "Name the pair in `interactions` of fitLoyaltyDeterminants.",
    });
  }
  const places = requireColumn(at, "options.at", { min: -1e6, max: 1e6 });
  requireRows(places, "options.at");
  if (places.length > 100) {
    throw new InputError({
      code: "bad-option",
      path: "options.at",
      expected: "at most 100 places",
      received: places.length,
    });
  }
  const product = 1 + names.length + pair;
  const own = { slope: coefficients[x + 1]!, product: coefficients[product]! };
  const variance = covariance && {
    slope: covariance[x + 1]![x + 1]!,
    product: covariance[product]![product]!,
    both: covariance[x + 1]![product]!,
  };
  const quantile =
    degreesOfFreedom === null ? normalQuantile(0.5 + level / 2) : studentTQuantile(0.5 + level / 2, degreesOfFreedom);
  const survival = (t: number): number =>
    degreesOfFreedom === null ? normalSurvival(t) : studentTSurvival(t, degreesOfFreedom);
  return {
    predictor,
    moderator,
    line: { intercept: coefficients[0]!, moderator: coefficients[m + 1]! },
    slopes: Array.from(places, (place): ConditionalSlope => {
      const slope = own.slope + place * own.product;
      const standardError = variance && Math.sqrt(Math.max(0, varianceAt(variance, place)));
      const statistic = standardError === null || standardError === 0 ? null : slope / standardError;
      return {
        at: place,
        moderatorValue: determinants[m]!.mean + place * determinants[m]!.deviation,
        slope,
        standardError,
        statistic,
        pValue: statistic === null ? null : 2 * survival(Math.abs(statistic)),
        lower: standardError === null ? null : slope - quantile * standardError,
        upper: standardError === null ? null : slope + quantile * standardError,
      };
    }),
    johnsonNeyman:
      variance === null || !(variance.slope > 0) || !(variance.product > 0)
        ? null
        : { ...regionsOf(own, variance, quantile), quantile },
  };
}

/** Two coefficients, or their variances with the covariance. */
interface SlopeVariance {
  readonly slope: number;
  readonly product: number;
  readonly both: number;
}

function varianceAt({ slope, product, both }: SlopeVariance, place: number): number {
  return slope + place * (2 * both + place * product);
}

/** Where a m² + b m + c >= 0, which says that the slope squared is at least quantile² times its variance. */
function regionsOf(
  own: Omit<SlopeVariance, "both">,
  variance: SlopeVariance,
  quantile: number,
): Pick<JohnsonNeyman, "bounds" | "regions"> {
  const square = quantile ** 2;
  const a = own.product ** 2 - square * variance.product;
  const half = own.slope * own.product - square * variance.both;
  const c = own.slope ** 2 - square * variance.slope;
  const everywhere = { bounds: [], regions: [{ from: null, to: null }] };
  if (Math.abs(a) <= 1e-14 * (own.product ** 2 + square * variance.product)) {
    if (half === 0) return c >= 0 ? everywhere : { bounds: [], regions: [] };
    const only = -c / (2 * half);
    return { bounds: [only], regions: [half > 0 ? { from: only, to: null } : { from: null, to: only }] };
  }
  const discriminant = half ** 2 - a * c;
  if (!(discriminant > 0)) return a > 0 ? everywhere : { bounds: [], regions: [] };
  // The root without cancellation, and the other from the product of both.
  const q = -(half + (half < 0 ? -1 : 1) * Math.sqrt(discriminant));
  const [low, high] = [q / a, c / q].sort((one, other) => one - other) as [number, number];
  return {
    bounds: [low, high],
    regions:
      a > 0
        ? [
            { from: null, to: low },
            { from: high, to: null },
          ]
        : [{ from: low, to: high }],
  };
}
