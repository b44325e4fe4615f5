import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type Agreement, agreement } from "../../statistics/agreement.ts";
import type { Column, Fitted } from "../../types.ts";
import type { Holdout, PurchaseHistory } from "../history/purchase-history.ts";
import { selectRows } from "../history/select-rows.ts";
import type { ModelUnit } from "../model-unit.ts";
import { expectedTransactions } from "../transactions/expected-transactions.ts";
import type { TransactionModel } from "../transactions/kinds.ts";
import { transactionProbability } from "../transactions/transaction-probability.ts";

/** Options of {@link holdoutMetrics}. */
export interface HoldoutMetricsOptions {
  /**
   * Silence, in the history's unit, after which the simple rule counts a customer as gone.
   * @defaultValue a third of the mean time of observation
   */
  readonly hiatus?: number | undefined;
  /**
   * Customers with this many repeat purchases or more share the last group.
   * @defaultValue 7
   */
  readonly maxFrequency?: number | undefined;
  /**
   * Groups of the time since the last purchase, equally wide.
   * @defaultValue 6
   */
  readonly recencyGroups?: number | undefined;
}

/** Customers of a group, and their purchases in the holdout period. */
export interface HoldoutGroup {
  /** Smallest and largest value in the group of what it is formed by. */
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Mean purchases a customer, expected and actual. */
  readonly expected: number;
  readonly actual: number;
}

/** How a prediction did; see {@link Agreement}. */
export interface PredictionQuality extends Agreement {
  /** Purchases of all customers that were expected. */
  readonly expected: number;
  /**
   * Of the purchases in the holdout period, the share made by the fifth of the customers with the highest predictions; `null` where there
   * were none.
   */
  readonly topFifthShare: number | null;
  /**
   * Gini coefficient of the gains curve (customers ordered by their prediction, highest first, against the purchases they made), over that of
   * the order that would have been best: 1 ranks perfectly, 0 as chance does. `null` where all made equally many.
   */
  readonly gini: number | null;
}

/** What {@link holdoutMetrics} returns. */
export interface HoldoutMetrics {
  readonly customers: number;
  /** Length of the holdout period. */
  readonly duration: number;
  readonly timeUnit: ModelUnit;
  /** Purchases that were made in it. */
  readonly actual: number;
  readonly model: PredictionQuality;
  /** What the model has to beat. */
  readonly benchmarks: {
    /** Everybody goes on at the past rate, x / T. */
    readonly pastRate: PredictionQuality;
    /** Those who bought within the hiatus go on at their past rate, the others buy nothing. */
    readonly hiatus: PredictionQuality & { readonly length: number };
  };
  /** Does the customer buy at all in the holdout period? */
  readonly activity: {
    /** Customers who were expected to buy at least once, and who did. */
    readonly expected: number;
    readonly actual: number;
    /** Share of customers who were placed on the right side of one half. */
    readonly hitRate: number;
    /** Mean squared distance of the chance from what happened. */
    readonly brierScore: number;
    /** The same share by the hiatus rule. */
    readonly hiatusHitRate: number;
  };
  /** The central 90 % intervals of single customers' purchases. */
  readonly intervals: {
    readonly level: 0.9;
    /**
     * Share of customers whose purchases lie in theirs: about 0.9 or more where the model holds, as whole numbers cannot be cut at exactly
     * 5 %.
     */
    readonly coverage: number;
    /** Mean of upper less lower end: the narrower, the sharper, at equal coverage. */
    readonly meanWidth: number;
    /** Customers looked at: all, or where there are more than 2,000 rows an even choice of as many. */
    readonly customers: number;
  };
  /** By repeat purchases in the calibration period. */
  readonly byFrequency: readonly HoldoutGroup[];
  /** By time since the last purchase, at the end of the calibration period. */
  readonly byRecency: readonly HoldoutGroup[];
}

/**
 * Judges a model by what happened after the period on which it was fitted (样本外检验): errors, ranking and calibration of the expected
 * purchases, who was active, intervals, means by group, and how two rules of thumb would have done.
 *
 * @param subject - A model, or the fit that holds it: fitted on the calibration period alone.
 * @param history - A history with `holdout`, as `summarizeTransactions` makes with `splitAt`.
 * @param options - The hiatus of the simple rule, and the groups.
 * @returns The measures; those that do not exist are `null`.
 * @throws InputError `insufficient-data` for a history without a holdout period, `unit-mismatch` where units differ, `out-of-range` for
 * an option.
 * @remarks Source: Fader, Hardie & Lee (2005), tables 3 and 4; the rules of thumb: Wuebben & von Wangenheim (2008), Journal of Marketing
 * 72(3). Twins: CLVTools `plot`/`predict` against `actual.x`, lifetimes `plot_calibration_purchases_vs_holdout_purchases`.
 * @example
 * ```ts
 * import { bgNbd, fitBgNbd, holdoutMetrics, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 2000, age: 39, holdout: 39, seed: 7 });
 * const { model, benchmarks } = holdoutMetrics(fitBgNbd(history), history);
 * console.log(model.rootMeanSquaredError < benchmarks.pastRate.rootMeanSquaredError); // true
 * ```
 */
