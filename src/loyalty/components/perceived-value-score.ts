import { requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { meanOfColumns, type PartRatings, type PartScore, type PartScoreOptions, readParts } from "./read-parts.ts";

/** The four parts of perceived value (PERVAL): quality 质量价值, price 价格价值, emotional 情感价值, social 社会价值. */
export type PerceivedValuePart = "quality" | "price" | "emotional" | "social";

/** Ratings behind {@link perceivedValueScore}: of the four parts, or of what customers get (利得) and give (利失). */
export type PerceivedValueRatings = PartRatings<PerceivedValuePart> | PartRatings<"benefits" | "sacrifices">;

/** Options of {@link perceivedValueScore}. */
export interface PerceivedValueScoreOptions extends PartScoreOptions {
  /**
   * How benefits and sacrifices are set against each other: benefits less sacrifices, or benefits by sacrifices. The four parts take neither.
   * @defaultValue "difference"
   */
  readonly form?: "difference" | "ratio" | undefined;
}

/**
 * What the bank's offer is worth in the eyes of customers (感知价值): the mean of four parts of value, or benefits set against sacrifices.
 *
 * Parts: mean of quality, price, emotional and social value. Trade-off: benefits − sacrifices, or benefits / sacrifices.
 *
 * @param ratings - By part, or of benefits and sacrifices, a rating of one customer or a column of many; `null` in a column where there is
 * none. Ratings of several benefits are averaged first; for sums over Kotler's eight parts see `deliveredValueScore` in satisfaction.
 * @param options - Form; scale.
 * @returns The score; in a column `null` where a rating is missing, or the ratio has a sacrifice of 0.
 * @throws InputError `length-mismatch` for a part that is missing or of another length, `bad-option` for another part or option,
 * `out-of-range` outside the scale, or for one customer whose ratio has sacrifices of 0; `not-finite`, `empty`.
 * @remarks Sources: Zeithaml (1988), Journal of Marketing 52(3) (get against give); Sweeney & Soutar (2001), Journal of Retailing 77(2)
 * (PERVAL). There is no standard twin.
 * @example
 * ```ts
 * import { perceivedValueScore } from "customer-equity/loyalty";
 * console.log(perceivedValueScore({ quality: 6, price: 4, emotional: 5, social: 3 })); // 4.5
 * console.log(perceivedValueScore({ benefits: 6, sacrifices: 4 }, { form: "ratio" })); // 1.5
 * ```
 */
export function perceivedValueScore<P extends PerceivedValueRatings>(
  ratings: P,
  options?: PerceivedValueScoreOptions,
): PartScore<P> {
  const { form: asked = "difference", scale } = requireOptions(options);
  const form = requireOneOf(asked, "options.form", ["difference", "ratio"]);
  const tradeOff = ["benefits", "sacrifices"].some((name) => Object.hasOwn(requireOptions(ratings, "ratings"), name));
  const names = tradeOff ? ["benefits", "sacrifices"] : ["quality", "price", "emotional", "social"];
  const { columns, give } = readParts(ratings, "ratings", { names, scale });
  if (!tradeOff) return give(meanOfColumns(columns));
  const [benefits, sacrifices] = columns as readonly [Float64Array, Float64Array];
  const score = Array.from(benefits, (got, i): number | null => {
    const value = form === "difference" ? got - sacrifices[i]! : got / sacrifices[i]!;
    return Number.isFinite(value) ? value : null;
  });
  const first = give<number | null | readonly unknown[]>(score);
  if (first === null) {
    throw new InputError({
      code: "out-of-range",
      path: "ratings.sacrifices",
      expected: "sacrifices other than 0, by which benefits can be divided",
      received: sacrifices[0],
      advice: 'Take the difference: { form: "difference" }.',
    });
  }
  return give(score);
}
