import { isoDate } from "customer-equity";
import { Database } from "../input/database.ts";
import type { ReadOptions } from "../options/read-options.ts";
import { warningWords } from "../report/sections/warnings/warnings.ts";
import { withTemporaryFolder } from "../temporary-files.ts";
import { type Status, watch } from "../terminal.ts";
import { whole } from "../text.ts";
import type { ValueReport } from "../value/value-report.ts";
import { usualPeriod } from "./day-counts.ts";
import { fileFindings } from "./findings/file-findings.ts";
import type { Finding } from "./findings/finding.ts";
import { logFindings } from "./findings/log-findings.ts";
import { rowFindings } from "./findings/row-findings.ts";
import type { ColumnLook } from "./look-at-column.ts";
import { type FileLook, lookAtFile } from "./look-at-file.ts";
import { proposal } from "./proposal.ts";
import { rolesOf } from "./roles.ts";
import { type Trial, tryCommand } from "./try-command.ts";

/** All that the doctor finds. */
export interface Diagnosis {
  readonly look: FileLook;
  /** Which column was taken as what, and why. */
  readonly roles: readonly string[];
  /** Columns by which rows may be chosen. */
  readonly filters: readonly Pick<ColumnLook, "name" | "distinct" | "frequent">[];
  readonly findings: readonly Finding[];
  /** What the command reads; `null` where it cannot. */
  readonly transactions: {
    readonly rows: number;
    readonly customers: number;
    readonly from: string;
    readonly until: string;
  } | null;
  /** What the command will warn of. */
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
  /** The words after `customer-equity`. */
  readonly command: readonly string[];
  /** Why that command does not work; `null` where it does. */
  readonly obstacle: string | null;
}

/** Looks at the file, proposes a command, and tries it. */
export async function diagnose(file: string, given: ReadOptions, status: Status): Promise<Diagnosis> {
  const { look, roles, findings } = await withTemporaryFolder(async (folder) => {
    const database = await Database.open(folder);
    try {
      return await watch(status, "Looking at the file", () => examine(database, file, given, folder), database);
    } finally {
      database.close();
    }
  });
  const { command, log, days, report, obstacle } = await tryCommand(proposal(file, look, roles, given), status);
  return {
    look,
    roles: roles.reasons,
    filters: roles.filters.map(({ name, distinct, frequent }) => ({ name, distinct, frequent })),
    findings: [...findings, ...(log === null || days === null ? [] : logFindings(log, days, look))],
    transactions: summaryOf({ log, days }),
    warnings: report === null ? [] : warningsOf(report),
    command,
    obstacle,
  };
}

/** All that needs the rows of the file as they stand. */
async function examine(database: Database, file: string, given: ReadOptions, folder: string) {
  const look = await lookAtFile(database, file, given, folder);
  const roles = rolesOf(look.columns, look.rows, given);
  return {
    look,
    roles,
    findings: [...fileFindings(look, roles, given), ...(await rowFindings(database, look, roles))],
  };
}

function summaryOf({ log, days }: Pick<Trial, "log" | "days">): Diagnosis["transactions"] {
  if (log === null || days === null) return null;
  const { first, last } = usualPeriod(days);
  return { rows: log.day.length, customers: log.names.length, from: isoDate(first), until: isoDate(last) };
}

/** The warnings of the report: what happened, and what to do. */
function warningsOf({ warnings, concentration }: ValueReport): Diagnosis["warnings"] {
  return [...warnings, ...concentration.warnings].map(({ code, message, count }) => {
    const words = warningWords[code]?.en(count === undefined ? "" : whole(count));
    return { code, text: words === undefined ? message : `${words[0]} ${words[2]}` };
  });
}
