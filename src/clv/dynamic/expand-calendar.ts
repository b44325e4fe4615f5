import { requireArray, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type DateInput, dateReader, daysPerUnit, isoDate, refuseDate } from "../../time.ts";
import type { Column } from "../../types.ts";
import { type CalendarPeriod, calendarPeriods, periodStarts } from "./calendar-periods.ts";
import {
  type CalendarDummy,
  dummyTerms,
  type HolidayDates,
  holidayTerms,
  type Seasonality,
  seasonalTerms,
  type Terms,
} from "./calendar-terms.ts";
import { type CustomerDatedValues, type DatedValues, type PeriodValues, valuesByPeriod } from "./dated-values.ts";

export type { CalendarPeriod } from "./calendar-periods.ts";
export type { CalendarDummy, DateSpan, HolidayDates, Seasonality } from "./calendar-terms.ts";
export type { CustomerDatedValues, DatedValues } from "./dated-values.ts";

/** What holds after the last day of a calendar: the value of the last period, the mean over the last year, or a number. */
export type Afterwards = "last" | "mean" | number;

/** Options of {@link expandCalendar}. */
export interface ExpandCalendarOptions<R = never, S = never> {
  /** First day of the calendar: not after the first purchase of any customer. */
  readonly from: DateInput;
  /** Last day of the calendar: the end of observation, or the farthest horizon. */
  readonly until: DateInput;
  /** Length of a period, on which covariates are constant: days, weeks from `from` on, or months, quarters and years of the calendar. */
  readonly period: CalendarPeriod;
  /** Dated values of single customers, such as the messages that each one got. */
  readonly perCustomer?: CustomerDatedValues<R> | undefined;
  /** Dated values that all customers share, such as prices and campaigns. */
  readonly shared?: DatedValues<S> | undefined;
  /** Seasons as waves: `yearSine1`, `yearCosine1`, … */
  readonly seasonality?: Seasonality | readonly Seasonality[] | undefined;
  /** A covariate for each month (`month2` to `month12`), quarter (`quarter2`, …) or day of the week (`tuesday`, …) but the first. */
  readonly dummies?: readonly CalendarDummy[] | undefined;
  /** Holidays by name, each with its days: `{ springFestival: [{ from: "2026-02-15", until: "2026-02-23" }] }`. */
  readonly holidays?: Readonly<Record<string, HolidayDates>> | undefined;
  /**
   * What holds after `until`, for ever: one rule for all covariates, or one for each.
   * @defaultValue nothing is known, and verbs that look farther ahead throw
   */
  readonly afterwards?: Afterwards | Readonly<Record<string, Afterwards>> | undefined;
  /** Spelling of dates that are not ISO: `"yyyymmdd"`, `"dd.mm.yyyy"`, `"yyyy年m月d日"`. */
  readonly datePattern?: string | undefined;
  /** IANA time zone whose calendar gives a `Date` its day; UTC where absent. */
  readonly timeZone?: string | undefined;
}

/** Covariates over time (时变协变量), constant on each period. Plain data. */
export interface CovariateCalendar {
  /** Names of the covariates. */
  readonly names: readonly string[];
  /** Day number (days since 1970-01-01) at which each period begins. */
  readonly starts: Column;
  /** Day number at which the last period ends; `null` where it lasts for ever. */
  readonly end: number | null;
  /** Covariates that all customers share: by name, the value in each period. */
  readonly shared: Readonly<Record<string, Column>>;
  /** Covariates of single customers: by name, the value in each period, one customer after another. */
  readonly perCustomer: Readonly<Record<string, Column>>;
  /** The customers of `perCustomer`; none where it is empty. */
  readonly customers: readonly string[];
  /** For each of them the first period with values, and the one after the last. */
  readonly first: Column;
  readonly last: Column;
}

