import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Warning } from "../../types.ts";
import { scoreInRange } from "./indicator-score.ts";
import { type CheckedNode, type IndicatorNode, leavesOf, requireTree } from "./indicator-tree.ts";

/** Options of {@link indicatorIndex}. */
export interface IndicatorIndexOptions {
  /**
   * Weights by name that go before those of the tree: what `analyticHierarchy`, `entropyWeights` or `expertWeights` return.
   * @defaultValue those of the tree
   */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /**
   * What becomes of a node some of whose children have no score. `"renormalize"`: they are dropped and the weights of the others sum to 1;
   * `"null"`: it has no score either.
   * @defaultValue "renormalize"
   */
  readonly onMissing?: "renormalize" | "null" | undefined;
}

/** A node with its score. */
export interface ScoredIndicator {
  /** Name of the node. */
  readonly name: string;
  /** 中文名称。 */
  readonly labelZh: string;
  /** How far below the goal it is: 0 for the goal itself. */
  readonly depth: number;
  /** Name of the node above; `null` for the goal. */
  readonly parent: string | null;
  /** Whether it has no children. */
  readonly leaf: boolean;
  /** Its weight among its siblings as given, of sum 1. */
  readonly weight: number;
  /** Its weight in the goal once missing nodes are dropped: the product of the weights on the way up; 0 where it has no score. */
  readonly pathWeight: number;
  /** From 0 to 100; `null` where there is nothing to make it of. */
  readonly score: number | null;
  /** pathWeight · score: those of all leaves sum to the index; `null` without a score. */
  readonly contribution: number | null;
  /** pathWeight · (100 − score): points of the index that are lost here; `null` without a score. */
  readonly shortfall: number | null;
}

/** What {@link indicatorIndex} returns. */
export interface IndicatorIndex {
  /** The score of the goal, from 0 to 100; `null` where a missing value makes it so (`onMissing: "null"`). */
  readonly index: number | null;
  /** Every node, each before its children. */
  readonly nodes: readonly ScoredIndicator[];
  /** The leaves that have a score, the one that costs the index most first (短板排序). */
  readonly shortfalls: readonly ScoredIndicator[];
  /** Names of the leaves without a value. */
  readonly missing: readonly string[];
  /** `missing-indicators`, `beyond-range` (values cut off at worst or best). */
  readonly warnings: readonly Warning[];
}

/**
 * The index of an indicator system (客户满意度指标体系): from the goal through dimensions to indicators and questions, with what each
 * node adds and costs.
 *
 * A leaf scores its value from 0 to 100 in its range; a node scores Σ weight · child, weights among siblings divided by their sum. The
 * contribution of a node is its path weight (the product of weights on the way up) times its score, its shortfall the path weight times
 * (100 − score): where the index can be raised most.
 *
 * @param tree - The system: the goal with its nodes. Plain JSON, the same from month to month.
 * @param values - By name of a leaf its value: a mean answer, an operating figure, a score; `null` or absent where there is none.
 * @param options - Weights by name; what a missing value does.
 * @returns The index, every node with its score, the ranked shortfalls, and what is missing.
 * @throws InputError `insufficient-data` where no leaf with a weight has a value; `out-of-range` for a value outside 0 to 100 of a leaf
 * without a range, and for weights; `not-finite`; `duplicate-id` for a name that is there twice; `empty` for a node with no children;
 * `bad-option` for names that are no leaf of the tree, or other options.
 * @remarks A weighted arithmetic mean at every level, the usual form of indices of this kind; OECD & JRC (2008), Handbook on Constructing
 * Composite Indicators, discusses others. Twin: R `COINr`.
 * @example
 * ```ts
 * import { indicatorIndex } from "customer-equity/satisfaction";
 * const tree = {
 *   name: "satisfaction",
 *   children: [
 *     { name: "staff", weight: 3, range: { worst: 1, best: 10 } },
 *     { name: "queue minutes", weight: 1, range: { worst: 25, best: 5 } },
 *   ],
 * };
 * const { index, shortfalls } = indicatorIndex(tree, { staff: 8.2, "queue minutes": 12 });
 * console.log(index, shortfalls[0]?.name, shortfalls[0]?.shortfall?.toFixed(1)); // 76.25 staff 15.0
 * ```
 */
