import { InputError } from "../errors.ts";
import { normalQuantile, normalSurvival } from "../numeric/distributions.ts";
import { fisherScoring, type ScoringFamily, type ScoringOptions } from "./fisher-scoring.ts";
import type { RegressionColumn } from "./linear-regression.ts";

/** One coefficient of a logistic regression. */
interface LogisticTerm {
  /** Name of the column, `"(intercept)"` for the constant. */
  readonly name: string;
  /** What one unit of the column adds to the log-odds, the others held fixed. */
  readonly estimate: number;
  /** Its standard error, from the expected information. */
  readonly standardError: number;
  /** Estimate by standard error. */
  readonly z: number;
  /** Chance of a z as large by chance, two-sided. */
  readonly pValue: number;
  /** Lower end of Wald's interval at the level asked for. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** A logistic regression by maximum likelihood (逻辑回归). */
export interface LogisticRegression {
  /** Rows with a weight above 0. */
  readonly n: number;
  /** The constant first, then the columns in their order. */
  readonly terms: readonly LogisticTerm[];
  /** Covariance of the estimates, in the order of `terms`. */
  readonly covariance: readonly (readonly number[])[];
  /** −2 log-likelihood. */
  readonly deviance: number;
  /** −2 log-likelihood of the constant alone. */
  readonly nullDeviance: number;
  /** Deviance + 2 · coefficients. */
  readonly aic: number;
  /** Whether the maximum was reached to the last digits. */
  readonly converged: boolean;
  readonly iterations: number;
}

/** ln(1 + e^η). */
function logOnePlusExp(eta: number): number {
  return Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta)));
}

/** 1 / (1 + e^−η). */
export function logistic(eta: number): number {
  const small = Math.exp(-Math.abs(eta));
  return eta >= 0 ? 1 / (1 + small) : small / (1 + small);
}

/** Its derivative p (1 − p), with its digits in the tails. */
export function logisticSlope(eta: number): number {
  const small = Math.exp(-Math.abs(eta));
  return small / (1 + small) ** 2;
}

/** Outcomes of 0 and 1 whose log-odds are linear. */
export const bernoulliLogit: ScoringFamily = {
  mean: logistic,
  slope: logisticSlope,
  variance: logisticSlope,
  loss: (outcome, eta) => logOnePlusExp(eta) - outcome * eta,
};

/**
 * Regresses outcomes of 0 and 1 on columns and a constant: log-odds by maximum likelihood. Weights say how often a row counts (R's prior
 * weights). Throws `one-class` where all outcomes are the same, `zero-variance`, `singular`, `insufficient-data` as linear regression
 * does, and `diverges` where columns tell 0 from 1 without error (separation), so that no finite estimate is the most likely.
 */
export function logisticRegression(
  outcome: ArrayLike<number>,
  columns: readonly RegressionColumn[],
  options: {
    readonly weights?: ArrayLike<number> | undefined;
    readonly level?: number | undefined;
    readonly path?: string | undefined;
    readonly outcomePath?: string | undefined;
  } = {},
): LogisticRegression {
  const { level = 0.95, path = "columns", outcomePath = "outcome" } = options;
  const counted = Array.from(outcome, (_, i) => i).filter((i) => (options.weights?.[i] ?? 1) > 0);
  const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(counted, (i) => values[i]!);
  const y = pick(outcome);
  const weights = options.weights === undefined ? new Float64Array(y.length).fill(1) : pick(options.weights);
  if (y.length <= columns.length + 1) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: `more than ${columns.length + 1} complete rows for ${columns.length} columns and a constant`,
      received: y.length,
    });
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ones = weights.reduce((sum, weight, i) => sum + weight * y[i]!, 0);
  if (!(ones > 0 && ones < total)) {
    throw new InputError({
      code: "one-class",
      path: outcomePath,
      expected: "outcomes of 0 and of 1",
      received: y[0],
      advice: "Where everybody did the same, nothing explains who did it.",
    });
  }
  const found = fisherScoring(
    y,
    columns.map(({ name, values }) => ({ name, values: pick(values) })),
    {
      family: bernoulliLogit,
      start: Math.log(ones / (total - ones)),
      weights,
      recedes: separationOf(y),
      path,
    },
  );
  if (found === null) {
    throw new InputError({
      code: "diverges",
      path,
      expected: "columns that leave some doubt about the outcome",
      received: columns.map(({ name }) => name).join(", "),
      advice:
        "A combination of the columns tells 0 from 1 without error (separation), and its coefficient has no finite estimate: leave out the column that does it, merge rare levels, or have more rows.",
    });
  }
  const reach = normalQuantile(0.5 + level / 2);
  const deviance = 2 * found.loss;
  return {
    n: y.length,
    terms: found.coefficients.map((estimate, j) => {
      const standardError = Math.sqrt(found.inverse[j]![j]!);
      const z = estimate / standardError;
      return {
        name: j === 0 ? "(intercept)" : columns[j - 1]!.name,
        estimate,
        standardError,
        z,
        pValue: 2 * normalSurvival(Math.abs(z)),
        lower: estimate - reach * standardError,
        upper: estimate + reach * standardError,
      };
    }),
    covariance: found.inverse,
    deviance,
    nullDeviance: -2 * (ones * Math.log(ones / total) + (total - ones) * Math.log(1 - ones / total)),
    aic: deviance + 2 * (columns.length + 1),
    converged: found.converged,
    iterations: found.iterations,
  };
}

/** Whether the log-odds of outcomes of 0 and 1 run away, since the columns tell them apart without error (separation). */
export function separationOf(outcome: Float64Array): NonNullable<ScoringOptions["recedes"]> {
  return (eta, move, iteration) => separates(outcome, eta, 0) || (iteration > 8 && separates(outcome, move, 1e-8));
}

/**
 * Whether a direction of the predictors tells 0 from 1: never against the outcome by more than `slack` of its largest entry. Without slack
 * strictly so; the likelihood then grows along the direction for ever.
 */
function separates(outcome: Float64Array, direction: Float64Array, slack: number): boolean {
  let largest = 0;
  for (const entry of direction) largest = Math.max(largest, Math.abs(entry));
  if (slack > 0 && largest < 0.1) return false;
  for (let i = 0; i < direction.length; i++) {
    const towards = outcome[i]! > 0.5 ? direction[i]! : -direction[i]!;
    if (slack > 0 ? towards < -slack * largest : towards <= 0) return false;
  }
  return true;
}
