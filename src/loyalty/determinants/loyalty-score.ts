import { requireColumn, requireLength, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalCdf } from "../../numeric/distributions.ts";
import { logistic } from "../../statistics/logistic-regression.ts";
import type { Column, Fitted } from "../../types.ts";
import { type LoyaltyDeterminantsModel, modelOf } from "./loyalty-determinants.ts";

/** Determinants of one customer (numbers) or of many (columns). */
export type DeterminantValues = Readonly<Record<string, number>> | Readonly<Record<string, Column>>;

/** What {@link loyaltyScore} returns: numbers for one customer, columns for many. */
export interface LoyaltyScore<Score> {
  /** L: standard deviations from the mean loyalty, or the log-odds of a logit. */
  readonly score: Score;
  /** 50 + 10 L (T 分数); `null` for a logit. */
  readonly tScore: Score | null;
  /** 100 Φ(L), the share of customers with less loyalty, in percent, if L were normal (百分位); `null` for a logit. */
  readonly percentile: Score | null;
  /** Loyalty in its own unit, mean + deviation · L; `null` for a logit, or where mean and deviation are not known. */
  readonly loyalty: Score | null;
  /** Chance that the customer is loyal; `null` for a linear model. */
  readonly probability: Score | null;
}

/** Numbers for numbers, columns for columns. */
export type DeterminantScore<D extends DeterminantValues> =
  D extends Readonly<Record<string, number>> ? number : Float64Array;

/**
 * How loyal customers are, going by what drives loyalty (忠诚得分): scores from a model with coefficients of the determinants.
 *
 * z_k = (value − mean) / deviation; L = β₀ + Σ β_k z_k + Σ β_kl z_k z_l; T = 50 + 10 L; percentile 100 Φ(L); p = 1 / (1 + e^−L).
 *
 * @param model - A fit of `fitLoyaltyDeterminants`, its model, or what `loyaltyDeterminants` makes.
 * @param customers - By determinant a number for one customer, or a column for many, in the unit of the model's means.
 * @returns The scores, in the order of the customers.
 * @throws InputError `length-mismatch` for a determinant that is missing or of another length, `not-finite` for a value that is missing
 * (leave the customer out first), `out-of-range` beyond 1e70, `unknown-kind`, `empty`.
 * @remarks The percentile takes L for the customer's whole z-score. Where R² is small, L of a fit varies less than loyalty does, and
 * percentiles stay near 50. There is no standard twin (`predict` on the z-scores).
 * @example
 * ```ts
 * import { loyaltyDeterminants, loyaltyScore } from "customer-equity/loyalty";
 * const model = loyaltyDeterminants({ coefficients: { satisfaction: 0.5 }, standards: { satisfaction: { mean: 4, deviation: 2 } } });
 * const { tScore, percentile } = loyaltyScore(model, { satisfaction: 6 });
 * console.log(tScore, percentile?.toFixed(2)); // 55 69.15
 * ```
 */
export function loyaltyScore<D extends DeterminantValues>(
  model: Fitted<LoyaltyDeterminantsModel>,
  customers: D,
): LoyaltyScore<DeterminantScore<D>> {
  const { method, loyalty, determinants, interactions, coefficients } = modelOf(model);
  const given = requireOptions(customers, "customers") as Readonly<Record<string, number | Column>>;
  const single = determinants.some(({ name }) => Object.hasOwn(given, name) && typeof given[name] === "number");
  let rows = -1;
  const scores = determinants.map(({ name, mean, deviation }) => {
    const path = `customers.${name}`;
    const column = readValues(Object.hasOwn(given, name) ? given[name] : undefined, path, single);
    if (rows >= 0) requireLength(column, path, rows);
    rows = column.length;
    return Float64Array.from(column, (value) => (value - mean) / deviation);
  });
  const indices = interactions.map((pair) => pair.map((name) => determinants.findIndex((own) => own.name === name)));
  const score = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = coefficients[0]!;
    for (let j = 0; j < scores.length; j++) sum += coefficients[j + 1]! * scores[j]![i]!;
    indices.forEach(([one, other], j) => {
      sum += coefficients[1 + scores.length + j]! * scores[one!]![i]! * scores[other!]![i]!;
    });
    score[i] = sum;
  }
  const give = (of: (score: number) => number): DeterminantScore<D> => {
    const column = score.map((value, i) => finite(of(value), single ? "customers" : `customers[${i}]`));
    return (single ? column[0] : column) as DeterminantScore<D>;
  };
  const linear = method === "linear";
  return {
    score: give((value) => value),
    tScore: linear ? give((value) => 50 + 10 * value) : null,
    percentile: linear ? give((value) => 100 * normalCdf(value)) : null,
    loyalty: linear && loyalty !== null ? give((value) => loyalty.mean + loyalty.deviation * value) : null,
    probability: linear ? null : give(logistic),
  };
}

const size = { min: -1e70, max: 1e70, advice: "Leave customers with a missing value out first." };

function readValues(value: number | Column | undefined, path: string, single: boolean): Column {
  if (value === undefined) {
    throw new InputError({
      code: "length-mismatch",
      path,
      expected: single ? "a number for each determinant of the model" : "a column for each determinant of the model",
      received: value,
    });
  }
  return single ? [requireNumber(value, path, size)] : requireColumn(value, path, size);
}

/** A score that a double can hold. */
function finite(score: number, path: string): number {
  return requireNumber(score, path, { advice: "The values are too far from the means of the model to be scored." });
}
