import { describe, expect, test } from "vitest";
import { rowsAt } from "../../../../src/clv/history/likelihood-rows.ts";
import { bgNbd, type PurchaseHistory, simulateCohort } from "../../../../src/clv/index.ts";
import { purchaseRows } from "../../../../src/clv/transactions/estimate-process.ts";
import { bgNbdEstimation } from "../../../../src/clv/transactions/fit-bg-nbd.ts";
import { mbgNbdEstimation } from "../../../../src/clv/transactions/fit-mbg-nbd.ts";
import { paretoNbdEstimation } from "../../../../src/clv/transactions/fit-pareto-nbd.ts";
import { squareMatrix } from "../../../../src/numeric/minimize.ts";

/** Four-point difference of a function about 0, which writes its values into a column. */
function slopes(at: (by: number) => Float64Array, step: number): number[] {
  const [one, minusOne, two, minusTwo] = [1, -1, 2, -2].map((n) => at(n * step));
  return Array.from(one!, (_, i) => (8 * (one![i]! - minusOne![i]!) - (two![i]! - minusTwo![i]!)) / (12 * step));
}

const plain = simulateCohort(bgNbd({ r: 0.5, alpha: 4, a: 0.6, b: 2.4, timeUnit: "week" }), {
  customers: 400,
  age: Float64Array.from({ length: 400 }, (_, i) => 10 + (i % 60)),
  seed: 3,
}).history;
const histories: Readonly<Record<string, PurchaseHistory>> = {
  plain,
  // More than a block of one frequency, other weights in between, and somebody who bought very often.
  weighted: {
    frequency: [...plain.frequency, 3000],
    recency: [...plain.recency, 60],
    age: [...plain.age, 61],
    weight: [...plain.frequency, 1].map((_, i) => (i % 9 === 0 ? 2.5 : 1)),
    timeUnit: "week",
  },
  // Odds of having dropped out beyond the range of numbers, in a row that counts for many.
  "weighted and silent": {
    frequency: [...plain.frequency.slice(0, 50), 600, 5000],
    recency: [...plain.recency.slice(0, 50), 10, 9],
    age: [...plain.age.slice(0, 50), 52, 90],
    weight: [...Array(50).fill(1), 3, 1000],
    timeUnit: "week",
  },
};

const ofBetas = [
  [0.5, 4, 0.6, 2.4],
  [0.02, 0.3, 0.01, 5],
  [40, 300, 0.9, 0.05],
  // Towards equal rates, and equal chances.
  [3e6, 2.4e7, 2e5, 9e5],
];
const ofGammas = [
  [0.5, 4, 0.6, 12],
  [0.02, 0.3, 0.01, 0.2],
  [40, 300, 9, 9],
  // Towards equal rates of both kinds.
  [3e6, 2.4e7, 2e5, 9e6],
];

test.each([
  ["BG/NBD", bgNbdEstimation],
  ["MBG/NBD", mbgNbdEstimation],
])("%s: rows in blocks are the sum of rows by themselves", (_, estimation) => {
  const { rows } = purchaseRows(histories["weighted"]!, estimation.columns);
  for (const at of ofBetas) {
    const natural = Float64Array.from(at);
    const own = new Float64Array(4);
    const gradient = new Float64Array(4);
    const sums = new Float64Array(4);
    let value = 0;
    rows.index.forEach((_, i) => {
      const likelihood = estimation.likelihood(rowsAt(rows, Uint32Array.of(i)));
      expect(likelihood.curved).toBeUndefined();
      value += likelihood(natural, own);
      own.forEach((slope, j) => {
        sums[j]! += slope;
      });
    });
    expect(estimation.likelihood(rows)(natural, gradient) / value).toBeCloseTo(1, 13);
    gradient.forEach((slope, j) => {
      expect(Math.abs(slope - sums[j]!)).toBeLessThan((1e-11 * (1 + rows.customers)) / at[j]!);
    });
  }
});

describe.each([
  ["BG/NBD", bgNbdEstimation, ofBetas],
  ["MBG/NBD", mbgNbdEstimation, ofBetas],
  ["Pareto/NBD", paretoNbdEstimation, ofGammas],
])("%s", (_, estimation, points) => {
  for (const [name, history] of Object.entries(histories)) {
    test.each(points)(`first and second derivatives, ${name} rows, at (%d, %d, %d, %d)`, (...at) => {
      const likelihood = estimation.likelihood(purchaseRows(history, estimation.columns).rows);
      expect(likelihood.curved).toBe(true);
      const gradient = new Float64Array(4);
      const hessian = squareMatrix(4);
      const value = likelihood(Float64Array.from(at), gradient, hessian);
      const own = new Float64Array(4);
      expect(likelihood(Float64Array.from(at), own)).toBe(value);
      expect(own).toEqual(gradient);
      at.forEach((centre, j) => {
        const moved = (by: number) => Float64Array.from(at, (entry, i) => (i === j ? entry * (1 + by) : entry));
        const [slope] = slopes((by) => Float64Array.of(likelihood(moved(by), own)), 1e-3);
        const scale = (i: number, k: number) =>
          Math.sqrt(Math.abs(hessian[i]![i]! * hessian[k]![k]!)) * at[i]! * at[k]!;
        // Differences do not see below the last digits of the value.
        const seen = 1e-7 * (1 + Math.abs(slope!) + scale(j, j)) + 1e-12 * Math.abs(value);
        expect(Math.abs(slope! - gradient[j]! * centre)).toBeLessThan(seen);
        const bends = slopes((by) => {
          likelihood(moved(by), own);
          return own.slice();
        }, 1e-3);
        bends.forEach((bend, i) => {
          expect(hessian[i]![j]).toBe(hessian[j]![i]);
          const error = Math.abs(bend * at[i]! - hessian[i]![j]! * at[i]! * centre);
          expect(error, `${i}, ${j}`).toBeLessThan(1e-7 * (1e-3 + scale(i, j)));
        });
      });
    });
  }
});
