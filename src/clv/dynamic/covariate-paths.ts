import { requireColumn, requireLength, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { isoDate } from "../../time.ts";
import type { Column } from "../../types.ts";
import type { CovariatePath } from "../history/history-calendar.ts";
import type { CovariateCalendar } from "./expand-calendar.ts";

/** The paths of customers through a calendar; equal ones are one and the same. */
export class CovariatePaths {
  readonly paths: CovariatePath[] = [];
  readonly names: readonly string[];
  readonly #calendar: CovariateCalendar;
  readonly #codes: ReadonlyMap<string, number>;
  readonly #byHash = new Map<number, number[]>();
  readonly #byDay = new Map<number, number>();
  readonly #sources: readonly { readonly name: string; readonly column: Column; readonly own: boolean }[];

  constructor(calendar: CovariateCalendar, path: string) {
    requireCovariateCalendar(calendar, path);
    this.#calendar = calendar;
    this.names = calendar.names;
    this.#codes = new Map(calendar.customers.map((id, c) => [id, c]));
    this.#sources = calendar.names.map((name) => {
      const own = Object.hasOwn(calendar.perCustomer, name);
      return { name, column: own ? calendar.perCustomer[name]! : calendar.shared[name]!, own };
    });
  }

  /** Index of the path of a customer who came on a day. Throws at `path` for customers that the calendar does not know, or not yet. */
  indexOf(id: string | undefined, firstPurchase: number, path: string): number {
    const { customers } = this.#calendar;
    if (customers.length === 0) {
      const known = this.#byDay.get(firstPurchase);
      if (known !== undefined) return known;
    }
    const c = customers.length === 0 ? undefined : this.#codes.get(id ?? "");
    if (customers.length > 0 && c === undefined) {
      throw new InputError({
        code: "missing-covariate",
        path,
        expected: "a customer of the calendar, which has covariates of single customers",
        received: id,
        advice: "Add rows for the customer, or leave the customer out of the history with selectRows.",
      });
    }
    const index = this.#keep(this.#pathOf(c, firstPurchase, path));
    if (customers.length === 0) this.#byDay.set(firstPurchase, index);
    return index;
  }

  #pathOf(c: number | undefined, firstPurchase: number, path: string): CovariatePath {
    const { starts, end } = this.#calendar;
    const [from, to] = c === undefined ? [0, starts.length] : [this.#calendar.first[c]!, this.#calendar.last[c]!];
    const pathEnd = to < starts.length ? starts[to]! : end;
    if (from >= to || !(starts[from]! <= firstPurchase) || (pathEnd !== null && pathEnd <= firstPurchase)) {
      const covered =
        from >= to ? "none" : `from ${isoDate(starts[from]!)}${pathEnd === null ? "" : ` to ${isoDate(pathEnd - 1)}`}`;
      throw new InputError({
        code: "missing-covariate",
        path,
        expected: `covariates on ${isoDate(firstPurchase)}, the day of the first purchase`,
        received: covered,
        advice: "Let the calendar begin before the first purchase of every customer.",
      });
    }
    const kept: number[] = [];
    const at = (own: boolean, k: number): number => (own ? c! * starts.length + k : k);
    for (let k = from; k < to; k++) {
      if (k + 1 < to && starts[k + 1]! <= firstPurchase) continue;
      const before = kept.at(-1);
      const same =
        before !== undefined &&
        this.#sources.every(({ column, own }) => column[at(own, before)]! === column[at(own, k)]!);
      if (!same) kept.push(k);
    }
    return {
      firstPurchase,
      starts: Float64Array.from(kept, (k) => starts[k]!),
      end: pathEnd,
      values: Object.fromEntries(
        this.#sources.map(({ name, column, own }) => [name, Float64Array.from(kept, (k) => column[at(own, k)]!)]),
      ),
    };
  }

  /** The index of an equal path, or of this one. */
  #keep(path: CovariatePath): number {
    const hash = hashOf(path, this.names);
    const alike = this.#byHash.get(hash) ?? [];
    const found = alike.find((index) => equal(this.paths[index]!, path, this.names));
    if (found !== undefined) return found;
    const index = this.paths.push(path) - 1;
    this.#byHash.set(hash, [...alike, index]);
    return index;
  }
}

/** The values of the covariates on the piece that a day belongs to; `undefined` where it lies behind the end. */
export function pieceOf({ starts, end }: CovariatePath, day: number): number | undefined {
  if (end !== null && day >= end) return undefined;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

function hashOf({ firstPurchase, starts, values }: CovariatePath, names: readonly string[]): number {
  let hash = Math.imul(firstPurchase | 0, 0x9e3779b1) ^ starts.length;
  const add = (column: Column): void => {
    for (let k = 0; k < column.length; k++) hash = (Math.imul(hash, 31) + ((column[k]! * 65_537) | 0)) | 0;
  };
  add(starts);
  for (const name of names) add(values[name]!);
  return hash;
}

function equal(a: CovariatePath, b: CovariatePath, names: readonly string[]): boolean {
  const alike = (one: Column, other: Column): boolean => {
    if (one.length !== other.length) return false;
    for (let k = 0; k < one.length; k++) if (one[k] !== other[k]) return false;
    return true;
  };
  if (a.firstPurchase !== b.firstPurchase || a.end !== b.end || !alike(a.starts, b.starts)) return false;
  return names.every((name) => alike(a.values[name]!, b.values[name]!));
}

/** Checks a calendar, which may have been stored. */
function requireCovariateCalendar(calendar: CovariateCalendar, path: string): void {
  const { names, starts, end, shared, perCustomer, customers, first, last } = requireOptions(calendar, path);
  if (!Array.isArray(names) || !Array.isArray(customers)) {
    throw new InputError({ code: "empty", path, expected: "a calendar made by expandCalendar", received: calendar });
  }
  requireColumn(starts, `${path}.starts`);
  for (let k = 1; k < starts.length; k++) {
    requireNumber(starts[k], `${path}.starts[${k}]`, { min: starts[k - 1], openMin: true });
  }
  if (starts.length === 0) {
    throw new InputError({ code: "empty", path: `${path}.starts`, expected: "at least one period", received: starts });
  }
  if (end !== null) requireNumber(end, `${path}.end`, { min: starts[starts.length - 1], openMin: true });
  const range = { min: 0, max: starts.length, integer: true };
  requireColumn(first, `${path}.first`, range, customers.length);
  requireColumn(last, `${path}.last`, range, customers.length);
  requireOptions(shared, `${path}.shared`);
  requireOptions(perCustomer, `${path}.perCustomer`);
  for (const name of names as readonly string[]) {
    const own = Object.hasOwn(perCustomer, name);
    const place = `${path}.${own ? "perCustomer" : "shared"}.${name}`;
    const column = requireColumn(own ? perCustomer[name] : shared[name], place);
    requireLength(column, place, own ? starts.length * customers.length : starts.length);
  }
}
