import {
  type NumberRule,
  requireColumn,
  requireLength,
  requireNumber,
  requireOptions,
  requireRows,
} from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";
import { type Counted, requireModelUnit } from "../model-unit.ts";
import { requireCustomerCalendar, requireHistoryCalendar } from "./history-calendar.ts";
import type { Customer, PurchaseHistory } from "./purchase-history.ts";

/** What {@link requireHistory} counted while it looked. */
export interface CheckedHistory {
  /** Rows of the columns. */
  readonly rows: number;
  /** Customers behind the rows: the sum of the weights, `rows` where there are none. */
  readonly totalWeight: number;
}

const anyNumber: NumberRule = {};
const atLeastZero: NumberRule = { min: 0 };
const positive: NumberRule = { min: 0, openMin: true };
const wholeCount: NumberRule = { min: 0, integer: true };

/** The rules every optional column of numbers obeys, by its name. */
const optionalColumns: readonly (readonly [name: keyof PurchaseHistory, rule: NumberRule])[] = [
  ["meanSpend", anyNumber],
  ["logGapSum", anyNumber],
  ["firstPurchase", anyNumber],
];

/**
 * Checks a purchase history as every fit and verb reads it, and returns its size: at least one row; columns of equal
 * length with finite entries; whole frequencies; `0 <= recency <= age`; recency is 0 exactly where frequency is 0;
 * positive weights. A few milliseconds for a million rows; ids are only counted (`parseHistory` looks for duplicates).
 * Throws an `InputError` that names the first entry at fault: `history.recency[17]`.
 */
export function requireHistory(history: PurchaseHistory, path = "history"): CheckedHistory {
  const checked = requireColumns(history, path);
  requireRows(history.frequency, `${path}.frequency`);
  return checked;
}

/** {@link requireHistory} for a part of something larger, which may have no row. */
export function requireColumns(history: PurchaseHistory, path = "history"): CheckedHistory {
  if (typeof history !== "object" || history === null) {
    throw new InputError({ code: "empty", path, expected: "a purchase history", received: history });
  }
  requireModelUnit(history.timeUnit, `${path}.timeUnit`);
  const rows = requireTimes(history, path);
  requireOpportunities(history, history, path);
  for (const [name, rule] of optionalColumns) {
    const column = history[name];
    if (column !== undefined) requireEntries(column, `${path}.${name}`, rule, rows);
  }
  requireSpend(history, path, rows);
  if (history.covariates !== undefined) {
    for (const [name, column] of Object.entries(requireOptions(history.covariates, `${path}.covariates`))) {
      requireEntries(column, `${path}.covariates.${name}`, anyNumber, rows);
    }
  }
  if (history.customers !== undefined) requireIds(history.customers, `${path}.customers`, rows);
  if (history.observedUntil !== undefined) requireNumber(history.observedUntil, `${path}.observedUntil`);
  if (history.holdout !== undefined) {
    const { duration, frequency, spend } = requireOptions(history.holdout, `${path}.holdout`);
    requireNumber(duration, `${path}.holdout.duration`, positive);
    requireEntries(frequency, `${path}.holdout.frequency`, wholeCount, rows);
    if (spend !== undefined) requireEntries(spend, `${path}.holdout.spend`, anyNumber, rows);
  }
  if (history.periodCounts !== undefined) {
    const { firstDay, end, counts } = history.periodCounts;
    requireNumber(firstDay, `${path}.periodCounts.firstDay`);
    requireNumber(end, `${path}.periodCounts.end`, { min: firstDay });
    requireColumn(counts, `${path}.periodCounts.counts`, wholeCount);
  }
  if (history.calendar !== undefined) requireHistoryCalendar(history.calendar, `${path}.calendar`, rows);
  if (history.weight === undefined) return { rows, totalWeight: rows };
  requireEntries(history.weight, `${path}.weight`, positive, rows);
  let totalWeight = 0;
  for (let i = 0; i < rows; i++) totalWeight += history.weight[i]!;
  return { rows, totalWeight };
}

/** What describes the amounts behind a mean; `null` where it does not exist. */
const spreads = ["spendLogDeviation", "spendDeviation"] as const;

