import { requireArray, requireLength, requireNumber, requireRows } from "../checks.ts";
import { InputError } from "../errors.ts";

/** Saaty's mean consistency index of random matrices of 1 to 10 criteria (平均随机一致性指标). */
const randomIndex = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

/**
 * Pairwise judgments (判断矩阵): row i, column j says how many times as important criterion i is as criterion j; entry ji is its
 * reciprocal.
 */
export type PairwiseJudgments = readonly (readonly number[])[];

/** How far a judgment and its reciprocal may be from multiplying to 1. */
const reciprocity = 1e-6;

/** Far beyond Saaty's scale. */
const judgment = { min: 1e-50, max: 1e50, advice: "Judgments go from 1/9 to 9." } as const;

/** Checks that judgments are a positive reciprocal matrix. */
export function requireJudgments(judgments: PairwiseJudgments, path: string): void {
  requireArray(judgments, path, "a square matrix as an array of rows");
  requireRows(judgments, path);
  judgments.forEach((row, i) => {
    requireArray(row, `${path}[${i}]`, "a row of numbers");
    requireLength(row, `${path}[${i}]`, judgments.length);
    for (let j = 0; j < row.length; j++) requireNumber(row[j], `${path}[${i}][${j}]`, judgment);
  });
  judgments.forEach((row, i) => {
    for (let j = 0; j <= i; j++) {
      const product = row[j]! * judgments[j]![i]!;
      if (Math.abs(product - 1) <= reciprocity) continue;
      throw new InputError({
        code: "bad-option",
        path: `${path}[${i}][${j}]`,
        expected: i === j ? "1 on the diagonal" : `the reciprocal of row ${j}, column ${i}, 1 / ${judgments[j]![i]}`,
        received: row[j],
      });
    }
  });
}

/** Weights of criteria from pairwise judgments, and how consistent these are. */
export interface PairwiseWeights {
  /** In the order of the rows, of sum 1. */
  readonly weights: readonly number[];
  /** The principal eigenvalue λ_max of the matrix, whatever the method; at least the number m of criteria. */
  readonly largestEigenvalue: number;
  /** (λ_max − m)/(m − 1); 0 for two criteria or fewer. */
  readonly consistencyIndex: number;
  /** Consistency index by random index; 0 for two criteria or fewer, `null` for more than ten. */
  readonly consistencyRatio: number | null;
}

/** The weights of checked judgments by their principal eigenvector, or by the geometric means of their rows. */
export function pairwiseWeights(
  judgments: PairwiseJudgments,
  method: "eigenvector" | "geometric-mean",
): PairwiseWeights {
  const size = judgments.length;
  const principal = principalEigenvector(judgments);
  const largestEigenvalue = Math.max(size, rayleigh(judgments, principal));
  const consistencyIndex = size > 2 ? (largestEigenvalue - size) / (size - 1) : 0;
  const random = size > 2 ? (randomIndex[size - 1] ?? null) : 1;
  return {
    weights: method === "eigenvector" ? principal : geometricMeans(judgments),
    largestEigenvalue,
    consistencyIndex,
    consistencyRatio: random === null ? null : consistencyIndex / random,
  };
}

/**
 * The positive eigenvector of a positive matrix, of sum 1, by squaring the matrix: the k-th square has the error of 2^k steps of the power
 * method, and sums of positive numbers lose no digits.
 */
function principalEigenvector(matrix: readonly (readonly number[])[]): number[] {
  let power = matrix;
  let vector = normalized(power.map(sum));
  for (let round = 0; round < 60; round++) {
    const largest = Math.max(...power.map((row) => Math.max(...row)));
    const scaled = power.map((row) => row.map((entry) => entry / largest));
    power = scaled.map((row) => row.map((_, j) => row.reduce((total, entry, k) => total + entry * scaled[k]![j]!, 0)));
    const next = normalized(power.map(sum));
    const moved = next.some((entry, i) => Math.abs(entry - vector[i]!) > 1e-15 * entry);
    vector = next;
    if (!moved) break;
  }
  return vector;
}

/** Σᵢ (A w)ᵢ for a vector w of sum 1, which is the eigenvalue of an eigenvector. */
function rayleigh(matrix: readonly (readonly number[])[], vector: readonly number[]): number {
  return sum(matrix.map((row) => row.reduce((total, entry, j) => total + entry * vector[j]!, 0)));
}

function geometricMeans(matrix: readonly (readonly number[])[]): number[] {
  const logs = matrix.map((row) => sum(row.map(Math.log)) / row.length);
  const largest = Math.max(...logs);
  return normalized(logs.map((log) => Math.exp(log - largest)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function normalized(values: readonly number[]): number[] {
  const total = sum(values);
  return values.map((value) => value / total);
}
