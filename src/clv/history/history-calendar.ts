import { type NumberRule, requireColumn, requireLength, requireNumber } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";

/** The covariates of a customer over time: constant on each piece. */
export interface CovariatePath {
  /** Day number of the customer's first purchase: the time 0 of the models. */
  readonly firstPurchase: number;
  /** Day number at which each piece begins, ascending; the first one not after `firstPurchase`. */
  readonly starts: Column;
  /** Day number at which the last piece ends; `null` where it lasts for ever. */
  readonly end: number | null;
  /** By covariate, its value on each piece. */
  readonly values: Readonly<Record<string, Column>>;
}

/** The covariates over time of the customers of a history: made by `addCalendar`. */
export interface HistoryCalendar {
  /** For each row the index of its path. */
  readonly path: Column;
  /** The paths: as many as there are different ones. */
  readonly paths: readonly CovariatePath[];
  /** By covariate and row: the sum of its values at the repeat purchases. Its keys are the names of the covariates. */
  readonly purchaseSums: Readonly<Record<string, Column>>;
}

/** The covariates over time of one customer. */
export interface CustomerCalendar {
  readonly path: CovariatePath;
  /** By covariate: the sum of its values at the repeat purchases. */
  readonly purchaseSums: Readonly<Record<string, number>>;
}

const anyNumber: NumberRule = {};

/** Checks the calendar of a history of so many rows. */
export function requireHistoryCalendar(calendar: HistoryCalendar, path: string, rows: number): void {
  requireRecord(calendar, path);
  const { paths, purchaseSums } = calendar;
  if (!Array.isArray(paths)) {
    throw new InputError({ code: "empty", path: `${path}.paths`, expected: "a list of paths", received: paths });
  }
  requireColumn(calendar.path, `${path}.path`, { integer: true, min: 0, max: paths.length - 1 }, rows);
  const names = Object.keys(requireRecord(purchaseSums, `${path}.purchaseSums`));
  for (const name of names) requireColumn(purchaseSums[name], `${path}.purchaseSums.${name}`, anyNumber, rows);
  for (let k = 0; k < paths.length; k++) requirePath(paths[k], names, `${path}.paths[${k}]`);
}

/** Checks the calendar of one customer. */
export function requireCustomerCalendar(calendar: CustomerCalendar, path: string): void {
  const { purchaseSums } = requireRecord(calendar, path);
  const names = Object.keys(requireRecord(purchaseSums, `${path}.purchaseSums`));
  for (const name of names) requireNumber(purchaseSums[name], `${path}.purchaseSums.${name}`);
  requirePath(calendar.path, names, `${path}.path`);
}

function requirePath(given: CovariatePath | undefined, names: readonly string[], path: string): void {
  const { firstPurchase, starts, end, values } = requireRecord(given, path);
  requireNumber(firstPurchase, `${path}.firstPurchase`);
  requireColumn(starts, `${path}.starts`);
  if (starts.length === 0) {
    throw new InputError({ code: "empty", path: `${path}.starts`, expected: "at least one piece", received: starts });
  }
  requireNumber(starts[0], `${path}.starts[0]`, { max: firstPurchase });
  for (let k = 1; k < starts.length; k++) {
    if (!(starts[k]! > starts[k - 1]!)) {
      requireNumber(starts[k], `${path}.starts[${k}]`, { min: starts[k - 1], openMin: true });
    }
  }
  const least = Math.max(firstPurchase, starts[starts.length - 1]!);
  if (end !== null) requireNumber(end, `${path}.end`, { min: least, openMin: true });
  requireRecord(values, `${path}.values`);
  for (const name of names) {
    const column = values[name];
    if (column === undefined) {
      throw new InputError({
        code: "missing-covariate",
        path: `${path}.values.${name}`,
        expected: `the values of ${JSON.stringify(name)}`,
        received: undefined,
      });
    }
    requireColumn(column, `${path}.values.${name}`);
    requireLength(column, `${path}.values.${name}`, starts.length);
  }
}

function requireRecord<T extends object>(value: T | undefined, path: string): T {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new InputError({ code: "empty", path, expected: "an object", received: value });
}
