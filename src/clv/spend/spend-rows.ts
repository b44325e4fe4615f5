import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { requireCustomer, requireHistory } from "../history/require-history.ts";

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

/** Checks the data of a spend verb: a mean spend of at least 0 wherever there are purchases behind it. */
export function spendRows(data: Customer | PurchaseHistory): SpendRows {
  const single = typeof data === "object" && data !== null && typeof data.frequency === "number";
  const name = single ? "customer" : "history";
  if (single) requireCustomer(data as Customer, name);
  else requireHistory(data as PurchaseHistory, name);
  const rows = single ? rowOf(data as Customer) : rowsOf(data as PurchaseHistory);
  if (rows.meanSpend === undefined) refuseWithoutSpend(name);
  for (let i = 0; i < rows.length; i++) {
    if (rows.count[i] === 0 || rows.meanSpend[i]! >= 0) continue;
    throw new InputError({
      code: "out-of-range",
      path: single ? "customer.meanSpend" : `history.meanSpend[${i}]`,
      expected: "a mean spend of at least 0 where there are purchases",
      received: rows.meanSpend[i],
      advice:
        "The gamma-gamma model is for positive amounts: leave these customers out or model their margin otherwise.",
    });
  }
  return { length: rows.length, count: rows.count, meanSpend: rows.meanSpend, single };
}

type Found = Omit<SpendRows, "single" | "meanSpend"> & { readonly meanSpend: ArrayLike<number> | undefined };

function rowOf({ frequency, meanSpend }: Customer): Found {
  const known = meanSpend ?? (frequency === 0 ? 0 : undefined);
  return { length: 1, count: [frequency], meanSpend: known === undefined ? undefined : [known] };
}

function rowsOf(history: PurchaseHistory): Found {
  return {
    length: history.frequency.length,
    count: history.spendCount ?? history.frequency,
    meanSpend: history.meanSpend,
  };
}

/** The columns that a fit of spend reads; amounts of any sign. */
export function requireSpendHistory(history: PurchaseHistory): { count: Column; meanSpend: Column } {
  requireHistory(history);
  const { meanSpend } = history;
  if (meanSpend === undefined) refuseWithoutSpend("history");
  return { count: history.spendCount ?? history.frequency, meanSpend };
}

function refuseWithoutSpend(name: string): never {
  throw new InputError({
    code: "insufficient-data",
    path: `${name}.meanSpend`,
    expected: "the mean spend of repeat purchases",
    received: undefined,
    advice: "Summarize the transactions with an `amount`.",
  });
}
