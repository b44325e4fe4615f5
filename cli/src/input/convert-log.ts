import { dayNumber, InputError } from "customer-equity";
import { BadInput } from "../bad-input.ts";
import type { ReadOptions } from "../options/read-options.ts";
import { whole } from "../text.ts";
import type { FileColumns } from "./columns.ts";
import type { Database } from "./database.ts";
import { numberCell } from "./number-cell.ts";
import type { SkippedRows, TransactionLog } from "./read-transactions.ts";
import type { Rejects } from "./rejects.ts";

/** The rows of one file within the table `log`. */
export interface LogPart {
  readonly name: string;
  readonly columns: FileColumns;
  /** First row of the file within the log, and the row after its last. */
  readonly from: number;
  readonly to: number;
  /** Rows that could not be divided into cells. */
  readonly rejects: Rejects;
}

/** Refuses a file for one of its rows. */
export function badRow(file: string, fault: string): BadInput {
  return new BadInput(
    `${file}, ${fault}. Put it right, or leave such rows out (counted and listed) by --skip-bad-rows.`,
  );
}

/** What stands for a customer where a row does not pass a filter, or names none. */
const notKept = -2;
const noCustomer = -1;

/** Checks and converts the table `log`, and takes it out of the database. */
export async function convertLog(
  database: Database,
  parts: readonly LogPart[],
  options: ReadOptions,
): Promise<TransactionLog> {
  const rows = parts.at(-1)?.to ?? 0;
  const rejected = parts.reduce((sum, { rejects }) => sum + rejects.rows.length, 0);
  const files = parts.map(({ name }) => name);
  const told = files.length === 1 ? (files[0] as string) : `${files.length} files`;
  if (rows + rejected === 0) throw new BadInput(`${told}: a header line but no transactions.`);

  const factors = parts[0]?.columns.amount.length ?? 0;
  const { customer, day, amount, names } = await columnsOf(database, rows, factors, options);
  const count = { used: 0, notKept: 0, noCustomer: 0, bad: rejected };
  const examples = parts.flatMap(({ rejects }) => rejects.examples);
  for (let i = 0; i < rows; i++) {
    const code = customer[i] as number;
    if (code === notKept) count.notKept++;
    else if (code === noCustomer) count.noCustomer++;
    else if (Number.isFinite(day[i]) && Number.isFinite(amount[i])) {
      customer[count.used] = code;
      day[count.used] = day[i] as number;
      amount[count.used] = amount[i] as number;
      count.used++;
    } else {
      count.bad++;
      if (options.skipBadRows && examples.length >= 3) continue;
      const { part, fault } = await faultOf(database, parts, i, options);
      if (!options.skipBadRows) throw badRow(part.name, fault);
      examples.push(files.length === 1 ? fault : `${part.name}, ${fault}`);
    }
  }
  const skipped: SkippedRows[] = [];
  if (count.notKept > 0) skipped.push({ reason: "where", count: count.notKept, examples: [] });
  if (count.noCustomer > 0) skipped.push({ reason: "no-customer", count: count.noCustomer, examples: [] });
  if (count.bad > 0) skipped.push({ reason: "bad-row", count: count.bad, examples: examples.slice(0, 3) });
  if (count.used === 0) {
    const why = skipped.map((entry) => `${entry.count} by ${entry.reason === "where" ? "--where" : entry.reason}`);
    throw new BadInput(`${told}: none of its ${rows + rejected} rows is left (left out: ${why.join(", ")}).`);
  }
  return {
    customer: customer.subarray(0, count.used),
    names,
    day: day.subarray(0, count.used),
    amount: factors > 0 ? amount.subarray(0, count.used) : undefined,
    period: firstAndLast(day, count.used),
    rowsRead: rows + rejected,
    skipped,
    files,
    source: sourceOf(parts[0]?.columns),
  };
}

