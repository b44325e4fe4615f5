import { InputError } from "../errors.ts";
import { leastSquares } from "../numeric/decompositions.ts";
import { fSurvival, studentTQuantile, studentTSurvival } from "../numeric/distributions.ts";

/** A coefficient of a regression with what is known of it. */
export interface RegressionEffect {
  /** The coefficient: what one unit of the column adds to the outcome, the others held fixed. */
  readonly estimate: number;
  /** Its standard error; 0 where the fit is perfect. */
  readonly standardError: number;
  /** Estimate by standard error; `null` where the fit is perfect. */
  readonly t: number | null;
  /** Chance of a t as large by chance, two-sided; `null` where there is no t. */
  readonly pValue: number | null;
  /** Lower end of Student's interval of the estimate at the level asked for. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** One coefficient of a regression, by the name of its column. */
export interface RegressionTerm extends RegressionEffect {
  /** Name of the column, `"(intercept)"` for the constant. */
  readonly name: string;
}

/** A linear regression by least squares (最小二乘回归). */
export interface LinearRegression {
  /** Rows behind it. */
  readonly n: number;
  /** The constant first, then the columns in their order. */
  readonly terms: readonly RegressionTerm[];
  /** Covariance of the estimates, in the order of `terms`. */
  readonly covariance: readonly (readonly number[])[];
  /** Rows less coefficients. */
  readonly degreesOfFreedom: number;
  /** Standard deviation of the residuals, by their degrees of freedom. */
  readonly residualDeviation: number;
  /** Share of the variance that is explained (R²); `null` where the outcome does not vary. */
  readonly rSquared: number | null;
  /** 1 − (1 − R²)(n − 1)/(degrees of freedom), which may be below 0; `null` likewise. */
  readonly adjustedRSquared: number | null;
  /** F statistic of all columns together; `null` without columns or R², or where the fit is perfect. */
  readonly f: number | null;
  /** Its p-value; `null` likewise. */
  readonly pValue: number | null;
}

/** A named column of a regression. */
export interface RegressionColumn {
  /** Its name, which goes into the terms. */
  readonly name: string;
  /** One entry a row. */
  readonly values: ArrayLike<number>;
}

/**
 * Regresses an outcome on columns and a constant. Throws `insufficient-data` where rows are no more than coefficients, `zero-variance`
 * for a column that does not vary, `singular` for columns that depend on each other. Columns are finite and of equal length.
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
  const { mean, deviations } = deviationsOf(outcome);
  const constant = !varies(mean, deviations);
  const solution = leastSquares(
    [new Float64Array(rows).fill(1), ...centred.map((column) => column.deviations)],
    constant ? new Float64Array(rows) : deviations,
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
  const { coefficients, inverse } = solution;
  const total = squares(deviations);
  // Of a perfect fit rounding is left, of the size of the outcome.
  const residual = solution.residual <= rounding * squares(outcome) ? 0 : solution.residual;
  const variance = residual / degreesOfFreedom;
  // The constant where all columns are 0: that of the centred columns less what their means add.
  const means = [-1, ...centred.map((column) => column.mean)];
  const carried = (row: readonly number[]): number => -means.reduce((sum, mean, j) => sum + mean * row[j]!, 0);
  const estimates = [mean + carried(coefficients), ...coefficients.slice(1)];
  const half = inverse.map((row) => [carried(row), ...row.slice(1)]);
  const covariance = [
    half[0]!.map((_, j) => carried(half.map((row) => row[j]!))),
    ...half.slice(1).map((row) => row.slice()),
  ].map((row) => row.map((entry) => entry * variance));
  const rSquared = constant ? null : Math.min(1, Math.max(0, 1 - residual / total));
  const explained = columns.length;
  const f =
    rSquared === null || explained === 0 || !(variance > 0)
      ? null
      : Math.max(0, total - residual) / explained / variance;
  return {
    n: rows,
    terms: estimates.map((estimate, i) => ({
      name: i === 0 ? "(intercept)" : columns[i - 1]!.name,
      ...effectOf(estimate, covariance[i]![i]!, { degreesOfFreedom, level }),
    })),
    covariance,
    degreesOfFreedom,
    residualDeviation: Math.sqrt(variance),
    rSquared,
    adjustedRSquared: rSquared === null ? null : 1 - ((1 - rSquared) * (rows - 1)) / degreesOfFreedom,
    f,
    pValue: f === null ? null : fSurvival(f, explained, degreesOfFreedom),
  };
}

/** A coefficient, or a sum of several, from its variance. */
export function effectOf(
  estimate: number,
  variance: number,
  { degreesOfFreedom, level }: { readonly degreesOfFreedom: number; readonly level: number },
): RegressionEffect {
  const standardError = Math.sqrt(Math.max(0, variance));
  const reach = studentTQuantile(0.5 + level / 2, degreesOfFreedom) * standardError;
  const t = standardError > 0 ? estimate / standardError : null;
  return {
    estimate,
    standardError,
    t,
    pValue: t === null ? null : 2 * studentTSurvival(Math.abs(t), degreesOfFreedom),
    lower: estimate - reach,
    upper: estimate + reach,
  };
}

/** The part of the sum of squares of an outcome that residuals of a perfect fit leave. */
const rounding = 1e-26;

function squares(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return sum;
}

/** A column as deviations from its mean. */
export interface Centred {
  readonly mean: number;
  readonly deviations: Float64Array;
}

function deviationsOf(values: ArrayLike<number>): Centred {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1);
  // Float64Array.from would take several times as long.
  const deviations = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) deviations[i] = values[i]! - mean;
  return { mean, deviations };
}

/** Whether more than the rounding of the mean is left. */
function varies(mean: number, deviations: Float64Array): boolean {
  return deviations.some((deviation) => Math.abs(deviation) > 1e-12 * Math.abs(mean));
}

/** A column as deviations from its mean. Throws `zero-variance` where it does not vary. */
export function centre(values: ArrayLike<number>, path: string): Centred {
  const { mean, deviations } = deviationsOf(values);
  if (varies(mean, deviations)) return { mean, deviations };
  throw new InputError({
    code: "zero-variance",
    path,
    expected: "a column that varies",
    received: values[0],
    advice: "A constant explains nothing: leave it out.",
  });
}
