import { describe, expect, it } from "vitest";
import { cholesky, choleskyInverse, choleskySolve } from "../../../src/numeric/cholesky.ts";

const matrix = [
  [4, 12, -16],
  [12, 37, -43],
  [-16, -43, 98],
];

describe("cholesky", () => {
  it("factors, solves and inverts", () => {
    const factor = cholesky(matrix)!;
    expect(factor).toEqual([
      [2, 0, 0],
      [6, 1, 0],
      [-8, 5, 3],
    ]);
    expect(choleskySolve(factor, [-20, -43, 192])).toEqual([1, 2, 3]);
    const inverse = choleskyInverse(factor);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const product = matrix[i]!.reduce((sum, entry, k) => sum + entry * inverse[k]![j]!, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 10);
        expect(inverse[i]![j]).toBe(inverse[j]![i]);
      }
    }
  });

  it("is accurate on scales that differ by 1e20", () => {
    const scaled = [
      [4e-20, 1e-10],
      [1e-10, 1],
    ];
    const inverse = choleskyInverse(cholesky(scaled)!);
    const determinant = 4e-20 - 1e-20;
    expect(inverse[0]![0]! / (1 / determinant)).toBeCloseTo(1, 13);
    expect(inverse[0]![1]! / (-1e-10 / determinant)).toBeCloseTo(1, 13);
    expect(inverse[1]![1]! / (4e-20 / determinant)).toBeCloseTo(1, 13);
  });

  it.each([
    {
      name: "indefinite",
      bad: [
        [1, 2],
        [2, 1],
      ],
    },
    {
      name: "singular",
      bad: [
        [1, 1],
        [1, 1],
      ],
    },
    { name: "zero", bad: [[0]] },
    { name: "negative", bad: [[-1]] },
    { name: "not a number", bad: [[Number.NaN]] },
  ])("returns null for a matrix that is $name", ({ bad }) => {
    expect(cholesky(bad)).toBeNull();
  });

  it("takes the empty matrix and leaves its input alone", () => {
    expect(cholesky([])).toEqual([]);
    const copy = structuredClone(matrix);
    const right = [1, 2, 3];
    choleskySolve(cholesky(matrix)!, right);
    expect(matrix).toEqual(copy);
    expect(right).toEqual([1, 2, 3]);
  });
});
