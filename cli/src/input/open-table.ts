import { closeSync, openSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import { BadInput } from "../bad-input.ts";
import { type Database, identifier, literal } from "./database.ts";
import { literalPath } from "./find-files.ts";
import {
  firstLine,
  longestLine,
  lookAtText,
  NotUtf8,
  requireWhole,
  type TextLook,
  writePlainText,
} from "./plain-text.ts";

/** How the text of a file is to be understood; what is absent is found out. */
export interface TextFormat {
  readonly separator: string | undefined;
  readonly encoding: string | undefined;
}

/** A file as a relation of the database: all cells are text. */
export interface Table {
  /** The name for messages. */
  readonly name: string;
  readonly kind: "csv" | "parquet";
  readonly header: readonly string[];
  /** What stands after FROM; rows that cannot be divided into cells go to the table `reject_errors`. */
  readonly relation: string;
  /** The expression of one column, as text as it stands in the file; a missing cell is an empty one. */
  readonly cell: (index: number) => string;
  /** How the text was read, in words; empty for Parquet. */
  readonly format: string;
}

/** Nothing is left to the guesses of the CSV reader. */
const fixed = `max_line_size = ${longestLine}, auto_detect = false`;

/**
 * Opens a file and does `work` with it: Parquet as it is, everything else as CSV, plain or packed (`.gz`, `.zst`). Text
 * of another encoding than UTF-8, or with mixed line ends, is copied into `folder` in plain form first. Throws
 * {@link BadInput} where the file is neither.
 */
export async function withTable<T>(
  database: Database,
  file: string,
  format: TextFormat,
  folder: string,
  work: (table: Table) => Promise<T>,
): Promise<T> {
  const name = basename(file);
  const magic = firstBytes(file, 4);
  if (magic === "PAR1") {
    try {
      return await work(await openParquet(database, file, name));
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      throw new BadInput(`${name} cannot be read as Parquet: ${firstSentence(error)}`);
    }
  }
  if (magic.startsWith("PK")) {
    throw new BadInput(`${name} is a spreadsheet or a zip archive: save the sheet as CSV in UTF-8, or unpack it.`);
  }
  if (magic.startsWith("\x1f\x8b") && !/\.gz$/i.test(file)) {
    throw new BadInput(`${name} is packed by gzip, but its name does not end in .gz: rename it.`);
  }
  if (/\.(parquet|pq)$/i.test(file)) throw new BadInput(`${name} cannot be read: it is not a Parquet file.`);
  await requireWhole(file);

  const copy = join(folder, `${name.replace(/[^\w.-]/g, "_")}.txt`);
  const read = async (path: string, told: string): Promise<T> => {
    return work(await openCsv(database, path, name, await firstLine(path), format.separator, told));
  };
  const { encoding = "utf-8" } = format;
  if (encoding !== "utf-8") {
    await writePlainText(file, copy, encoding);
    return read(copy, encoding).catch((error: unknown) => refuseText(name, error));
  }
  try {
    return await read(file, "UTF-8");
  } catch (error) {
    if (!isDatabaseError(error) && !(error instanceof NotUtf8)) throw error;
    const look = await lookAtText(file);
    if (look.encoding !== "utf-8") throw wrongEncoding(name, look);
    if (!look.mixedLineEnds) refuseText(name, error);
  }
  await writePlainText(file, copy, "utf-8");
  return read(copy, "UTF-8, mixed line ends").catch((error: unknown) => refuseText(name, error));
}

function firstBytes(file: string, count: number): string {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(count);
    return bytes.toString("latin1", 0, readSync(handle, bytes, 0, count, 0));
  } finally {
    closeSync(handle);
  }
}

