import { requireColumn, requireLength, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { chiSquareSurvival, normalSurvival } from "../../numeric/distributions.ts";
import { digammaDifference, logGamma, trigamma } from "../../numeric/gamma-functions.ts";
import type { Column } from "../../types.ts";
import type { DailyPurchases, PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";

/** Purchases as columns of equal length, in any order: as `simulateCohort` returns them. */
export interface PurchaseTimes {
  /** Customer of each purchase. */
  readonly customer: ArrayLike<string | number>;
  /** Time of each purchase, in any unit. */
  readonly time: Column;
}

/** How regularly customers buy. */
export interface GapRegularity {
  /** The regularity: gaps are Erlang-k (gamma with this shape); 1 is random, below 1 in bursts, above 1 regular. */
  readonly k: number;
  /** Lower end of its 95 % interval. */
  readonly lower: number;
  /** Upper end; `null` where the data set no bound. */
  readonly upper: number | null;
  /** Chance of a result so far from 1, either way, if purchases came at random. */
  readonly pValue: number;
  /** Customers it rests on: those with three purchases at least. */
  readonly customers: number;
  /** `last-two-gaps`: Wheat & Morrison's test; `all-gaps`: the likelihood of all gaps given their sum. */
  readonly method: "last-two-gaps" | "all-gaps";
  /** What it means, in a sentence. */
  readonly message: string;
  /** The same in Chinese. */
  readonly messageZh: string;
}

const z95 = 1.959963984540054;

/**
 * Whether customers buy at random or with some regularity (购买规律性检验): the question before BG/NBD or Pareto/NBD (k = 1) or
 * `fitBgCnbdK` is chosen. Both methods compare a customer's gaps with each other only, so that it does not matter that customers differ in
 * their rates.
 *
 * Purchases with their times: of each customer with three purchases, M = last gap / last two gaps is Beta(k, k) distributed, so
 * Var M = 1 / (4 (2k + 1)) and k = (1 − 4V) / (8V) with V the mean of (M − ½)²; tested against V = 1/12, its value at k = 1. A history
 * alone: given their sum t_x, a customer's x gaps are Dirichlet(k, …, k) distributed, and `logGapSum` is sufficient for k.
 *
 * @param data - Purchase times; a history made with `keepPurchases` (its calibration period counts); or a history with `logGapSum`.
 * @returns k with a 95 % interval, a test of k = 1, and a sentence.
 * @throws InputError `insufficient-data` for fewer than two customers with three purchases, or a history without gaps; `zero-variance` where
 * the gaps of each customer are all equal; `length-mismatch`, `not-finite` for columns that are none.
 * @remarks Source: Wheat & Morrison (1990), Estimating purchase regularity with two interpurchase times, Journal of Marketing Research
 * 27(1). Twin: BTYDplus `estimateRegularity`, which draws at random which of the two gaps is M, and gives no interval.
 * @example
 * ```ts
 * import { gapRegularity, mbgCnbdK, simulateCohort } from "customer-equity/clv";
 * const truth = mbgCnbdK({ k: 3, r: 2, alpha: 1, a: 0.8, b: 6, timeUnit: "week" });
 * const { transactions } = simulateCohort(truth, { customers: 3000, age: 52, seed: 1 });
 * const { lower, pValue } = gapRegularity(transactions);
 * console.log(lower > 1, pValue < 0.01); // true true
 * ```
 */
export function gapRegularity(data: PurchaseHistory | PurchaseTimes): GapRegularity {
  requireOptions(data ?? null, "data");
  if ("time" in data) return ofLastTwoGaps(fromTimes(data));
  requireHistory(data);
  if (data.purchases !== undefined) return ofLastTwoGaps(fromPurchases(data.purchases));
  return ofAllGaps(data);
}

/** Last gap and the one before it, of one customer after another. */
class LastGaps {
  readonly shares: number[] = [];

  /** Adds a customer's purchase times, ascending; equal ones are one purchase. */
  add(times: readonly number[]): void {
    const distinct = times.filter((time, i) => i === 0 || time !== times[i - 1]);
    const [third, second, last] = distinct.slice(-3);
    if (third !== undefined && second !== undefined && last !== undefined) {
      this.shares.push((last - second) / (last - third));
    }
  }
}

function fromTimes({ customer, time }: PurchaseTimes): LastGaps {
  requireColumn(time, "data.time");
  requireLength(customer, "data.customer", time.length);
  const byCustomer = new Map<string | number, number[]>();
  for (let i = 0; i < time.length; i++) {
    const own = byCustomer.get(customer[i]!);
    if (own === undefined) byCustomer.set(customer[i]!, [time[i]!]);
    else own.push(time[i]!);
  }
  const gaps = new LastGaps();
  for (const times of byCustomer.values()) gaps.add(times.sort((one, two) => one - two));
  return gaps;
}

function fromPurchases(purchases: DailyPurchases): LastGaps {
  const { customers, offsets, days, amounts, rules } = requireOptions(purchases, "history.purchases");
  requireRows(customers ?? [], "history.purchases.customers");
  requireRows(offsets ?? [], "history.purchases.offsets");
  requireRows(days ?? [], "history.purchases.days");
  const { splitAt, observedUntil } = requireOptions(rules, "history.purchases.rules");
  const end = splitAt ?? observedUntil ?? Infinity;
  const gaps = new LastGaps();
  for (let c = 0; c < customers.length; c++) {
    const own: number[] = [];
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      if (days[i]! <= end && (amounts === undefined || amounts[i]! >= 0)) own.push(days[i]!);
    }
    gaps.add(own);
  }
  return gaps;
}

/** Wheat & Morrison's moment estimate and test. */
function ofLastTwoGaps({ shares }: LastGaps): GapRegularity {
  const customers = shares.length;
  requireEnough(customers);
  const squares = shares.map((share) => (share - 0.5) ** 2);
  const mean = squares.reduce((sum, value) => sum + value, 0) / customers;
  const spread = squares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (customers - 1);
  const error = Math.sqrt(spread / customers);
  if (mean < 1e-12) refuseClockwork(mean);
  const k = (variance: number): number => Math.max(0, (1 - 4 * variance) / (8 * variance));
  // At k = 1 M is uniform: (M - 1/2)^2 has mean 1/12 and variance 1/180.
  const z = (mean - 1 / 12) / Math.sqrt(1 / (180 * customers));
  const least = mean - z95 * error;
  return described({
    k: k(mean),
    lower: k(mean + z95 * error),
    upper: least > 0 ? k(least) : null,
    pValue: Math.min(1, 2 * normalSurvival(Math.abs(z))),
    customers,
    method: "last-two-gaps",
  });
}

/** Maximum of the likelihood of all gaps given their sums, by bisection of its slope in ln k. */
function ofAllGaps({ frequency, recency, logGapSum, weight }: PurchaseHistory): GapRegularity {
  if (logGapSum === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.logGapSum",
      expected: "the sum of the logarithms of the gaps of each customer, or the purchases themselves",
      received: logGapSum,
      advice: "Make the history with summarizeTransactions.",
    });
  }
  let customers = 0;
  let purchases = 0;
  let unequal = 0;
  const groups = new Map<number, number>();
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    if (x < 2) continue;
    const w = weight?.[i] ?? 1;
    customers += w;
    purchases += w * x;
    // By how much the geometric mean of the gaps is below their mean: never above 0 but for rounding.
    unequal += w * Math.min(0, logGapSum[i]! - x * Math.log(recency[i]! / x));
    groups.set(x, (groups.get(x) ?? 0) + w);
  }
  requireEnough(customers);
  if (unequal > -1e-9 * purchases) refuseClockwork(unequal);
  /** Slope of the log-likelihood in k, which falls, and what curves it. */
  const over = (term: (x: number) => number): number => {
    let sum = 0;
    for (const [x, w] of groups) sum += w * term(x);
    return sum;
  };
  const slope = (k: number): number => unequal + over((x) => x * (digammaDifference(k, (x - 1) * k) - Math.log(x)));
  let low = -30;
  let high = 30;
  for (let round = 0; round < 60; round++) {
    const middle = 0.5 * (low + high);
    if (slope(Math.exp(middle)) > 0) low = middle;
    else high = middle;
  }
  const k = Math.exp(0.5 * (low + high));
  const value = (at: number): number =>
    over((x) => logGamma(at * x) - x * logGamma(at) - at * x * Math.log(x)) + at * unequal;
  const information = over((x) => x * trigamma(k) - x * x * trigamma(k * x));
  const relative = z95 / (k * Math.sqrt(information));
  return described({
    k,
    lower: k * Math.exp(-relative),
    upper: k * Math.exp(Math.min(700, relative)),
    pValue: chiSquareSurvival(Math.max(0, 2 * (value(k) - value(1))), 1),
    customers,
    method: "all-gaps",
  });
}

