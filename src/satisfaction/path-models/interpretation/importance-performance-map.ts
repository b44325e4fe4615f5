import { requireOneOf, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import type { ClassColumn, ClassName } from "../../../types.ts";
import {
  findCuts,
  importanceQuadrants,
  type QuadrantCuts,
  type QuadrantRule,
  quadrantColumn,
  rangeOf,
} from "../../drivers/quadrants.ts";
import type { PlsPathFit } from "../pls-path-fit.ts";
import { requirePlsFit } from "./require-pls-fit.ts";

/** Options of {@link importancePerformanceMap}. */
export interface ImportancePerformanceMapOptions<N extends string = string> {
  /** The block that is to be improved: satisfaction, loyalty. */
  readonly target: N;
  /**
   * Where the quadrants meet: at the means or medians of the blocks, in the middle of the total effects and at an index of 50, or at numbers of
   * the bank's own.
   * @defaultValue "mean"
   */
  readonly cuts?: QuadrantRule | undefined;
}

/** A block on the map. */
export interface ImportancePoint<N extends string = string> extends ClassName {
  readonly block: N;
  /** Total effect on the target (重要性): its standard deviations for one of the block. */
  readonly importance: number;
  /** The 0 to 100 index of the block (绩效). */
  readonly performance: number;
  /**
   * Points by which the index of the target rises with one point of this block's, the other causes as they are; `null` where indices are not the
   * scores in other units: in a consistent fit, and with indices of standardized weights.
   */
  readonly effectPerPoint: number | null;
}

/** What {@link importancePerformanceMap} returns. */
export interface ImportancePerformanceMap<N extends string = string> {
  /** The target, with its names. */
  readonly target: ClassName & { readonly block: N; readonly performance: number | null };
  /** The blocks that act on it, directly or through others, the most important first. */
  readonly points: readonly ImportancePoint<N>[];
  /** Where the quadrants meet. */
  readonly cuts: QuadrantCuts;
  /** The quadrant of each point, in the order of `points`: keep up the good work, concentrate here, low priority, possible overkill. */
  readonly quadrants: ClassColumn;
  /** Blocks that act on the target but have no index. */
  readonly missing: readonly N[];
}

/**
 * Where to improve (重要性—绩效分析, IPMA): how much each block does for the target, beside how well it does. Important and weak: concentrate here.
 *
 * importance = total effect on the target, performance = index of the block; a value at a cut counts as high
 *
 * @param fit - A fit of `fitPlsPath` with a scale.
 * @param options - The target; cuts of your own.
 * @returns A point and a quadrant for each block that acts on the target. The distance of a quadrant is that to the nearer cut, as a share of the range
 * of its axis.
 * @throws InputError `bad-option` for an unknown target, one on which nothing acts, and a fit without a scale; `unknown-kind` for what is no fit;
 * `not-finite` for the cuts, `zero-variance` for the middle of total effects that are all the same.
 * @remarks Sources: Martilla & James (1977); Ringle & Sarstedt (2016), Industrial Management & Data Systems 116(9), whose importance is
 * `effectPerPoint`. Twins: SmartPLS, seminrExtras.
 * @example
 * ```ts
 * import { fitPlsPath, importancePerformanceMap, pathModel } from "customer-equity/satisfaction";
 * const answers = {
 *   queue: [5, 6, 3, 7, 4, 2, 6, 5, 1, 7, 4, 5], staff: [9, 8, 8, 9, 9, 8, 9, 9, 7, 9, 8, 9],
 *   overall: [8, 9, 5, 9, 6, 4, 8, 7, 4, 9, 5, 7],
 * };
 * const model = pathModel({
 *   blocks: { waiting: { items: ["queue"] }, people: { items: ["staff"] }, satisfaction: { items: ["overall"] } },
 *   edges: [["waiting", "satisfaction"], ["people", "satisfaction"]],
 * });
 * const fit = fitPlsPath(answers, { model, scale: { min: 1, max: 10 } });
 * const { points, quadrants } = importancePerformanceMap(fit, { target: "satisfaction" });
 * console.log(points[0]!.block, quadrants.classes[quadrants.codes[0]!]!.label); // waiting concentrate here
 * ```
 */
export function importancePerformanceMap<N extends string>(
  fit: PlsPathFit<N>,
  options: ImportancePerformanceMapOptions<NoInfer<N>>,
): ImportancePerformanceMap<N> {
  const { target, cuts: asked = "mean" } = requireOptions(options);
  const { model, names } = requirePlsFit(fit);
  const { settings } = model;
  const { blocks } = fit;
  requireOneOf(target, "options.target", names);
  if (settings.indexScale === null) {
    throw new InputError({
      code: "bad-option",
      path: "fit",
      expected: "a fit with indices from 0 to 100",
      received: null,
      advice: "Give the scale of the answers to fitPlsPath.",
    });
  }
  const effects = fit.effects
    .filter(({ to }) => to === target)
    .map(({ from, total }) => ({ from, importance: total, performance: blocks[from].index }))
    .sort((one, other) => other.importance - one.importance);
  const exact = !settings.consistent && settings.indexWeights === "raw";
  const spread = blocks[target].indexDeviation;
  const points = effects.flatMap(({ from, importance, performance }): ImportancePoint<N>[] => {
    if (performance === null) return [];
    const { label, labelZh, indexDeviation } = blocks[from];
    const effectPerPoint = exact && spread !== null ? (importance * spread) / indexDeviation! : null;
    return [{ block: from, label, labelZh, importance, performance, effectPerPoint }];
  });
  if (points.length === 0) {
    throw new InputError({
      code: "bad-option",
      path: "options.target",
      expected: "a block that others with an index act on",
      received: target,
    });
  }
  const importance = points.map((point) => point.importance);
  const performance = points.map((point) => point.performance);
  const pairs = { names: points.map(({ block }) => block), x: importance, y: performance };
  const cuts = findCuts(asked, pairs, { min: 0, max: 100 }, rangeOf(importance));
  const { label, labelZh, index } = blocks[target];
  return {
    target: { block: target, label, labelZh, performance: index },
    points,
    cuts,
    quadrants: quadrantColumn(pairs, { x: cuts.importance, y: cuts.performance }, importanceQuadrants),
    missing: effects.flatMap(({ from, performance: own }) => (own === null ? [from] : [])),
  };
}
