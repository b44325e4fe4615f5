import { requireNumber, requireOptions } from "../../checks.ts";

/** What people say of the bank, in numbers. */
export interface WordOfMouth {
  /** Good impressions, or people who speak well. */
  readonly positive: number;
  /** Bad ones. */
  readonly negative: number;
}

/** Options of {@link wordOfMouthBalance}. */
export interface WordOfMouthBalanceOptions {
  /**
   * Good impressions that it takes to make up for a bad one.
   * @defaultValue 12 (course slides)
   */
  readonly positivesPerNegative?: number | undefined;
}

/** What {@link wordOfMouthBalance} returns. */
export interface WordOfMouthBalance {
  /** positive − positivesPerNegative · negative: below 0 where the bad weighs more. */
  readonly balance: number;
  /** Good impressions that would make up for the bad ones. */
  readonly positivesNeeded: number;
  /** How many of them are lacking; 0 where none is. */
  readonly shortfall: number;
  /** Good impressions for each bad one, as used. */
  readonly positivesPerNegative: number;
  /** Where that figure comes from. */
  readonly source: "course slides" | "the caller";
}

/**
 * The balance of word of mouth (口碑平衡): whether the good that is said of the bank makes up for the bad.
 *
 * balance = positive − 12 · negative.
 *
 * @param counts - Good and bad impressions.
 * @param options - How many good ones make up for a bad one.
 * @returns The balance, what is needed and what is lacking, the figure used and its source.
 * @throws InputError `out-of-range` for negative numbers, `not-finite`.
 * @remarks Twelve to one is folklore of course slides, not a measurement. There is no standard twin.
 * @example
 * ```ts
 * import { wordOfMouthBalance } from "customer-equity/loyalty";
 * const { balance, positivesNeeded } = wordOfMouthBalance({ positive: 150, negative: 14 });
 * console.log(balance, positivesNeeded); // -18 168
 * ```
 */
export function wordOfMouthBalance(counts: WordOfMouth, options?: WordOfMouthBalanceOptions): WordOfMouthBalance {
  const { positivesPerNegative: own } = requireOptions(options);
  const { positive, negative } = requireOptions(counts, "counts") as WordOfMouth;
  requireNumber(positive, "counts.positive", { min: 0, max: 1e15 });
  requireNumber(negative, "counts.negative", { min: 0, max: 1e15 });
  const positivesPerNegative = requireNumber(own ?? 12, "options.positivesPerNegative", { min: 0, max: 1e9 });
  const positivesNeeded = positivesPerNegative * negative;
  return {
    balance: positive - positivesNeeded,
    positivesNeeded,
    shortfall: Math.max(0, positivesNeeded - positive),
    positivesPerNegative,
    source: own === undefined ? "course slides" : "the caller",
  };
}
