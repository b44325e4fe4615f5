import type { Command } from "./command.ts";
import { compareCommand } from "./compare/compare-command.ts";
import { doctorCommand } from "./doctor/doctor-command.ts";
import { loyaltyCommand } from "./loyalty/loyalty-command.ts";
import { modelsCommand } from "./models/models-command.ts";
import { scoreCommand } from "./score/score-command.ts";
import { surveyCommand } from "./survey/survey-command.ts";
import { valueCommand } from "./value/value-command.ts";

/** All commands, in the order in which help lists them. */
export const commands: readonly Command[] = [
  doctorCommand,
  modelsCommand,
  valueCommand,
  scoreCommand,
  compareCommand,
  surveyCommand,
  loyaltyCommand,
];

/** What `customer-equity --help` prints. */
export const help = `customer-equity: what a bank's customers are worth, from its transaction log, what they say, from its surveys, and how loyal they are

Usage
  customer-equity COMMAND [options]
  customer-equity COMMAND --help

Commands
${commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join("\n")}

Exit code: 0 done, 2 wrong option or wrong file (nothing is written then), 1 a fault of the program.
`;
