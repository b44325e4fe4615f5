import { requireKnown, requireNumber, requireNumberOrNull, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { indicatorScore } from "../../satisfaction/index.ts";
import { sharesOf } from "../../statistics/weights.ts";
import { readAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";

/** An indicator of loyalty. */
export interface LoyaltyIndicator {
  /** Whether it says what customers do (`"behavioral"`: share of wallet, tenure) or what they think (`"attitudinal"`: recommendation). */
  readonly part: "behavioral" | "attitudinal";
  /** The value that scores 0; above `best` where lower is better. */
  readonly worst: number;
  /** The value that scores 100. */
  readonly best: number;
  /**
   * Its weight, at least 0; weights are divided by their sum.
   * @defaultValue 1
   */
  readonly weight?: number | undefined;
}

/** Values of the indicators of one customer, by name; `null` where there is none. */
export type IndicatorValues = Readonly<Record<string, number | null>>;
/** Values of the indicators of many customers. */
export type IndicatorValueColumns = Readonly<Record<string, Column | NullableColumn>>;

/** Options of {@link loyaltyIndex}. */
export interface LoyaltyIndexOptions {
  /**
   * The least share of the indicators that must have a value for a sub-index, and for the index; weights of the others then sum to 1.
   * With 1 a customer needs all of them.
   * @defaultValue 0.5
   */
  readonly minShare?: number | undefined;
}

/** The loyalty of one customer, from 0 to 100. */
export interface LoyaltyIndex<V = number | null> {
  /** Weighted mean of all indicators (客户忠诚度指数); `null` where too few have a value. */
  readonly index: V;
  /** √(behavioral · attitudinal): low where loyalty is one-sided; `null` without one of the two. */
  readonly geometric: V;
  /** Weighted mean of what customers do (行为忠诚); `null` where too few indicators have a value. */
  readonly behavioral: V;
  /** Weighted mean of what customers think (态度忠诚); `null` likewise. */
  readonly attitudinal: V;
  /** Each indicator from 0 to 100; `null` without a value. */
  readonly scores: Readonly<Record<string, V>>;
  /** `missing-indicators`, `beyond-range` (values cut off at worst or best). */
  readonly warnings: readonly Warning[];
}

/** {@link LoyaltyIndex} of many customers. */
export interface LoyaltyIndexColumns extends LoyaltyIndex<NullableColumn> {
  /** Customers with an index. */
  readonly n: number;
  /** Customers with too few values for one. */
  readonly missing: number;
  /** Mean index of those who have one; `null` where nobody has. */
  readonly mean: number | null;
}

/**
 * A composite index of loyalty (客户忠诚度综合指数): what customers do and what they think, on one scale from 0 to 100.
 *
 * Each indicator scores 100 (value − worst)/(best − worst), cut off at 0 and 100 (`indicatorScore` of satisfaction). Behavioral and attitudinal
 * sub-indices are weighted means of their indicators, the index that of all. The geometric form √(B · A) punishes loyalty of one kind alone: a
 * customer held by habit, or one who likes the bank and buys elsewhere.
 *
 * @param indicators - The indicators by name: kind, range, weight. Plain JSON, the same from month to month.
 * @param values - By name of an indicator the value of one customer, or a column of many; `null` where there is none.
 * @param options - How many values an index needs.
 * @returns Index, geometric form and sub-indices with the score of each indicator: numbers of one customer, columns of many.
 * @throws InputError `empty` without indicators or customers, `insufficient-data` for one customer without any value, `out-of-range` for
 * weights, `bad-option` for a range without extent, a kind that is none, or a name that is no indicator, `length-mismatch`, `not-finite`.
 * @remarks A convention of this package; which indicators and weights is the bank's choice, and an index is comparable only with itself.
 * See OECD & JRC (2008), Handbook on Constructing Composite Indicators, on arithmetic and geometric aggregation. Twin: R `COINr`.
 * What a higher index is worth: {@link satisfactionProfitChain}.
 * @example
 * ```ts
 * import { loyaltyIndex } from "customer-equity/loyalty";
 * const indicators = {
 *   "share of wallet": { part: "behavioral", worst: 0, best: 1, weight: 2 },
 *   "recency days": { part: "behavioral", worst: 180, best: 0, weight: 1 },
 *   recommend: { part: "attitudinal", worst: 0, best: 10, weight: 3 },
 * } as const;
 * const one = loyaltyIndex(indicators, { "share of wallet": 0.5, "recency days": 36, recommend: 9 });
 * console.log(one.index, one.behavioral?.toFixed(2), one.geometric?.toFixed(2)); // 75 60.00 73.48
 * ```
 */
export function loyaltyIndex<V extends IndicatorValues | IndicatorValueColumns>(
  indicators: Readonly<Record<string, LoyaltyIndicator>>,
  values: V,
  options?: LoyaltyIndexOptions,
): V extends IndicatorValueColumns ? LoyaltyIndexColumns : LoyaltyIndex {
  const { minShare = 0.5 } = requireOptions(options);
  requireNumber(minShare, "options.minShare", { min: 0, max: 1 });
  const list = readIndicators(indicators);
  const given = requireOptions<IndicatorValues | IndicatorValueColumns>(values, "values");
  requireKnown(
    given,
    list.map(({ name }) => name),
    "values",
  );
  const many = Object.values(given).some((value: unknown) => typeof value === "object" && value !== null);
  const scored = scoreColumns(list, many ? (given as IndicatorValueColumns) : oneRow(given as IndicatorValues, list));
  const combine = (part: LoyaltyIndicator["part"] | null): (number | null)[] =>
    weightedMeans(list, scored.columns, part, minShare);
  const [index, behavioral, attitudinal] = [combine(null), combine("behavioral"), combine("attitudinal")];
  const geometric = behavioral.map((did, i) => {
    const thought = attitudinal[i]!;
    return did === null || thought === null ? null : Math.sqrt(did * thought);
  });
  const named = <T>(pick: (column: NullableColumn) => T): Record<string, T> =>
    Object.fromEntries(list.map(({ name }, k) => [name, pick(scored.columns[k]!)]));
  const { warnings } = scored;
  const first = (column: NullableColumn): number | null => column[0]!;
  if (!many) {
    const one: LoyaltyIndex = {
      index: first(index),
      geometric: first(geometric),
      behavioral: first(behavioral),
      attitudinal: first(attitudinal),
      scores: named(first),
      warnings,
    };
    return one as never;
  }
  const present = index.filter((value) => value !== null);
  const columns: LoyaltyIndexColumns = {
    index,
    geometric,
    behavioral,
    attitudinal,
    scores: named((column) => column),
    n: present.length,
    missing: index.length - present.length,
    mean: present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length,
    warnings,
  };
  return columns as never;
}

interface CheckedIndicator extends LoyaltyIndicator {
  readonly name: string;
  /** Its share of all weights. */
  readonly weight: number;
}

function readIndicators(indicators: Readonly<Record<string, LoyaltyIndicator>>): CheckedIndicator[] {
  const names = Object.keys(requireOptions(indicators, "indicators"));
  if (names.length === 0) {
    throw new InputError({
      code: "empty",
      path: "indicators",
      expected: "at least one indicator",
      received: indicators,
    });
  }
  const list = names.map((name): CheckedIndicator => {
    const path = `indicators.${name}`;
    const { part, worst, best, weight = 1 } = requireOptions(indicators[name]!, path) as LoyaltyIndicator;
    requireOneOf(part, `${path}.part`, ["behavioral", "attitudinal"]);
    requireNumber(worst, `${path}.worst`);
    requireNumber(best, `${path}.best`);
    requireNumber(weight, `${path}.weight`, { min: 0 });
    if (worst !== best) return { name, part, worst, best, weight };
    throw new InputError({
      code: "bad-option",
      path: `${path}.best`,
      expected: "another value than `worst`",
      received: best,
    });
  });
  const shares = sharesOf(
    list.map(({ weight }) => weight),
    "indicators",
  );
  return list.map((one, k) => ({ ...one, weight: shares[k]! }));
}

/** The values of one customer as columns of one entry. */
function oneRow(values: IndicatorValues, list: readonly CheckedIndicator[]): IndicatorValueColumns {
  const entries = list.map(({ name }) => {
    const value = Object.hasOwn(values, name) ? values[name]! : null;
    return [name, [requireNumberOrNull(value, `values.${name}`)]] as const;
  });
  if (entries.some(([, [value]]) => value !== null)) return Object.fromEntries(entries);
  throw new InputError({
    code: "insufficient-data",
    path: "values",
    expected: "a value of at least one indicator",
    received: values,
  });
}

/** The score of each indicator of each customer. An indicator without a column has no value for anybody. */
function scoreColumns(
  list: readonly CheckedIndicator[],
  values: IndicatorValueColumns,
): { readonly columns: readonly NullableColumn[]; readonly warnings: readonly Warning[] } {
  const { items, columns, respondents } = readAnswers(values, "values");
  let [missing, beyond] = [0, 0];
  const scores = list.map(({ name, worst, best }): NullableColumn => {
    const column = columns[items.indexOf(name)] ?? new Float64Array(respondents).fill(Number.NaN);
    const [low, high] = [Math.min(worst, best), Math.max(worst, best)];
    return Array.from(column, (value) => {
      if (Number.isNaN(value)) {
        missing++;
        return null;
      }
      if (value < low || value > high) beyond++;
      return indicatorScore(value, { worst, best });
    });
  });
  const warnings: Warning[] = [];
  if (missing > 0) {
    warnings.push({
      code: "missing-indicators",
      message: `${missing} values are missing: the weights of the others were raised to sum to 1, so compare only customers with the same indicators, or ask for all with \`minShare: 1\`.`,
      count: missing,
    });
  }
  if (beyond > 0) {
    warnings.push({
      code: "beyond-range",
      message: `${beyond} values lie outside the range of their indicator and were cut off at 0 or 100. Widen the range if such values are usual.`,
      count: beyond,
    });
  }
  return { columns: scores, warnings };
}

/** The weighted mean of the indicators of one kind (all, without one) for each customer; `null` where too few have a score. */
function weightedMeans(
  list: readonly CheckedIndicator[],
  columns: readonly NullableColumn[],
  part: LoyaltyIndicator["part"] | null,
  minShare: number,
): (number | null)[] {
  const members = list.flatMap((one, k) => (one.weight > 0 && (part === null || one.part === part) ? [k] : []));
  const needed = Math.max(1, Math.ceil(minShare * members.length - 1e-9));
  return columns[0]!.map((_, i) => {
    let [present, sum, total] = [0, 0, 0];
    for (const k of members) {
      const score = columns[k]![i]!;
      if (score === null) continue;
      present++;
      sum += list[k]!.weight * score;
      total += list[k]!.weight;
    }
    return present < needed || total === 0 ? null : Math.min(100, sum / total);
  });
}