/** Weighted by age, purchases do not add up to a whole number. */
function countRule(halfLife: number | undefined): NumberRule {
  return halfLife === undefined ? wholeCount : atLeastZero;
}

function requireSpend(history: PurchaseHistory, path: string, rows: number): void {
  const { spendCount, spendHalfLife } = history;
  if (spendHalfLife !== undefined) requireNumber(spendHalfLife, `${path}.spendHalfLife`, positive);
  if (spendCount !== undefined) requireEntries(spendCount, `${path}.spendCount`, countRule(spendHalfLife), rows);
  for (const name of spreads) {
    const column = history[name];
    if (column === undefined) continue;
    if (Array.isArray(column) && column.includes(null)) {
      requireLength(column, `${path}.${name}`, rows);
      for (let i = 0; i < rows; i++) {
        if (column[i] !== null) requireNumber(column[i], `${path}.${name}[${i}]`, atLeastZero);
      }
    } else requireEntries(column, `${path}.${name}`, atLeastZero, rows);
  }
}

/** Whether the data are one customer. */
export function isCustomer(data: Customer | PurchaseHistory): data is Customer {
  return typeof data === "object" && data !== null && typeof data.frequency === "number";
}

/** Checks one customer by the rules of {@link requireHistory}. */
export function requireCustomer(customer: Customer, path = "customer"): void {
  if (typeof customer !== "object" || customer === null) {
    throw new InputError({ code: "empty", path, expected: "a customer's history", received: customer });
  }
  const { frequency, recency, age, meanSpend, spendCount, spendHalfLife, timeUnit, logGapSum } = customer;
  requireNumber(frequency, `${path}.frequency`, wholeCount);
  requireNumber(age, `${path}.age`, atLeastZero);
  requireNumber(recency, `${path}.recency`, atLeastZero);
  if (recency > age || (frequency === 0) !== (recency === 0)) refuseRecency(frequency, recency, age, `${path}.recency`);
  if (meanSpend !== undefined) requireNumber(meanSpend, `${path}.meanSpend`);
  if (spendCount !== undefined) requireNumber(spendCount, `${path}.spendCount`, countRule(spendHalfLife));
  if (spendHalfLife !== undefined) requireNumber(spendHalfLife, `${path}.spendHalfLife`, positive);
  for (const name of spreads) {
    const spread = customer[name];
    if (spread !== undefined && spread !== null) requireNumber(spread, `${path}.${name}`, atLeastZero);
  }
  if (logGapSum !== undefined) requireNumber(logGapSum, `${path}.logGapSum`);
  for (const [name, value] of Object.entries(requireOptions(customer.covariates, `${path}.covariates`))) {
    requireNumber(value, `${path}.covariates.${name}`);
  }
  if (timeUnit !== undefined) requireModelUnit(timeUnit, `${path}.timeUnit`);
  if (customer.calendar !== undefined) requireCustomerCalendar(customer.calendar, `${path}.calendar`);
}

/** Times of a history or of one customer, as columns. */
type Times = Pick<PurchaseHistory, "frequency" | "recency" | "age">;

/**
 * Where opportunities are counted (`unit`, that of the model or of the history): whole numbers, no more purchases than opportunities up to
 * the last one, and how many opportunities make a year. Nothing is asked of other units but that they have no such number.
 */
export function requireOpportunities(unit: Counted, { frequency, recency, age }: Times, path: string): void {
  const { timeUnit, opportunitiesPerYear } = unit;
  if (timeUnit !== "opportunity") {
    if (opportunitiesPerYear === undefined) return;
    throw new InputError({
      code: "bad-option",
      path: `${path}.opportunitiesPerYear`,
      expected: 'nothing, unless timeUnit is "opportunity"',
      received: opportunitiesPerYear,
    });
  }
  requireNumber(opportunitiesPerYear, `${path}.opportunitiesPerYear`, positive);
  const at = (name: string, i: number): string => `${path}.${name}${frequency.length > 1 ? `[${i}]` : ""}`;
  for (let i = 0; i < frequency.length; i++) {
    const last = recency[i]!;
    if (Number.isInteger(last) && Number.isInteger(age[i]) && frequency[i]! <= last) continue;
    requireNumber(last, at("recency", i), wholeCount);
    requireNumber(age[i], at("age", i), wholeCount);
    throw new InputError({
      code: "out-of-range",
      path: at("frequency", i),
      expected: `at most ${last}, the number of opportunities up to the last purchase`,
      received: frequency[i],
      advice: "Each opportunity brings one purchase or none.",
    });
  }
}

