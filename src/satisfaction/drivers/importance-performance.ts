import { requireNumber, requireOptions } from "../../checks.ts";
import { reaches } from "../../numeric/reaches.ts";
import { type AnswerScale, largestAnswer, requireScale } from "../../survey/answers.ts";
import type { ClassColumn, ClassName } from "../../types.ts";
import {
  findCuts,
  importanceQuadrants,
  type NamedPairs,
  type QuadrantCuts,
  type QuadrantRule,
  quadrantColumn,
  rangeOf,
  requirePairs,
} from "./quadrants.ts";

/** Importance and performance of the same attributes. */
export interface ImportanceAndPerformance {
  /** By attribute how much it matters: a Shapley share, a total effect, a stated rating. */
  readonly importance: Readonly<Record<string, number>>;
  /** By attribute how the bank does: a mean rating, an index. */
  readonly performance: Readonly<Record<string, number>>;
}

/** Options of {@link importancePerformance}. */
export interface ImportancePerformanceOptions {
  /** The scale of performance: `{ min: 1, max: 10 }` of ratings, `{ min: 0, max: 100 }` of indices. */
  readonly scale: AnswerScale;
  /**
   * The scale of importance, for the midpoint and the diagonal.
   * @defaultValue from the smallest to the largest importance given
   */
  readonly importanceScale?: AnswerScale | undefined;
  /**
   * Where the quadrants meet: at the means, the medians, the middles of the scales, or at numbers of the bank's own.
   * @defaultValue "mean"
   */
  readonly cuts?: QuadrantRule | undefined;
}

/** One attribute, as the ranking has it. */
export interface AttributePriority {
  /** Name of the attribute. */
  readonly name: string;
  /** Its importance. */
  readonly importance: number;
  /** Its performance. */
  readonly performance: number;
  /** Its quadrant. */
  readonly quadrant: ClassName;
  /** importance/Σ importance · (max − performance): what could be gained; `null` where an importance is negative or all are 0. */
  readonly priority: number | null;
  /**
   * Importance less performance, both from 0 to 100 (对角线法): above 0 where an attribute does worse than its importance asks for.
   * `null` where all importances are the same and have no scale.
   */
  readonly gap: number | null;
}

/** What {@link importancePerformance} returns. */
export interface ImportancePerformance {
  /**
   * The quadrant of each attribute, whose names are in `customers`. Rules are those of the quadrants; the distance is that from the
   * nearer cut as a share of the range of the values on its axis.
   */
  readonly quadrants: ClassColumn;
  /** Where the quadrants meet. */
  readonly cuts: QuadrantCuts;
  /** The attributes, highest priority first (优先改进顺序); in the order given where there are no priorities. */
  readonly attributes: readonly AttributePriority[];
  /**
   * The variant by the diagonal: who lies above the line on which importance is performance. Class 0 `improve` above it, 1 `adequate`
   * on or below. The distance is |gap|. `null` where there are no gaps.
   */
  readonly diagonal: ClassColumn | null;
}

const sides: readonly ClassName[] = [
  { label: "improve", labelZh: "需要改进" },
  { label: "adequate", labelZh: "表现相称" },
];

/**
 * Importance–performance analysis (四分图模型, IPA): which attributes to keep up, to concentrate on, to leave and to save on.
 *
 * Important and done well: keep up the good work 优势区; important and not: concentrate here 修补区; neither: low priority 机会区; done
 * well and not important: possible overkill 维持区. A value at its cut is high. Chinese names of the quadrants vary.
 *
 * @param data - By attribute its importance and its performance.
 * @param options - Scales, and where the quadrants meet.
 * @returns The quadrant of each attribute, the priorities, and the variant by the diagonal.
 * @throws InputError `empty` without attributes, `length-mismatch` for one that has only one of the two, `out-of-range` for a
 * performance outside the scale, an importance outside its own; `zero-variance` for the midpoint of importances that are all the same,
 * without a scale; `not-finite`, `bad-option`.
 * @remarks Sources: Martilla & James (1977), Journal of Marketing 41(1); the diagonal: Hawes & Rao (1985), Slack (1994). Cuts at the
 * means make it a ranking within the bank: half of the attributes look bad, however good the bank is. There is no standard twin.
 * @example
 * ```ts
 * import { importancePerformance } from "customer-equity/satisfaction";
 * const { quadrants, attributes } = importancePerformance(
 *   {
 *     importance: { image: 20.1, expectation: 14.4, quality: 19.7, value: 45.8 },
 *     performance: { image: 7.55, expectation: 7.49, quality: 6.96, value: 7.08 },
 *   },
 *   { scale: { min: 1, max: 10 } },
 * );
 * console.log(quadrants.classes[quadrants.codes[3]!]?.labelZh, attributes[0]?.name); // 修补区 value
 * ```
 */
export function importancePerformance(
  data: ImportanceAndPerformance,
  options: ImportancePerformanceOptions,
): ImportancePerformance {
  const { scale: given, importanceScale, cuts: asked = "mean" } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const { importance, performance } = requireOptions(data, "data");
  const pairs = requirePairs(
    importance as Readonly<Record<string, number>>,
    performance as Readonly<Record<string, number>>,
    ["data.importance", "data.performance"],
  );
  for (const [i, value] of pairs.y.entries()) requireNumber(value, `data.performance.${pairs.names[i]}`, scale);
  const ends = requireImportanceScale(importanceScale, pairs);
  const cuts = findCuts(asked, pairs, scale, ends);
  const column = quadrantColumn(pairs, { x: cuts.importance, y: cuts.performance }, importanceQuadrants);
  const gaps = ends && pairs.names.map((_, i) => share(pairs.x[i]!, ends) - share(pairs.y[i]!, scale));
  const whole = pairs.x.some((value) => value < 0) ? 0 : pairs.x.reduce((sum, value) => sum + value, 0);
  const attributes = pairs.names.map(
    (name, i): AttributePriority => ({
      name,
      importance: pairs.x[i]!,
      performance: pairs.y[i]!,
      quadrant: importanceQuadrants[column.codes[i]!]!,
      priority: whole > 0 ? (pairs.x[i]! / whole) * (scale.max - pairs.y[i]!) : null,
      gap: gaps?.[i] ?? null,
    }),
  );
  return {
    quadrants: column,
    cuts,
    attributes: attributes.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0)),
    diagonal: gaps && diagonalColumn(gaps, pairs.names),
  };
}

/** The ends of importance; `null` where all are the same and there is no scale. */
function requireImportanceScale(scale: AnswerScale | undefined, { names, x }: NamedPairs): AnswerScale | null {
  const any = { min: -largestAnswer, max: largestAnswer };
  for (const [i, value] of x.entries()) requireNumber(value, `data.importance.${names[i]}`, any);
  if (scale === undefined) return rangeOf(x);
  requireScale(scale, "options.importanceScale");
  for (const [i, value] of x.entries()) requireNumber(value, `data.importance.${names[i]}`, scale);
  return scale;
}

function share(value: number, { min, max }: AnswerScale): number {
  return (100 * (value - min)) / (max - min);
}

function diagonalColumn(gaps: readonly number[], names: readonly string[]): ClassColumn {
  // On the line within rounding is on it.
  const codes = Uint16Array.from(gaps, (gap) => (reaches(-gap + 100, 100) ? 1 : 0));
  return {
    classes: sides,
    codes,
    rules: codes.slice(),
    distances: Float64Array.from(gaps, Math.abs),
    customers: names,
  };
}
