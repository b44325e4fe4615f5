import { BadInput } from "../bad-input.ts";
import { command } from "../command.ts";
import { json } from "../json.ts";
import { readOptions, readOptionsHelp, readOptionTypes } from "../options/read-options.ts";
import { diagnose } from "./diagnose.ts";
import { diagnosisText } from "./diagnosis-text.ts";

const help = `customer-equity doctor: what a file of transactions looks like, what is wrong with it, and the command to run

Usage
  customer-equity doctor FILE [options]     FILE is CSV (.csv, .gz, .zst) or Parquet

${readOptionsHelp}

Result
  --json                 print the result as JSON in place of the text

Exit code: 0 where the command that it proposes works (it has been tried), 2 where the file cannot be used as it is.
`;

/** `customer-equity doctor`: a look at a file before anything is written. */
export const doctorCommand = command({
  name: "doctor",
  summary: "what a file looks like, which column is which, what is wrong, and the command to run",
  help,
  options: { ...readOptionTypes, json: { type: "boolean" } },
  operands: { expected: "one file of transactions, as in: doctor transactions.csv", min: 1, max: 1 },
  run: async ([file], values, { out, status }) => {
    const diagnosis = await diagnose(file as string, readOptions(values), status);
    out(values.json === true ? json(diagnosis) : diagnosisText(diagnosis));
    if (diagnosis.obstacle !== null) throw new BadInput(diagnosis.obstacle);
  },
});
