/**
 * Ranks of values, the largest 1, ties sharing the mean of their places (competition ranks averaged). Values within 1e-9 of the largest of
 * a tie, relative where above 1, belong to it: a mean that is one rounding off is still a tie.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    const top = values[order[start]!]!;
    const least = top - 1e-9 * Math.max(1, Math.abs(top));
    let end = start + 1;
    while (end < order.length && values[order[end]!]! >= least) end++;
    for (let k = start; k < end; k++) ranks[order[k]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
