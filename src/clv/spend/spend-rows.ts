import { InputError } from "../../errors.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { isCustomer, requireCustomer, requireHistory } from "../history/require-history.ts";

/** What the spend models read of each customer. */
export interface SpendRows {
  readonly length: number;
  /** Purchases behind the mean. */
  readonly count: ArrayLike<number>;
  /** Mean spend of those purchases; not read where there are none. */
  readonly meanSpend: ArrayLike<number>;
  /** One customer rather than a history. */
  readonly single: boolean;
}

/** Checks the data of a spend verb, or of a fit, which takes histories `only`. */
export function spendRows(data: Customer | PurchaseHistory, only?: "histories"): SpendRows {
  const single = only === undefined && isCustomer(data);
  const name = single ? "customer" : "history";
  if (single) requireCustomer(data, name);
  else requireHistory(data as PurchaseHistory, name);
  const rows = found(data);
  if (rows.meanSpend === undefined) refuseWithoutSpend(name);
  return { length: rows.length, count: rows.count, meanSpend: rows.meanSpend, single };
}

/**
 * What the customer in row i spent on the purchases behind the mean. A mean below 0 counts as 0: models of spend are for positive
 * amounts, and for somebody who returned more than was bought that is the nearest.
 */
export function spentOf({ count, meanSpend }: SpendRows, i: number): number {
  return count[i] === 0 ? 0 : Math.max(0, count[i]! * meanSpend[i]!);
}

/** In how many rows of checked data {@link spentOf} counts a mean below 0 as 0. */
export function negativeMeans(data: Customer | PurchaseHistory): number {
  const { length, count, meanSpend } = found(data);
  let negative = 0;
  for (let i = 0; i < length; i++) if (count[i] !== 0 && meanSpend !== undefined && meanSpend[i]! < 0) negative++;
  return negative;
}

type Found = Omit<SpendRows, "single" | "meanSpend"> & { readonly meanSpend: ArrayLike<number> | undefined };

function found(data: Customer | PurchaseHistory): Found {
  return isCustomer(data) ? rowOf(data) : rowsOf(data);
}

function rowOf({ frequency, meanSpend, spendCount = frequency }: Customer): Found {
  const known = meanSpend ?? (spendCount === 0 ? 0 : undefined);
  return { length: 1, count: [spendCount], meanSpend: known === undefined ? undefined : [known] };
}

function rowsOf(history: PurchaseHistory): Found {
  return {
    length: history.frequency.length,
    count: history.spendCount ?? history.frequency,
    meanSpend: history.meanSpend,
  };
}

function refuseWithoutSpend(name: string): never {
  throw new InputError({
    code: "insufficient-data",
    path: `${name}.meanSpend`,
    expected: "the mean spend of a purchase",
    received: undefined,
    advice: "Summarize the transactions with an `amount`.",
  });
}
