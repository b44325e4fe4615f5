import { statSync } from "node:fs";
import { basename } from "node:path";
import { BadInput } from "../bad-input.ts";
import { type Database, identifier } from "../input/database.ts";
import { requireReadable } from "../input/find-files.ts";
import { type Table, withTable } from "../input/open-table.ts";
import { lookAtText } from "../input/plain-text.ts";
import { type Rejects, takeRejects } from "../input/rejects.ts";
import type { ReadOptions } from "../options/read-options.ts";
import { type ColumnLook, columnName, lookAtColumn } from "./look-at-column.ts";

/** What a file looks like. Its cells stay in the table `rows` of the database. */
export interface FileLook {
  readonly name: string;
  readonly bytes: number;
  readonly format: string;
  /** To be given by `--encoding`; `undefined` for UTF-8. */
  readonly encoding: string | undefined;
  readonly rows: number;
  readonly columns: readonly ColumnLook[];
  readonly rejects: Rejects;
}

/** Reads the whole file into the table `rows` and looks at each of its columns; finds out its encoding where it is not UTF-8. */
export async function lookAtFile(
  database: Database,
  file: string,
  options: ReadOptions,
  folder: string,
): Promise<FileLook> {
  requireReadable(file);
  const look = (encoding: string | undefined): Promise<FileLook> =>
    withTable(database, file, { ...options, encoding }, folder, async (table) => {
      await database.run("DROP TABLE IF EXISTS rows");
      const cells = table.header.map((_, index) => `${table.cell(index)} AS ${identifier(columnName(index))}`);
      await database.run(`CREATE TABLE rows AS SELECT ${cells.join(", ")} FROM ${table.relation}`);
      return lookAtTable(database, file, table, encoding);
    });
  if (options.encoding !== undefined) return look(options.encoding);
  const asUtf8 = await look(undefined).catch((error: unknown) => {
    if (!(error instanceof BadInput)) throw error;
    return error;
  });
  // Only what does not read well as UTF-8 is searched for its encoding, which takes long.
  if (!(asUtf8 instanceof BadInput) && asUtf8.rejects.rows.length === 0) return asUtf8;
  const encoding = await otherEncoding(file);
  if (encoding !== undefined) return look(encoding);
  if (asUtf8 instanceof BadInput) throw asUtf8;
  return asUtf8;
}

/** The encoding of a text that is not UTF-8, where it can be told. */
async function otherEncoding(file: string): Promise<string | undefined> {
  if (/\.(parquet|pq)$/i.test(file)) return undefined;
  const { encoding } = await lookAtText(file);
  return encoding === null || encoding === "utf-8" ? undefined : encoding;
}

async function lookAtTable(
  database: Database,
  file: string,
  table: Table,
  encoding: string | undefined,
): Promise<FileLook> {
  const rejects = await takeRejects(database, table);
  const [[rows] = [0]] = await database.rows<[number]>("SELECT count(*)::DOUBLE FROM rows");
  const columns: ColumnLook[] = [];
  for (const [index, name] of table.header.entries()) {
    columns.push(await lookAtColumn(database, columnName(index), name));
  }
  return { name: basename(file), bytes: statSync(file).size, format: table.format, encoding, rows, columns, rejects };
}
