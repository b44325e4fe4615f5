import type { GroupedTransactions } from "./group-by-customer.ts";
import { hashOfString, IdCoder } from "./id-coder.ts";
import type { DailyPurchases, SummaryRules } from "./purchase-history.ts";
import { sortRange } from "./sort-range.ts";
import type { TransactionLog } from "./transaction-log.ts";

/** A log grouped by customer (with positions), days ascending, with all that is needed to restore it but the ids. */
export function packPurchases(
  { acquired }: TransactionLog,
  rules: SummaryRules,
  grouped: GroupedTransactions,
): Omit<DailyPurchases, "customers"> {
  const { offsets } = grouped;
  const days = new Float64Array(grouped.days);
  const positions = new Float64Array(grouped.positions!);
  const amounts = grouped.amounts === null ? null : grouped.amounts.slice();
  for (let code = 1; code < offsets.length; code++) {
    sortRange(days, positions, amounts, offsets[code - 1]!, offsets[code]!);
  }
  return {
    offsets: new Float64Array(offsets),
    days,
    ...(amounts === null ? {} : { amounts }),
    positions,
    ...(acquired === null ? {} : { acquired: Array.from(acquired, (day) => (Number.isNaN(day) ? null : day)) }),
    rules,
  };
}

/** The log of several parts one after another, with row positions that run on. */
export function unpackPurchases(parts: readonly DailyPurchases[]): TransactionLog {
  const total = parts.reduce((sum, part) => sum + part.days.length, 0);
  const codes = new Int32Array(total);
  const days = new Float64Array(total);
  const amounts = parts.every((part) => part.amounts !== undefined) ? new Float64Array(total) : null;
  const names = parts.flatMap((part) => part.customers);
  const codeOf = new Int32Array(names.length);
  for (let k = 0; k < names.length; k++) codeOf[k] = hashOfString(names[k]!);
  const coder = new IdCoder<string>();
  coder.replaceHashes(codeOf, 0, names.length, names);
  const ids = coder.inOrder(codeOf);
  const dates = new Float64Array(ids.length).fill(Number.NaN);
  let dated = false;
  let base = 0;
  let name = 0;
  for (const part of parts) {
    dated ||= part.acquired !== undefined;
    for (let c = 0; c < part.customers.length; c++) {
      const code = codeOf[name++]!;
      // Shards may carry the whole roster or their part of it; where two disagree the earlier date is the birth.
      const date = part.acquired?.[c] ?? Number.NaN;
      if (!(dates[code]! <= date)) dates[code] = Number.isNaN(date) ? dates[code]! : date;
      for (let k = part.offsets[c]!; k < part.offsets[c + 1]!; k++) {
        const i = base + part.positions[k]!;
        codes[i] = code;
        days[i] = part.days[k]!;
        if (amounts !== null) amounts[i] = part.amounts![k]!;
      }
    }
    base += part.days.length;
  }
  return { ids, codes, days, amounts, acquired: dated ? dates : null };
}
