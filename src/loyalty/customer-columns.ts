import {
  type NumberRule,
  requireColumn,
  requireLength,
  requireNumber,
  requireOptions,
  requireRows,
} from "../checks.ts";
import { requireCustomers } from "../class-column.ts";
import { InputError } from "../errors.ts";
import type { ClassColumn, Classification } from "../types.ts";

/** What a method gives for data D: `One` where every field is a number, which is one customer, and `Many` for columns. */
export type Classified<D, One, Many> = D[keyof D] extends number ? One : Many;

/** One customer or many, checked: a column for each field in the order asked for. */
export interface CustomerRows {
  /** The data were numbers: one customer, who stands in row 0. */
  readonly single: boolean;
  readonly rows: number;
  readonly columns: readonly Float64Array[];
  readonly customers: readonly string[] | undefined;
}

/** Reads one customer (numbers) or many (columns, and ids where there are any); every field has to keep to its rule. */
export function readCustomers(data: object | undefined, rules: Readonly<Record<string, NumberRule>>): CustomerRows {
  const given = requireOptions(data, "data") as Readonly<Record<string, unknown>>;
  const fields = Object.keys(rules);
  const first = given[fields[0]!];
  if (typeof first === "number") {
    const columns = fields.map((field) => Float64Array.of(requireNumber(given[field], `data.${field}`, rules[field])));
    return { single: true, rows: 1, columns, customers: undefined };
  }
  const unknown = Object.keys(given).filter((field) => field !== "customers" && !fields.includes(field));
  const advice = `Give ${fields.join(", ")}${unknown.length === 0 ? "" : `; ${unknown.join(", ")} is none of them`}.`;
  for (const field of fields) requireField(given[field], `data.${field}`, advice);
  const rows = (first as ArrayLike<unknown>).length;
  const columns = fields.map((field) => readColumn(given[field], `data.${field}`, rules[field]!, rows));
  requireRows(columns[0]!, `data.${fields[0]}`);
  const customers = given["customers"] as readonly string[] | undefined;
  requireCustomers(customers, "data.customers", rows);
  return { single: false, rows, columns, customers };
}

/** The class of the only row of a column. */
export function firstClass({ classes, codes, rules, distances }: ClassColumn): Classification {
  const { label, labelZh } = classes[codes[0]!]!;
  return { label, labelZh, rule: rules[0]!, distance: distances[0]! };
}

/** The ids as a class column has them: no field where there are none. */
export function withIds(customers: readonly string[] | undefined): Pick<ClassColumn, "customers"> {
  return customers === undefined ? {} : { customers };
}

function requireField(column: unknown, path: string, advice: string): void {
  if (Array.isArray(column) || column instanceof Float64Array) return;
  throw new InputError({
    code: "not-finite",
    path,
    expected: "a number, which is one customer, or a column of numbers",
    received: column,
    advice,
  });
}

function readColumn(column: unknown, path: string, rule: NumberRule, rows: number): Float64Array {
  const given = column as ArrayLike<unknown>;
  requireLength(given, path, rows);
  const gap = Array.isArray(given) ? given.indexOf(null) : -1;
  if (gap >= 0) {
    throw new InputError({
      code: "not-finite",
      path: `${path}[${gap}]`,
      expected: "a finite number",
      received: null,
      advice: "Leave out customers of whom something is not known first: there is no class for them.",
    });
  }
  const checked = requireColumn(given, path, rule);
  return checked instanceof Float64Array ? checked : new Float64Array(checked);
}