export function holdoutMetrics(
  subject: Fitted<TransactionModel>,
  history: PurchaseHistory,
  options?: HoldoutMetricsOptions,
): HoldoutMetrics {
  const { hiatus, maxFrequency = 7, recencyGroups = 6 } = requireOptions(options);
  requireNumber(maxFrequency, "options.maxFrequency", { min: 1, integer: true });
  requireNumber(recencyGroups, "options.recencyGroups", { min: 1, max: 100, integer: true });
  if (hiatus !== undefined) requireNumber(hiatus, "options.hiatus", { min: 0 });
  const { holdout } = requireOptions(history, "history");
  if (holdout === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.holdout",
      expected: "a history with a holdout period",
      received: undefined,
      advice: "Make it with splitAt, and fit the model on it.",
    });
  }
  const { duration, frequency: actual } = holdout;
  const expected = expectedTransactions(subject, history, { horizon: duration });
  const chance = transactionProbability(subject, history, { count: 0, horizon: duration }).map((none) => 1 - none);

  const { frequency, recency, age, weight } = history;
  const customers = totalOf(weight, frequency.length);
  const length = hiatus ?? weightedSum(age, weight) / customers / 3;
  const pastRate = Float64Array.from(frequency, (x, i) => (age[i]! === 0 ? 0 : (x * duration) / age[i]!));
  const silence = Float64Array.from(age, (T, i) => T - recency[i]!);
  const byRule = pastRate.map((count, i) => (silence[i]! <= length ? count : 0));
  const bought = weightedSum(actual, weight);
  const bestArea = gainsAreaOf(ranked(actual, actual, weight));
  const quality = (predicted: Column): PredictionQuality => {
    const ranking = ranked(predicted, actual, weight);
    return {
      ...agreement(predicted, actual, weight),
      expected: weightedSum(predicted, weight),
      topFifthShare: topShareOf(ranking, bought, 0.2 * customers),
      gini: bestArea > 1e-12 ? gainsAreaOf(ranking) / bestArea : null,
    };
  };

  let [hits, ruleHits, squared] = [0, 0, 0];
  for (let i = 0; i < chance.length; i++) {
    const w = weight?.[i] ?? 1;
    const bought = actual[i]! > 0 ? 1 : 0;
    hits += w * (chance[i]! >= 0.5 === (bought === 1) ? 1 : 0);
    ruleHits += w * (silence[i]! <= length === (bought === 1) ? 1 : 0);
    squared += w * (chance[i]! - bought) ** 2;
  }
  const groups = (keys: ArrayLike<number>, values: Column, count: number): readonly HoldoutGroup[] =>
    groupMeans(keys, count, values, expected, actual, weight);
  const longest = silence.reduce((most, value) => Math.max(most, value), 0);
  const width = longest === 0 ? 1 : longest / recencyGroups;
  return {
    customers,
    duration,
    timeUnit: history.timeUnit,
    actual: weightedSum(actual, weight),
    model: quality(expected),
    benchmarks: { pastRate: quality(pastRate), hiatus: { ...quality(byRule), length } },
    activity: {
      expected: weightedSum(chance, weight),
      actual: weightedSum(
        Float64Array.from(actual, (count) => (count > 0 ? 1 : 0)),
        weight,
      ),
      hitRate: hits / customers,
      brierScore: squared / customers,
      hiatusHitRate: ruleHits / customers,
    },
    intervals: intervalsOf(subject, history, holdout),
    byFrequency: groups(
      Float64Array.from(frequency, (x) => Math.min(x, maxFrequency)),
      frequency,
      maxFrequency + 1,
    ),
    byRecency: groups(
      silence.map((value) => Math.min(recencyGroups - 1, Math.floor(value / width))),
      silence,
      recencyGroups,
    ),
  };
}

function totalOf(weight: Column | undefined, rows: number): number {
  return weight === undefined ? rows : weightedSum(weight, undefined);
}

