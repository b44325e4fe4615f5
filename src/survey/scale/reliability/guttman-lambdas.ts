import { correlationMatrix } from "../../../statistics/correlation-matrix.ts";
import type { Warning } from "../../../types.ts";
import { squaredMultipleCorrelations } from "../items/correlation-factor.ts";
import { type ItemData, type ItemOptions, readItems } from "../items/item-data.ts";
import { requireTotalVariance, traceOf } from "./alpha.ts";
import { type Halves, halfMoments, oddEven, requireHalves } from "./halves.ts";

/** Options of {@link guttmanLambdas}. */
export interface GuttmanLambdasOptions extends ItemOptions {
  /**
   * The halves for λ4.
   * @defaultValue the best of all splits of up to 20 items, of more the items at odd places against those at even ones
   */
  readonly halves?: Halves | undefined;
}

/** What {@link guttmanLambdas} returns. */
export interface GuttmanLambdas {
  /** λ1 = 1 − tr C / 1ᵀC1. */
  readonly lambda1: number;
  /** λ2 = λ1 + √(k / (k − 1) · Σ c²ᵢⱼ) / 1ᵀC1, the sum over i ≠ j: never below alpha. */
  readonly lambda2: number;
  /** λ3, which is Cronbach's alpha. */
  readonly lambda3: number;
  /** λ4 = 2 (1 − (s²ₐ + s²ᵦ) / s²) of a split. */
  readonly lambda4: number;
  /** λ5 = λ1 + 2 √(max Σᵢ c²ᵢⱼ) / 1ᵀC1, the sum over i ≠ j: for scales with one item that goes with all others. */
  readonly lambda5: number;
  /** λ6 = 1 − Σ cᵢᵢ (1 − SMCᵢ) / 1ᵀC1; `null` where items depend on each other. */
  readonly lambda6: number | null;
  /** The split of λ4. */
  readonly halves: Halves;
  /** Whether it was given, is the best of all, or that of odd against even places. */
  readonly split: "given" | "best" | "odd-even";
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** `dependent-items` where there is no λ6, `small-sample` where the best split of few respondents is taken. */
  readonly warnings: readonly Warning[];
}

/** So many items have half a million splits, which take some hundredths of a second. */
const mostForBest = 20;

/** With fewer respondents the best split owes much to luck: a convention. */
const fewRespondents = 100;

/**
 * Guttman's six lower bounds of the reliability of a sum (Guttman λ 系数, 信度下界). The reliability is at least the largest of them, where
 * errors do not correlate and respondents are many.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - The halves of λ4; items, scale, reversed items, missing answers.
 * @returns λ1 to λ6, and the split of λ4.
 * @throws InputError `insufficient-data` for fewer than two items or complete respondents, `zero-variance` where the total does not
 * vary, `bad-option` for halves that do not hold every item once; `empty`, `length-mismatch`, `not-finite`, `out-of-range`,
 * `duplicate-id` for the answers.
 * @remarks Source: Guttman (1945), A basis for analyzing test-retest reliability, Psychometrika 10. Twins: R `psych::guttman` and
 * `psych::splitHalf`, both of the correlations; their splits have half the items (ours have any number), of an odd number of items they
 * try the first half of the splits alone, and of more than some sixteen items a sample.
 * @example
 * ```ts
 * import { guttmanLambdas } from "customer-equity/servqual";
 * const { lambda2, lambda3, lambda4 } = guttmanLambdas({ Q1: [4, 3, 5, 2, 4], Q2: [5, 3, 5, 3, 4], Q3: [4, 2, 5, 3, 5] });
 * console.log(lambda2.toFixed(4), lambda3.toFixed(4), lambda4.toFixed(4)); // 0.9182 0.9175 0.8350
 * ```
 */
export function guttmanLambdas(answers: ItemData, options?: GuttmanLambdasOptions): GuttmanLambdas {
  const { items, covariance, n, missing } = readItems(answers, options);
  const size = items.length;
  const total = requireTotalVariance(covariance);
  const columnSquares = covariance.map((row, i) =>
    row.reduce((sum, entry, j) => sum + (i === j ? 0 : entry * entry), 0),
  );
  const squares = columnSquares.reduce((sum, entry) => sum + entry, 0);
  const lambda1 = 1 - traceOf(covariance) / total;
  const given = options?.halves;
  const split = given !== undefined ? "given" : size <= mostForBest ? "best" : "odd-even";
  const places =
    given !== undefined
      ? requireHalves(given, items)
      : split === "best"
        ? bestSplit(covariance)
        : oddEven([...items.keys()]);
  const lambda6 = lambda6Of(covariance, total);
  const warnings: Warning[] = [];
  if (lambda6 === null) {
    warnings.push({
      code: "dependent-items",
      message: "An item does not vary or is determined by the others, so that there is no λ6: leave it out.",
    });
  }
  if (split === "best" && n !== null && n < fewRespondents) {
    warnings.push({
      code: "small-sample",
      message: `The best of ${2 ** (size - 1) - 1} splits of ${n} respondents overstates λ4: give \`halves\` chosen beforehand.`,
    });
  }
  return {
    lambda1,
    lambda2: lambda1 + Math.sqrt((size / (size - 1)) * squares) / total,
    lambda3: (size / (size - 1)) * lambda1,
    lambda4: (4 * halfMoments(covariance, places).covariance) / total,
    lambda5: lambda1 + (2 * Math.sqrt(Math.max(...columnSquares))) / total,
    lambda6,
    halves: [places[0].map((i) => items[i]!), places[1].map((i) => items[i]!)],
    split,
    n,
    missing,
    warnings,
  };
}

function lambda6Of(covariance: readonly (readonly number[])[], total: number): number | null {
  const shares = covariance.some((row, i) => row[i] === 0)
    ? null
    : squaredMultipleCorrelations(correlationMatrix(covariance));
  if (shares === null) return null;
  return 1 - covariance.reduce((sum, row, i) => sum + row[i]! * (1 - shares[i]!), 0) / total;
}

/**
 * The split whose halves have the largest covariance: all splits in the order of a Gray code, each of which moves one item from half to half.
 * The last item stays in the second half.
 */
function bestSplit(covariance: readonly (readonly number[])[]): readonly [readonly number[], readonly number[]] {
  const size = covariance.length;
  const inFirst = new Uint8Array(size);
  let shared = 0;
  let most = Number.NEGATIVE_INFINITY;
  let best = inFirst;
  for (let step = 1; step < 2 ** (size - 1); step++) {
    const moved = 31 - Math.clz32(step & -step);
    const row = covariance[moved]!;
    let gain = 0;
    for (let j = 0; j < size; j++) if (j !== moved) gain += inFirst[j] === inFirst[moved] ? row[j]! : -row[j]!;
    shared += gain;
    inFirst[moved] = 1 - inFirst[moved]!;
    // A split that is better by rounding alone is no better, so that the same answers give the same split anywhere.
    if (step === 1 || shared > most + 1e-12 * Math.abs(most)) {
      most = shared;
      best = inFirst.slice();
    }
  }
  const places = [...covariance.keys()];
  return [places.filter((i) => best[i] === 1), places.filter((i) => best[i] === 0)];
}
