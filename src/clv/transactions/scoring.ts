import { requireNumber, requireRows } from "../../checks.ts";
import { isColumn } from "../../columns.ts";
import { InputError } from "../../errors.ts";
import type { Column, Fitted } from "../../types.ts";
import { covariateColumns } from "../covariates/covariate-columns.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { isCustomer, requireCustomer, requireHistory, requireOpportunities } from "../history/require-history.ts";
import type { ModelUnit } from "../model-unit.ts";
import { type Outcome, outcomeOf, refuseOutcome, unwrapModel } from "../models.ts";
import { processOf, type TransactionModel } from "./kinds.ts";
import type { Rows, TransactionProcess } from "./process.ts";

/** A number for one customer, a column for many. */
export type Scored<D> = D extends { readonly frequency: number } ? number : Float64Array;

/** A subject and its data, checked and ready to be scored. */
export interface Prepared {
  readonly model: TransactionModel;
  readonly process: TransactionProcess<TransactionModel>;
  readonly rows: Rows;
  /** One customer rather than a history. */
  readonly single: boolean;
  /** Customers behind each row; 1 where absent. */
  readonly weight: Column | undefined;
  /** Set where the verb is to draw an outcome instead of an expectation. */
  readonly outcome: Outcome | undefined;
}

/** Unwraps and checks what a verb was given; `outcome` says whether the verb can draw one. */
export function prepare(
  subject: Fitted<TransactionModel>,
  data: Customer | PurchaseHistory,
  outcome: "draws-outcome" | "no-outcome" = "no-outcome",
  path = "model",
): Prepared {
  const model = unwrapModel(subject, path);
  const process = processOf(model, path);
  if (outcome === "no-outcome") refuseOutcome(model);
  const single = isCustomer(data);
  if (single) requireCustomer(data, "customer");
  else requireHistory(data, "history");
  requireSameUnit(
    data.timeUnit,
    model.timeUnit,
    single ? "customer.timeUnit" : "history.timeUnit",
    "the unit of the model",
  );
  const known = single ? "customer.covariates" : "history.covariates";
  const covariates = process.requireCalendar ? undefined : covariateColumns(model, data.covariates, known);
  const rows = { ...(single ? rowOf(data) : rowsOf(data)), ...(covariates === undefined ? {} : { covariates }) };
  process.requireCalendar?.(model, rows.calendar, single ? "customer.calendar" : "history.calendar");
  if (single) requireOpportunities(model, rows, "customer");
  else requireSamePace(data, model);
  return { model, process, rows, single, weight: single ? undefined : data.weight, outcome: outcomeOf(model) };
}

/** History and model must count in the same unit. */
export function requireSameUnit(given: ModelUnit | undefined, expected: ModelUnit, path: string, whose: string): void {
  if (given === undefined || given === expected) return;
  throw new InputError({
    code: "unit-mismatch",
    path,
    expected: `"${expected}", ${whose}`,
    received: given,
    advice: "Summarize the transactions in the model's unit, or fit the model in the history's.",
  });
}

/** Where both count opportunities, a year must hold as many of them. */
function requireSamePace(history: PurchaseHistory, model: TransactionModel): void {
  if (model.timeUnit !== "opportunity" || history.opportunitiesPerYear === model.opportunitiesPerYear) return;
  throw new InputError({
    code: "unit-mismatch",
    path: "history.opportunitiesPerYear",
    expected: `${model.opportunitiesPerYear}, as in the model`,
    received: history.opportunitiesPerYear,
    advice: "Fit the model on opportunities of the same kind.",
  });
}

/** Checks a horizon: at least 0, in the model's unit. */
export function requireHorizon(value: unknown, path: string, allowInfinity = false): number {
  return requireNumber(value, path, {
    min: 0,
    allowInfinity,
    advice: "The horizon counts in the model's unit of time.",
  });
}

/** The column, or its only entry where one customer was scored. */
export function scored<D extends Customer | PurchaseHistory>(column: Float64Array, single: boolean): Scored<D> {
  return (single ? column[0]! : column) as Scored<D>;
}

function rowOf({ frequency, recency, age, logGapSum, calendar }: Customer): Rows {
  return {
    length: 1,
    frequency: Float64Array.of(frequency),
    recency: Float64Array.of(recency),
    age: Float64Array.of(age),
    logGapSum: logGapSum === undefined ? undefined : Float64Array.of(logGapSum),
    calendar: calendar && {
      path: new Float64Array(1),
      paths: [calendar.path],
      purchaseSums: columnsOf(calendar.purchaseSums, (sum) => Float64Array.of(sum)),
    },
  };
}

function rowsOf({ frequency, recency, age, logGapSum, calendar }: PurchaseHistory): Rows {
  return {
    length: frequency.length,
    frequency: typed(frequency),
    recency: typed(recency),
    age: typed(age),
    logGapSum: logGapSum && typed(logGapSum),
    calendar: calendar && {
      path: typed(calendar.path),
      paths: calendar.paths,
      purchaseSums: columnsOf(calendar.purchaseSums, typed),
    },
  };
}

function columnsOf<T>(
  record: Readonly<Record<string, T>>,
  column: (entry: T) => Float64Array,
): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(record).map(([name, entry]) => [name, column(entry)]));
}

function typed(column: Column): Float64Array {
  return column instanceof Float64Array ? column : Float64Array.from(column);
}

/** What an option that takes one number or a list of them held. */
export interface OneOrMany {
  readonly many: boolean;
  readonly values: readonly number[];
}

/** The numbers of such an option, each checked at its own path. */
export function oneOrMany(
  option: number | Column,
  path: string,
  check: (value: number, path: string) => void,
): OneOrMany {
  const many = typeof option === "object" && option !== null && isColumn(option);
  const values = many ? Array.from(option) : [option as number];
  if (many) requireRows(values, path);
  values.forEach((value, i) => {
    check(value, many ? `${path}[${i}]` : path);
  });
  return { many, values };
}
