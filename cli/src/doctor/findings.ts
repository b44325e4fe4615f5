import { isoDate } from "customer-equity";
import type { TransactionLog } from "../input/read-transactions.ts";
import { percent, whole } from "../text.ts";
import type { FileLook } from "./look-at-file.ts";
import type { Roles } from "./roles.ts";

/** What is noticed about the texts of a file, each with what it means. */
export function textFindings(look: FileLook, { customer, date, amount }: Roles): readonly string[] {
  const { rows, columns, rejects } = look;
  const found: string[] = [];
  if (look.encoding !== undefined) found.push(`The text is in ${look.encoding}, not in UTF-8.`);
  if (rejects.rows.length > 0) {
    found.push(
      `${whole(rejects.rows.length)} rows cannot be divided into cells (${rejects.examples.join("; ")}): put them right, or leave them out by --skip-bad-rows.`,
    );
  }
  const names = columns.map(({ name }) => name);
  if (names.some((name) => /^[-\d.,/ ]+$/.test(name)) || names.every((name) => name === "")) {
    found.push("The first row looks like data: a header line with the names of the columns is needed.");
  }
  const double = names.filter((name, i) => names.indexOf(name) !== i);
  if (double.length > 0) found.push(`Columns of the same name: ${[...new Set(double)].map(quoted).join(", ")}.`);
  if (names.length === 1)
    found.push("There is one column only: give --separator where something else divides the cells.");
  if (date !== undefined && date.dates !== null) {
    const { pattern, alternative, share } = date.dates;
    if (alternative !== undefined) {
      found.push(
        `No day above 12 tells day from month: the dates are taken as ${pattern ?? "yyyy-mm-dd"}, they could be ${alternative}.`,
      );
    }
    if (share < 1) found.push(`${percent(1 - share)} of the dates looked at are no dates of this spelling.`);
  }
  if (customer !== undefined && customer.empty > 0) {
    found.push(
      `${whole(customer.empty)} rows (${percent(customer.empty / rows)}) name no customer: they are left out.`,
    );
  }
  for (const column of amount) {
    if (column.numbers < 1 && column.numbersWithComma > column.numbers) {
      found.push(`The numbers of ${quoted(column.name)} have a decimal comma.`);
    } else if (column.numbers < 1) {
      found.push(
        `${percent(1 - column.numbers)} of the values of ${quoted(column.name)} looked at are no plain numbers.`,
      );
    }
  }
  return found;
}

function quoted(name: string): string {
  return JSON.stringify(name);
}

/** What is noticed about the transactions, once they can be read, and what it means for the models. */
export function logFindings({ customer, names, day, amount, period }: TransactionLog): readonly string[] {
  const found: string[] = [];
  const rows = day.length;
  const [first, last] = period;
  const byDay = new Map<number, number>();
  const daysOf = new Map<number, { first: number; again: boolean }>();
  let negative = 0;
  let zero = 0;
  for (let i = 0; i < rows; i++) {
    const when = day[i] as number;
    byDay.set(when, (byDay.get(when) ?? 0) + 1);
    const who = customer[i] as number;
    const known = daysOf.get(who);
    if (known === undefined) daysOf.set(who, { first: when, again: false });
    else if (known.first !== when) known.again = true;
    if (amount !== undefined && (amount[i] as number) < 0) negative++;
    if (amount?.[i] === 0) zero++;
  }
  if (negative > 0) {
    found.push(
      `${whole(negative)} amounts (${percent(negative / rows)}) are negative: taken as returns, which are no purchases; --returns net sets them against spend.${negative > 0.3 * rows ? " So many may be debits beside credits: choose one kind by --where." : ""}`,
    );
  }
  if (zero > 0) found.push(`${whole(zero)} amounts are 0: they count as purchases unless --where leaves them out.`);
  const [busiest, most] = [...byDay].reduce((top, next) => (next[1] > top[1] ? next : top));
  if (byDay.size > 20 && most > 0.2 * rows) {
    found.push(
      `${percent(most / rows)} of the transactions are of one day, ${isoDate(busiest)}: bookings of the calendar (fees, interest) are not decisions of customers; leave them out by --where.`,
    );
  }
  const days = [...byDay.keys()].sort((a, b) => a - b);
  const gap = days.reduce((widest, when, i) => Math.max(widest, i === 0 ? 0 : when - (days[i - 1] as number)), 0);
  if (gap > Math.max(14, 0.1 * (last - first))) {
    found.push(`There are ${whole(gap)} days without any transaction in a row: is a part of the log missing?`);
  }
  const again = [...daysOf.values()].filter((known) => known.again).length;
  const share = again / daysOf.size;
  if (share < 0.05) {
    found.push(
      `Only ${percent(share)} of the customers bought on more than one day: little can be said about coming back.`,
    );
  }
  if (daysOf.size < 200) {
    found.push(`${whole(daysOf.size)} customers are few: estimates of the models will be rough.`);
  }
  const stripped = new Set(names.map((name) => name.replace(/^0+/, "")));
  if (stripped.size < names.length) {
    found.push(`${whole(names.length - stripped.size)} customer ids differ from others by leading zeros alone.`);
  }
  return found;
}
