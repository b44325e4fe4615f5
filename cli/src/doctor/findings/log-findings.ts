import type { TransactionLog } from "../../input/read-transactions.ts";
import type { DayCounts } from "../day-counts.ts";
import type { FileLook } from "../look-at-file.ts";
import { amountFindings } from "./amount-findings.ts";
import { customerFindings } from "./customer-findings.ts";
import { dateFindings } from "./date-findings.ts";
import { counted, type Finding } from "./finding.ts";

/** What is noticed about the transactions, once they can be read. */
export function logFindings(log: TransactionLog, days: DayCounts, look: FileLook): readonly Finding[] {
  return [...badCells(log, look), ...amountFindings(log), ...dateFindings(days), ...customerFindings(log)];
}

/** Rows that have been left out for a date or an amount that is none. */
function badCells({ skipped, rowsRead }: TransactionLog, { rejects }: FileLook): readonly Finding[] {
  const bad = skipped.find(({ reason }) => reason === "bad-row");
  const count = (bad?.count ?? 0) - rejects.rows.length;
  if (count <= 0) return [];
  return [
    counted(
      "bad-cells",
      "Rows whose date or amount cannot be read",
      { count, all: rowsRead, example: bad?.examples[rejects.examples.length] },
      "They are left out by --skip-bad-rows; put them right to have them counted.",
    ),
  ];
}
