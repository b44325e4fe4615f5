import { describeTransactionModel, isoDate, type LeftOut, type LikelihoodFit } from "customer-equity";
import type { SkippedRows, TransactionLog } from "../input/read-transactions.ts";
import type { ValueOptions } from "../options/value-options.ts";
import { amount, paragraph, percent, short, whole } from "../text.ts";
import { activeLines, futureLines, tierLines, warningLines } from "./score-lines.ts";
import type { ValueReport } from "./value-report.ts";

/** Why rows or customers were left out, for readers. */
const reasons: Readonly<Record<string, string>> = {
  where: "rows that --where does not keep",
  "no-customer": "rows without a customer id",
  blank: "rows in which every cell is empty",
  "bad-row": "rows that cannot be read",
  returns: "returns and reversals (negative amounts)",
  "return-before-first-purchase": "returns before the customer's first purchase",
  "only-returns": "customers with returns only",
  "after-observed-until": "after the end of the log (--until)",
  "acquired-before-observed-from": "customers who bought before the log begins (--from)",
  "first-purchase-after-split": "customers who first bought after the split (--split)",
};

/** The short account of the job that is printed: what was read, what was found, what to watch. */
export function summaryText(
  log: TransactionLog,
  report: ValueReport,
  options: ValueOptions,
  written: readonly string[],
): string {
  return `${[
    `Value of the customers in ${fileNames(log)}`,
    "",
    ...inputLines(log, report),
    "",
    ...modelLines(report),
    "",
    ...futureLines(report, options),
    "",
    ...tierLines(report),
    "",
    ...warningLines(report),
    ...paragraph("Written", written),
  ].join("\n")}\n`;
}

/** The name of the file, or the number of files where there are several. */
export function fileNames({ files }: Pick<TransactionLog, "files">): string {
  return files.length === 1 ? (files[0] as string) : `${files.length} files`;
}

function inputLines(log: TransactionLog, { history }: ValueReport): string[] {
  const { account } = history;
  const [first, last] = log.period;
  const used =
    account === undefined
      ? []
      : [
          `${whole(account.purchases)} purchases of ${whole(history.frequency.length)} customers` +
            (account.merged > 0 ? `; ${whole(account.merged)} rows joined another of the same customer and day` : "") +
            (account.netted > 0 ? `; ${whole(account.netted)} returns were set against spend` : ""),
        ];
  const left = [...log.skipped.map(skippedLine), ...(history.leftOut ?? []).map(leftOutLine)];
  return [
    ...paragraph("Read", [`${whole(log.rowsRead)} rows, dates from ${isoDate(first)} to ${isoDate(last)}`, log.source]),
    ...paragraph("Used", used),
    ...paragraph("Left out", left.length > 0 ? left : ["nothing"]),
  ];
}

/** Rows of a file that were not used, with the reason. */
export function skippedLine({ reason, count, examples }: SkippedRows): string {
  const where = reason === "bad-row" ? ` (${examples.join("; ")}${count > examples.length ? "; ..." : ""})` : "";
  return `${whole(count)} ${reasons[reason]}${where}`;
}

function leftOutLine({ reason, what, count, transactions }: LeftOut): string {
  const words = reasons[reason] ?? reason;
  if (what === "transactions") {
    return `${whole(count)} ${words.startsWith("return") ? words : `transactions ${words}`}`;
  }
  const who = words.startsWith("customers") ? words : `customers ${words}`;
  return `${whole(count)} ${who}${transactions > 0 ? `, with ${whole(transactions)} transactions` : ""}`;
}

function modelLines({ history, transactions, spend, holdout, probabilityAlive }: ValueReport): string[] {
  const end = history.observedUntil === undefined ? "" : ` up to ${isoDate(history.observedUntil)}`;
  const lines = [
    ...paragraph("Purchases", [
      `${describeTransactionModel(transactions).label}${end}, time in ${history.timeUnit}s`,
      ...estimates(transactions),
    ]),
    ...(spend === null ? [] : paragraph("Spend", ["gamma-gamma", ...estimates(spend)])),
    ...activeLines(probabilityAlive),
  ];
  if (holdout === null) return lines;
  const compare = (what: string, { expected, actual }: { expected: number; actual: number }): string => {
    const bias = actual === 0 ? "" : `, off by ${percent(expected / actual - 1)}`;
    return `${what}: expected ${whole(expected)}, actual ${whole(actual)}${bias}`;
  };
  return [
    ...lines,
    ...paragraph("Holdout", [
      `a model of the log up to the split, for the ${short(holdout.duration)} ${history.timeUnit}s after it`,
      `${compare("Purchases", holdout.purchases)}`,
      ...(holdout.spend === undefined ? [] : [compare("Amounts", holdout.spend)]),
    ]),
  ];
}

function estimates(fit: LikelihoodFit<unknown>): string[] {
  const model = fit.model as Readonly<Record<string, number>>;
  const parts = fit.parameterNames.map((name) => {
    const error = fit.standardErrors?.[name];
    return `${name} ${short(model[name] as number)}${error === undefined ? "" : ` (±${short(error)})`}`;
  });
  return [parts.join(", "), `log-likelihood ${amount(fit.logLikelihood)}, ${whole(fit.customers)} customers`];
}
