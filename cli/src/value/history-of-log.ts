import { isoDate } from "customer-equity";
import { type PurchaseHistory, summarizeTransactionColumns, type TransactionColumns } from "customer-equity/clv";
import { BadInput } from "../bad-input.ts";
import type { TransactionLog } from "../input/read-transactions.ts";
import type { HistoryOptions } from "../options/value-options.ts";

/** The history of the log, up to `split` where there is one; customers are positions in `log.names`. */
export function historyOf(
  log: TransactionColumns & Pick<TransactionLog, "amount">,
  options: HistoryOptions,
  split: number | undefined,
): PurchaseHistory {
  const history = summarizeTransactionColumns(log, {
    timeUnit: options.unit,
    observedFrom: options.from,
    observedUntil: options.until,
    splitAt: split,
    returns: options.returns,
  });
  if (history.frequency.length > 0) return history;
  const reasons = (history.leftOut ?? []).filter(({ what }) => what === "customers");
  const list = reasons.map(({ reason, count }) => `${count} ${reason}`).join(", ");
  const dates = reasons.some(({ reason }) => reason !== "only-returns");
  throw new BadInput(`No customer is left (${list})${dates ? ": check --from, --until and --split" : ""}.`);
}

/** The history with the ids of its customers in place of their positions in `names`, also in what was left out. */
export function withNames(history: PurchaseHistory, names: readonly string[]): PurchaseHistory {
  const nameOf = (code: string | number): string => names[Number(code)] as string;
  const leftOut = history.leftOut?.map((entry) =>
    entry.what === "customers" ? { ...entry, examples: entry.examples.map(nameOf) } : entry,
  );
  return { ...history, customers: history.customers?.map(nameOf), leftOut };
}

/** The order of the dates, told in the words of the command line. */
export function checkDates(lastDay: number, { from, until, split }: HistoryOptions): void {
  const end = until ?? lastDay;
  const order = (option: string, day: number | undefined, limit: number, name: string): void => {
    if (day === undefined || day < limit) return;
    throw new BadInput(`--${option}: expected a date before ${name} (${isoDate(limit)}), found ${isoDate(day)}.`);
  };
  order("from", from, end, "the end of the log");
  order("split", split, end, "the end of the log");
  if (split !== undefined) order("from", from, split, "the split");
}