/**
 * Spreads what is known of covariates over the periods of a calendar (协变量日历): dated records of single customers or of all, seasons,
 * months, weekdays and holidays, from a first day to a last. `addCalendar` attaches it to a history, `newCustomer` to a new customer.
 *
 * A covariate is constant on a period, and its value is the mean over the days of the period: a campaign of two days is 2/7 in its week; with
 * `period: "day"` it is 0 or 1. Waves are means of sin and cos of 2πkt/length, t in days since 1970-01-01. The calendar should reach as far
 * ahead as predictions will; to infinity say what holds `afterwards`.
 *
 * @param options - First and last day, the length of a period, and the sources.
 * @returns The calendar: plain data, which can be stored.
 * @throws InputError `missing-covariate` where rows leave days out between the first and the last (all days of the calendar, where they are
 * shared), naming the missing span; `bad-option` for rows that overlap, a name given twice or a calendar without covariates;
 * `out-of-range` or `not-finite` for dates and values that are none.
 * @remarks Twins: CLVTools `SetDynamicCovariates` takes such a table ready made, with a row for each customer and period; pymc-marketing has
 * Fourier terms in its other models.
 * @example
 * ```ts
 * import { expandCalendar } from "customer-equity/clv";
 * const campaigns = [{ first: "2026-03-02", last: "2026-03-08", discount: 0.2 }];
 * const calendar = expandCalendar({
 *   from: "2026-01-05", until: "2026-12-27", period: "week",
 *   shared: {
 *     rows: campaigns, from: (row) => row.first, until: (row) => row.last,
 *     values: { discount: (row) => row.discount }, otherwise: { discount: 0 },
 *   },
 *   seasonality: { period: "year", harmonics: 1 },
 *   holidays: { springFestival: [{ from: "2026-02-15", until: "2026-02-23" }] },
 * });
 * console.log(calendar.names.join(" ")); // discount yearSine1 yearCosine1 springFestival
 * ```
 */
export function expandCalendar<R = never, S = never>(options: ExpandCalendarOptions<R, S>): CovariateCalendar {
  const {
    from,
    until,
    period,
    perCustomer,
    shared,
    seasonality,
    dummies,
    holidays,
    afterwards,
    datePattern,
    timeZone,
  } = requireOptions(options);
  const reader = dateReader({ pattern: datePattern, timeZone }, "options.datePattern");
  const read = (date: DateInput, path: string): number => {
    const day = reader(date);
    return Number.isNaN(day) ? refuseDate(date, path, datePattern) : Math.floor(day);
  };
  const start = read(from, "options.from");
  const end = read(until, "options.until") + 1;
  if (end <= start) {
    const expected = `a date not before ${isoDate(start)}`;
    throw new InputError({ code: "out-of-range", path: "options.until", expected, received: isoDate(end - 1) });
  }
  requireOneOf(period, "options.period", calendarPeriods);
  const starts = periodStarts(start, end, period);
  const edges = Float64Array.of(...starts, end);
  const own = perCustomer && valuesByPeriod(perCustomer, edges, read, "options.perCustomer");
  const seasons = seasonality === undefined ? [] : Array.isArray(seasonality) ? seasonality : [seasonality];
  const terms: Terms = [
    ...(shared === undefined ? [] : sharedTerms(shared, edges, read)),
    ...(seasons as readonly Seasonality[]).flatMap((one, i) => seasonalTerms(one, edges, `options.seasonality[${i}]`)),
    ...(dummies === undefined ? [] : requireArray(dummies, "options.dummies")).flatMap((one, i) =>
      dummyTerms(one, edges, `options.dummies[${i}]`),
    ),
    ...(holidays === undefined ? [] : holidayTerms(holidays, edges, read, "options.holidays")),
  ];
  const names = [...(own?.names ?? []), ...terms.map(([name]) => name)];
  requireNames(names);
  const calendar: CovariateCalendar = {
    names,
    starts,
    end,
    shared: Object.fromEntries(terms),
    perCustomer: Object.fromEntries((own?.names ?? []).map((name, i) => [name, own!.columns[i]!])),
    customers: own?.customers ?? [],
    first: own?.first ?? new Float64Array(0),
    last: own?.last ?? new Float64Array(0),
  };
  return afterwards === undefined ? calendar : continued(calendar, edges, afterwards);
}

