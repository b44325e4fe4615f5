import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { dayNumber, InputError } from "customer-equity";
import { BadInput } from "./bad-input.ts";
import { chooseColumns, type FileColumns } from "./columns.ts";
import { decimal } from "./decimal.ts";
import type { ReadOptions } from "./options.ts";

/** Rows of the file that are not in the log, and why. */
export interface SkippedRows {
  /** `where`: they did not pass a filter; `no-customer`: the customer's cell is empty; `bad-row`: not readable. */
  readonly reason: "where" | "no-customer" | "bad-row";
  readonly count: number;
  /** Where they stand: the first three. */
  readonly examples: readonly string[];
}

/** The transactions of a file, as columns. */
export interface TransactionLog {
  readonly customer: readonly string[];
  /** Day numbers (days since 1970-01-01). */
  readonly day: Float64Array;
  /** Absent where the file has no amounts. */
  readonly amount: Float64Array | undefined;
  /** Rows of the file below the header. */
  readonly rowsRead: number;
  readonly skipped: readonly SkippedRows[];
  /** What was read as what: `customer = CustomerID`, ... */
  readonly source: string;
}

/**
 * Reads a CSV file (plain or gzipped) as a stream, so that its size does not matter. Throws {@link BadInput} with file,
 * line, column, what was expected and what was found. The line is the one on which the row ends.
 */
export async function readTransactions(file: string, options: ReadOptions): Promise<TransactionLog> {
  const name = basename(file);
  try {
    const text = decoded(file);
    const head = await firstLine(text);
    const delimiter = options.separator ?? guessSeparator(head);
    const rows = new RowCollector(name, options);
    const parser = parse({
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      // The hook sees each record as it is parsed; returning nothing keeps the parser from queueing them.
      on_record: (record: string[], { lines }: { lines: number }) => rows.take(record, lines),
    });
    await pipeline(Readable.from(continued(head, text)), parser, async (records) => {
      for await (const _ of records);
    });
    return rows.finish();
  } catch (error) {
    throw explained(error, name) ?? error;
  }
}

async function* decoded(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const unpacked: Readable = file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
  bytes.on("error", (error) => unpacked.destroy(error));
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of unpacked) yield decoder.decode(chunk as Uint8Array, { stream: true });
  yield decoder.decode();
}

/** The beginning of the file, up to its first line end at least. */
async function firstLine(text: AsyncGenerator<string>): Promise<string> {
  let head = "";
  while (!/[\r\n]/.test(head)) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  return head;
}

async function* continued(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (head !== "") yield head;
  yield* rest;
}