function requireEnough(customers: number): void {
  if (customers >= 2) return;
  throw new InputError({
    code: "insufficient-data",
    path: "data",
    expected: "at least two customers with three purchases",
    received: customers,
    advice: "Observe for longer.",
  });
}

function refuseClockwork(received: number): never {
  throw new InputError({
    code: "zero-variance",
    path: "data",
    expected: "customers whose gaps are not all equal",
    received,
    advice: "Customers buy by the clock, and no finite k is so regular: count opportunities and use fitBgBb.",
  });
}

function described(found: Omit<GapRegularity, "message" | "messageZh">): GapRegularity {
  const { k, lower, upper, customers, pValue } = found;
  const shown = `${k.toFixed(2)} (95 %: ${lower.toFixed(2)} – ${upper?.toFixed(2) ?? "∞"}; ${Math.round(customers)}`;
  const [verdict, verdictZh] =
    pValue >= 0.05
      ? [
          "Purchases are compatible with chance: BG/NBD, MBG/NBD or Pareto/NBD will do.",
          "购买间隔与随机购买相符，可用 BG/NBD、MBG/NBD 或 Pareto/NBD。",
        ]
      : k > 1
        ? [
            "Customers buy with some regularity: fit (M)BG/CNBD-k with fitBgCnbdK and compare.",
            "客户购买有一定规律，请用 fitBgCnbdK 拟合并比较。",
          ]
        : [
            "Customers buy in bursts, which an Erlang k cannot show: keep k = 1, and merge purchases that belong together.",
            "客户购买呈集中爆发，Erlang-k 无法描述；请保持 k = 1，并合并同一次购买。",
          ];
  return {
    ...found,
    message: `k is about ${shown} customers). ${verdict}`,
    messageZh: `k 约为 ${shown} 位客户）。${verdictZh}`.replace("(", "（"),
  };
}
