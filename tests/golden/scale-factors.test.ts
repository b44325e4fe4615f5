import { describe, expect, test } from "vitest";
import { factorAnalysis, factorScores, guttmanLambdas } from "../../src/servqual/index.ts";
import { reproduces } from "../validation.ts";
import { read } from "./process-table.ts";
import { dimensions, perceptions } from "./scale-data.ts";

const golden = read("r_scale_factors.json");
const area = "servqual";
const source = `${golden.peer}, scale_factors.R`;
type Matrix = readonly (readonly number[])[];

describe("maximum likelihood against factanal", () => {
  for (const expected of golden.maximumLikelihood) {
    const { factors } = expected;
    test(`${factors} factors`, () => {
      const options = { factors, method: "ml" } as const;
      const { fit, uniquenesses, loadings, heywood } = factorAnalysis(perceptions, { ...options, rotation: "none" });
      const figures: Record<string, [number | null, number, number]> = {
        objective: [fit.objective, expected.objective, 1e-10],
        "chi-square": [fit.chiSquare, expected.chiSquare, 1e-10],
        "p-value": [fit.pValue, expected.pValue, 1e-9],
      };
      for (const [name, [actual, value, tolerance]] of Object.entries(figures)) {
        reproduces({ area, figure: `${name} of ${factors} factors (ml)`, source, expected: value, tolerance }, actual!);
      }
      expect(fit.degreesOfFreedom).toBe(expected.degreesOfFreedom);
      expect(apart([uniquenesses], [expected.uniquenesses])).toBeLessThan(1e-6);
      // With four factors one item has nothing of its own left, in R as here.
      expect(heywood).toEqual(factors === 4 ? ["TAN2"] : []);
      expect(apart(loadings, alike(expected.unrotated, loadings))).toBeLessThan(1e-6);
      for (const rotation of ["varimax", "promax"] as const) {
        const rotated = factorAnalysis(perceptions, { ...options, rotation });
        expect(apart(rotated.loadings, alike(expected[rotation], rotated.loadings))).toBeLessThan(1e-6);
        if (rotation === "varimax") expect(rotated.factorCorrelations).toBeNull();
        else {
          const sizes = (matrix: Matrix): number[] => matrix.flat().map(Math.abs).sort();
          expect(apart([sizes(rotated.factorCorrelations!)], [sizes(expected.promaxCorrelations)])).toBeLessThan(1e-6);
        }
      }
    });
  }

  test("scores of correlated factors", () => {
    const { factors, loadings } = golden.scores;
    const analysis = factorAnalysis(perceptions, { factors, method: "ml", rotation: "promax" });
    const columns = matches(loadings, analysis.loadings);
    for (const method of ["regression", "bartlett"] as const) {
      const { scores, n, missing } = factorScores(analysis, perceptions, { method });
      expect([n, missing]).toEqual([60, 0]);
      scores.forEach((column, j) => {
        const { place, sign } = columns[j]!;
        const theirs = golden.scores[method].map((row: readonly number[]) => sign * row[place]!);
        expect(apart([column as readonly number[]], [theirs])).toBeLessThan(1e-6);
      });
    }
  });
});

describe("minres against the residuals themselves", () => {
  for (const expected of golden.minres) {
    test(`${expected.factors} factors`, () => {
      const { communalities, fit } = factorAnalysis(perceptions, { factors: expected.factors });
      expect(apart([communalities], [expected.communalities])).toBeLessThan(1e-6);
      reproduces(
        {
          area,
          figure: `RMSR of ${expected.factors} factors (minres)`,
          source,
          expected: expected.rmsr,
          tolerance: 1e-10,
        },
        fit.rmsr,
      );
      expect(fit.objective).toBeCloseTo(expected.objective, 10);
      expect([fit.chiSquare, fit.pValue, fit.rmsea]).toEqual([null, null, null]);
    });
  }

  test("two factors of psych", () => {
    const { items, communalities } = factorAnalysis(perceptions, { factors: 2 });
    const { minres2_communalities: expected } = read("servqual-synthetic.json").results;
    expect(apart([communalities], [items.map((item) => expected[item])])).toBeLessThan(1e-5);
  });
});

test("lambda 4 and 5 of every dimension", () => {
  for (const [dimension, items] of Object.entries(dimensions)) {
    const { lambda4, lambda5, split } = guttmanLambdas(perceptions, { items });
    const expected = golden.halves[dimension];
    expect(split).toBe("best");
    for (const [name, actual] of Object.entries({ lambda4, lambda5 })) {
      reproduces(
        { area, figure: `${name} of ${dimension}`, source, expected: expected[name], tolerance: 1e-10 },
        actual,
      );
    }
  }
});

/** Largest difference of two matrices. */
function apart(a: Matrix, b: Matrix): number {
  return Math.max(...a.flatMap((row, i) => row.map((entry, j) => Math.abs(entry - b[i]![j]!))));
}

/** For each column of ours the column of theirs that is nearest, and the sign that it needs. */
function matches(theirs: Matrix, ours: Matrix): { readonly place: number; readonly sign: number }[] {
  const distance = (j: number, place: number, sign: number): number =>
    Math.max(...ours.map((row, i) => Math.abs(row[j]! - sign * theirs[i]![place]!)));
  return ours[0]!.map((_, j) => {
    const all = theirs[0]!.flatMap((_, place) => [1, -1].map((sign) => ({ place, sign })));
    return all.reduce((best, each) =>
      distance(j, each.place, each.sign) < distance(j, best.place, best.sign) ? each : best,
    );
  });
}

/** Their columns in the order and with the signs of ours. */
function alike(theirs: Matrix, ours: Matrix): Matrix {
  const columns = matches(theirs, ours);
  return theirs.map((row) => columns.map(({ place, sign }) => sign * row[place]!));
}
