import { isoDate } from "customer-equity";
import { csvLine } from "./csv.ts";
import type { ValueOptions } from "./options.ts";
import type { ValueReport } from "./value.ts";

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

/** The lines of `customers.csv`: a header, then one line a customer, numbers to the last digit. */
export function* customersCsv(report: ValueReport): Generator<string> {
  const { history, tiers } = report;
  const names = tiers.classes.map(({ label }) => label);
  yield csvLine(customerColumns);
  for (let i = 0; i < history.frequency.length; i++) {
    const at = (column: ArrayLike<number>): number => column[i] as number;
    const frequency = at(history.frequency);
    yield csvLine([
      history.customers?.[i] ?? i,
      history.firstPurchase === undefined ? null : isoDate(at(history.firstPurchase)),
      frequency,
      at(history.recency),
      at(history.age),
      history.meanSpend === undefined || frequency === 0 ? null : at(history.meanSpend),
      at(report.probabilityAlive),
      at(report.expectedTransactions),
      report.expectedSpend === null ? null : at(report.expectedSpend),
      at(report.values),
      names[at(tiers.codes)] ?? null,
    ]);
  }
}

/** `models.json`: the fits, which `parseModel` reads again, and what the values rest on. */
export function modelsJson(report: ValueReport, options: ValueOptions): string {
  const { history, transactions, spend, total } = report;
  const { horizon, annualDiscountRate, margin, boundaries, labels } = options;
  const date = (day: number | undefined): string | null => (day === undefined ? null : isoDate(day));
  const json = {
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
  return `${JSON.stringify(json, null, 2)}\n`;
}
