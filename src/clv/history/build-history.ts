import { daysPerUnit, isoDate } from "../../time.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { type GroupedTransactions, groupByCustomer } from "./group-by-customer.ts";
import { historyWarnings } from "./history-warnings.ts";
import type { Holdout, PeriodCounts, PurchaseHistory, RowAccount, SummaryRules } from "./purchase-history.ts";
import { type Cohort, selectCohort } from "./select-cohort.ts";
import { sortRange } from "./sort-range.ts";
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
}

/**
 * The history of a checked log under resolved rules: who is in, which rows count, and the columns. Linear in the rows
 * apart from the sorting of customers whose rows are not in order; the result does not depend on the order of the rows,
 * to the last bit, save for the order of the customers.
 */
export function buildHistory(log: TransactionLog, rules: SummaryRules): PurchaseHistory {
  const cohort = selectCohort(log, rules);
  const grouped = groupByCustomer(log, rules, cohort);
  const columns = summarizeCustomers(rules, cohort, grouped);
  const { holdout, periodCounts, purchases, merged, ...perCustomer } = columns;
  const leftOut = [...grouped.leftOut, ...cohort.leftOut].filter((tally) => tally.count > 0);
  const account: RowAccount = {
    read: log.codes.length,
    purchases,
    merged,
    netted: grouped.netted,
    leftOut: leftOut.reduce((sum, tally) => sum + tally.transactions, 0),
  };
  const customers: string[] = new Array(cohort.codes.length);
  for (let row = 0; row < customers.length; row++) customers[row] = log.customers[cohort.codes[row]!]!;
  return {
    ...perCustomer,
    timeUnit: rules.timeUnit,
    customers,
    observedUntil: rules.splitAt ?? cohort.end,
    ...(holdout === null ? {} : { holdout }),
    ...(periodCounts === null ? {} : { periodCounts }),
    leftOut,
    account,
    warnings: [...rowWarnings(rules, cohort, grouped), ...historyWarnings(perCustomer)],
  };
}

/** The columns, from each customer's transactions. Sorts them in place, equal days by amount. */
function summarizeCustomers(rules: SummaryRules, cohort: Cohort, grouped: GroupedTransactions): Columns {
  const { offsets, days, amounts } = grouped;
  const rows = cohort.codes.length;
  const unit = daysPerUnit[rules.timeUnit];
  const split = rules.splitAt ?? cohort.end;
  const frequency = new Float64Array(rows);
  const recency = new Float64Array(rows);
  const age = new Float64Array(rows);
  const logGapSum = new Float64Array(rows);
  const firstPurchase = new Float64Array(rows);
  const holdoutFrequency = new Float64Array(rules.splitAt === null ? 0 : rows);
  const meanSpend = new Float64Array(amounts === null ? 0 : rows);
  const spendCount = new Float64Array(rules.spendOf === "all" && amounts !== null ? rows : 0);
  const spendLogDeviation = new Float64Array(meanSpend.length);
  const spendDeviation = new Float64Array(meanSpend.length);
  // The amounts behind one customer's mean; as many as the longest row has at most.
  const behind: number[] = [];
  const holdoutSpend = new Float64Array(amounts === null ? 0 : holdoutFrequency.length);
  let start = Infinity;
  for (let row = 0; row < rows; row++) {
    firstPurchase[row] = cohort.births[cohort.codes[row]!]!;
    start = Math.min(start, firstPurchase[row]!);
  }
  const counts = new Float64Array(rows === 0 ? 0 : periodOf(cohort.end, start, unit) + 1);
  let purchases = 0;
  let merged = 0;
  for (let row = 0; row < rows; row++) {
    const to = offsets[row + 1]!;
    sortRange(days, amounts, null, offsets[row]!, to);
    const birth = firstPurchase[row]!;
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
    for (let k = offsets[row]!; k < to; ) {
      const day = days[k]!;
      let dayAmount = 0;
      let bought = 0;
      for (; k < to && days[k] === day; k++) {
        const amount = amounts === null ? 0 : amounts[k]!;
        dayAmount += amount;
        if (amount >= 0 || rules.returns === "count") bought++;
      }
      if (bought > 0) {
        purchases++;
        merged += bought - 1;
      }
      if (day <= split && (day !== birth || rules.spendOf === "all")) {
        if (bought > 0) behind[among++] = dayAmount;
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
          logGaps += Math.log((day - last) / unit);
          last = day;
        }
      }
      if (bought > 0) counts[periodOf(day, start, unit)]!++;
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
    spendLogDeviation[row] = returned ? Number.NaN : logDeviation(behind, 0, among, mean);
    spendDeviation[row] = returned ? Number.NaN : deviation(behind, 0, among, mean);
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
    firstPurchase,
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
  };
}

/** Index of the period `[start + k unit, start + (k + 1) unit)` that a day falls in. */
function periodOf(day: number, start: number, unit: number): number {
  // An hour is no exact fraction of a day: the tolerance puts a purchase on a boundary into the period that starts there.
  return Math.floor((day - start) / unit + 1e-9);
}

function rowWarnings(rules: SummaryRules, cohort: Cohort, grouped: GroupedTransactions): Warning[] {
  const warnings: Warning[] = [];
  if (rules.observedUntil === null) {
    warnings.push({
      code: "observed-until-assumed",
      message: `The log was taken to end on the day of its last transaction, ${isoDate(cohort.end)}: give observedUntil if it was watched for longer.`,
    });
  }
  if (grouped.zeroAmounts > 0) {
    warnings.push({
      code: "zero-amounts",
      message: "Transactions with an amount of 0 count as purchases: leave them out of the log if they are none.",
      count: grouped.zeroAmounts,
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
