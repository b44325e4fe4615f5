import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import type { ClassColumn, Classification, Column } from "../../types.ts";
import { type Classified, firstClass, readCustomers } from "../customer-columns.ts";
import { diamondStyles } from "./diamond-styles.ts";
import { type QuadrantSide, quadrantColumn } from "./quadrant-column.ts";

/** Involvement and portfolio of one customer. */
export interface DiamondCustomer {
  /** How much the choice of a bank matters to the customer (购买介入度), on the scale of the options. */
  readonly involvement: number;
  /** How many banks the customer uses (购买组合), at least 1; or the effective number that `effectivePortfolio` gives. */
  readonly portfolio: number;
}

/** Involvement and portfolio of many customers, one entry a customer. */
export interface DiamondColumns {
  /** Involvement (购买介入度), on the scale of the options. */
  readonly involvement: Column;
  /** Banks used (购买组合), at least 1. */
  readonly portfolio: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Commitment and support of one customer, the other reading of the axes. */
export interface DiamondSupporter {
  /** Attachment to the brand (品牌承诺), on the scale of the options. */
  readonly commitment: number;
  /** Share of the business that the brand gets (品牌支持), from 0 to 1. */
  readonly support: number;
}

/** Commitment and support of many customers. */
export interface DiamondSupportColumns {
  /** Commitment (品牌承诺), on the scale of the options. */
  readonly commitment: Column;
  /** Support (品牌支持), from 0 to 1. */
  readonly support: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Options of {@link loyaltyDiamond}. */
export interface LoyaltyDiamondOptions {
  /**
   * Which two things span the diamond: involvement and portfolio (Knox 1998), or brand commitment and brand support (Knox & Walker 2001).
   * @defaultValue "involvement-portfolio"
   */
  readonly axes?: "involvement-portfolio" | "commitment-support" | undefined;
  /**
   * The scale of involvement, or of commitment: a mean of ratings, or `{ min: 10, max: 70 }` for the sum of Zaichkowsky's ten items.
   * @defaultValue { min: 1, max: 7 }
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * Involvement, or commitment, from which on it is high.
   * @defaultValue the middle of the scale
   */
  readonly cut?: number | undefined;
  /**
   * The most banks that make a small portfolio. A convention: Knox gives no number.
   * @defaultValue 2
   */
  readonly maxSmallPortfolio?: number | undefined;
  /**
   * Banks from which on the diamond tells portfolios no longer apart, above 1. A convention.
   * @defaultValue 5
   */
  readonly portfolioMax?: number | undefined;
  /**
   * Support from which on it is high.
   * @defaultValue 0.5
   */
  readonly supportCut?: number | undefined;
}

/** What {@link loyaltyDiamond} returns for one customer. */
export interface DiamondPosition extends Classification {
  /** How far up in the diamond: 1 in the top corner of the loyal, 0 in the bottom one of switchers. */
  readonly loyaltyAxis: number;
  /** How far to the right: 0 in the left corner of habit, 1 in the right one of variety. */
  readonly styleAxis: number;
}

/** What {@link loyaltyDiamond} returns for columns. */
export interface LoyaltyDiamond extends ClassColumn {
  /** For each customer how far up, from switchers at 0 to the loyal at 1. */
  readonly loyaltyAxis: Float64Array;
  /** For each customer how far to the right, from habit at 0 to variety at 1. */
  readonly styleAxis: Float64Array;
  /** Where the styles meet, as shares of the two axes. */
  readonly cuts: {
    /** Cut of involvement (commitment) on its scale. */
    readonly involvement: number;
    /** Cut of the portfolio from 1 bank to the largest; of support, 1 less it. */
    readonly portfolio: number;
  };
}

/**
 * Which style of buying a customer has (客户忠诚钻石模型): loyal 忠诚者, habitual 习惯性购买者, variety seeker 品种追求者 or switcher 转换者; and
 * where in the diamond.
 *
 * High involvement and a small portfolio: loyal; high and large: variety seeker; low and small: habitual; low and large: switcher. With i
 * the involvement from 0 to 1 and q = clamp((portfolio − 1)/(portfolioMax − 1), 0, 1): loyaltyAxis = (i + 1 − q)/2, styleAxis = (i + q)/2.
 * By commitment and support, 1 − q is the support. Involvement at its cut is high, a portfolio of `maxSmallPortfolio` small.
 *
 * @param data - One customer as numbers, or many as columns without gaps: involvement and portfolio, or commitment and support.
 * @param options - Which axes; scale, cuts and the largest portfolio.
 * @returns For one customer the style and the place; for columns a class column with the places. Rules 0 to 3 in the order of
 * `diamondStyles`, which also has a strategy for each. The distance is that from the nearer cut, as a share of its axis.
 * @throws InputError `empty`, `length-mismatch`, `duplicate-id`; `out-of-range` for what is outside its scale, or a portfolio below 1;
 * `not-finite`, also for a missing entry; `bad-option` for other axes, or a largest portfolio that is not above 1
 * and the small one.
 * @remarks Sources: Knox (1998), European Management Journal 16(6), and Knox & Walker (2001), Journal of Strategic Marketing 9(2), for axes
 * and styles; which cell has which style, cuts and coordinates are conventions. Customers, share and value by style: `tierSummary` of
 * `customer-equity/segmentation`; moves between two dates: `migrationMatrix`. There is no twin.
 * @example
 * ```ts
 * import { loyaltyDiamond } from "customer-equity/loyalty";
 * import { migrationMatrix, tierSummary } from "customer-equity/segmentation";
 * const one = loyaltyDiamond({ involvement: 5, portfolio: 4 });
 * console.log(one.labelZh, one.loyaltyAxis.toFixed(3), one.styleAxis.toFixed(3)); // 品种追求者 0.458 0.708
 *
 * const customers = ["a", "b", "c"];
 * const before = loyaltyDiamond({ involvement: [6, 2, 3], portfolio: [1, 1, 4], customers });
 * const after = loyaltyDiamond({ involvement: [6, 5, 2], portfolio: [1, 2, 5], customers });
 * console.log(tierSummary(after, [900, 500, 100]).tiers[0]?.shareOfValue?.toFixed(3)); // 0.933
 * console.log(migrationMatrix(before, after).counts[2]?.join(" ")); // 1 0 0 0
 * ```
 */
export function loyaltyDiamond<D extends DiamondCustomer | DiamondColumns | DiamondSupporter | DiamondSupportColumns>(
  data: D,
  options?: LoyaltyDiamondOptions,
): Classified<D, DiamondPosition, LoyaltyDiamond> {
  const settings = requireOptions(options);
  const { axes = "involvement-portfolio", scale: given = { min: 1, max: 7 }, cut } = settings;
  const byPortfolio =
    requireOneOf(axes, "options.axes", ["involvement-portfolio", "commitment-support"]) === "involvement-portfolio";
  const { min, max } = requireScale(given, "options.scale");
  const advice = "Say which scale it is on: options.scale.";
  const { single, rows, columns, customers } = readCustomers(data, {
    [byPortfolio ? "involvement" : "commitment"]: { min, max, advice },
    ...(byPortfolio ? { portfolio: { min: 1, max: 1e9 } } : { support: { min: 0, max: 1 } }),
  });
  const [attitude, second] = columns as [Float64Array, Float64Array];
  const height = {
    values: attitude,
    cut: requireNumber(cut ?? (min + max) / 2, "options.cut", { min, max }),
    width: max - min,
  };
  const { side, narrowest } = byPortfolio ? fewBanks(second, settings) : supportSide(second, settings);
  const column = quadrantColumn(height, side, diamondStyles, customers);
  const loyaltyAxis = new Float64Array(rows);
  const styleAxis = new Float64Array(rows);
  const breadthOf = (value: number): number => Math.min(1, Math.max(0, (narrowest - value) / side.width));
  for (let i = 0; i < rows; i++) {
    const involved = (attitude[i]! - min) / (max - min);
    const breadth = breadthOf(side.values[i]!);
    loyaltyAxis[i] = (involved + 1 - breadth) / 2;
    styleAxis[i] = (involved + breadth) / 2;
  }
  const cuts = { involvement: (height.cut - min) / (max - min), portfolio: breadthOf(side.cut) };
  const result = single
    ? { ...firstClass(column), loyaltyAxis: loyaltyAxis[0]!, styleAxis: styleAxis[0]! }
    : { ...column, loyaltyAxis, styleAxis, cuts };
  return result as Classified<D, DiamondPosition, LoyaltyDiamond>;
}

/** The side that is high where few banks have the business; `narrowest` is its value where one bank has all. */
interface ShareSide {
  readonly side: QuadrantSide;
  readonly narrowest: number;
}

/** Fewness of banks: the portfolio with its sign turned, so that a small one is high. */
function fewBanks(portfolio: Float64Array, options: LoyaltyDiamondOptions): ShareSide {
  const { maxSmallPortfolio = 2, portfolioMax = 5 } = options;
  const cut = requireNumber(maxSmallPortfolio, "options.maxSmallPortfolio", { min: 1, max: 1e9 });
  if (requireNumber(portfolioMax, "options.portfolioMax") <= 1) {
    throw new InputError({
      code: "bad-option",
      path: "options.portfolioMax",
      expected: "a number of banks above 1",
      received: portfolioMax,
    });
  }
  if (cut >= portfolioMax) {
    throw new InputError({
      code: "bad-option",
      path: "options.maxSmallPortfolio",
      expected: `fewer banks than the largest portfolio (${portfolioMax})`,
      received: cut,
    });
  }
  return { side: { values: portfolio.map((banks) => -banks), cut: -cut, width: portfolioMax - 1 }, narrowest: -1 };
}

function supportSide(support: Float64Array, { supportCut = 0.5 }: LoyaltyDiamondOptions): ShareSide {
  const cut = requireNumber(supportCut, "options.supportCut", { min: 0, max: 1 });
  return { side: { values: support, cut, width: 1 }, narrowest: 1 };
}
