import { basename } from "node:path";
import { InputError } from "customer-equity";
import { version } from "../package.json";
import { BadInput } from "./bad-input.ts";
import { help } from "./help.ts";
import { readCommand } from "./options.ts";
import { readTransactions } from "./read-transactions.ts";
import { customersCsv, modelsJson } from "./results.ts";
import { summaryText } from "./summary.ts";
import { valueCustomers } from "./value.ts";
import { writeFiles } from "./write-files.ts";

/** Where the command prints. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** The terminal of this process. */
export const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};

/** Runs one command line and returns its exit code: 0 done, 2 wrong input or options, 1 a fault of the program. */
export async function run(args: readonly string[], { out, error }: Terminal): Promise<0 | 1 | 2> {
  try {
    const command = readCommand(args);
    if (command.name === "help") out(help);
    else if (command.name === "version") out(`${version}\n`);
    else {
      const log = await readTransactions(command.file, command.read);
      const report = valueCustomers(log, command.value);
      const written = writeFiles(command.out, {
        "customers.csv": customersCsv(report),
        "models.json": [modelsJson(report, command.value)],
      });
      out(summaryText(basename(command.file), log, report, command.value, written));
    }
    return 0;
  } catch (cause) {
    // The library refuses data for which the asked quantity does not exist: that, too, is a matter of the input.
    if (cause instanceof BadInput || cause instanceof InputError) {
      error(`customer-equity: ${cause.message}\n`);
      if (cause instanceof BadInput && args.length === 0) error(`\n${help}`);
      return 2;
    }
    error(
      `customer-equity: a fault of the program, please report it.\n${cause instanceof Error ? cause.stack : cause}\n`,
    );
    return 1;
  }
}
