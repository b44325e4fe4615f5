import { requireColumn, requireLength } from "../../checks.ts";
import { isColumn, pickRows, requireIndices } from "../../columns.ts";
import { InputError } from "../../errors.ts";
import type { PurchaseHistory, WithSpend } from "./purchase-history.ts";

/**
 * Some customers of a history (选取客户): for folds, bootstrap samples, shards and segments.
 *
 * What describes the whole log and not its customers (`periodCounts`, `purchases`, `leftOut`, `account`) is left off;
 * warnings stay.
 *
 * @param history - The history to select from.
 * @param indices - Row positions, in the order wanted; they may repeat.
 * @returns The same columns with one entry an index; a `Float64Array` stays one.
 * @throws InputError `out-of-range` for an index that is no row; `empty` where `indices` is no list or there is no history,
 * `length-mismatch` for columns of unequal length. Entries are not looked at: that would cost more than the selection.
 *
 * @example
 * ```ts
 * import { selectRows } from "customer-equity/clv";
 * const history = { frequency: [2, 0, 1], recency: [30, 0, 2], age: [39, 39, 38], timeUnit: "week" } as const;
 * console.log(selectRows(history, [2, 0]).frequency); // [1, 2]
 * ```
 */
export function selectRows<H extends PurchaseHistory>(
  history: H,
  indices: ArrayLike<number>,
): H extends WithSpend ? PurchaseHistory & WithSpend : PurchaseHistory {
  if (typeof indices !== "object" || indices === null || typeof indices.length !== "number") {
    throw new InputError({ code: "empty", path: "indices", expected: "a list of row positions", received: indices });
  }
  if (typeof history !== "object" || history === null) {
    throw new InputError({ code: "empty", path: "history", expected: "a purchase history", received: history });
  }
  const { periodCounts, purchases, leftOut, account, warnings, ...columns } = history;
  if (!isColumn(columns.frequency)) requireColumn(columns.frequency, "history.frequency");
  requireLengths(columns, "history", columns.frequency.length);
  requireIndices(indices, "indices", columns.frequency.length);
  const selected: PurchaseHistory = { ...pickRows(columns, indices), ...(warnings === undefined ? {} : { warnings }) };
  return selected as ReturnType<typeof selectRows<H>>;
}

/** Checks the lengths of all columns, those in records inside included. */
function requireLengths(columns: object, path: string, rows: number): void {
  for (const [name, value] of Object.entries(columns)) {
    if (isColumn(value)) requireLength(value, `${path}.${name}`, rows);
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      requireLengths(value, `${path}.${name}`, rows);
  }
}
