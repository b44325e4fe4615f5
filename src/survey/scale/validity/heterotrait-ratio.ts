/** Correlations this small are rounding. */
const nothing = 1e-12;

/**
 * Heterotrait-monotrait ratio of two constructs (Henseler, Ringle & Sarstedt 2015): the mean correlation between their items over the root of
 * the product of the mean correlations within each, 1 for a single item. `null` where a mean within is not above 0.
 *
 * @param correlation - That of two items, by their places; its size, where signs are not to count.
 */
export function heterotraitRatio(
  one: readonly number[],
  other: readonly number[],
  correlation: (i: number, j: number) => number,
): number | null {
  const mean = (rows: readonly number[], columns: readonly number[]): number => {
    let sum = 0;
    let count = 0;
    for (const i of rows) {
      for (const j of columns) {
        if (i === j) continue;
        sum += correlation(i, j);
        count++;
      }
    }
    return count === 0 ? 1 : sum / count;
  };
  const [first, second] = [mean(one, one), mean(other, other)];
  return Math.min(first, second) > nothing ? mean(one, other) / Math.sqrt(first * second) : null;
}
