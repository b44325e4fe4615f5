import { requireArray, requireColumn, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile } from "../../numeric/distributions.ts";
import { chainLadder } from "../../statistics/chain-ladder.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { requireNames } from "../../statistics/require-names.ts";
import type { Column, Warning } from "../../types.ts";

/** Points by the period in which they were issued (vintage, 批次), the oldest first. */
export interface PointsCohorts {
  /** Points issued to each cohort. */
  readonly issued: Column;
  /**
   * For each cohort the points redeemed in each period of its life, the period of issue first. The oldest cohort has the longest life;
   * none is longer than the one before it.
   */
  readonly redeemed: readonly Column[];
  /**
   * For each cohort the points that expired, likewise.
   * @defaultValue none expired
   */
  readonly expired?: readonly Column[] | undefined;
  /**
   * Names of the cohorts: `"2024"`.
   * @defaultValue "1", "2", ...
   */
  readonly names?: readonly string[] | undefined;
}

/** A cohort of points, and what is still to come of it. */
export interface RedemptionCohort {
  /** Its name. */
  readonly name: string;
  /** Points issued. */
  readonly issued: number;
  /** Redeemed so far. */
  readonly redeemed: number;
  /** Expired so far. */
  readonly expired: number;
  /** Neither redeemed nor expired yet: issued − redeemed − expired. */
  readonly outstanding: number;
  /** For each period of its life, redeemed up to its end as a share of the points issued: the redemption curve (兑换曲线). */
  readonly curve: readonly number[];
  /** The curve for the periods to come. */
  readonly projected: readonly number[];
  /** Share of the points issued that will have been redeemed in the end. */
  readonly ultimateRate: number;
  /** Its standard error; `null` with too few cohorts. */
  readonly standardError: number | null;
}

/** What {@link redemptionRate} returns. */
export interface RedemptionRate {
  /** Points redeemed so far by points issued (当前兑换率). */
  readonly currentRate: number;
  /** Share of all points issued that will have been redeemed in the end (最终兑换率). */
  readonly ultimateRate: number;
  /** Its standard error (Mack); `null` with too few cohorts. */
  readonly standardError: number | null;
  /** Lower end of its interval, at least the current rate; `null` likewise. */
  readonly lower: number | null;
  /** Upper end, at most what has not expired. */
  readonly upper: number | null;
  /** 1 − ultimateRate: points that nobody will redeem (积分沉淀率). */
  readonly breakageRate: number;
  /** Of the points outstanding, the share that will be redeemed: what a liability is made of; `null` where none is outstanding. */
  readonly outstandingRate: number | null;
  /** From each period of life to the next: cumulative points redeemed are multiplied by this. */
  readonly factors: readonly number[];
  /** Of what is ever redeemed, the share by the end of each period of life. */
  readonly pattern: readonly number[];
  /** The cohorts, the oldest first. */
  readonly cohorts: readonly RedemptionCohort[];
  /**
   * `few-cohorts` (no standard error), `beyond-outstanding` (a projection was cut off at the points that are left), `nothing-redeemed-yet`
   * (cohorts that the method projects to redeem nothing at all).
   */
  readonly warnings: readonly Warning[];
}

