import { requireArray, requireNumber, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type DateInput, daysPerUnit, isoDate } from "../../time.ts";
import { monthOf } from "./calendar-periods.ts";

/** A season as a sum of waves (傅里叶季节项). */
export interface Seasonality {
  /** How long a season lasts: a unit of the calendar (a year of 365.25 days), or so many days. */
  readonly period: "year" | "quarter" | "month" | "week" | number;
  /** How many waves: sine and cosine of the season, of half of it, and so on; 1 to 20. */
  readonly harmonics: number;
}

/** Parts of the calendar that a dummy variable each stands for (虚拟变量). */
export type CalendarDummy = "month" | "quarter" | "weekday";

/** A span of days, both ends included. */
export interface DateSpan {
  readonly from: DateInput;
  readonly until: DateInput;
}

/** Days of a kind that the caller lists, such as those of Spring Festival (春节). */
export type HolidayDates = readonly (DateInput | DateSpan)[];

/** Covariates that the calendar alone makes: name and value in each period. */
export type Terms = [name: string, values: Float64Array][];

const seasons: Readonly<Record<string, number>> = {
  year: daysPerUnit.year,
  quarter: daysPerUnit.year / 4,
  month: daysPerUnit.month,
  week: daysPerUnit.week,
};

/** Sines and cosines: their means over each period, so that a wave shorter than a period is as flat as it is to be. */
export function seasonalTerms(seasonality: Seasonality, edges: Float64Array, path: string): Terms {
  const { period, harmonics } = requireOptions(seasonality, path);
  const days =
    typeof period === "number"
      ? requireNumber(period, `${path}.period`, { min: 0, openMin: true })
      : seasons[requireOneOf(period, `${path}.period`, Object.keys(seasons))]!;
  requireNumber(harmonics, `${path}.harmonics`, { min: 1, max: 20, integer: true });
  const word = typeof period === "number" ? `days${period}` : period;
  return Array.from({ length: harmonics }, (_, k) => k + 1).flatMap((k): Terms => {
    const turn = (2 * Math.PI * k) / days;
    const mean = (wave: (angle: number) => number): Float64Array =>
      edges.slice(1).map((end, i) => {
        const half = 0.5 * turn * (end - edges[i]!);
        // The angle from whole seasons on, so that a date in the year 2026 keeps its digits.
        const middle = (0.5 * (end + edges[i]!)) % days;
        return (wave(turn * middle) * Math.sin(half)) / half;
      });
    return [
      [`${word}Sine${k}`, mean(Math.sin)],
      [`${word}Cosine${k}`, mean(Math.cos)],
    ];
  });
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const dummies: Readonly<Record<CalendarDummy, { readonly levels: readonly string[]; levelOf(day: number): number }>> = {
  month: {
    levels: /* @__PURE__ */ Array.from({ length: 12 }, (_, i) => `month${i + 1}`),
    levelOf: (day) => monthOf(day) - 1,
  },
  quarter: {
    levels: /* @__PURE__ */ Array.from({ length: 4 }, (_, i) => `quarter${i + 1}`),
    levelOf: (day) => Math.floor((monthOf(day) - 1) / 3),
  },
  // 1970-01-01, day 0, was a Thursday.
  weekday: { levels: weekdays, levelOf: (day) => (((day + 3) % 7) + 7) % 7 },
};

/** One covariate a level but the first, with which the others are compared: the share of the days of each period that are of it. */
export function dummyTerms(dummy: CalendarDummy, edges: Float64Array, path: string): Terms {
  const { levels, levelOf } = dummies[requireOneOf(dummy, path, Object.keys(dummies) as CalendarDummy[])];
  const columns = levels.map(() => new Float64Array(edges.length - 1));
  for (let k = 0; k + 1 < edges.length; k++) {
    const days = edges[k + 1]! - edges[k]!;
    for (let day = edges[k]!; day < edges[k + 1]!; day++) columns[levelOf(day)]![k]! += 1 / days;
  }
  return levels.map((name, i): Terms[number] => [name, columns[i]!.map(rounded)]).slice(1);
}

/** Shares of days that make a whole sum to one but for rounding. */
function rounded(share: number): number {
  return Math.abs(share - Math.round(share)) < 1e-12 ? Math.round(share) : share;
}

/** For each kind of holiday the share of the days of each period that are. */
export function holidayTerms(
  holidays: Readonly<Record<string, HolidayDates>>,
  edges: Float64Array,
  read: (date: DateInput, path: string) => number,
  path: string,
): Terms {
  return Object.entries(requireOptions(holidays, path)).map(([name, dates]) => {
    const place = `${path}.${name}`;
    requireArray(dates, place, "a list of dates or spans");
    requireRows(dates, place);
    const days = new Set<number>();
    (dates as HolidayDates).forEach((entry, i) => {
      const [from, until] = spanOf(entry, `${place}[${i}]`, read);
      for (let day = Math.max(from, edges[0]!); day <= Math.min(until, edges[edges.length - 1]! - 1); day++)
        days.add(day);
    });
    const values = edges.slice(1).map((end, k) => {
      let count = 0;
      for (let day = edges[k]!; day < end; day++) if (days.has(day)) count++;
      return count / (end - edges[k]!);
    });
    return [name, values];
  });
}

function spanOf(
  entry: DateInput | DateSpan,
  path: string,
  read: (date: DateInput, path: string) => number,
): readonly [number, number] {
  if (typeof entry !== "object" || entry === null || entry instanceof Date) {
    const day = read(entry, path);
    return [day, day];
  }
  const [from, until] = [read(entry.from, `${path}.from`), read(entry.until, `${path}.until`)];
  if (until >= from) return [from, until];
  throw new InputError({
    code: "out-of-range",
    path: `${path}.until`,
    expected: `a date not before ${isoDate(from)}`,
    received: isoDate(until),
  });
}
