import { requireColumn, requireOptions } from "../checks.ts";
import { InputError } from "../errors.ts";
import { log1pMinus } from "../numeric/linear-remainders.ts";
import type { Column } from "../types.ts";

/** What {@link entropyWeights} returns. */
export interface EntropyWeights {
  /** By indicator its weight; they sum to 1. */
  readonly weights: Readonly<Record<string, number>>;
  /** By indicator the entropy of its values over the units, inside [0, 1]: 1 where all units are alike. */
  readonly entropy: Readonly<Record<string, number>>;
  /** How many units were compared. */
  readonly units: number;
}

/** How much the divergences of all indicators may be together and still be rounding. */
const nothing = 1e-14;

/**
 * Weights of indicators by their entropy (熵权法): an indicator on which the units (branches, channels, months) differ more weighs more.
 *
 * p = x/Σx down the units, H = −Σ p ln p / ln u, weight ∝ 1 − H. 1 − H is summed from terms that are never negative, so that nearly
 * equal units keep their digits.
 *
 * The weights say what tells the units apart, not what matters to customers: beside AHP or derived weights, not in their place. They
 * depend on where the scale has its zero; bring indicators where lower is better into the same direction first (`indicatorScore`).
 *
 * @param indicators - By indicator a column of values above 0, one a unit.
 * @returns Weights and entropies by indicator.
 * @throws InputError `empty` without indicators, `insufficient-data` for fewer than two units, `out-of-range` for a value not above 0,
 * `not-finite`, `length-mismatch`; `zero-variance` where the units are alike on every indicator.
 * @remarks Source: the entropy weight method after Shannon (1948), as in Zeleny (1982), Multiple Criteria Decision Making. Twins: Python
 * `pymcdm.weights.entropy_weights`, R `creditmodel::entropy_weight`.
 * @example
 * ```ts
 * import { entropyWeights } from "customer-equity/satisfaction";
 * const { weights } = entropyWeights({ staff: [82, 70, 91, 76], waiting: [75, 88, 60, 79], image: [90, 85, 80, 95] });
 * console.log(weights.waiting?.toFixed(4)); // 0.5766
 * ```
 */
export function entropyWeights(indicators: Readonly<Record<string, Column>>): EntropyWeights {
  const names = Object.keys(requireOptions(indicators, "indicators"));
  if (names.length === 0) {
    throw new InputError({
      code: "empty",
      path: "indicators",
      expected: "at least one indicator",
      received: indicators,
    });
  }
  const rule = { min: 0, openMin: true };
  const units = requireColumn(indicators[names[0]!], `indicators.${names[0]}`, rule).length;
  if (units < 2) {
    throw new InputError({
      code: "insufficient-data",
      path: `indicators.${names[0]}`,
      expected: "at least two units to compare",
      received: units,
    });
  }
  const divergences = names.map((name) =>
    divergence(requireColumn(indicators[name], `indicators.${name}`, rule, units)),
  );
  const total = divergences.reduce((sum, value) => sum + value, 0);
  if (total <= nothing) {
    throw new InputError({
      code: "zero-variance",
      path: "indicators",
      expected: "an indicator on which the units differ",
      received: indicators,
      advice: "Where all units are alike, entropy gives no weights: take equal ones.",
    });
  }
  return {
    weights: Object.fromEntries(names.map((name, j) => [name, divergences[j]! / total])),
    entropy: Object.fromEntries(names.map((name, j) => [name, Math.max(0, 1 - divergences[j]!)])),
    units,
  };
}

/** 1 − H = Σ p ln(u p) / ln u; with u p = 1 + d it is the mean of (1 + d) ln(1 + d) − d, as the d sum to 0. */
function divergence(values: Column): number {
  const units = values.length;
  let largest = 0;
  for (let i = 0; i < units; i++) largest = Math.max(largest, values[i]!);
  let mean = 0;
  for (let i = 0; i < units; i++) mean += values[i]! / largest / units;
  let sum = 0;
  for (let i = 0; i < units; i++) {
    const d = values[i]! / largest / mean - 1;
    // Of a vanishing part nothing but its d is left.
    sum += d > -1 ? log1pMinus(d) + d * Math.log1p(d) : 1;
  }
  return sum / units / Math.log(units);
}
