import { describe, expect, it } from "vitest";
import { jacobiEigen } from "../../../src/numeric/jacobi-eigen.ts";

/** The matrix of given eigenvalues in a frame turned by two rotations. */
function turned(values: readonly number[]): number[][] {
  const [c, s, d, t] = [Math.cos(0.7), Math.sin(0.7), Math.cos(2), Math.sin(2)];
  const frame = [
    [c, -s, 0],
    [s * d, c * d, -t],
    [s * t, c * t, d],
  ];
  return frame.map((row) =>
    frame.map((other) => values.reduce((sum, value, k) => sum + row[k]! * value * other[k]!, 0)),
  );
}

describe("jacobiEigen", () => {
  it.each([
    [[1, 2, 3]],
    [[-5, 0, 5]],
    [[1e-8, 1, 1e8]],
    [[2, 2, 2]],
    [[-1e-3, 4, 4]],
    [[1e200, 2e200, 3e200]],
    [[1e-170, 2e-170, 3e-170]],
  ])("finds the eigenvalues %j and a frame", (values) => {
    const matrix = turned(values);
    const { values: found, vectors } = jacobiEigen(matrix);
    const largest = Math.max(...values.map(Math.abs));
    [...found]
      .sort((a, b) => a - b)
      .forEach((value, i) => {
        expect(Math.abs(value - values[i]!)).toBeLessThan(1e-14 * largest);
      });
    for (let j = 0; j < 3; j++) {
      for (let k = 0; k < 3; k++) {
        const product = vectors.reduce((sum, row) => sum + row[j]! * row[k]!, 0);
        expect(product).toBeCloseTo(j === k ? 1 : 0, 14);
      }
      matrix.forEach((row, i) => {
        const image = row.reduce((sum, entry, k) => sum + entry * vectors[k]![j]!, 0);
        expect(Math.abs(image - found[j]! * vectors[i]![j]!)).toBeLessThan(1e-14 * largest);
      });
    }
  });

  it("leaves a diagonal matrix as it is, and does not hang on what is no number", () => {
    expect(jacobiEigen([[3]])).toEqual({ values: [3], vectors: [Float64Array.of(1)] });
    const diagonal = [
      [2, 0],
      [0, -1],
    ];
    expect(jacobiEigen(diagonal).values).toEqual([2, -1]);
    expect(jacobiEigen([[Number.NaN]]).values[0]).toBeNaN();
  });
});
