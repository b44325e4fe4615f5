/** Ranges up to this length are sorted by insertion: quickest for the few transactions of a usual customer. */
export const insertionLimit = 32;

/**
 * Sorts the entries `from` to `to` (exclusive) of parallel columns by the first, ties by the second, in place; the
 * third is carried along. Nothing is moved, and nothing allocated, where they are in order already.
 */
export function sortRange(
  first: Int32Array | Float64Array,
  second: Float64Array | null,
  carried: Float64Array | null,
  from: number,
  to: number,
): void {
  let k = from + 1;
  while (k < to && !comesBefore(first, second, k, k - 1)) k++;
  if (k >= to) return;
  if (to - from > insertionLimit) {
    sortLong(first, second, carried, from, to);
    return;
  }
  for (; k < to; k++) {
    const a = first[k]!;
    const b = second === null ? 0 : second[k]!;
    const c = carried === null ? 0 : carried[k]!;
    let j = k;
    while (j > from && (a < first[j - 1]! || (a === first[j - 1]! && second !== null && b < second[j - 1]!))) {
      first[j] = first[j - 1]!;
      if (second !== null) second[j] = second[j - 1]!;
      if (carried !== null) carried[j] = carried[j - 1]!;
      j--;
    }
    first[j] = a;
    if (second !== null) second[j] = b;
    if (carried !== null) carried[j] = c;
  }
}

function comesBefore(first: Int32Array | Float64Array, second: Float64Array | null, i: number, j: number): boolean {
  if (first[i]! !== first[j]!) return first[i]! < first[j]!;
  return second !== null && second[i]! < second[j]!;
}

function sortLong(
  first: Int32Array | Float64Array,
  second: Float64Array | null,
  carried: Float64Array | null,
  from: number,
  to: number,
): void {
  const order = Array.from({ length: to - from }, (_, i) => from + i);
  order.sort((i, j) => first[i]! - first[j]! || (second === null ? 0 : second[i]! - second[j]!));
  for (const column of [first, second, carried]) {
    if (column !== null)
      column.set(
        order.map((i) => column[i]!),
        from,
      );
  }
}
