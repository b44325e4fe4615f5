import { counted } from "../report/counted.ts";
import { unusedNames } from "../report/taken-columns.ts";
import { writing } from "../report/writing.ts";
import { listItem, paragraph, percent, table, whole } from "../text.ts";
import { skippedLine } from "../value/summary.ts";
import type { LoyaltyReport } from "./analysis/analyze-loyalty.ts";
import { classWords } from "./page/class-words.ts";
import { loyaltyWarningText, subjectName } from "./page/loyalty-warnings.ts";
import { partName, takenText, termName, whyLeftOut } from "./page/page-input.ts";
import { countsOf } from "./results/loyalty-results.ts";

/** The short account that is printed: what was read, who is of which class, what moved, what to watch. */
export function loyaltySummary(report: LoyaltyReport, written: readonly string[]): string {
  return `${[
    `Loyalty of the customers in ${report.answers.file}`,
    "",
    ...inputLines(report),
    "",
    ...classLines(report),
    ...moveLines(report),
    ...driverLines(report),
    ...warningLines(report),
    ...paragraph("Written", written),
  ].join("\n")}\n`;
}

function inputLines({ answers, parts, leftOut, inputs, previous }: LoyaltyReport): string[] {
  const { rows, respondents, plan, skipped, codes } = answers;
  const taken = plan.taken.map((columns) => takenText(columns, "en").join(": "));
  const left = [
    ...skipped.map(skippedLine),
    ...codes.map(({ code, cells }) => `${counted(whole(cells), "cell", "cells")} with the code ${code}: no answer`),
    ...parts.flatMap(({ key, missing }) =>
      missing === 0
        ? []
        : [
            `${partName(key, "en")}: ${counted(whole(missing), "customer", "customers")} without a class, as an input is missing`,
          ],
    ),
    ...(inputs.emptyWallets === 0
      ? []
      : [`${counted(whole(inputs.emptyWallets), "customer", "customers")} without any balance: no share of wallet`]),
    ...(plan.unused.length === 0 ? [] : [`columns that are not used: ${unusedNames(plan.unused, "en").join(", ")}`]),
    ...leftOut.map((one) => `${partName(one.part, "en")}: ${whyLeftOut(one, "en")}`),
  ];
  const before = previous === null ? [] : [`${previous.file}: ${whole(previous.customers)} customers`];
  return [
    ...paragraph("Read", [`${whole(rows)} rows, ${whole(respondents.length)} customers`, ...before]),
    ...paragraph("Columns", taken),
    ...paragraph(
      "Left out",
      left.length > 0 ? left.flatMap((line) => listItem(line).map((part) => part.slice(2))) : ["nothing"],
    ),
  ];
}

function classLines({ parts, values }: LoyaltyReport): string[] {
  return parts.flatMap((part) => {
    const worth = values.find((value) => value.part === part)?.summary.tiers;
    const rows = countsOf(part).map(({ label, customers, share }, k) => [
      label,
      whole(customers),
      percent(share),
      ...(worth === undefined ? [] : [writing("en").percent(worth[k]?.shareOfValue ?? null)]),
    ]);
    const headings = [classWords.en[part.key].name, "customers", "share", ...(worth === undefined ? [] : ["of value"])];
    return [...paragraph("Classes", table([headings, ...rows])), ""];
  });
}

function moveLines({ migrations }: LoyaltyReport): string[] {
  const lines = migrations.map(({ key, matrix }) => {
    const stayed = matrix.counts.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
    const moved = matrix.counts.flat().reduce((sum, count) => sum + count, 0) - stayed;
    return `${partName(key, "en")}: ${whole(stayed)} stayed, ${whole(moved)} moved`;
  });
  return lines.length === 0 ? [] : [...paragraph("Moves", lines), ""];
}

function driverLines({ curve, determinants }: LoyaltyReport): string[] {
  const { points, interval } = writing("en");
  const lines = [
    ...(curve === null ? [] : [`loyalty over satisfaction: ${curve.curves.best}, ${whole(curve.curves.n)} customers`]),
    ...(determinants === null
      ? []
      : table([
          ["determinant", "coefficient", "interval"],
          ...determinants.fit.terms
            .filter(({ name }) => name !== "(intercept)")
            .map((term) => [termName(term.name, "en"), points(term.estimate), interval(term, points)]),
        ])),
  ];
  return lines.length === 0 ? [] : [...paragraph("Drivers", lines), ""];
}

function warningLines({ warnings }: LoyaltyReport): string[] {
  const lines = warnings.flatMap((warning) => {
    const [what, , advice] = loyaltyWarningText(warning, "en") ?? [warning.message, "", ""];
    return listItem(`${subjectName(warning.subject, "en")}: ${what} ${advice}`);
  });
  return lines.length === 0 ? [] : [...paragraph("Warnings", lines), ""];
}
