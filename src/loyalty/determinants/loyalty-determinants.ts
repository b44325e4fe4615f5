import { requireArray, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireVersion } from "../../model-version.ts";
import { requireText } from "../../statistics/require-names.ts";
import { deepFreeze } from "../../survey/deep-freeze.ts";
import type { Fitted } from "../../types.ts";

/** What drives loyalty, how much, and how it was measured (客户忠诚的决定因素模型): plain data, as it is stored. */
export interface LoyaltyDeterminantsModel {
  /** Which model this is. */
  readonly kind: "loyalty-determinants";
  /** Version of this form. */
  readonly version: 1;
  /** `"linear"`: a score of loyalty; `"logit"`: the log-odds that a customer is loyal. */
  readonly method: "linear" | "logit";
  /** Mean and standard deviation of the loyalty that was explained; `null` for log-odds, or where they are not known. */
  readonly loyalty: ColumnStandard | null;
  /** The determinants, with the mean and standard deviation that turn a value into a z-score. */
  readonly determinants: readonly NamedStandard[];
  /** Pairs of determinants whose z-scores are multiplied. */
  readonly interactions: readonly (readonly [string, string])[];
  /** The constant, the determinants and the interactions, in their order. */
  readonly coefficients: readonly number[];
  /** Covariance of the coefficients; `null` where they were given and not estimated. */
  readonly covariance: readonly (readonly number[])[] | null;
  /** Degrees of freedom of t; `null` where z is used, or there is no covariance. */
  readonly degreesOfFreedom: number | null;
}

/** What turns a value into a z-score. */
export interface ColumnStandard {
  /** The mean. */
  readonly mean: number;
  /** The standard deviation, divisor n − 1. */
  readonly deviation: number;
}

/** The same with the name of its column. */
export interface NamedStandard extends ColumnStandard {
  /** Name of the column. */
  readonly name: string;
}

/** Coefficients of {@link loyaltyDeterminants}. */
export interface LoyaltyDeterminantsParameters {
  /**
   * What is explained.
   * @defaultValue "linear"
   */
  readonly method?: "linear" | "logit" | undefined;
  /** By determinant what one standard deviation more of it adds. */
  readonly coefficients: Readonly<Record<string, number>>;
  /**
   * Pairs of determinants with the coefficient of the product of their z-scores.
   * @defaultValue none
   */
  readonly interactions?:
    | readonly { readonly of: readonly [string, string]; readonly coefficient: number }[]
    | undefined;
  /**
   * The constant.
   * @defaultValue 0
   */
  readonly intercept?: number | undefined;
  /**
   * By determinant the mean and standard deviation of the customers that the coefficients belong to.
   * @defaultValue mean 0 and deviation 1: values are z-scores
   */
  readonly standards?: Readonly<Record<string, ColumnStandard>> | undefined;
}

/**
 * A model of loyalty with known coefficients (忠诚决定因素模型), from a publication or another program, to score customers with.
 *
 * L = β₀ + Σ β_k z_k + Σ β_kl z_k z_l.
 *
 * @param parameters - Coefficients by determinant; interactions, constant, and the means and deviations behind the z-scores.
 * @returns The model, frozen; `loyaltyScore` and `simpleSlopes` take it. Without a covariance slopes have no standard errors.
 * @throws InputError `empty` without coefficients, `bad-option` for an interaction of a determinant that is none or a standard of another
 * name, `out-of-range` for a deviation not above 0, `not-finite`.
 * @remarks There are no coefficients of nature: take those of a fit on the bank's own customers where there is one.
 * @example
 * ```ts
 * import { loyaltyDeterminants, loyaltyScore } from "customer-equity/loyalty";
 * const model = loyaltyDeterminants({
 *   coefficients: { satisfaction: 0.35, value: 0.2, trust: 0.25, switchingCost: 0.2 },
 *   interactions: [{ of: ["satisfaction", "switchingCost"], coefficient: -0.06 }],
 * });
 * const { score, tScore } = loyaltyScore(model, { satisfaction: 1, value: 0.5, trust: -0.2, switchingCost: 1.5 });
 * console.log(score.toFixed(2), tScore?.toFixed(1)); // 0.61 56.1
 * ```
 */
