import type { LeftOut } from "./purchase-history.ts";

const exampleLimit = 1000;

/** Why a transaction is left out for its own sake; the first that applies. */
const transactionReasons = ["after-observed-until", "returns", "return-before-first-purchase"] as const;

/** Why a customer is not in the columns; the first that applies. */
const customerReasons = [
  "only-returns",
  "after-observed-until",
  "no-purchase",
  "acquired-before-observed-from",
  "outside-cohort",
  "first-purchase-after-split",
] as const;

/** Counts of what was left out for one reason, while they grow. */
export interface Tally {
  readonly reason: string;
  readonly what: LeftOut["what"];
  count: number;
  transactions: number;
  readonly examples: (string | number)[];
}

/** One empty tally for each reason, in order: those of transactions, or those of customers. */
export function emptyTallies(what: LeftOut["what"]): Tally[] {
  const reasons = what === "transactions" ? transactionReasons : customerReasons;
  return reasons.map((reason) => ({ reason, what, count: 0, transactions: 0, examples: [] }));
}

/** Counts one more row or customer, and keeps it as an example while there is room. */
export function leaveOut(tally: Tally, example: string | number): void {
  if (tally.count < exampleLimit) tally.examples.push(example);
  tally.count++;
  if (tally.what === "transactions") tally.transactions++;
}

/** Adds another part's count of the same reason; `shift` moves its row positions. */
export function addTally(tally: Tally, part: LeftOut, shift: number): void {
  tally.count += part.count;
  tally.transactions += part.transactions;
  for (const example of part.examples) {
    if (tally.examples.length === exampleLimit) break;
    tally.examples.push(typeof example === "number" ? example + shift : example);
  }
}
