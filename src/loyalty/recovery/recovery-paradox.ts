import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile, studentTSurvival } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { type MeanEstimate, meanEstimate } from "../../statistics/mean-estimate.ts";
import { type MeanDifference, welchTest } from "../../statistics/welch-test.ts";
import { answered, readAnswers, readColumn, requireAnswerColumn } from "../../survey/answers.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";

/** Satisfaction of two groups of different customers. */
export interface RecoveredAndSpared {
  /** Those who had a failure that was made good; `null` without an answer. */
  readonly recovered: Column | NullableColumn;
  /** Those who never had one. */
  readonly noFailure: Column | NullableColumn;
}

/** Satisfaction of the same customers at several times, entry i of each column being customer i. */
export interface BeforeAndAfter {
  /** Before the failure; `null` without an answer. */
  readonly beforeFailure: Column | NullableColumn;
  /** After the recovery. */
  readonly afterRecovery: Column | NullableColumn;
  /** After the failure, before the recovery: shows who was failed twice. */
  readonly afterFailure?: Column | NullableColumn | undefined;
}

/** Options of {@link recoveryParadox}. */
export interface RecoveryParadoxOptions extends LevelOptions {
  /**
   * The p-value below which a difference above 0 is called a paradox.
   * @defaultValue 0.05
   */
  readonly significance?: number | undefined;
}

/** Customers whom the bank failed twice. */
export interface DoubleDeviation {
  /** Whether each customer was less satisfied after the recovery than after the failure; `null` where an answer is missing. */
  readonly flags: readonly (boolean | null)[];
  /** How many were. */
  readonly count: number;
  /** Of how many customers with both answers. */
  readonly n: number;
  /** count / n; `null` without such customers. */
  readonly share: number | null;
}

/** What {@link recoveryParadox} returns. */
export interface RecoveryParadox extends MeanDifference {
  /** Two groups (Welch's t-test), or the same customers (paired t-test). */
  readonly design: "between" | "within";
  /** Mean after recovery. */
  readonly recovered: Pick<MeanEstimate, "mean" | "n" | "standardDeviation">;
  /** Mean of those without a failure, or of the same customers before it. */
  readonly reference: Pick<MeanEstimate, "mean" | "n" | "standardDeviation">;
  /** Chance of a difference as large or larger if recovered customers were no more satisfied: the p-value of the paradox. */
  readonly pValueOneSided: number;
  /** Cohen's d (效应量): difference by the pooled standard deviation; within customers by that of the differences. */
  readonly cohenD: number;
  /** Lower end of its interval, by the normal approximation. */
  readonly cohenDLower: number;
  /** Upper end. */
  readonly cohenDUpper: number;
  /** Whether there is a paradox: difference above 0 and pValueOneSided below `significance`. */
  readonly paradox: boolean;
  /** Who was failed twice; `null` without answers after the failure. */
  readonly doubleDeviation: DoubleDeviation | null;
  /** Customers left out of the test because an answer is missing. */
  readonly missing: number;
  /** `small-sample` below 10 customers in a group. */
  readonly warnings: readonly Warning[];
}

const scale = { min: -1e70, max: 1e70 };

/**
 * The paradox of service recovery (服务补救悖论): are customers whose problem was made good more satisfied than those who never had one?
 *
 * Two groups: Welch's t with Cohen's d by the pooled standard deviation, SE(d) = √((n₁ + n₂)/(n₁n₂) + d²/(2(n₁ + n₂))). The same customers:
 * the paired t of after − before, d by the standard deviation of the differences, SE(d) = √(1/n + d²/(2n)). There is a paradox where the
 * difference is above 0 and its one-sided p-value below `significance`. A customer less satisfied after the recovery than after the failure
 * was failed twice (double deviation, 二次失误).
 *
 * @param ratings - `{ recovered, noFailure }` of two groups, or `{ beforeFailure, afterRecovery, afterFailure }` of the same customers.
 * @param options - Level of the intervals; significance of the paradox.
 * @returns The difference with its test, the effect size, whether there is a paradox, and who was failed twice.
 * @throws InputError `insufficient-data` with fewer than two customers in a group, `zero-variance` where nothing varies, `empty`,
 * `length-mismatch`, `not-finite`, `out-of-range` for the options.
 * @remarks Sources: Welch (1947), Biometrika 34; Hedges & Olkin (1985) for SE(d). The meta-analysis of de Matos, Henrique & Rossi (2007),
 * Journal of Service Research 10(1), finds the paradox in satisfaction, but not in repurchase, word of mouth or image: a paradox here is no
 * reason to let failures happen. In two groups, who had a failure is not left to chance; those who left after theirs did not answer. Twins:
 * R `t.test`, `effsize::cohen.d` (whose interval is by Student's t), Python `scipy.stats.ttest_ind(equal_var=False)`.
 * @example
 * ```ts
 * import { recoveryParadox } from "customer-equity/loyalty";
 * const { difference, pValueOneSided, paradox } = recoveryParadox({
 *   recovered: [8, 9, 7, 9, 8, 10, 9, 8, 7, 9],
 *   noFailure: [7, 8, 8, 7, 9, 7, 8, 6, 8, 8, 7, 8],
 * });
 * console.log(difference.toFixed(3), pValueOneSided.toFixed(4), paradox); // 0.817 0.0234 true
 * ```
 */
