import { InputError } from "../../errors.ts";
import type { Warning } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { isCustomer, requireCustomer, requireHistory } from "../history/require-history.ts";
import { requireSameUnit } from "../transactions/scoring.ts";
import { type SpendModel, spendProcessOf } from "./kinds.ts";
import type { TrendGammaGammaModel } from "./trend-gamma-gamma.ts";

/** What the spend models read of each customer. */
export interface SpendRows {
  readonly length: number;
  /** Purchases behind the mean. */
  readonly count: ArrayLike<number>;
  /** Mean spend of those purchases; not read where there are none. */
  readonly meanSpend: ArrayLike<number>;
  /** Repeat purchases. */
  readonly frequency: ArrayLike<number>;
  /** Mean log deviation of the purchases behind the mean, where the data have it. */
  readonly logDeviation?: ArrayLike<number | null> | undefined;
  /** Their standard deviation, where the data have it. */
  readonly deviation?: ArrayLike<number | null> | undefined;
  /** One customer rather than a history. */
  readonly single: boolean;
}

/** Checks the data of a spend verb, or of a fit, which takes histories `only`, and those with plain means. */
export function spendRows(data: Customer | PurchaseHistory, only?: "histories"): SpendRows {
  const single = only === undefined && isCustomer(data);
  const name = single ? "customer" : "history";
  if (single) requireCustomer(data, name);
  else requireHistory(data as PurchaseHistory, name);
  const { meanSpend, ...rest } = found(data);
  if (meanSpend === undefined) refuseWithoutSpend(name);
  if (only !== undefined) requirePlainMeans(data);
  return { ...rest, meanSpend, single };
}

/** The rows that a model reads: for one with a half-life their purchases must be weighted by it. */
export function scoredRows(model: SpendModel, data: Customer | PurchaseHistory): SpendRows {
  const rows = spendRows(data);
  if (model.kind === "trend-gamma-gamma") requireHalfLife(model, data, rows);
  return rows;
}

function requireHalfLife(
  { halfLife, timeUnit }: TrendGammaGammaModel,
  data: Customer | PurchaseHistory,
  { single, length, count }: SpendRows,
): void {
  const name = single ? "customer" : "history";
  requireSameUnit(data.timeUnit, timeUnit, `${name}.timeUnit`, "the unit of the model");
  const { spendHalfLife } = data;
  let purchases = 0;
  for (let i = 0; i < length; i++) purchases += count[i]!;
  if (purchases === 0 || Math.abs((spendHalfLife ?? Infinity) / halfLife - 1) < 1e-9) return;
  throw new InputError({
    code: spendHalfLife === undefined ? "insufficient-data" : "bad-option",
    path: `${name}.spendHalfLife`,
    expected: `${halfLife}, as the model weights purchases by this half-life`,
    received: spendHalfLife,
    advice: "Score recentSpend(history, model), or a customer with the spend of a row of it.",
  });
}

/** In how many rows of checked data a model takes a mean that is too low for it as the lowest that it knows. */
export function meansTooLow(model: SpendModel, data: Customer | PurchaseHistory): number {
  const { length, count, meanSpend } = found(data);
  const lowest = spendProcessOf(model).lowest(model as never);
  let low = 0;
  for (let i = 0; i < length; i++) if (count[i] !== 0 && meanSpend !== undefined && meanSpend[i]! < lowest) low++;
  return low;
}

type Found = Omit<SpendRows, "single" | "meanSpend"> & { readonly meanSpend: ArrayLike<number> | undefined };

function found(data: Customer | PurchaseHistory): Found {
  return isCustomer(data) ? rowOf(data) : rowsOf(data);
}

function rowOf(customer: Customer): Found {
  const { meanSpend, frequency, spendCount = frequency, spendLogDeviation, spendDeviation } = customer;
  const known = meanSpend ?? (spendCount === 0 ? 0 : undefined);
  return {
    length: 1,
    count: [spendCount],
    meanSpend: known === undefined ? undefined : [known],
    frequency: [frequency],
    logDeviation: spendLogDeviation === undefined ? undefined : [spendLogDeviation],
    deviation: spendDeviation === undefined ? undefined : [spendDeviation],
  };
}

function rowsOf(history: PurchaseHistory): Found {
  return {
    length: history.frequency.length,
    count: history.spendCount ?? history.frequency,
    meanSpend: history.meanSpend,
    frequency: history.frequency,
    logDeviation: history.spendLogDeviation,
    deviation: history.spendDeviation,
  };
}

function refuseWithoutSpend(name: string): never {
  throw new InputError({
    code: "insufficient-data",
    path: `${name}.meanSpend`,
    expected: "the mean spend of a purchase",
    received: undefined,
    advice: "Summarize the transactions with an `amount`.",
  });
}

/** Refuses means that are weighted by age: likelihoods are those of plain ones. */
export function requirePlainMeans({ spendHalfLife }: Customer | PurchaseHistory): void {
  if (spendHalfLife === undefined) return;
  throw new InputError({
    code: "bad-option",
    path: "history.spendHalfLife",
    expected: "a history with plain means",
    received: spendHalfLife,
    advice: "Fit the history as it was before recentSpend, or use fitTrendGammaGamma.",
  });
}

/** The warning of a fit that so many customers have no purchase behind their mean spend. */
export function withoutSpend(count: number): Warning[] {
  if (count === 0) return [];
  const message = `Customers without a purchase behind their mean spend: ${count}. They say nothing about spend and did not enter the fit; they are given the mean of all customers.`;
  return [{ code: "without-spend", message, count }];
}
