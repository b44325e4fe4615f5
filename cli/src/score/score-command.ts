import { command } from "../command.ts";
import { watch } from "../terminal.ts";
import { customersCsv } from "../value/results.ts";
import { scoreCustomers } from "../value/score-customers.ts";
import { writeFiles } from "../write-files.ts";
import { readCustomers } from "./read-customers.ts";
import { readModels } from "./read-models.ts";
import { scoreOptions, scoreOptionTypes } from "./score-options.ts";
import { scoreJson, scoreSummary } from "./score-results.ts";

const help = `customer-equity score: customers scored with models that were fitted before

Usage
  customer-equity score MODELS FILE [options]   MODELS is the models.json that value wrote; FILE has one line a customer,
                                                such as the customers.csv that value wrote: CSV with a header line
                                                (.csv, .gz, .zst) or Parquet

Reading the file
  --customer NAME        column of customer ids                         (default: customer)
  --frequency NAME       column of repeat purchases                     (default: frequency)
  --recency NAME         column of the time from the first purchase to the last, in the unit of the models
                                                                        (default: recency)
  --age NAME             column of the time from the first purchase to today, in the unit of the models   (default: age)
  --mean-spend NAME      column of the mean amount of a repeat purchase; read if the models have spend
                                                                        (default: mean_spend)
  --separator CHAR       between cells: "," ";" "|" or tab              (guessed)
  --encoding NAME        gb18030 (GBK), big5, windows-1252, ...         (default: utf-8)
  --skip-bad-rows        leave out, count and list rows that cannot be, in place of stopping at the first

Value and tiers (default: as the models were stored)
  --horizon NUMBER       how much of the future counts, in the unit of the models
  --discount-rate RATE   a year; 0.1 means 10 %
  --margin SHARE         profit as a share of the amount; 0.3 means 30 %
  --tiers SHARES         cumulative shares, of the value of the customers in the file, at which a tier ends
  --labels NAMES         names of the tiers, best first

Result
  --out FOLDER           where scores.csv goes                          (default: customer-equity-output)
  --json                 print the result as JSON in place of the summary
`;

/** `customer-equity score`: values and tiers without a fit. */
export const scoreCommand = command({
  name: "score",
  summary: "the same figures for customers of a file, by models that were fitted before",
  help,
  options: scoreOptionTypes,
  operands: { expected: "models and customers, as in: score models.json customers.csv", min: 2, max: 2 },
  run: async ([modelsFile, customersFile], values, { out, status }) => {
    const stored = readModels(modelsFile as string);
    const options = scoreOptions(values, stored);
    const { reading, columns } = options;
    const { history, read } = await readCustomers(customersFile as string, columns, stored.timeUnit, reading, status);
    const scores = await watch(status, "Scoring", () => scoreCustomers(stored, history, options));
    const scored = { ...scores, history };
    const written = await watch(status, "Writing", () =>
      writeFiles(options.out, { "scores.csv": customersCsv(scored) }),
    );
    out((options.json ? scoreJson : scoreSummary)({ read, stored, scored, options, written }));
  },
});
