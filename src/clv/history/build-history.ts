import { daysPerUnit, isoDate } from "../../time.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { idStrings } from "./code-ids.ts";
import { packPurchases } from "./daily-purchases.ts";
import { GapLogarithms } from "./gap-logarithms.ts";
import { type GroupedTransactions, groupByCustomer } from "./group-by-customer.ts";
import { historyWarnings } from "./history-warnings.ts";
import type { Holdout, PeriodCounts, PurchaseHistory, RowAccount, SummaryRules } from "./purchase-history.ts";
import { type Cohort, selectCohort } from "./select-cohort.ts";
import { deviation, logDeviation, withNulls } from "./spend-spread.ts";
import type { TransactionLog } from "./transaction-log.ts";

/** All columns, and the counts that fall out on the way. */
interface Columns {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly meanSpend?: Float64Array;
  readonly spendCount?: Float64Array;
  readonly spendLogDeviation?: Column | NullableColumn;
  readonly spendDeviation?: Column | NullableColumn;
  readonly logGapSum: Float64Array;
  readonly firstPurchase: Float64Array;
  readonly holdout: Holdout | null;
  readonly periodCounts: PeriodCounts | null;
  /** First, repeat and holdout purchases. */
  readonly purchases: number;
  /** Rows that became one purchase with another. */
  readonly merged: number;
  /** Returns that were set against spend. */
  readonly netted: number;
  /** Rows with an amount of 0. */
  readonly zeroAmounts: number;
}

/**
 * The history of a checked log under resolved rules: who is in, which rows count, and the columns. Linear in the rows
 * apart from the sorting of customers whose rows are not in order; the result does not depend on the order of the rows,
 * to the last bit, save for the order of the customers.
 */
export function buildHistory(log: TransactionLog, rules: SummaryRules, grouped?: GroupedTransactions): PurchaseHistory {
  const cohort = selectCohort(log, rules, grouped);
  const columns = summarizeCustomers(rules, cohort);
  const { holdout, periodCounts, purchases, merged, netted, zeroAmounts, ...perCustomer } = columns;
  const leftOut = cohort.leftOut.filter((tally) => tally.count > 0);
  const account: RowAccount = {
    read: log.codes.length,
    purchases,
    merged,
    netted,
    leftOut: leftOut.reduce((sum, tally) => sum + tally.transactions, 0),
  };
  const warnings = [...rowWarnings(rules, cohort, zeroAmounts), ...historyWarnings(perCustomer)];
  // Made last: while there are millions of strings, each garbage collection looks at them.
  const customers = idStrings(log.ids, cohort.codes);
  return {
    ...perCustomer,
    timeUnit: rules.timeUnit,
    customers,
    observedUntil: rules.splitAt ?? cohort.end,
    ...(holdout === null ? {} : { holdout }),
    ...(periodCounts === null ? {} : { periodCounts }),
    leftOut,
    account,
    warnings,
  };
}

/** {@link buildHistory}, and the transactions behind the columns. */
export function buildWithPurchases(log: TransactionLog, rules: SummaryRules): PurchaseHistory {
  const grouped = groupByCustomer(log, true);
  const purchases = packPurchases(log, rules, grouped);
  const history = buildHistory(log, rules, grouped);
  const everyone = history.customers!.length === log.ids.length;
  const customers = everyone ? history.customers! : Array.from(log.ids, String);
  return { ...history, purchases: { customers, ...purchases } };
}

