import type { PurchaseHistory } from "../src/clv/index.ts";
import { readReferenceCsv } from "./reference-data.ts";

/** The CDNOW sample of 2,357 customers, 39 weeks of calibration: the data on which the field compares. */
export function cdnowSample(): PurchaseHistory & { readonly meanSpend: Float64Array } {
  const rows = readReferenceCsv("cdnow_sample_cbs.csv");
  const column = (name: string): Float64Array => Float64Array.from(rows, (row) => Number(row[name]));
  return {
    frequency: column("x"),
    recency: column("t_x"),
    age: column("T_cal"),
    meanSpend: column("m_x"),
    timeUnit: "week",
    holdout: { duration: 39, frequency: column("x_star") },
  };
}
