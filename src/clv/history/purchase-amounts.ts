import { InputError } from "../../errors.ts";
import { daysPerUnit } from "../../time.ts";
import { unpackPurchases } from "./daily-purchases.ts";
import type { PurchaseHistory, SummaryRules } from "./purchase-history.ts";
import { type Cohort, selectCohort } from "./select-cohort.ts";

/** The amounts behind the mean spend of each row of a history, in order of time. */
export interface PurchaseAmounts {
  /** Entries `offsets[i]` to `offsets[i + 1]` are those of row i. */
  readonly offsets: Float64Array;
  /** How long before the end of observation, in the unit of the history. */
  readonly ago: Float64Array;
  /** What was paid that day in all. */
  readonly amount: Float64Array;
  /** 1 for a purchase, 0 for a day of returns alone. */
  readonly purchase: Uint8Array;
}

/** The amounts behind `meanSpend`, by the rules that the history was made by, from the purchases that it kept; rows are found by their ids. */
export function purchaseAmounts(history: PurchaseHistory, path = "history"): PurchaseAmounts {
  const { customers, purchases } = history;
  if (customers === undefined || purchases?.amounts === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: `${path}.purchases`,
      expected: "the purchases behind the columns, with amounts, and the ids of the customers",
      received: undefined,
      advice:
        "Summarize the transactions with keepPurchases: true; selectRows leaves the purchases off: add them again.",
    });
  }
  const { rules } = purchases;
  const log = unpackPurchases([purchases]);
  const cohort = selectCohort(log, rules);
  const rowOf = new Map<string, number>();
  for (let row = 0; row < cohort.codes.length; row++) rowOf.set(String(log.ids[cohort.codes[row]!]), row);
  const rows = customers.map((id, i) => rowOf.get(id) ?? refuseCustomer(id, `${path}.customers[${i}]`));
  return collect(rows, cohort, rules);
}

/** Adds up days. */
function collect(rows: readonly number[], cohort: Cohort, rules: SummaryRules): PurchaseAmounts {
  const { births, end, offsets: from, days } = cohort;
  const amounts = cohort.amounts!;
  const unit = daysPerUnit[rules.timeUnit];
  const split = rules.splitAt ?? end;
  const longest = rows.reduce((sum, row) => sum + from[row + 1]! - from[row]!, 0);
  const ago = new Float64Array(longest);
  const amount = new Float64Array(longest);
  const purchase = new Uint8Array(longest);
  const offsets = new Float64Array(rows.length + 1);
  let at = 0;
  rows.forEach((row, i) => {
    const to = from[row + 1]!;
    for (let k = from[row]!; k < to; ) {
      const day = days[k]!;
      let sum = 0;
      let bought = 0;
      for (; k < to && days[k] === day; k++) {
        sum += amounts[k]!;
        if (amounts[k]! >= 0 || rules.returns === "count") bought = 1;
      }
      if (day > split || (day === births[row] && rules.spendOf === "repeats")) continue;
      ago[at] = (split - day) / unit;
      amount[at] = sum;
      purchase[at++] = bought;
    }
    offsets[i + 1] = at;
  });
  return { offsets, ago: ago.slice(0, at), amount: amount.slice(0, at), purchase: purchase.slice(0, at) };
}

function refuseCustomer(id: string, path: string): never {
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: "a customer whose purchases were kept",
    received: id,
    advice: "Use the purchases of the log that this history was made from.",
  });
}
