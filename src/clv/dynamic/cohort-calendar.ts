import { requireColumn, requireLength } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type DateInput, dayNumber, daysPerUnit, type TimeUnit } from "../../time.ts";
import type { Column } from "../../types.ts";
import type { HistoryCalendar } from "../history/history-calendar.ts";
import type { RowCalendar } from "../transactions/process.ts";
import { CovariatePaths, pieceOf } from "./covariate-paths.ts";
import type { CovariateCalendar } from "./expand-calendar.ts";

/** Days of first purchases: one for all customers, or a column of day numbers; the first day of the calendar where absent. */
export type FirstPurchases = DateInput | Column;

/** The calendars of customers who are drawn, and what is written into them while their purchases are. */
export class CohortCalendar {
  readonly rows: RowCalendar;
  readonly firstPurchase: Float64Array;
  readonly customers: readonly string[] | undefined;
  readonly #days: number;

  constructor(
    calendar: CovariateCalendar,
    firstPurchase: FirstPurchases | undefined,
    customers: number,
    unit: TimeUnit,
  ) {
    const path = "options.calendar";
    const known = new CovariatePaths(calendar, path);
    if (calendar.customers.length > 0) requireLength(calendar.customers, `${path}.customers`, customers);
    this.customers = calendar.customers.length > 0 ? calendar.customers : undefined;
    this.firstPurchase = firstDays(firstPurchase ?? calendar.starts[0]!, customers);
    this.#days = daysPerUnit[unit];
    this.rows = {
      path: this.firstPurchase.map((day, i) => known.indexOf(this.customers?.[i], day, `${path}.customers[${i}]`)),
      paths: known.paths,
      purchaseSums: Object.fromEntries(known.names.map((name) => [name, new Float64Array(customers)])),
    };
  }

  /** Counts a purchase of customer i, so long after the first one, as observed. */
  add(i: number, time: number): void {
    const { path, paths, purchaseSums } = this.rows;
    const own = paths[path[i]!]!;
    const piece = pieceOf(own, own.firstPurchase + time * this.#days) ?? own.starts.length - 1;
    for (const [name, column] of Object.entries(own.values)) purchaseSums[name]![i]! += column[piece]!;
  }

  /** What an observer knows of it. */
  observed(): {
    readonly firstPurchase: Float64Array;
    readonly calendar: HistoryCalendar;
    readonly customers?: readonly string[];
  } {
    const { firstPurchase, rows, customers } = this;
    return { firstPurchase, calendar: rows, ...(customers === undefined ? {} : { customers }) };
  }
}

function firstDays(given: FirstPurchases, customers: number): Float64Array {
  const path = "options.firstPurchase";
  if (Array.isArray(given) || given instanceof Float64Array) {
    return Float64Array.from(requireColumn(given, path, { integer: true }, customers));
  }
  return new Float64Array(customers).fill(Math.floor(dayNumber(given as DateInput, {}, path)));
}

/** The calendar that a cohort of a model with covariates over time asks for. */
export function requireCohortCalendar(calendar: CovariateCalendar | undefined): CovariateCalendar {
  if (calendar !== undefined) return calendar;
  throw new InputError({
    code: "missing-covariate",
    path: "options.calendar",
    expected: "a calendar of the covariates that change over time",
    received: undefined,
    advice: "Make one with expandCalendar; it has to cover the age and the holdout of the cohort.",
  });
}
