import { requireFlag, requireNumber, requireOptions } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Column, Fitted, Warning } from "../types.ts";
import type { Customer, PurchaseHistory } from "./history/purchase-history.ts";
import { type ModelUnit, unitsPerYear } from "./model-unit.ts";
import { outcomeOf } from "./models.ts";
import { spendDrawer } from "./spend/draw-spend.ts";
import { expectedSpend } from "./spend/expected-spend.ts";
import { type SpendModel, spendProcessOf, unwrapSpendModel } from "./spend/kinds.ts";
import { meansTooLow } from "./spend/spend-rows.ts";
import { continuousRates, discountedExpectedTransactions } from "./transactions/discounted-expected-transactions.ts";
import type { TransactionModel } from "./transactions/kinds.ts";
import { prepare, requireHorizon, type Scored, scored } from "./transactions/scoring.ts";
import { simulateCounts } from "./transactions/simulate-transactions.ts";

/** The models behind a lifetime value. */
export interface LifetimeValueModels {
  /** How often customers buy and when they drop out. */
  readonly transactions: Fitted<TransactionModel>;
  /** What a purchase brings. */
  readonly spend: Fitted<SpendModel>;
}

/** Options of {@link customerLifetimeValue}. */
export interface CustomerLifetimeValueOptions {
  /** Discount rate a year: 0.1 means 10 %; one for all customers, or a column. */
  readonly annualDiscountRate: number | Column;
  /** Profit margin: the share of an amount that is kept, 0.3 means 30 %. */
  readonly margin: number;
  /**
   * How far ahead, in the model's unit.
   * @defaultValue Infinity
   */
  readonly horizon?: number | undefined;
  /**
   * Count the first purchase as well, at the expected spend and without discount: for `newCustomer()`, whose first purchase is today;
   * refused where a customer has an age above 0.
   * @defaultValue false
   */
  readonly includeFirstPurchase?: boolean | undefined;
}

/** How payments were discounted. */
export interface Discounting {
  /** The annual rate, where there was one for all. */
  readonly annualRate: number | null;
  /** The continuous rate in the model's unit, ln(1 + annual rate) / units a year, where there was one for all. */
  readonly continuousRate: number | null;
  /** In words. */
  readonly convention: string;
}

/** What {@link customerLifetimeValue} returns. */
export interface LifetimeValue<V> {
  /** The value of each customer, in the currency of the history; a number for one customer. */
  readonly values: V;
  /** Their sum, each row counted with its weight. */
  readonly total: number;
  readonly horizon: number;
  readonly timeUnit: ModelUnit;
  /** Share of an amount that is kept. */
  readonly margin: number;
  readonly discounting: Discounting;
  /** What kind of value this is: residual, from the end of observation on; or of a new customer, the first purchase included. */
  readonly basis: string;
  /** The warnings of the history and the fits, and those of this result. */
  readonly warnings: readonly Warning[];
}

/**
 * Residual lifetime value of each customer (顾客终生价值, 客户剩余价值): what the purchases after the end of observation are expected to
 * leave, at present value. What was bought before is not in it.
 *
 * value = expected spend × margin × discounted expected transactions; spend and purchases are taken as independent given what was seen of the
 * customer. A mean spend below 0 (more was returned than bought again) counts as 0, with the warning `negative-mean-spend`. Models of
 * amounts that may be negative (`normalNormal`, `shiftedGammaGamma`) take it as it is: with profits as amounts and a margin of 1 values may be
 * negative, which the warning `negative-values` says. A model with a half-life takes a history weighted by it, see `recentSpend`.
 *
 * @param models - A model (or fit) of transactions and one of spend.
 * @param data - A history with `meanSpend` (values in its order) or one customer (a number).
 * @param options - Annual discount rate, margin, horizon.
 * @returns Values, their total, and what they rest on: horizon, unit, margin, discounting, warnings. `Infinity` only where the expected
 * spend is infinite (q at most 1, warned of) or nothing is discounted and the sum diverges.
 * @throws InputError for data that are not a history with spend, `unit-mismatch`, and `out-of-range` for rates, margins or horizons,
 * `bad-option` for the first purchase of customers who have made it.
 * @remarks Source: Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42. Twins: CLVTools `predict`
 * (predicted.CLV), lifetimes `customer_lifetime_value`, which takes months whatever the unit of the model.
 * @example
 * ```ts
 * import { bgNbd, customerLifetimeValue, gammaGamma } from "customer-equity/clv";
 * const transactions = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
 * const customer = { frequency: 2, recency: 30.43, age: 38.86, meanSpend: 22.35 };
 * const value = customerLifetimeValue({ transactions, spend }, customer, { annualDiscountRate: 0.1, margin: 0.3, horizon: 156 });
 * console.log(value.values > 0, value.basis); // true residual value from the end of observation
 * ```
 */
