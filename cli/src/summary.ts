import { isoDate, type LeftOut, type LikelihoodFit, tierSummary } from "customer-equity";
import type { ValueOptions } from "./options.ts";
import type { SkippedRows, TransactionLog } from "./read-transactions.ts";
import { amount, listItem, paragraph, percent, short, table, whole } from "./text.ts";
import { sum, type ValueReport } from "./value.ts";

/** Why rows or customers were left out, for readers. */
const reasons: Readonly<Record<string, string>> = {
  where: "rows that --where does not keep",
  "no-customer": "rows without a customer id",
  "bad-row": "rows that cannot be read",
  returns: "returns and reversals (negative amounts)",
  "return-before-first-purchase": "returns before the customer's first purchase",
  "only-returns": "customers with returns only",
  "after-observed-until": "after the end of the log (--until)",
  "acquired-before-observed-from": "customers who bought before the log begins (--from)",
  "first-purchase-after-split": "customers who first bought after the split (--split)",
};

/** What to do about a warning on the command line, where its own words speak of the library. */
const advice: Readonly<Record<string, string>> = {
  "observed-until-assumed": "Here: --until.",
  "zero-amounts": 'Here: --where "amount!=0", with the spelling of the file.',
};

/** The short account of the job that is printed: what was read, what was found, what to watch. */
export function summaryText(
  file: string,
  log: TransactionLog,
  report: ValueReport,
  options: ValueOptions,
  written: readonly string[],
): string {
  return `${[
    `Value of the customers in ${file}`,
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

function inputLines(log: TransactionLog, { history }: ValueReport): string[] {
  const { account } = history;
  let first = Infinity;
  let last = -Infinity;
  for (const day of log.day) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
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

function skippedLine({ reason, count, examples }: SkippedRows): string {
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

function modelLines({ history, transactions, spend, holdout, ...report }: ValueReport): string[] {
  const end = history.observedUntil === undefined ? "" : ` up to ${isoDate(history.observedUntil)}`;
  const lines = [
    ...paragraph("Purchases", [`BG/NBD${end}, time in ${history.timeUnit}s`, ...estimates(transactions)]),
    ...(spend === null ? [] : paragraph("Spend", ["gamma-gamma", ...estimates(spend)])),
    ...paragraph("Active now", [
      `${whole(sum(report.probabilityAlive))} of ${whole(history.frequency.length)} customers are expected to be active`,
    ]),
  ];
  if (holdout === null) return lines;
  const compare = (what: string, { expected, actual }: { expected: number; actual: number }): string => {
    const bias = actual === 0 ? "" : `, off by ${percent(expected / actual - 1)}`;
    return `${what}: expected ${whole(expected)}, actual ${whole(actual)}${bias}`;
  };
  return [
    ...lines,
    ...paragraph("Holdout", [
      `${short(holdout.duration)} ${history.timeUnit}s after the split. ${compare("Purchases", holdout.purchases)}`,
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

function futureLines(report: ValueReport, options: ValueOptions): string[] {
  const { history, spend, total, concentration } = report;
  const { horizon, annualDiscountRate } = options;
  const discount = `discounted at ${percent(annualDiscountRate)} a year`;
  const share = options.margin === 1 ? "the whole amount (margin 1)" : `${percent(options.margin)} of the amount`;
  return [
    ...paragraph("Forecast", [
      `next ${short(horizon)} ${history.timeUnit}s: ${whole(sum(report.expectedTransactions))} purchases of these customers`,
    ]),
    ...paragraph("Value", [
      spend === null
        ? `${amount(total)} purchases, ${discount} (no amounts, so value is not in money)`
        : `${amount(total)}, ${amount(total / history.frequency.length)} a customer; ${share}, ${discount}`,
    ]),
    ...paragraph("80/20", [
      `the best 20 % of customers hold ${percent(concentration.top20)} of the value; ${percent(concentration.for80.share)} of customers hold 80 % of it`,
    ]),
  ];
}

function tierLines({ tiers, values }: ValueReport): string[] {
  const rows = tierSummary(tiers, values).tiers.map(({ label, customers, shareOfCustomers, value, shareOfValue }) => [
    label,
    whole(customers),
    percent(shareOfCustomers),
    amount(value),
    shareOfValue === null ? "" : percent(shareOfValue),
  ]);
  return paragraph("Tiers", table([["tier", "customers", "share", "value", "share"], ...rows]));
}

function warningLines({ warnings, transactions, spend }: ValueReport): string[] {
  const lines = warnings.flatMap((warning) => {
    const { code, message, count } = warning;
    const subject = transactions.warnings.includes(warning)
      ? "Purchases: "
      : spend?.warnings.includes(warning) === true
        ? "Spend: "
        : "";
    const many = count === undefined || message.includes(`${count}`) ? "" : ` (${whole(count)} such)`;
    return listItem(`${subject}${message}${many} ${advice[code] ?? ""}`);
  });
  return lines.length === 0 ? [] : [...paragraph("Warnings", lines), ""];
}
