import type { TransactionLog } from "../input/read-transactions.ts";
import { type Language, outputOptionTypes } from "../options/output-options.ts";
import { readOptionTypes } from "../options/read-options.ts";
import { type ValueOptions, valueOptionTypes } from "../options/value-options.ts";
import { reportHtml } from "../report/report-html.ts";
import { type Status, watch } from "../terminal.ts";
import { type ValueReport, valueCustomers } from "./value-report.ts";

/** The options of `customer-equity value`. */
export const valueJobOptions = { ...readOptionTypes, ...valueOptionTypes, ...outputOptionTypes } as const;

/** What the main job makes of a log that has been read: its report, as figures and as a page. Nothing is written. */
export async function valueJob(
  log: TransactionLog,
  options: ValueOptions,
  language: Language,
  status: Status,
): Promise<{ readonly report: ValueReport; readonly page: string }> {
  const report = await watch(status, "Fitting the models", () => valueCustomers(log, options));
  const page = await watch(status, "Drawing the report", () => reportHtml({ log, report, options, language }));
  return { report, page };
}
