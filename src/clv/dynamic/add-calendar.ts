import { InputError } from "../../errors.ts";
import { daysPerUnit, isoDate } from "../../time.ts";
import type { Warning } from "../../types.ts";
import type { CovariatePath, HistoryCalendar } from "../history/history-calendar.ts";
import { purchaseDays } from "../history/purchase-days.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { CovariatePaths, pieceOf } from "./covariate-paths.ts";
import type { CovariateCalendar } from "./expand-calendar.ts";

/** A history that knows the covariates of its customers over time. */
export type WithCalendar<H extends PurchaseHistory = PurchaseHistory> = H & { readonly calendar: HistoryCalendar };

/** Dates are days, and differences of them divided by a unit are not exact. */
const tolerance = 1e-6;

/**
 * Attaches a calendar of covariates to a history (附加协变量日历): what `fitDynamicParetoNbd` and verbs on its models read. Each customer's path
 * begins with the first purchase; customers with the same one share it. The covariates at each repeat purchase are looked up in the
 * transactions that the history kept; a purchase on the first day of a period belongs to that period.
 *
 * @param history - A history made by `summarizeTransactions` with `keepPurchases: true`.
 * @param calendar - A calendar made by `expandCalendar`, that covers the time from each first purchase to the end of observation, and as far
 * ahead as predictions are to go. Customers that only the calendar knows are counted in a warning.
 * @returns The history with its calendar; `selectRows`, `historyToJson` and bootstraps keep it.
 * @throws InputError `insufficient-data` for a history without its purchases; `missing-covariate` for a customer that the calendar does not
 * know, or time observed that it does not cover, naming the missing span; `unit-mismatch` for a history that counts opportunities.
 * @remarks Twin: CLVTools `SetDynamicCovariates`.
 * @example
 * ```ts
 * import { addCalendar, expandCalendar, summarizeTransactions } from "customer-equity/clv";
 * const rows = [["a", "2026-01-05"], ["a", "2026-02-17"], ["b", "2026-01-07"]] as const;
 * const history = summarizeTransactions(rows, {
 *   customer: (row) => row[0], date: (row) => row[1], timeUnit: "week", observedUntil: "2026-03-29", keepPurchases: true,
 * });
 * const calendar = expandCalendar({
 *   from: "2026-01-05", until: "2026-12-27", period: "week",
 *   holidays: { springFestival: [{ from: "2026-02-15", until: "2026-02-23" }] },
 * });
 * const { purchaseSums } = addCalendar(history, calendar).calendar;
 * console.log(Array.from(purchaseSums["springFestival"]!)); // [1, 0]: a's second purchase was made in a week that is all holiday
 * ```
 */
export function addCalendar<H extends PurchaseHistory>(history: H, calendar: CovariateCalendar): WithCalendar<H> {
  requireHistory(history);
  const timeUnit = calendarUnit(history);
  const { customers, firstPurchase, age } = history;
  const { offsets, days } = purchaseDays(history);
  if (firstPurchase === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.firstPurchase",
      expected: "the day of each first purchase",
      received: undefined,
    });
  }
  const known = new CovariatePaths(calendar, "calendar");
  const rows = age.length;
  const path = new Float64Array(rows);
  const sums = known.names.map(() => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const place = `history.customers[${i}]`;
    path[i] = known.indexOf(customers![i], firstPurchase[i]!, place);
    const own = known.paths[path[i]!]!;
    const until = firstPurchase[i]! + age[i]! * daysPerUnit[timeUnit];
    if (own.end !== null && until > own.end + tolerance) refuseEnd(own, until, place);
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      const piece = pieceOf(own, days[k]!) ?? refuseEnd(own, days[k]! + 1, place);
      known.names.forEach((name, j) => {
        sums[j]![i]! += own.values[name]![piece]!;
      });
    }
  }
  const warnings = unmatched(calendar, customers!);
  return {
    ...history,
    calendar: {
      path,
      paths: known.paths,
      purchaseSums: Object.fromEntries(known.names.map((name, j) => [name, sums[j]!])),
    },
    ...(warnings.length === 0 ? {} : { warnings: [...(history.warnings ?? []), ...warnings] }),
  };
}

function unmatched(calendar: CovariateCalendar, customers: readonly string[]): readonly Warning[] {
  const ids = new Set(customers);
  const count = calendar.customers.filter((id) => !ids.has(id)).length;
  if (count === 0) return [];
  return [
    {
      code: "calendar-customers-unmatched",
      message: `Customers of the calendar who are not in the history: ${count}. Their covariates were not used. Check that both write ids in the same way.`,
      count,
    },
  ];
}

function refuseEnd({ end }: CovariatePath, until: number, path: string): never {
  throw new InputError({
    code: "missing-covariate",
    path,
    expected: `covariates of the customer until ${isoDate(Math.ceil(until - tolerance) - 1)}`,
    received: `none from ${isoDate(end!)} on`,
    advice: `What is missing is the time from ${isoDate(end!)} to ${isoDate(Math.ceil(until - tolerance) - 1)}: expand the calendar that far, or add rows.`,
  });
}
