import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from "@duckdb/node-api";

/**
 * The embedded database that reads files: its parsers are compiled and parallel, and it puts on disk what does not fit
 * into memory. It holds a log for the time of one reading, never more.
 */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens an empty database that may read files and spill into `folder`, and may load nothing from anywhere. */
  static async open(folder: string): Promise<Database> {
    const instance = await DuckDBInstance.create(":memory:", {
      temp_directory: folder,
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const connection = await instance.connect();
    await connection.run("SET enable_progress_bar = true");
    await connection.run("SET enable_progress_bar_print = false");
    return new Database(instance, connection);
  }

  /** Runs a statement whose result is not wanted. */
  async run(sql: string): Promise<void> {
    await this.#connection.run(sql);
  }

  /** All rows of a small result; large numbers arrive as `bigint` unless the query casts them. */
  async rows<Row extends readonly unknown[]>(sql: string): Promise<readonly Row[]> {
    const reader = await this.#connection.runAndReadAll(sql);
    return reader.getRows() as unknown as readonly Row[];
  }

  /** Hands the result to `take` column by column, a few thousand rows at a time. */
  async chunks(sql: string, take: (columns: readonly ColumnReader[], rows: number) => void): Promise<void> {
    const result: DuckDBResult = await this.#connection.stream(sql);
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      const columns = Array.from({ length: chunk.columnCount }, (_, k) => chunk.getColumnVector(k) as ColumnReader);
      take(columns, chunk.rowCount);
    }
  }

  /** How much of the running statement is done, 0 to 1; `null` where that is not known. */
  progress(): number | null {
    const { percentage } = this.#connection.progress;
    return percentage >= 0 ? percentage / 100 : null;
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** One column of a piece of a result. */
export interface ColumnReader {
  getItem(row: number): unknown;
}

/** A text as a literal of SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const blanks = literal(" \t\r\n\v\f\u00a0\u3000\ufeff");

/** The expression without blanks at its ends. Slow: for few rows, or for cells that are not what was expected. */
export function trimmed(expression: string): string {
  return `trim(${expression}, ${blanks})`;
}

/** A name as an identifier of SQL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
