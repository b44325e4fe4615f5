import { requireNumber } from "./checks.ts";

/** Whether a value is a column: a typed array, or an array of numbers, strings, booleans and `null`. */
export function isColumn(value: unknown): value is ArrayLike<unknown> {
  if (Array.isArray(value)) return value.length === 0 || typeof value[0] !== "object" || value[0] === null;
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** Entries `indices` of a column, in a column of the same kind. */
function pickEntries<C extends ArrayLike<unknown>>(column: C, indices: ArrayLike<number>): C {
  if (column instanceof Float64Array) return pickNumbers(column, indices) as unknown as C;
  const Kind = (Array.isArray(column) ? Array : column.constructor) as new (length: number) => { [i: number]: unknown };
  const picked = new Kind(indices.length);
  for (let i = 0; i < indices.length; i++) picked[i] = column[indices[i]!];
  return picked as unknown as C;
}

/** Entries `indices` of a column of numbers: most columns are, and a loop over one kind alone is several times faster. */
export function pickNumbers(column: Float64Array, indices: ArrayLike<number>): Float64Array {
  const picked = new Float64Array(indices.length);
  for (let i = 0; i < picked.length; i++) picked[i] = column[indices[i]!]!;
  return picked;
}

/**
 * Rows `indices` of every column of a plain record, those in records inside it included; everything that is no column
 * stays as it is. All columns must belong to the same rows. Indices may repeat (a bootstrap sample).
 */
export function pickRows<T extends object>(data: T, indices: ArrayLike<number>): T {
  const picked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    if (isColumn(value)) picked[name] = pickEntries(value, indices);
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      picked[name] = pickRows(value, indices);
    else picked[name] = value;
  }
  return picked as T;
}

/** Checks that every index is that of one of `rows` rows. */
export function requireIndices(indices: ArrayLike<number>, path: string, rows: number): void {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    if (Number.isInteger(index) && index >= 0 && index < rows) continue;
    requireNumber(indices[i], `${path}[${i}]`, { integer: true, min: 0, max: rows - 1 });
  }
}
