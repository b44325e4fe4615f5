import { requireLength, requireOneOf, requireOptions } from "./checks.ts";
import { isClassColumn, requireClassColumn } from "./class-column.ts";
import { InputError } from "./errors.ts";
import type { ClassColumn } from "./types.ts";

/** What {@link toRecords} takes as a column: an array, a typed array, or a class column. */
export type RecordColumn = readonly unknown[] | NumberArray | ClassColumn;

/** The typed arrays of numbers. */
export type NumberArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** What one entry of a column is: the label, where the column holds classes. */
export type RecordEntry<C> = C extends ClassColumn ? string : C extends ArrayLike<infer Entry> ? Entry : never;

/** The record that columns `C` make: one field a column. */
export type RecordOf<C> = { -readonly [Name in keyof C]: RecordEntry<C[Name]> };

/** Options of {@link toRecords}. */
export interface ToRecordsOptions {
  /**
   * Which name of a class goes into the record: the label, or the Chinese term.
   * @defaultValue "en"
   */
  readonly language?: "en" | "zh" | undefined;
}

/**
 * Turns columns of equal length into records (客户明细表), one a customer: what goes into a table, a file or a database.
 *
 * The field of a class column (tiers, segments) is the label of the class. Entries are handed on as they are, `null` and a
 * documented `Infinity` included; NaN is refused.
 *
 * @param columns - Name to column: arrays, typed arrays of numbers, class columns.
 * @param options - The language of the labels.
 * @returns One record a row, in the order of the rows, its fields in the order of the columns.
 * @throws InputError `empty` without any column, `length-mismatch` where columns differ in length, `not-finite` at a NaN,
 * `bad-option` for what is no column.
 * @remarks Twins: R `data.frame`, pandas `DataFrame.to_dict("records")`; neither refuses NaN.
 * @example
 * ```ts
 * import { tierByThreshold, toRecords } from "customer-equity/segmentation";
 * const customer = ["c1", "c2"];
 * const value = Float64Array.of(120_000, 8_000);
 * const tier = tierByThreshold(value, { cuts: [50_000], labels: ["gold", "basic"] });
 * console.log(toRecords({ customer, value, tier })[0]); // { customer: "c1", value: 120000, tier: "gold" }
 * ```
 */
export function toRecords<C extends Readonly<Record<keyof C, RecordColumn>>>(
  columns: C,
  options?: ToRecordsOptions,
): RecordOf<C>[] {
  requireOptions<C>(columns, "columns");
  const { language = "en" } = requireOptions(options);
  const label = requireOneOf(language, "options.language", ["en", "zh"]) === "zh" ? "labelZh" : "label";
  const names = Object.keys(columns ?? {});
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "columns", expected: "at least one column", received: columns });
  }
  if (names.includes("__proto__")) {
    // Writing to it would set the prototype of the record, not a field.
    throw new InputError({
      code: "bad-option",
      path: "columns.__proto__",
      expected: "another name for this column",
      received: "__proto__",
    });
  }
  const entries = names.map((name) => entriesOf(columns[name as keyof C], `columns.${name}`, label));
  const rows = entries[0]!.length;
  for (const [j, column] of entries.entries()) requireLength(column, `columns.${names[j]}`, rows);
  const records = new Array<Record<string, unknown>>(rows);
  for (let i = 0; i < rows; i++) {
    const record: Record<string, unknown> = {};
    for (let j = 0; j < names.length; j++) {
      const entry = entries[j]![i];
      if (Number.isNaN(entry)) {
        throw new InputError({
          code: "not-finite",
          path: `columns.${names[j]}[${i}]`,
          expected: "an entry that is not NaN",
          received: entry,
          advice: "Write null for a missing entry.",
        });
      }
      record[names[j]!] = entry;
    }
    records[i] = record;
  }
  return records as RecordOf<C>[];
}

/** The entries of a column as they go into the records. */
function entriesOf(column: unknown, path: string, label: "label" | "labelZh"): ArrayLike<unknown> {
  if (Array.isArray(column)) return column;
  if (ArrayBuffer.isView(column) && !(column instanceof DataView)) return column as unknown as ArrayLike<number>;
  if (isClassColumn(column)) {
    const { classes, codes } = requireClassColumn(column, path);
    return Array.from(codes, (code) => classes[code]![label]);
  }
  throw new InputError({
    code: "bad-option",
    path,
    expected: "a column (array, typed array or class column)",
    received: column,
  });
}
