import { InputError } from "../../errors.ts";
import { isoDate } from "../../time.ts";
import { emptyTallies, leaveOut, type Tally } from "./left-out-tally.ts";
import type { SummaryRules } from "./purchase-history.ts";
import type { TransactionLog } from "./transaction-log.ts";

/** Who is in the columns, and since when. */
export interface Cohort {
  /** Last day of the log. */
  readonly end: number;
  /** Row of each customer by code; `-1 - reason` for those left out. */
  readonly rowOf: Int32Array;
  /** Code of each row. */
  readonly codes: Int32Array;
  /** Day of the first purchase, or of acquisition, by code. */
  readonly births: Float64Array;
  /** Customers left out, one tally a reason, in the order of `rowOf`. */
  readonly leftOut: readonly Tally[];
  /** Customers whose roster date is after their first purchase. */
  readonly lateDates: number;
}

/** The end of observation: as given, or the day of the last transaction. */
function endOfLog(log: TransactionLog, rules: SummaryRules): number {
  let end = rules.observedUntil ?? -Infinity;
  if (rules.observedUntil === null) for (let i = 0; i < log.days.length; i++) end = Math.max(end, log.days[i]!);
  if (end === -Infinity) {
    throw new InputError({
      code: "bad-option",
      path: "options.observedUntil",
      expected: "a date, as there is no transaction to take it from",
      received: undefined,
    });
  }
  if (rules.splitAt !== null && rules.splitAt >= end) {
    throw new InputError({
      code: "bad-option",
      path: "options.splitAt",
      expected: `a date before the end of observation (${isoDate(end)})`,
      received: isoDate(rules.splitAt),
      advice: "Without a holdout period leave splitAt out and give observedUntil.",
    });
  }
  return end;
}

/** Decides who is in the columns: one pass over the rows, one over the customers. */
export function selectCohort(log: TransactionLog, rules: SummaryRules): Cohort {
  const { codes, days, amounts, customers, acquired } = log;
  const end = endOfLog(log, rules);
  const n = customers.length;
  const births = new Float64Array(n).fill(Infinity);
  // First row that is no purchase in the window: a return, or a transaction after the end. Rare, so usually untouched.
  const firstOther = new Float64Array(n).fill(Infinity);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    const day = days[i]!;
    if (day <= end && (amounts === null || rules.returns === "count" || amounts[i]! >= 0)) {
      if (day < births[code]!) births[code] = day;
    } else if (day < firstOther[code]!) {
      firstOther[code] = day;
    }
  }
  const { observedFrom, acquiredFrom, acquiredUntil } = rules;
  const from = acquiredFrom ?? -Infinity;
  const until = acquiredUntil ?? Infinity;
  const tallies = emptyTallies("customers");
  const rowOf = new Int32Array(n);
  const kept = new Int32Array(n);
  let rows = 0;
  let lateDates = 0;
  for (let code = 0; code < n; code++) {
    const date = acquired === null ? Number.NaN : acquired[code]!;
    if (date > births[code]! && births[code] !== Infinity) lateDates++;
    if (date <= end && date < births[code]!) births[code] = date;
    const birth = births[code]!;
    let reason = -1;
    if (birth === Infinity) {
      if (firstOther[code]! <= end) reason = 0;
      else reason = firstOther[code] !== Infinity || date > end ? 1 : 2;
    } else if (observedFrom !== null && Math.min(birth, firstOther[code]!) < observedFrom) reason = 3;
    else if (birth < from || birth > until) reason = 4;
    else if (rules.splitAt !== null && birth > rules.splitAt) reason = 5;
    if (reason === -1) {
      rowOf[code] = rows;
      kept[rows++] = code;
    } else {
      rowOf[code] = -1 - reason;
      leaveOut(tallies[reason]!, customers[code]!);
    }
  }
  return { end, rowOf, codes: kept.slice(0, rows), births, leftOut: tallies, lateDates };
}
