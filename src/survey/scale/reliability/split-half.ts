import { type ItemData, type ItemOptions, readItems } from "../items/item-data.ts";
import { requireTotalVariance } from "./alpha.ts";
import { type Halves, halfMoments, oddEven, requireHalves } from "./halves.ts";

/** Options of {@link splitHalf}. */
export interface SplitHalfOptions extends ItemOptions {
  /**
   * The two halves: lists that hold every item once.
   * @defaultValue the items at odd places against those at even ones
   */
  readonly halves?: Halves | undefined;
}

/** What {@link splitHalf} returns. */
export interface SplitHalf {
  /** The items of each half. */
  readonly halves: Halves;
  /** Correlation of the sums of the two halves: the reliability of a scale of half the length; `null` where a half does not vary. */
  readonly correlation: number | null;
  /** Spearman and Brown's step up to the whole length, 2r / (1 + r); `null` as above, and where r is −1. */
  readonly spearmanBrown: number | null;
  /** Horst's step up for halves of unequal length, the same where they are equal; `null` where r is not above 0. */
  readonly unequalLength: number | null;
  /** Guttman's coefficient (Rulon, Flanagan), which does not ask for halves of equal variance. */
  readonly guttman: number;
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
}

/**
 * Split-half reliability (折半信度): how well one half of a scale's items agrees with the other, stepped up to the whole scale.
 *
 * r is the correlation of the sums a and b of the halves. Spearman-Brown: 2r / (1 + r). Guttman: 2 (1 − (s²ₐ + s²ᵦ) / s²), s² the variance
 * of the total. Horst, with shares p and q of the items: (√(r⁴ + 4 r² (1 − r²) p q) − r²) / (2 (1 − r²) p q).
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - The halves; items, scale, reversed items, missing answers.
 * @returns Each coefficient and the halves behind it.
 * @throws InputError `insufficient-data` for fewer than two items or complete respondents, `zero-variance` where the total does not
 * vary, `bad-option` for halves that do not hold every item once; `empty`, `length-mismatch`, `not-finite`, `out-of-range`,
 * `duplicate-id` for the answers.
 * @remarks Sources: Spearman (1910) and Brown (1910), British Journal of Psychology 3; Guttman (1945), Psychometrika 10; Horst (1951),
 * Educational and Psychological Measurement 11. Twins: SPSS RELIABILITY with MODEL=SPLIT, which takes the first half against the second; R
 * `psych::splitHalf`, which tries all splits (see `guttmanLambdas`).
 * @example
 * ```ts
 * import { splitHalf } from "customer-equity/servqual";
 * const { spearmanBrown, guttman } = splitHalf({ Q1: [4, 3, 5, 2, 4], Q2: [5, 3, 5, 3, 4], Q3: [4, 2, 5, 3, 5], Q4: [5, 2, 4, 3, 4] });
 * console.log(spearmanBrown?.toFixed(4), guttman.toFixed(4)); // 0.9056 0.9029
 * ```
 */
export function splitHalf(answers: ItemData, options?: SplitHalfOptions): SplitHalf {
  const { items, covariance, n, missing } = readItems(answers, options);
  const halves = options?.halves ?? oddEven(items);
  const places = requireHalves(halves, items);
  const total = requireTotalVariance(covariance);
  const { variances, covariance: shared } = halfMoments(covariance, places);
  const product = variances[0] * variances[1];
  const r = product > 0 ? Math.min(1, Math.max(-1, shared / Math.sqrt(product))) : null;
  const shares = (places[0].length * places[1].length) / items.length ** 2;
  return {
    halves,
    correlation: r,
    spearmanBrown: r === null || r === -1 ? null : (2 * r) / (1 + r),
    unequalLength: r === null ? null : unequalLength(r, shares),
    guttman: (4 * shared) / total,
    n,
    missing,
  };
}

/** Horst's formula; `shares` is the product of the shares that the halves have of the items. */
function unequalLength(r: number, shares: number): number | null {
  if (!(r > 0)) return null;
  // Without the difference of the root and r², which loses all digits near r = 1, and divided by r, whose square may be nothing.
  return (2 * r) / (Math.sqrt(r * r + 4 * (1 - r * r) * shares) + r);
}
