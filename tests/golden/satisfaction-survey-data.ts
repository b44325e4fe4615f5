import { readReference } from "../reference-data.ts";

/** A data set of the satisfaction studies as columns of answers, by name. */
export function surveyColumns(file: string): Readonly<Record<string, (number | null)[]>> {
  const { columns, rows } = JSON.parse(readReference(file)) as {
    columns: string[];
    rows: (number | string | null)[][];
  };
  return Object.fromEntries(columns.map((name, j) => [name, rows.map((row) => row[j] as number | null)]));
}
