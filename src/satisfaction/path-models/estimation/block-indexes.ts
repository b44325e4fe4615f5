import type { AnswerScale } from "../../../survey/answers.ts";

/** An item as an index weighs it. */
export interface IndexItem {
  /** Standardized weight. */
  readonly weight: number;
  /** Standard deviation of the answers. */
  readonly deviation: number;
}

/**
 * Weights of the items of a block in its index: w / s, so that they count answers and not standard deviations (the weights alone where
 * `standardized`), divided by their sum; `null` where that is not above 0.
 */
export function indexWeights(items: readonly IndexItem[], standardized: boolean): readonly number[] | null {
  const own = items.map(({ weight, deviation }) => (standardized ? weight : weight / deviation));
  const size = own.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const sum = own.reduce((total, weight) => total + weight, 0);
  return sum > 1e-9 * size ? own.map((weight) => weight / sum) : null;
}

/** The score formula of the national indices: (Σ w x − min) / (max − min) · 100 of weights that sum to 1. */
export function indexOf(weights: readonly number[], answers: readonly number[], { min, max }: AnswerScale): number {
  return (weights.reduce((sum, weight, h) => sum + weight * (answers[h]! - min), 0) / (max - min)) * 100;
}