export function loyaltyDeterminants(parameters: LoyaltyDeterminantsParameters): LoyaltyDeterminantsModel {
  const {
    method = "linear",
    coefficients,
    interactions = [],
    intercept = 0,
    standards = {},
  } = requireOptions(parameters, "parameters");
  const names = Object.keys(requireOptions(coefficients, "parameters.coefficients"));
  const known = requireOptions(standards, "parameters.standards");
  for (const name of Object.keys(known)) requireOneOf(name, "parameters.standards", names);
  const pairs = requireArray(interactions, "parameters.interactions").map((interaction, i) =>
    requireOptions(interaction ?? null, `parameters.interactions[${i}]`),
  );
  return deepFreeze(
    requireModel(
      {
        kind: "loyalty-determinants",
        version: 1,
        method,
        loyalty: null,
        determinants: names.map((name) => ({ name, ...(known[name] ?? { mean: 0, deviation: 1 }) })),
        interactions: pairs.map(({ of }) => of),
        coefficients: [
          intercept,
          ...names.map((name) => requireNumber(coefficients[name], `parameters.coefficients.${name}`)),
          ...pairs.map(({ coefficient }, i) => requireNumber(coefficient, `parameters.interactions[${i}].coefficient`)),
        ],
        covariance: null,
        degreesOfFreedom: null,
      },
      "parameters",
    ),
  );
}

/** The model behind a fit, or the model itself, checked as far as it is read. */
export function modelOf(fitted: Fitted<LoyaltyDeterminantsModel>): LoyaltyDeterminantsModel {
  const given = requireOptions(fitted ?? null, "model");
  const held = "model" in given ? requireOptions(given.model ?? null, "model") : given;
  if (held.kind !== "loyalty-determinants") {
    throw new InputError({
      code: "unknown-kind",
      path: "model.kind",
      expected: '"loyalty-determinants"',
      received: held.kind,
      advice: "Give what fitLoyaltyDeterminants or loyaltyDeterminants returns.",
    });
  }
  requireVersion(held.version, "model.version");
  return requireModel(held, "model");
}

const largest = 1e70;
const size = { min: -largest, max: largest };

function requireModel(model: LoyaltyDeterminantsModel, path: string): LoyaltyDeterminantsModel {
  requireOneOf(model.method, `${path}.method`, ["linear", "logit"]);
  const determinants = requireArray(model.determinants, `${path}.determinants`);
  if (determinants.length === 0) {
    throw new InputError({
      code: "empty",
      path: `${path}.coefficients`,
      expected: "at least one determinant",
      received: 0,
    });
  }
  determinants.forEach((determinant, i) => {
    const { name, ...standard } = requireOptions(determinant ?? null, `${path}.determinants[${i}]`);
    requireText(name, `${path}.determinants[${i}].name`);
    requireStandard(standard, `${path}.determinants[${i}]`);
  });
  if (model.loyalty !== null) requireStandard(model.loyalty, `${path}.loyalty`);
  const names = determinants.map(({ name }) => name);
  requireArray(model.interactions, `${path}.interactions`);
  requirePairs(model.interactions, names, `${path}.interactions`);
  const count = 1 + names.length + model.interactions.length;
  requireVector(model.coefficients, `${path}.coefficients`, count);
  if (model.covariance !== null) {
    const rows = requireArray(model.covariance, `${path}.covariance`);
    requireCount(rows, `${path}.covariance`, count);
    rows.forEach((row, i) => {
      requireVector(row, `${path}.covariance[${i}]`, count);
    });
  }
  if (model.degreesOfFreedom !== null)
    requireNumber(model.degreesOfFreedom, `${path}.degreesOfFreedom`, { min: 1, max: largest });
  return model;
}

function requireStandard(standard: ColumnStandard, path: string): void {
  const { mean, deviation } = requireOptions(standard ?? null, path);
  requireNumber(mean, `${path}.mean`, size);
  requireNumber(deviation, `${path}.deviation`, { min: 1e-70, max: largest });
}

function requireVector(values: readonly number[], path: string, count: number): void {
  requireArray(values, path, "an array of numbers");
  requireCount(values, path, count);
  for (let j = 0; j < count; j++) requireNumber(values[j], `${path}[${j}]`, size);
}

function requireCount(values: readonly unknown[], path: string, count: number): void {
  if (values.length === count) return;
  throw new InputError({
    code: "length-mismatch",
    path,
    expected: `${count} entries: the constant, the determinants and the interactions`,
    received: values.length,
  });
}

/** Checks that interactions are pairs of two different determinants, each pair once. */
export function requirePairs(
  pairs: readonly (readonly [string, string])[],
  names: readonly string[],
  path: string,
): void {
  const seen = new Set<string>();
  pairs.forEach((pair, i) => {
    const [one, other] = requireArray(pair, `${path}[${i}]`, "a pair of determinants");
    requireOneOf(one, `${path}[${i}][0]`, names);
    requireOneOf(other, `${path}[${i}][1]`, names);
    const key = JSON.stringify([one, other].sort());
    if (pair.length !== 2 || one === other || seen.has(key)) {
      throw new InputError({
        code: "bad-option",
        path: `${path}[${i}]`,
        expected: "two different determinants, each pair once",
        received: pair.join(", "),
      });
    }
    seen.add(key);
  });
}

/** The name of an interaction. */
export function interactionName([one, other]: readonly [string, string]): string {
  return `${one} × ${other}`;
}
