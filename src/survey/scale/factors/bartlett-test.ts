import { InputError } from "../../../errors.ts";
import { chiSquareSurvival } from "../../../numeric/distributions.ts";
import { logDeterminantOf, requireCorrelationFactor } from "../items/correlation-factor.ts";
import {
  type ItemData,
  type ItemOptions,
  readItems,
  requireCorrelations,
  requireRespondents,
} from "../items/item-data.ts";

/** What {@link bartlettTest} returns. */
export interface BartlettTest {
  /** The statistic, chi-square where no two items correlate. */
  readonly chiSquare: number;
  /** Its degrees of freedom: the pairs of items. */
  readonly degreesOfFreedom: number;
  /** Chance of a statistic at least as large if no two items correlated. */
  readonly pValue: number;
  /** Logarithm of the determinant of the correlations: 0 where none correlate, the lower the more they do. */
  readonly logDeterminant: number;
  /** Respondents who count. */
  readonly n: number;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
}

/**
 * Bartlett's test of sphericity (巴特利特球形检验): whether items correlate at all, without which there are no factors to look for.
 *
 * χ² = −(n − 1 − (2k + 5) / 6) ln|R| with k (k − 1) / 2 degrees of freedom. Assumes normal answers; with many respondents it speaks against
 * sphericity almost always, so look at `kaiserMeyerOlkin`, too.
 *
 * @param answers - Answers, an item a column, or correlations of the items with the number of respondents.
 * @param options - Items, scale, reversed items, missing answers.
 * @returns Statistic, degrees of freedom and p-value.
 * @throws InputError `singular` where items determine each other, `zero-variance` where an item does not vary, `insufficient-data` for
 * fewer than two items or complete respondents, or too few respondents for so many items; `bad-option` for correlations without `n` and
 * for the options; `empty`, `length-mismatch`, `not-finite`, `out-of-range`, `duplicate-id` for the answers.
 * @remarks Source: Bartlett (1951), Biometrika 38. Twins: R `psych::cortest.bartlett`, Python `factor_analyzer.calculate_bartlett_sphericity`,
 * SPSS FACTOR.
 * @example
 * ```ts
 * import { bartlettTest } from "customer-equity/servqual";
 * const correlations = [[1, 0.6, 0.5, 0.2], [0.6, 1, 0.4, 0.3], [0.5, 0.4, 1, 0.1], [0.2, 0.3, 0.1, 1]];
 * const { chiSquare, degreesOfFreedom } = bartlettTest({ correlations, n: 100 });
 * console.log(chiSquare.toFixed(2), degreesOfFreedom); // 82.43 6
 * ```
 */
export function bartlettTest(answers: ItemData, options?: ItemOptions): BartlettTest {
  const read = readItems(answers, options);
  const n = requireRespondents(read);
  const size = read.items.length;
  const factor = requireCorrelationFactor(requireCorrelations(read), read.items);
  const weight = n - 1 - (2 * size + 5) / 6;
  if (!(weight > 0)) {
    throw new InputError({
      code: "insufficient-data",
      path: "answers",
      expected: `more than ${(1 + (2 * size + 5) / 6).toFixed(1)} respondents for ${size} items`,
      received: n,
    });
  }
  const logDeterminant = logDeterminantOf(factor);
  const chiSquare = Math.max(0, -weight * logDeterminant);
  const degreesOfFreedom = (size * (size - 1)) / 2;
  return {
    chiSquare,
    degreesOfFreedom,
    pValue: chiSquareSurvival(chiSquare, degreesOfFreedom),
    logDeterminant,
    n,
    missing: read.missing,
  };
}
