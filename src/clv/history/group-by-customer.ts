import { emptyTallies, leaveOut, type Tally } from "./left-out-tally.ts";
import type { SummaryRules } from "./purchase-history.ts";
import type { Cohort } from "./select-cohort.ts";
import type { TransactionLog } from "./transaction-log.ts";

/** Purchases (and, where they are netted, returns) of the cohort, customer by customer. */
export interface GroupedTransactions {
  /** Entries `offsets[row]` to `offsets[row + 1]` are those of a row of the columns. */
  readonly offsets: Int32Array;
  readonly days: Float64Array;
  readonly amounts: Float64Array | null;
  /** Returns among them. */
  readonly netted: number;
  /** Purchases with an amount of 0 among them. */
  readonly zeroAmounts: number;
  /** Transactions left out for their own sake. */
  readonly leftOut: readonly Tally[];
}

/**
 * Brings the transactions that count together by a counting sort, which keeps their order; tallies the others, those of
 * customers left out in `cohort.leftOut`.
 */
export function groupByCustomer(log: TransactionLog, rules: SummaryRules, cohort: Cohort): GroupedTransactions {
  const { codes, days, amounts } = log;
  const { end, rowOf, births } = cohort;
  const leftOut = emptyTallies("transactions");
  const [afterEnd, returns, orphans] = leftOut as [Tally, Tally, Tally];
  const rowOfTransaction = new Int32Array(codes.length).fill(-1);
  const offsets = new Int32Array(cohort.codes.length + 1);
  let netted = 0;
  let zeroAmounts = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    // Where negative amounts count they are no returns, but purchases like others.
    const amount = amounts === null || (rules.returns === "count" && amounts[i]! < 0) ? 1 : amounts[i]!;
    if (days[i]! > end) leaveOut(afterEnd, i);
    else if (amount < 0 && rules.returns === "ignore") leaveOut(returns, i);
    else if (rowOf[code]! < 0) cohort.leftOut[-1 - rowOf[code]!]!.transactions++;
    else if (amount < 0 && days[i]! < births[code]!) leaveOut(orphans, i);
    else {
      if (amount < 0) netted++;
      else if (amount === 0) zeroAmounts++;
      rowOfTransaction[i] = rowOf[code]!;
      offsets[rowOf[code]! + 1]!++;
    }
  }
  for (let row = 1; row < offsets.length; row++) offsets[row]! += offsets[row - 1]!;
  const total = offsets[offsets.length - 1]!;
  const groupedDays = new Float64Array(total);
  const groupedAmounts = amounts === null ? null : new Float64Array(total);
  const next = offsets.slice();
  for (let i = 0; i < codes.length; i++) {
    const row = rowOfTransaction[i]!;
    if (row < 0) continue;
    const at = next[row]!++;
    groupedDays[at] = days[i]!;
    if (groupedAmounts !== null) groupedAmounts[at] = amounts![i]!;
  }
  return {
    offsets,
    days: groupedDays,
    amounts: groupedAmounts,
    netted,
    zeroAmounts,
    leftOut,
  };
}
