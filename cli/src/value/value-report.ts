import { InputError } from "customer-equity";
import {
  type ComparedModel,
  compareTransactionModels,
  expectedSpend,
  expectedTransactions,
  type FittedKind,
  fitGammaGamma,
  type GammaGammaModel,
  type LikelihoodFit,
  type PurchaseHistory,
  type TransactionModel,
  type Warning,
} from "customer-equity/clv";
import type { TransactionLog } from "../input/read-transactions.ts";
import type { ValueOptions } from "../options/value-options.ts";
import { sum } from "../sum.ts";
import { checkDates, historyOf, withNames } from "./history-of-log.ts";
import { type CustomerScores, scoreCustomers } from "./score-customers.ts";

/** A model that saw the log up to the split only: what it said would happen afterwards, and what did. */
interface HoldoutComparison {
  readonly history: PurchaseHistory;
  readonly transactions: LikelihoodFit<TransactionModel>;
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
  /** The kind of the model of purchases. */
  readonly model: FittedKind;
  readonly transactions: LikelihoodFit<TransactionModel>;
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
  const coded = historyOf(log, options, undefined);
  const warnings: Warning[] = [];
  const history = withNames(coded, log.names);
  const { kind, fit: transactions } = fitPurchases(history, options.model);
  const spend = fitSpend(history, warnings);
  const scores = scoreCustomers({ transactions, spend }, history, options);
  const holdout = options.split === undefined ? null : compareHoldout(log, kind, options, options.split);
  if (testFailed(holdout)) {
    warnings.push({
      code: "failed-test",
      message: `The forecast of the test is off by more than ${100 * tolerable} %, in purchases or in amounts: do not use the values as they are. See whether something changed between the two periods.`,
    });
  }
  return {
    ...scores,
    history,
    model: kind,
    transactions,
    spend,
    holdout,
    warnings: [...warnings, ...scores.warnings],
  };
}

/** A forecast further off than this share is not one to use. */
const tolerable = 0.2;

/** Whether the models failed their test, in purchases or in amounts. */
export function testFailed(holdout: HoldoutComparison | null): boolean {
  return [holdout?.purchases, holdout?.spend].some(
    (figures) =>
      figures !== undefined && figures.actual !== 0 && Math.abs(figures.expected / figures.actual - 1) > tolerable,
  );
}

/** The fit of the model that was asked for, or of the one that describes the customers best. */
function fitPurchases(history: PurchaseHistory, kind: ValueOptions["model"]): ComparedModel {
  const { models, best } = compareTransactionModels(history, kind === "best" ? {} : { kinds: [kind] });
  return models.find((model) => model.kind === best) as ComparedModel;
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
  kind: FittedKind,
  options: ValueOptions,
  split: number,
): HoldoutComparison | null {
  const ignored: Warning[] = [];
  const history = historyOf(log, options, split);
  const { holdout } = history;
  if (holdout === undefined) return null;
  const { fit: transactions } = fitPurchases(history, kind);
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
