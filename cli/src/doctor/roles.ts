import { likelyColumns } from "../input/columns.ts";
import type { ReadOptions } from "../options/read-options.ts";
import type { ColumnLook } from "./look-at-column.ts";

/** The columns that somebody has named. */
type GivenColumns = Pick<ReadOptions, "customer" | "date" | "amount">;

/** Which column is which, and how that is known. */
export interface Roles {
  readonly customer: ColumnLook | undefined;
  readonly date: ColumnLook | undefined;
  /** One column, or two whose product is the amount. */
  readonly amount: readonly ColumnLook[];
  /** Columns of few different words, by which rows may be chosen. */
  readonly filters: readonly ColumnLook[];
  readonly reasons: readonly string[];
}

/** Finds out which column is which: as given, else by names, by what is in them where names say nothing. */
export function rolesOf(columns: readonly ColumnLook[], rows: number, given: GivenColumns): Roles {
  const names = columns.map(({ name }) => name);
  const reasons: string[] = [];
  const taken = new Set<ColumnLook>();
  const take = (what: string, chosen: readonly ColumnLook[], why: string): void => {
    for (const column of chosen) taken.add(column);
    reasons.push(`${what}: ${chosen.map(({ name }) => JSON.stringify(name)).join(" × ")}, ${why}`);
  };
  const called = (wanted: string): ColumnLook | undefined => columns.find(({ name }) => name === wanted.trim());
  const suits = (what: keyof GivenColumns, name: string): boolean => likelyColumns(names, what).includes(name);
  const pick = (
    what: keyof GivenColumns,
    fits: (column: ColumnLook) => boolean,
    better: (column: ColumnLook) => number,
  ): ColumnLook | undefined => {
    const said = given[what];
    if (said !== undefined) {
      const column = called(said);
      if (column !== undefined) take(what, [column], "as given");
      return column;
    }
    const free = columns.filter((column) => !taken.has(column) && fits(column));
    const named = free.filter(({ name }) => suits(what, name));
    const candidates = named.length > 0 ? named : what === "amount" ? [] : free;
    const best = candidates.reduce<ColumnLook | undefined>(
      (first, next) => (first === undefined || better(next) > better(first) ? next : first),
      undefined,
    );
    if (best === undefined) return undefined;
    const others = candidates.filter((column) => column !== best).map(({ name }) => JSON.stringify(name));
    const why = named.length > 0 ? "by its name" : "by what is in it";
    take(what, [best], `${why}${others.length > 0 ? `; it could also be ${others.join(", ")}` : ""}`);
    return best;
  };
  const date = pick(
    "date",
    ({ dates }) => dates !== null && dates.share > 0.8,
    ({ dates, numbers }) => (dates?.share ?? 0) - (dates?.pattern === undefined ? 0 : 0.5 * numbers),
  );
  // Customers come again: an id that is different in each row is the number of the transaction.
  const customer = pick(
    "customer",
    ({ name, distinct, empty, fractions }) =>
      empty < rows && fractions < 0.1 && (suits("customer", name) || (distinct > 1 && !suits("amount", name))),
    ({ distinct, empty }) =>
      (distinct < 0.8 * rows && distinct > 0.001 * rows ? 1 : 0) - empty / rows + distinct / (1e3 * (rows + 1)),
  );
  const numeric = (column: ColumnLook): boolean => Math.max(column.numbers, column.numbersWithComma) > 0.9;
  const amountColumns = (): readonly ColumnLook[] => {
    const usual = [/^quantity$/i, /^(unit[ _-]?price|price)$/i];
    const said = given.amount;
    const factors =
      said === undefined
        ? usual.map((name) => columns.find((column) => name.test(column.name) && numeric(column)))
        : said.split("*").map(called);
    const found = factors.filter((column) => column !== undefined);
    if (found.length !== 2) {
      const column = pick("amount", numeric, ({ distinct }) => distinct);
      return column === undefined ? [] : [column];
    }
    take("amount", found, said === undefined ? "by their names" : "as given");
    return found;
  };
  const amount = amountColumns();
  const filters = columns.filter((column) => !taken.has(column) && isCode(column, rows));
  return { customer, date, amount, filters, reasons };
}

/** Words, or numbers of a column that is called a code, of which each stands in many rows. */
function isCode({ name, frequent, distinct, dates, numbers }: ColumnLook, rows: number): boolean {
  if (frequent.length < 2 || 5 * distinct > rows) return false;
  if (/type|code|kind|class|channel|status|flag|currency|类|代码|渠道|状态|币/i.test(name)) return true;
  return dates === null && numbers < 0.5;
}
