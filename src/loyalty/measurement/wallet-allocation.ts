import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { type MeanEstimate, meanEstimate } from "../../statistics/mean-estimate.ts";
import { readAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { shareAtRank } from "./wallet-share-by-rank.ts";

/** Ranks and shares of the banks of one customer, by name. */
export interface CustomerWallet {
  /** Banks the customer uses. */
  readonly banks: number;
  /** Rank by satisfaction, 1 for the best; banks that tie share the mean of their places. */
  readonly ranks: Readonly<Record<string, number>>;
  /** Estimated share of wallet; they sum to 1. */
  readonly shares: Readonly<Record<string, number>>;
}

/** What a bank has of the wallets. */
export interface BankWallet extends Pick<MeanEstimate, "mean" | "n" | "standardError" | "lower" | "upper"> {
  /** Name of the bank. */
  readonly name: string;
  /** Mean share over the customers who use the bank (钱包份额): its score by the rule. */
  readonly mean: number;
  /** Customers who use it. */
  readonly n: number;
  /** Mean share over all customers, 0 for those who do not use it; those of all banks sum to 1. */
  readonly marketShare: number;
  /** Share of its customers who rank it first, ties included. */
  readonly first: number;
}

/** What {@link walletAllocation} returns for many customers. */
export interface WalletAllocation {
  /** For each bank the share of each customer; `null` where the customer does not use it. */
  readonly shares: Readonly<Record<string, NullableColumn>>;
  /** For each bank the rank with each customer; `null` likewise. */
  readonly ranks: Readonly<Record<string, NullableColumn>>;
  /** Banks that each customer uses. */
  readonly sets: Float64Array;
  /** The banks that somebody uses, in the order given. */
  readonly banks: readonly BankWallet[];
  /** Customers with at least one bank. */
  readonly n: number;
  /** Customers without any score, left out. */
  readonly withoutBank: number;
  /** Share of the customers who use two banks or more. */
  readonly multiBankShare: number;
  /** Banks a customer uses, on average. */
  readonly meanSet: number;
  /** `few-multi-bank-customers`, `small-sets` where the rule was not made for such a market; `unused-banks`. */
  readonly warnings: readonly Warning[];
}

/** Scores of the banks of one customer, by name. */
export type BankScores = Readonly<Record<string, number>>;
/** Scores of the banks by many customers, `null` where a customer does not use the bank. */
export type BankScoreColumns = Readonly<Record<string, Column | NullableColumn>>;

/** Where the rule is meant for: markets with at least these (appendix of the book). */
const least = { multiBankShare: 0.4, meanSet: 1.4 };

/**
 * The share of wallet from how customers rank their banks (钱包分配法则): being liked pays only where one is liked better than the other
 * banks that the customer uses.
 *
 * Each customer's banks are ranked by their scores (satisfaction, or likelihood to recommend); banks that tie share the mean of their
 * places; share = (1 − rank/(banks + 1)) · 2/banks. The score of a bank is the mean share over its customers.
 *
 * @param scores - By name of a bank its score: numbers of one customer, or columns of many, `null` where a customer does not use the bank.
 * @param options - Level of the intervals.
 * @returns Ranks and shares; of many customers also the mean share of each bank with its standard error, and whether the market is one
 * that the rule was made for.
 * @throws InputError `empty` without banks or customers, `insufficient-data` where no customer uses a bank, `length-mismatch`,
 * `not-finite`.
 * @remarks Source: Keiningham, Aksoy, Buoye & Cooil (2011), Harvard Business Review 89(10), and the appendix of The Wallet Allocation Rule
 * (2015), which asks for markets where 40 % of the customers use several providers and the mean set is 1.4 or more. Shares of one customer
 * depend on ranks alone: the mean over customers is what the rule was made for. There is no standard twin.
 * @example
 * ```ts
 * import { walletAllocation } from "customer-equity/loyalty";
 * console.log(walletAllocation({ own: 8, bankB: 8, bankC: 6 }).ranks); // { own: 1.5, bankB: 1.5, bankC: 3 }
 * const market = walletAllocation({ own: [9, 7, 8, 8], bankB: [7, 9, null, 8], bankC: [null, 8, null, 5] });
 * console.log(market.banks[0]?.mean, market.multiBankShare, market.meanSet); // 0.5625 0.75 2.25
 * ```
 */
export function walletAllocation<S extends BankScores | BankScoreColumns>(
  scores: S,
  options?: LevelOptions,
): S extends BankScores ? CustomerWallet : WalletAllocation {
  const level = requireLevel(requireOptions(options).level);
  const names = Object.keys(requireOptions<BankScores | BankScoreColumns>(scores, "scores"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "scores", expected: "at least one bank", received: scores });
  }
  return (
    names.some((name) => typeof scores[name] === "number")
      ? oneCustomer(scores as BankScores, names)
      : manyCustomers(scores as BankScoreColumns, names, level)
  ) as S extends BankScores ? CustomerWallet : WalletAllocation;
}

