import type { TransactionLog } from "../input/read-transactions.ts";

/** How many transactions there are of each day. */
export interface DayCounts {
  /** The day of the first count. */
  readonly first: number;
  readonly counts: Int32Array;
  readonly rows: number;
  /** The days that have transactions, in order. */
  readonly days: readonly number[];
  /** Days from one of them to the next, in the middle of all such distances. */
  readonly step: number;
}

/** Counts the transactions of each day. */
export function dayCounts({ day, period: [first, last] }: Pick<TransactionLog, "day" | "period">): DayCounts {
  const counts = new Int32Array(last - first + 1);
  for (let i = 0; i < day.length; i++) {
    const at = (day[i] as number) - first;
    counts[at] = (counts[at] as number) + 1;
  }
  const days: number[] = [];
  for (let i = 0; i < counts.length; i++) if (counts[i] !== 0) days.push(first + i);
  const steps = Float64Array.from(days.slice(1), (day, i) => day - (days[i] as number)).sort();
  return { first, counts, rows: day.length, days, step: steps[steps.length >> 1] ?? 1 };
}

/** The period that holds all days but stray ones, and how many transactions lie before and after it. */
export interface UsualPeriod {
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly after: number;
}

/** At most one transaction of so many is stray. */
const strayRows = 200;

/**
 * Days are stray where they hold next to nothing and a wide gap parts them from all others: wrong years, and dates that
 * stand for "none" such as 1900-01-01 and 2099-12-31.
 */
export function usualPeriod({ first, counts, rows, days, step }: DayCounts): UsualPeriod {
  const gap = Math.max(180, 20 * step);
  const most = Math.floor(rows / strayRows);
  const rowsOf = (day: number): number => counts[day - first] as number;
  /** The stray days from one end inwards: how many, and their transactions. */
  const stray = (fromEnd: readonly number[]): { days: number; rows: number } => {
    let found = { days: 0, rows: 0 };
    let sum = 0;
    for (let i = 0; i + 1 < fromEnd.length; i++) {
      sum += rowsOf(fromEnd[i] as number);
      if (sum > most) break;
      if (Math.abs((fromEnd[i + 1] as number) - (fromEnd[i] as number)) > gap) found = { days: i + 1, rows: sum };
    }
    return found;
  };
  const early = stray(days);
  const late = stray([...days].reverse());
  return {
    first: days[early.days] as number,
    last: days[days.length - 1 - late.days] as number,
    before: early.rows,
    after: late.rows,
  };
}
