import { InputError, isoDate } from "customer-equity";
import type { Warning } from "customer-equity/clv";
import { BadInput } from "../bad-input.ts";
import { readTransactions, type TransactionLog } from "../input/read-transactions.ts";
import type { ReadOptions } from "../options/read-options.ts";
import type { ValueOptions } from "../options/value-options.ts";
import { type Status, watch } from "../terminal.ts";
import { fileNames } from "../value/summary.ts";
import { type ValueReport, valueCustomers } from "../value/value-report.ts";
import type { Base, Bases } from "./base.ts";

/** Reads a log and values its customers as they were known at each of two dates, with models of the log up to that date. */
export async function basesFromLog(
  files: readonly string[],
  dates: readonly [number, number],
  reading: ReadOptions,
  options: ValueOptions,
  status: Status,
): Promise<Bases> {
  const log = await readTransactions(files, reading, status);
  const [firstDay] = log.period;
  if (dates[0] < firstDay) {
    const first = isoDate(firstDay);
    throw new BadInput(`--dates: expected dates from the first of the log (${first}) on, found ${isoDate(dates[0])}.`);
  }
  const valued = (date: number, model: ValueOptions["model"]): Promise<ValueReport> =>
    watch(status, `Fitting the models at ${isoDate(date)}`, () => valueAt(log, date, { ...options, model }));
  const after = await valued(dates[1], options.model);
  // The same model at both dates: another one would move customers by itself.
  const before = await valued(dates[0], after.model);
  if ((before.spend === null) !== (after.spend === null)) {
    const [without] = before.spend === null ? dates : [dates[1]];
    throw new BadInput(
      `--dates: values at ${isoDate(without as number)} are not in money, as no repeat purchase up to it has an amount above 0; at the other date they are.`,
    );
  }
  return {
    before: baseOf(before, dates[0], []),
    after: baseOf(after, dates[1], endOfLog(log, dates[1])),
    read: [{ name: fileNames(log), rows: log.rowsRead, skipped: log.skipped }],
  };
}

function valueAt(log: TransactionLog, date: number, options: ValueOptions): ValueReport {
  try {
    return valueCustomers(log, { ...options, until: date });
  } catch (error) {
    if (!(error instanceof InputError || error instanceof BadInput)) throw error;
    throw new BadInput(`At ${isoDate(date)}: ${error.message}`);
  }
}

function endOfLog({ period: [, last] }: TransactionLog, date: number): readonly Warning[] {
  // A few days without a transaction are what holidays are like.
  if (date <= last + 7) return [];
  const message = `The last transaction of the log is of ${isoDate(last)}. From then on the customers count as silent: if the log is not complete up to the date, take an earlier one.`;
  return [{ code: "date-after-log", message }];
}

function baseOf(report: ValueReport, date: number, warnings: readonly Warning[]): Base {
  const { history, values, tiers, probabilityAlive, transactions, spend } = report;
  return {
    name: isoDate(date),
    customers: history.customers ?? [],
    values,
    tiers,
    probabilityAlive,
    models: { transactions: transactions.model, spend: spend?.model ?? null },
    warnings: [...report.warnings, ...warnings],
  };
}
