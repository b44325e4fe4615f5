import { likelyColumns } from "../input/columns.ts";
import type { ColumnLook } from "./look-at-column.ts";

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

/** Finds out which column is which: by names first, by what is in them where names say nothing. */
export function rolesOf(columns: readonly ColumnLook[], rows: number): Roles {
  const names = columns.map(({ name }) => name);
  const reasons: string[] = [];
  const taken = new Set<ColumnLook>();
  const pick = (
    what: "customer" | "date" | "amount",
    fits: (column: ColumnLook) => boolean,
    better: (column: ColumnLook) => number,
  ): ColumnLook | undefined => {
    const free = columns.filter((column) => !taken.has(column) && fits(column));
    const named = free.filter(({ name }) => likelyColumns(names, what).includes(name));
    const candidates = named.length > 0 ? named : what === "amount" ? [] : free;
    const best = candidates.reduce<ColumnLook | undefined>(
      (first, next) => (first === undefined || better(next) > better(first) ? next : first),
      undefined,
    );
    if (best === undefined) return undefined;
    taken.add(best);
    const others = candidates.filter((column) => column !== best).map(({ name }) => JSON.stringify(name));
    const why = named.length > 0 ? "by its name" : "by what is in it";
    reasons.push(
      `${what}: ${JSON.stringify(best.name)}, ${why}${others.length > 0 ? `; it could also be ${others.join(", ")}` : ""}`,
    );
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
    ({ distinct, empty, fractions }) => distinct > 1 && empty < rows && fractions < 0.1,
    ({ distinct, empty }) =>
      (distinct < 0.8 * rows && distinct > 0.001 * rows ? 1 : 0) - empty / rows + distinct / (1e3 * (rows + 1)),
  );
  const numeric = (column: ColumnLook): boolean => Math.max(column.numbers, column.numbersWithComma) > 0.9;
  const quantity = columns.find((column) => /^quantity$/i.test(column.name) && numeric(column));
  const price = columns.find((column) => /^(unit[ _-]?price|price)$/i.test(column.name) && numeric(column));
  let amount: readonly ColumnLook[] = [];
  if (quantity !== undefined && price !== undefined) {
    amount = [quantity, price];
    reasons.push(`amount: ${JSON.stringify(quantity.name)} × ${JSON.stringify(price.name)}, by their names`);
  } else {
    const found = pick("amount", numeric, ({ distinct }) => distinct);
    if (found !== undefined) amount = [found];
  }
  for (const column of amount) taken.add(column);
  const filters = columns.filter(
    (column) => !taken.has(column) && column.frequent.length > 1 && column.dates === null && column.numbers < 0.5,
  );
  return { customer, date, amount, filters, reasons };
}
