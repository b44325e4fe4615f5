import type { BlockPlan } from "./block-plan.ts";

/** Mean correlation of the items of two blocks, beside that within them (HTMT). */
export interface Heterotrait {
  /** From absolute correlations. */
  readonly absolute: number | null;
  /** From correlations with their signs. */
  readonly signed: number | null;
}

/**
 * Heterotrait-monotrait ratio of two blocks (Henseler, Ringle & Sarstedt 2015): the mean correlation between their items over the root of the
 * product of the mean correlations within each, 1 for a single item. `null` with a block of mode B, and where the items of a block do not
 * correlate positively.
 */
export function heterotrait(plan: BlockPlan, correlations: Float64Array, one: number, other: number): Heterotrait {
  if (plan.formative[one] || plan.formative[other]) return { absolute: null, signed: null };
  const ratio = (read: (correlation: number) => number): number | null => {
    const product =
      meanCorrelation(plan, correlations, one, one, read) * meanCorrelation(plan, correlations, other, other, read);
    return product > 1e-24 ? meanCorrelation(plan, correlations, one, other, read) / Math.sqrt(product) : null;
  };
  return { absolute: ratio(Math.abs), signed: ratio((correlation) => correlation) };
}

/** Mean correlation of the items of two blocks, of different items within one; not below 0 within, where the root needs it. */
function meanCorrelation(
  { first, items }: BlockPlan,
  correlations: Float64Array,
  one: number,
  other: number,
  read: (correlation: number) => number,
): number {
  let sum = 0;
  let pairs = 0;
  for (let h = first[one]!; h < first[one + 1]!; h++) {
    for (let k = first[other]!; k < first[other + 1]!; k++) {
      if (h === k) continue;
      sum += read(correlations[h * items.length + k]!);
      pairs++;
    }
  }
  if (one !== other) return sum / pairs;
  return pairs === 0 ? 1 : Math.max(0, sum / pairs);
}