export function indicatorIndex(
  tree: IndicatorNode,
  values: Readonly<Record<string, number | null | undefined>>,
  options?: IndicatorIndexOptions,
): IndicatorIndex {
  const { weights = {}, onMissing = "renormalize" } = requireOptions(options);
  const drop = requireOneOf(onMissing, "options.onMissing", ["renormalize", "null"]) === "renormalize";
  const root = requireTree(tree, requireOptions(weights, "options.weights"));
  const leaves = leavesOf(root);
  const beyond: string[] = [];
  const leafScores = readValues(leaves, values, beyond);
  const missing = leaves.filter(({ name }) => leafScores.get(name) === null).map(({ name }) => name);
  const scores = new Map<string, number | null>();
  scoreNode(root, leafScores, drop, scores);
  if (missing.length === leaves.length || (drop && scores.get(root.name) === null)) {
    throw new InputError({
      code: "insufficient-data",
      path: "values",
      expected: `a value of at least one leaf with a weight (${leaves.map(({ name }) => name).join(", ")})`,
      received: values,
    });
  }
  const nodes: ScoredIndicator[] = [];
  listNode(root, { parent: null, depth: 0, pathWeight: 1 }, scores, nodes);
  return {
    index: scores.get(root.name)!,
    nodes,
    shortfalls: nodes
      .filter(({ leaf, shortfall }) => leaf && shortfall !== null)
      .sort((a, b) => b.shortfall! - a.shortfall!),
    missing,
    warnings: warn(missing, beyond, drop),
  };
}

/** The score of each leaf, `null` where it has no value; names of those cut off go to `beyond`. */
function readValues(
  leaves: readonly CheckedNode[],
  values: Readonly<Record<string, number | null | undefined>>,
  beyond: string[],
): Map<string, number | null> {
  const given = requireOptions(values, "values");
  const unknown = Object.keys(given).find((name) => !leaves.some((leaf) => leaf.name === name));
  if (unknown !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `values.${unknown}`,
      expected: `a value of one of the leaves (${leaves.map(({ name }) => name).join(", ")})`,
      received: unknown,
    });
  }
  const scores = new Map<string, number | null>();
  for (const { name, range } of leaves) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === null || value === undefined) {
      scores.set(name, null);
      continue;
    }
    if (range === undefined) {
      const advice = "Give the leaf a range { worst, best } if this is no score.";
      scores.set(name, requireNumber(value, `values.${name}`, { min: 0, max: 100, advice }));
      continue;
    }
    requireNumber(value, `values.${name}`);
    const [low, high] = [Math.min(range.worst, range.best), Math.max(range.worst, range.best)];
    if (value < low || value > high) beyond.push(name);
    scores.set(name, scoreInRange(value, range));
  }
  return scores;
}

/** The children that have a part in a node: with a weight, and, where missing ones are dropped, with a score. */
function heard(
  children: readonly CheckedNode[],
  scores: ReadonlyMap<string, number | null>,
): { readonly total: number; readonly complete: boolean } {
  const weighty = children.filter(({ weight }) => weight > 0);
  const present = weighty.filter(({ name }) => scores.get(name) !== null);
  return {
    total: present.reduce((sum, { weight }) => sum + weight, 0),
    complete: present.length === weighty.length,
  };
}

function scoreNode(
  node: CheckedNode,
  leaves: ReadonlyMap<string, number | null>,
  drop: boolean,
  scores: Map<string, number | null>,
): void {
  if (node.children.length === 0) {
    scores.set(node.name, leaves.get(node.name)!);
    return;
  }
  for (const child of node.children) scoreNode(child, leaves, drop, scores);
  const { total, complete } = heard(node.children, scores);
  if (total === 0 || !(drop || complete)) {
    scores.set(node.name, null);
    return;
  }
  const sum = node.children.reduce((so, { name, weight }) => so + weight * (scores.get(name) ?? 0), 0);
  scores.set(node.name, Math.min(100, sum / total));
}

function listNode(
  node: CheckedNode,
  place: { readonly parent: string | null; readonly depth: number; readonly pathWeight: number },
  scores: ReadonlyMap<string, number | null>,
  nodes: ScoredIndicator[],
): void {
  const { name, labelZh, weight, children } = node;
  const score = scores.get(name)!;
  const pathWeight = score === null ? 0 : place.pathWeight;
  nodes.push({
    name,
    labelZh,
    depth: place.depth,
    parent: place.parent,
    leaf: children.length === 0,
    weight,
    pathWeight,
    score,
    contribution: score === null ? null : pathWeight * score,
    shortfall: score === null ? null : pathWeight * (100 - score),
  });
  const { total } = heard(children, scores);
  for (const child of children) {
    const share = total === 0 ? 0 : (pathWeight * child.weight) / total;
    listNode(child, { parent: name, depth: place.depth + 1, pathWeight: share }, scores, nodes);
  }
}

function warn(missing: readonly string[], beyond: readonly string[], drop: boolean): Warning[] {
  const warnings: Warning[] = [];
  if (missing.length > 0) {
    warnings.push({
      code: "missing-indicators",
      message: `No value for ${missing.join(", ")}: ${drop ? "the weights of the others were raised to sum to 1, so compare this index with others of the same indicators only" : "nodes above have no score"}.`,
      count: missing.length,
    });
  }
  if (beyond.length > 0) {
    warnings.push({
      code: "beyond-range",
      message: `Outside their range and cut off at 0 or 100: ${beyond.join(", ")}. Widen the range if such values are usual.`,
      count: beyond.length,
    });
  }
  return warnings;
}
