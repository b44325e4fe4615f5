import { requireColumn, requireFlag, requireLength, requireNumber, requireOneOf } from "../../checks.ts";
import { isColumn } from "../../columns.ts";
import { InputError } from "../../errors.ts";
import { requireTimeUnit } from "../../time.ts";
import { requireModelUnit } from "../model-unit.ts";
import type { CovariatePath, HistoryCalendar } from "./history-calendar.ts";
import type { DailyPurchases, LeftOut, PurchaseHistory, RowAccount, SummaryRules } from "./purchase-history.ts";
import { requireColumns } from "./require-history.ts";

/** A purchase history as plain JSON: the fields of {@link PurchaseHistory}, columns as arrays. */
export interface PurchaseHistoryJson {
  /** Says what this is. */
  readonly kind: "purchase-history";
  /** Version of the layout. */
  readonly version: 1;
  /** The fields of the history. */
  readonly [field: string]: unknown;
}

/**
 * A purchase history as plain JSON (购买历史存档), for a file or a database. The round trip through `JSON.stringify` and
 * {@link parseHistory} is exact.
 *
 * @throws InputError where the history breaks a rule of {@link parseHistory}, so that nothing is stored that cannot be loaded:
 * a customer twice (as in a bootstrap sample), an unknown field, ids that are no strings.
 *
 * @example
 * ```ts
 * import { historyToJson, parseHistory } from "customer-equity/clv";
 * const history = { frequency: [2], recency: [30.43], age: [38.86], timeUnit: "week" } as const;
 * const text = JSON.stringify(historyToJson(history));
 * console.log(parseHistory(text).recency[0]); // 30.43
 * ```
 */
export function historyToJson(history: PurchaseHistory): PurchaseHistoryJson {
  const fields = plain(history);
  readFields(fields);
  return { kind: "purchase-history", version: 1, ...(fields as object) };
}

/**
 * Loads a purchase history that {@link historyToJson} stored, and checks all of it: every entry of every column, equal
 * lengths, ids without duplicates, no unknown fields.
 *
 * @param json - JSON text, or what it parses to. Columns come back as `Float64Array`.
 * @throws InputError with the path of the first fault: `history.recency[17]`; `unknown-kind` for something else.
 */
export function parseHistory(json: unknown): PurchaseHistory {
  const given = typeof json === "string" ? parseText(json) : json;
  const { kind, version, ...fields } = (given ?? {}) as Readonly<Record<string, unknown>>;
  if (kind !== "purchase-history" || version !== 1) {
    const expected = 'an object of kind "purchase-history", version 1';
    throw new InputError({ code: "unknown-kind", path: "history", expected, received: kind ?? given });
  }
  return readFields(fields);
}

/** The fields of a stored history, all of them checked. */
function readFields(fields: unknown): PurchaseHistory {
  const history = record(stored)(fields, "history") as PurchaseHistory;
  requireColumns(history);
  if (history.customers !== undefined) requireDistinct(history.customers, "history.customers");
  if (history.purchases !== undefined) requirePurchases(history.purchases, "history.purchases");
  return history;
}

/** Copies data with every typed array as a plain one. */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isColumn(value)) return Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => [name, plain(field)]),
  );
}

/** Reads one stored value, or throws at its path. */
type Reader = (value: unknown, path: string) => unknown;

const number: Reader = (value, path) => requireNumber(value, path);
const count: Reader = (value, path) => requireNumber(value, path, { integer: true, min: 0 });
const column: Reader = (value, path) => Float64Array.from(requireColumn(value, path));
const numbersOrNulls: Reader = (value, path) =>
  Array.isArray(value) && value.includes(null) ? list(orNull(number))(value, path) : column(value, path);
const text: Reader = (value, path) => {
  if (typeof value === "string" && value !== "") return value;
  throw new InputError({ code: "empty", path, expected: "a non-empty string", received: value });
};
const textOrNumber: Reader = (value, path) => (typeof value === "number" ? number : text)(value, path);

/* @__NO_SIDE_EFFECTS__ */ function word(...words: readonly string[]): Reader {
  return (value, path) => requireOneOf(value, path, words);
}

/* @__NO_SIDE_EFFECTS__ */ function optional(read: Reader): Reader {
  return (value, path) => (value === undefined ? undefined : read(value, path));
}

/* @__NO_SIDE_EFFECTS__ */ function orNull(read: Reader): Reader {
  return (value, path) => (value === null ? null : read(value, path));
}

/* @__NO_SIDE_EFFECTS__ */ function list(read: Reader): Reader {
  return (value, path) => {
    if (Array.isArray(value)) return value.map((entry, i) => read(entry, `${path}[${i}]`));
    throw new InputError({ code: "empty", path, expected: "an array", received: value });
  };
}

/** Names of the caller's own, with values of one kind. */
/* @__NO_SIDE_EFFECTS__ */ function dictionary(read: Reader): Reader {
  return (value, path) => {
    const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
    return record(Object.fromEntries(names.map((name) => [name, read])))(value, path);
  };
}

