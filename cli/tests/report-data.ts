import type { ValueOptions } from "../src/options/value-options.ts";
import { type Booking, bankPortfolio } from "../src/portfolio/bank-portfolio.ts";
import type { ReportInput } from "../src/report/report-input.ts";
import { valueCustomers } from "../src/value/value-report.ts";

/** Settings as the command line makes them. */
export const settings: ValueOptions = {
  unit: "week",
  from: undefined,
  until: undefined,
  split: undefined,
  returns: "ignore",
  model: "bg-nbd",
  horizon: 52,
  annualDiscountRate: 0.1,
  margin: 0.012,
  boundaries: [0.8, 0.95],
  labels: ["A", "B", "C"],
};

/** The card payments of the synthetic bank. */
export function cardPayments(customers: number, seed = 11): readonly Booking[] {
  return bankPortfolio({ customers, seed }).filter(({ type }) => type === "card");
}

/** What `customer-equity value` hands to its report, of some bookings. */
export function reportInput(
  bookings: readonly Booking[],
  options: Partial<ValueOptions> = {},
  more: { readonly amounts?: boolean; readonly log?: Partial<ReportInput["log"]> } = {},
): Omit<ReportInput, "language"> {
  const names = [...new Set(bookings.map(({ customer }) => customer))];
  const codes = new Map(names.map((id, code) => [id, code]));
  const day = Float64Array.from(bookings, (booking) => booking.day);
  const log = {
    customer: Int32Array.from(bookings, ({ customer }) => codes.get(customer) as number),
    names,
    day,
    amount: more.amounts === false ? undefined : Float64Array.from(bookings, ({ amount }) => amount),
    period: [Math.min(...days(day)), Math.max(...days(day))] as const,
    files: ["transactions.csv"],
    source: "customer = customer_id, date = date, amount = amount",
    rowsRead: bookings.length,
    skipped: [],
    ...more.log,
  };
  const all = { ...settings, ...options };
  return { log, options: all, report: valueCustomers(log, all) };
}

function days(day: Float64Array): number[] {
  return [...new Set(day)];
}

/** The text of a page as people read it, without the terms of the other language. */
export function textOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<small class="muted" lang="[^"]*">[^<]*<\/small>/g, "")
    .replace(/<[^>]*>/g, "\n")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'");
}
