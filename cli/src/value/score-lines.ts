import { tierSummary } from "customer-equity";
import { sum } from "../sum.ts";
import { amount, listItem, paragraph, percent, short, table, whole } from "../text.ts";
import type { ScoredCustomers } from "./results.ts";
import type { CustomerScores, ScoringModels, ScoringOptions } from "./score-customers.ts";

/** What to do about a warning on the command line, where its own words speak of the library. */
const advice: Readonly<Record<string, string>> = {
  "observed-until-assumed": "Here: --until.",
  "zero-amounts": 'Here: --where "amount!=0", with the spelling of the file.',
};

/** How many customers are expected to be active. */
export function activeLines(probabilityAlive: Float64Array): string[] {
  const active = whole(sum(probabilityAlive));
  return paragraph("Active now", [
    `${active} of ${whole(probabilityAlive.length)} customers are expected to be active`,
  ]);
}

/** What the customers will do and are worth. */
export function futureLines(scored: ScoredCustomers, options: ScoringOptions): string[] {
  const { history, total, concentration } = scored;
  const { horizon, annualDiscountRate } = options;
  const discount = `discounted at ${percent(annualDiscountRate)} a year`;
  const share = options.margin === 1 ? "the whole amount (margin 1)" : `${percent(options.margin)} of the amount`;
  return [
    ...paragraph("Forecast", [
      `next ${short(horizon)} ${history.timeUnit}s: ${whole(sum(scored.expectedTransactions))} purchases of these customers`,
    ]),
    ...paragraph("Value", [
      scored.expectedSpend === null
        ? `${amount(total)} purchases, ${discount} (no amounts, so value is not in money)`
        : `${amount(total)}, ${amount(total / history.frequency.length)} a customer; ${share}, ${discount}`,
    ]),
    ...paragraph("80/20", [
      `the best 20 % of customers hold ${percent(concentration.top20)} of the value; ${percent(concentration.for80.share)} of customers hold 80 % of it`,
    ]),
  ];
}

/** The tiers, as a table. */
export function tierLines({ tiers, values }: CustomerScores): string[] {
  const rows = tierSummary(tiers, values).tiers.map(({ label, customers, shareOfCustomers, value, shareOfValue }) => [
    label,
    whole(customers),
    percent(shareOfCustomers),
    amount(value),
    shareOfValue === null ? "" : percent(shareOfValue),
  ]);
  return paragraph("Tiers", table([["tier", "customers", "share", "value", "share"], ...rows]));
}

/** What the reader should watch, with the model that it is about and what to do; nothing where there is nothing. */
export function warningLines({
  warnings,
  transactions,
  spend,
}: Pick<CustomerScores, "warnings"> & ScoringModels): string[] {
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