async function openParquet(database: Database, file: string, name: string): Promise<Table> {
  const relation = `read_parquet(${literalPath(file)})`;
  const columns = await database.rows<[string]>(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${relation})`);
  const header = columns.map(([column]) => column);
  const cell = (index: number): string => text(`CAST(${identifier(header[index] as string)} AS VARCHAR)`);
  return { name, kind: "parquet", header, relation, cell, format: "Parquet" };
}

async function openCsv(
  database: Database,
  path: string,
  name: string,
  firstLine: string,
  givenSeparator: string | undefined,
  encoding: string,
): Promise<Table> {
  if (firstLine.trim() === "")
    throw new BadInput(`${name}: expected a header line at the top of the file, found none.`);
  if (firstLine.length > longestLine) throw lineTooLong(name, ", line 1");
  const separator = givenSeparator ?? guessSeparator(firstLine);
  const bare = withoutQuoted(firstLine);
  if (bare.includes('"')) throw new BadInput(`${name}, line 1: a quotation mark in the header is never closed.`);
  const width = bare.split(separator).length;
  const columns = Array.from({ length: width }, (_, k) => `${literal(`c${k}`)}: 'VARCHAR'`).join(", ");
  const csv = `${literalPath(path)}, ${fixed}, delim = ${literal(separator)}, quote = '"', escape = '"', columns = {${columns}}`;
  const [header] = await database.rows<(string | null)[]>(
    `SELECT * FROM read_csv(${csv}, header = false, ignore_errors = true) LIMIT 1`,
  );
  const told = separator === "\t" ? "tab" : JSON.stringify(separator);
  return {
    name,
    kind: "csv",
    header: (header ?? []).map((cell) => (cell ?? "").trim()),
    relation: `read_csv(${csv}, header = true, store_rejects = true, rejects_limit = 0)`,
    cell: (index) => text(`c${index}`),
    format: `${encoding}, cells divided by ${told}`,
  };
}

function text(expression: string): string {
  return `coalesce(${expression}, '')`;
}

function withoutQuoted(line: string): string {
  return line.replace(/"[^"]*"/g, "");
}

/** The sign that divides the header, outside quotes, into the most cells; a comma where none does. */
function guessSeparator(header: string): string {
  const bare = withoutQuoted(header);
  const counts = [",", ";", "\t", "|"].map((sign) => [sign, bare.split(sign).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function wrongEncoding(name: string, { encoding, badLine }: TextLook): BadInput {
  const where = badLine === null ? name : `${name}, line ${badLine}`;
  const advice =
    encoding === null
      ? "It is no text in a known encoding; save it as CSV in UTF-8."
      : `It looks like ${encoding}${encoding === "gb18030" ? " (GBK)" : ""}: give --encoding ${encoding}, or save it in UTF-8.`;
  return new BadInput(`${where}: expected text in UTF-8. ${advice}`);
}

/** Whether the database could not read a file; anything else is a fault of this program. */
function isDatabaseError(error: unknown): error is Error {
  return error instanceof Error && /^[A-Z][\w-]*( \w+)* Error: /.test(error.message);
}

/** Throws in words of the file what the database says of it. */
function refuseText(name: string, error: unknown): never {
  if (!isDatabaseError(error)) throw error;
  const { message } = error;
  if (message.startsWith("Out of Memory")) throw error;
  if (message.includes("Maximum line size")) throw lineTooLong(name, lineOf(message));
  throw new BadInput(
    `${name}${lineOf(message)}: expected a CSV file, with balanced double quotes. ${firstSentence(error)}`,
  );
}

function lineTooLong(name: string, line: string): BadInput {
  return new BadInput(
    `${name}${line}: longer than ${longestLine / 1e6} MB; expected a CSV file with one line a transaction.`,
  );
}

function lineOf(message: string): string {
  const line = /on Line: (\d+)/.exec(message)?.[1];
  return line === undefined ? "" : `, line ${line}`;
}

function firstSentence({ message }: Error): string {
  const [line] = message.split("\n");
  return `${(line as string).slice(0, 200).replace(/\.$/, "")}.`;
}
