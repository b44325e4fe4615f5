import { InputError, isoDate } from "customer-equity";
import {
  type BgNbdModel,
  expectedSpend,
  expectedTransactions,
  fitBgNbd,
  fitGammaGamma,
  type GammaGammaModel,
  type LikelihoodFit,
  type PurchaseHistory,
  summarizeTransactionColumns,
  type TransactionColumns,
  type Warning,
} from "customer-equity/clv";
import { BadInput } from "../bad-input.ts";
import type { TransactionLog } from "../input/read-transactions.ts";
import type { ValueOptions } from "../options/value-options.ts";
import { sum } from "../sum.ts";
import { type CustomerScores, scoreCustomers } from "./score-customers.ts";

/** A model that saw the log up to the split only: what it said would happen afterwards, and what did. */
interface HoldoutComparison {
  readonly history: PurchaseHistory;
  readonly transactions: LikelihoodFit<BgNbdModel>;
  /** Length of the period after the split, in the unit. */
  readonly duration: number;
  readonly purchases: { readonly expected: number; readonly actual: number };
  /** Absent where the log has no amounts. */
  readonly spend?: { readonly expected: number; readonly actual: number };
}

/**
 * All that the main job finds out, as of the end of the log. Columns have one entry a customer, in the order of the
 * history. A split serves the comparison alone: the values rest on the whole log.
 */
export interface ValueReport extends CustomerScores {
  readonly history: PurchaseHistory;
  readonly transactions: LikelihoodFit<BgNbdModel>;
  /** `null` where the log has no usable amounts; values are then discounted purchases. */
  readonly spend: LikelihoodFit<GammaGammaModel> | null;
  readonly holdout: HoldoutComparison | null;
}

/** From transactions to each customer's value and tier: summarise, fit, score, divide. */
export function valueCustomers(
  log: Pick<TransactionLog, "customer" | "names" | "day" | "amount" | "period">,
  options: ValueOptions,
): ValueReport {
  checkDates(log.period[1], options);
  const coded = summarize(log, options, undefined);
  const warnings: Warning[] = [];
  const history = withNames(coded, log.names);
  const transactions = fitBgNbd(history);
  const spend = fitSpend(history, warnings);
  const scores = scoreCustomers({ transactions, spend }, history, options);
  return {
    ...scores,
    history,
    transactions,
    spend,
    holdout: options.split === undefined ? null : compareHoldout(log, options, options.split),
    warnings: [...warnings, ...scores.warnings],
  };
}

/** The history of the log, up to `split` where there is one; customers are positions in `log.names`. */
function summarize(
  log: TransactionColumns & Pick<TransactionLog, "amount">,
  options: ValueOptions,
  split: number | undefined,
): PurchaseHistory {
  const history = summarizeTransactionColumns(log, {
    timeUnit: options.unit,
    observedFrom: options.from,
    observedUntil: options.until,
    splitAt: split,
    returns: options.returns,
  });
  if (history.frequency.length > 0) return history;
  const reasons = (history.leftOut ?? []).filter(({ what }) => what === "customers");
  const list = reasons.map(({ reason, count }) => `${count} ${reason}`).join(", ");
  const dates = reasons.some(({ reason }) => reason !== "only-returns");
  throw new BadInput(`No customer is left (${list})${dates ? ": check --from, --until and --split" : ""}.`);
}

/** The history with the ids of its customers in place of their positions in `names`, also in what was left out. */
function withNames(history: PurchaseHistory, names: readonly string[]): PurchaseHistory {
  const nameOf = (code: string | number): string => names[Number(code)] as string;
  const leftOut = history.leftOut?.map((entry) =>
    entry.what === "customers" ? { ...entry, examples: entry.examples.map(nameOf) } : entry,
  );
  return { ...history, customers: history.customers?.map(nameOf), leftOut };
}

/** The order of the dates, told in the words of the command line. */
function checkDates(lastDay: number, { from, until, split }: ValueOptions): void {
  const end = until ?? lastDay;
  const order = (option: string, day: number | undefined, limit: number, name: string): void => {
    if (day === undefined || day < limit) return;
    throw new BadInput(`--${option}: expected a date before ${name} (${isoDate(limit)}), found ${isoDate(day)}.`);
  };
  order("from", from, end, "the end of the log");
  order("split", split, end, "the end of the log");
  if (split !== undefined) order("from", from, split, "the split");
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
  log: Pick<TransactionLog, "customer" | "day" | "amount">,
  options: ValueOptions,
  split: number,
): HoldoutComparison | null {
  const ignored: Warning[] = [];
  const history = summarize(log, options, split);
  const { holdout } = history;
  if (holdout === undefined) return null;
  const transactions = fitBgNbd(history);
  const spend = fitSpend(history, ignored);
  const expected = expectedTransactions(transactions, history, { horizon: holdout.duration });
  const comparison = {
    history,
    transactions,
    duration: holdout.duration,
    purchases: { expected: sum(expected), actual: sum(holdout.frequency) },
  };
  if (spend === null || holdout.spend === undefined) return comparison;
  const perPurchase = expectedSpend(spend, history);
  const money = expected.map((count, i) => count * (perPurchase[i] as number));
  return { ...comparison, spend: { expected: sum(money), actual: sum(holdout.spend) } };
}
