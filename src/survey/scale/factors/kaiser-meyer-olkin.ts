import { InputError } from "../../../errors.ts";
import { choleskyInverse } from "../../../numeric/cholesky.ts";
import type { ClassColumn, Classification, ClassName, NullableColumn } from "../../../types.ts";
import { requireCorrelationFactor } from "../items/correlation-factor.ts";
import { type ItemData, type ItemOptions, readItems, requireCorrelations } from "../items/item-data.ts";

/** What {@link kaiserMeyerOlkin} returns. */
export interface KaiserMeyerOlkin {
  /** Measure of sampling adequacy of all items (KMO 值), from 0 to 1. */
  readonly overall: number;
  /** Kaiser's word for it; `rule`: the index of the grade, 0 for marvelous; `distance`: to the nearest cut. */
  readonly grade: Classification;
  /** Names of the items. */
  readonly items: readonly string[];
  /** Measure of each item (MSA); `null` where it correlates with no other. */
  readonly byItem: NullableColumn;
  /** Kaiser's word for each item, `unacceptable` where there is no measure; `rules` and `distances` as for the whole. */
  readonly itemGrades: ClassColumn;
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
}

/** Kaiser's grades (1974), best first, and where each begins. */
const grades: readonly (ClassName & { readonly from: number })[] = [
  { label: "marvelous", labelZh: "非常适合", from: 0.9 },
  { label: "meritorious", labelZh: "适合", from: 0.8 },
  { label: "middling", labelZh: "一般", from: 0.7 },
  { label: "mediocre", labelZh: "不太适合", from: 0.6 },
  { label: "miserable", labelZh: "不适合", from: 0.5 },
  { label: "unacceptable", labelZh: "极不适合", from: Number.NEGATIVE_INFINITY },
];

/**
 * Kaiser-Meyer-Olkin measure of sampling adequacy (KMO 取样适切性量数): whether items have enough in common for a factor analysis.
 *
 * KMO = Σ r² / (Σ r² + Σ q²) over i ≠ j, r the correlations and q those that are left when all other items are held fixed,
 * qᵢⱼ = −(R⁻¹)ᵢⱼ / √((R⁻¹)ᵢᵢ (R⁻¹)ⱼⱼ); for an item the sums over j alone. Grades, from their cut up: marvelous .9, meritorious .8, middling
 * .7, mediocre .6, miserable .5, below unacceptable.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - Items, scale, reversed items, missing answers.
 * @returns The measure of all items and of each, with Kaiser's words for them.
 * @throws InputError `singular` where items determine each other, `zero-variance` where an item does not vary or no two items correlate,
 * `insufficient-data` for fewer than two items or complete respondents; `empty`, `length-mismatch`, `not-finite`, `out-of-range`,
 * `duplicate-id` for the answers; `bad-option` for the options.
 * @remarks Sources: Kaiser (1970), Psychometrika 35; Kaiser & Rice (1974), Educational and Psychological Measurement 34; Kaiser (1974),
 * Psychometrika 39. Twins: R `psych::KMO` (takes a generalized inverse where items determine each other), Python
 * `factor_analyzer.calculate_kmo`, SPSS FACTOR.
 * @example
 * ```ts
 * import { kaiserMeyerOlkin } from "customer-equity/servqual";
 * const correlations = [[1, 0.6, 0.5, 0.2], [0.6, 1, 0.4, 0.3], [0.5, 0.4, 1, 0.1], [0.2, 0.3, 0.1, 1]];
 * const { overall, grade } = kaiserMeyerOlkin({ correlations, n: 100 });
 * console.log(overall.toFixed(4), grade.label, grade.labelZh); // 0.6759 mediocre 不太适合
 * ```
 */
export function kaiserMeyerOlkin(answers: ItemData, options?: ItemOptions): KaiserMeyerOlkin {
  const read = readItems(answers, options);
  const correlations = requireCorrelations(read);
  const inverse = choleskyInverse(requireCorrelationFactor(correlations, read.items));
  const sums = correlations.map((row, i) => {
    let [shared, partial] = [0, 0];
    row.forEach((r, j) => {
      if (i === j) return;
      shared += r * r;
      partial += inverse[i]![j]! ** 2 / (inverse[i]![i]! * inverse[j]![j]!);
    });
    return { shared, partial };
  });
  const all = sums.reduce((sum, { shared }) => sum + shared, 0);
  if (all === 0) {
    throw new InputError({
      code: "zero-variance",
      path: "answers",
      expected: "at least two items that correlate",
      received: "correlations of 0",
      advice: "Items that have nothing in common are no scale.",
    });
  }
  const byItem = sums.map(({ shared, partial }) => (shared + partial > 0 ? shared / (shared + partial) : null));
  const graded = byItem.map((measure) => gradeOf(measure ?? 0));
  const overall = all / (all + sums.reduce((sum, { partial }) => sum + partial, 0));
  return {
    overall,
    grade: gradeOf(overall),
    items: read.items,
    byItem,
    itemGrades: {
      classes: grades.map(({ label, labelZh }) => ({ label, labelZh })),
      codes: Uint16Array.from(graded, ({ rule }) => rule),
      rules: Uint16Array.from(graded, ({ rule }) => rule),
      distances: Float64Array.from(graded, ({ distance }) => distance),
    },
    n: read.n,
    missing: read.missing,
  };
}

function gradeOf(measure: number): Classification {
  const rule = grades.findIndex(({ from }) => measure >= from);
  const { label, labelZh } = grades[rule]!;
  const distance = Math.min(...grades.map(({ from }) => Math.abs(measure - from)));
  return { label, labelZh, rule, distance };
}
