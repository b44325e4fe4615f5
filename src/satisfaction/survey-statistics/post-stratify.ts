import { requireOptions } from "../../checks.ts";
import type { CategoryColumn } from "./categories.ts";
import type { RakedWeights, RakeWeightsOptions } from "./rake-weights.ts";
import { rake, readRakingVariable } from "./raking.ts";

/** Options of {@link postStratify}. */
export type PostStratifyOptions = Pick<RakeWeightsOptions, "startWeights" | "total">;

/** What {@link postStratify} returns. */
export interface PostStratifiedWeights
  extends Pick<RakedWeights, "weights" | "effectiveN" | "designEffect" | "largestRatio" | "warnings"> {
  /** By stratum the share of the weights, which is that of the targets. */
  readonly shares: Readonly<Record<string, number>>;
}

/**
 * Weights that give the strata of a sample their shares of the population (事后分层): each respondent counts start · target/actual of their
 * stratum.
 *
 * @param strata - The stratum of each respondent: names, or a class column of tiers or segments. Of two variables that cross, name the
 * cells.
 * @param targets - By stratum customers or their share in the population, above 0; only ratios count.
 * @param options - Weights to start from; their sum in the end.
 * @returns Weights in the order of the respondents, and what they cost in accuracy.
 * @throws InputError as `rakeWeights`: `singular` for a target stratum without respondents, `bad-option` for one without a target.
 * @remarks Source: Holt & Smith (1979), JRSS A 142(1). Twin: R `survey::postStratify`.
 * @example
 * ```ts
 * import { postStratify } from "customer-equity/satisfaction";
 * const { weights } = postStratify(["gold", "basic", "basic", "gold"], { gold: 0.1, basic: 0.9 });
 * console.log(Array.from(weights, (w) => w.toFixed(1)).join(" ")); // 0.2 1.8 1.8 0.2
 * ```
 */
export function postStratify(
  strata: CategoryColumn,
  targets: Readonly<Record<string, number>>,
  options?: PostStratifyOptions,
): PostStratifiedWeights {
  const { startWeights, total } = requireOptions(options);
  const paths = { categories: "strata", targets: "targets" };
  const variable = readRakingVariable("strata", { categories: strata, targets }, paths);
  const { weights, shares, effectiveN, designEffect, largestRatio, warnings } = rake([variable], {
    startWeights,
    total,
  });
  return { weights, shares: shares["strata"]!, effectiveN, designEffect, largestRatio, warnings };
}
