import { whole } from "../text.ts";
import type { Database } from "./database.ts";
import type { Table } from "./open-table.ts";

/** Rows that could not be divided into cells. */
export interface Rejects {
  /** Their numbers below the header, in order. */
  readonly rows: readonly number[];
  /** The first three, in words. */
  readonly examples: readonly string[];
  /** The first, with the kind of its fault. */
  readonly first: { readonly type: string; readonly fault: string } | null;
}

/** The faults that the CSV reader of the database knows, in words. */
const faults: Readonly<Record<string, (table: Table, found: string) => string>> = {
  "MISSING COLUMNS": ({ header }, found) => `expected ${header.length} cells, as in the header, found ${found}`,
  "TOO MANY COLUMNS": ({ header }, found) => `expected ${header.length} cells, as in the header, found ${found}`,
  "UNQUOTED VALUE": () =>
    "expected balanced double quotes, found a quoted cell that goes on after its end, or has none",
  "LINE SIZE OVER MAXIMUM": () => "expected a line of at most 2 MB, found a longer one",
  "INVALID ENCODING": () => "expected text in UTF-8, found other bytes (give --encoding, such as gb18030 for GBK)",
};

/** Takes the rejected rows of the table that was read last out of the database. */
export async function takeRejects(database: Database, table: Table): Promise<Rejects> {
  if (table.kind === "parquet") return { rows: [], examples: [], first: null };
  const lines = await database.rows<[number, string, string]>(
    `SELECT line::DOUBLE, first(error_type::VARCHAR), first(error_message) FROM reject_errors GROUP BY line ORDER BY line`,
  );
  await database.run("DROP TABLE reject_errors; DROP TABLE reject_scans");
  const examples = lines.slice(0, 3).map(([line, type, message]) => {
    const fault = faults[type]?.(table, /Found: (\d+)/.exec(message)?.[1] ?? "another number") ?? message;
    return `row ${whole(line - 1)}: ${fault}`;
  });
  const type = lines[0]?.[1];
  const first = type === undefined ? null : { type, fault: examples[0] as string };
  return { rows: lines.map(([line]) => line - 1), examples, first };
}
