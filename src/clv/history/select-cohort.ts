import { InputError } from "../../errors.ts";
import { isoDate } from "../../time.ts";
import { type GroupedTransactions, groupByCustomer } from "./group-by-customer.ts";
import { emptyTallies, leaveOut, type Tally } from "./left-out-tally.ts";
import type { SummaryRules } from "./purchase-history.ts";
import { insertionLimit, sortRange } from "./sort-range.ts";
import type { TransactionLog } from "./transaction-log.ts";

/** Who is in the columns, since when, and the transactions that count. */
export interface Cohort {
  /** Last day of the log. */
  readonly end: number;
  /** Code of the customer of each row of the columns. */
  readonly codes: Int32Array;
  /** Day of the first purchase, or of acquisition, of each row. */
  readonly births: Float64Array;
  /** The first of these; `Infinity` where there is no row. */
  readonly firstBirth: number;
  /** Entries `offsets[row]` to `offsets[row + 1]` are the purchases (and, where they are netted, returns) of a row. */
  readonly offsets: Int32Array;
  /** Their days, ascending within a row. */
  readonly days: Int32Array | Float64Array;
  /** Their amounts, ascending within a day; `null` where the log has none. */
  readonly amounts: Float64Array | null;
  /** Transactions left out for their own sake, and customers left out: one tally a reason. */
  readonly leftOut: readonly Tally[];
  /** Customers whose roster date is after their first purchase. */
  readonly lateDates: number;
}

/** Decides who is in the columns, and sorts their transactions, in place of those grouped; what is left out is tallied. */
export function selectCohort(
  log: TransactionLog,
  rules: SummaryRules,
  grouped: GroupedTransactions = groupByCustomer(log),
): Cohort {
  const { ids, acquired } = log;
  const end = endOfLog(log, rules);
  // What counts moves to the front, in place.
  const { offsets, days, amounts } = grouped;
  const countAll = amounts === null || rules.returns === "count";
  const net = rules.returns === "net";
  const codes = new Int32Array(ids.length);
  const births = new Float64Array(ids.length);
  const leftOut = emptyTallies("customers");
  let rows = 0;
  let to = 0;
  let k = 0;
  let firstBirth = Infinity;
  let lateDates = 0;
  for (let code = 0; code < ids.length; code++) {
    const start = to;
    const after = offsets[code + 1]!;
    const few = after - k <= insertionLimit;
    // First transaction that is no purchase in the window: a return, or one after the end.
    let firstOther = Infinity;
    for (; k < after; k++) {
      const day = days[k]!;
      const amount = amounts === null ? 0 : amounts[k]!;
      if (day > end || !(countAll || amount >= 0)) {
        if (day < firstOther) firstOther = day;
        if (day > end || !net) continue;
      }
      let at = to++;
      if (few) {
        // Put in order as they come.
        for (; at > start; at--) {
          const before = days[at - 1]!;
          if (before < day || (before === day && (amounts === null || amounts[at - 1]! <= amount))) break;
          days[at] = before;
          if (amounts !== null) amounts[at] = amounts[at - 1]!;
        }
      }
      days[at] = day;
      if (amounts !== null) amounts[at] = amount;
    }
    if (!few) sortRange(days, amounts, null, start, to);
    let first = start;
    while (first < to && !(countAll || amounts[first]! >= 0)) first++;
    let birth = first < to ? days[first]! : Infinity;
    const date = acquired === null ? Number.NaN : acquired[code]!;
    if (date > birth && birth !== Infinity) lateDates++;
    if (date <= end && date < birth) birth = date;
    const reason = reasonToLeaveOut(rules, birth, firstOther, date, end);
    if (reason !== null) {
      leaveOut(leftOut[reason]!, String(ids[code]));
      leftOut[reason]!.transactions += to - start;
      to = start;
      continue;
    }
    if (days[start]! < birth) to = dropReturnsBefore(birth, days, amounts, start, to);
    codes[rows] = code;
    births[rows++] = birth;
    firstBirth = Math.min(firstBirth, birth);
    offsets[rows] = to;
  }
  const cohort = {
    codes: codes.subarray(0, rows),
    births: rows < births.length ? births.slice(0, rows) : births,
    offsets: offsets.subarray(0, rows + 1),
  };
  const own = to === log.codes.length ? [] : leaveOutTransactions(log, rules, end, cohort);
  return { end, ...cohort, firstBirth, days, amounts, leftOut: [...own, ...leftOut], lateDates };
}

/** Drops what is older than the relation: returns of what was bought before the log. */
function dropReturnsBefore(
  birth: number,
  days: Int32Array | Float64Array,
  amounts: Float64Array | null,
  from: number,
  to: number,
): number {
  let kept = from;
  for (let k = from; k < to; k++) {
    if (days[k]! < birth) continue;
    days[kept] = days[k]!;
    if (amounts !== null) amounts[kept] = amounts[k]!;
    kept++;
  }
  return kept;
}

/** The end of observation: as given, or the day of the last transaction. */
function endOfLog({ days }: TransactionLog, { observedUntil, splitAt }: SummaryRules): number {
  let end = observedUntil ?? -Infinity;
  if (observedUntil === null) for (let i = 0; i < days.length; i++) end = Math.max(end, days[i]!);
  if (end === -Infinity) {
    throw new InputError({
      code: "bad-option",
      path: "options.observedUntil",
      expected: "a date, as there is no transaction to take it from",
      received: undefined,
    });
  }
  if (splitAt !== null && splitAt >= end) {
    throw new InputError({
      code: "bad-option",
      path: "options.splitAt",
      expected: `a date before the end of observation (${isoDate(end)})`,
      received: isoDate(splitAt),
      advice: "Without a holdout period leave splitAt out and give observedUntil.",
    });
  }
  return end;
}

/** Position of the reason among those of customers, `null` for one who is in the columns. */
function reasonToLeaveOut(
  { observedFrom, acquiredFrom, acquiredUntil, splitAt }: SummaryRules,
  birth: number,
  firstOther: number,
  acquired: number,
  end: number,
): number | null {
  if (birth === Infinity) {
    if (firstOther <= end) return 0;
    return firstOther !== Infinity || acquired > end ? 1 : 2;
  }
  if (observedFrom !== null && Math.min(birth, firstOther) < observedFrom) return 3;
  if (birth < (acquiredFrom ?? -Infinity) || birth > (acquiredUntil ?? Infinity)) return 4;
  return splitAt !== null && birth > splitAt ? 5 : null;
}

/** Tallies transactions that are left out for their own sake, in the order of the log. */
function leaveOutTransactions(
  { ids, codes: codeOf, days, amounts }: TransactionLog,
  { returns }: SummaryRules,
  end: number,
  { codes, births }: Pick<Cohort, "codes" | "births">,
): Tally[] {
  const tallies = emptyTallies("transactions");
  const [afterEnd, ignored, orphans] = tallies as [Tally, Tally, Tally];
  // The returns of customers who are left out go with them.
  const birthOf = new Float64Array(ids.length).fill(-Infinity);
  for (let row = 0; row < codes.length; row++) birthOf[codes[row]!] = births[row]!;
  for (let i = 0; i < days.length; i++) {
    if (days[i]! > end) leaveOut(afterEnd, i);
    else if (amounts === null || returns === "count" || amounts[i]! >= 0) continue;
    else if (returns === "ignore") leaveOut(ignored, i);
    else if (days[i]! < birthOf[codeOf[i]!]!) leaveOut(orphans, i);
  }
  return tallies;
}
