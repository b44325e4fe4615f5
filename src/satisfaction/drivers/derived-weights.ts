import { requireArray, requireNumber, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { KeyDrivers } from "./key-drivers.ts";

/** Options of {@link derivedWeights}. */
export interface DerivedWeightsOptions {
  /**
   * Which importance becomes a weight: the Shapley value, the relative weight, or the size of the correlation.
   * @defaultValue "shapley"
   */
  readonly measure?: "shapley" | "relativeWeight" | "correlation" | undefined;
}

/**
 * Weights of dimensions or indicators as the data have them (推导权重): each driver of satisfaction weighs as much as it explains.
 *
 * weight = importance/Σ importance.
 *
 * @param analysis - What `keyDrivers` returns, its drivers named as the nodes of the indicator system.
 * @param options - Which importance.
 * @returns By driver its weight, of sum 1: for the option `weights` of `indicatorIndex`, or `itemWeights` of `satisfactionIndex`.
 * @throws InputError `zero-variance` where nothing is explained; `empty`, `bad-option`, `not-finite` for what is no analysis.
 * @example
 * ```ts
 * import { derivedWeights, keyDrivers } from "customer-equity/satisfaction";
 * const analysis = keyDrivers({
 *   outcome: [8, 9, 4, 6, 7, 5, 9, 3],
 *   drivers: { staff: [7, 9, 5, 6, 8, 4, 8, 3], fees: [6, 7, 5, 4, 6, 6, 8, 4] },
 * });
 * console.log(derivedWeights(analysis).staff?.toFixed(3)); // 0.617
 * ```
 */
export function derivedWeights(
  analysis: Pick<KeyDrivers, "drivers">,
  options?: DerivedWeightsOptions,
): Readonly<Record<string, number>> {
  const { measure = "shapley" } = requireOptions(options);
  requireOneOf(measure, "options.measure", ["shapley", "relativeWeight", "correlation"]);
  const drivers = requireArray(
    requireOptions(analysis, "analysis").drivers,
    "analysis.drivers",
    "the drivers of keyDrivers",
  );
  requireRows(drivers, "analysis.drivers");
  // A share of nothing may be below 0 by rounding.
  const sizes = drivers.map((driver, j) => {
    const path = `analysis.drivers[${j}]`;
    requireText(requireOptions(driver, path).name, `${path}.name`);
    const importance = requireNumber(driver[measure], `${path}.${measure}`);
    return measure === "correlation" ? Math.abs(importance) : Math.max(0, importance);
  });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > 1e-12) return Object.fromEntries(drivers.map(({ name }, j) => [name, sizes[j]! / total]));
  throw new InputError({
    code: "zero-variance",
    path: "analysis.drivers",
    expected: "drivers that explain something",
    received: total,
    advice: "Where nothing is explained the data give no weights: take equal ones, or those of experts.",
  });
}
