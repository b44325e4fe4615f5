import { basename } from "node:path";
import { BadInput } from "../bad-input.ts";
import { badRow } from "../input/convert-log.ts";
import { Database, literal, trimmed } from "../input/database.ts";
import { requireReadable } from "../input/find-files.ts";
import { type Table, withTable } from "../input/open-table.ts";
import { faultAt, loadCells, rowNumber } from "../input/read-rows.ts";
import type { SkippedRows } from "../input/read-transactions.ts";
import type { Rejects } from "../input/rejects.ts";
import type { AnswerOptions } from "../options/answer-options.ts";
import type { RowFilter } from "../options/read-options.ts";
import { withTemporaryFolder } from "../temporary-files.ts";
import { type Status, watch } from "../terminal.ts";
import { whole } from "../text.ts";
import { AnswerSheets, type RowState, type SheetFault } from "./answer-sheets.ts";
import { answerOf, type ColumnCodes, codeNumberOf, codesOf, isCode, numberOf } from "./cell-expressions.ts";
import { describeFault } from "./describe-fault.ts";
import { type CodeCount, FileAnswers } from "./file-answers.ts";
import { FileHeader } from "./file-header.ts";
import type { PlannedColumn, SheetPlan } from "./sheet-plan.ts";

/** Which columns of a file with such a header are what. */
export type PlanOf<P extends SheetPlan> = (file: string, header: readonly string[]) => P;

/** What `planOf` makes of the header of a file. */
export function readPlan<T>(
  file: string,
  planOf: (file: string, header: readonly string[]) => T,
  { reading }: Pick<AnswerOptions, "reading">,
  status: Status,
): Promise<T> {
  return withAnswers(file, reading, status, (_, table) => Promise.resolve(planOf(table.name, table.header)));
}

/**
 * Reads answers, one row a person, from a file (CSV or Parquet), as the plan that `planOf` makes of its header has it. Throws
 * {@link BadInput} with file, row, column, what was expected and what was found; with `skipBadRows` such rows are counted in place of that.
 */
export function readAnswers<P extends SheetPlan>(
  file: string,
  planOf: PlanOf<P>,
  options: AnswerOptions,
  status: Status,
): Promise<FileAnswers<P>> {
  return withAnswers(file, options.reading, status, (database, table) =>
    answersOf(database, table, planOf(table.name, table.header), options),
  );
}

function withAnswers<T>(
  file: string,
  reading: AnswerOptions["reading"],
  status: Status,
  read: (database: Database, table: Table) => Promise<T>,
): Promise<T> {
  requireReadable(file, "a header line and answers");
  return withTemporaryFolder(async (folder) => {
    const database = await Database.open(folder);
    try {
      const work = (): Promise<T> => withTable(database, file, reading, folder, (table) => read(database, table));
      return await watch(status, `Reading ${basename(file)}`, work, database);
    } finally {
      database.close();
    }
  });
}

async function answersOf<P extends SheetPlan>(
  database: Database,
  table: Table,
  plan: P,
  options: AnswerOptions,
): Promise<FileAnswers<P>> {
  const { decimalComma, skipBadRows, where } = options.reading;
  const codes = plan.columns.map((column) => codesOf(column, options.missingCodes));
  requireCodedColumns(table, plan, options);
  const cells = [...plan.columns.map(({ index }) => table.cell(index)), stateOf(table, where)];
  const rejects = await loadCells(database, table, cells, skipBadRows);
  const values = plan.columns.map(({ rule }, k) => `${numberOf(`c${k}`, rule, decimalComma)} AS v${k}`);
  const from = `(SELECT *, ${[...values, "0 AS none"].join(", ")} FROM cells)`;
  const coded = (k: number, own: ColumnCodes): string =>
    isCode(`c${k}`, codeNumberOf(`c${k}`, `v${k}`, (plan.columns[k] as PlannedColumn).rule, decimalComma), own);
  const select = plan.columns.map(({ rule }, k) => {
    const own = codes[k] as ColumnCodes;
    return rule.kind === "text" ? textOf(k, own) : answerOf(`c${k}`, `v${k}`, coded(k, own));
  });
  const sheets = new AnswerSheets(plan);
  await database.chunks(
    `SELECT c${plan.columns.length}, ${[...select, "0"].join(", ")} FROM ${from}`,
    (columns, rows) => {
      for (let i = 0; i < rows; i++) sheets.take((column) => columns[column]?.getItem(i));
    },
  );
  const skipped = await skippedRows(database, table, plan, sheets, rejects, skipBadRows);
  const rows = sheets.rows + rejects.rows.length;
  if (rows === 0) throw new BadInput(`${table.name}: a header line but no answers.`);
  if (sheets.used === 0) {
    const why = skipped.map(({ reason, count, examples }) => {
      if (reason === "blank") return `${whole(count)} empty`;
      return `${whole(count)} ${reason === "where" ? "by --where" : `by --skip-bad-rows, as ${examples[0]}`}`;
    });
    throw new BadInput(`${table.name}: none of its ${whole(rows)} rows is left (left out: ${why.join("; ")}).`);
  }
  requireWeights(table, plan, sheets);
  return new FileAnswers<P>(
    {
      file: table.name,
      format: table.format,
      plan,
      respondents: sheets.respondents((count) => `${rowNumber(count, rejects.rows)}`),
      rows,
      skipped,
      codes: await countCodes(database, from, codes, coded, options),
    },
    sheets.numbers,
    sheets.texts,
  );
}

