import { describe, expect, it } from "vitest";
import { linearRegression } from "../../../src/statistics/linear-regression.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

const columns = (record: Record<string, number[]>) =>
  Object.entries(record).map(([name, values]) => ({ name, values }));

const outcome = [8, 9, 4, 6, 7, 5, 9, 3];
const drivers = columns({ staff: [7, 9, 5, 6, 8, 4, 8, 3], fees: [6, 7, 5, 4, 6, 6, 8, 4] });

/** Longley (1967), as NIST prints it. */
const longley = {
  employed: [
    60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551,
  ],
  deflator: [83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
  product: [
    234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769, 444546, 482704, 502601,
    518173, 554894,
  ],
  unemployed: [2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007],
  forces: [1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827],
  population: [
    107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445, 121950, 123366, 125368,
    127852, 130081,
  ],
  year: [1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961, 1962],
};

describe("linearRegression", () => {
  it("takes many rows as it takes few: the same rows once more give the same estimates, whatever lies where", () => {
    const few = linearRegression(outcome, drivers);
    const times = 125; // 1,000 rows, which do not go into one block
    const many = linearRegression(
      Array.from({ length: times }, () => outcome).flat(),
      drivers.map(({ name, values }) => ({
        name,
        values: Array.from({ length: times }, () => Array.from(values)).flat(),
      })),
    );
    expect(many.n).toBe(1000);
    for (const [i, { estimate }] of many.terms.entries()) expect(estimate).toBeCloseTo(few.terms[i]!.estimate, 12);
    expect(many.rSquared).toBeCloseTo(few.rSquared!, 12);
    const scale = few.degreesOfFreedom / many.degreesOfFreedom;
    for (const [i, row] of many.covariance.entries()) {
      for (const [j, entry] of row.entries()) expect(entry).toBeCloseTo(few.covariance[i]![j]! * scale, 12);
    }
  });

  it("gives what R gives", () => {
    const { terms, covariance, rSquared, adjustedRSquared, f, pValue, residualDeviation } = linearRegression(
      outcome,
      drivers,
      { level: 0.9 },
    );
    const figures: [string, number, number | null][] = [
      ["intercept", -1.241860465116278, terms[0]!.estimate],
      ["intercept, standard error", 1.286395091326814, terms[0]!.standardError],
      ["intercept, t", -0.9653802890645344, terms[0]!.t],
      ["intercept, p", 0.3786922265544764, terms[0]!.pValue],
      ["first coefficient", 0.7651162790697673, terms[1]!.estimate],
      ["first coefficient, p", 0.01252023294664236, terms[1]!.pValue],
      ["first coefficient, lower 5 %", 0.36029072202561224, terms[1]!.lower],
      ["second coefficient, upper 95 %", 1.1114045086164543, terms[2]!.upper],
      ["covariance of both coefficients", -0.04335100054083284, covariance[1]![2]!],
      ["covariance with the intercept", -0.2705700378583014, covariance[0]![2]!],
      ["R²", 0.9104124463171542, rSquared],
      ["adjusted R²", 0.8745774248440159, adjustedRSquared],
      ["F", 25.40566208393634, f],
      ["p of F", 0.002402255488444741, pValue],
      ["residual deviation", 0.8017422888150644, residualDeviation],
    ];
    for (const [figure, expected, actual] of figures) {
      const row = { area: "satisfaction", figure: `regression of eight rows: ${figure}`, source: "R 4.2.2 lm" };
      reproduces({ ...row, expected, tolerance: 1e-11 }, actual ?? Number.NaN);
    }
  });

  it("keeps its digits where columns are nearly dependent (Longley)", () => {
    const { employed, ...rest } = longley;
    const { terms, rSquared, residualDeviation } = linearRegression(employed, columns(rest));
    const certified: [string, number, number][] = [
      ["(intercept)", -3482258.63459582, 890420.383607373],
      ["deflator", 15.0618722713733, 84.9149257747669],
      ["product", -0.35819179292591e-1, 0.334910077722432e-1],
      ["unemployed", -2.02022980381683, 0.488399681651699],
      ["forces", -1.03322686717359, 0.214274163161675],
      ["population", -0.511041056535807e-1, 0.22607320006937],
      ["year", 1829.15146461355, 455.478499142212],
    ];
    for (const [i, [name, estimate, error]] of certified.entries()) {
      expect(terms[i]!.name).toBe(name);
      const row = { area: "satisfaction", source: "NIST StRD, Longley, certified values", tolerance: 1e-9 };
      reproduces({ ...row, figure: `Longley: ${name}`, expected: estimate }, terms[i]!.estimate);
      reproduces({ ...row, figure: `Longley: ${name}, standard error`, expected: error }, terms[i]!.standardError);
    }
    expect(rSquared).toBeCloseTo(0.995479004577296, 12);
    expect(residualDeviation).toBeCloseTo(304.854073561965, 8);
  });

  it("says that a perfect fit has no t", () => {
    const x = [1, 2, 3, 4, 5];
    const { terms, rSquared, f, pValue, residualDeviation } = linearRegression(
      x.map((value) => 3 + 0.1 * value),
      columns({ x }),
    );
    expect(rSquared).toBe(1);
    expect(residualDeviation).toBe(0);
    expect([f, pValue, terms[1]!.t, terms[1]!.pValue]).toEqual([null, null, null, null]);
    expect(terms[1]!.estimate).toBeCloseTo(0.1, 13);
    expect(terms[1]!.lower).toBe(terms[1]!.upper);
  });

  it("has no R² for an outcome that does not vary", () => {
    const { rSquared, adjustedRSquared, f } = linearRegression([0.1, 0.1, 0.1, 0.1], columns({ x: [1, 2, 3, 5] }));
    expect([rSquared, adjustedRSquared, f]).toEqual([null, null, null]);
  });

  it("is a mean without columns", () => {
    const { terms, rSquared, f } = linearRegression([1, 2, 6], []);
    expect(terms[0]).toMatchObject({ name: "(intercept)", estimate: expect.closeTo(3, 12) });
    expect(terms[0]!.standardError).toBeCloseTo(Math.sqrt(7 / 3), 12);
    expect(rSquared).toBeCloseTo(0, 12);
    expect(f).toBeNull();
  });

  it("does not depend on the order of rows or the units of columns", () => {
    const { terms } = linearRegression(outcome, drivers);
    const turned = linearRegression(
      [...outcome].reverse().map((value) => 10 * value),
      drivers.map(({ name, values }) => ({ name, values: [...values].reverse().map((value) => value / 1000 + 7) })),
    ).terms;
    for (const j of [1, 2]) {
      expect(turned[j]!.estimate).toBeCloseTo(1e4 * terms[j]!.estimate, 5);
      expect(turned[j]!.t).toBeCloseTo(terms[j]!.t!, 9);
    }
  });

  it("refuses what cannot be estimated", () => {
    refuses(() => linearRegression([1, 2, 3], drivers), "insufficient-data", "drivers");
    refuses(() => linearRegression(outcome, columns({ x: outcome.map(() => 0.3) })), "zero-variance", "drivers.x");
    const double = columns({ a: drivers[0]!.values, b: drivers[0]!.values.map((value) => 2 * value + 1) });
    refuses(() => linearRegression(outcome, double, { path: "data.x" }), "singular", "data.x");
  });
});
