import { InputError } from "../../errors.ts";
import { isoDate } from "../../time.ts";

/** Lengths of the periods of a calendar: days, weeks of seven days from its first day on, or those of the calendar year. */
export type CalendarPeriod = "day" | "week" | "month" | "quarter" | "year";

/** The words, for checks. */
export const calendarPeriods: readonly CalendarPeriod[] = ["day", "week", "month", "quarter", "year"];

const monthsOf: Readonly<Partial<Record<CalendarPeriod, number>>> = { month: 1, quarter: 3, year: 12 };

/** Month of the year of a day, 1 to 12. */
export function monthOf(day: number): number {
  return Number(isoDate(day).slice(5, 7));
}

/** Most periods: those of each day of some 270 years. */
const most = 100_000;

/** Where periods begin, from day `from` to before day `end`. */
export function periodStarts(from: number, end: number, period: CalendarPeriod): Float64Array {
  const starts: number[] = [];
  const months = monthsOf[period];
  for (let day = from; day < end; ) {
    if (starts.push(day) > most) {
      throw new InputError({
        code: "out-of-range",
        path: "options.until",
        expected: `at most ${most} periods`,
        received: isoDate(end - 1),
      });
    }
    day = months === undefined ? day + (period === "week" ? 7 : 1) : nextStart(day, months);
  }
  return Float64Array.from(starts);
}

/** First day of the next month, quarter or year. */
function nextStart(day: number, months: number): number {
  let next = day;
  do next += 1 + daysLeft(next);
  while ((monthOf(next) - 1) % months !== 0);
  return next;
}

/** Days after this one in its month. */
function daysLeft(day: number): number {
  const month = monthOf(day);
  let left = 27 - Number(isoDate(day).slice(8, 10));
  while (left < 0 || monthOf(day + left + 1) === month) left++;
  return left;
}
