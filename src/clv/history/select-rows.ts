import { pickRows, requireIndices } from "../../columns.ts";
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
 * @throws InputError `out-of-range` for an index that is no row; `empty` where `indices` is no list.
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
  const { periodCounts, purchases, leftOut, account, warnings, ...columns } = history;
  requireIndices(indices, "indices", columns.frequency.length);
  const selected: PurchaseHistory = { ...pickRows(columns, indices), ...(warnings === undefined ? {} : { warnings }) };
  return selected as ReturnType<typeof selectRows<H>>;
}
