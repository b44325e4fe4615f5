import { isoDate } from "customer-equity";
import type { TransactionLog } from "../../input/read-transactions.ts";
import { counted, type Finding, shown } from "./finding.ts";

/** What is noticed about the amounts. */
export function amountFindings({ customer, names, day, amount }: TransactionLog): readonly Finding[] {
  if (amount === undefined) return [];
  const negative = { count: 0, first: 0 };
  const zero = { count: 0, first: 0 };
  for (let i = 0; i < amount.length; i++) {
    const value = amount[i] as number;
    if (value > 0) continue;
    const kind = value < 0 ? negative : zero;
    if (kind.count === 0) kind.first = i;
    kind.count++;
  }
  const all = amount.length;
  const example = (i: number): string =>
    `${amount[i]} of customer ${shown(names[customer[i] as number] as string)} on ${isoDate(day[i] as number)}`;
  const found: Finding[] = [];
  if (negative.count > 0) {
    found.push(
      counted(
        "negative-amounts",
        "Negative amounts",
        { count: negative.count, all, example: example(negative.first) },
        `They are taken as returns, which are no purchases; --returns net sets them against spend. ${negativeAdvice(negative.count / all)}`,
      ),
    );
  }
  if (zero.count > 0) {
    found.push(
      counted(
        "zero-amounts",
        "Amounts of 0",
        { count: zero.count, all, example: example(zero.first) },
        "They count as purchases and lower the mean amount: leave them out by --where if they are none.",
      ),
    );
  }
  return found;
}

function negativeAdvice(share: number): string {
  if (share > 0.9) return "If purchases are written with a minus here, turn the sign of the column in the file.";
  return share > 0.3 ? "So many may be debits beside credits: choose one kind by --where." : "";
}
