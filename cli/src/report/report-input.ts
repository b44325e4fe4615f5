import type { TransactionLog } from "../input/read-transactions.ts";
import type { Language } from "../options/output-options.ts";
import type { ValueOptions } from "../options/value-options.ts";
import type { ValueReport } from "../value/value-report.ts";

/** What the report of `customer-equity value` is made from. */
export interface ReportInput {
  readonly log: Pick<TransactionLog, "files" | "source" | "rowsRead" | "skipped" | "period">;
  readonly report: ValueReport;
  readonly options: ValueOptions;
  readonly language: Language;
}
