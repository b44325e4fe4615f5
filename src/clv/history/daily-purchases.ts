import type { DailyPurchases, SummaryRules } from "./purchase-history.ts";
import { sortRange } from "./sort-range.ts";
import type { TransactionLog } from "./transaction-log.ts";

/** A log grouped by customer, days ascending, with what is needed to restore it. */
export function packPurchases(log: TransactionLog, rules: SummaryRules): DailyPurchases {
  const { customers, codes, amounts, acquired } = log;
  const offsets = new Float64Array(customers.length + 1);
  for (let i = 0; i < codes.length; i++) offsets[codes[i]! + 1]!++;
  for (let code = 1; code < offsets.length; code++) offsets[code]! += offsets[code - 1]!;
  const next = offsets.slice();
  const days = new Float64Array(codes.length);
  const positions = new Float64Array(codes.length);
  const groupedAmounts = amounts === null ? null : new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const at = next[codes[i]!]!++;
    days[at] = log.days[i]!;
    positions[at] = i;
    if (groupedAmounts !== null) groupedAmounts[at] = amounts![i]!;
  }
  for (let code = 0; code < customers.length; code++) {
    sortRange(days, positions, groupedAmounts, offsets[code]!, offsets[code + 1]!);
  }
  return {
    customers: [...customers],
    offsets,
    days,
    ...(groupedAmounts === null ? {} : { amounts: groupedAmounts }),
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
  const codeOf = new Map<string, number>();
  const customers: string[] = [];
  const dates: number[] = [];
  let dated = false;
  let base = 0;
  for (const part of parts) {
    dated ||= part.acquired !== undefined;
    for (let c = 0; c < part.customers.length; c++) {
      const id = part.customers[c]!;
      let code = codeOf.get(id);
      if (code === undefined) {
        code = customers.push(id) - 1;
        codeOf.set(id, code);
        dates.push(Number.NaN);
      }
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
  return { customers, codes, days, amounts, acquired: dated ? Float64Array.from(dates) : null };
}
