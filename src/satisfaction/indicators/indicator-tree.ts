import { requireArray, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireText } from "../../statistics/require-names.ts";
import { sharesOf } from "../../statistics/weights.ts";
import { type IndicatorRange, requireRange } from "./indicator-score.ts";

/** A node of an indicator system (指标体系): the goal, a dimension, an indicator or a question. */
export interface IndicatorNode {
  /** Its name, each once in the tree: values and weights go by it. */
  readonly name: string;
  /** 中文名称; the same as `name` where absent. */
  readonly labelZh?: string | undefined;
  /**
   * Its weight among the nodes beside it; only ratios count. All of them have one, or none.
   * @defaultValue equal to that of its siblings
   */
  readonly weight?: number | undefined;
  /** The nodes it is made of; absent for a leaf, which has a value. */
  readonly children?: readonly IndicatorNode[] | undefined;
  /**
   * Of a leaf: the values that score 0 and 100: the worst and best of an operating figure, or the ends of the scale of a question.
   * @defaultValue the value is a score from 0 to 100 already
   */
  readonly range?: IndicatorRange | undefined;
}

/** A node as the code reads it: checked, with the share of its weight among its siblings. */
export interface CheckedNode {
  readonly name: string;
  readonly labelZh: string;
  readonly weight: number;
  readonly children: readonly CheckedNode[];
  readonly range: IndicatorRange | undefined;
}

/** Deeper than this a tree refers to itself. */
const deepest = 50;

/** Checks a tree; `weights` by name go before those of the nodes. */
export function requireTree(tree: IndicatorNode, weights: Readonly<Record<string, number>>): CheckedNode {
  const names = new Set<string>();
  const visit = (node: IndicatorNode, path: string, weight: number, depth: number): CheckedNode => {
    const { name, labelZh = name, children, range } = requireOptions(node, path);
    requireText(name, `${path}.name`);
    requireText(labelZh, `${path}.labelZh`);
    if (names.has(name)) {
      throw new InputError({ code: "duplicate-id", path: `${path}.name`, expected: "each name once", received: name });
    }
    if (depth > deepest) {
      throw new InputError({ code: "bad-option", path, expected: `a tree at most ${deepest} deep`, received: depth });
    }
    names.add(name);
    if (children === undefined) {
      if (range !== undefined) requireRange(range, `${path}.range`);
      return { name, labelZh, weight, children: [], range };
    }
    requireArray(children, `${path}.children`, "an array of nodes");
    if (children.length === 0) {
      throw new InputError({
        code: "empty",
        path: `${path}.children`,
        expected: "at least one node",
        received: children,
        advice: "Leave `children` away for a leaf.",
      });
    }
    const shares = nodeShares(children, `${path}.children`, weights);
    const checked = children.map((child, i) => visit(child, `${path}.children[${i}]`, shares[i]!, depth + 1));
    return { name, labelZh, weight, children: checked, range: undefined };
  };
  const root = visit(tree, "tree", 1, 0);
  const unknown = Object.keys(weights).find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `options.weights.${unknown}`,
      expected: "a weight of a node of the tree",
      received: unknown,
    });
  }
  return root;
}

/** The leaves of a checked tree, in their order. */
export function leavesOf(node: CheckedNode): readonly CheckedNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

function nodeShares(
  children: readonly IndicatorNode[],
  path: string,
  weights: Readonly<Record<string, number>>,
): readonly number[] {
  const given = children.map((child, i) => {
    const { name, weight } = requireOptions(child, `${path}[${i}]`);
    return Object.hasOwn(weights, name) ? weights[name] : weight;
  });
  if (given.every((weight) => weight === undefined)) return children.map(() => 1 / children.length);
  const values = given.map((weight, i) =>
    requireNumber(weight, `${path}[${i}].weight`, {
      min: 0,
      advice: "Give a weight to each of the nodes that lie beside each other, or to none.",
    }),
  );
  return sharesOf(values, path);
}
