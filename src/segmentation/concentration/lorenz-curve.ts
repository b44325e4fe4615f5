import type { Column } from "../../types.ts";
import { requireVolumes } from "./volumes.ts";

/** Points of a Lorenz curve. */
export interface LorenzCurve {
  /** Share of customers, from those with the least: 0, 1/n, ..., 1. */
  readonly customers: Float64Array;
  /** Share of the volume that they hold. */
  readonly volume: Float64Array;
}

/**
 * Lorenz curve (洛伦兹曲线): what share of the business the smallest customers hold together.
 *
 * Point i is (i/n, sum of the i smallest / sum of all).
 *
 * @param values - One volume a customer (balance, transactions, fees), at least 0.
 * @returns n + 1 points from (0, 0) to (1, 1), on or below the diagonal.
 * @throws InputError `out-of-range` for a negative volume, `zero-variance` where the sum is 0, `empty` for none.
 * @remarks Source: Lorenz (1905). Twin: R `ineq::Lc`.
 * @example
 * ```ts
 * import { lorenzCurve } from "customer-equity/segmentation";
 * console.log(lorenzCurve([1, 3]).volume); // 0, 0.25, 1
 * ```
 */
export function lorenzCurve(values: Column): LorenzCurve {
  const { descending, total } = requireVolumes(values);
  const n = descending.length;
  const customers = new Float64Array(n + 1);
  const volume = new Float64Array(n + 1);
  let sum = 0;
  for (let i = 1; i <= n; i++) {
    sum += descending[n - i]!;
    customers[i] = i / n;
    volume[i] = i === n ? 1 : Math.min(1, sum / total);
  }
  return { customers, volume };
}