export function customerLifetimeValue<D extends Customer | PurchaseHistory>(
  models: LifetimeValueModels,
  data: D,
  options: CustomerLifetimeValueOptions,
): LifetimeValue<Scored<D>> {
  requireOptions(models, "models");
  const { annualDiscountRate, horizon = Infinity, includeFirstPurchase = false, ...rest } = requireOptions(options);
  requireHorizon(horizon, "options.horizon", true);
  requireFlag(includeFirstPurchase, "options.includeFirstPurchase");
  const margin = requireNumber(rest.margin, "options.margin", {
    min: -1,
    max: 1,
    advice: "The margin is a share: 0.3 means 30 %.",
  });
  const spend = unwrapSpendModel(models.spend, "models.spend");
  const prepared = prepare(models.transactions, data, "draws-outcome", "models.transactions");
  const { model, rows, single, weight } = prepared;
  if (includeFirstPurchase) requireNewcomers(rows.age);
  const values = new Float64Array(rows.length);
  const outcome = prepared.outcome ?? outcomeOf(spend);
  if (outcome === undefined) {
    const perPurchase = asColumn(expectedSpend(spend, data));
    const transactions = asColumn(discountedExpectedTransactions(model, data, { annualDiscountRate, horizon }));
    for (let i = 0; i < values.length; i++) {
      values[i] = productOf(transactions[i]!, perPurchase[i]!) + (includeFirstPurchase ? perPurchase[i]! : 0);
    }
  } else {
    const rates = continuousRates(annualDiscountRate, rows.length, model);
    simulateCounts(prepared, outcome, [horizon], rates, [values], {
      drawer: spendDrawer(spend, data),
      first: includeFirstPurchase,
    });
  }
  let total = 0;
  let endless = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = margin === 0 ? 0 : margin * values[i]!;
    if (Math.abs(values[i]!) === Infinity) endless++;
    total += (weight?.[i] ?? 1) * values[i]!;
  }
  const warnings: Warning[] = [
    ...(single ? [] : ((data as PurchaseHistory).warnings ?? [])),
    ...warningsOf(models.transactions),
    ...warningsOf(models.spend),
  ];
  warnings.push(...amountWarnings(spend, data, values, margin));
  if (endless > 0) {
    warnings.push({
      code: "infinite-value",
      message: `Customers with an infinite expected value: ${endless}. The mean spend is infinite (q at most 1) or nothing is discounted to infinity. Fit spend with finiteMean: true, or give a horizon and a discount rate.`,
      count: endless,
    });
  }
  const annualRate = typeof annualDiscountRate === "number" ? annualDiscountRate : null;
  return {
    values: scored<D>(values, single),
    total,
    horizon,
    timeUnit: model.timeUnit,
    margin,
    discounting: {
      annualRate,
      continuousRate: annualRate === null ? null : Math.log1p(annualRate) / unitsPerYear(model),
      convention: "continuous, at ln(1 + annual rate) a year, from the end of observation to each purchase",
    },
    basis: includeFirstPurchase
      ? "value of a new customer, the first purchase included"
      : "residual value from the end of observation",
    warnings,
  };
}

/** Means that the model cannot take as they are, and what each customer is expected to lose. */
function amountWarnings(
  spend: SpendModel,
  data: Customer | PurchaseHistory,
  values: Float64Array,
  margin: number,
): Warning[] {
  const warnings: Warning[] = [];
  const low = meansTooLow(spend, data);
  if (low > 0) {
    const lowest = spendProcessOf(spend).lowest(spend);
    warnings.push(
      lowest === 0
        ? {
            code: "negative-mean-spend",
            message: `Customers who returned more than they bought: ${low}. Their mean spend counts as 0. For amounts that may be negative, such as profits, use fitNormalNormal or fitShiftedGammaGamma.`,
            count: low,
          }
        : {
            code: "mean-below-shift",
            message: `Customers with a mean below the model's shift of ${lowest}: ${low}. It counts as that. Fit the model again with them.`,
            count: low,
          },
    );
  }
  const losing = values.reduce((sum, value) => sum + (margin * value < 0 ? 1 : 0), 0);
  if (losing > 0) {
    warnings.push({
      code: "negative-values",
      message: `Customers with a value below 0: ${losing}. They are expected to cost more than they bring. The total is net of them; shares of it, and tiers by share, need values of at least 0.`,
      count: losing,
    });
  }
  return warnings;
}

/** Who has been observed for a while made the first purchase then: it is no part of what is still to come. */
function requireNewcomers(age: Float64Array): void {
  const longest = age.reduce((most, own) => Math.max(most, own), 0);
  if (longest === 0) return;
  throw new InputError({
    code: "bad-option",
    path: "options.includeFirstPurchase",
    expected: `false, as there are customers whose first purchase lies up to ${longest} back`,
    received: true,
    advice: "It is for newCustomer(), whose first purchase is still to be counted.",
  });
}

/** No purchases are worth nothing, whatever one would bring. */
function productOf(transactions: number, spend: number): number {
  return transactions === 0 ? 0 : transactions * spend;
}

function asColumn(value: number | Float64Array): Float64Array {
  return typeof value === "number" ? Float64Array.of(value) : value;
}

function warningsOf(subject: Fitted<TransactionModel | SpendModel>): readonly Warning[] {
  return "warnings" in subject && Array.isArray(subject.warnings) ? (subject.warnings as Warning[]) : [];
}