/** Dated values of all customers, which must be there for every day. */
function sharedTerms<S>(
  shared: DatedValues<S>,
  edges: Float64Array,
  read: (date: DateInput, path: string) => number,
): Terms {
  const path = "options.shared";
  const { customer: _, ...source } = requireOptions(shared, path) as DatedValues<S> & { readonly customer?: unknown };
  const values: PeriodValues = valuesByPeriod(source, edges, read, path);
  const [first = 0, last = 0] = [values.first[0], values.last[0]];
  if (values.customers.length === 0 || first > 0 || last < edges.length - 1) {
    const none = values.customers.length === 0 || last === 0;
    const [from, end] =
      none || first > 0 ? [edges[0]!, none ? edges.at(-1)! : edges[first]!] : [edges[last]!, edges.at(-1)!];
    throw new InputError({
      code: "missing-covariate",
      path: `${path}.rows`,
      expected: "a row for each day of the calendar",
      received: `none from ${isoDate(from)} to ${isoDate(end - 1)}`,
      advice: "Add rows for these days, or say what holds on days without one (`otherwise`).",
    });
  }
  return values.names.map((name, i): Terms[number] => [name, values.columns[i]!]);
}

function requireNames(names: readonly string[]): void {
  if (names.length === 0) {
    throw new InputError({
      code: "bad-option",
      path: "options",
      expected: "a source of covariates: perCustomer, shared, seasonality, dummies or holidays",
      received: undefined,
    });
  }
  names.forEach((name, i) => {
    if (name !== "" && names.indexOf(name) === i) return;
    throw new InputError({
      code: "bad-option",
      path: "options",
      expected: "a name of its own for each covariate",
      received: name,
    });
  });
}

/** The calendar with one period more, which lasts for ever. */
function continued(
  calendar: CovariateCalendar,
  edges: Float64Array,
  afterwards: Afterwards | Readonly<Record<string, Afterwards>>,
): CovariateCalendar {
  if (typeof afterwards === "object" && afterwards !== null) {
    for (const name of Object.keys(afterwards)) requireOneOf(name, "options.afterwards", calendar.names);
  }
  const periods = edges.length - 1;
  const end = edges[periods]!;
  const yearAgo = end - daysPerUnit.year;
  const valueAfter = (name: string, column: Column, at: number, first: number): number => {
    const rule = typeof afterwards === "object" && afterwards !== null ? afterwards[name] : afterwards;
    if (typeof rule === "number") return requireNumber(rule, "options.afterwards");
    requireOneOf(rule, `options.afterwards.${name}`, ["last", "mean"]);
    if (rule === "last") return column[at + periods - 1]!;
    let [sum, days] = [0, 0];
    for (let k = first; k < periods; k++) {
      const length = edges[k + 1]! - Math.max(edges[k]!, yearAgo);
      if (length <= 0) continue;
      sum += length * column[at + k]!;
      days += length;
    }
    return sum / days;
  };
  const { customers, first, last } = calendar;
  const longer = (name: string, column: Column): Float64Array => {
    const out = new Float64Array(customers.length * (periods + 1));
    for (let c = 0; c < customers.length; c++) {
      for (let k = 0; k < periods; k++) out[c * (periods + 1) + k] = column[c * periods + k]!;
      // Nothing comes after a gap.
      if (last[c] === periods) out[c * (periods + 1) + periods] = valueAfter(name, column, c * periods, first[c]!);
    }
    return out;
  };
  return {
    ...calendar,
    starts: edges,
    end: null,
    shared: mapped(calendar.shared, (name, column) => Float64Array.of(...column, valueAfter(name, column, 0, 0))),
    perCustomer: mapped(calendar.perCustomer, longer),
    last: Array.from(last, (period) => (period === periods ? periods + 1 : period)),
  };
}

function mapped(
  columns: Readonly<Record<string, Column>>,
  change: (name: string, column: Column) => Float64Array,
): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, change(name, column)]));
}
