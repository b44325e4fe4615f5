import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type BootstrapOptions, failedDraws, requireBootstrap } from "../../statistics/bootstrap.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import {
  type LinearRegression,
  linearRegression,
  type RegressionEffect,
  type RegressionTerm,
} from "../../statistics/linear-regression.ts";
import type { SurveyAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import {
  bootstrapImportance,
  type ImportanceBootstrap,
  type ImportanceBootstrapSummary,
  type ImportanceIntervals,
} from "./bootstrap-importance.ts";
import { type DriverImportance, driverImportance } from "./driver-importance.ts";
import { type OutcomeRows, readOutcomeRows } from "./outcome-rows.ts";

/** An outcome and what may drive it, of the same respondents. */
export interface OutcomeAndDrivers {
  /** What is to be explained: satisfaction, loyalty, a score (因变量), `null` where there is no answer. */
  readonly outcome: Column | NullableColumn;
  /** By driver a column (驱动因素): ratings of attributes, scores of dimensions. */
  readonly drivers: SurveyAnswers;
}

/** Options of {@link keyDrivers}. */
export interface KeyDriversOptions extends LevelOptions {
  /**
   * Intervals of the importances by resampling respondents.
   * @defaultValue none
   */
  readonly bootstrap?: BootstrapOptions | undefined;
}

/** One driver. */
export interface KeyDriver extends DriverImportance, Omit<RegressionEffect, "estimate"> {
  /** Its name. */
  readonly name: string;
  /** What one point more of it adds to the outcome, the others held fixed; the accuracy beside it is that of this. */
  readonly coefficient: number;
  /** The Shapley value as a share of R²; the shares sum to 1. `null` where nothing is explained. */
  readonly shapleyShare: number | null;
  /** The relative weight as a share of R²; `null` where nothing is explained. */
  readonly relativeWeightShare: number | null;
  /** Place by Shapley value, 1 being the most important. */
  readonly rank: number;
  /** Intervals of the importances; `null` without a bootstrap. */
  readonly intervals: ImportanceIntervals | null;
}

/** What {@link keyDrivers} returns. */
export interface KeyDrivers extends Pick<LinearRegression, "adjustedRSquared" | "f" | "pValue" | "residualDeviation"> {
  /** Respondents with all answers. */
  readonly n: number;
  /** Respondents left out because an answer is missing. */
  readonly missing: number;
  /** Share of the variance of the outcome that the drivers explain together (R²). */
  readonly rSquared: number;
  /** The constant of the regression. */
  readonly intercept: RegressionTerm;
  /** The drivers in the order given. */
  readonly drivers: readonly KeyDriver[];
  /** What was resampled; `null` without a bootstrap. */
  readonly bootstrap: ImportanceBootstrapSummary | null;
  /** `collinear-drivers`, `few-respondents`, `refits-failed`. */
  readonly warnings: readonly Warning[];
}

/** More drivers than this have too many subsets. */
const mostDrivers = 15;

/**
 * Key drivers of satisfaction (关键驱动因素分析): the regression of an outcome on its drivers, and how much of what is explained is due to
 * each, by every measure in use.
 *
 * Coefficients, t and p by least squares. Importances: the Shapley value (LMG: the mean over all orders of what a driver adds to R²),
 * Johnson's relative weight (both sum to R², are never negative, and deal with drivers that go together), Pratt's β·r (sums to R², may
 * be negative), the standardized coefficient β and the correlation r. Respondents without all answers are left out and counted.
 *
 * Importance is not effect: that a driver goes with satisfaction does not say that changing it will change satisfaction.
 *
 * @param data - The outcome, and by driver a column.
 * @param options - Level; seed and number of resamples for intervals of the importances.
 * @returns The regression, and the importances of each driver with ranks and, where asked for, intervals.
 * @throws InputError `insufficient-data` for no more complete respondents than drivers + 1, `zero-variance` for an outcome or driver
 * that does not vary, `singular` for drivers that depend on each other, `bad-option` for more than 15 drivers, `empty`,
 * `length-mismatch`, `not-finite`.
 * @remarks Sources: Lindeman, Merenda & Gold (1980); Grömping (2006), Journal of Statistical Software 17(1); Johnson (2000),
 * Multivariate Behavioral Research 35(1); Pratt (1987). Twins: R `relaimpo::calc.relimp(type = c("lmg", "genizi", "pratt"))`,
 * `boot.relimp`; Python `dominance-analysis`.
 * @example
 * ```ts
 * import { keyDrivers } from "customer-equity/satisfaction";
 * const { rSquared, drivers } = keyDrivers({
 *   outcome: [8, 9, 4, 6, 7, 5, 9, 3],
 *   drivers: { staff: [7, 9, 5, 6, 8, 4, 8, 3], fees: [6, 7, 5, 4, 6, 6, 8, 4] },
 * });
 * console.log(rSquared.toFixed(3), drivers.map(({ name, shapley }) => `${name} ${shapley.toFixed(3)}`).join(", ")); // 0.910 staff 0.562, fees 0.348
 * ```
 */
export function keyDrivers(data: OutcomeAndDrivers, options?: KeyDriversOptions): KeyDrivers {
  const { level: asked, bootstrap } = requireOptions(options);
  const level = requireLevel(asked);
  const { names, outcome, columns, n, missing } = readDrivers(data);
  const regression = linearRegression(
    outcome,
    names.map((name, j) => ({ name, values: columns[j]! })),
    { level, path: "data.drivers" },
  );
  if (regression.rSquared === null) {
    throw new InputError({
      code: "zero-variance",
      path: "data.outcome",
      expected: "an outcome that varies",
      received: outcome,
    });
  }
  const importance = driverImportance([outcome, ...columns]);
  // The regression lets drivers pass that are closer to each other than the importances can bear.
  if (importance === null) {
    throw new InputError({
      code: "singular",
      path: "data.drivers",
      expected: "drivers that do not depend on each other",
      received: names.join(", "),
      advice: "Leave out a driver that nearly repeats others, or take their mean.",
    });
  }
  const resampled =
    bootstrap === undefined
      ? undefined
      : bootstrapImportance([outcome, ...columns], { ...requireBootstrap(bootstrap), level });
  const { rSquared } = regression;
  const [intercept, ...terms] = regression.terms as readonly [RegressionTerm, ...RegressionTerm[]];
  const share = (part: number): number | null => (rSquared > 1e-12 ? part / rSquared : null);
  const drivers = importance.map((own, j): KeyDriver => {
    const { name, estimate, ...inference } = terms[j]!;
    return {
      name,
      coefficient: estimate,
      ...inference,
      ...own,
      shapleyShare: share(own.shapley),
      relativeWeightShare: share(own.relativeWeight),
      rank: 1 + importance.filter(({ shapley }) => shapley > own.shapley * (1 + 1e-12)).length,
      intervals: resampled?.drivers[j] ?? null,
    };
  });
  return {
    n,
    missing,
    rSquared,
    adjustedRSquared: regression.adjustedRSquared,
    residualDeviation: regression.residualDeviation,
    f: regression.f,
    pValue: regression.pValue,
    intercept,
    drivers,
    bootstrap: resampled?.summary ?? null,
    warnings: warn(drivers, n, resampled),
  };
}

/** Drivers, checked for their number, and the rows in which all have an answer. */
function readDrivers(data: OutcomeAndDrivers): OutcomeRows {
  const read = readOutcomeRows(data, "drivers");
  if (read.names.length <= mostDrivers) return read;
  throw new InputError({
    code: "bad-option",
    path: "data.drivers",
    expected: `at most ${mostDrivers} drivers`,
    received: read.names.length,
    advice: "Shapley values look at every subset: take the means of dimensions as drivers, or leave the weakest out.",
  });
}

function warn(drivers: readonly KeyDriver[], n: number, resampled: ImportanceBootstrap | undefined): Warning[] {
  const warnings: Warning[] = [];
  const collinear = drivers.filter(({ varianceInflation }) => varianceInflation > 10).map(({ name }) => name);
  if (collinear.length > 0) {
    warnings.push({
      code: "collinear-drivers",
      message: `The other drivers nearly say what ${collinear.join(", ")} say (variance inflation above 10): go by Shapley values or relative weights, not by coefficients.`,
      count: collinear.length,
    });
  }
  if (n < 10 * drivers.length) {
    warnings.push({
      code: "few-respondents",
      message: `${n} respondents for ${drivers.length} drivers: R² is too high and the importances are unsteady. Ask at least ten for each driver, or take fewer drivers.`,
      count: n,
    });
  }
  if (resampled === undefined) return warnings;
  return [...warnings, ...failedDraws(resampled.summary, "a column does not vary, or drivers depend on each other")];
}
