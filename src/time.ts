import { requireNumber, requireOneOf, requireOptions } from "./checks.ts";
import { InputError } from "./errors.ts";

/** The time units a model can count in: fixed multiples of a day. */
export type TimeUnit = "hour" | "day" | "week" | "month" | "year";

/** Days in one unit: week 7, month 365.25 / 12, year 365.25. */
export const daysPerUnit: Readonly<Record<TimeUnit, number>> = Object.freeze({
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.25 / 12,
  year: 365.25,
});

const timeUnits = Object.keys(daysPerUnit) as readonly TimeUnit[];

/** Returns `value` if it names a time unit, else throws. */
export function requireTimeUnit(value: unknown, path: string): TimeUnit {
  return requireOneOf(value, path, timeUnits);
}

/**
 * A date (日期) as callers have it: an ISO string, a `Date`, or a day number (days since 1970-01-01, with a fraction
 * where the time of day matters).
 */
export type DateInput = string | Date | number;

/** How dates are written. */
export interface DateOptions {
  /**
   * Spelling of dates that are not ISO: `y`, `m` and `d` stand for digits, anything else for itself: `"yymmdd"`,
   * `"dd.mm.yyyy"`, `"yyyy年m月d日"`. A single `m` or `d` takes one or two digits. Two-digit years 69–99 are 1969–1999,
   * 00–68 are 2000–2068. Whole numbers are then read by their digits, too (`930101`).
   */
  readonly pattern?: string | undefined;
  /** IANA time zone, such as `"Asia/Shanghai"`, whose calendar gives a `Date` its day; UTC where absent. */
  readonly timeZone?: string | undefined;
}

/**
 * Day number of a date: days since 1970-01-01, by calendar arithmetic, so that the machine's time zone never matters.
 * A string counts by the date written in it (a time and an offset after it are read over), a `Date` by its UTC date or
 * the one in `options.timeZone`, a number as it is. Throws an `InputError` at `path` for anything else, dates that do
 * not exist and years outside 1–9999 included.
 */
export function dayNumber(value: DateInput, options: DateOptions = {}, path = "date"): number {
  const day = dateReader(options)(value);
  if (Number.isNaN(day)) refuseDate(value, path, options.pattern);
  return day;
}

/**
 * The function that turns one date into its day number, NaN where it cannot: {@link dayNumber} for many rows, with the
 * pattern and the time zone looked up once.
 */
export function dateReader(options: DateOptions = {}, patternPath = "options.pattern"): (value: unknown) => number {
  const { pattern, timeZone } = requireOptions(options);
  const parse = pattern === undefined ? isoDayNumber : patternReader(pattern, patternPath);
  const dayOfDate = timeZone === undefined ? utcDayNumber : zoneReader(timeZone);
  return (value) => {
    if (typeof value === "string") return parse(value);
    if (typeof value === "number") {
      // A pattern says how days are spelt: 50101 under "yymmdd" is 050101 after a spreadsheet ate its zero.
      if (pattern !== undefined) return parse(String(value).padStart(pattern.length, "0"));
      return isDayNumber(value) ? value : Number.NaN;
    }
    return value instanceof Date ? inRange(dayOfDate(value)) : Number.NaN;
  };
}

/** Whether a number is a time in the years 1 to 9999. */
export function isDayNumber(value: number): boolean {
  return value >= firstDay && value < lastDay + 1;
}

/** Throws the `InputError` for something that is no date. */
export function refuseDate(value: unknown, path: string, pattern?: string): never {
  const code = typeof value === "number" && !Number.isFinite(value) ? "not-finite" : "out-of-range";
  if (pattern !== undefined) {
    throw new InputError({ code, path, expected: `a date that exists, written ${pattern}`, received: value });
  }
  if (typeof value === "number") {
    throw new InputError({
      code,
      path,
      expected: "a day number (days since 1970-01-01) in the years 1 to 9999",
      received: value,
      advice: "Milliseconds go in as a Date, 20110102 goes in with the date pattern yyyymmdd.",
    });
  }
  throw new InputError({
    code,
    path,
    expected: "a date that exists, as an ISO string (2011-01-02), a Date or a day number",
    received: value,
    advice: "For another spelling give a date pattern such as dd.mm.yyyy.",
  });
}

/** ISO date (`yyyy-mm-dd`) of a day number; a fraction of a day is cut off. */
export function isoDate(day: number): string {
  const days = Math.floor(requireNumber(day, "day", { min: firstDay, max: lastDay + 1, openMax: true }));
  // Days come before years by at most one: estimate by the mean Gregorian year, then step.
  let year = Math.floor((days - firstDay) / 365.2425) + 1;
  if (daysBeforeYear(year) > days) year--;
  if (daysBeforeYear(year + 1) <= days) year++;
  const dayOfYear = days - daysBeforeYear(year);
  let month = 12;
  while (daysBeforeMonth(year, month) > dayOfYear) month--;
  const dayOfMonth = dayOfYear - daysBeforeMonth(year, month) + 1;
  return `${`${year}`.padStart(4, "0")}-${`${month}`.padStart(2, "0")}-${`${dayOfMonth}`.padStart(2, "0")}`;
}

