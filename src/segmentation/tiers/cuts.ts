import { type NumberRule, requireColumn, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, ClassName, Column } from "../../types.ts";

/** What happens to customers of equal value on both sides of a boundary. */
type TieRule = "up" | "down" | "order";

/** One boundary between two tiers, said in values. */
export interface Cut {
  /** A value above the limit is above the boundary. */
  readonly limit: number;
  /** How many of those whose value is the limit are above as well, in input order; those above a better cut not counted. */
  readonly quota: number;
  /** The value at the boundary, from which distances are taken. */
  readonly mark: number;
  /** The range of values that the tie rule decided; from `Infinity` to `-Infinity` where it decided none. */
  readonly tiedFrom: number;
  readonly tiedTo: number;
}

/** Values that differ by no more than this part of the one at the boundary are equal: the noise of their own arithmetic. */
const tieTolerance = 1e-9;

/** The values that are at least `floor`, ascending. */
export function sortFrom(values: Column, floor: number): Float64Array {
  const kept = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value >= floor) kept[count++] = value;
  }
  return kept.subarray(0, count).sort();
}

/** The cuts that have the largest `counts[j]` of the sorted values above them, as far as ties allow. Counts rise. */
export function cutsAtCounts(ascending: Float64Array, counts: readonly number[], ties: TieRule): Cut[] {
  return counts.map((count, j) => cutAtCount(ascending, count, counts[j - 1] ?? 0, ties));
}

function cutAtCount(ascending: Float64Array, count: number, previous: number, ties: TieRule): Cut {
  const size = ascending.length;
  const nobody = { limit: Infinity, quota: 0, tiedFrom: Infinity, tiedTo: -Infinity };
  if (count === 0) return { ...nobody, mark: ascending[size - 1] ?? 0 };
  const place = size - count;
  const mark = ascending[place]!;
  const slack = ties === "order" ? 0 : tieTolerance * Math.abs(mark);
  let from = place;
  while (from > 0 && ascending[from - 1]! >= mark - slack) from--;
  let to = place;
  while (to < size - 1 && ascending[to + 1]! <= mark + slack) to++;
  if (from === place) return { ...nobody, limit: mark, quota: Infinity, mark };
  const tied = { mark, tiedFrom: ascending[from]!, tiedTo: ascending[to]! };
  if (ties === "up") return { ...tied, limit: ascending[from]!, quota: Infinity };
  if (ties === "down") return { ...tied, limit: ascending[to + 1] ?? Infinity, quota: Infinity };
  return { ...tied, limit: mark, quota: count - Math.max(previous, size - 1 - to) };
}

/**
 * The class column of values under cuts, best cut first. Rule 0: by the value alone; 1: the value ties with others at a
 * boundary and the tie rule decided; 2: below `floor`, in the last tier whatever the shares. Distances are those to the
 * nearest mark.
 */
export function classifyByCuts(
  values: Column,
  cuts: readonly Cut[],
  floor: number,
  names: { readonly classes: readonly ClassName[]; readonly customers: readonly string[] | undefined },
): ClassColumn {
  const rows = values.length;
  const codes = new Uint16Array(rows);
  const rules = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  const left = Float64Array.from(cuts, (cut) => cut.quota);
  for (let i = 0; i < rows; i++) {
    const value = values[i]!;
    let code = -1;
    let rule = value < floor ? 2 : 0;
    // Two finite values can lie further apart than a double can say.
    let nearest = Number.MAX_VALUE;
    for (let j = 0; j < cuts.length; j++) {
      const { limit, mark, tiedFrom, tiedTo } = cuts[j]!;
      if (code < 0 && (value > limit || (value === limit && left[j]! > 0))) {
        code = j;
        if (value === limit) left[j]!--;
      }
      if (value >= tiedFrom && value <= tiedTo) rule = 1;
      const distance = Math.abs(value - mark);
      if (distance < nearest) nearest = distance;
    }
    codes[i] = code < 0 ? cuts.length : code;
    rules[i] = rule;
    distances[i] = nearest;
  }
  const { classes, customers } = names;
  return { classes, codes, rules, distances, ...(customers === undefined ? {} : { customers }) };
}

/** Checks a list of at least one number in which each is above the one before it. */
export function requireRising(list: unknown, path: string, rule?: NumberRule): Column {
  const values = requireColumn(list, path, rule);
  requireRows(values, path);
  for (let j = 1; j < values.length; j++) {
    if (values[j]! > values[j - 1]!) continue;
    throw new InputError({
      code: "bad-option",
      path: `${path}[${j}]`,
      expected: `a number above the one before it (${values[j - 1]})`,
      received: values[j],
    });
  }
  return values;
}