/** The table `log` as numbers, NaN for a date or an amount that is none. */
async function columnsOf(
  database: Database,
  rows: number,
  factors: number,
  { datePattern, decimalComma }: ReadOptions,
) {
  await database.run(`CREATE TABLE customers AS SELECT customer, (row_number() OVER (ORDER BY first) - 1)::INTEGER AS code
    FROM (SELECT customer, min(rowid) AS first FROM log WHERE kept GROUP BY customer)`);
  await database.run(`CREATE TABLE dates AS SELECT date, (row_number() OVER () - 1)::INTEGER AS code
    FROM (SELECT DISTINCT date FROM log WHERE kept)`);
  const { names, codes } = trimmedIds(await texts(database, "SELECT customer FROM customers ORDER BY code"));
  const days = dayNumbers(await texts(database, "SELECT date FROM dates ORDER BY code"), datePattern);
  const amountOf =
    factors === 0
      ? "1::DOUBLE"
      : ["amount", "times"]
          .slice(0, factors)
          .map((cell) => numberCell(cell, decimalComma))
          .join(" * ");
  // The order of a join is not promised, and sums of amounts depend on it in their last digit: each row goes to its place.
  const customer = new Int32Array(rows).fill(notKept);
  const day = new Float64Array(rows);
  const amount = new Float64Array(rows);
  await database.chunks(
    `SELECT log.rowid::DOUBLE, customers.code, dates.code, ${amountOf} FROM log JOIN dates USING (date)
      JOIN customers USING (customer) WHERE kept`,
    ([row, code, date, value], count) => {
      for (let i = 0; i < count; i++) {
        const at = row?.getItem(i) as number;
        customer[at] = codes[code?.getItem(i) as number] as number;
        day[at] = days[date?.getItem(i) as number] as number;
        amount[at] = value?.getItem(i) as number;
      }
    },
  );
  return { customer, day, amount, names };
}

/** Ids without the blanks at their ends, each once, and the code of each text; an empty one is no customer. */
function trimmedIds(ids: readonly string[]): { readonly names: readonly string[]; readonly codes: Int32Array } {
  const names: string[] = [];
  const known = new Map<string, number>();
  const codes = Int32Array.from(ids, (text) => {
    const id = text.trim();
    if (id === "") return noCustomer;
    const code = known.get(id) ?? names.length;
    if (code === names.length) names.push(id);
    known.set(id, code);
    return code;
  });
  return { names, codes };
}

async function texts(database: Database, sql: string): Promise<readonly string[]> {
  const all: string[] = [];
  await database.chunks(sql, ([column], count) => {
    for (let i = 0; i < count; i++) all.push(column?.getItem(i) as string);
  });
  return all;
}

/** Day number of each text, NaN where it is no date. */
function dayNumbers(dates: readonly string[], pattern: string | undefined): Float64Array {
  return Float64Array.from(dates, (text) => {
    try {
      return dayNumber(text.trim(), { pattern });
    } catch (error) {
      if (error instanceof InputError) return Number.NaN;
      throw error;
    }
  });
}

/** What is wrong with the row at a position of the log whose date or amount cannot be read. */
async function faultOf(
  database: Database,
  parts: readonly LogPart[],
  position: number,
  { datePattern, decimalComma }: ReadOptions,
): Promise<{ readonly part: LogPart; readonly fault: string }> {
  const part = parts.find(({ to }) => position < to) as LogPart;
  let row = position - part.from + 1;
  for (const reject of part.rejects.rows) if (reject <= row) row++;
  const [cells] = await database.rows<[string, string, string, number, number]>(
    `SELECT date, amount, times, ${numberCell("amount", decimalComma)}, ${numberCell("times", decimalComma)} FROM log WHERE rowid = ${position}`,
  );
  const [date, first, second, ...values] = cells as [string, string, string, number, number];
  const say = (column: string, expected: string, found: string): string =>
    `row ${whole(row)}, column ${JSON.stringify(column)}: expected ${expected}, found ${JSON.stringify(found.trim())}`;
  if (Number.isNaN(dayNumbers([date], datePattern)[0])) {
    const written = datePattern ?? "yyyy-mm-dd (another spelling: --date-pattern)";
    return { part, fault: say(part.columns.date.name, `a date that exists, written ${written}`, date) };
  }
  const { amount } = part.columns;
  const bad = amount.findIndex((_, k) => !Number.isFinite(values[k]));
  const column = amount[Math.max(0, bad)]?.name as string;
  const found = bad < 0 ? amount.map((_, k) => [first, second][k]).join(" × ") : ([first, second][bad] as string);
  return { part, fault: say(column, `a number such as ${decimalComma ? "1.234,50" : "1234.50"}`, found) };
}

function firstAndLast(day: Float64Array, count: number): readonly [number, number] {
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < count; i++) {
    first = Math.min(first, day[i] as number);
    last = Math.max(last, day[i] as number);
  }
  return [first, last];
}

function sourceOf(columns: FileColumns | undefined): string {
  if (columns === undefined) return "";
  const amount = columns.amount.map(({ name }) => name).join(" × ");
  return `customer = ${columns.customer.name}, date = ${columns.date.name}, amount = ${amount === "" ? "none" : amount}`;
}
