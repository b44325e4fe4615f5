import { requireNumber } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type DateInput, dateReader, refuseDate } from "../../time.ts";
import { hashOfString, IdCoder } from "./id-coder.ts";
import type { HistoryOf } from "./purchase-history.ts";
import { summarizeLog } from "./summarize-transaction-columns.ts";
import { resolveRules, type SummaryOptions } from "./summary-options.ts";
import { amountRule, refuseId, requireIterable, type TransactionLog, withRoster } from "./transaction-log.ts";

/** Where a transaction record keeps its customer, date and amount, and how its dates are written. */
export interface TransactionAccessors<R> {
  /** Customer of a transaction. Numbers become strings. */
  readonly customer: (row: R) => string | number;
  /** Date of a transaction. */
  readonly date: (row: R) => DateInput;
  /** Amount of a transaction, in one currency; leave it out where spend does not matter. */
  readonly amount?: ((row: R) => number) | undefined;
  /** Spelling of the dates in the rows where they are not ISO: `"yymmdd"`, `"dd.mm.yyyy"`, `"yyyy年m月d日"`. */
  readonly datePattern?: string | undefined;
  /** IANA time zone whose calendar gives a `Date` its day; UTC where absent. */
  readonly timeZone?: string | undefined;
}

/** What {@link summarizeTransactions} needs to know. */
export interface TransactionOptions<R> extends TransactionAccessors<R>, SummaryOptions {}

/**
 * Purchase history (购买历史) of a transaction log (交易流水): one pass over any iterable of records, also a generator.
 *
 * - A customer's transactions of one day are one purchase (`mergeSameDay`), amounts added up. `frequency` x counts the
 *   purchases after the first, `recency` t_x is the time from the first to the last of them, `age` T the time from the
 *   first purchase to the end: `(end - first) / unit`, with no day added.
 * - `meanSpend` is the mean amount of the repeat purchases; `logGapSum` the sum of ln(gap) between purchases.
 * - With `splitAt`, these describe the calibration period and `holdout` what came after it, up to `observedUntil`.
 * - A negative amount is a return, never a purchase (`returns`); an amount of 0 is a purchase, with a warning.
 * - Nothing is dropped in silence: `leftOut` lists transactions and customers with reasons, and in `account`
 *   `read = purchases + merged + netted + leftOut`.
 *
 * Assumption to keep in mind: the models read this as a customer's whole life since acquisition. For a log that starts
 * in the middle of it give `observedFrom` (older customers are left out).
 *
 * Source: the summary (x, t_x, T) of Fader, Hardie & Lee (2005), "Counting your customers the easy way", Marketing
 * Science 24(2). Twins: R `BTYDplus::elog2cbs`, `CLVTools::clvdata`; Python
 * `lifetimes.utils.summary_data_from_transaction_data`. Unlike lifetimes, weeks and months are fixed multiples of a day
 * counted from each customer's first purchase, not calendar weeks; unlike CLVTools the first purchase is not in
 * `meanSpend` unless `spendOf` is `"all"`.
 *
 * @param rows - The log, in any order.
 * @param options - Accessors, unit and dates; see {@link SummaryOptions}.
 * @returns Columns with one entry a customer, in the order of first appearance (customers whom only a roster names come
 * last); times in `timeUnit`; no row where all were left out (with a warning).
 * @throws InputError at `transactions[17].date` and the like: `empty` for a missing id or an empty log, `not-finite` or
 * `out-of-range` for an amount or a date that is none; `bad-option` for options that contradict each other.
 *
 * @example
 * ```ts
 * import { summarizeTransactions } from "customer-equity/clv";
 * const log = [
 *   { card: "A", on: "1997-01-01", paid: 29.33 },
 *   { card: "A", on: "1997-01-18", paid: 29.73 },
 *   { card: "B", on: "1997-01-01", paid: 63.34 },
 *   { card: "A", on: "1997-08-02", paid: 14.96 },
 * ];
 * const history = summarizeTransactions(log, {
 *   customer: (r) => r.card, date: (r) => r.on, amount: (r) => r.paid,
 *   timeUnit: "week", observedUntil: "1997-09-30",
 * });
 * console.log(history.customers); // ["A", "B"]
 * console.log(history.frequency, history.recency); // [2, 0] [30.43, 0]
 * ```
 */
export function summarizeTransactions<R, O extends TransactionOptions<R>>(
  rows: Iterable<R>,
  options: O & TransactionOptions<R>,
): HistoryOf<O> {
  const rules = resolveRules(options, options?.timeZone);
  const log = readRows(rows, options, rules.mergeSameDay);
  const history = summarizeLog(withRoster(log, options.roster, rules.mergeSameDay, options.timeZone), rules, options);
  return history as HistoryOf<O>;
}

/** Rows whose ids get their codes together. */
const batchSize = 4096;

function readRows<R>(rows: Iterable<R>, options: TransactionAccessors<R>, mergeSameDay: boolean): TransactionLog {
  const { customer, date, amount, datePattern, timeZone } = options;
  requireAccessor(customer, "options.customer");
  requireAccessor(date, "options.date");
  if (amount !== undefined) requireAccessor(amount, "options.amount");
  const read = dateReader({ pattern: datePattern, timeZone }, "options.datePattern");
  const coder = new IdCoder<string>();
  // The ids of the rows that have no code yet.
  const batch: string[] = [];
  let coded = 0;
  let capacity = Array.isArray(rows) ? rows.length : 1024;
  let codes = new Int32Array(capacity);
  // A day of its own is a whole number.
  const emptyDays = (size: number) => (mergeSameDay ? new Int32Array(size) : new Float64Array(size));
  let days = emptyDays(capacity);
  let amounts = new Float64Array(amount === undefined ? 0 : capacity);
  let n = 0;
  for (const row of requireIterable(rows, "transactions")) {
    if (n === capacity) {
      capacity = 2 * n + 1024;
      codes = grow(codes, new Int32Array(capacity));
      days = grow(days, emptyDays(capacity));
      if (amount !== undefined) amounts = grow(amounts, new Float64Array(capacity));
    }
    const given = customer(row);
    if ((typeof given !== "string" && !Number.isFinite(given)) || given === "") {
      refuseId(given, `transactions[${n}].customer`);
    }
    const id = typeof given === "string" ? given : String(given);
    if (n === coded + batchSize) {
      coder.replaceHashes(codes, coded, n, batch);
      coded = n;
    }
    batch[n - coded] = id;
    codes[n] = hashOfString(id);
    const written = date(row);
    const day = read(written);
    if (Number.isNaN(day)) refuseDate(written, `transactions[${n}].date`, datePattern);
    days[n] = mergeSameDay ? Math.floor(day) : day;
    if (amount !== undefined) {
      const value = amount(row);
      // The path is only spelt out where it is needed.
      if (typeof value !== "number" || !(Math.abs(value) <= amountRule.max)) {
        requireNumber(value, `transactions[${n}].amount`, amountRule);
      }
      amounts[n] = value;
    }
    n++;
  }
  coder.replaceHashes(codes, coded, n, batch);
  codes = codes.subarray(0, n);
  return {
    ids: coder.inOrder(codes),
    codes,
    days: days.subarray(0, n),
    amounts: amount === undefined ? null : amounts.subarray(0, n),
    acquired: null,
  };
}

function grow<T extends Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function requireAccessor(value: unknown, path: string): void {
  if (typeof value === "function") return;
  throw new InputError({
    code: "bad-option",
    path,
    expected: "a function from a row to its value",
    received: value,
    advice: "For example (row) => row.customer_id.",
  });
}
