import { requireColumn, requireOptions, requireRows } from "../../checks.ts";
import type { ClassColumn, Column } from "../../types.ts";
import { type Cut, classifyByCuts, requireRising } from "./cuts.ts";
import { requireTierNames, type TierNames } from "./tier-names.ts";

/** Options of {@link tierByThreshold}. */
export interface TierByThresholdOptions extends TierNames {
  /** The thresholds, rising, in the unit of the values: K - 1 of them make K tiers. (The names of the tiers start with the best.) */
  readonly cuts: Column;
}

/**
 * Tiers by thresholds (达标分层): who reaches a threshold belongs to the tier above it (达到标准即入), as the card levels of a bank.
 *
 * A value v reaches a cut q where v ≥ q - 1e-9 · max(1, |q|): a balance that is one rounding error short has reached it.
 *
 * @param values - One value a customer, in the unit of the cuts.
 * @param options - Cuts; names and ids.
 * @returns One class a customer, in the order of the values; class 0 is the best. `rules`: 0 by its own value, 1 exactly on a cut (within the
 * tolerance). `distances`: from the nearest cut, in the unit of the values.
 * @throws InputError `empty`, `not-finite` for the values or the cuts; `bad-option` for cuts that do not rise; `bad-option`,
 * `length-mismatch`, `duplicate-id` for names and ids.
 * @remarks Twins: R `cut(x, breaks, right = FALSE)`, pandas `cut(right=False)`: both without a tolerance, classes from the lowest up.
 * @example
 * ```ts
 * import { retailAssetTiers, tierByThreshold } from "customer-equity/segmentation";
 * const tiers = tierByThreshold([49_999, 50_000, 12_000_000], retailAssetTiers);
 * console.log([...tiers.codes].map((code) => tiers.classes[code]!.labelZh).join(" ")); // 普通 金卡 私人银行
 * ```
 */
export function tierByThreshold(values: Column, options: TierByThresholdOptions): ClassColumn {
  requireRows(requireColumn(values, "values"), "values");
  const given = requireOptions(options);
  const rising = requireRising(given.cuts, "options.cuts");
  const names = requireTierNames(given, rising.length + 1, values.length);
  const cuts = Array.from(rising, cutAt).reverse();
  return classifyByCuts(values, cuts, -Infinity, names);
}

function cutAt(mark: number): Cut {
  const slack = 1e-9 * Math.max(1, Math.abs(mark));
  return { limit: mark - slack, quota: Infinity, mark, tiedFrom: mark - slack, tiedTo: mark + slack };
}
