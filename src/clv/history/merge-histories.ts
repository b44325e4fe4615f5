import { InputError } from "../../errors.ts";
import { buildWithPurchases } from "./build-history.ts";
import { concatenateHistories } from "./concatenate-histories.ts";
import { unpackPurchases } from "./daily-purchases.ts";
import { matchCovariates } from "./merge-covariates.ts";
import type { DailyPurchases, PurchaseHistory, SummaryRules } from "./purchase-history.ts";
import { requireColumns } from "./require-history.ts";
import { requireSame, requireSameFields } from "./require-same.ts";

/**
 * One history of several shards (分片合并): of a log that was summarised in parts, by workers or month by month.
 *
 * - Where every shard carries its transactions (`keepPurchases`), the log may have been split in any way: by customer, by
 *   date, row by row. The columns are made again from all transactions, and equal those of one pass to the last bit;
 *   only the order of the customers may differ.
 * - Otherwise the customers must be disjoint, and the columns are put one below the other. Period counts are added
 *   where the shards start at the same day or whole periods apart, else left out with a warning.
 *
 * Row positions in `leftOut` are those in the logs of the shards one after another.
 *
 * @param histories - At least one, made with the same options.
 * @returns The history of all; it carries `purchases` where the shards did.
 * @throws InputError `empty` for no shard; `unit-mismatch` or `bad-option` where shards were made differently;
 * `duplicate-id` where a customer is in two shards that do not carry their transactions.
 *
 * @example
 * ```ts
 * import { mergeHistories, summarizeTransactionColumns } from "customer-equity/clv";
 * const options = { timeUnit: "day", observedUntil: 30, keepPurchases: true } as const;
 * const january = summarizeTransactionColumns({ customer: ["A", "B"], day: [1, 5] }, options);
 * const later = summarizeTransactionColumns({ customer: ["A", "A"], day: [9, 22] }, options);
 * console.log(mergeHistories([january, later]).frequency); // [2, 0]
 * ```
 */
export function mergeHistories(histories: readonly PurchaseHistory[]): PurchaseHistory {
  const first = Array.isArray(histories) ? histories[0] : undefined;
  if (first === undefined) {
    throw new InputError({ code: "empty", path: "histories", expected: "at least one history", received: histories });
  }
  histories.forEach((history, i) => {
    requireColumns(history, `histories[${i}]`);
    requireSame(history.timeUnit, first.timeUnit, `histories[${i}].timeUnit`);
    if (history.calendar !== undefined) refuseCalendar(`histories[${i}].calendar`);
  });
  const parts = histories.map((history) => history.purchases);
  if (parts.every((part) => part !== undefined)) {
    const merged = rebuild(parts);
    return { ...merged, ...matchCovariates(histories, first, merged.customers!) };
  }
  return concatenateHistories(histories, first);
}

/** A customer may be in several shards, and a path begins with the first purchase of all. */
function refuseCalendar(path: string): never {
  throw new InputError({
    code: "bad-option",
    path,
    expected: "a history without a calendar of covariates",
    received: undefined,
    advice: "Merge the histories first, then add the calendar to all of them (addCalendar).",
  });
}

function rebuild(parts: readonly DailyPurchases[]): PurchaseHistory {
  const { rules } = parts[0]!;
  parts.forEach((part, i) => {
    const path = `histories[${i}].purchases`;
    for (const name of Object.keys(rules) as (keyof SummaryRules)[]) {
      requireSame(part.rules[name], rules[name], `${path}.rules.${name}`);
    }
    requireSameFields(part, parts[0]!, ["amounts"], path);
  });
  return buildWithPurchases(unpackPurchases(parts), rules);
}
