import { InputError } from "../errors.ts";
import { leastSquares } from "../numeric/decompositions.ts";
import { fSurvival, studentTQuantile, studentTSurvival } from "../numeric/distributions.ts";

/** One coefficient of a regression. */
export interface RegressionTerm {
  /** Name of the column, `"(intercept)"` for the constant. */
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  /** Estimate by standard error; `null` where the fit is perfect. */
  readonly t: number | null;
  /** Chance of a t as large by chance, two-sided; `null` where there is no t. */
  readonly pValue: number | null;
  /** Interval of the estimate at the level asked for. */
  readonly lower: number;
  readonly upper: number;
}

/** A linear regression by least squares (最小二乘回归). */
export interface LinearRegression {
  readonly rows: number;
  /** The constant first, then the columns in their order. */
  readonly terms: readonly RegressionTerm[];
  /** Covariance of the estimates, in the order of `terms`. */
  readonly covariance: readonly (readonly number[])[];
  readonly degreesOfFreedom: number;
  /** Standard deviation of the residuals. */
  readonly residualDeviation: number;
  /** Share of the variance that is explained (R²); `null` where the outcome does not vary. */
  readonly rSquared: number | null;
  readonly adjustedRSquared: number | null;
  /** F statistic of all columns together, and its p-value; `null` where there is no R², or the fit is perfect. */
  readonly f: number | null;
  readonly pValue: number | null;
}

/** A named column of a regression. */
export interface RegressionColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/**
 * Regresses an outcome on columns and a constant. Throws `insufficient-data` where rows are no more than coefficients, `zero-variance` for a
 * column that does not vary, `singular` for columns that depend on each other. Columns are finite and of equal length.
 */
export function linearRegression(
  outcome: ArrayLike<number>,
  columns: readonly RegressionColumn[],
  { level = 0.95, path = "drivers" }: { readonly level?: number; readonly path?: string } = {},
): LinearRegression {
  const rows = outcome.length;
  const size = columns.length + 1;
  const degreesOfFreedom = rows - size;
  if (degreesOfFreedom < 1) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: `more than ${size} complete rows for ${columns.length} columns and a constant`,
      received: rows,
    });
  }
  const centred = columns.map(({ name, values }) => centre(values, `${path}.${name}`));
  const solution = leastSquares(
    [new Float64Array(rows).fill(1), ...centred.map(({ deviations }) => deviations)],
    outcome,
  );
  if (solution === null) {
    throw new InputError({
      code: "singular",
      path,
      expected: "columns that do not depend on each other",
      received: columns.map(({ name }) => name).join(", "),
      advice: "Leave out a column that is a sum or a multiple of others.",
    });
  }
  const { coefficients, inverse, residual } = solution;
  const variance = residual / degreesOfFreedom;
  // The constant where all columns are 0: that of the centred columns less what their means add.
  const means = [-1, ...centred.map(({ mean }) => mean)];
  const carried = (row: readonly number[]): number => -means.reduce((sum, mean, j) => sum + mean * row[j]!, 0);
  const estimates = [carried(coefficients), ...coefficients.slice(1)];
  const half = inverse.map((row) => [carried(row), ...row.slice(1)]);
  const covariance = [
    half[0]!.map((_, j) => carried(half.map((row) => row[j]!))),
    ...half.slice(1).map((row) => row.slice()),
  ].map((row) => row.map((entry) => entry * variance));
  const mean = average(outcome);
  let total = 0;
  for (let i = 0; i < rows; i++) total += (outcome[i]! - mean) ** 2;
  const rSquared = total > 0 ? 1 - residual / total : null;
  const explained = columns.length;
  const f = rSquared === null || explained === 0 || !(variance > 0) ? null : (total - residual) / explained / variance;
  const reach = studentTQuantile(0.5 + level / 2, degreesOfFreedom);
  return {
    rows,
    terms: estimates.map((estimate, i) => {
      const standardError = Math.sqrt(covariance[i]![i]!);
      const t = standardError > 0 ? estimate / standardError : null;
      return {
        name: i === 0 ? "(intercept)" : columns[i - 1]!.name,
        estimate,
        standardError,
        t,
        pValue: t === null ? null : 2 * studentTSurvival(Math.abs(t), degreesOfFreedom),
        lower: estimate - reach * standardError,
        upper: estimate + reach * standardError,
      };
    }),
    covariance,
    degreesOfFreedom,
    residualDeviation: Math.sqrt(variance),
    rSquared,
    adjustedRSquared: rSquared === null ? null : 1 - ((1 - rSquared) * (rows - 1)) / degreesOfFreedom,
    f,
    pValue: f === null ? null : fSurvival(f, explained, degreesOfFreedom),
  };
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function centre(values: ArrayLike<number>, path: string): { readonly mean: number; readonly deviations: Float64Array } {
  const mean = average(values);
  const deviations = Float64Array.from(values, (value) => value - mean);
  if (deviations.every((deviation) => Math.abs(deviation) <= 1e-12 * Math.abs(mean))) {
    throw new InputError({
      code: "zero-variance",
      path,
      expected: "a column that varies",
      received: values[0],
      advice: "A constant explains nothing: leave it out.",
    });
  }
  return { mean, deviations };
}
