import { type PurchaseHistory, summarizeTransactions } from "../src/clv/index.ts";
import { readReferenceCsv } from "./reference-data.ts";

/** The apparel log: 600 customers, two years of calibration. */
export function apparel(): PurchaseHistory {
  return summarizeTransactions(readReferenceCsv("apparel_transactions.csv"), {
    customer: (row) => row["customer_id"]!,
    date: (row) => row["date"]!,
    timeUnit: "week",
    observedUntil: "2006-12-31",
  });
}
