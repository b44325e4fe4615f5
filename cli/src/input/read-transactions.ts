import { basename } from "node:path";
import { BadInput } from "../bad-input.ts";
import type { ReadOptions } from "../options/read-options.ts";
import { withTemporaryFolder } from "../temporary-files.ts";
import { noStatus, type Status, watch } from "../terminal.ts";
import { chooseColumns } from "./columns.ts";
import { badRow, convertLog, type LogPart } from "./convert-log.ts";
import { Database, literal, trimmed } from "./database.ts";
import { findFiles } from "./find-files.ts";
import { type Table, withTable } from "./open-table.ts";
import { NotUtf8 } from "./plain-text.ts";
import { type Rejects, takeRejects } from "./rejects.ts";

/** Rows of the files that are not in the log, and why. */
export interface SkippedRows {
  /** `where`: they did not pass a filter; `no-customer`: the customer's cell is empty; `blank`: every cell is; `bad-row`: not readable. */
  readonly reason: "where" | "no-customer" | "blank" | "bad-row";
  readonly count: number;
  /** Where they stand: the first three. */
  readonly examples: readonly string[];
}

/** The transactions of one file or several, as columns. */
export interface TransactionLog {
  /** Customer of each transaction: a position in `names`. */
  readonly customer: Int32Array;
  /** Ids of the customers, in the order of their first appearance. */
  readonly names: readonly string[];
  /** Day numbers (days since 1970-01-01). */
  readonly day: Float64Array;
  /** Absent where the files have no amounts. */
  readonly amount: Float64Array | undefined;
  /** First and last day of the log. */
  readonly period: readonly [number, number];
  /** Rows of the files below their headers. */
  readonly rowsRead: number;
  readonly skipped: readonly SkippedRows[];
  /** Names of the files. */
  readonly files: readonly string[];
  /** What was read as what: `customer = CustomerID`, ... */
  readonly source: string;
}

/**
 * Reads CSV files (plain, `.gz`, `.zst`) and Parquet files, of any size, as one log. `names` are files or patterns; each
 * file has its own header. Throws {@link BadInput} with file, row, column, what was expected and what was found. Rows
 * are counted below the header, from 1.
 */
export function readTransactions(
  names: readonly string[],
  options: ReadOptions,
  status: Status = noStatus,
): Promise<TransactionLog> {
  return withTemporaryFolder(async (folder) => {
    const database = await Database.open(folder);
    try {
      const parts: LogPart[] = [];
      for (const file of await findFiles(database, names)) {
        const load = (table: Table): Promise<LogPart> => loadTable(database, table, options, parts);
        const part = watch(
          status,
          `Reading ${basename(file)}`,
          () => withTable(database, file, options, folder, load),
          database,
        );
        parts.push(await part);
      }
      return await watch(status, "Checking the rows", () => convertLog(database, parts, options), database);
    } finally {
      database.close();
    }
  });
}

/** Appends the cells that are needed to the table `log`, row after row as they stand in the file. */
async function loadTable(
  database: Database,
  table: Table,
  options: ReadOptions,
  before: readonly LogPart[],
): Promise<LogPart> {
  const columns = chooseColumns(table.header, options, table.name);
  const first = before[0];
  if (first !== undefined && columns.amount.length !== first.columns.amount.length) {
    throw new BadInput(`${table.name}: expected amounts as in ${first.name}, found columns that differ from its.`);
  }
  const [factor = "''", second = "''"] = columns.amount.map(({ index }) => table.cell(index));
  const kept = columns.where.map(
    ({ index, values, negated }) =>
      `${trimmed(table.cell(index))} ${negated ? "NOT " : ""}IN (${values.map(literal).join(", ")})`,
  );
  const select = `SELECT ${table.cell(columns.customer.index)} AS customer, ${table.cell(columns.date.index)} AS date,
    ${factor} AS amount, ${second} AS times, ${kept.join(" AND ") || "true"} AS kept FROM ${table.relation}`;
  await database.run(`${first === undefined ? "CREATE TABLE log AS" : "INSERT INTO log"} ${select}`);
  const from = before.at(-1)?.to ?? 0;
  const [[to] = [0]] = await database.rows<[number]>("SELECT count(*)::DOUBLE FROM log");
  const rejects = await takeRejects(database, table);
  if (rejects.first !== null && !options.skipBadRows) throw refusal(table.name, rejects.first);
  return { name: table.name, columns, from, to, rejects };
}

function refusal(file: string, { type, fault }: NonNullable<Rejects["first"]>): BadInput {
  return type === "INVALID ENCODING" ? new NotUtf8(`${file}, ${fault}`) : badRow(file, fault);
}
