import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { type SampleShare, wilsonInterval } from "../../statistics/share-interval.ts";
import type { Classification } from "../../types.ts";
import { type KanoCategoryName, kanoCategories } from "./kano-category.ts";

/** How many respondents put an attribute into each category. */
export type KanoCounts = Readonly<Record<KanoCategoryName, number>>;

/** Options of {@link kanoAttribute}. */
export interface KanoAttributeOptions extends LevelOptions {
  /**
   * `"mode"`: the largest count; `"rule-of-sums"`: the largest of attractive, one-dimensional and must-be where these together are more
   * than the others, else the largest of the others.
   * @defaultValue "mode"
   */
  readonly rule?: "mode" | "rule-of-sums" | undefined;
}

/** Whether the largest count is clearly larger than the second. */
export interface FongTest {
  /** The largest count less the second. */
  readonly difference: number;
  /** 1.65 √((a + b)(2N − a − b)/(2N)), from which on it is. */
  readonly threshold: number;
  /** Whether the category is clear (类别显著). */
  readonly clear: boolean;
}

/** What {@link kanoAttribute} returns. */
export interface KanoAttribute {
  /** How many respondents put it into each category. */
  readonly counts: KanoCounts;
  /** Respondents behind it. */
  readonly n: number;
  /**
   * The category. Rule 0: the largest count; 1: the largest of those that the rule of sums allows, and another has more; 2: a tie,
   * broken in the order must-be, one-dimensional, attractive, indifferent, reverse, questionable. The distance is the category
   * strength.
   */
  readonly category: Classification;
  /**
   * Better (满意影响力 SI): (A + O)/(A + O + M + I), by how much the attribute can raise satisfaction; `null` where all answers are R or Q.
   */
  readonly better: SampleShare | null;
  /** Worse (不满意影响力 DSI): −(O + M)/(A + O + M + I), from −1 to 0; `null` likewise. */
  readonly worse: SampleShare | null;
  /** Category strength: (largest − second)/N. */
  readonly categoryStrength: number;
  /** Total strength: (A + O + M)/N, how many it matters to. */
  readonly totalStrength: number;
  /** Fong's test of the category. */
  readonly fong: FongTest;
}

/**
 * What an attribute is to customers, from the counts of a Kano questionnaire (KANO 模型单项分析): category, better and worse,
 * strengths, and whether the category is clear.
 *
 * better = (A + O)/(A + O + M + I), worse = −(O + M)/(A + O + M + I), with Wilson's interval; category strength (largest − second)/N,
 * total strength (A + O + M)/N; Fong: clear where a − b ≥ 1.65 √((a + b)(2N − a − b)/(2N)) for the two largest counts a and b.
 *
 * @param counts - By category how many respondents.
 * @param options - The rule for the category; level of the intervals.
 * @returns The category, coefficients and tests.
 * @throws InputError `empty` where all counts are 0, `out-of-range` for a count that is negative or not whole, `not-finite`, `bad-option`.
 * @remarks Sources: Berger et al. (1993); strengths: Lee & Newcomb (1997), Quality Management Journal 4(3); Fong (1996), Center for
 * Quality of Management Journal 5(3). There is no maintained twin; spreadsheets give the same figures.
 * @example
 * ```ts
 * import { kanoAttribute } from "customer-equity/satisfaction";
 * const counts = { attractive: 30, "one-dimensional": 42, "must-be": 15, indifferent: 10, reverse: 2, questionable: 1 };
 * const { category, better, worse, fong } = kanoAttribute(counts);
 * console.log(category.labelZh, better?.share.toFixed(3), worse?.share.toFixed(3), fong.clear); // 期望属性 0.742 -0.588 true
 * ```
 */
export function kanoAttribute(counts: KanoCounts, options?: KanoAttributeOptions): KanoAttribute {
  const { rule = "mode", level: asked } = requireOptions(options);
  requireOneOf(rule, "options.rule", ["mode", "rule-of-sums"]);
  const level = requireLevel(asked);
  const given = requireOptions(counts, "counts");
  const sizes = kanoCategories.map(({ label }) =>
    requireNumber(given[label], `counts.${label}`, { integer: true, min: 0, max: 2 ** 40 }),
  );
  const [must, oneDimensional, attractive, indifferent] = sizes as [number, number, number, number];
  const n = sizes.reduce((sum, size) => sum + size, 0);
  if (n === 0) {
    throw new InputError({ code: "empty", path: "counts", expected: "at least one respondent", received: counts });
  }
  const code = categoryOf(sizes, rule);
  const [largest, second] = [...sizes].sort((a, b) => b - a) as [number, number];
  const matters = must + oneDimensional + attractive;
  const base = matters + indifferent;
  const worse = base === 0 ? null : shareOf(oneDimensional + must, base, level);
  const threshold = 1.65 * Math.sqrt(((largest + second) * (2 * n - largest - second)) / (2 * n));
  const { label, labelZh } = kanoCategories[code]!;
  const tied = sizes.filter((size) => size === sizes[code]).length > 1 && sizes[code] === largest;
  return {
    counts: Object.fromEntries(kanoCategories.map((category, k) => [category.label, sizes[k]!])) as KanoCounts,
    n,
    category: {
      label,
      labelZh,
      rule: sizes[code]! < largest ? 1 : tied ? 2 : 0,
      distance: (largest - second) / n,
    },
    better: base === 0 ? null : shareOf(attractive + oneDimensional, base, level),
    worse: worse && { share: 0 - worse.share, lower: 0 - worse.upper, upper: 0 - worse.lower },
    categoryStrength: (largest - second) / n,
    totalStrength: matters / n,
    fong: { difference: largest - second, threshold, clear: largest - second >= threshold },
  };
}

/** The index of the category, the first in the order of ties. */
function categoryOf(sizes: readonly number[], rule: "mode" | "rule-of-sums"): number {
  if (rule === "mode") return sizes.indexOf(Math.max(...sizes));
  const matters = sizes[0]! + sizes[1]! + sizes[2]!;
  const others = sizes[3]! + sizes[4]! + sizes[5]!;
  const [from, to] = matters > others ? [0, 3] : [3, 6];
  return from + sizes.slice(from, to).indexOf(Math.max(...sizes.slice(from, to)));
}

function shareOf(count: number, size: number, level: number): SampleShare {
  return { share: count / size, ...wilsonInterval(count / size, size, level) };
}
