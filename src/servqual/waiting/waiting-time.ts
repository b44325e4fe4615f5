import {
  requireArray,
  requireColumn,
  requireLength,
  requireNumber,
  requireOptions,
  requireRows,
} from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { quantileOfSorted } from "../../numeric/quantile.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { type MeanEstimate, meanEstimate } from "../../statistics/mean-estimate.ts";
import { wilsonInterval } from "../../statistics/share-interval.ts";
import { answered, readColumn, requireAnswerColumn } from "../../survey/answers.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { requireNotNegative } from "../scoring/read-part.ts";

/** Options of {@link waitingTime}. */
export interface WaitingTimeOptions extends LevelOptions {
  /**
   * The target, in minutes: a wait of so many or fewer keeps it.
   * @defaultValue 10
   */
  readonly target?: number | undefined;
  /** By name of a grouping (branch, counter, hour) the group of each customer, in the order of the minutes. */
  readonly groups?: Readonly<Record<string, readonly string[]>> | undefined;
  /**
   * Shares at which quantiles are taken, each from 0 to 1.
   * @defaultValue 0.5, 0.9, 0.95
   */
  readonly quantiles?: Column | undefined;
}

/** A share with its interval. */
export interface ShareEstimate {
  /** The share. */
  readonly share: number;
  /** Customers who make it. */
  readonly count: number;
  /** Lower end of Wilson's interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** Waits of a group of customers. What does not exist without a wait is `null`. */
export interface WaitingSummary {
  /** Customers whose wait is known. */
  readonly n: number;
  /** Customers whose wait is not known. */
  readonly missing: number;
  /** Mean wait in minutes, with interval (平均等候时间). */
  readonly mean: MeanEstimate | null;
  /** Share of customers served within the target (达标率), with Wilson's interval. */
  readonly withinTarget: ShareEstimate | null;
  /** Waits that so large a share of customers does not exceed (等候时间分位数). */
  readonly quantiles: readonly { readonly share: number; readonly minutes: number }[] | null;
  /** The longest wait. */
  readonly longest: number | null;
}

/** Waits of one group of a grouping. */
export interface WaitingGroup extends WaitingSummary {
  /** The group: a branch, a counter. */
  readonly group: string;
}

/** What {@link waitingTime} returns. */
export interface WaitingTime {
  /** The target in minutes. */
  readonly target: number;
  /** All customers. */
  readonly overall: WaitingSummary;
  /** By grouping its groups, the one with the lowest share within the target first, those without a known wait last. */
  readonly groups: Readonly<Record<string, readonly WaitingGroup[]>>;
  /** Level of the intervals. */
  readonly level: number;
  /** `missing-waits`. */
  readonly warnings: readonly Warning[];
}

/** A larger share of waits that are not known than this can move the share within the target. */
const muchMissing = 0.1;

/**
 * Waiting times against a target (客户等候时间达标分析): what share of customers was served within ten minutes, how long the others waited, and at which
 * branch or counter.
 *
 * Share within the target k/n, k = waits ≤ target, with Wilson's interval
 * (k/n + z²/2n ± z √(k/n (1 − k/n)/n + z²/4n²)) / (1 + z²/n); quantiles of type 7 (linear interpolation).
 *
 * @param minutes - One wait a customer from arrival (the ticket) to the call, at least 0; `null` where it is not known.
 * @param options - Target, groupings, quantiles, level.
 * @returns A summary of all customers and of each group.
 * @throws InputError `empty` for nobody; `out-of-range` for a wait below 0; `not-finite`; `length-mismatch`, `bad-option` for a grouping.
 * @remarks Source of the interval: Wilson (1927), JASA 22. Who leaves the queue has no wait to the call: count such customers apart. Twins: R
 * `DescTools::BinomCI(method = "wilson")` and `quantile(type = 7)`, Python `statsmodels` `proportion_confint(method="wilson")` and
 * `numpy.quantile`.
 * @example
 * ```ts
 * import { waitingTime } from "customer-equity/servqual";
 * const { overall, groups } = waitingTime([4, 12, 7, 25, 9, 3, null, 14], {
 *   groups: { branch: ["A", "B", "A", "B", "A", "A", "A", "B"] },
 * });
 * const { share, lower, upper } = overall.withinTarget!;
 * console.log(share.toFixed(3), lower.toFixed(3), upper.toFixed(3)); // 0.571 0.250 0.842
 * console.log(groups["branch"]![0]!.group, groups["branch"]![0]!.mean!.mean); // B 17
 * ```
 */
export function waitingTime(minutes: Column | NullableColumn, options?: WaitingTimeOptions): WaitingTime {
  const { target = 10, groups, quantiles = [0.5, 0.9, 0.95] } = requireOptions(options);
  requireNumber(target, "options.target", { min: 0 });
  const level = requireLevel(options?.level);
  const shares = Array.from(requireColumn(quantiles, "options.quantiles", { min: 0, max: 1 }));
  const waits = readColumn(requireAnswerColumn(minutes, "minutes"), "minutes").values;
  requireRows(waits, "minutes");
  requireNotNegative(waits, "minutes");
  const summarize = (column: Float64Array): WaitingSummary => summaryOf(column, target, shares, level);
  const overall = summarize(waits);
  return {
    target,
    overall,
    groups: Object.fromEntries(
      Object.entries(requireOptions(groups, "options.groups")).map(([name, labels]) => [
        name,
        groupsOf(waits, labels, `options.groups.${name}`, summarize),
      ]),
    ),
    level,
    warnings: overall.missing > muchMissing * waits.length ? [missingWaits(overall.missing, waits.length)] : [],
  };
}

function groupsOf(
  waits: Float64Array,
  labels: readonly string[],
  path: string,
  summarize: (column: Float64Array) => WaitingSummary,
): readonly WaitingGroup[] {
  requireLength(requireArray(labels, path, "an array with the group of each customer"), path, waits.length);
  const rows = new Map<string, number[]>();
  for (const [i, group] of labels.entries()) {
    if (typeof group !== "string") {
      throw new InputError({ code: "bad-option", path: `${path}[${i}]`, expected: "a string", received: group });
    }
    const own = rows.get(group);
    if (own === undefined) rows.set(group, [waits[i]!]);
    else own.push(waits[i]!);
  }
  const place = ({ withinTarget }: WaitingGroup): number => withinTarget?.share ?? 2;
  return [...rows]
    .map(([group, own]): WaitingGroup => ({ group, ...summarize(Float64Array.from(own)) }))
    .sort((a, b) => place(a) - place(b));
}

function summaryOf(waits: Float64Array, target: number, shares: readonly number[], level: number): WaitingSummary {
  const sorted = answered(waits).sort();
  const n = sorted.length;
  const missing = waits.length - n;
  if (n === 0) return { n, missing, mean: null, withinTarget: null, quantiles: null, longest: null };
  let count = 0;
  while (count < n && sorted[count]! <= target * (1 + 1e-12)) count++;
  return {
    n,
    missing,
    mean: meanEstimate(sorted, level),
    withinTarget: { share: count / n, count, ...wilsonInterval(count / n, n, level) },
    quantiles: shares.map((share) => ({ share, minutes: quantileOfSorted(sorted, share) })),
    longest: sorted[n - 1]!,
  };
}

function missingWaits(count: number, all: number): Warning {
  return {
    code: "missing-waits",
    message: `The wait of ${count} of ${all} customers is not known. Those who leave the queue have often waited longest, so the share within the target may be lower; count them apart.`,
    count,
  };
}
