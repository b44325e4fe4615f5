import { command } from "../command.ts";
import { readTransactions } from "../input/read-transactions.ts";
import { outputOptions } from "../options/output-options.ts";
import { readOptions, readOptionsHelp } from "../options/read-options.ts";
import { valueOptions, valueOptionsHelp } from "../options/value-options.ts";
import { watch } from "../terminal.ts";
import { writeFiles } from "../write-files.ts";
import { customersCsv, modelsJson, resultJson } from "./results.ts";
import { summaryText } from "./summary.ts";
import { valueJob, valueJobOptions } from "./value-job.ts";

const help = `customer-equity value: from a transaction log to each customer's value and tier

Usage
  customer-equity value FILE... [options]   FILE is CSV with a header line (.csv, .gz, .zst) or Parquet; several files and
                                            patterns such as "log-2025-*.csv" are read as one log

${readOptionsHelp}

${valueOptionsHelp}

Result
  --out FOLDER           where customers.csv, models.json and report.html go    (default: customer-equity-output)
  --lang en|zh           language of the report            (default: en)
  --json                 print the result as JSON in place of the summary
`;

/** `customer-equity value`: the main job. */
export const valueCommand = command({
  name: "value",
  summary: "each customer's chance to be active, expected purchases, value and tier, with a report",
  help,
  options: valueJobOptions,
  operands: { expected: "files of transactions, as in: value transactions.csv", min: 1, max: Infinity },
  run: async (files, values, { out, status }) => {
    const reading = readOptions(values);
    const options = valueOptions(values);
    const output = outputOptions(values);
    const log = await readTransactions(files, reading, status);
    const { report, page } = await valueJob(log, options, output.language, status);
    const written = await watch(status, "Writing", () =>
      writeFiles(output.out, {
        "customers.csv": customersCsv(report),
        "models.json": [modelsJson(report, options)],
        "report.html": [page],
      }),
    );
    out(output.json ? resultJson(log, report, options, written) : summaryText(log, report, options, written));
  },
});
