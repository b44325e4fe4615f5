import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { comparePoissonRates, type EventCount, exactPoissonInterval } from "../../statistics/poisson-rates.ts";
import { exactShareInterval, type SampleShare } from "../../statistics/share-interval.ts";

/** Complaints of a period. */
export interface ComplaintCounts {
  /** Complaints received. */
  readonly complaints: number;
  /** Customers they could come from, on average over the period. */
  readonly customers: number;
  /**
   * Length of the period in years.
   * @defaultValue 1
   */
  readonly years?: number | undefined;
  /** Of the complaints, those resolved. */
  readonly resolved?: number | undefined;
  /** Of those resolved, the ones opened again. */
  readonly reopened?: number | undefined;
}

/** A rate with its interval. */
export interface ComplaintRate {
  /** Complaints a year for 1,000 customers. */
  readonly rate: number;
  /** Lower end of the exact interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** What {@link complaintStatistics} returns. */
export interface ComplaintStatistics {
  /** Complaints a year for 1,000 customers (千户投诉率). */
  readonly perThousand: ComplaintRate;
  /** Share of the complaints that were resolved (投诉解决率); `null` where that is not known or there were none. */
  readonly resolution: SampleShare | null;
  /** Share of the resolved complaints that were opened again (投诉重开率); `null` where that is not known or none was resolved. */
  readonly reopening: SampleShare | null;
}

/** How two complaint rates compare; what does not exist is `null`. */
export interface ComplaintRateComparison {
  /** First rate by the second; `null` where the second period saw no complaint. */
  readonly ratio: number | null;
  /** Lower end of the exact interval of the ratio; `null` where neither saw one. */
  readonly lower: number | null;
  /** Upper end; `null` where the second period saw none. */
  readonly upper: number | null;
  /** Chance of a ratio at least as far from 1, if the rates were the same. */
  readonly pValue: number;
}

/**
 * What complaints say (投诉统计): how many a year for 1,000 customers, which share was resolved, and which of those were opened again.
 *
 * Complaints are counted as independent events (Poisson), so the interval of the rate is that of Garwood; shares have the exact
 * interval of Clopper and Pearson. Customers who complain several times make the true intervals wider.
 *
 * @param counts - Complaints, customers, length of the period; resolved and reopened ones where known.
 * @param options - Level of the intervals.
 * @returns Rate and shares with exact intervals.
 * @throws InputError `out-of-range` for counts that are not whole, are negative, or larger than what they are part of, and for no
 * customers; `bad-option` for reopened complaints without resolved ones; `not-finite`.
 * @remarks Sources: Garwood (1936); Clopper & Pearson (1934). Twins: R `poisson.test`, `binom.test`.
 * @example
 * ```ts
 * import { complaintStatistics } from "customer-equity/satisfaction";
 * const { perThousand, resolution } = complaintStatistics({ complaints: 120, customers: 40_000, resolved: 108 });
 * console.log(perThousand.rate, perThousand.lower.toFixed(2), perThousand.upper.toFixed(2), resolution?.share); // 3 2.49 3.59 0.9
 * ```
 */
export function complaintStatistics(counts: ComplaintCounts, options?: LevelOptions): ComplaintStatistics {
  const level = requireLevel(requireOptions(options).level);
  const { count, exposure } = requireCounts(counts, "counts");
  const { resolved, reopened } = counts;
  if (resolved !== undefined) requireNumber(resolved, "counts.resolved", { integer: true, min: 0, max: count });
  if (reopened !== undefined) {
    if (resolved === undefined) {
      throw new InputError({
        code: "bad-option",
        path: "counts.resolved",
        expected: "how many were resolved, as only those can be opened again",
        received: resolved,
      });
    }
    requireNumber(reopened, "counts.reopened", { integer: true, min: 0, max: resolved });
  }
  const limits = exactPoissonInterval(count, level);
  const perThousand = (events: number): number => (1000 * events) / exposure;
  return {
    perThousand: { rate: perThousand(count), lower: perThousand(limits.lower), upper: perThousand(limits.upper) },
    resolution: shareOf(resolved, count, level),
    reopening: shareOf(reopened, resolved ?? 0, level),
  };
}

/**
 * Whether two complaint rates differ (投诉率差异检验): of two branches or two years, by the exact test of two Poisson counts.
 *
 * Given both counts together, the first is binomial; the p-value is twice its smaller tail, in agreement with the interval of the ratio.
 *
 * @param first - Complaints, customers and length of one period.
 * @param second - Those of another.
 * @param options - Level of the interval.
 * @returns The ratio of the rates, its interval and the p-value.
 * @throws InputError as `complaintStatistics`.
 * @remarks Source: Przyborowski & Wilenski (1940), Biometrika 31. Twin: R `poisson.test` of two counts: the same interval; its p-value
 * adds up the outcomes no likelier than the one seen and may be smaller.
 * @example
 * ```ts
 * import { compareComplaintRates } from "customer-equity/satisfaction";
 * const { ratio, pValue } = compareComplaintRates({ complaints: 120, customers: 40_000 }, { complaints: 90, customers: 40_000 });
 * console.log(ratio?.toFixed(2), pValue.toFixed(3)); // 1.33 0.045
 * ```
 */
export function compareComplaintRates(
  first: ComplaintCounts,
  second: ComplaintCounts,
  options?: LevelOptions,
): ComplaintRateComparison {
  const level = requireLevel(requireOptions(options).level);
  return comparePoissonRates(requireCounts(first, "first"), requireCounts(second, "second"), level);
}

/** Complaints, and customers times years. */
function requireCounts(counts: ComplaintCounts, path: string): EventCount {
  const { complaints, customers, years = 1 } = requireOptions(counts, path);
  requireNumber(complaints, `${path}.complaints`, { integer: true, min: 0 });
  requireNumber(customers, `${path}.customers`, { min: 1e-9, max: 1e15 });
  requireNumber(years, `${path}.years`, { min: 1e-9, max: 1e9 });
  return { count: complaints, exposure: customers * years };
}

function shareOf(count: number | undefined, size: number, level: number): SampleShare | null {
  return count === undefined || size === 0 ? null : { share: count / size, ...exactShareInterval(count, size, level) };
}
