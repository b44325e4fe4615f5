import { isoDate, type PurchaseHistory, tierSummary } from "customer-equity";
import { csvLine } from "../csv.ts";
import type { TransactionLog } from "../input/read-transactions.ts";
import { json } from "../json.ts";
import type { ValueOptions } from "../options/value-options.ts";
import { sum } from "../sum.ts";
import type { CustomerScores } from "./score-customers.ts";
import type { ValueReport } from "./value-report.ts";

/** Columns of `customers.csv`. Times are in the unit; an amount that does not exist is an empty cell. */
export const customerColumns = [
  "customer",
  "first_purchase",
  "frequency",
  "recency",
  "age",
  "mean_spend",
  "probability_alive",
  "expected_transactions",
  "expected_spend",
  "value",
  "tier",
] as const;

/** Customers and their scores, one entry of each column a customer. */
export interface ScoredCustomers extends CustomerScores {
  readonly history: PurchaseHistory;
}

/**
 * The lines of `customers.csv`: a header, then one line a customer, numbers to the last digit. Without the column
 * `first_purchase` where the history does not know it.
 */
export function* customersCsv({ history, tiers, ...scores }: ScoredCustomers): Generator<string> {
  const { firstPurchase } = history;
  const names = tiers.classes.map(({ label }) => label);
  yield csvLine(customerColumns.filter((name) => name !== "first_purchase" || firstPurchase !== undefined));
  for (let i = 0; i < history.frequency.length; i++) {
    const at = (column: ArrayLike<number>): number => column[i] as number;
    const frequency = at(history.frequency);
    yield csvLine([
      history.customers?.[i] ?? i,
      ...(firstPurchase === undefined ? [] : [isoDate(at(firstPurchase))]),
      frequency,
      at(history.recency),
      at(history.age),
      history.meanSpend === undefined || frequency === 0 ? null : at(history.meanSpend),
      at(scores.probabilityAlive),
      at(scores.expectedTransactions),
      scores.expectedSpend === null ? null : at(scores.expectedSpend),
      at(scores.values),
      names[at(tiers.codes)] ?? null,
    ]);
  }
}

/** What the values rest on: fits, dates, options, warnings. */
function modelsOf(report: ValueReport, options: ValueOptions) {
  const { history, transactions, spend, total } = report;
  const { horizon, annualDiscountRate, margin, boundaries, labels } = options;
  const date = (day: number | undefined): string | null => (day === undefined ? null : isoDate(day));
  return {
    transactions,
    spend,
    history: {
      customers: history.frequency.length,
      timeUnit: history.timeUnit,
      observedUntil: date(history.observedUntil),
      returns: options.returns,
      rows: history.account ?? null,
    },
    value: { total, horizon, annualDiscountRate, margin: spend === null ? null : margin },
    tiers: { boundaries, labels },
    warnings: report.warnings,
  };
}

/** `models.json`: the fits, which `parseModel` reads again, and what the values rest on. */
export function modelsJson(report: ValueReport, options: ValueOptions): string {
  return json(modelsOf(report, options));
}

/** The comparison with what came after the split: its figures and the model behind them, without the histories. */
function holdoutJson(holdout: ValueReport["holdout"]) {
  if (holdout === null) return null;
  const { history: _, transactions, ...figures } = holdout;
  return { ...figures, model: transactions.model };
}

/** What `--json` prints: all that the summary says, for other programs. */
export function resultJson(
  log: TransactionLog,
  report: ValueReport,
  options: ValueOptions,
  written: readonly string[],
): string {
  const { history, tiers, values, concentration } = report;
  const { tiers: names, ...models } = modelsOf(report, options);
  return json({
    input: {
      files: log.files,
      columns: log.source,
      rows: log.rowsRead,
      from: isoDate(log.period[0]),
      until: isoDate(log.period[1]),
      skipped: log.skipped,
      leftOut: history.leftOut ?? [],
    },
    ...models,
    expected: { active: sum(report.probabilityAlive), transactions: sum(report.expectedTransactions) },
    holdout: holdoutJson(report.holdout),
    concentration,
    tiers: { ...names, summary: tierSummary(tiers, values).tiers },
    written,
  });
}
