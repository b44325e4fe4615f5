import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { correlationInterval, correlationOf } from "../../statistics/correlation.ts";
import { type LikelihoodRatioTest, likelihoodRatioTest } from "../../statistics/likelihood-ratio-test.ts";
import type { ParameterInterval, Warning } from "../../types.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { fitFrequencyGammaGamma } from "./fit-frequency-gamma-gamma.ts";
import { fitGammaGamma } from "./fit-gamma-gamma.ts";
import { spendRows } from "./spend-rows.ts";

/** Options of {@link spendDependence}. */
export interface SpendDependenceOptions {
  /**
   * Confidence of the interval of the correlation; 1 − level is the bound of the test's p-value for the warning.
   * @defaultValue 0.95
   */
  readonly level?: number | undefined;
}

/** What {@link spendDependence} returns. */
export interface SpendDependence {
  /** Pearson's correlation of frequency and mean spend, customers counted with their weights. */
  readonly correlation: number;
  /** Its interval by Fisher's z. */
  readonly interval: ParameterInterval;
  readonly level: number;
  /** Elasticity of mean spend in 1 + frequency. */
  readonly slope: number;
  /** Its 95 % interval; `null` where the likelihood gives none. */
  readonly slopeInterval: ParameterInterval | null;
  /** Gamma-gamma with that elasticity against gamma-gamma without, one degree of freedom. */
  readonly test: LikelihoodRatioTest;
  /** Mean spend of a customer of the 90th percentile of frequency over that of one of the 10th, under the larger model. */
  readonly ratio: number;
  /** Customers with a mean spend above 0. */
  readonly customers: number;
  readonly warnings: readonly Warning[];
}

/** Means that differ by less than this between frequent and rare buyers change no value much. */
const material = 0.1;

/**
 * Does spend depend on how often customers buy (消费金额与频率的独立性检验)? Every lifetime value that multiplies expected purchases by expected spend assumes
 * that it does not.
 *
 * The correlation of frequency x and mean spend m is the usual check, but a few large spenders decide it; the likelihood-ratio test of
 * `fitFrequencyGammaGamma` against `fitGammaGamma` uses the model of spend, and how many purchases stand behind each mean. The warning
 * `spend-depends-on-frequency` appears where the test rejects independence and the means of frequent and rare buyers (90th and 10th percentile of x) differ by
 * more than a tenth: in large bases the smallest relation is significant.
 *
 * @param history - Purchase histories with `meanSpend`; customers without a mean above 0 are left out.
 * @param options - Level.
 * @returns Correlation with interval, elasticity with interval, test, the ratio of means, and the warning where it is material.
 * @throws InputError `insufficient-data` for fewer than four customers with a mean above 0, `zero-variance` where all bought equally often or
 * spent the same, `out-of-range` for a level outside (0, 1).
 * @remarks Source: the check of Fader, Hardie & Lee (2005), RFM and CLV, section 4; Fisher (1921); Wilks (1938). Twins: the plain correlation is in the manuals of
 * lifetimes and CLVTools; the test is in neither (lifetimes#269, #337).
 * @example
 * ```ts
 * import { bgNbd, gammaGamma, simulateCohort, spendDependence } from "customer-equity/clv";
 * const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
 *   customers: 1000, age: 52, seed: 2, spend: gammaGamma({ p: 6, q: 4, gamma: 15 }),
 * });
 * console.log(spendDependence({ ...history, meanSpend: history.meanSpend! }).warnings.length); // 0
 * ```
 */
export function spendDependence(
  history: PurchaseHistory & WithSpend,
  options?: SpendDependenceOptions,
): SpendDependence {
  const { level = 0.95 } = requireOptions(options);
  requireNumber(level, "options.level", { min: 0, max: 1, openMin: true, openMax: true });
  const { frequency, meanSpend, count, length } = spendRows(history, "histories");
  const picked: number[] = [];
  const weight = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    if (count[i] === 0 || !(meanSpend[i]! > 0)) continue;
    picked.push(i);
    weight[i] = history.weight?.[i] ?? 1;
  }
  const customers = picked.reduce((sum, i) => sum + weight[i]!, 0);
  if (!(customers > 3)) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.meanSpend",
      expected: "at least four customers with a mean spend above 0",
      received: customers,
    });
  }
  const independent = fitGammaGamma(history);
  const dependent = fitFrequencyGammaGamma(history);
  const test = likelihoodRatioTest(independent, dependent);
  const related = correlationOf(frequency, meanSpend, weight);
  const interval = correlationInterval(related, level);
  const { slope } = dependent.model;
  const sorted = [...picked].sort((a, b) => frequency[a]! - frequency[b]!);
  const rare = percentile(sorted, frequency, weight, 0.1 * customers);
  const frequent = percentile(sorted, frequency, weight, 0.9 * customers);
  const ratio = Math.min(Number.MAX_VALUE, Math.exp(slope * (Math.log1p(frequent) - Math.log1p(rare))));
  const matters = test.pValue < 1 - level && Math.abs(Math.log(ratio)) > Math.log1p(material);
  const percent = (value: number): string => value.toFixed(2);
  return {
    correlation: related.rho,
    interval,
    level,
    slope,
    slopeInterval: dependent.intervals?.["slope"] ?? null,
    test,
    ratio,
    customers,
    warnings: matters
      ? [
          {
            code: "spend-depends-on-frequency",
            message: `Customers with ${frequent} repeat purchases spend ${percent(ratio)} times as much per purchase as those with ${rare} (correlation ${percent(related.rho)}, ${100 * level} % interval ${percent(interval.lower)} to ${percent(interval.upper)}; likelihood-ratio p ${test.pValue.toPrecision(2)}): use fitFrequencyGammaGamma in place of fitGammaGamma.`,
          },
        ]
      : [],
  };
}

/** The frequency below which so many customers are. */
function percentile(
  sorted: readonly number[],
  frequency: ArrayLike<number>,
  weight: Float64Array,
  below: number,
): number {
  let sum = 0;
  for (const i of sorted) {
    sum += weight[i]!;
    if (sum >= below) return frequency[i]!;
  }
  return frequency[sorted.at(-1)!]!;
}