function requireIds(ids: unknown, path: string, rows: number): void {
  if (Array.isArray(ids) && ids.length === rows) return;
  throw new InputError({ code: "length-mismatch", path, expected: `an array of ${rows} ids`, received: ids });
}

function requireTimes(history: PurchaseHistory, path: string): number {
  const { frequency, recency, age } = history;
  const rows = requireShape(frequency, `${path}.frequency`);
  requireShape(recency, `${path}.recency`, rows);
  requireShape(age, `${path}.age`, rows);
  if (frequency instanceof Float64Array && recency instanceof Float64Array && age instanceof Float64Array) {
    if (timesFit(frequency, recency, age)) return rows;
  }
  for (let i = 0; i < rows; i++) {
    const x = frequency[i]!;
    const last = recency[i]!;
    const end = age[i]!;
    // One comparison chain a row: NaN fails every comparison, Infinity fails the subtraction.
    if (last <= end && end - end === 0 && (x === 0 ? last === 0 : last > 0 && x > 0 && x - Math.floor(x) === 0))
      continue;
    requireNumber(x, `${path}.frequency[${i}]`, wholeCount);
    requireNumber(end, `${path}.age[${i}]`, atLeastZero);
    requireNumber(last, `${path}.recency[${i}]`, atLeastZero);
    refuseRecency(x, last, end, `${path}.recency[${i}]`);
  }
  return rows;
}

/**
 * Whether all rows are in order, without a branch in the loop: what must not be negative adds nothing to the sum unless it is, or is not
 * finite, and the sum of nothing but zeros and positive numbers is 0 only if all are 0.
 */
function timesFit(frequency: Float64Array, recency: Float64Array, age: Float64Array): boolean {
  let faults = 0;
  let unlike = 0;
  for (let i = 0; i < frequency.length; i++) {
    const x = frequency[i]!;
    const last = recency[i]!;
    const silence = age[i]! - last;
    faults += x - Math.floor(x) + (Math.abs(x) - x) + (Math.abs(last) - last) + (Math.abs(silence) - silence);
    unlike |= Number(x > 0) ^ Number(last > 0);
  }
  return faults === 0 && unlike === 0;
}

/** Checks the length, and for plain arrays that they hold numbers, so that the loop above may compare freely. */
function requireShape(column: Column, path: string, length?: number): number {
  if (!(column instanceof Float64Array)) return requireColumn(column, path, anyNumber, length).length;
  if (length !== undefined && column.length !== length) requireColumn(column, path, anyNumber, length);
  return column.length;
}

/** {@link requireColumn} with a fast way through a typed array that is in order. */
function requireEntries(column: unknown, path: string, rule: NumberRule, rows: number): void {
  if (column instanceof Float64Array && column.length === rows && fits(column, rule)) return;
  requireColumn(column, path, rule, rows);
}

function fits(column: Float64Array, rule: NumberRule): boolean {
  let faults = 0;
  // x - x is 0 for finite numbers only, else NaN, which the sum keeps.
  for (let i = 0; i < column.length; i++) faults += column[i]! - column[i]!;
  if (faults !== 0) return false;
  const { min, openMin = false, integer = false } = rule;
  if (min === undefined) return true;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value < min || (openMin && value === min) || (integer && value !== Math.floor(value))) return false;
  }
  return true;
}

function refuseRecency(frequency: number, recency: number, age: number, path: string): never {
  const after = recency > age;
  throw new InputError({
    code: "out-of-range",
    path,
    expected: after
      ? `at most the age ${age}`
      : frequency === 0
        ? "0, as the frequency is 0"
        : `above 0, as the frequency is ${frequency}`,
    received: recency,
    advice: after
      ? "The last purchase is later than the end of observation: look at observedUntil."
      : "Frequency counts the purchases after the first one, recency is the time from the first to the last.",
  });
}
