import { BadInput } from "./bad-input.ts";
import { type OptionTypes, type OptionValues, parseWords } from "./options/words.ts";
import type { Terminal } from "./terminal.ts";

/** What a command is made of. */
export interface CommandDefinition<O extends OptionTypes> {
  /** The word after `customer-equity`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly options: O;
  /** What the words that are no options are, and how many of them. */
  readonly operands: { readonly expected: string; readonly min: number; readonly max: number };
  readonly run: (operands: readonly string[], values: OptionValues<O>, terminal: Terminal) => Promise<void>;
}

/** A command, its options hidden. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<void>;
}

/** Makes a command of its definition: words are divided into options and operands, `--help` is answered. */
export function command<const O extends OptionTypes>(definition: CommandDefinition<O>): Command {
  const { name, summary, help, operands: wanted } = definition;
  const options = { ...definition.options, help: { type: "boolean", short: "h" } } as const;
  return {
    name,
    summary,
    help,
    run: async (args, terminal) => {
      const { values, operands } = parseWords(args, options);
      if ((values as { readonly help?: boolean }).help === true) return terminal.out(help);
      if (operands.length < wanted.min || operands.length > wanted.max) {
        const found = operands.length === 0 ? "none" : operands.map((word) => JSON.stringify(word)).join(", ");
        throw new BadInput(`${name}: expected ${wanted.expected}, found ${found}.`);
      }
      await definition.run(operands, values as unknown as OptionValues<O>, terminal);
    },
  };
}
