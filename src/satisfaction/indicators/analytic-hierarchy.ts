import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { type PairwiseJudgments, pairwiseWeights, requireJudgments } from "../../statistics/pairwise-weights.ts";
import { requireNames } from "../../statistics/require-names.ts";
import type { Classification, Warning } from "../../types.ts";

/** Options of {@link analyticHierarchy}. */
export interface AnalyticHierarchyOptions {
  /**
   * Names of the criteria, in the order of the rows.
   * @defaultValue "1", "2", ...
   */
  readonly names?: readonly string[] | undefined;
  /**
   * The principal eigenvector (Saaty), or the geometric means of the rows.
   * @defaultValue "eigenvector"
   */
  readonly method?: "eigenvector" | "geometric-mean" | undefined;
  /**
   * The largest consistency ratio that is accepted.
   * @defaultValue 0.1
   */
  readonly acceptedRatio?: number | undefined;
}

/** A judgment and what the weights say in its place. */
export interface PairwiseJudgment {
  /** Name of the criterion that was compared. */
  readonly criterion: string;
  /** Name of the one it was compared with. */
  readonly comparedWith: string;
  /** How many times as important it was judged to be. */
  readonly given: number;
  /** How many times as heavy it is by the weights. */
  readonly implied: number;
}

/** What {@link analyticHierarchy} returns. */
export interface AnalyticHierarchy {
  /** By criterion its weight; they sum to 1. */
  readonly weights: Readonly<Record<string, number>>;
  /** The principal eigenvalue λ_max of the matrix; the number of criteria where the judgments are consistent. */
  readonly largestEigenvalue: number;
  /** CI = (λ_max − m)/(m − 1) (一致性指标). */
  readonly consistencyIndex: number;
  /** CR = CI/RI (一致性比例); 0 for two criteria or fewer, `null` for more than ten, for which no random index is kept. */
  readonly consistencyRatio: number | null;
  /**
   * Whether the ratio is accepted; `null` where there is none. Rule 0: consistent; 1: not. The distance is that of the ratio from the
   * limit.
   */
  readonly consistency: Classification | null;
  /** The judgment that agrees least with the weights, the first to ask about again; `null` where all agree within 1e-9. */
  readonly worstJudgment: PairwiseJudgment | null;
  /** `inconsistent-judgments` where the ratio is above the limit; `no-random-index` for more than ten criteria. */
  readonly warnings: readonly Warning[];
}

/**
 * Weights of criteria from pairwise judgments by the analytic hierarchy process (层次分析法, AHP), with the check of consistency.
 *
 * Entry a_ij says how many times as important criterion i is as criterion j (1 to 9, and their reciprocals), so a_ij a_ji = 1. The weights
 * are the eigenvector of the largest eigenvalue λ_max; CI = (λ_max − m)/(m − 1), CR = CI/RI with the random index of Saaty. For
 * geometric means λ_max is that of the same matrix, so that the check does not depend on the method.
 *
 * @param judgments - A square matrix as rows; every entry above 0.
 * @param options - Names of the criteria; method; the accepted ratio.
 * @returns Weights by name, λ_max, CI, CR, the verdict with the Chinese term, and the judgment to ask about again.
 * @throws InputError `empty` without rows, `length-mismatch` for a matrix that is not square or other names than rows, `not-finite`,
 * `out-of-range` for an entry not above 0; `bad-option` where a_ij a_ji is not 1 within 1e-6 or the options are wrong.
 * @remarks Source: Saaty (1980), The Analytic Hierarchy Process; geometric means: Crawford & Williams (1985). Twins: R `ahpsurvey`, Python
 * `ahpy`; both read the eigenvector from a general solver.
 * @example
 * ```ts
 * import { analyticHierarchy } from "customer-equity/satisfaction";
 * const { weights, consistencyRatio, consistency } = analyticHierarchy(
 *   [[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]],
 *   { names: ["staff", "price", "image"] },
 * );
 * console.log(weights.staff?.toFixed(3), consistencyRatio?.toFixed(3), consistency?.labelZh); // 0.637 0.033 通过一致性检验
 * ```
 */
export function analyticHierarchy(judgments: PairwiseJudgments, options?: AnalyticHierarchyOptions): AnalyticHierarchy {
  const { method = "eigenvector", acceptedRatio = 0.1, names: given } = requireOptions(options);
  requireOneOf(method, "options.method", ["eigenvector", "geometric-mean"]);
  requireNumber(acceptedRatio, "options.acceptedRatio", { min: 0 });
  requireJudgments(judgments, "judgments");
  const names =
    given === undefined ? judgments.map((_, i) => `${i + 1}`) : requireNames(given, "options.names", judgments.length);
  const { weights, largestEigenvalue, consistencyIndex, consistencyRatio } = pairwiseWeights(judgments, method);
  const worstJudgment = findWorst(judgments, weights, names);
  return {
    weights: Object.fromEntries(names.map((name, i) => [name, weights[i]!])),
    largestEigenvalue,
    consistencyIndex,
    consistencyRatio,
    consistency: consistencyRatio === null ? null : verdict(consistencyRatio, acceptedRatio),
    worstJudgment,
    warnings: warn(consistencyRatio, acceptedRatio, worstJudgment),
  };
}

function findWorst(
  judgments: readonly (readonly number[])[],
  weights: readonly number[],
  names: readonly string[],
): PairwiseJudgment | null {
  let worst: PairwiseJudgment | null = null;
  let farthest = 1e-9;
  for (let i = 0; i < weights.length; i++) {
    for (let j = i + 1; j < weights.length; j++) {
      const given = judgments[i]![j]!;
      const implied = weights[i]! / weights[j]!;
      const distance = Math.abs(Math.log(given / implied));
      // Within rounding the first of equals stays.
      if (!(distance > farthest * (1 + 1e-9))) continue;
      farthest = distance;
      worst = { criterion: names[i]!, comparedWith: names[j]!, given, implied };
    }
  }
  return worst;
}

function verdict(ratio: number, accepted: number): Classification {
  const distance = Math.abs(ratio - accepted);
  return ratio <= accepted
    ? { label: "consistent", labelZh: "通过一致性检验", rule: 0, distance }
    : { label: "inconsistent", labelZh: "未通过一致性检验", rule: 1, distance };
}

function warn(ratio: number | null, accepted: number, worst: PairwiseJudgment | null): Warning[] {
  if (ratio === null) {
    return [
      {
        code: "no-random-index",
        message:
          "No consistency ratio is known for more than ten criteria: group them into a tree of smaller comparisons.",
      },
    ];
  }
  if (ratio <= accepted) return [];
  const ask =
    worst === null
      ? ""
      : ` Ask again how ${worst.criterion} compares with ${worst.comparedWith}: ${worst.given.toPrecision(3)} was given, ${worst.implied.toPrecision(3)} would agree with the rest.`;
  return [
    {
      code: "inconsistent-judgments",
      message: `The judgments contradict each other (consistency ratio ${ratio.toFixed(3)}, accepted ${accepted}).${ask}`,
    },
  ];
}
