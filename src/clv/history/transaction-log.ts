import type { NumberRule } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { dateReader, refuseDate } from "../../time.ts";
import type { RosterEntry } from "./summary-options.ts";

/** A checked transaction log in columns, in the order of its rows, customers replaced by codes. */
export interface TransactionLog {
  /** Ids by code, in the order of first appearance; those that only a roster names come last. Numbers become strings at the end. */
  readonly ids: ArrayLike<string | number>;
  /** Code of the customer of each row. */
  readonly codes: Int32Array;
  /** Day number of each row. */
  readonly days: Int32Array | Float64Array;
  /** Amount of each row; `null` where the log has none. */
  readonly amounts: Float64Array | null;
  /** Day of acquisition by code, NaN where it is not known; `null` without a roster. */
  readonly acquired: Float64Array | null;
}

/** What an amount may be: far from overflow, so that sums stay finite. */
export const amountRule: NumberRule & { readonly max: number } = {
  min: -1e290,
  max: 1e290,
  advice: "Convert text with Number(...) and decide about missing amounts before the summary.",
};

/** Throws the `InputError` for something that is no customer id. */
export function refuseId(value: unknown, path: string): never {
  throw new InputError({
    code: value === "" || value === null || value === undefined ? "empty" : "out-of-range",
    path,
    expected: "a customer id (a non-empty string, or a finite number), of one kind in a column",
    received: value,
    advice: "Filter rows without a customer before the summary, and say how many they were.",
  });
}

/** Adds the customers of a roster to a log, and what it knows of their acquisition. */
export function withRoster(
  log: TransactionLog,
  roster: Iterable<string | number | RosterEntry> | undefined,
  mergeSameDay: boolean,
  timeZone?: string,
): TransactionLog {
  if (roster === undefined) return log;
  const path = "options.roster";
  const customers = Array.from(log.ids, String);
  const codeOf = new Map(customers.map((id, code) => [id, code]));
  const dates: number[] = new Array(customers.length).fill(Number.NaN);
  const listed = new Set<string>();
  const read = dateReader({ timeZone });
  for (const entry of requireIterable(roster, path)) {
    const at = `${path}[${listed.size}]`;
    const { customer, acquired } = typeof entry === "object" && entry !== null ? entry : { customer: entry };
    if ((typeof customer !== "string" && !Number.isFinite(customer)) || customer === "") refuseId(customer, at);
    const id = String(customer);
    if (listed.has(id)) {
      throw new InputError({ code: "duplicate-id", path: at, expected: "each customer once", received: id });
    }
    listed.add(id);
    let day = Number.NaN;
    if (acquired !== undefined && acquired !== null) {
      day = read(acquired);
      if (Number.isNaN(day)) refuseDate(acquired, `${at}.acquired`);
      if (mergeSameDay) day = Math.floor(day);
    }
    const code = codeOf.get(id);
    if (code === undefined) {
      customers.push(id);
      dates.push(day);
    } else {
      dates[code] = day;
    }
  }
  return { ...log, ids: customers, acquired: Float64Array.from(dates) };
}

/** Returns `value` if it can be iterated over (and is no string), else throws. */
export function requireIterable<T>(value: Iterable<T>, path: string): Iterable<T> {
  if (typeof value === "object" && value !== null && Symbol.iterator in value) return value;
  throw new InputError({ code: "empty", path, expected: "an array or another iterable", received: value });
}
