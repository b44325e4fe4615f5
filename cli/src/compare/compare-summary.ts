import { amount, listItem, paragraph, percent, table, whole } from "../text.ts";
import { skippedLine } from "../value/summary.ts";
import type { Comparison, Worth } from "./compare-bases.ts";
import { comparedCustomer } from "./compare-results.ts";

/** More tiers than this do not fit on a line. */
const mostTiers = 8;

/** The short account that is printed. */
export function comparisonSummary(comparison: Comparison, written: readonly string[]): string {
  return `${[
    `Customers between ${comparison.before.name} and ${comparison.after.name}`,
    "",
    ...inputLines(comparison),
    "",
    ...valueLines(comparison),
    "",
    ...matrixLines(comparison),
    "",
    ...customerLines("Gains", comparison, comparison.gains),
    ...customerLines("Losses", comparison, comparison.losses),
    ...warningLines(comparison),
    ...paragraph("Written", written),
  ].join("\n")}\n`;
}

function inputLines({ read }: Comparison): string[] {
  const left = read.flatMap(({ name, skipped }) => skipped.map((rows) => `${name}: ${skippedLine(rows)}`));
  return [
    ...paragraph(
      "Read",
      read.map(({ name, rows }) => `${name}: ${whole(rows)} rows`),
    ),
    ...paragraph("Left out", left.length > 0 ? left : ["nothing"]),
  ];
}

function valueLines({ before, after, total, parts, activity }: Comparison): string[] {
  const money =
    before.models !== null && before.models.spend === null ? " purchases (no amounts, so not in money)" : "";
  const share = total.before > 0 ? `, ${signed(total.change / total.before, percent)}` : "";
  const row = (name: string, { customers, before, after, change }: Worth): string[] => [
    name,
    whole(customers),
    amount(before),
    amount(after),
    signed(change, amount),
  ];
  const headings = ["customers", "number", "value before", "value after", "change"];
  const silent = ({ customers, before }: Worth): string =>
    `${whole(customers)} customers, worth ${amount(before)} before`;
  return [
    ...paragraph("Before", [`${whole(before.customers.length)} customers worth ${amount(total.before)}${money}`]),
    ...paragraph("After", [
      `${whole(after.customers.length)} customers worth ${amount(total.after)}${money}: ${signed(total.change, amount)}${share}`,
    ]),
    "",
    ...paragraph("Change", table([headings, ...parts.map((part) => row(part.movement, part)), row("all", total)])),
    ...(activity === null
      ? []
      : [
          "",
          ...paragraph("Activity", [
            `no longer likely to be active (below 50 %): ${silent(activity.fellSilent)}`,
            `likely to be active again: ${silent(activity.cameBack)}`,
          ]),
        ]),
  ];
}

function matrixLines({ migration }: Comparison): string[] {
  const { classes, counts, left, entered } = migration;
  const labels = classes.map(({ label }) => label);
  if (labels.length > mostTiers) return paragraph("Tiers", [`${whole(labels.length)} tiers: see --json`]);
  const rows = counts.map((row, i) => [labels[i] as string, ...row.map(whole), whole(left[i] as number)]);
  const heading = ["before \\ after", ...labels, "gone"];
  return paragraph("Tiers", table([heading, ...rows, ["new", ...entered.map(whole), ""]]));
}

function customerLines(heading: string, comparison: Comparison, entries: readonly number[]): string[] {
  if (entries.length === 0) return [];
  const rows = entries.map((i) => {
    const { customer, tierBefore, tierAfter, valueBefore, valueAfter, change } = comparedCustomer(comparison, i);
    const money = (value: number | null): string => (value === null ? "-" : amount(value));
    return [
      customer,
      tierBefore ?? "-",
      tierAfter ?? "-",
      money(valueBefore),
      money(valueAfter),
      signed(change, amount),
    ];
  });
  return [...paragraph(heading, table([["customer", "tier", "then", "value", "then", "change"], ...rows])), ""];
}

function warningLines({ before, after }: Comparison): string[] {
  const lines = [before, after].flatMap(({ name, warnings }) =>
    warnings.flatMap(({ message, count }) => {
      const many = count === undefined || message.includes(`${count}`) ? "" : ` (${whole(count)} such)`;
      return listItem(`${name}: ${message}${many}`);
    }),
  );
  return lines.length === 0 ? [] : [...paragraph("Warnings", lines), ""];
}

/** A difference with its sign. */
function signed(value: number, format: (value: number) => string): string {
  const text = format(value);
  return value > 0 ? `+${text}` : text;
}
