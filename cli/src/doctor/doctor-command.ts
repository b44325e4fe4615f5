import { isoDate } from "customer-equity";
import { BadInput } from "../bad-input.ts";
import { command } from "../command.ts";
import { Database } from "../input/database.ts";
import { readTransactions, type TransactionLog } from "../input/read-transactions.ts";
import { json } from "../json.ts";
import { type ReadOptions, readOptions, readOptionsHelp, readOptionTypes } from "../options/read-options.ts";
import { withTemporaryFolder } from "../temporary-files.ts";
import { type Status, watch } from "../terminal.ts";
import { listItem, paragraph, percent, table, whole } from "../text.ts";
import { logFindings, textFindings } from "./findings.ts";
import type { ColumnLook } from "./look-at-column.ts";
import { type FileLook, lookAtFile } from "./look-at-file.ts";
import { type Roles, rolesOf } from "./roles.ts";

const help = `customer-equity doctor: what a file of transactions looks like, what is wrong with it, and the command to run

Usage
  customer-equity doctor FILE [options]     FILE is CSV (.csv, .gz, .zst) or Parquet

${readOptionsHelp}

Result
  --json                 print the result as JSON in place of the text

Exit code: 0 where the command that it proposes works, 2 where the file cannot be used as it is.
`;

/** `customer-equity doctor`: a look at a file before anything is computed. */
export const doctorCommand = command({
  name: "doctor",
  summary: "what a file looks like, which column is which, what is wrong, and the command to run",
  help,
  options: { ...readOptionTypes, json: { type: "boolean" } },
  operands: { expected: "one file of transactions, as in: doctor transactions.csv", min: 1, max: 1 },
  run: async ([file], values, { out, status }) => {
    const diagnosis = await diagnose(file as string, readOptions(values), status);
    out(values.json === true ? json(diagnosis) : diagnosisText(diagnosis));
    if (diagnosis.obstacle !== null) throw new BadInput(diagnosis.obstacle);
  },
});

/** All that the doctor finds. */
export interface Diagnosis {
  readonly look: FileLook;
  readonly roles: readonly string[];
  readonly filters: readonly Pick<ColumnLook, "name" | "frequent">[];
  readonly findings: readonly string[];
  readonly transactions: {
    readonly rows: number;
    readonly customers: number;
    readonly from: string;
    readonly until: string;
  } | null;
  /** The words after `customer-equity`. */
  readonly command: readonly string[];
  /** Why that command would not work; `null` where it does. */
  readonly obstacle: string | null;
}

/** Looks at the file, proposes how to read it, and tries that. */
export async function diagnose(file: string, given: ReadOptions, status: Status): Promise<Diagnosis> {
  const look = await withTemporaryFolder(async (folder) => {
    const database = await Database.open(folder);
    try {
      return await watch(status, "Looking at the file", () => lookAtFile(database, file, given, folder), database);
    } finally {
      database.close();
    }
  });
  const roles = rolesOf(look.columns, look.rows);
  const { options, words } = proposal(look, roles, given);
  let log: TransactionLog | null = null;
  let obstacle: string | null = null;
  try {
    log = await readTransactions([file], options, status);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    obstacle = error.message;
  }
  const summary = log && {
    rows: log.day.length,
    customers: log.names.length,
    from: isoDate(log.period[0]),
    until: isoDate(log.period[1]),
  };
  return {
    look,
    roles: roles.reasons,
    filters: roles.filters.map(({ name, frequent }) => ({ name, frequent })),
    findings: [...textFindings(look, roles), ...(log === null ? [] : logFindings(log))],
    transactions: summary,
    command: ["value", file, ...words, ...(summary === null ? [] : ["--until", summary.until])],
    obstacle,
  };
}

