import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { AnswerScale } from "../../survey/answers.ts";

/** What one question adds to an index. */
export interface IndexItem {
  /** Name of the question. */
  readonly name: string;
  /** Mean of its answers. */
  readonly mean: number;
  /** Its weight; the weights sum to 1. */
  readonly weight: number;
  /** The mean from 0 to 100. */
  readonly index: number;
  /** weight · index: the contributions sum to the index. */
  readonly contribution: number;
  /** weight · (100 − index): how many points of the index are lost here. */
  readonly shortfall: number;
}

/** Weights by question, checked and divided by their sum; equal where none were given. */
export function requireItemWeights(
  weights: Readonly<Record<string, number>> | undefined,
  items: readonly string[],
  path: string,
): number[] {
  if (weights === undefined) return items.map(() => 1 / items.length);
  requireOptions(weights, path);
  for (const name of Object.keys(weights)) {
    if (items.includes(name)) continue;
    throw new InputError({
      code: "bad-option",
      path: `${path}.${name}`,
      expected: `a weight of one of the items (${items.join(", ")})`,
      received: name,
    });
  }
  const values = items.map((name) => requireNumber(weights[name], `${path}.${name}`, { min: 0 }));
  const largest = Math.max(...values);
  if (largest === 0) {
    throw new InputError({
      code: "out-of-range",
      path,
      expected: "a weight above 0 of at least one item",
      received: 0,
    });
  }
  const scaled = values.map((value) => value / largest);
  const total = scaled.reduce((sum, value) => sum + value, 0);
  return scaled.map((value) => value / total);
}

/** The items of an index from means and normalised weights. */
export function indexItems(
  names: readonly string[],
  means: readonly number[],
  weights: readonly number[],
  { min, max }: AnswerScale,
): IndexItem[] {
  return names.map((name, j) => {
    const [mean, weight] = [means[j]!, weights[j]!];
    const index = (100 * (mean - min)) / (max - min);
    return { name, mean, weight, index, contribution: weight * index, shortfall: weight * (100 - index) };
  });
}

/** The index: what its items contribute. Within rounding of 100 and of 0 it is that. */
export function indexOfItems(items: readonly IndexItem[]): number {
  return Math.min(
    100,
    Math.max(
      0,
      items.reduce((sum, { contribution }) => sum + contribution, 0),
    ),
  );
}
