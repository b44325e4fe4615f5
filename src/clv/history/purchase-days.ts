import { InputError } from "../../errors.ts";
import { unpackPurchases } from "./daily-purchases.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import { selectCohort } from "./select-cohort.ts";

/** The days of the repeat purchases of each row of a history, until the end of observation, ascending. */
export interface PurchaseDays {
  /** Entries `offsets[i]` to `offsets[i + 1]` are those of row i. */
  readonly offsets: Float64Array;
  readonly days: Float64Array;
}

/** The repeat purchases behind `frequency`, by the rules that the history was made by, from those that it kept; rows are found by their ids. */
export function purchaseDays(history: PurchaseHistory): PurchaseDays {
  const { customers, purchases, frequency } = history;
  if (customers === undefined || purchases === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.purchases",
      expected: "the purchases behind the columns, and the ids of the customers",
      received: undefined,
      advice:
        "Summarize the transactions with keepPurchases: true; selectRows leaves the purchases off: add the calendar before.",
    });
  }
  const { rules } = purchases;
  const log = unpackPurchases([purchases]);
  const cohort = selectCohort(log, rules);
  const split = rules.splitAt ?? cohort.end;
  const daysOf = new Map<string, readonly number[]>();
  for (let row = 0; row < cohort.codes.length; row++) {
    const own: number[] = [];
    for (let k = cohort.offsets[row]!; k < cohort.offsets[row + 1]!; k++) {
      const day = cohort.days[k]!;
      const bought = cohort.amounts === null || cohort.amounts[k]! >= 0 || rules.returns === "count";
      if (bought && day !== cohort.births[row] && day <= split && day !== own[own.length - 1]) own.push(day);
    }
    daysOf.set(String(log.ids[cohort.codes[row]!]), own);
  }
  const offsets = new Float64Array(customers.length + 1);
  const days: number[] = [];
  customers.forEach((id, i) => {
    const own = daysOf.get(id);
    if (own === undefined || own.length !== frequency[i]) {
      throw new InputError({
        code: "insufficient-data",
        path: `history.customers[${i}]`,
        expected: `a customer (${JSON.stringify(id)}) whose ${frequency[i]} repeat purchases were kept`,
        received: own === undefined ? "nothing of the customer" : own.length,
        advice: "Use the purchases of the log that this history was made from.",
      });
    }
    days.push(...own);
    offsets[i + 1] = days.length;
  });
  return { offsets, days: Float64Array.from(days) };
}
