import { tierSummary } from "customer-equity";
import type { RowsRead } from "../input/read-rows.ts";
import { json } from "../json.ts";
import { sum } from "../sum.ts";
import { paragraph, whole } from "../text.ts";
import type { ScoredCustomers } from "../value/results.ts";
import { activeLines, futureLines, tierLines, warningLines } from "../value/score-lines.ts";
import { skippedLine } from "../value/summary.ts";
import type { StoredModels } from "./read-models.ts";
import type { ScoreOptions } from "./score-options.ts";

/** What the command found out. */
export interface ScoreResult {
  readonly read: RowsRead;
  readonly stored: StoredModels;
  readonly scored: ScoredCustomers;
  readonly options: ScoreOptions;
  readonly written: readonly string[];
}

/** The short account that is printed. */
export function scoreSummary({ read, stored, scored, options, written }: ScoreResult): string {
  const { transactions, spend, observedUntil, timeUnit, name } = stored;
  const until = observedUntil === null ? "" : `, fitted on a log up to ${observedUntil}`;
  const kinds = [transactions, ...(spend === null ? [] : [spend])].map(({ model }) => model.kind).join(" and ");
  return `${[
    `Scores of the customers in ${read.name}`,
    "",
    ...paragraph("Models", [`${name}: ${kinds}, time in ${timeUnit}s${until}`]),
    ...paragraph("Read", [`${whole(read.rows)} rows, ${whole(scored.values.length)} customers`]),
    ...paragraph("Left out", read.skipped.length > 0 ? read.skipped.map(skippedLine) : ["nothing"]),
    ...activeLines(scored.probabilityAlive),
    "",
    ...futureLines(scored, options),
    "",
    ...tierLines(scored),
    "",
    ...warningLines({ ...scored, transactions, spend }),
    ...paragraph("Written", written),
  ].join("\n")}\n`;
}

/** What `--json` prints: all that the summary says, for other programs. */
export function scoreJson({ read, stored, scored, options, written }: ScoreResult): string {
  const { horizon, annualDiscountRate, margin, boundaries, labels } = options;
  const { transactions, spend, name, timeUnit, observedUntil } = stored;
  return json({
    input: { file: read.name, rows: read.rows, customers: scored.values.length, skipped: read.skipped },
    models: { file: name, timeUnit, observedUntil, transactions: transactions.model, spend: spend?.model ?? null },
    value: { total: scored.total, horizon, annualDiscountRate, margin: spend === null ? null : margin },
    expected: { active: sum(scored.probabilityAlive), transactions: sum(scored.expectedTransactions) },
    concentration: scored.concentration,
    tiers: { boundaries, labels, summary: tierSummary(scored.tiers, scored.values).tiers },
    warnings: scored.warnings,
    written,
  });
}
