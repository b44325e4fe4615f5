import { requireNumber, requireOptions } from "../../checks.ts";
import { normalSurvival } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { wilsonInterval } from "../../statistics/share-interval.ts";

/** A share and the respondents behind it. */
export interface ShareOfRespondents {
  /** The share, from 0 to 1: the top box of `csat`, say. */
  readonly share: number;
  /** Respondents; the effective number where they have weights. */
  readonly n: number;
}

/** What {@link compareShares} returns. */
export interface ShareComparison {
  /** First share less the second. */
  readonly difference: number;
  /** Lower end of Newcombe's interval of the difference. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
  /** Difference by its standard error if the shares were the same; `null` where both are 0 or both 1. */
  readonly z: number | null;
  /** Chance of a difference at least as large, either way, if they were; `null` where there is no z. */
  readonly pValue: number | null;
}

/**
 * Whether two shares differ (两比例差异检验): satisfied customers of two branches or quarters, asked independently of each other.
 *
 * z = (p₁ − p₂)/√(p̄(1 − p̄)(1/n₁ + 1/n₂)) with the common share p̄, two-sided; the interval is Newcombe's, made of Wilson's intervals
 * of both.
 *
 * @param first - A share and the respondents behind it.
 * @param second - Another.
 * @param options - Level of the interval.
 * @returns Difference, interval, z and p.
 * @throws InputError `out-of-range` for a share outside 0 to 1 or no respondents, `not-finite`.
 * @remarks Source: Newcombe (1998), Statistics in Medicine 17, method 10. Twins: R `prop.test(correct = FALSE)`, whose X² is z² and whose
 * interval is Wald's; Python `statsmodels` `proportions_ztest`, `confint_proportions_2indep(method = "newcomb")`.
 * @example
 * ```ts
 * import { compareShares } from "customer-equity/satisfaction";
 * const { difference, z, pValue } = compareShares({ share: 0.7, n: 200 }, { share: 0.6, n: 200 });
 * console.log(difference.toFixed(1), z?.toFixed(2), pValue?.toFixed(3)); // 0.1 2.10 0.036
 * ```
 */
export function compareShares(
  first: ShareOfRespondents,
  second: ShareOfRespondents,
  options?: LevelOptions,
): ShareComparison {
  const level = requireLevel(requireOptions(options).level);
  const [a, b] = [requireShare(first, "first"), requireShare(second, "second")];
  const difference = a.share - b.share;
  const common = (a.n * a.share + b.n * b.share) / (a.n + b.n);
  const variance = common * (1 - common) * (1 / a.n + 1 / b.n);
  const z = variance > 0 ? difference / Math.sqrt(variance) : null;
  const [around, beside] = [wilsonInterval(a.share, a.n, level), wilsonInterval(b.share, b.n, level)];
  return {
    difference,
    lower: difference - Math.hypot(a.share - around.lower, beside.upper - b.share),
    upper: difference + Math.hypot(around.upper - a.share, b.share - beside.lower),
    z,
    pValue: z === null ? null : 2 * normalSurvival(Math.abs(z)),
  };
}

function requireShare(given: ShareOfRespondents, path: string): ShareOfRespondents {
  const { share, n } = requireOptions(given, path);
  return {
    share: requireNumber(share, `${path}.share`, { min: 0, max: 1 }),
    n: requireNumber(n, `${path}.n`, { min: 0, openMin: true }),
  };
}