/** The columns, from each customer's transactions, which it overwrites. */
function summarizeCustomers(rules: SummaryRules, cohort: Cohort): Columns {
  const { births, offsets, days, amounts } = cohort;
  const rows = births.length;
  const unit = daysPerUnit[rules.timeUnit];
  const split = rules.splitAt ?? cohort.end;
  const frequency = new Float64Array(rows);
  const recency = new Float64Array(rows);
  const age = new Float64Array(rows);
  const logGapSum = new Float64Array(rows);
  const holdoutFrequency = new Float64Array(rules.splitAt === null ? 0 : rows);
  const meanSpend = new Float64Array(amounts === null ? 0 : rows);
  const spendCount = new Float64Array(rules.spendOf === "all" && amounts !== null ? rows : 0);
  const spendLogDeviation = new Float64Array(meanSpend.length);
  const spendDeviation = new Float64Array(meanSpend.length);
  const holdoutSpend = new Float64Array(amounts === null ? 0 : holdoutFrequency.length);
  const start = Math.min(cohort.firstBirth, cohort.end);
  const counts = new Float64Array(rows === 0 ? 0 : periodOf(cohort.end - start, unit) + 1);
  // Repeat purchases whole days after the start: where many are on one day it is cheaper to count days first.
  const span = Math.floor(cohort.end - start) + 1;
  const countsOfDays = new Float64Array(days.length > span ? span : 0);
  const logarithms = new GapLogarithms(unit, days.length);
  let purchases = 0;
  let merged = 0;
  let netted = 0;
  let zeroAmounts = 0;
  for (let row = 0; row < rows; row++) {
    const from = offsets[row]!;
    const to = offsets[row + 1]!;
    const birth = births[row]!;
    let last = birth;
    let repeats = 0;
    let later = 0;
    let logGaps = 0;
    let firstSpend = 0;
    let firsts = 0;
    let spend = 0;
    let laterSpend = 0;
    let among = 0;
    let returned = false;
    for (let k = from; k < to; ) {
      const day = days[k]!;
      let dayAmount = 0;
      let bought = 0;
      for (; k < to && days[k] === day; k++) {
        const amount = amounts === null ? 1 : amounts[k]!;
        dayAmount += amount;
        if (amount >= 0 || rules.returns === "count") bought++;
        else netted++;
        if (amount === 0) zeroAmounts++;
      }
      if (bought > 0) {
        purchases++;
        merged += bought - 1;
      }
      if (amounts !== null && day <= split && (day !== birth || rules.spendOf === "all")) {
        // In place of amounts that were read.
        if (bought > 0) amounts[from + among++] = dayAmount;
        else returned = true;
      }
      if (day === birth) {
        firstSpend += dayAmount;
        if (bought > 0) firsts++;
        continue;
      }
      if (day > split) {
        laterSpend += dayAmount;
        if (bought > 0) later++;
      } else {
        spend += dayAmount;
        if (bought > 0) {
          repeats++;
          logGaps += logarithms.of(day - last);
          last = day;
        }
      }
      if (bought === 0) continue;
      const since = day - start;
      if (since < countsOfDays.length && since === Math.floor(since)) countsOfDays[since]!++;
      else counts[periodOf(since, unit)]!++;
    }
    frequency[row] = repeats;
    recency[row] = (last - birth) / unit;
    age[row] = (split - birth) / unit;
    logGapSum[row] = logGaps;
    if (rules.splitAt !== null) holdoutFrequency[row] = later;
    if (amounts === null) continue;
    if (rules.splitAt !== null) holdoutSpend[row] = laterSpend;
    if (rules.spendOf === "all") {
      spendCount[row] = repeats + firsts;
      meanSpend[row] = repeats + firsts === 0 ? 0 : (firstSpend + spend) / (repeats + firsts);
    } else {
      meanSpend[row] = repeats === 0 ? 0 : spend / repeats;
    }
    const mean = meanSpend[row]!;
    spendLogDeviation[row] = returned ? Number.NaN : logDeviation(amounts, from, from + among, mean);
    spendDeviation[row] = returned ? Number.NaN : deviation(amounts, from, from + among, mean);
  }
  for (let since = 0; since < countsOfDays.length; since++) {
    if (countsOfDays[since]! > 0) counts[periodOf(since, unit)]! += countsOfDays[since]!;
  }
  const withSpend = amounts !== null;
  return {
    frequency,
    recency,
    age,
    ...(withSpend ? { meanSpend } : {}),
    ...(withSpend && rules.spendOf === "all" ? { spendCount } : {}),
    ...(withSpend
      ? { spendLogDeviation: withNulls(spendLogDeviation), spendDeviation: withNulls(spendDeviation) }
      : {}),
    logGapSum,
    firstPurchase: births,
    holdout:
      rules.splitAt === null
        ? null
        : {
            duration: (cohort.end - rules.splitAt) / unit,
            frequency: holdoutFrequency,
            ...(withSpend ? { spend: holdoutSpend } : {}),
          },
    periodCounts: rows === 0 ? null : { firstDay: start, end: cohort.end + (rules.mergeSameDay ? 1 : 0), counts },
    purchases,
    merged,
    netted,
    zeroAmounts,
  };
}

/** Index of the period `[k unit, (k + 1) unit)` that a time since the start falls in. */
function periodOf(since: number, unit: number): number {
  // An hour is no exact fraction of a day: the tolerance puts a purchase on a boundary into the period that starts there.
  return Math.floor(since / unit + 1e-9);
}

function rowWarnings(rules: SummaryRules, cohort: Cohort, zeroAmounts: number): Warning[] {
  const warnings: Warning[] = [];
  if (rules.observedUntil === null) {
    warnings.push({
      code: "observed-until-assumed",
      message: `The log was taken to end on the day of its last transaction, ${isoDate(cohort.end)}: give observedUntil if it was watched for longer.`,
    });
  }
  if (zeroAmounts > 0) {
    warnings.push({
      code: "zero-amounts",
      message: "Transactions with an amount of 0 count as purchases: leave them out of the log if they are none.",
      count: zeroAmounts,
    });
  }
  if (cohort.lateDates > 0) {
    warnings.push({
      code: "acquired-after-first-purchase",
      message:
        "The roster dates customers later than their first purchase: they count from that purchase; check the roster.",
      count: cohort.lateDates,
    });
  }
  return warnings;
}
