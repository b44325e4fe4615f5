import { isoDate } from "customer-equity";
import { whole } from "../../text.ts";
import { type DayCounts, type UsualPeriod, usualPeriod } from "../day-counts.ts";
import { counted, type Finding } from "./finding.ts";

/** What is noticed about the days of the transactions. */
export function dateFindings(days: DayCounts): readonly Finding[] {
  const period = usualPeriod(days);
  return [...strayDays(days, period), ...busyDay(days), ...longGaps(days, period), ...unfinishedEnd(days, period)];
}

function strayDays(counts: DayCounts, { first, last, before, after }: UsualPeriod): readonly Finding[] {
  const { rows, days } = counts;
  const found: Finding[] = [];
  if (after > 0) {
    found.push(
      counted(
        "stray-late-days",
        `Transactions long after the others, which end on ${isoDate(last)}`,
        { count: after, all: rows, example: isoDate(days.find((day) => day > last) as number) },
        `With them all customers would seem silent since: the command leaves them out by --until ${isoDate(last)}. Put right wrong dates.`,
      ),
    );
  }
  if (before > 0) {
    found.push(
      counted(
        "stray-early-days",
        `Transactions long before the others, which begin on ${isoDate(first)}`,
        { count: before, all: rows, example: isoDate(days[0] as number) },
        `They make their customers very old: the command leaves these customers out by --from ${isoDate(first)}. Put right wrong dates, then leave --from out.`,
      ),
    );
  }
  return found;
}

/** One day with a large share of all rows. */
function busyDay({ first, counts, rows, days }: DayCounts): readonly Finding[] {
  let busiest = 0;
  for (let i = 0; i < counts.length; i++) if ((counts[i] as number) > (counts[busiest] as number)) busiest = i;
  const most = counts[busiest] as number;
  if (days.length <= 20 || most < 20 || most < 0.1 * rows || most < (4 * rows) / days.length) return [];
  return [
    counted(
      "busy-day",
      `Transactions of one day, ${isoDate(first + busiest)}`,
      { count: most, all: rows },
      "Bookings of the calendar (interest, fees, opening balances) are no decisions of customers and blur who is active: leave them out by --where.",
    ),
  ];
}

/** Days in a row without any transaction, within a log that has some on most days. */
function longGaps({ days, step }: DayCounts, { first, last }: UsualPeriod): readonly Finding[] {
  const shortest = Math.max(14, 15 * step);
  let empty = 0;
  let widest: readonly [number, number] = [first, first];
  for (let i = 1; i < days.length; i++) {
    const [from, to] = [days[i - 1] as number, days[i] as number];
    if (from < first || to > last || to - from <= shortest) continue;
    empty += to - from - 1;
    if (to - from > widest[1] - widest[0]) widest = [from, to];
  }
  if (empty === 0) return [];
  return [
    counted(
      "gaps",
      "Days within long gaps without any transaction",
      {
        count: empty,
        all: last - first + 1,
        example: `${isoDate(widest[0] + 1)} to ${isoDate(widest[1] - 1)}`,
      },
      "If a part of the log is missing, everybody seems silent then, and activity is underestimated: add it.",
    ),
  ];
}

/** With how many weeks before it the end of a log is compared. */
const weeks = 8;

/** The last week, or the last day, where it holds far fewer transactions than the same days of each week before. */
function unfinishedEnd({ first, counts }: DayCounts, period: UsualPeriod): readonly Finding[] {
  for (const length of [7, 1]) {
    if (period.last - 7 * weeks - length < period.first) continue;
    const [last, ...before] = Array.from({ length: weeks + 1 }, (_, week) => {
      const end = period.last - 7 * week - first + 1;
      return counts.subarray(end - length, end).reduce((sum, count) => sum + count, 0);
    }) as [number, ...number[]];
    before.sort((a, b) => a - b);
    const usual = before[weeks >> 1] as number;
    // Less than a half, less than ever before, and by more than chance.
    if (last >= usual / 2 || last >= (before[0] as number) || usual - last < 4 * Math.sqrt(usual)) continue;
    const what = length === 1 ? "last day" : "last 7 days";
    return [
      counted(
        "unfinished-end",
        `Transactions of the ${what}, up to ${isoDate(period.last)}, where ${whole(usual)} are usual`,
        { count: last, all: usual },
        `If bookings are still to come, customers seem more silent than they are: end with --until ${isoDate(period.last - length)}.`,
      ),
    ];
  }
  return [];
}
