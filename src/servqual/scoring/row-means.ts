/**
 * For each respondent the mean over columns with NaN for missing; NaN where fewer than ⌈minShare · columns⌉ of them, or none, have a value.
 */
export function rowMeans(columns: readonly Float64Array[], minShare: number): Float64Array {
  const rows = columns[0]!.length;
  const least = Math.max(1, Math.ceil(minShare * columns.length - 1e-9));
  const sums = new Float64Array(rows);
  const counts = new Uint32Array(rows);
  for (const column of columns) {
    for (let i = 0; i < rows; i++) {
      const value = column[i]!;
      if (Number.isNaN(value)) continue;
      sums[i]! += value;
      counts[i]!++;
    }
  }
  for (let i = 0; i < rows; i++) sums[i] = counts[i]! < least ? Number.NaN : sums[i]! / counts[i]!;
  return sums;
}
