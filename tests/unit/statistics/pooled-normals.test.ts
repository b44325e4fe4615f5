import { expect, test } from "vitest";
import { type GroupInformation, poolNormals } from "../../../src/statistics/pooled-normals.ts";

/** Groups with estimates that are known up to a variance, of one coordinate. */
const groups = (estimates: readonly number[], variance: number): GroupInformation[] =>
  estimates.map((estimate) => ({ point: [estimate], gradient: [0], information: [[1 / variance]] }));
const flat = [{ mean: 0, standardDeviation: 1e6 }];

test("balanced groups have the variance between them of the analysis of variance", () => {
  const estimates = [1, 2, 4, 5, 8];
  // Their variance is 7.5; 7.5 - 2 of it lies between the groups, and 2 / 7.5 of each is drawn to the mean, 4.
  const { between, mean, groups: pooled } = poolNormals(groups(estimates, 2), flat, [3]);
  expect(between[0]).toBeCloseTo(5.5, 5);
  expect(mean[0]).toBeCloseTo(4, 8);
  pooled.forEach(({ estimate, shrinkage, covariance }, g) => {
    expect(shrinkage[0]).toBeCloseTo(2 / 7.5, 6);
    expect(estimate[0]).toBeCloseTo(4 + (5.5 / 7.5) * (estimates[g]! - 4), 6);
    // Given the mean 2 · 5.5 / 7.5, and (2 / 7.5)² of the mean's own 7.5 / 5.
    expect(covariance[0]![0]).toBeCloseTo(11 / 7.5 + (2 / 7.5) ** 2 * 1.5, 6);
  });
});

test("the linear expansion may be anywhere", () => {
  const moved = [1, 2, 4, 5, 8].map((estimate) => ({
    point: [estimate - 1],
    gradient: [0.5],
    information: [[0.5]],
  }));
  expect(poolNormals(moved, flat, [3]).between[0]).toBeCloseTo(5.5, 5);
});

test("groups that differ less than by chance get the common mean", () => {
  const { between, mean, groups: pooled } = poolNormals(groups([1, 1.1, 0.9, 1], 2), flat, [1]);
  expect(between).toEqual([0]);
  for (const { estimate, shrinkage, covariance } of pooled) {
    expect(estimate[0]).toBeCloseTo(mean[0]!, 12);
    expect(shrinkage).toEqual([1]);
    expect(covariance[0]![0]).toBeCloseTo(0.5, 9);
  }
});

test("a variance that was none grows where groups differ", () => {
  let between: readonly number[] = [0];
  for (let round = 0; round < 12; round++) between = poolNormals(groups([1, 2, 4, 5, 8], 2), flat, between).between;
  expect(between[0]).toBeCloseTo(5.5, 4);
});

test("one group stays where it is, and a group without information takes the mean", () => {
  const [alone] = poolNormals(groups([3], 2), flat, [1]).groups;
  expect(alone!.estimate[0]).toBeCloseTo(3, 6);
  const silent = { point: [50], gradient: [0], information: [[0]] };
  const { mean, between, groups: pooled } = poolNormals([...groups([1, 2, 4, 5, 8], 2), silent], flat, [3]);
  expect(between[0]).toBeCloseTo(5.5, 5);
  expect(pooled[5]!.estimate[0]).toBeCloseTo(mean[0]!, 9);
  expect(pooled[5]!.shrinkage[0]).toBeCloseTo(1, 9);
});

test("two coordinates that are correlated within groups", () => {
  // Standard errors 1 and 1, correlated by 0.8; the first coordinate differs between groups, the second does not.
  const information = [
    [1 / 0.36, -0.8 / 0.36],
    [-0.8 / 0.36, 1 / 0.36],
  ];
  const made = [
    [5, 0.1],
    [-5, -0.1],
    [3, 0.05],
    [-3, -0.05],
  ].map((point) => ({ point, gradient: [0, 0], information }));
  const { between, groups: pooled } = poolNormals(made, [...flat, ...flat], [1, 1]);
  expect(between[0]).toBeGreaterThan(3);
  expect(between[1]).toBe(0);
  // What is known of the second coordinate, that it is 0, tells of the first: 5 - 0.8 · 0.1, then drawn in.
  expect(pooled[0]!.estimate[0]).toBeCloseTo((5 - 0.08) * (1 - pooled[0]!.shrinkage[0]!), 3);
});
