import { type Database, identifier, trimmed } from "../../input/database.ts";
import { percent, whole } from "../../text.ts";
import { type ColumnLook, columnName } from "../look-at-column.ts";
import type { FileLook } from "../look-at-file.ts";
import type { Roles } from "../roles.ts";
import { counted, type Finding, shown } from "./finding.ts";

/** What is noticed about the rows of a file, which are in the table `rows` of the database. */
export async function rowFindings(
  database: Database,
  look: FileLook,
  { customer, filters }: Roles,
): Promise<readonly Finding[]> {
  return [
    ...(await copies(database, look)),
    ...(customer === undefined ? [] : await customerCells(database, look, customer)),
    ...filters.filter(isCurrency).map((column) => currencies(column, look.rows)),
  ];
}

/** Rows that are the same in each cell. */
async function copies(database: Database, look: FileLook): Promise<readonly Finding[]> {
  // By their hash of 64 bits: that two of ten million different rows share it is less likely than one in 100,000.
  const [[count, first] = [0, null]] = await database.rows<[number | null, number | null]>(
    `SELECT sum(copies - 1)::DOUBLE, min(first)::DOUBLE FROM (
      SELECT count(*) AS copies, min(rowid) AS first FROM rows GROUP BY hash(${cellsOf(look)}) HAVING count(*) > 1)`,
  );
  if (count === null || first === null || count === 0) return [];
  return [
    counted(
      "copies",
      "Rows that repeat another one, cell by cell",
      { count, all: look.rows, example: await rowAt(database, look, first) },
      "What a customer buys in a day is one purchase, so copies do not raise the frequency, but their amounts are added: if the export made them, remove them from the file.",
    ),
  ];
}

/** Rows whose cell of the customer is empty, or has blanks around the id. */
async function customerCells(database: Database, look: FileLook, customer: ColumnLook): Promise<readonly Finding[]> {
  const cell = identifier(columnName(look.columns.indexOf(customer)));
  const [counts] = await database.rows<[number | null, number | null, number, number, string | null]>(
    `SELECT sum(rows) FILTER (plain = '')::DOUBLE, min(first) FILTER (plain = '')::DOUBLE,
      count(*) FILTER (plain <> '')::DOUBLE, count(*) FILTER (plain <> '' AND plain <> id)::DOUBLE,
      min(id) FILTER (plain <> '' AND plain <> id)
      FROM (SELECT id, rows, first, ${trimmed("id")} AS plain
        FROM (SELECT ${cell} AS id, count(*) AS rows, min(rowid) AS first FROM rows GROUP BY id))`,
  );
  const [nameless, first, ids, blank, example] = counts as NonNullable<typeof counts>;
  const found: Finding[] = [];
  if (nameless !== null && first !== null) {
    found.push(
      counted(
        "no-customer",
        "Rows that name no customer",
        { count: nameless, all: look.rows, example: await rowAt(database, look, first) },
        "They are left out: what these customers bought is in nobody's value.",
      ),
    );
  }
  if (example !== null) {
    found.push(
      counted(
        "blanks-around-ids",
        "Customer ids with blanks around them",
        { count: blank, all: ids, example: shown(example) },
        "They are taken without the blanks.",
      ),
    );
  }
  return found;
}

/** Whether a column of codes says in which currency an amount is. */
function isCurrency({ name, frequent }: ColumnLook): boolean {
  if (/^(currency|curr?|ccy)\b|currency|币种|货币/i.test(name)) return true;
  const known = new Set(Intl.supportedValuesOf("currency"));
  return frequent.every(([value]) => known.has(value));
}

function currencies({ name, frequent }: ColumnLook, rows: number): Finding {
  const [main, most] = frequent[0] as readonly [string, number];
  const [second] = frequent[1] as readonly [string, number];
  return counted(
    "currencies",
    `Rows in another currency than ${main}, by column ${shown(name)}`,
    { count: rows - most, all: rows, example: shown(second) },
    `Their amounts are added as if they were ${main}: convert them, or choose one currency, as in --where ${shown(`${name}=${main}`)} (${whole(most)} rows, ${percent(most / rows)}).`,
  );
}

function cellsOf({ columns }: FileLook): string {
  return columns.map((_, index) => identifier(columnName(index))).join(", ");
}

/** A row as it is found in the file: its number below the header, and its cells. */
async function rowAt(database: Database, look: FileLook, position: number): Promise<string> {
  const [[cells] = [""]] = await database.rows<[string]>(
    `SELECT concat_ws(',', ${cellsOf(look)}) FROM rows WHERE rowid = ${position}`,
  );
  let row = position + 1;
  for (const rejected of look.rejects.rows) if (rejected <= row) row++;
  return `row ${whole(row)}: ${shown(cells)}`;
}
