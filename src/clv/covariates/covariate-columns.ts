import { requireNumber, requireOptions } from "../../checks.ts";
import type { Column } from "../../types.ts";
import { groupRows } from "../history/compress-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { RowCalendar, Rows, TransactionModelBase } from "../transactions/process.ts";
import { covariateNames, missingCovariate } from "./covariate-effects.ts";

/**
 * The covariates that a model asks for, as typed columns of rows to be scored (one row where they are numbers); `undefined` for a model
 * without. What is there has been checked; throws `missing-covariate` for what is not.
 */
export function covariateColumns(
  { covariates: effects }: TransactionModelBase,
  given: Readonly<Record<string, Column | number>> | undefined,
  path: string,
): Readonly<Record<string, Float64Array>> | undefined {
  const names = covariateNames(effects);
  if (names.length === 0) return undefined;
  const known = requireOptions(given, path);
  return Object.fromEntries(
    names.map((name) => {
      const column = Object.hasOwn(known, name) ? known[name] : undefined;
      if (column === undefined) throw missingCovariate(name, path);
      if (typeof column === "number") return [name, Float64Array.of(column)];
      return [name, column instanceof Float64Array ? column : Float64Array.from(column)];
    }),
  );
}

/** New customers who share something, such as the day on which they came: one for each different set of covariates, and how many there are. */
export interface NewcomerGroup {
  readonly key: number;
  readonly newcomers: Rows;
  readonly customers: Float64Array;
}

/** The customers of rows to be scored, as they were when they came, grouped by a column of keys. */
export function newcomersBy(
  { length, covariates, calendar }: Rows,
  keys: Column,
  weight: Column | undefined,
): readonly NewcomerGroup[] {
  const columns = [...Object.values(covariates ?? {}), ...(calendar === undefined ? [] : [calendar.path])];
  const { first, codes } = columns.length === 0 ? alike(length) : groupRows(columns);
  const groups = new Map<number, Map<number, number>>();
  for (let i = 0; i < length; i++) {
    const group = groups.get(keys[i]!) ?? new Map<number, number>();
    groups.set(keys[i]!, group);
    group.set(codes[i]!, (group.get(codes[i]!) ?? 0) + (weight?.[i] ?? 1));
  }
  return Array.from(groups, ([key, group]) => ({
    key,
    newcomers: newcomerRows(
      group.size,
      covariates &&
        Object.fromEntries(
          Object.entries(covariates).map(([name, column]) => [
            name,
            Float64Array.from(group.keys(), (code) => column[first[code]!]!),
          ]),
        ),
      calendar &&
        newcomersCalendar(
          calendar,
          Float64Array.from(group.keys(), (code) => calendar.path[first[code]!]!),
        ),
    ),
    customers: Float64Array.from(group.values()),
  }));
}

/** The calendar of customers without a repeat purchase. */
function newcomersCalendar({ paths, purchaseSums }: RowCalendar, path: Float64Array): RowCalendar {
  const names = Object.keys(purchaseSums);
  return { path, paths, purchaseSums: Object.fromEntries(names.map((name) => [name, new Float64Array(path.length)])) };
}

function alike(length: number): ReturnType<typeof groupRows> {
  return { first: Uint32Array.of(0), codes: new Uint32Array(length) };
}

/** So many customers who have just made the first purchase. */
export function newcomerRows(length: number, covariates: Rows["covariates"], calendar?: RowCalendar | undefined): Rows {
  return {
    length,
    frequency: new Float64Array(length),
    recency: new Float64Array(length),
    age: new Float64Array(length),
    ...(covariates === undefined ? {} : { covariates }),
    ...(calendar === undefined ? {} : { calendar }),
  };
}

/** Customers of a map or a grid, each with the same covariates. */
export function withSameCovariates(
  customers: PurchaseHistory,
  covariates: Readonly<Record<string, number>> | undefined,
): PurchaseHistory {
  if (covariates === undefined) return customers;
  const path = "options.covariates";
  const columns = Object.entries(requireOptions(covariates, path)).map(
    ([name, value]) =>
      [name, new Float64Array(customers.frequency.length).fill(requireNumber(value, `${path}.${name}`))] as const,
  );
  return { ...customers, covariates: Object.fromEntries(columns) };
}
