import {
  customerLifetimeValue,
  discountedExpectedTransactions,
  expectedSpend,
  expectedTransactions,
  type Fit,
  type PurchaseHistory,
  probabilityAlive,
  type SpendModel,
  type TransactionModel,
  type Warning,
} from "customer-equity/clv";
import { type ClassColumn, type Concentration, concentration, tierByValueShare } from "customer-equity/segmentation";
import type { ValueOptions } from "../options/value-options.ts";
import { sum } from "../sum.ts";

/** What customers are scored with: models, fitted just now or stored, and what there is to know about them. */
export interface ScoringModels {
  readonly transactions: Pick<Fit<TransactionModel>, "model" | "warnings">;
  /** `null` where there are no amounts; values are then discounted purchases. */
  readonly spend: Pick<Fit<SpendModel>, "model" | "warnings"> | null;
}

/** The options that scoring reads. */
export type ScoringOptions = Pick<ValueOptions, "horizon" | "annualDiscountRate" | "margin" | "boundaries" | "labels">;

/** The scores of customers, in the order of their history. */
export interface CustomerScores {
  readonly probabilityAlive: Float64Array;
  readonly expectedTransactions: Float64Array;
  /** `null` without a model of spend. */
  readonly expectedSpend: Float64Array | null;
  readonly values: Float64Array;
  readonly total: number;
  readonly concentration: Concentration;
  readonly tiers: ClassColumn;
  readonly warnings: readonly Warning[];
}

/** From models and histories to each customer's value and tier. Tiers are shares of the value of these customers. */
export function scoreCustomers(
  { transactions, spend }: ScoringModels,
  history: PurchaseHistory,
  options: ScoringOptions,
): CustomerScores {
  const { horizon, annualDiscountRate, margin, boundaries, labels } = options;
  let values: Float64Array;
  let warnings: readonly Warning[];
  if (spend === null) {
    values = discountedExpectedTransactions(transactions, history, { horizon, annualDiscountRate });
    warnings = [...(history.warnings ?? []), ...transactions.warnings];
  } else {
    const value = customerLifetimeValue({ transactions, spend }, history, { horizon, annualDiscountRate, margin });
    ({ values, warnings } = value);
  }
  return {
    probabilityAlive: probabilityAlive(transactions, history),
    expectedTransactions: expectedTransactions(transactions, history, { horizon }),
    expectedSpend: spend === null ? null : expectedSpend(spend, history),
    values,
    total: sum(values),
    concentration: concentration(values),
    tiers: tierByValueShare(values, { boundaries, labels }),
    warnings,
  };
}