function weightedSum(column: Column, weight: Column | undefined): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += (weight?.[i] ?? 1) * column[i]!;
  return sum;
}

/** Customers whom a ranking does not tell apart, and what they bought. */
interface Tied {
  readonly customers: number;
  readonly purchases: number;
}

/** The customers by a key, highest first, equal keys together. */
function ranked(key: Column, actual: Column, weight: Column | undefined): readonly Tied[] {
  const order = Uint32Array.from(key, (_, i) => i).sort((i, j) => key[j]! - key[i]!);
  const ties: Tied[] = [];
  for (let from = 0; from < order.length; ) {
    let [customers, purchases, to] = [0, 0, from];
    for (; to < order.length && key[order[to]!] === key[order[from]!]; to++) {
      const w = weight?.[order[to]!] ?? 1;
      customers += w;
      purchases += w * actual[order[to]!]!;
    }
    ties.push({ customers, purchases });
    from = to;
  }
  return ties;
}

/** Share of all purchases that falls to the first customers of a ranking, ties sharing what is left of the room. */
function topShareOf(ranking: readonly Tied[], all: number, room: number): number | null {
  if (all === 0) return null;
  let left = room;
  let found = 0;
  for (const { customers, purchases } of ranking) {
    if (left <= 0) break;
    if (customers > 0) found += purchases * Math.min(1, left / customers);
    left -= customers;
  }
  return found / all;
}

/** Area between the gains curve of a ranking and the diagonal; ties are one straight piece. */
function gainsAreaOf(ranking: readonly Tied[]): number {
  let [customers, purchases, sum] = [0, 0, 0];
  for (const tied of ranking) {
    sum += tied.customers * (purchases + 0.5 * tied.purchases);
    customers += tied.customers;
    purchases += tied.purchases;
  }
  return sum / (customers * purchases) - 0.5;
}

const mostRows = 2000;

function intervalsOf(
  subject: Fitted<TransactionModel>,
  history: PurchaseHistory,
  { duration, frequency: actual }: Holdout,
): HoldoutMetrics["intervals"] {
  const step = Math.ceil(actual.length / mostRows);
  const picked = Array.from({ length: Math.ceil(actual.length / step) }, (_, k) => k * step);
  const lower = new Map<number, number>();
  let [customers, covered, widths] = [0, 0, 0];
  // From one count to the next, with those customers only whose chances do not add up to 95 % yet.
  const sums = new Map(picked.map((i) => [i, 0]));
  for (let from = 0, length = 4; sums.size > 0; from += length, length *= 2) {
    const rows = [...sums.keys()];
    const count = Array.from({ length }, (_, n) => from + n);
    const chances = transactionProbability(subject, selectRows(history, rows), { count, horizon: duration });
    for (const [row, i] of rows.entries()) {
      let sum = sums.get(i)!;
      for (let n = 0; n < length && sums.has(i); n++) {
        sum += chances[n]![row]!;
        if (sum >= 0.05 - 1e-9 && !lower.has(i)) lower.set(i, from + n);
        // A tail that is too heavy to be added up ends where the next counts are too many.
        if (sum < 0.95 - 1e-9 && from + n < mostCounts) continue;
        const w = history.weight?.[i] ?? 1;
        const least = lower.get(i) ?? 0;
        customers += w;
        widths += w * (from + n - least);
        covered += actual[i]! >= least && actual[i]! <= from + n ? w : 0;
        sums.delete(i);
      }
      if (sums.has(i)) sums.set(i, sum);
    }
  }
  return { level: 0.9, coverage: covered / customers, meanWidth: widths / customers, customers };
}

/** Counts at which an interval ends in any case. */
const mostCounts = 1000;

/** Means by group 0 … count - 1; groups without customers are left off. */
function groupMeans(
  keys: ArrayLike<number>,
  count: number,
  values: Column,
  expected: Column,
  actual: Column,
  weight: Column | undefined,
): readonly HoldoutGroup[] {
  const sums = Array.from({ length: count }, () => ({
    from: Infinity,
    to: -Infinity,
    customers: 0,
    expected: 0,
    actual: 0,
  }));
  for (let i = 0; i < keys.length; i++) {
    const group = sums[keys[i]!]!;
    const w = weight?.[i] ?? 1;
    group.from = Math.min(group.from, values[i]!);
    group.to = Math.max(group.to, values[i]!);
    group.customers += w;
    group.expected += w * expected[i]!;
    group.actual += w * actual[i]!;
  }
  return sums
    .filter(({ customers }) => customers > 0)
    .map((group) => ({ ...group, expected: group.expected / group.customers, actual: group.actual / group.customers }));
}
