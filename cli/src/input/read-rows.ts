import { BadInput } from "../bad-input.ts";
import type { ReadOptions } from "../options/read-options.ts";
import { withTemporaryFolder } from "../temporary-files.ts";
import { type Status, watch } from "../terminal.ts";
import { whole } from "../text.ts";
import { badRow } from "./convert-log.ts";
import { Database } from "./database.ts";
import { requireReadable } from "./find-files.ts";
import { type Table, withTable } from "./open-table.ts";
import { NotUtf8 } from "./plain-text.ts";
import type { SkippedRows } from "./read-transactions.ts";
import { type Rejects, takeRejects } from "./rejects.ts";

/** A column that is wanted. */
export interface WantedColumn {
  readonly name: string;
  /** The option by which another column can be named, where there is one. */
  readonly option?: string;
  /** The file may be without it. */
  readonly optional?: boolean;
}

/** Why a row cannot be used: the cell at fault. */
export interface RowFault {
  readonly column: string;
  readonly expected: string;
  readonly found: string;
}

/** How a file was read. */
export interface RowsRead {
  readonly name: string;
  /** Rows below the header. */
  readonly rows: number;
  readonly skipped: readonly SkippedRows[];
}

/**
 * Hands the wanted cells of each row of a file (CSV or Parquet) to `take`, trimmed, `null` for a column that the file does not have.
 * Throws {@link BadInput} with file, row, column, what was expected and what was found at the first row that cannot be divided into
 * cells or is at fault; with `skipBadRows` such rows are counted in place of that. Rows are counted below the header, from 1.
 */
export function readRows(
  file: string,
  wanted: readonly WantedColumn[],
  options: Pick<ReadOptions, "separator" | "encoding" | "skipBadRows">,
  take: (cells: readonly (string | null)[]) => RowFault | null,
  status: Status,
): Promise<RowsRead> {
  requireReadable(file);
  return withTemporaryFolder(async (folder) => {
    const database = await Database.open(folder);
    try {
      const read = (table: Table): Promise<RowsRead> => rowsOf(database, table, wanted, options.skipBadRows, take);
      return await watch(status, `Reading ${file}`, () => withTable(database, file, options, folder, read), database);
    } finally {
      database.close();
    }
  });
}

async function rowsOf(
  database: Database,
  table: Table,
  wanted: readonly WantedColumn[],
  skipBadRows: boolean,
  take: (cells: readonly (string | null)[]) => RowFault | null,
): Promise<RowsRead> {
  const cells = wanted.map((column) => {
    const index = indexOf(table, column);
    return index === null ? "NULL::VARCHAR" : table.cell(index);
  });
  const rejects = await loadCells(database, table, cells, skipBadRows);
  let read = 0;
  let bad = rejects.rows.length;
  const examples = [...rejects.examples];
  await database.chunks("SELECT * FROM cells", (columns, rows) => {
    for (let i = 0; i < rows; i++) {
      read++;
      const fault = take(columns.map((column) => (column.getItem(i) as string | null)?.trim() ?? null));
      if (fault === null) continue;
      bad++;
      if (skipBadRows && examples.length >= 3) continue;
      const told = faultAt(rowNumber(read, rejects.rows), fault);
      if (!skipBadRows) throw badRow(table.name, told);
      examples.push(told);
    }
  });
  const rows = read + rejects.rows.length;
  if (rows === 0) throw new BadInput(`${table.name}: a header line but no rows.`);
  if (bad === rows) throw new BadInput(`${table.name}: none of its ${whole(rows)} rows can be used (${examples[0]}).`);
  return {
    name: table.name,
    rows,
    skipped: bad === 0 ? [] : [{ reason: "bad-row", count: bad, examples: examples.slice(0, 3) }],
  };
}

/**
 * Puts cells (expressions) of every row into the table `cells`, as c0, c1, ..., in the order of the file. The whole file is read before the
 * first row is looked at: it may have to be read again in another form.
 */
export async function loadCells(
  database: Database,
  table: Table,
  cells: readonly string[],
  skipBadRows: boolean,
): Promise<Rejects> {
  await database.run(
    `CREATE OR REPLACE TABLE cells AS SELECT ${cells.map((cell, k) => `${cell} AS c${k}`).join(", ")} FROM ${table.relation}`,
  );
  const rejects = await takeRejects(database, table);
  if (rejects.first !== null && !skipBadRows) {
    const { type, fault } = rejects.first;
    throw type === "INVALID ENCODING" ? new NotUtf8(`${table.name}, ${fault}`) : badRow(table.name, fault);
  }
  return rejects;
}

/** Where the column stands in the file; `null` where it does not and need not. */
function indexOf({ name: file, header }: Table, { name, option, optional }: WantedColumn): number | null {
  const index = header.indexOf(name);
  if (index >= 0 && header.lastIndexOf(name) === index) return index;
  if (index < 0 && optional === true) return null;
  const fault = index < 0 ? "no column" : "two columns named";
  const advice = option === undefined ? "" : ` Name another by --${option}.`;
  const list = header.map((other) => JSON.stringify(other)).join(", ");
  throw new BadInput(`${file} has ${fault} ${JSON.stringify(name)}.${advice} Its columns: ${list}.`);
}

/** The number below the header of the row that was read as the `count`th. */
export function rowNumber(count: number, rejected: readonly number[]): number {
  let row = count;
  for (const reject of rejected) if (reject <= row) row++;
  return row;
}

/** A fault with the place where it stands. */
export function faultAt(row: number, { column, expected, found }: RowFault): string {
  return `row ${whole(row)}, column ${JSON.stringify(column)}: expected ${expected}, found ${JSON.stringify(found)}`;
}
