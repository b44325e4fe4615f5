/** A link with its coefficient. */
export interface WeightedEdge {
  readonly cause: number;
  readonly effect: number;
  readonly coefficient: number;
}

/**
 * Total effects: entry [cause][effect] is the sum over all chains of links from one to the other of the products of their coefficients, Σ B^k;
 * 0 where there is no chain. Domain: no circle.
 */
export function totalEffects(blocks: number, edges: readonly WeightedEdge[]): number[][] {
  const known: (number[] | undefined)[] = new Array(blocks).fill(undefined);
  const from = (cause: number): number[] => {
    const made = known[cause];
    if (made !== undefined) return made;
    const row = new Array<number>(blocks).fill(0);
    for (const { cause: start, effect, coefficient } of edges) {
      if (start !== cause) continue;
      row[effect]! += coefficient;
      from(effect).forEach((onward, i) => {
        row[i]! += coefficient * onward;
      });
    }
    known[cause] = row;
    return row;
  };
  return Array.from({ length: blocks }, (_, cause) => from(cause));
}
