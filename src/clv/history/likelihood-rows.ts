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
  const n = rows.index.length;
  if (n <= 2 * size) return undefined;
  const stride = Math.ceil(n / size);
  const picked: number[] = [];
  const kept = new Float64Array(rows.counts.length);
  for (let i = 0, place = 0; i < n; i++) {
    const k = rows.index[i]!;
    place = i > 0 && rows.index[i - 1] === k ? place + 1 : 0;
    if (place % stride !== 0) continue;
    picked.push(i);
    kept[k]! += rows.weight[i]!;
  }
  const count = Float64Array.from(rows.index, (k) => rows.counts[k]!);
  const sample = sortedByCount(
    count,
    rows.columns,
    Uint32Array.from(picked),
    Float64Array.from(picked, (i) => (rows.weight[i]! * rows.countWeights[rows.index[i]!]!) / kept[rows.index[i]!]!),
  );
  return rows.calendar === undefined ? sample : { ...sample, calendar: rows.calendar };
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
  const codes = new Map<number, number>();
  for (let i = 0; i < n; i++) codes.set(count[picked[i]!]!, 0);
  const counts = Float64Array.from(codes.keys()).sort();
  for (let k = 0; k < counts.length; k++) codes.set(counts[k]!, k);
  const code = new Uint32Array(n);
  const next = new Uint32Array(counts.length + 1);
  for (let i = 0; i < n; i++) {
    const k = codes.get(count[picked[i]!]!)!;
    code[i] = k;
    next[k + 1]!++;
  }
  for (let k = 0; k < counts.length; k++) next[k + 1]! += next[k]!;
  const index = new Uint32Array(n);
  const weight = new Float64Array(n);
  const sorted = columns.map(() => new Float64Array(n));
  const countWeights = new Float64Array(counts.length);
  let customers = 0;
  for (let i = 0; i < n; i++) {
    const row = picked[i]!;
    const at = next[code[i]!]!++;
    index[at] = code[i]!;
    weight[at] = weights[i]!;
    for (let c = 0; c < columns.length; c++) sorted[c]![at] = columns[c]![row]!;
    countWeights[code[i]!]! += weights[i]!;
    customers += weights[i]!;
  }
  return { counts, countWeights, index, columns: sorted, weight, customers };
}