function textOf(k: number, { texts, numbers }: ColumnCodes): string {
  const list = [...texts, ...numbers.map(String)].map(literal);
  const cell = trimmed(`c${k}`);
  return list.length === 0 ? cell : `CASE WHEN ${cell} IN (${list.join(", ")}) THEN '' ELSE ${cell} END`;
}

/** What is done with a row: spreadsheets write rows without anything in them below the last; others pass every filter of `--where` or not. */
function stateOf(table: Table, where: readonly RowFilter[]): string {
  const header = new FileHeader(table.name, table.header);
  const passes = where.map(({ column, values, negated }) => {
    header.take("groups", [column], { kind: "text" }, "--where");
    const cell = trimmed(table.cell(table.header.indexOf(column)));
    return `${cell} ${negated ? "NOT " : ""}IN (${values.map(literal).join(", ")})`;
  });
  const all = `concat(${table.header.map((_, index) => table.cell(index)).join(", ")})`;
  const states: Readonly<Record<RowState, string>> = {
    blank: `${trimmed(all)} = ''`,
    kept: passes.join(" AND ") || "true",
    notKept: "true",
  };
  const cases = Object.entries(states).map(([state, condition]) => `WHEN ${condition} THEN ${literal(state)}`);
  return `CASE ${cases.join(" ")} END`;
}

function requireCodedColumns({ name }: Table, plan: SheetPlan, { missingCodes }: AnswerOptions): void {
  const known = plan.columns.map((column) => column.name);
  const stray = missingCodes.find(({ column }) => column !== null && !known.includes(column))?.column;
  if (stray === undefined || stray === null) return;
  throw new BadInput(
    `--missing-code: no column ${JSON.stringify(stray)} of ${name} is read. Those read: ${known.join(", ")}.`,
  );
}

/** Weights of which none is above 0 leave nobody who counts. */
function requireWeights({ name }: Table, { weight }: SheetPlan, sheets: AnswerSheets): void {
  const weights = weight === null ? undefined : sheets.numbers.get(weight);
  if (weights === undefined || weights.some((value) => value !== null && value > 0)) return;
  const found = weights.every((value) => value === null) ? "none" : "none above 0";
  throw new BadInput(
    `${name}, column ${JSON.stringify(weight)}: expected weights of the respondents, found ${found}. Fill them in, or say "weight": null in an instrument file, so that each respondent counts once.`,
  );
}

/** Throws at the first row at fault, or counts and describes them. */
async function skippedRows(
  database: Database,
  table: Table,
  plan: SheetPlan,
  sheets: AnswerSheets,
  rejects: Rejects,
  skipBadRows: boolean,
): Promise<readonly SkippedRows[]> {
  const tell = async ({ position, fault }: SheetFault): Promise<string> =>
    faultAt(rowNumber(position, rejects.rows), await describeFault(database, plan, position, fault));
  const [first] = sheets.faults;
  if (first !== undefined && !skipBadRows) throw badRow(table.name, await tell(first));
  const examples = [...rejects.examples];
  for (const fault of sheets.faults.slice(0, 3 - examples.length)) examples.push(await tell(fault));
  const skipped: SkippedRows[] = [];
  if (sheets.blank > 0) skipped.push({ reason: "blank", count: sheets.blank, examples: [] });
  if (sheets.notKept > 0) skipped.push({ reason: "where", count: sheets.notKept, examples: [] });
  const bad = sheets.bad + rejects.rows.length;
  if (bad > 0) skipped.push({ reason: "bad-row", count: bad, examples });
  return skipped;
}

/** How many cells each code of `--missing-code` was found in, all columns together. */
async function countCodes(
  database: Database,
  from: string,
  codes: readonly ColumnCodes[],
  coded: (k: number, own: ColumnCodes) => string,
  { missingCodes }: AnswerOptions,
): Promise<readonly CodeCount[]> {
  const all = [...new Set(missingCodes.flatMap((given) => given.codes))];
  const counts: CodeCount[] = [];
  for (const code of all) {
    const parts = codes.flatMap(({ texts, numbers }, k) => {
      const own = {
        texts: texts.filter((text) => text === code),
        numbers: numbers.filter((number) => number === Number(code)),
      };
      return own.texts.length + own.numbers.length === 0 ? [] : [`coalesce(${coded(k, own)}, false)::INTEGER`];
    });
    const sum = parts.length === 0 ? "0" : `sum(${parts.join(" + ")})`;
    const [[cells] = [0]] = await database.rows<[number]>(`SELECT coalesce(${sum}, 0)::DOUBLE FROM ${from}`);
    counts.push({ code, cells });
  }
  return counts;
}