/** How the file is to be read: what was given, and what was found where nothing was. */
function proposal(
  { encoding, rejects }: FileLook,
  { customer, date, amount }: Roles,
  given: ReadOptions,
): { readonly options: ReadOptions; readonly words: readonly string[] } {
  const comma = amount.length > 0 && amount.every(({ numbers, numbersWithComma }) => numbersWithComma > numbers);
  const options: ReadOptions = {
    ...given,
    customer: given.customer ?? customer?.name,
    date: given.date ?? date?.name,
    amount: given.amount ?? (amount.length === 0 ? undefined : amount.map(({ name }) => name).join("*")),
    datePattern: given.datePattern ?? date?.dates?.pattern,
    encoding: given.encoding ?? encoding,
    decimalComma: given.decimalComma || comma,
    skipBadRows: given.skipBadRows || rejects.rows.length > 0,
  };
  const words: string[] = [];
  const say = (option: string, value: string | undefined): void => {
    if (value !== undefined) words.push(`--${option}`, value);
  };
  say("customer", options.customer);
  say("date", options.date);
  say("amount", options.amount);
  say("date-pattern", options.datePattern);
  say("separator", options.separator);
  say("encoding", options.encoding);
  if (options.decimalComma) words.push("--decimal-comma");
  for (const { column, values, negated } of options.where)
    say("where", `${column}${negated ? "!=" : "="}${values.join(",")}`);
  if (options.skipBadRows) words.push("--skip-bad-rows");
  return { options, words };
}

function diagnosisText({ look, roles, filters, findings, transactions, command, obstacle }: Diagnosis): string {
  const columns = look.columns.map((column) => [
    column.name === "" ? '""' : column.name,
    kindOf(column),
    whole(column.distinct),
    whole(column.empty),
    column.examples.join(" | ").slice(0, 50),
  ]);
  const choices = filters.map(
    ({ name, frequent }) =>
      `${name}: ${frequent.map(([value, count]) => `${value || '""'} ${whole(count)}`).join(", ")}`,
  );
  const lines = [
    `What ${look.name} looks like`,
    "",
    ...paragraph("File", [`${size(look.bytes)}, ${look.format}, ${whole(look.rows + look.rejects.rows.length)} rows`]),
    "",
    ...paragraph("Columns", leftTable([["name", "kind", "different", "empty", "such as"], ...columns])),
    "",
    ...paragraph("Taken as", roles.length > 0 ? roles : ["no column could be told"]),
    ...(choices.length > 0 ? ["", ...paragraph("Choose by", choices.flatMap(listItem))] : []),
    "",
    ...paragraph("Noticed", findings.length > 0 ? findings.flatMap(listItem) : ["nothing"]),
    "",
    ...(transactions === null
      ? []
      : [
          ...paragraph("Readable", [
            `${whole(transactions.rows)} transactions of ${whole(transactions.customers)} customers, ${transactions.from} to ${transactions.until}`,
          ]),
          "",
        ]),
    ...(obstacle === null ? paragraph("Run", [`customer-equity ${command.map(shellWord).join(" ")}`]) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function kindOf({ dates, numbers, numbersWithComma, distinct }: ColumnLook): string {
  if (dates !== null && (dates.pattern === undefined || numbers < 0.5 || dates.share === 1)) {
    return `dates ${dates.pattern ?? "yyyy-mm-dd"}`;
  }
  if (numbers > 0.9) return "numbers";
  if (numbersWithComma > 0.9) return "numbers with comma";
  if (numbers > 0.1) return `text, ${percent(numbers)} numbers`;
  return distinct <= 30 ? "codes" : "text";
}

/** Words to the left, counts to the right. */
function leftTable(rows: readonly (readonly string[])[]): string[] {
  const kinds = Math.max(...rows.map((row) => (row[1] as string).length));
  return table(rows.map(([name, kind, ...rest]) => [name as string, (kind as string).padEnd(kinds), ...rest]));
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${whole(bytes / 1000)} kB` : `${whole(bytes / 1e6)} MB`;
}

/** A word as a shell takes it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
