/**
 * Shapley values of players whose coalitions are worth `worth[mask]`, bit j of the mask saying whether player j is in: the mean, over all
 * orders in which players may come, of what player j adds to those before. They sum to `worth[all] − worth[0]`.
 *
 * φⱼ = Σ_S |S|! (k − |S| − 1)! / k! · (worth[S ∪ j] − worth[S]), over the coalitions S without j.
 *
 * Source: Shapley (1953). Domain: 1 to 20 players, 2^players finite entries.
 */
export function shapleyValues(worth: ArrayLike<number>, players: number): number[] {
  // |S|! (k − |S| − 1)! / k! is 1 / (k · (k − 1 over |S|)).
  const share = new Float64Array(players);
  share[0] = 1 / players;
  for (let size = 1; size < players; size++) share[size] = (share[size - 1]! * size) / (players - size);
  const values = new Array<number>(players).fill(0);
  const all = 2 ** players;
  for (let mask = 0; mask < all; mask++) {
    let size = 0;
    for (let rest = mask; rest > 0; rest &= rest - 1) size++;
    for (let j = 0; j < players; j++) {
      if ((mask >> j) & 1) continue;
      values[j]! += share[size]! * (worth[mask | (1 << j)]! - worth[mask]!);
    }
  }
  return values;
}

/**
 * R² of the regression on every subset of columns, by mask, from the correlations of the columns among each other and with the outcome.
 * Columns are swept out one by one along the tree of subsets, so that the cost is a few operations a subset.
 *
 * Domain: a positive definite matrix of at most 20 columns.
 */
export function explainedBySubset(
  correlations: readonly (readonly number[])[],
  withOutcome: readonly number[],
): Float64Array {
  const size = withOutcome.length;
  const explained = new Float64Array(2 ** size);
  // `matrix` and `outcome` hold what the columns from `next` on have left once those of `mask` are known.
  const visit = (next: number, mask: number, matrix: readonly Float64Array[], outcome: Float64Array): void => {
    if (next === size) return;
    visit(next + 1, mask, matrix, outcome);
    const row = matrix[next]!;
    const pivot = row[next]!;
    const joined = mask | (1 << next);
    explained[joined] = explained[mask]! + outcome[next]! ** 2 / pivot;
    const below: Float64Array[] = [];
    const rest = outcome.slice();
    for (let i = next + 1; i < size; i++) {
      const factor = row[i]! / pivot;
      rest[i]! -= factor * outcome[next]!;
      const swept = matrix[i]!.slice();
      for (let j = next + 1; j < size; j++) swept[j]! -= factor * row[j]!;
      below[i] = swept;
    }
    visit(next + 1, joined, below, rest);
  };
  visit(
    0,
    0,
    correlations.map((row) => Float64Array.from(row)),
    Float64Array.from(withOutcome),
  );
  return explained;
}
