import { requireArray, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import type { RegressionColumn } from "../../statistics/linear-regression.ts";
import { completeRows, largestAnswer, readAnswers, type SurveyAnswers } from "../../survey/answers.ts";
import { deepFreeze } from "../../survey/deep-freeze.ts";
import type { Column, Fit, NullableColumn, Warning } from "../../types.ts";
import { fitLinear, fitLogit, standardize } from "./estimate-determinants.ts";
import { interactionName, type LoyaltyDeterminantsModel, requirePairs } from "./loyalty-determinants.ts";

/** Loyalty and what may drive it, of the same customers. */
export interface LoyaltyAndDeterminants {
  /** Loyalty: a score, or 0 and 1 for a logit; `null` where there is none. */
  readonly loyalty: Column | NullableColumn;
  /** By determinant a column: satisfaction, value, trust, switchingCost, or others. */
  readonly determinants: SurveyAnswers;
}

/** Options of {@link fitLoyaltyDeterminants}. */
export interface FitLoyaltyDeterminantsOptions extends LevelOptions {
  /**
   * `"linear"`: least squares on a score of loyalty, itself made a z-score; `"logit"`: the log-odds that a customer is loyal (1, not 0).
   * @defaultValue "linear"
   */
  readonly method?: "linear" | "logit" | undefined;
  /**
   * Pairs of determinants that may strengthen or weaken each other.
   * @defaultValue satisfaction and switchingCost, where both are there
   */
  readonly interactions?: readonly (readonly [string, string])[] | undefined;
}

/** A coefficient of a model of loyalty. */
export interface DeterminantTerm {
  /** Name of the determinant, `"one × other"` for an interaction, `"(intercept)"` for the constant. */
  readonly name: string;
  /** What one standard deviation more adds: standard deviations of loyalty, or log-odds. */
  readonly estimate: number;
  /** Its standard error. */
  readonly standardError: number;
  /** Estimate by standard error: t of a linear model, z of a logit; `null` where the fit is perfect. */
  readonly statistic: number | null;
  /** Its two-sided p-value; `null` likewise. */
  readonly pValue: number | null;
  /** Lower end of the interval at the level asked for. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** What an interaction adds to a model that has everything else. */
export interface InteractionGain {
  /** The pair. */
  readonly of: readonly [string, string];
  /** Its name, as among the terms. */
  readonly name: string;
  /** What it adds to R² (ΔR²); `null` for a logit. */
  readonly rSquaredChange: number | null;
  /** Cohen's f²: ΔR² / (1 − R²); `null` for a logit, or where the fit is perfect. */
  readonly effectSize: number | null;
  /** F of the change, or the fall of the deviance of a logit; `null` where the fit is perfect. */
  readonly change: number | null;
  /** Its p-value, by F with 1 and the residual degrees of freedom, or χ² with 1; `null` likewise. */
  readonly pValue: number | null;
}

/** What {@link fitLoyaltyDeterminants} returns. */
export interface LoyaltyDeterminantsFit extends Fit<LoyaltyDeterminantsModel> {
  /** Customers with loyalty and all determinants. */
  readonly n: number;
  /** Customers left out because something is missing. */
  readonly missing: number;
  /** The constant, the determinants, the interactions. */
  readonly terms: readonly DeterminantTerm[];
  /** What each interaction adds. */
  readonly interactions: readonly InteractionGain[];
  /** R², adjusted R², F with its p-value and the residual deviation of a linear model; `null` for a logit. */
  readonly linear: LinearSummary | null;
  /** Deviance, that of the constant alone, and AIC of a logit; `null` for a linear model. */
  readonly logit: LogitSummary | null;
}

/** How well a logit fits. */
export interface LogitSummary {
  /** −2 log-likelihood. */
  readonly deviance: number;
  /** −2 log-likelihood of the constant alone. */
  readonly nullDeviance: number;
  /** Deviance + 2 · coefficients. */
  readonly aic: number;
}

/** How well a linear model fits. */
export interface LinearSummary {
  /** Share of the variance of loyalty that is explained (R²). */
  readonly rSquared: number;
  /** R² less what chance alone would explain; may be below 0. */
  readonly adjustedRSquared: number;
  /** F of all coefficients together; `null` where the fit is perfect. */
  readonly f: number | null;
  /** Its p-value; `null` likewise. */
  readonly pValue: number | null;
  /** Standard deviation of the residuals, in standard deviations of loyalty. */
  readonly residualDeviation: number;
}

const defaultPair = ["satisfaction", "switchingCost"] as const;
const standardNames = ["satisfaction", "value", "trust", "switchingCost"];

/**
 * What makes customers loyal (客户忠诚的决定因素): satisfaction (客户满意), perceived value (感知价值), trust (信任), switching cost (转换成本), and
 * whether they need each other.
 *
 * L = β₀ + Σ β_k z_k + Σ β_kl z_k z_l on z-scores (divisor n − 1). Z-scores are made first, then multiplied; a product is not made a
 * z-score again. A negative product of satisfaction and switching cost says that barriers hold those who are not satisfied.
 *
 * Coefficients describe who is loyal today. That raising trust raises loyalty takes an experiment, or data over time.
 *
 * @param data - Loyalty, and by determinant a column. Any names will do; the expected signs are known for satisfaction, value, trust and
 * switchingCost.
 * @param options - Method, interactions, level.
 * @returns The model as plain data, which `loyaltyScore` and `simpleSlopes` take; coefficients with tests, and what each interaction adds.
 * @throws InputError `insufficient-data` for too few complete customers, `zero-variance` for a column that does not vary, `singular` for
 * determinants that depend on each other; for a logit `out-of-range` for an outcome other than 0 and 1, `one-class` where all are the
 * same, `diverges` where determinants tell the loyal without error; `bad-option`, `empty`, `length-mismatch`, `not-finite`.
 * @remarks Sources: Aiken & West (1991), Multiple Regression; Jones, Mothersbaugh & Beatty (2000), Journal of Retailing 76(2) (signs);
 * Cohen (1988) (f²). Twins: R `lm(scale(y) ~ scale(a) * scale(b))`, `glm(family = binomial)`; Python `pingouin.linear_regression`,
 * `pingouin.logistic_regression`, which take columns as they are.
 * @example
 * ```ts
 * import { fitLoyaltyDeterminants } from "customer-equity/loyalty";
 * const { terms, interactions } = fitLoyaltyDeterminants({
 *   loyalty: [5, 6, 2, 7, 4, 6, 3, 7, 5, 2],
 *   determinants: { satisfaction: [6, 7, 2, 7, 3, 5, 2, 6, 6, 3], switchingCost: [3, 4, 2, 5, 6, 5, 5, 6, 2, 1] },
 * });
 * console.log(terms.map(({ name, estimate }) => `${name} ${estimate.toFixed(2)}`).join(", "));
 * // (intercept) -0.01, satisfaction 0.81, switchingCost 0.47, satisfaction × switchingCost 0.09
 * console.log(interactions[0]?.effectSize?.toFixed(2)); // 0.21
 * ```
 */
export function fitLoyaltyDeterminants(
  data: LoyaltyAndDeterminants,
  options?: FitLoyaltyDeterminantsOptions,
): LoyaltyDeterminantsFit {
  const { method: asked = "linear", interactions, level: askedLevel } = requireOptions(options);
  const method = requireOneOf(asked, "options.method", ["linear", "logit"]);
  const level = requireLevel(askedLevel);
  const read = readData(data);
  const pairs = pairsOf(interactions, read.names);
  const standards = read.columns.map((column, j) => standardize(column, `data.determinants.${read.names[j]}`, read.n));
  const scores = standards.map(({ values }) => values);
  const single = read.names.map((name, j): RegressionColumn => ({ name, values: scores[j]! }));
  const products = pairs.map((pair): RegressionColumn => {
    const [one, other] = pair.map((name) => scores[read.names.indexOf(name)]!) as [Float64Array, Float64Array];
    return { name: interactionName(pair), values: one.map((value, i) => value * other[i]!) };
  });
  const estimate = method === "linear" ? fitLinear : fitLogit;
  const found = estimate(read.loyalty, single, products, level);
  const model: LoyaltyDeterminantsModel = {
    kind: "loyalty-determinants",
    version: 1,
    method,
    loyalty: found.loyalty,
    determinants: standards.map(({ mean, deviation }, j) => ({ name: read.names[j]!, mean, deviation })),
    interactions: pairs,
    coefficients: found.terms.map((term) => term.estimate),
    covariance: found.covariance,
    degreesOfFreedom: found.degreesOfFreedom,
  };
  return {
    model: deepFreeze(model),
    converged: found.converged,
    iterations: found.iterations,
    rows: read.n,
    n: read.n,
    missing: read.missing,
    terms: found.terms,
    interactions: found.gains.map((gain, i) => ({ of: pairs[i]!, name: products[i]!.name, ...gain })),
    linear: found.linear,
    logit: found.logit,
    warnings: warn(found.terms, read.n, found.converged),
  };
}

function readData(data: LoyaltyAndDeterminants) {
  const given = requireOptions(data, "data");
  // Squares of products of larger numbers would overflow.
  const scale = { min: -largestAnswer, max: largestAnswer };
  const { items: names, columns, respondents } = readAnswers(given.determinants, "data.determinants", { scale });
  const [loyalty] = readAnswers({ loyalty: given.loyalty }, "data", { scale }).columns as readonly [Float64Array];
  if (loyalty.length !== respondents) {
    throw new InputError({
      code: "length-mismatch",
      path: "data.loyalty",
      expected: `${respondents} entries, as in the determinants`,
      received: loyalty.length,
    });
  }
  const complete = completeRows({ columns: [loyalty, ...columns], respondents }).columns;
  const n = complete[0]!.length;
  return { names, loyalty: complete[0]!, columns: complete.slice(1), n, missing: respondents - n };
}

function pairsOf(
  asked: readonly (readonly [string, string])[] | undefined,
  names: readonly string[],
): readonly (readonly [string, string])[] {
  if (asked === undefined) return defaultPair.every((name) => names.includes(name)) ? [defaultPair] : [];
  requirePairs(requireArray(asked, "options.interactions", "an array of pairs"), names, "options.interactions");
  return asked.map(([one, other]) => [one, other]);
}

function warn(terms: readonly DeterminantTerm[], n: number, converged: boolean): Warning[] {
  const warnings: Warning[] = [];
  // Chance alone turns the sign of a coefficient that may as well be 0.
  const against = terms.filter(
    ({ name, estimate, lower, upper }) =>
      lower * upper > 0 &&
      (name === interactionName(defaultPair) || name === interactionName([defaultPair[1], defaultPair[0]])
        ? estimate > 0
        : standardNames.includes(name) && estimate < 0),
  );
  if (against.length > 0) {
    warnings.push({
      code: "unexpected-sign",
      message: `${against.map(({ name }) => name).join(", ")} has the opposite of the sign to be expected: look whether it goes together with another determinant, and which way round it was asked.`,
      count: against.length,
    });
  }
  if (n < 10 * (terms.length - 1)) {
    warnings.push({
      code: "few-customers",
      message: `${n} customers for ${terms.length - 1} coefficients: the estimates are unsteady. Have at least ten for each, or leave interactions out.`,
      count: n,
    });
  }
  if (!converged) {
    warnings.push({
      code: "not-converged",
      message:
        "The likelihood did not settle to its last digits: look for determinants that nearly depend on each other.",
    });
  }
  return warnings;
}