const cumulativeDays: readonly number[] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Day number of 1 January: 365 days a year, and a leap day for each leap year that is over. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  return 365 * past + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 719_162;
}

/** Days of the year that are over when month `month` (1–12, 13 for the whole year) begins. */
function daysBeforeMonth(year: number, month: number): number {
  return cumulativeDays[month - 1]! + (month > 2 && isLeap(year) ? 1 : 0);
}

const firstDay = daysBeforeYear(1);
const lastDay = daysBeforeYear(10_000) - 1;

function inRange(day: number): number {
  return day >= firstDay && day <= lastDay ? day : Number.NaN;
}

/** Day number of a calendar date, NaN where there is no such date. */
function calendarDayNumber(year: number, month: number, day: number): number {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const before = daysBeforeMonth(year, month);
  if (day > daysBeforeMonth(year, month + 1) - before) return Number.NaN;
  return daysBeforeYear(year) + before + day - 1;
}

/** What may follow a date: a time of day, and its offset. */
const timeOfDay = /^[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(Z|[+-]\d{2}(:?\d{2})?))?$/;

/** The number that `count` digits from `start` make, NaN where one is not a digit. */
function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = 10 * value + digit;
  }
  return value;
}

function isoDayNumber(text: string): number {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN;
  if (text.length > 10 && !timeOfDay.test(text.slice(10))) return Number.NaN;
  return calendarDayNumber(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
}

function utcDayNumber(date: Date): number {
  return Math.floor(date.getTime() / 86_400_000);
}

/** Compiles a date pattern into a reader; throws where the pattern does not name one year, month and day. */
function patternReader(pattern: string, path: string): (text: string) => number {
  // What is no string has no fields, and is refused with them.
  const spelt = typeof pattern === "string" ? pattern : "";
  const pieces = spelt.match(/[yY]+|[mM]+|[dD]+|[^yYmMdD]/gu) ?? [];
  const fields = pieces.filter((piece) => /[ymd]/i.test(piece)).map((piece) => piece.toLowerCase());
  const known = fields.every((field) => ["yyyy", "yy", "mm", "m", "dd", "d"].includes(field));
  const runsOn = /[mM][dDyY]|[dD][mMyY]/.test(spelt.replace(/mm|dd/gi, "-"));
  if (
    !known ||
    runsOn ||
    fields
      .map((field) => field[0])
      .sort()
      .join("") !== "dmy"
  ) {
    throw new InputError({
      code: "bad-option",
      path,
      expected: "a date pattern with one year (yyyy or yy), one month (mm or m) and one day (dd or d)",
      received: pattern,
      advice: "For example yyyymmdd, dd.mm.yyyy or m/d/yyyy; single letters need a separator after them.",
    });
  }
  const source = pieces.map((piece) => {
    const letter = piece[0]!.toLowerCase();
    if (!"ymd".includes(letter)) return piece.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
    return piece.length === 1 ? "(\\d{1,2})" : `(\\d{${piece.length}})`;
  });
  const shape = new RegExp(`^${source.join("")}([T ].*)?$`, "u");
  const order = fields.map((field) => field[0]);
  const [y, m, d] = [order.indexOf("y") + 1, order.indexOf("m") + 1, order.indexOf("d") + 1] as const;
  const shortYear = fields.includes("yy");
  return (text) => {
    const match = shape.exec(text);
    if (match === null || (match[4] !== undefined && !timeOfDay.test(match[4]))) return Number.NaN;
    const year = Number(match[y]);
    const century = shortYear ? (year <= 68 ? 2000 : 1900) : 0;
    return calendarDayNumber(century + year, Number(match[m]), Number(match[d]));
  };
}

function zoneReader(timeZone: string): (date: Date) => number {
  const format = zoneFormat(timeZone);
  return (date) => {
    if (Number.isNaN(date.getTime())) return Number.NaN;
    let year = 0;
    let month = 0;
    let day = 0;
    for (const { type, value } of format.formatToParts(date)) {
      if (type === "year") year = Number(value);
      else if (type === "month") month = Number(value);
      else if (type === "day") day = Number(value);
      else if (type === "era" && value !== "AD") return Number.NaN;
    }
    return calendarDayNumber(year, month, day);
  };
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone,
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
    });
  } catch {
    throw new InputError({
      code: "bad-option",
      path: "options.timeZone",
      expected: "an IANA time zone such as Asia/Shanghai",
      received: timeZone,
    });
  }
}
