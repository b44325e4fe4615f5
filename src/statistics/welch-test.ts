import { studentTQuantile, studentTSurvival } from "../numeric/distributions.ts";

/** Mean of a group as {@link welchTest} takes it. */
export interface GroupMean {
  readonly mean: number;
  readonly n: number;
  /** `null` for a group of one. */
  readonly standardError: number | null;
}

/** The difference of two means with its interval and test. */
export interface MeanDifference {
  /** First mean less second. */
  readonly difference: number;
  /** Its standard error. */
  readonly standardError: number;
  /** Lower end of its interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
  /** Difference by its standard error. */
  readonly t: number;
  /** Degrees of freedom: of independent means by Welch and Satterthwaite, of pairs n − 1. */
  readonly degreesOfFreedom: number;
  /** Two-sided p-value. */
  readonly pValue: number;
}

/**
 * Welch's t-test of two independent means, degrees of freedom by Welch and Satterthwaite; `null` where a group has no standard error or
 * neither varies.
 *
 * Source: Welch (1947), Biometrika 34. Twin: R `t.test(var.equal = FALSE)`.
 */
export function welchTest(first: GroupMean, second: GroupMean, level: number): MeanDifference | null {
  if (first.standardError === null || second.standardError === null) return null;
  const standardError = Math.hypot(first.standardError, second.standardError);
  if (standardError === 0) return null;
  const difference = first.mean - second.mean;
  const part = (group: GroupMean): number => (group.standardError! / standardError) ** 4 / (group.n - 1);
  const degreesOfFreedom = 1 / (part(first) + part(second));
  const t = difference / standardError;
  const reach = studentTQuantile(0.5 + level / 2, degreesOfFreedom) * standardError;
  return {
    difference,
    standardError,
    lower: difference - reach,
    upper: difference + reach,
    t,
    degreesOfFreedom,
    pValue: Math.min(1, 2 * studentTSurvival(Math.abs(t), degreesOfFreedom)),
  };
}
