import { InputError, isoDate } from "customer-equity";
import {
  type BgNbdModel,
  customerLifetimeValue,
  discountedExpectedTransactions,
  expectedSpend,
  expectedTransactions,
  fitBgNbd,
  fitGammaGamma,
  type GammaGammaModel,
  type LikelihoodFit,
  type PurchaseHistory,
  probabilityAlive,
  summarizeTransactionColumns,
  type Warning,
} from "customer-equity/clv";
import { type ClassColumn, type Concentration, concentration, tierByValueShare } from "customer-equity/segmentation";
import { BadInput } from "./bad-input.ts";
import type { ValueOptions } from "./options.ts";
import type { TransactionLog } from "./read-transactions.ts";

/** What the model said would happen after the split, and what did. */
interface HoldoutComparison {
  /** Length of the period after the split, in the unit. */
  readonly duration: number;
  readonly purchases: { readonly expected: number; readonly actual: number };
  /** Absent where the log has no amounts. */
  readonly spend?: { readonly expected: number; readonly actual: number };
}

/** All that the main job finds out. Columns have one entry a customer, in the order of the history. */
export interface ValueReport {
  readonly history: PurchaseHistory;
  readonly transactions: LikelihoodFit<BgNbdModel>;
  /** `null` where the log has no usable amounts; values are then discounted purchases. */
  readonly spend: LikelihoodFit<GammaGammaModel> | null;
  readonly probabilityAlive: Float64Array;
  readonly expectedTransactions: Float64Array;
  readonly expectedSpend: Float64Array | null;
  readonly values: Float64Array;
  readonly total: number;
  readonly concentration: Concentration;
  readonly tiers: ClassColumn;
  readonly holdout: HoldoutComparison | null;
  readonly warnings: readonly Warning[];
}

/** From transactions to each customer's value and tier: summarise, fit, score, divide. */
export function valueCustomers(
  log: Pick<TransactionLog, "customer" | "day" | "amount">,
  options: ValueOptions,
): ValueReport {
  const { horizon, annualDiscountRate, margin, boundaries, labels } = options;
  checkDates(log.day, options);
  const summary = summarizeTransactionColumns(log, {
    timeUnit: options.unit,
    observedFrom: options.from,
    observedUntil: options.until,
    splitAt: options.split,
    returns: options.returns,
  });
  if (summary.frequency.length === 0) {
    const reasons = (summary.leftOut ?? []).filter(({ what }) => what === "customers");
    const list = reasons.map(({ reason, count }) => `${count} ${reason}`).join(", ");
    throw new BadInput(`No customer is left (${list}): check --from, --until and --split.`);
  }
  const warnings: Warning[] = [];
  const history = withoutNegativeSpend(summary, warnings);
  const transactions = fitBgNbd(history);
  const spend = fitSpend(history, warnings);
  const expected = expectedTransactions(transactions, history, { horizon });
  const perPurchase = spend === null ? null : expectedSpend(spend, history);
  let values: Float64Array;
  if (spend === null) {
    values = discountedExpectedTransactions(transactions, history, { horizon, annualDiscountRate });
    warnings.push(...(history.warnings ?? []), ...transactions.warnings);
  } else {
    const value = customerLifetimeValue({ transactions, spend }, history, { horizon, annualDiscountRate, margin });
    values = value.values;
    warnings.push(...value.warnings);
  }
  return {
    history,
    transactions,
    spend,
    probabilityAlive: probabilityAlive(transactions, history),
    expectedTransactions: expected,
    expectedSpend: perPurchase,
    values,
    total: sum(values),
    concentration: concentration(values),
    tiers: tierByValueShare(values, { boundaries, labels }),
    holdout: compareHoldout(history, transactions, perPurchase),
    warnings,
  };
}

/** The order of the dates, told in the words of the command line. */
function checkDates(days: Float64Array, { from, until, split }: ValueOptions): void {
  const end = until ?? days.reduce((last, day) => Math.max(last, day), -Infinity);
  const order = (option: string, day: number | undefined, limit: number, name: string): void => {
    if (day === undefined || day < limit) return;
    throw new BadInput(`--${option}: expected a date before ${name} (${isoDate(limit)}), found ${isoDate(day)}.`);
  };
  order("from", from, end, "the end of the log");
  order("split", split, end, "the end of the log");
  if (split !== undefined) order("from", from, split, "the split");
}

/** Sum of a column. */
export function sum(column: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < column.length; i++) total += column[i] as number;
  return total;
}

/** Netted returns can exceed what a customer bought again; no model of positive spend takes that, and 0 is the nearest. */
function withoutNegativeSpend(history: PurchaseHistory, warnings: Warning[]): PurchaseHistory {
  const { meanSpend } = history;
  if (meanSpend === undefined) return history;
  const atLeastZero = Float64Array.from(meanSpend, (mean) => Math.max(0, mean));
  const count = atLeastZero.filter((mean, i) => mean !== meanSpend[i]).length;
  if (count === 0) return history;
  warnings.push({
    code: "negative-mean-spend",
    message: `${count} customers returned more than they bought again; their mean spend counts as 0.`,
    count,
  });
  return { ...history, meanSpend: atLeastZero };
}

function fitSpend(history: PurchaseHistory, warnings: Warning[]): LikelihoodFit<GammaGammaModel> | null {
  const { meanSpend } = history;
  let message = "The log has no amounts: value is in discounted purchases, not in money, and --margin does not enter.";
  if (meanSpend !== undefined) {
    try {
      // Tiers need a finite total, so the mean spend over customers has to exist.
      return fitGammaGamma({ ...history, meanSpend }, { finiteMean: true });
    } catch (error) {
      if (!(error instanceof InputError) || error.code !== "insufficient-data") throw error;
      message = `No repeat purchase has an amount above 0: value is in discounted purchases, not in money.`;
    }
  }
  warnings.push({ code: "no-spend-model", message });
  return null;
}

function compareHoldout(
  history: PurchaseHistory,
  transactions: LikelihoodFit<BgNbdModel>,
  perPurchase: Float64Array | null,
): HoldoutComparison | null {
  const { holdout } = history;
  if (holdout === undefined) return null;
  const expected = expectedTransactions(transactions, history, { horizon: holdout.duration });
  const purchases = { expected: sum(expected), actual: sum(holdout.frequency) };
  if (perPurchase === null || holdout.spend === undefined) return { duration: holdout.duration, purchases };
  const money = expected.map((count, i) => count * (perPurchase[i] as number));
  return { duration: holdout.duration, purchases, spend: { expected: sum(money), actual: sum(holdout.spend) } };
}
