import { requireFunction, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column, Warning } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireColumns } from "../history/require-history.ts";
import { refuseId, requireIterable } from "../history/transaction-log.ts";
import {
  addCovariateColumns,
  type CovariateLevels,
  refuseTaken,
  requireLevel,
  type WithCovariates,
} from "./add-covariate-columns.ts";
import { requireCovariateName } from "./covariate-effects.ts";

/** Where a record keeps the customer and what is known of it. */
export interface CovariateAccessors<R> extends CovariateLevels {
  /** Customer of a record. Numbers become strings. */
  readonly customer: (row: R) => string | number;
  /** Covariates that are numbers (or true and false, which count as 1 and 0), by name. */
  readonly numbers?: Readonly<Record<string, (row: R) => number | boolean>> | undefined;
  /** Covariates that are words, by name: each level but the first becomes a 0/1 column `name=level`. */
  readonly categories?: Readonly<Record<string, (row: R) => string>> | undefined;
}

/**
 * Adds what else is known of the customers (协变量: age, gender, channel, branch) to a purchase history, from a table with one record a
 * customer, joined by id. The fits and verbs then find it under `history.covariates`.
 *
 * Categories (分类变量) become 0/1 columns `name=level`, one for each level but the first, the base (基准水平), which `covariateBases` of the
 * result names: a coefficient says how a level differs from it. Score new data with the levels of the fit (`levels`).
 *
 * @param history - A history with `customers`.
 * @param rows - The table, in any order: any iterable of records.
 * @param accessors - Where a record keeps the customer, numbers and categories.
 * @returns The history with the columns added to those it had; warning `covariates-left-out` (counted) where the table has other customers.
 * @throws InputError `missing-covariate` that names a customer who is not in the table, `duplicate-id` for one who is there twice, `not-finite` for
 * a number that is none, `empty` for a level that is no word, `bad-option` for a level that is not among those given or a name that is taken;
 * `empty` for a history without customers.
 * @remarks Covariates that change over time are another matter. Coefficients are easier to read where 0 means something: subtract a round number
 * from ages and years. Twin: CLVTools `SetStaticCovariates`.
 * @example
 * ```ts
 * import { addCovariates } from "customer-equity/clv";
 * const history = { customers: ["A", "B"], frequency: [2, 0], recency: [30, 0], age: [39, 39], timeUnit: "week" } as const;
 * const table = [{ id: "B", age: 52, channel: "branch" }, { id: "A", age: 31, channel: "app" }];
 * const known = addCovariates(history, table, {
 *   customer: (r) => r.id, numbers: { age: (r) => r.age - 40 }, categories: { channel: (r) => r.channel },
 * });
 * console.log(known.covariates["age"], known.covariates["channel=branch"], known.covariateBases); // [-9, 12] [0, 1] { channel: "app" }
 * ```
 */
export function addCovariates<H extends PurchaseHistory, R>(
  history: H,
  rows: Iterable<R>,
  accessors: CovariateAccessors<R>,
): WithCovariates<H> {
  const { customer, numbers, categories, levels } = requireOptions(accessors, "accessors");
  const size = requireColumns(history).rows;
  const ids = history.customers;
  if (ids === undefined) {
    throw new InputError({
      code: "empty",
      path: "history.customers",
      expected: "the ids that the table is joined by",
      received: ids,
      advice: "Give columns in the order of the history to addCovariateColumns.",
    });
  }
  requireFunction(customer, "accessors.customer");
  const readNumbers = readers(numbers, "accessors.numbers");
  const readCategories = readers(categories, "accessors.categories");
  const columns = readNumbers.map(() => new Float64Array(size));
  const words = readCategories.map(() => new Array<string>(size));
  const rowsOf = rowsById(ids);
  const seen = new Set<string>();
  let extra = 0;
  let at = 0;
  for (const row of requireIterable(rows, "rows")) {
    const path = `rows[${at++}]`;
    const given = customer(row);
    if ((typeof given !== "string" && !Number.isFinite(given)) || given === "") refuseId(given, `${path}.customer`);
    const id = String(given);
    if (seen.has(id)) {
      throw new InputError({ code: "duplicate-id", path, expected: "one record a customer", received: id });
    }
    seen.add(id);
    const places = rowsOf.get(id);
    if (places === undefined) {
      extra++;
      continue;
    }
    readNumbers.forEach(([name, read], c) => {
      const value = read(row);
      const number = typeof value === "boolean" ? Number(value) : requireNumber(value, `${path}.${name}`);
      for (const place of places) columns[c]![place] = number;
    });
    readCategories.forEach(([name, read], c) => {
      const level = read(row);
      requireLevel(level, `${path}.${name}`);
      for (const place of places) words[c]![place] = level;
    });
  }
  const missing = ids.findIndex((id) => !seen.has(id));
  if (missing >= 0) {
    throw new InputError({
      code: "missing-covariate",
      path: `history.customers[${missing}]`,
      expected: `a record of customer "${ids[missing]}" in the table`,
      received: undefined,
      advice: "Add one, or select the customers that are known (selectRows).",
    });
  }
  const named: Record<string, Column | readonly string[]> = {};
  readNumbers.forEach(([name], c) => {
    named[name] = columns[c]!;
  });
  readCategories.forEach(([name], c) => {
    if (Object.hasOwn(named, name)) refuseTaken(name);
    named[name] = words[c]!;
  });
  const known = addCovariateColumns(history, named, { levels });
  if (extra === 0) return known;
  const leftOut: Warning = {
    code: "covariates-left-out",
    message: `Customers of the table of covariates who are not in the history: ${extra}. They are left out. Check that the ids are spelt alike if you expected them.`,
    count: extra,
  };
  return { ...known, warnings: [...(known.warnings ?? []), leftOut] };
}

function readers<R, V>(
  accessors: Readonly<Record<string, (row: R) => V>> | undefined,
  path: string,
): readonly (readonly [string, (row: R) => V])[] {
  const entries = Object.entries(requireOptions(accessors, path));
  for (const [name, read] of entries) requireFunction(read, `${path}.${requireCovariateName(name, path)}`);
  return entries;
}

/** The rows of each customer: several in a bootstrap sample. */
function rowsById(ids: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  ids.forEach((id, row) => {
    const own = rows.get(id);
    if (own === undefined) rows.set(id, [row]);
    else own.push(row);
  });
  return rows;
}
