import * as z from "zod/mini";
import { parseHistory } from "../clv/history/history-json.ts";
import type { PurchaseHistory } from "../clv/history/purchase-history.ts";
import { checked } from "./checked.ts";

/** A transaction as it comes from outside: customer, date and, where it is known, amount. */
export interface TransactionRecord {
  readonly customer: string | number;
  /** ISO date, or a day number. */
  readonly date: string | number;
  readonly amount?: number | undefined;
}

/** One transaction from outside. */
export const transactionSchema: z.ZodMiniType<TransactionRecord> = z.object({
  customer: z.union([z.string().check(z.minLength(1)), z.number()]),
  date: z.union([z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}/)), z.number()]),
  amount: z.optional(z.number()),
});

/**
 * Transactions from outside, for `summarizeTransactions`.
 *
 * @example
 * ```ts
 * import { summarizeTransactions } from "customer-equity/clv";
 * import { transactionsSchema } from "customer-equity/schema";
 * const body: unknown = [{ customer: "a", date: "2026-01-05", amount: 20 }, { customer: "a", date: "2026-02-05", amount: 30 }];
 * const history = summarizeTransactions(transactionsSchema.parse(body), {
 *   customer: (row) => row.customer, date: (row) => row.date, amount: (row) => row.amount ?? 0, timeUnit: "week",
 * });
 * console.log(history.frequency[0]); // 1
 * ```
 */
export const transactionsSchema: z.ZodMiniType<TransactionRecord[]> = z.array(transactionSchema);

/** A stored purchase history, checked by the same rules as `parseHistory`, as a step of a zod pipeline. */
export const purchaseHistorySchema: z.ZodMiniType<PurchaseHistory> = /* @__PURE__ */ checked(parseHistory);
