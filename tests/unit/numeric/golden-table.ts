import { expect, it } from "vitest";

/** Rows of arguments, the value last. */
export type Table = readonly (readonly number[])[];

/**
 * One test: `f` meets every row of the table to the relative error `tolerance`; `floor(...arguments)` is the size of value below which
 * the error counts in absolute terms (0: never). The rows that fail are printed.
 */
export function meetsTable(
  name: string,
  table: Table,
  f: (...args: number[]) => number,
  tolerance: number,
  floor: (...args: number[]) => number = () => 0,
): void {
  it(`${name}: ${table.length} rows to ${tolerance}`, () => {
    expect(table.length).toBeGreaterThan(10);
    const failures: { args: number[]; expected: number; got: number }[] = [];
    for (const row of table) {
      const args = row.slice(0, -1);
      const expected = row.at(-1)!;
      const got = f(...args);
      const error = Math.abs(got - expected);
      if (!(error <= tolerance * Math.max(Math.abs(expected), floor(...args)))) failures.push({ args, expected, got });
    }
    expect(failures).toEqual([]);
  });
}
