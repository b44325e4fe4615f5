import { InputError } from "../../errors.ts";
import { daysPerUnit, isoDate } from "../../time.ts";
import type { Column } from "../../types.ts";
import type { CovariatePath, HistoryCalendar } from "../history/history-calendar.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { CovariateMoments } from "../transactions/estimate-process.ts";

/** Dates are days, and differences of them divided by a unit are not exact. */
const tolerance = 1e-6;

/** A column of a history's calendar, for likelihoods: `path`, or the `purchaseSums` of a covariate. */
export function calendarColumn(history: PurchaseHistory, name: string): Column {
  const calendar = requireCalendar(history);
  if (name === "path") {
    requireObserved(history, calendar);
    return calendar.path;
  }
  return sumsOf(calendar, covariateOf(name));
}

/** The covariate whose sums a column holds. */
export function covariateOf(name: string): string {
  return name.slice(name.indexOf("purchaseSums.") + "purchaseSums.".length);
}

/** The rows with the paths that their indices refer to, where there are any. */
export function withPaths(rows: LikelihoodRows, { calendar, timeUnit }: PurchaseHistory): LikelihoodRows {
  if (calendar === undefined || timeUnit === "opportunity") return rows;
  return { ...rows, calendar: { paths: calendar.paths, days: daysPerUnit[timeUnit] } };
}

/** How a covariate is distributed over the time in which customers were observed. */
export function momentsOverTime(history: PurchaseHistory, name: string): CovariateMoments {
  let [time, sum, squares, least, most] = [0, 0, 0, Infinity, -Infinity];
  const overPieces = (visit: (value: number, weight: number) => void): void =>
    eachPiece(history, ({ values }, k, weight) => visit(values[name]![k]!, weight));
  overPieces((value, weight) => {
    time += weight;
    sum += weight * value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  });
  const mean = sum / time;
  overPieces((value, weight) => {
    squares += weight * (value - mean) ** 2;
  });
  return { mean, deviation: least === most ? 0 : Math.sqrt(squares / time), least, most };
}

/** How two covariates go together over the time in which customers were observed. */
export function correlationOverTime(
  history: PurchaseHistory,
  [one, a]: readonly [string, CovariateMoments],
  [other, b]: readonly [string, CovariateMoments],
): number {
  let [time, sum] = [0, 0];
  eachPiece(history, ({ values }, k, weight) => {
    time += weight;
    sum += (weight * (values[one]![k]! - a.mean) * (values[other]![k]! - b.mean)) / (a.deviation * b.deviation);
  });
  return sum / time;
}

/** Every piece that customers were observed on, weighted by customers and days. */
function eachPiece(history: PurchaseHistory, visit: (path: CovariatePath, k: number, weight: number) => void): void {
  const { paths, path } = requireCalendar(history);
  const days = daysPerUnit[history.timeUnit as keyof typeof daysPerUnit];
  for (let i = 0; i < path.length; i++) {
    const own = paths[path[i]!]!;
    const { starts, firstPurchase } = own;
    const until = firstPurchase + history.age[i]! * days;
    for (let k = 0; k < starts.length && starts[k]! < until; k++) {
      const to = k + 1 < starts.length ? Math.min(until, starts[k + 1]!) : until;
      const length = to - Math.max(firstPurchase, starts[k]!);
      if (length > 0) visit(own, k, (history.weight?.[i] ?? 1) * length);
    }
  }
}

function requireCalendar({ calendar }: PurchaseHistory): HistoryCalendar {
  if (calendar === undefined) throw missingCalendar("history.calendar");
  return calendar;
}

function sumsOf({ purchaseSums }: HistoryCalendar, name: string): Column {
  if (Object.hasOwn(purchaseSums, name)) return purchaseSums[name]!;
  throw missingCovariateOverTime(name, "history.calendar");
}

/** The calendar has to cover the observation of every customer. */
function requireObserved({ age, timeUnit }: PurchaseHistory, { path, paths }: HistoryCalendar): void {
  const days = daysPerUnit[timeUnit as keyof typeof daysPerUnit];
  for (let i = 0; i < path.length; i++) {
    const { firstPurchase, end } = paths[path[i]!]!;
    const until = firstPurchase + age[i]! * days;
    if (end === null || until <= end + tolerance) continue;
    throw new InputError({
      code: "missing-covariate",
      path: `history.calendar.path[${i}]`,
      expected: `covariates until ${isoDate(until)}, the end of observation`,
      received: `covariates until ${isoDate(end)}`,
      advice: `What is missing is the time from ${isoDate(end)} until ${isoDate(until)}: expand the calendar that far.`,
    });
  }
}

const advice = "Add a calendar: addCalendar(history, expandCalendar(...)), or newCustomer({ calendar }).";

/** The error of data without a calendar. */
export function missingCalendar(path: string): InputError {
  const expected = "a calendar of the covariates that change over time";
  return new InputError({ code: "missing-covariate", path, expected, received: undefined, advice });
}

/** The error of a calendar without a covariate. */
export function missingCovariateOverTime(name: string, path: string): InputError {
  return new InputError({
    code: "missing-covariate",
    path: `${path}.purchaseSums.${name}`,
    expected: `the covariate "${name}" over time, which the model asks for`,
    received: undefined,
    advice,
  });
}