export function recoveryParadox(
  ratings: RecoveredAndSpared | BeforeAndAfter,
  options?: RecoveryParadoxOptions,
): RecoveryParadox {
  const { level: asked, significance = 0.05 } = requireOptions(options);
  const level = requireLevel(asked);
  requireNumber(significance, "options.significance", { min: 0, max: 1, openMin: true, openMax: true });
  const given = requireOptions<RecoveredAndSpared | BeforeAndAfter>(ratings, "ratings");
  const compared = "recovered" in given ? between(given, level) : within(given as BeforeAndAfter, level);
  const { test, cohenD, errorOfD, n } = compared;
  const reach = normalQuantile(0.5 + level / 2) * errorOfD;
  const upperTail = studentTSurvival(Math.abs(test.t), test.degreesOfFreedom);
  const pValueOneSided = test.t >= 0 ? upperTail : 1 - upperTail;
  return {
    design: compared.design,
    recovered: compared.recovered,
    reference: compared.reference,
    ...test,
    pValueOneSided,
    cohenD,
    cohenDLower: cohenD - reach,
    cohenDUpper: cohenD + reach,
    paradox: test.difference > 0 && pValueOneSided < significance,
    doubleDeviation: compared.doubleDeviation,
    missing: compared.missing,
    warnings:
      n < 10
        ? [
            {
              code: "small-sample",
              message: `Only ${n} customers in a group: the test needs answers that are nearly normal, and the interval of d is rough. Ask at least 10.`,
              count: n,
            },
          ]
        : [],
  };
}

interface Compared extends Pick<RecoveryParadox, "design" | "recovered" | "reference" | "doubleDeviation" | "missing"> {
  readonly test: MeanDifference;
  readonly cohenD: number;
  readonly errorOfD: number;
  /** Size of the smaller group. */
  readonly n: number;
}

function between({ recovered, noFailure }: RecoveredAndSpared, level: number): Compared {
  let missing = 0;
  const [first, second] = [[recovered, "ratings.recovered"] as const, [noFailure, "ratings.noFailure"] as const].map(
    ([column, path]) => {
      const read = readColumn(requireAnswerColumn(column, path), path, scale);
      missing += read.missing;
      return requireTwo(meanEstimate(answered(read.values), level), path);
    },
  ) as [MeanEstimate, MeanEstimate];
  const test = welchTest(first, second, level);
  if (test === null) throw constant("ratings");
  const [n, m] = [first.n, second.n];
  const parts = [Math.sqrt(n - 1) * first.standardDeviation!, Math.sqrt(m - 1) * second.standardDeviation!] as const;
  const cohenD = test.difference / (Math.hypot(...parts) / Math.sqrt(n + m - 2));
  return {
    design: "between",
    recovered: momentsOf(first),
    reference: momentsOf(second),
    test,
    cohenD,
    errorOfD: Math.hypot(Math.sqrt(1 / n + 1 / m), cohenD / Math.sqrt(2 * (n + m))),
    n: Math.min(n, m),
    doubleDeviation: null,
    missing,
  };
}

function within({ beforeFailure, afterRecovery, afterFailure }: BeforeAndAfter, level: number): Compared {
  const given = { beforeFailure, afterRecovery, ...(afterFailure === undefined ? {} : { afterFailure }) };
  const { columns, respondents } = readAnswers(given, "ratings", { scale });
  const [before, after, failed] = columns as [Float64Array, Float64Array, Float64Array | undefined];
  const rows = Array.from(before, (_, i) => i).filter((i) => !Number.isNaN(before[i]! + after[i]!));
  const pick = (value: (i: number) => number): MeanEstimate =>
    requireTwo(meanEstimate(Float64Array.from(rows, value), level), "ratings");
  const change = pick((i) => after[i]! - before[i]!);
  if (change.t === null && change.standardError === 0) throw constant("ratings");
  const { mean: difference, n } = change;
  const cohenD = difference / change.standardDeviation!;
  return {
    design: "within",
    recovered: momentsOf(pick((i) => after[i]!)),
    reference: momentsOf(pick((i) => before[i]!)),
    test: {
      difference,
      standardError: change.standardError!,
      lower: change.lower!,
      upper: change.upper!,
      t: change.t!,
      degreesOfFreedom: n - 1,
      pValue: change.pValue!,
    },
    cohenD,
    errorOfD: Math.hypot(1, cohenD / Math.SQRT2) / Math.sqrt(n),
    n,
    doubleDeviation: failed === undefined ? null : failedTwice(failed, after),
    missing: respondents - rows.length,
  };
}

function failedTwice(failed: Float64Array, after: Float64Array): DoubleDeviation {
  const flags = Array.from(after, (answer, i) =>
    Number.isNaN(answer) || Number.isNaN(failed[i]!) ? null : answer < failed[i]!,
  );
  const count = flags.filter((flag) => flag === true).length;
  const n = flags.filter((flag) => flag !== null).length;
  return { flags, count, n, share: n === 0 ? null : count / n };
}

function momentsOf({ mean, n, standardDeviation }: MeanEstimate): RecoveryParadox["recovered"] {
  return { mean, n, standardDeviation };
}

function requireTwo(estimate: MeanEstimate | null, path: string): MeanEstimate {
  if (estimate !== null && estimate.n >= 2) return estimate;
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: "answers of at least two customers",
    received: estimate?.n ?? 0,
  });
}

function constant(path: string): InputError {
  return new InputError({
    code: "zero-variance",
    path,
    expected: "answers that vary",
    received: "the same answer, or the same difference, of all",
    advice: "Without variation there is no test; report the means.",
  });
}
