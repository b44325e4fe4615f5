import { requireNumber, requireOptions } from "../../checks.ts";
import { readAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn } from "../../types.ts";

/** What a customer spends or holds in a category. */
export interface Wallet {
  /** With this bank. */
  readonly own: number;
  /** With all banks, this one included. */
  readonly total: number;
}

/** The same of many customers, `null` where it is not known. */
export interface WalletColumns {
  /** With this bank. */
  readonly own: Column | NullableColumn;
  /** With all banks, this one included. */
  readonly total: Column | NullableColumn;
}

/** Shares of wallet of many customers. */
export interface WalletShares {
  /** The share of each customer; `null` where a figure is missing or the customer has nothing in the category. */
  readonly shares: NullableColumn;
  /** Customers with a share. */
  readonly n: number;
  /** Their mean share, each customer counting the same; `null` where nobody has one. */
  readonly mean: number | null;
  /** All that they have with this bank by all that they have: the share of the money; `null` likewise. */
  readonly ofTotal: number | null;
  /** Customers with nothing in the category (total 0). */
  readonly empty: number;
  /** Customers of whom a figure is missing. */
  readonly missing: number;
}

const largest = 1e15;

/**
 * The share of wallet (钱包份额): how much of what a customer has in a category lies with this bank.
 *
 * share = own / total. Of many customers both the mean of the shares and the share of the money are given; they differ where large wallets
 * are shared otherwise than small ones.
 *
 * @param wallet - `{ own, total }`: amounts of one customer, or columns of many; 0 ≤ own ≤ total.
 * @returns Of one customer the share, `null` where total is 0; of many the shares with their means and counts.
 * @throws InputError `out-of-range` for amounts below 0 or own above total, `empty`, `length-mismatch`, `not-finite`.
 * @remarks The total has to come from somewhere (a survey, a credit bureau): where it is an estimate so is the share. Without it
 * {@link walletAllocation} estimates the share from how customers rank their banks. There is no standard twin.
 * @example
 * ```ts
 * import { shareOfWallet } from "customer-equity/loyalty";
 * console.log(shareOfWallet({ own: 42_000, total: 60_000 })); // 0.7
 * const { shares, mean, ofTotal } = shareOfWallet({ own: [42, 10, 0], total: [60, 100, 0] });
 * console.log(shares, mean?.toFixed(2), ofTotal); // [ 0.7, 0.1, null ] 0.40 0.325
 * ```
 */
export function shareOfWallet<W extends Wallet | WalletColumns>(
  wallet: W,
): W extends { readonly own: number } ? number | null : WalletShares {
  const { own, total } = requireOptions<Wallet | WalletColumns>(wallet, "wallet");
  return (
    typeof own === "number" || typeof total === "number" ? shareOf(own, total, "") : sharesOfMany(own, total)
  ) as W extends { readonly own: number } ? number | null : WalletShares;
}

function shareOf(own: unknown, total: unknown, index: string): number | null {
  const whole = requireNumber(total, `wallet.total${index}`, { min: 0, max: largest });
  const advice = "What lies with this bank is part of the total.";
  const part = requireNumber(own, `wallet.own${index}`, { min: 0, max: whole, advice });
  return whole === 0 ? null : part / whole;
}

function sharesOfMany(own: Column | NullableColumn, total: Column | NullableColumn): WalletShares {
  const [part, whole] = readAnswers({ own, total }, "wallet").columns as [Float64Array, Float64Array];
  const counts = { n: 0, empty: 0, missing: 0 };
  let [sum, owned, held] = [0, 0, 0];
  const shares = Array.from(part, (mine, i): number | null => {
    if (Number.isNaN(mine) || Number.isNaN(whole[i]!)) {
      counts.missing++;
      return null;
    }
    const share = shareOf(mine, whole[i], `[${i}]`);
    if (share === null) {
      counts.empty++;
      return null;
    }
    counts.n++;
    sum += share;
    owned += mine;
    held += whole[i]!;
    return share;
  });
  const { n } = counts;
  return { shares, mean: n === 0 ? null : sum / n, ofTotal: n === 0 ? null : owned / held, ...counts };
}
