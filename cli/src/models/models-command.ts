import { compareTransactionModels } from "customer-equity/clv";
import { command } from "../command.ts";
import { readTransactions } from "../input/read-transactions.ts";
import { outputOptions, outputOptionTypes } from "../options/output-options.ts";
import { readOptions, readOptionsHelp, readOptionTypes } from "../options/read-options.ts";
import { historyOptions, historyOptionsHelp, historyOptionTypes } from "../options/value-options.ts";
import { watch } from "../terminal.ts";
import { checkDates, historyOf } from "../value/history-of-log.ts";
import { writeFiles } from "../write-files.ts";
import { modelsHtml } from "./models-html.ts";
import { modelsResultJson, modelsSummary } from "./models-results.ts";

const help = `customer-equity models: which model of purchases describes a transaction log best

Usage
  customer-equity models FILE... [options]   FILE as for the command "value"

Fits every model of purchases to the customers of the log, ranks them by BIC (and by what came after --split), and says which
one to use. The command "value" takes it as --model.

${readOptionsHelp}

${historyOptionsHelp}

Result
  --out FOLDER           where models.html goes            (default: customer-equity-output)
  --lang en|zh           language of the page and of the reasons   (default: en)
  --json                 print the result as JSON in place of the summary
`;

/** `customer-equity models`: which model of purchases to use. */
export const modelsCommand = command({
  name: "models",
  summary: "which model of purchases describes the log best, with the reasons",
  help,
  options: { ...readOptionTypes, ...historyOptionTypes, ...outputOptionTypes },
  operands: { expected: "files of transactions, as in: models transactions.csv", min: 1, max: Infinity },
  run: async (files, values, { out, status }) => {
    const reading = readOptions(values);
    const options = historyOptions(values);
    const output = outputOptions(values);
    const log = await readTransactions(files, reading, status);
    checkDates(log.period[1], options);
    const history = historyOf(log, options, options.split);
    const comparison = await watch(status, "Fitting the models", () => compareTransactionModels(history));
    const input = { log, options, history, comparison, language: output.language };
    const page = await watch(status, "Drawing the page", () => modelsHtml(input));
    const written = await watch(status, "Writing", () => writeFiles(output.out, { "models.html": [page] }));
    out(output.json ? modelsResultJson(input, written) : modelsSummary(input, written));
  },
});
