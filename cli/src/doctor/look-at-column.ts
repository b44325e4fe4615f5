import { type Database, identifier, trimmed } from "../input/database.ts";
import { type DateSpelling, dateSpelling } from "./date-spelling.ts";

/** What one column of a file looks like. */
export interface ColumnLook {
  readonly name: string;
  readonly empty: number;
  /** How many different values there are; roughly, where there are more than some thousand. */
  readonly distinct: number;
  readonly dates: DateSpelling | null;
  /** Share of the values looked at that are plain decimal numbers, and numbers with a decimal comma. */
  readonly numbers: number;
  readonly numbersWithComma: number;
  /** Share of them with a fraction: amounts, no ids. */
  readonly fractions: number;
  /** The most frequent values and their counts, where there are few different ones. */
  readonly frequent: readonly (readonly [string, number])[];
  /** Some values. */
  readonly examples: readonly string[];
}

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const commaNumber = /^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/;
const fraction = /^[+-]?\d*[.,]\d{1,4}$/;
/** Different values at which a look is taken. */
const looked = 3000;
const fewValues = 60;
/** About so many different values are counted one by one; more are estimated. */
const exactUpTo = 10_000;

/** The name of a column in the table `rows`: those of files may be empty or twice there. */
export function columnName(index: number): string {
  return `c${index}`;
}

/** Looks at column `column` of table `rows`: counts over all rows, kinds over a sample of different values. */
export async function lookAtColumn(database: Database, column: string, name: string): Promise<ColumnLook> {
  const cell = identifier(column);
  const [counts] = await database.rows<[number, number]>(
    `SELECT count(*) FILTER (${cell} = '')::DOUBLE, approx_count_distinct(${cell})::DOUBLE FROM rows`,
  );
  const [empty, roughly] = counts as [number, number];
  const distinct = roughly > exactUpTo ? roughly : await countDistinct(database, cell);
  const sample = await database.rows<[string]>(
    `SELECT DISTINCT ${trimmed(cell)} FROM (SELECT ${cell} FROM rows WHERE ${cell} <> '' LIMIT 200000) LIMIT ${looked}`,
  );
  const values = sample.map(([value]) => value).filter((value) => value !== "");
  const frequent =
    distinct > fewValues
      ? []
      : await database.rows<[string, number]>(
          `SELECT ${trimmed("cell")} AS value, sum(count)::DOUBLE AS count
            FROM (SELECT ${cell} AS cell, count(*) AS count FROM rows GROUP BY cell)
            GROUP BY value ORDER BY count DESC, value LIMIT 8`,
        );
  const share = (shape: RegExp): number =>
    values.length === 0 ? 0 : values.filter((value) => shape.test(value)).length / values.length;
  return {
    name,
    empty,
    distinct,
    dates: dateSpelling(values.slice(0, 500)),
    numbers: share(plainNumber),
    numbersWithComma: share(commaNumber),
    fractions: share(fraction),
    frequent,
    examples: values.slice(0, 3),
  };
}

async function countDistinct(database: Database, cell: string): Promise<number> {
  const [[count] = [0]] = await database.rows<[number]>(`SELECT count(DISTINCT ${cell})::DOUBLE FROM rows`);
  return count;
}
