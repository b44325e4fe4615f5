import { requireColumn, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column, Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { type Counted, requireWholeOpportunities, unitsPerYear } from "../model-unit.ts";
import type { DiscountRates } from "./discount-rates.ts";
import type { TransactionModel } from "./kinds.ts";
import { prepare, requireHorizon, type Scored, scored } from "./scoring.ts";
import { simulateCounts } from "./simulate-transactions.ts";

/** Options of {@link discountedExpectedTransactions}. */
export interface DiscountedExpectedTransactionsOptions {
  /** Discount rate a year: 0.1 means 10 %; one for all customers, or a column. */
  readonly annualDiscountRate: number | Column;
  /**
   * How far ahead, in the model's unit.
   * @defaultValue Infinity
   */
  readonly horizon?: number | undefined;
}

/**
 * Purchases to be expected of each customer after the end of observation, each counted at its present value (折现预期交易次数, residual
 * transactions): multiplied by the margin of a purchase it is the residual lifetime value.
 *
 * ∫ e^(−δu) dE[X(u)] over (0, horizon], with δ = ln(1 + annual rate) per year carried to the model's unit. BG/NBD to infinity:
 * P(alive) · E[λ/(δ + λp)] over the posterior λ ~ Gamma(r+x, α+T), p ~ Beta(a, b+x).
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history (one entry a customer, in its order) or one customer (a number).
 * @param options - The annual rate and the horizon.
 * @returns Discounted counts. `Infinity` only without discounting, to infinity, where the sum diverges (BG/NBD with a ≤ 1).
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `out-of-range` for a rate below 0 or above 1
 * or a negative horizon.
 * @remarks Source: Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42, for the notion (DERT); the BG/NBD form is
 * derived from its posterior. Twins: BTYD `pnbd.DERT`, CLVTools DERT take a continuous rate per unit of time; no other package
 * has it for BG/NBD.
 * @example
 * ```ts
 * import { bgNbd, discountedExpectedTransactions } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 };
 * console.log(discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.15 }).toFixed(2)); // 5.17
 * ```
 */
export function discountedExpectedTransactions<D extends Customer | PurchaseHistory>(
  subject: Fitted<TransactionModel>,
  data: D,
  options: DiscountedExpectedTransactionsOptions,
): Scored<D> {
  const { annualDiscountRate, horizon = Infinity } = requireOptions(options);
  requireHorizon(horizon, "options.horizon", true);
  const prepared = prepare(subject, data, "draws-outcome");
  const { model, process, rows, single, outcome } = prepared;
  requireWholeOpportunities(model.timeUnit, [horizon], "options.horizon");
  const rates = continuousRates(annualDiscountRate, rows.length, model);
  const out = new Float64Array(rows.length);
  if (outcome === undefined) process.discountedExpectedTransactions(model, rows, horizon, rates, out);
  else simulateCounts(prepared, outcome, [horizon], rates, [out]);
  return scored<D>(out, single);
}

const rateRule = { min: 0, max: 1, advice: "A rate of 0.1 means 10 % a year." } as const;

/** Smaller rates than this discount nothing within the age of the world, and a forever discounted by them overflows. */
const smallestRate = 1e-12;

/** The annual rates as continuous rates per unit of time, ln(1 + rate) / units a year. */
export function continuousRates(annual: number | Column, rows: number, model: Counted): DiscountRates {
  const path = "options.annualDiscountRate";
  const perYear = unitsPerYear(model);
  const continuous = (rate: number, place: string): number => {
    if (rate === 0 || rate >= smallestRate) return Math.log1p(rate) / perYear;
    throw new InputError({
      code: "out-of-range",
      path: place,
      expected: `0 or at least ${smallestRate}`,
      received: rate,
    });
  };
  if (typeof annual === "object" && annual !== null) {
    const column = requireColumn(annual, path, rateRule, rows);
    return Float64Array.from(column, (rate, i) => continuous(rate, `${path}[${i}]`));
  }
  return continuous(requireNumber(annual, path, rateRule), path);
}
