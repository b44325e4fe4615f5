import { InputError } from "customer-equity";
import { version } from "../package.json";
import { BadInput } from "./bad-input.ts";
import { commands, help } from "./commands.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command line and returns its exit code: 0 done, 2 wrong input or options, 1 a fault of the program. */
export async function run(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const { out, error } = terminal;
  try {
    const [first, ...rest] = args;
    const command = commands.find(({ name }) => name === first);
    if (command !== undefined) await command.run(rest, terminal);
    else if (first === "--help" || first === "-h" || first === "help") out(help);
    else if (first === "--version" || first === "-v") out(`${version}\n`);
    else {
      const names = commands.map(({ name }) => name).join(", ");
      throw new BadInput(
        first === undefined
          ? `No command given; the commands are: ${names}.`
          : `No command "${first}"; the commands are: ${names}.`,
      );
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