/** The sign that divides the header, outside quotes, into the most cells; a comma where none does. */
function guessSeparator(head: string): string {
  const header = (/^[^\r\n]*/.exec(head)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((sign) => [sign, header.split(sign).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Takes the rows one by one: checks, converts and keeps them. */
class RowCollector {
  readonly #file: string;
  readonly #options: ReadOptions;
  #columns: FileColumns | undefined;
  #width = 0;
  #rows = 0;
  readonly #skipped = new Map<SkippedRows["reason"], { count: number; examples: string[] }>();
  readonly #customer: string[] = [];
  readonly #day: number[] = [];
  readonly #amount: number[] = [];
  // Ids and dates repeat: one string for each customer, one calendar computation for each date.
  readonly #ids = new Map<string, string>();
  readonly #days = new Map<string, number>();

  constructor(file: string, options: ReadOptions) {
    this.#file = file;
    this.#options = options;
  }

  take(record: readonly string[], line: number): undefined {
    if (this.#columns === undefined) {
      this.#columns = chooseColumns(record, this.#options);
      this.#width = record.length;
      return;
    }
    this.#rows++;
    const columns = this.#columns;
    if (record.length !== this.#width) {
      return this.#bad(line, undefined, `${this.#width} cells, as in the header`, `${record.length}`);
    }
    for (const { index, values, negated } of columns.where) {
      if (values.includes((record[index] as string).trim()) === negated) return this.#skip("where", `line ${line}`);
    }
    const id = (record[columns.customer.index] as string).trim();
    if (id === "") return this.#skip("no-customer", `line ${line}`);

    const dateText = (record[columns.date.index] as string).trim();
    const day = this.#dayOf(dateText);
    if (Number.isNaN(day)) {
      const written = this.#options.datePattern ?? "yyyy-mm-dd (another spelling: --date-pattern)";
      return this.#bad(line, columns.date.name, `a date that exists, written ${written}`, JSON.stringify(dateText));
    }
    let amount = 1;
    for (const { index, name } of columns.amount) {
      const text = (record[index] as string).trim();
      const factor = decimal(text);
      if (Number.isNaN(factor)) return this.#bad(line, name, "a number such as 1234.50", JSON.stringify(text));
      amount *= factor;
    }
    this.#customer.push(this.#intern(id));
    this.#day.push(day);
    if (columns.amount.length > 0) this.#amount.push(amount);
  }

  finish(): TransactionLog {
    const columns = this.#columns;
    if (columns === undefined) throw new BadInput(`${this.#file} is empty: expected a header line and transactions.`);
    if (this.#rows === 0) throw new BadInput(`${this.#file} has a header line but no transactions.`);
    const skipped = [...this.#skipped].map(([reason, { count, examples }]) => ({ reason, count, examples }));
    if (this.#day.length === 0) {
      const why = skipped.map(({ reason, count }) => `${count} by ${reason === "where" ? "--where" : reason}`);
      throw new BadInput(`${this.#file}: none of its ${this.#rows} rows is left (left out: ${why.join(", ")}).`);
    }
    const amount = columns.amount.map((column) => column.name).join(" × ");
    return {
      customer: this.#customer,
      day: Float64Array.from(this.#day),
      amount: columns.amount.length > 0 ? Float64Array.from(this.#amount) : undefined,
      rowsRead: this.#rows,
      skipped,
      source: `customer = ${columns.customer.name}, date = ${columns.date.name}, amount = ${amount === "" ? "none" : amount}`,
    };
  }

  #intern(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    this.#ids.set(id, id);
    return id;
  }

  #dayOf(text: string): number {
    const known = this.#days.get(text);
    if (known !== undefined) return known;
    let day = Number.NaN;
    try {
      day = dayNumber(text, { pattern: this.#options.datePattern });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
    this.#days.set(text, day);
    return day;
  }

  #bad(line: number, column: string | undefined, expected: string, found: string): undefined {
    const where = column === undefined ? `line ${line}` : `line ${line}, column ${JSON.stringify(column)}`;
    if (this.#options.skipBadRows) return this.#skip("bad-row", `${where}: ${found}`);
    throw new BadInput(
      `${this.#file}, ${where}: expected ${expected}, found ${found}. ` +
        "Put it right, or leave such rows out (counted and listed) by --skip-bad-rows.",
    );
  }

  #skip(reason: SkippedRows["reason"], example: string): undefined {
    const entry = this.#skipped.get(reason);
    if (entry === undefined) this.#skipped.set(reason, { count: 1, examples: [example] });
    else {
      entry.count++;
      if (entry.examples.length < 3) entry.examples.push(example);
    }
  }
}

const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder, not a file",
  EACCES: "reading it is not allowed",
  EPERM: "reading it is not allowed",
  Z_DATA_ERROR: "it is not, or not wholly, a gzip file",
  Z_BUF_ERROR: "it is a gzip file that ends too early",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8 text; save it as CSV in UTF-8",
};

/** The error in words of the file, where the file is at fault. */
function explained(error: unknown, file: string): BadInput | undefined {
  if (error instanceof CsvError) {
    return new BadInput(`${file}: expected cells with balanced double quotes. ${error.message}.`);
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const fault = fileFaults[code];
  return fault === undefined ? undefined : new BadInput(`${file} cannot be read: ${fault}.`);
}
