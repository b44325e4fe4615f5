import { InputError, isoDate } from "customer-equity";
import { BadInput } from "../bad-input.ts";
import { readTransactions, type TransactionLog } from "../input/read-transactions.ts";
import { outputOptions } from "../options/output-options.ts";
import { readOptions } from "../options/read-options.ts";
import { valueOptions } from "../options/value-options.ts";
import { parseWords } from "../options/words.ts";
import type { Status } from "../terminal.ts";
import { valueJob, valueJobOptions } from "../value/value-job.ts";
import type { ValueReport } from "../value/value-report.ts";
import { type DayCounts, dayCounts, usualPeriod } from "./day-counts.ts";
import { option } from "./proposal.ts";

/** How a command went. */
export interface Trial {
  /** The words tried in the end, with those added on the way. */
  readonly command: readonly string[];
  /** `null` where the file could not be read. */
  readonly log: TransactionLog | null;
  readonly days: DayCounts | null;
  /** `null` where the command does not work. */
  readonly report: ValueReport | null;
  /** Why it does not work; `null` where it does. */
  readonly obstacle: string | null;
}

/**
 * Does what a command `value` does, but for writing: reads the words as a command line, then the file, fits the models and
 * draws the report. Adds `--skip-bad-rows` where the file cannot be read without, and the period that the log covers.
 */
export async function tryCommand(words: readonly string[], status: Status): Promise<Trial> {
  let trial: Trial = { command: words, log: null, days: null, report: null, obstacle: null };
  try {
    const { log, command } = await readLog(words, status);
    const days = dayCounts(log);
    trial = { ...trial, log, days, command: [...command, ...periodOf(days)] };
    const { values } = parse(trial.command);
    const { report } = await valueJob(log, valueOptions(values), outputOptions(values).language, status);
    return { ...trial, report };
  } catch (error) {
    // What is wrong with the input is told; anything else is a fault of this program.
    if (!(error instanceof BadInput || error instanceof InputError)) throw error;
    return { ...trial, obstacle: error.message };
  }
}

function parse([, ...words]: readonly string[]) {
  return parseWords(words, valueJobOptions);
}

/** Reads the file as the words say, without its bad rows where they are fewer than the good ones. */
async function readLog(command: readonly string[], status: Status) {
  const read = (words: readonly string[]): Promise<TransactionLog> => {
    const { values, operands } = parse(words);
    return readTransactions(operands, readOptions(values), status);
  };
  try {
    return { log: await read(command), command };
  } catch (error) {
    if (!(error instanceof BadInput) || command.includes("--skip-bad-rows")) throw error;
    const lenient = [...command, "--skip-bad-rows"];
    const log = await read(lenient).catch(() => null);
    const bad = log?.skipped.find(({ reason }) => reason === "bad-row")?.count ?? 0;
    if (log === null || bad > log.day.length) throw error;
    return { log, command: lenient };
  }
}

/** The end of the log, and its beginning where there are transactions long before it. */
function periodOf(days: DayCounts): readonly string[] {
  const { first, last, before } = usualPeriod(days);
  return [...(before > 0 ? option("from", isoDate(first)) : []), ...option("until", isoDate(last))];
}
