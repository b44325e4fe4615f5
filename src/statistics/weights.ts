import { requireColumn, requireNumber, requireOptions } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Column } from "../types.ts";

/** Weights of `rows` rows, the largest of which is 1; all 1 where none were given. Throws unless finite, at least 0, and one above. */
export function readWeights(weights: Column | undefined, path: string, rows: number): Float64Array {
  if (weights === undefined) return new Float64Array(rows).fill(1);
  requireColumn(weights, path, { min: 0 }, rows);
  let largest = 0;
  for (let i = 0; i < rows; i++) largest = Math.max(largest, weights[i]!);
  if (largest === 0) {
    throw new InputError({
      code: "out-of-range",
      path,
      expected: "weights of which at least one is above 0",
      received: weights,
    });
  }
  const scaled = new Float64Array(rows);
  for (let i = 0; i < rows; i++) scaled[i] = weights[i]! / largest;
  return scaled;
}

/** The weights of some rows, the largest of which is 1 again. All are above 0. */
export function pickWeights(weights: Float64Array, rows: ArrayLike<number>): Float64Array {
  const picked = new Float64Array(rows.length);
  let largest = 0;
  for (let k = 0; k < picked.length; k++) {
    picked[k] = weights[rows[k]!]!;
    largest = Math.max(largest, picked[k]!);
  }
  for (let k = 0; k < picked.length; k++) picked[k]! /= largest;
  return picked;
}

/** Kish's effective sample size of weights, (Σw)² / Σw². The largest is about 1. */
export function effectiveSize(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < weights.length; k++) {
    sum += weights[k]!;
    squares += weights[k]! * weights[k]!;
  }
  return (sum * sum) / squares;
}

/** Weights of at least 0 divided by their sum. Throws `out-of-range` where all are 0. */
export function sharesOf(weights: readonly number[], path: string): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) {
    throw new InputError({
      code: "out-of-range",
      path,
      expected: "weights of which at least one is above 0",
      received: 0,
    });
  }
  if (sum < Infinity) return weights.map((weight) => weight / sum);
  const largest = Math.max(...weights);
  return sharesOf(
    weights.map((weight) => weight / largest),
    path,
  );
}

/** Weights by name, in the order of `names`, checked and divided by their sum; equal where none were given. */
export function requireNamedWeights(
  weights: Readonly<Record<string, number>> | undefined,
  names: readonly string[],
  path: string,
): number[] {
  if (weights === undefined) return names.map(() => 1 / names.length);
  const given = requireOptions(weights, path);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `${path}.${unknown}`,
      expected: `a weight of one of ${names.join(", ")}`,
      received: unknown,
    });
  }
  const advice = `Give one weight for each of ${names.join(", ")}.`;
  const values = names.map((name) =>
    requireNumber(Object.hasOwn(given, name) ? given[name] : undefined, `${path}.${name}`, { min: 0, advice }),
  );
  return sharesOf(values, path);
}
