import { requireColumn, requireLength } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { isDayNumber, refuseDate } from "../../time.ts";
import { buildHistory, buildWithPurchases } from "./build-history.ts";
import { codeIds } from "./code-ids.ts";
import type { HistoryOf, PurchaseHistory, SummaryRules } from "./purchase-history.ts";
import { resolveRules, type SummaryOptions } from "./summary-options.ts";
import { amountRule, type TransactionLog, withRoster } from "./transaction-log.ts";

/** A transaction log as columns of equal length. */
export interface TransactionColumns {
  /** Customer of each transaction: strings or numbers, not both. */
  readonly customer: readonly string[] | readonly number[] | Uint32Array | Int32Array | Float64Array;
  /** Day number of each transaction: days since 1970-01-01, with a fraction for continuous times. */
  readonly day: readonly number[] | Int32Array | Float64Array;
  /** Amount of each transaction, in one currency. */
  readonly amount?: readonly number[] | Float64Array | undefined;
}

/**
 * Purchase history (购买历史) of a transaction log (交易流水) in typed columns: the fast way in. Five million rows of a
 * million customers take less than a second, two where ids are strings. See {@link summarizeTransactions} for rows of
 * any shape; the rules are the same, and described there.
 *
 * @param columns - `customer`, `day` (day numbers) and, where spend matters, `amount`.
 * @param options - Unit and dates; see {@link SummaryOptions}.
 * @returns Columns with one entry a customer, in the order of first appearance; ids become strings.
 * @throws InputError `length-mismatch` for columns of unequal length; `empty` for no rows or an empty id;
 * `not-finite` or `out-of-range` for an id, a day (years 1 to 9999) or an amount that is none; `bad-option` for options
 * that contradict each other.
 *
 * @example
 * ```ts
 * import { summarizeTransactionColumns } from "customer-equity/clv";
 * const history = summarizeTransactionColumns(
 *   { customer: [7, 8, 7, 7], day: [10000, 10003, 10007, 10021], amount: [50, 20, 30, 40] },
 *   { timeUnit: "week", observedUntil: 10028 },
 * );
 * console.log(history.frequency, history.recency, history.age); // [2, 0] [3, 0] [4, 3.57…]
 * console.log(history.meanSpend); // [35, 0]
 * ```
 */
export function summarizeTransactionColumns<L extends TransactionColumns>(
  columns: L,
  options: SummaryOptions,
): HistoryOf<L> {
  const rules = resolveRules(options);
  const history = summarizeLog(
    withRoster(readColumns(columns, rules.mergeSameDay), options.roster, rules.mergeSameDay),
    rules,
    options,
  );
  return history as HistoryOf<L>;
}

/** The history of a checked log, with its transactions where they were asked for. */
export function summarizeLog(
  log: TransactionLog,
  rules: SummaryRules,
  options: Pick<SummaryOptions, "keepPurchases">,
): PurchaseHistory {
  if (log.ids.length === 0) {
    throw new InputError({ code: "empty", path: "transactions", expected: "at least one transaction", received: 0 });
  }
  return options.keepPurchases === true ? buildWithPurchases(log, rules) : buildHistory(log, rules);
}

function readColumns(columns: TransactionColumns, mergeSameDay: boolean): TransactionLog {
  if (typeof columns !== "object" || columns === null) {
    throw new InputError({
      code: "empty",
      path: "transactions",
      expected: "columns: customer, day and, where spend matters, amount",
      received: columns,
    });
  }
  const { customer, day, amount } = columns;
  requireList(customer, "transactions.customer");
  requireList(day, "transactions.day");
  requireLength(day, "transactions.day", customer.length);
  const amounts =
    amount === undefined ? null : requireColumn(amount, "transactions.amount", amountRule, customer.length);
  return {
    ...codeIds(customer, "transactions.customer"),
    days: readDays(day, mergeSameDay),
    amounts: amounts === null || amounts instanceof Float64Array ? amounts : new Float64Array(amounts),
    acquired: null,
  };
}

/** The checked days, in 32 bits where they are whole. */
function readDays(day: ArrayLike<number>, mergeSameDay: boolean): Int32Array | Float64Array {
  let whole = true;
  for (let i = 0; i < day.length; i++) {
    const value = day[i]!;
    if (typeof value !== "number" || !isDayNumber(value)) refuseDay(value, `transactions.day[${i}]`);
    if (value !== Math.floor(value)) whole = false;
  }
  if (day instanceof Int32Array) return day;
  const days = whole || mergeSameDay ? new Int32Array(day.length) : new Float64Array(day.length);
  for (let i = 0; i < days.length; i++) days[i] = mergeSameDay ? Math.floor(day[i]!) : day[i]!;
  return days;
}

function refuseDay(value: unknown, path: string): never {
  if (typeof value === "number") refuseDate(value, path);
  throw new InputError({
    code: "not-finite",
    path,
    expected: "a day number (days since 1970-01-01)",
    received: value,
    advice: "Turn dates into day numbers with dayNumber, or use summarizeTransactions.",
  });
}

function requireList(value: unknown, path: string): void {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) return;
  throw new InputError({ code: "empty", path, expected: "a column (an array or a typed array)", received: value });
}