/**
 * How many points will be redeemed (积分兑换率): the redemption curve of each cohort, and where it will end, from how older cohorts went on.
 *
 * Chain ladder: cumulative points redeemed at an age are multiplied by f_k = Σ redeemed up to k+1/Σ redeemed up to k over the cohorts that
 * have reached k+1, age by age up to the oldest age seen. The standard error is Mack's; it exists from four cohorts of different age on. A
 * cohort cannot redeem more than it has left: projections are cut off there, with a warning.
 *
 * @param cohorts - Points issued, redeemed and expired by cohort and period of life.
 * @param options - Level of the interval.
 * @returns Current and ultimate rate with its interval, breakage, the pattern over a life, and each cohort.
 * @throws InputError `empty`, `insufficient-data` with fewer than two periods, or where no cohort that went on had redeemed anything in its
 * first period (merge periods), `out-of-range` for negative points or more redeemed and expired than issued, `length-mismatch`, `not-finite`.
 * @remarks Source: Mack (1993), ASTIN Bulletin 23(2), who wrote of insurance claims; points are claims on the bank. It is assumed that nothing
 * is redeemed after the oldest age seen: true where points expire, and else the oldest cohort should be old. A change of the rules of the
 * programme breaks the pattern. Twin: R `ChainLadder::MackChainLadder(est.sigma = "Mack")`.
 * @example
 * ```ts
 * import { redemptionRate } from "customer-equity/loyalty";
 * const { currentRate, ultimateRate, pattern } = redemptionRate({
 *   issued: [1000, 1000, 1200],
 *   redeemed: [[300, 200, 100], [320, 180], [360]],
 * });
 * console.log(currentRate.toFixed(3), ultimateRate.toFixed(3), pattern.map((share) => share.toFixed(2))); // 0.456 0.593 [ "0.52", "0.83", "1.00" ]
 * ```
 */
export function redemptionRate(cohorts: PointsCohorts, options?: LevelOptions): RedemptionRate {
  const level = requireLevel(requireOptions(options).level);
  const read = readCohorts(cohorts);
  const ladder = chainLadder(read.map(({ cumulative }) => cumulative));
  if (ladder === null) {
    throw new InputError({
      code: "insufficient-data",
      path: "cohorts.redeemed",
      expected:
        "points redeemed in the first periods of the cohorts that went on, from which the later ones can be projected",
      received: cohorts.redeemed,
      advice: "Merge the first periods (quarters instead of months).",
    });
  }
  const ages = read[0]!.cumulative.length;
  let beyond = 0;
  const described = read.map(({ name, issued, cumulative, expired }, i): RedemptionCohort => {
    const most = issued - expired;
    if (ladder.ultimates[i]! > most * (1 + 1e-9)) beyond++;
    const projected: number[] = [];
    let points = cumulative.at(-1)!;
    for (let k = cumulative.length - 1; k < ages - 1; k++) {
      points = Math.min(most, points * ladder.factors[k]!);
      projected.push(points / issued);
    }
    const redeemed = cumulative.at(-1)!;
    return {
      name,
      issued,
      redeemed,
      expired,
      outstanding: Math.max(0, most - redeemed),
      curve: cumulative.map((sum) => sum / issued),
      projected,
      ultimateRate: Math.min(1, points / issued),
      standardError: ladder.standardErrors === null ? null : ladder.standardErrors[i]! / issued,
    };
  });
  const sum = (field: "issued" | "redeemed" | "outstanding"): number =>
    described.reduce((total, cohort) => total + cohort[field], 0);
  const [issued, redeemed, outstanding] = [sum("issued"), sum("redeemed"), sum("outstanding")];
  const ultimate = described.reduce((total, cohort) => total + cohort.ultimateRate * cohort.issued, 0);
  const currentRate = redeemed / issued;
  const ultimateRate = Math.min(1, ultimate / issued);
  const standardError = ladder.standardError === null ? null : ladder.standardError / issued;
  const reach = standardError === null ? null : normalQuantile(0.5 + level / 2) * standardError;
  return {
    currentRate,
    ultimateRate,
    standardError,
    lower: reach === null ? null : Math.max(currentRate, ultimateRate - reach),
    upper: reach === null ? null : Math.min((redeemed + outstanding) / issued, ultimateRate + reach),
    breakageRate: 1 - ultimateRate,
    outstandingRate: outstanding > 0 ? Math.min(1, Math.max(0, ultimate - redeemed) / outstanding) : null,
    factors: ladder.factors,
    pattern: patternOf(ladder.factors),
    cohorts: described,
    warnings: warn({
      withoutError: standardError === null,
      beyond,
      idle: described.filter((cohort) => cohort.redeemed === 0 && cohort.projected.length > 0).length,
    }),
  };
}