/** A record with these fields and no others. */
/* @__NO_SIDE_EFFECTS__ */ function record(fields: Readonly<Record<string, Reader>>): Reader {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new InputError({ code: "empty", path, expected: "an object", received: value });
    }
    for (const [name, received] of Object.entries(value)) {
      if (Object.hasOwn(fields, name)) continue;
      const expected = `no field but ${Object.keys(fields).join(", ")}`;
      throw new InputError({ code: "bad-option", path: `${path}.${name}`, expected, received });
    }
    const result: Record<string, unknown> = {};
    for (const [name, read] of Object.entries(fields)) {
      const field = read((value as Record<string, unknown>)[name], `${path}.${name}`);
      if (field !== undefined) result[name] = field;
    }
    return result;
  };
}

const columns: Reader = /* @__PURE__ */ dictionary(column);

const rules: Record<keyof SummaryRules, Reader> = {
  timeUnit: requireTimeUnit,
  observedFrom: orNull(number),
  observedUntil: orNull(number),
  splitAt: orNull(number),
  acquiredFrom: orNull(number),
  acquiredUntil: orNull(number),
  mergeSameDay: requireFlag,
  returns: word("ignore", "net", "count"),
  spendOf: word("repeats", "all"),
};

const purchases: Record<keyof DailyPurchases, Reader> = {
  customers: list(text),
  offsets: column,
  days: column,
  amounts: optional(column),
  positions: column,
  acquired: optional(list(orNull(number))),
  rules: record(rules),
};

const leftOut: Record<keyof LeftOut, Reader> = {
  reason: text,
  what: word("transactions", "customers"),
  count,
  transactions: count,
  examples: list(textOrNumber),
};

const account: Record<keyof RowAccount, Reader> = {
  read: count,
  purchases: count,
  merged: count,
  netted: count,
  leftOut: count,
};

const path: Record<keyof CovariatePath, Reader> = {
  firstPurchase: number,
  starts: column,
  end: orNull(number),
  values: columns,
};

const calendar: Record<keyof HistoryCalendar, Reader> = {
  path: column,
  paths: list(record(path)),
  purchaseSums: columns,
};

const stored: Record<keyof PurchaseHistory, Reader> = {
  frequency: column,
  recency: column,
  age: column,
  timeUnit: requireModelUnit,
  opportunitiesPerYear: optional(number),
  customers: optional(list(text)),
  meanSpend: optional(column),
  spendCount: optional(column),
  spendLogDeviation: optional(numbersOrNulls),
  spendDeviation: optional(numbersOrNulls),
  spendHalfLife: optional(number),
  logGapSum: optional(column),
  weight: optional(column),
  covariates: optional(columns),
  covariateBases: optional(dictionary(text)),
  firstPurchase: optional(column),
  observedUntil: optional(number),
  holdout: optional(record({ duration: number, frequency: column, spend: optional(column) })),
  periodCounts: optional(record({ firstDay: number, end: number, counts: column })),
  purchases: optional(record(purchases)),
  calendar: optional(record(calendar)),
  account: optional(record(account)),
  leftOut: optional(list(record(leftOut))),
  warnings: optional(list(record({ code: text, message: text, count: optional(count) }))),
};

function parseText(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new InputError({
      code: "empty",
      path: "history",
      expected: "JSON text",
      received: json,
      advice: (error as Error).message,
    });
  }
}

function requireDistinct(customers: readonly string[], path: string): void {
  const seen = new Set<string>();
  customers.forEach((id, i) => {
    if (seen.has(id)) {
      throw new InputError({
        code: "duplicate-id",
        path: `${path}[${i}]`,
        expected: "each customer once",
        received: id,
      });
    }
    seen.add(id);
  });
}

/** Checks what holds the kept transactions together: offsets that ascend to the end, and positions that are a permutation. */
function requirePurchases(kept: DailyPurchases, path: string): void {
  const { customers, offsets, days, amounts, positions, acquired } = kept;
  const rows = days.length;
  requireDistinct(customers, `${path}.customers`);
  requireLength(offsets, `${path}.offsets`, customers.length + 1);
  requireLength(positions, `${path}.positions`, rows);
  if (amounts !== undefined) requireLength(amounts, `${path}.amounts`, rows);
  if (acquired !== undefined) requireLength(acquired, `${path}.acquired`, customers.length);
  for (let i = 0; i < offsets.length; i++) {
    const [min, max] = [i === 0 ? 0 : offsets[i - 1]!, i === 0 ? 0 : rows];
    requireNumber(offsets[i], `${path}.offsets[${i}]`, {
      integer: true,
      min: i === customers.length ? rows : min,
      max,
    });
  }
  const taken = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    requireNumber(positions[i], `${path}.positions[${i}]`, { integer: true, min: 0, max: rows - 1 });
    if (taken[positions[i]!]!++ === 0) continue;
    const expected = "each row position once";
    throw new InputError({ code: "duplicate-id", path: `${path}.positions[${i}]`, expected, received: positions[i] });
  }
}
