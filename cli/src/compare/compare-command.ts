import { command } from "../command.ts";
import { readOptionsHelp } from "../options/read-options.ts";
import { valueOptionsHelp } from "../options/value-options.ts";
import { type Status, watch } from "../terminal.ts";
import { writeFiles } from "../write-files.ts";
import type { Bases } from "./base.ts";
import { basesFromFiles } from "./bases-from-files.ts";
import { basesFromLog } from "./bases-from-log.ts";
import { compareBases } from "./compare-bases.ts";
import { type CompareOptions, compareOptions, compareOptionTypes } from "./compare-options.ts";
import { comparisonCsv, comparisonJson } from "./compare-results.ts";
import { comparisonSummary } from "./compare-summary.ts";
import { comparisonHtml } from "./comparison-html.ts";

const help = `customer-equity compare: who moved between tiers, and where value was gained and lost, between two dates

Usage
  customer-equity compare FILE... --dates DATE,DATE [options]   FILE is a log of transactions, as for value. The customers
                                            are valued as they were known at each date, by models of the log up to it
  customer-equity compare FILE FILE [options]   without --dates: two files of valued customers, the earlier first, such as
                                            the customers.csv of two runs of value, or the scores.csv of score; columns
                                            customer, value, tier and, where it is there, probability_alive

With --dates

${readOptionsHelp}

${withoutLines(valueOptionsHelp, ["--until", "--split"])}

With two files of valued customers
  --separator, --encoding, --skip-bad-rows   as above
  --labels NAMES         the tiers, best first             (default: by their mean values)

Result
  --out FOLDER           where comparison.csv and comparison.html go    (default: customer-equity-output)
  --lang en|zh           language of the page              (default: en)
  --json                 print the result as JSON in place of the summary
`;

/** The help of other commands without some of its options. */
function withoutLines(help: string, options: readonly string[]): string {
  return help
    .split("\n")
    .filter((line) => !options.some((option) => line.trimStart().startsWith(option)))
    .join("\n");
}

/** `customer-equity compare`: two dates of the same bank. */
export const compareCommand = command({
  name: "compare",
  summary: "between two dates: who moved between tiers, where value was gained and lost",
  help,
  options: compareOptionTypes,
  operands: { expected: "files, as in: compare transactions.csv --dates 2025-06-30,2025-12-31", min: 1, max: Infinity },
  run: async (files, values, { out, status }) => {
    const options = compareOptions(values, files);
    const { output } = options;
    const bases = await basesOf(files, options, status);
    const comparison = await watch(status, "Comparing", () => compareBases(bases));
    const page = await watch(status, "Drawing the page", () => comparisonHtml(comparison, output.language));
    const written = await watch(status, "Writing", () =>
      writeFiles(output.out, { "comparison.csv": comparisonCsv(comparison), "comparison.html": [page] }),
    );
    out((output.json ? comparisonJson : comparisonSummary)(comparison, written));
  },
});

function basesOf(files: readonly string[], options: CompareOptions, status: Status): Promise<Bases> {
  const { reading } = options;
  return options.form === "log"
    ? basesFromLog(files, options.dates, reading, options.value, status)
    : basesFromFiles(files as readonly [string, string], options.labels, reading, status);
}