function oneCustomer(scores: BankScores, names: readonly string[]): CustomerWallet {
  const values = names.map((name) => Float64Array.of(requireNumber(scores[name], `scores.${name}`)));
  const ranks = values.map((_, k) => placeOf(values, 0, k).rank);
  const named = (value: (k: number) => number): Record<string, number> =>
    Object.fromEntries(names.map((name, k) => [name, value(k)]));
  const banks = names.length;
  return { banks, ranks: named((k) => ranks[k]!), shares: named((k) => shareAtRank(ranks[k]!, banks)) };
}

/**
 * The place of bank k among those that customer i uses: 1 and a place for each bank liked better, half of one for each that ties. Scores that
 * differ by one rounding tie.
 */
function placeOf(columns: readonly Float64Array[], i: number, k: number): { rank: number; first: boolean } {
  const own = columns[k]![i]!;
  let [better, ties] = [0, 0];
  for (let j = 0; j < columns.length; j++) {
    const other = columns[j]![i]!;
    if (j === k || Number.isNaN(other)) continue;
    const slack = 1e-12 * Math.max(Math.abs(own), Math.abs(other));
    if (other > own + slack) better++;
    else if (other >= own - slack) ties++;
  }
  return { rank: 1 + better + ties / 2, first: better === 0 };
}

function manyCustomers(scores: BankScoreColumns, names: readonly string[], level: number): WalletAllocation {
  const { columns, respondents: rows } = readAnswers(scores, "scores");
  const sets = new Float64Array(rows);
  let [n, multi, used] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const set = columns.reduce((count, column) => count + (Number.isNaN(column[i]!) ? 0 : 1), 0);
    sets[i] = set;
    used += set;
    if (set > 0) n++;
    if (set > 1) multi++;
  }
  if (n === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "scores",
      expected: "a customer with a score of at least one bank",
      received: scores,
    });
  }
  const banks: BankWallet[] = [];
  const unused: string[] = [];
  const ranks: NullableColumn[] = [];
  const shares: NullableColumn[] = [];
  for (let k = 0; k < names.length; k++) {
    const bankRanks = new Array<number | null>(rows).fill(null);
    const bankShares = new Array<number | null>(rows).fill(null);
    const present = new Float64Array(rows);
    let [users, firsts] = [0, 0];
    for (let i = 0; i < rows; i++) {
      if (Number.isNaN(columns[k]![i]!)) continue;
      const { rank, first } = placeOf(columns, i, k);
      const share = shareAtRank(rank, sets[i]!);
      bankRanks[i] = rank;
      bankShares[i] = share;
      present[users++] = share;
      if (first) firsts++;
    }
    ranks.push(bankRanks);
    shares.push(bankShares);
    const estimate = meanEstimate(present.subarray(0, users), level);
    if (estimate === null) {
      unused.push(names[k]!);
      continue;
    }
    const { mean, standardError, lower, upper } = estimate;
    const marketShare = (mean * users) / n;
    banks.push({ name: names[k]!, mean, n: users, standardError, lower, upper, marketShare, first: firsts / users });
  }
  const named = (lists: readonly NullableColumn[]): Record<string, NullableColumn> =>
    Object.fromEntries(names.map((name, k) => [name, lists[k]!]));
  const multiBankShare = multi / n;
  const meanSet = used / n;
  return {
    shares: named(shares),
    ranks: named(ranks),
    sets,
    banks,
    n,
    withoutBank: rows - n,
    multiBankShare,
    meanSet,
    warnings: warn(multiBankShare, meanSet, unused),
  };
}

function warn(multiBankShare: number, meanSet: number, unused: readonly string[]): Warning[] {
  const warnings: Warning[] = [];
  if (multiBankShare < least.multiBankShare - 1e-9) {
    warnings.push({
      code: "few-multi-bank-customers",
      message: `Only ${(100 * multiBankShare).toFixed(1)} % of the customers use several banks; the rule is meant for markets with at least 40 %. Most wallets are not shared here: look at who leaves rather than at ranks.`,
    });
  }
  if (meanSet < least.meanSet - 1e-9) {
    warnings.push({
      code: "small-sets",
      message: `Customers use ${meanSet.toFixed(2)} banks on average; the rule is meant for 1.4 or more. Check that customers named all banks they use.`,
    });
  }
  if (unused.length > 0) {
    warnings.push({
      code: "unused-banks",
      message: `No customer uses ${unused.join(", ")}, so there is no mean share. Leave such columns out.`,
      count: unused.length,
    });
  }
  return warnings;
}
