import type { ObliqueFactors } from "./promax.ts";

/** Factors in their one order and with their one sign. */
export interface OrderedFactors {
  readonly loadings: readonly (readonly number[])[];
  /** Variance of the items that each factor explains; with correlated factors their shares in common are divided between them. */
  readonly variances: readonly number[];
  /** `null` for factors that do not correlate. */
  readonly correlations: readonly (readonly number[])[] | null;
}

/** Sums and variances this near to each other, as shares, are the same: their order must not hang on rounding. */
const tie = 1e-9;

/**
 * Makes order and sign unique: the factor that explains most comes first (of equals the one that came first), and the loadings of each add
 * up to a positive number (of a factor whose loadings cancel, the first of its largest is positive).
 */
export function orderFactors(
  loadings: readonly (readonly number[])[],
  correlations: ObliqueFactors["correlations"] | null = null,
): OrderedFactors {
  const places = [...(loadings[0] ?? []).keys()];
  const columns = places.map((j) => loadings.map((row) => row[j]!));
  const variances = places.map((j) =>
    places.reduce((sum, l) => {
      const shared = columns[j]!.reduce((part, loading, i) => part + loading * columns[l]![i]!, 0);
      return sum + shared * (correlations === null ? Number(j === l) : correlations[j]![l]!);
    }, 0),
  );
  const order: number[] = [];
  while (order.length < places.length) {
    const left = places.filter((j) => !order.includes(j));
    const most = Math.max(...left.map((j) => variances[j]!));
    order.push(left.find((j) => variances[j]! >= most - tie * Math.abs(most))!);
  }
  const signs = columns.map(signOf);
  return {
    loadings: loadings.map((row) => order.map((j) => signs[j]! * row[j]!)),
    variances: order.map((j) => variances[j]!),
    correlations:
      correlations === null
        ? null
        : order.map((j) => order.map((l) => (j === l ? 1 : signs[j]! * signs[l]! * correlations[j]![l]!))),
  };
}

function signOf(column: readonly number[]): number {
  const sum = column.reduce((all, loading) => all + loading, 0);
  const size = column.reduce((all, loading) => all + Math.abs(loading), 0);
  if (Math.abs(sum) > tie * size) return Math.sign(sum);
  const largest = Math.max(...column.map(Math.abs)) * (1 - tie);
  return (column.find((loading) => Math.abs(loading) >= largest) ?? 1) < 0 ? -1 : 1;
}
