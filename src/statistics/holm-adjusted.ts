/**
 * p-values adjusted for their number by Holm's step-down rule, in the order given: each times how many are no smaller, never falling.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6(2). Twin: R `p.adjust(method = "holm")`.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]! || i - j);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const [rank, i] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[i]!));
    adjusted[i] = largest;
  }
  return adjusted;
}
