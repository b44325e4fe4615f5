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
