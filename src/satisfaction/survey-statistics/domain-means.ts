import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { holmAdjusted } from "../../statistics/holm-adjusted.ts";
import { requireLevel } from "../../statistics/level.ts";
import { type SampleMean, sampleMean } from "../../statistics/mean-estimate.ts";
import { pickWeights } from "../../statistics/weights.ts";
import { type MeanDifference, welchTest } from "../../statistics/welch-test.ts";
import { readRatings } from "../../survey/ratings.ts";
import type { Column, NullableColumn } from "../../types.ts";
import type { MeasureOptions } from "../measures/measure-options.ts";
import { type CategoryColumn, readCategories } from "./categories.ts";

/** The mean of a subgroup. */
export interface DomainMean extends SampleMean {
  /** Name of the subgroup. */
  readonly domain: string;
}

/** How two subgroups compare. */
export interface DomainComparison extends MeanDifference {
  /** Name of the first. */
  readonly first: string;
  /** Name of the second. */
  readonly second: string;
  /** The p-value, adjusted by Holm for the number of comparisons. */
  readonly adjustedPValue: number;
}

/** What {@link domainMeans} returns. */
export interface DomainMeans {
  /** The mean of all. */
  readonly overall: SampleMean;
  /** The mean of each subgroup that has an answer. */
  readonly domains: readonly DomainMean[];
  /** Each pair of subgroups that can be compared: with two answers or more, and not both without variation. */
  readonly comparisons: readonly DomainComparison[];
  /** Subgroups without an answer that counts. */
  readonly emptyDomains: readonly string[];
  /** Respondents left out because they gave no answer. */
  readonly missing: number;
  /** Respondents left out because their weight is 0. */
  readonly weightless: number;
}

/**
 * Means by subgroup (分组均值): of branches, tiers, segments, regions, each with its standard error, and every pair compared.
 *
 * Each subgroup has its weighted mean and linearised standard error. Pairs by Welch's t; since many pairs are looked at, go by
 * the p-values adjusted by Holm.
 *
 * @param values - One answer (or score) a respondent, `null` where there is none.
 * @param domains - The subgroup of each respondent: names, or a class column.
 * @param options - Level of the intervals; weights of respondents.
 * @returns The overall mean, the mean of each subgroup, the comparisons, and who is missing.
 * @throws InputError `empty`, `insufficient-data` without an answer that counts, `length-mismatch`, `not-finite`, `out-of-range` for
 * weights, `bad-option` for a subgroup that is no name, and for more than 100 subgroups.
 * @remarks Sources: Welch (1947), Biometrika 34; Holm (1979). Twins: R `survey::svyby`, which takes n/(n − 1) of the whole sample in the
 * standard error and here it is that of the subgroup; `pairwise.t.test(pool.sd = FALSE)`, the same p-values where weights are equal.
 * @example
 * ```ts
 * import { domainMeans } from "customer-equity/satisfaction";
 * const { domains, comparisons } = domainMeans([9, 8, 9, 7, 5, 6, 4, 6], ["gold", "gold", "gold", "gold", "basic", "basic", "basic", "basic"]);
 * console.log(domains[0]?.mean, domains[1]?.mean, comparisons[0]!.pValue < 0.01); // 8.25 5.25 true
 * ```
 */
export function domainMeans(
  values: Column | NullableColumn,
  domains: CategoryColumn,
  options?: MeasureOptions,
): DomainMeans {
  const { level: asked, respondentWeights } = requireOptions(options);
  const level = requireLevel(asked);
  const read = readRatings(values, "values", {}, respondentWeights);
  const { names, codes } = readCategories(domains, "domains", values.length);
  if (names.length > 100) {
    throw new InputError({
      code: "bad-option",
      path: "domains",
      expected: "at most 100 subgroups",
      received: names.length,
    });
  }
  const places: number[][] = names.map(() => []);
  for (const [k, row] of read.rows.entries()) places[codes[row]!]!.push(k);
  const present = names.flatMap((domain, d): DomainMean[] => {
    const own = places[d]!;
    if (own.length === 0) return [];
    const values = Float64Array.from(own, (k) => read.values[k]!);
    return [{ domain, ...sampleMean(values, pickWeights(read.weights, own), level) }];
  });
  return {
    overall: sampleMean(read.values, read.weights, level),
    domains: present,
    comparisons: comparePairs(present, level),
    emptyDomains: names.filter((_, d) => places[d]!.length === 0),
    missing: read.missing,
    weightless: read.weightless,
  };
}

function comparePairs(domains: readonly DomainMean[], level: number): DomainComparison[] {
  const pairs = domains.flatMap((first, i) => domains.slice(i + 1).flatMap((second) => compare(first, second, level)));
  const adjusted = holmAdjusted(pairs.map(({ pValue }) => pValue));
  return pairs.map((pair, i) => ({ ...pair, adjustedPValue: adjusted[i]! }));
}

function compare(
  first: DomainMean,
  second: DomainMean,
  level: number,
): readonly Omit<DomainComparison, "adjustedPValue">[] {
  const test = welchTest(first, second, level);
  return test === null ? [] : [{ first: first.domain, second: second.domain, ...test }];
}
