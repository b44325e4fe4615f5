import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numeric/random.ts";
import { correlationMatrix, momentsOf } from "../../../src/statistics/correlation-matrix.ts";
import { linearRegression } from "../../../src/statistics/linear-regression.ts";
import { relativeWeights } from "../../../src/statistics/relative-weights.ts";
import { explainedBySubset, shapleyValues } from "../../../src/statistics/shapley-values.ts";

/** Correlated columns, the outcome first. */
function made(columns: number, rows = 60) {
  const stream = randomStream(11, columns);
  const common = Array.from({ length: rows }, () => stream.normal());
  return Array.from({ length: columns + 1 }, (_, j) =>
    Float64Array.from(common, (value) => (j % 3 === 2 ? -1 : 1) * value + 0.8 * stream.normal()),
  );
}

function correlationsOf(columns: readonly Float64Array[]) {
  const [first, ...rest] = correlationMatrix(momentsOf(columns).covariance) as [number[], ...number[][]];
  return { correlations: rest.map((row) => row.slice(1)), withOutcome: first.slice(1) };
}

describe("explainedBySubset", () => {
  it("is the R² of every regression", () => {
    const [outcome, ...columns] = made(5);
    const { correlations, withOutcome } = correlationsOf([outcome!, ...columns]);
    const explained = explainedBySubset(correlations, withOutcome);
    expect(explained[0]).toBe(0);
    for (let mask = 1; mask < 32; mask++) {
      const chosen = columns.flatMap((values, j) => ((mask >> j) & 1 ? [{ name: `${j}`, values }] : []));
      expect(explained[mask], `${mask}`).toBeCloseTo(linearRegression(outcome!, chosen).rSquared!, 12);
    }
  });
});

describe("shapleyValues", () => {
  it("sum to what all are worth, and treat equals alike", () => {
    const { correlations, withOutcome } = correlationsOf(made(8));
    const explained = explainedBySubset(correlations, withOutcome);
    const sum = shapleyValues(explained, 8).reduce((so, value) => so + value, 0);
    expect(sum).toBeCloseTo(explained[255]!, 13);
    // A glove game: one left, two right; a pair is worth 1.
    const worth = Float64Array.from({ length: 8 }, (_, mask) => (mask & 1 && mask & 6 ? 1 : 0));
    const [left, first, second] = shapleyValues(worth, 3);
    expect(left).toBeCloseTo(2 / 3, 14);
    expect(first).toBeCloseTo(1 / 6, 14);
    expect(second).toBe(first);
  });

  it("of a single player are its worth", () => {
    expect(shapleyValues([0, 0.4], 1)).toEqual([0.4]);
  });

  it("of fifteen columns take well below a second", () => {
    const { correlations, withOutcome } = correlationsOf(made(15, 200));
    const begin = performance.now();
    shapleyValues(explainedBySubset(correlations, withOutcome), 15);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

describe("relativeWeights", () => {
  it("of uncorrelated columns are the squared correlations", () => {
    const weights = relativeWeights(
      [
        [1, 0],
        [0, 1],
      ],
      [0.5, -0.3],
    )!;
    expect(weights[0]).toBeCloseTo(0.25, 14);
    expect(weights[1]).toBeCloseTo(0.09, 14);
  });

  it("sum to R² and are never negative", () => {
    const { correlations, withOutcome } = correlationsOf(made(7));
    const weights = relativeWeights(correlations, withOutcome)!;
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(
      explainedBySubset(correlations, withOutcome)[127]!,
      12,
    );
  });

  it("do not exist where columns depend on each other", () => {
    const same = [
      [1, 1],
      [1, 1],
    ];
    expect(relativeWeights(same, [0.5, 0.5])).toBeNull();
  });
});
