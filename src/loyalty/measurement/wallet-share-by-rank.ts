import { requireNumber, requireOptions } from "../../checks.ts";

/** Where a bank stands among those that a customer uses. */
export interface BankRank {
  /** Its rank by satisfaction, 1 for the best; the mean of the places where banks tie. */
  readonly rank: number;
  /** Banks that the customer uses, this one included. */
  readonly banks: number;
}

/**
 * The share of wallet that a rank gives (钱包分配法则): first of two banks gets two thirds, second one third.
 *
 * share = (1 − rank/(banks + 1)) · 2/banks. The shares of all banks of a customer sum to 1.
 *
 * @param place - The rank, and the number of banks the customer uses.
 * @returns The share, from 0 to 1.
 * @throws InputError `out-of-range` for a rank outside 1 to banks or less than one bank, `not-finite`.
 * @remarks Source: the Wallet Allocation Rule of Keiningham, Aksoy, Buoye & Cooil (2011), Harvard Business Review 89(10), and the book of
 * the same name (2015), appendix. The rule was fitted to rankings of customers of many markets, this one's need not follow it. There is
 * no standard twin.
 * @example
 * ```ts
 * import { walletShareByRank } from "customer-equity/loyalty";
 * console.log(walletShareByRank({ rank: 1, banks: 3 })); // 0.5
 * ```
 */
export function walletShareByRank(place: BankRank): number {
  const { rank, banks } = requireOptions(place, "place") as BankRank;
  requireNumber(banks, "place.banks", { integer: true, min: 1, max: 1e6 });
  requireNumber(rank, "place.rank", { min: 1, max: banks });
  return shareAtRank(rank, banks);
}

/** The share of a checked rank. */
export function shareAtRank(rank: number, banks: number): number {
  return (1 - rank / (banks + 1)) * (2 / banks);
}
