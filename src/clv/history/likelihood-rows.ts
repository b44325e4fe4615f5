import type { Column } from "../../types.ts";
import { compressRows } from "./compress-rows.ts";
import type { CovariatePath } from "./history-calendar.ts";

/** Size of the sample on which starting points are tried, where a row costs little. */
const sampleRows = 10_000;

/** Distinct rows as a likelihood reads them: sorted by their count, with tables and indices for what depends on it alone. */
export interface LikelihoodRows {
  /** Distinct counts, ascending, and the weight behind each. */
  readonly counts: Float64Array;
  readonly countWeights: Float64Array;
  /** For each row the index of its count. */
  readonly index: Uint32Array;
  /** The other columns, in the order in which they were given. */
  readonly columns: readonly Float64Array[];
  readonly weight: Float64Array;
  /** Sum of the weights. */
  readonly customers: number;
  /** Where covariates change over time: what a column of indices of paths refers to, and how many days a unit of time has. */
  readonly calendar?: { readonly paths: readonly CovariatePath[]; readonly days: number } | undefined;
}

/** Rows of one count, so few that what is computed of them stays in the nearest cache. */
export interface RowBlock {
  readonly columns: readonly Float64Array[];
  readonly weight: Float64Array;
}

/** The most rows of a block. */
export const blockRows = 256;

/** The rows of each count in blocks: views of the columns, no copies. */
export function blocksByCount({ counts, index, columns, weight }: LikelihoodRows): readonly (readonly RowBlock[])[] {
  const blocks: RowBlock[][] = Array.from(counts, () => []);
  for (let from = 0, to = 0; from < index.length; from = to) {
    const k = index[from]!;
    while (to < index.length && to < from + blockRows && index[to] === k) to++;
    const part = (column: Float64Array): Float64Array => column.subarray(from, to);
    blocks[k]!.push({ columns: columns.map(part), weight: part(weight) });
  }
  return blocks;
}

/** Groups equal rows and sorts them by `count`. */
export function likelihoodRows(count: Column, columns: readonly Column[], weight: Column | undefined): LikelihoodRows {
  const all = [count, ...columns].map((column) =>
    column instanceof Float64Array ? column : Float64Array.from(column),
  );
  const { first, weight: weights } = compressRows(all, weight === undefined ? undefined : Float64Array.from(weight));
  return sortedByCount(all[0]!, all.slice(1), first, weights);
}

/**
 * About `size` of the rows, every k-th of each count, which keeps the weight of all its rows; `undefined` where there are not twice as
 * many.
 */
export function sampleOf(rows: LikelihoodRows, size: number = sampleRows): LikelihoodRows | undefined {
  const { index, columns, weight, countWeights } = rows;
  const n = index.length;
  if (n <= 2 * size) return undefined;
  const stride = Math.ceil(n / size);
  const picked: number[] = [];
  const kept = new Float64Array(countWeights.length);
  for (let i = 0, place = 0; i < n; i++) {
    const k = index[i]!;
    place = i > 0 && index[i - 1] === k ? place + 1 : 0;
    if (place % stride !== 0) continue;
    picked.push(i);
    kept[k]! += weight[i]!;
  }
  return {
    ...rows,
    index: Uint32Array.from(picked, (i) => index[i]!),
    columns: columns.map((column) => Float64Array.from(picked, (i) => column[i]!)),
    weight: Float64Array.from(picked, (i) => (weight[i]! * countWeights[index[i]!]!) / kept[index[i]!]!),
  };
}

/** Some of the rows, as rows of a likelihood of their own. */
export function rowsAt(rows: LikelihoodRows, indices: Uint32Array): LikelihoodRows {
  const pick = (column: Float64Array): Float64Array => Float64Array.from(indices, (i) => column[i]!);
  const picked = sortedByCount(
    Float64Array.from(indices, (i) => rows.counts[rows.index[i]!]!),
    rows.columns.map(pick),
    Uint32Array.from(indices, (_, k) => k),
    pick(rows.weight),
  );
  return rows.calendar === undefined ? picked : { ...picked, calendar: rows.calendar };
}

/** The picked rows by a stable counting sort. */
function sortedByCount(
  count: Float64Array,
  columns: readonly Float64Array[],
  picked: Uint32Array,
  weights: Float64Array,
): LikelihoodRows {
  const n = picked.length;
  const { counts, codes } = ranked(count, picked);
  const next = new Uint32Array(counts.length + 1);
  for (let i = 0; i < n; i++) next[codes[i]! + 1]!++;
  for (let k = 0; k < counts.length; k++) next[k + 1]! += next[k]!;
  const index = new Uint32Array(n);
  const weight = new Float64Array(n);
  const sorted = columns.map(() => new Float64Array(n));
  const countWeights = new Float64Array(counts.length);
  let customers = 0;
  for (let i = 0; i < n; i++) {
    const row = picked[i]!;
    const code = codes[i]!;
    const at = next[code]!++;
    index[at] = code;
    weight[at] = weights[i]!;
    for (let c = 0; c < columns.length; c++) sorted[c]![at] = columns[c]![row]!;
    countWeights[code]! += weights[i]!;
    customers += weights[i]!;
  }
  return { counts, countWeights, index, columns: sorted, weight, customers };
}

/** Whole counts below this are looked up in an array, if there are as many rows. */
const smallCounts = 256;

/** The distinct counts of the picked rows, ascending, and for each of these rows the place of its count among them. */
function ranked(count: Float64Array, picked: Uint32Array): { counts: Float64Array; codes: Uint32Array } {
  const small = new Int32Array(picked.length < smallCounts ? 0 : smallCounts).fill(-1);
  const large = new Map<number, number>();
  const isSmall = (value: number): boolean => value < small.length && value === Math.floor(value);
  const distinct: number[] = [];
  for (let i = 0; i < picked.length; i++) {
    const value = count[picked[i]!]!;
    if (isSmall(value) ? small[value]! >= 0 : large.has(value)) continue;
    distinct.push(value);
    if (isSmall(value)) small[value] = 0;
    else large.set(value, 0);
  }
  const counts = Float64Array.from(distinct).sort();
  counts.forEach((value, k) => {
    if (isSmall(value)) small[value] = k;
    else large.set(value, k);
  });
  const codes = new Uint32Array(picked.length);
  for (let i = 0; i < picked.length; i++) {
    const value = count[picked[i]!]!;
    codes[i] = isSmall(value) ? small[value]! : large.get(value)!;
  }
  return { counts, codes };
}