interface Cohort {
  readonly name: string;
  readonly issued: number;
  /** Redeemed up to the end of each period. */
  readonly cumulative: readonly number[];
  readonly expired: number;
}

function readCohorts(cohorts: PointsCohorts): Cohort[] {
  const { issued, redeemed, expired, names } = requireOptions(cohorts, "cohorts") as PointsCohorts;
  const points = { min: 0, max: 1e15 };
  requireColumn(issued, "cohorts.issued", { ...points, min: 1e-6 });
  requireRows(issued, "cohorts.issued");
  const lists = requireLists(redeemed, "cohorts.redeemed", issued.length);
  const expiries = expired === undefined ? null : requireLists(expired, "cohorts.expired", issued.length);
  if (names !== undefined) requireNames(names, "cohorts.names", issued.length);
  return lists.map((column, i) => {
    const path = `cohorts.redeemed[${i}]`;
    requireRows(requireColumn(column, path, points), path);
    requireLife(column.length, path, i === 0 ? null : lists[i - 1]!.length);
    const lost = expiries === null ? [] : requireColumn(expiries[i], `cohorts.expired[${i}]`, points, column.length);
    let sum = 0;
    const cumulative = Array.from(column, (redeemedThen) => {
      sum += redeemedThen;
      return sum;
    });
    const gone = Array.from(lost).reduce((total, value) => total + value, 0);
    if (sum + gone > issued[i]! * (1 + 1e-9)) {
      throw new InputError({
        code: "out-of-range",
        path,
        expected: `at most the ${issued[i]} points issued, redeemed and expired together`,
        received: sum + gone,
      });
    }
    return { name: names?.[i] ?? `${i + 1}`, issued: issued[i]!, cumulative, expired: gone };
  });
}

function requireLists(lists: readonly Column[], path: string, length: number): readonly Column[] {
  requireArray(lists, path, "a column for each cohort");
  if (lists.length === length) return lists;
  throw new InputError({
    code: "length-mismatch",
    path,
    expected: `${length} columns, as there are cohorts`,
    received: lists.length,
  });
}

function requireLife(periods: number, path: string, before: number | null): void {
  if (before === null && periods < 2) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: "at least two periods in the life of the oldest cohort",
      received: periods,
    });
  }
  if (before === null || periods <= before) return;
  throw new InputError({
    code: "length-mismatch",
    path,
    expected: `at most ${before} periods, as in the cohort before`,
    received: periods,
    advice: "Put the oldest cohort first.",
  });
}

/** Share of what is ever redeemed that is redeemed by each age. */
function patternOf(factors: readonly number[]): number[] {
  const shares = [1];
  for (let k = factors.length - 1; k >= 0; k--) shares.unshift(shares[0]! / factors[k]!);
  return shares;
}

function warn({
  withoutError,
  beyond,
  idle,
}: Readonly<{ withoutError: boolean; beyond: number; idle: number }>): Warning[] {
  const warnings: Warning[] = [];
  if (withoutError) {
    warnings.push({
      code: "few-cohorts",
      message:
        "Too few cohorts to say how sure the ultimate rate is: Mack's standard error needs at least four cohorts, the younger ones shorter. Take shorter periods.",
    });
  }
  if (beyond > 0) {
    warnings.push({
      code: "beyond-outstanding",
      message: `The pattern of older cohorts would redeem more of ${beyond} cohorts than they have left; the projection was cut off there, and the standard error does not know of it. Look whether these cohorts redeem faster rather than more.`,
      count: beyond,
    });
  }
  if (idle > 0) {
    warnings.push({
      code: "nothing-redeemed-yet",
      message: `${idle} cohorts have redeemed nothing yet, and a multiple of nothing is nothing: their points count as breakage here. Leave such young cohorts out, and give their points the rate of the others.`,
      count: idle,
    });
  }
  return warnings;
}
