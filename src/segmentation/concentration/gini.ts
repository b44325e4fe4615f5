import { requireOptions } from "../../checks.ts";
import type { Column } from "../../types.ts";
import { requireVolumes, type Volumes } from "./volumes.ts";

/** Options of {@link gini}. */
export interface GiniOptions {
  /**
   * Multiply by n/(n − 1), so that the expectation over samples is that of the population.
   * @defaultValue false
   */
  readonly unbiased?: boolean | undefined;
}

/**
 * Gini coefficient (基尼系数): how unequally the business is spread over customers, 0 where all hold the same, near 1 where one
 * holds everything.
 *
 * Σ (2i − n − 1) x₍ᵢ₎ / (n Σ x), values ascending.
 *
 * @param values - One volume a customer, at least 0.
 * @param options - `unbiased`.
 * @returns A number in [0, 1]; 0 for a single customer.
 * @throws InputError `out-of-range` for a negative volume, `zero-variance` where the sum is 0, `empty` for none.
 * @remarks Source: Gini (1912); formula of Dixon et al. (1987). Twins: R `ineq::Gini`, `DescTools::Gini` (unbiased by default).
 * @example
 * ```ts
 * import { gini } from "customer-equity/segmentation";
 * console.log(gini([400, 200, 120, 90, 60, 50, 30, 25, 15, 10]).toFixed(3)); // 0.547
 * ```
 */
export function gini(values: Column, options?: GiniOptions): number {
  const { unbiased = false } = requireOptions(options);
  const volumes = requireVolumes(values);
  const n = volumes.descending.length;
  return giniOf(volumes) * (unbiased && n > 1 ? n / (n - 1) : 1);
}

/** Gini coefficient of checked volumes. */
export function giniOf({ descending, total }: Volumes): number {
  const n = descending.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (n - 1 - 2 * i) * (descending[i]! / total);
  return Math.max(0, sum / n);
}
