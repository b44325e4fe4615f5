import type { ReadOptions } from "../../options/read-options.ts";
import type { FileLook } from "../look-at-file.ts";
import type { Roles } from "../roles.ts";
import { counted, type Finding, finding, shown } from "./finding.ts";

/** What is noticed about the form of a file: its text, its header, the spelling of its dates and numbers. */
export function fileFindings(look: FileLook, { date, amount }: Roles, given: ReadOptions): readonly Finding[] {
  const { rows, columns, rejects, encoding } = look;
  const found: Finding[] = [];
  if (encoding !== undefined) {
    found.push(finding("encoding", `The text is in ${encoding}, not in UTF-8`, "The command says so by --encoding."));
  }
  if (rejects.rows.length > 0) {
    found.push(
      counted(
        "undivided-rows",
        "Rows that cannot be divided into cells",
        { count: rejects.rows.length, all: rows + rejects.rows.length, example: rejects.examples[0] },
        "They are left out by --skip-bad-rows; put them right to have them counted.",
      ),
    );
  }
  const names = columns.map(({ name }) => name);
  if (names.some((name) => /^[-\d.,/ ]+$/.test(name)) || names.every((name) => name === "")) {
    found.push(
      finding("no-header", "The first row looks like data", "It is taken as the names of the columns: add such a row."),
    );
  }
  const double = new Set(names.filter((name, i) => names.indexOf(name) !== i));
  if (double.size > 0) {
    found.push(
      finding(
        "same-names",
        `There are columns of the same name: ${[...double].map(shown).join(", ")}`,
        "They can be used once they have names of their own.",
      ),
    );
  }
  if (names.length === 1) {
    found.push(
      finding("one-column", "There is one column only", "Give --separator where something else divides the cells."),
    );
  }
  if (given.datePattern === undefined && date?.dates?.alternative !== undefined) {
    const { pattern = "yyyy-mm-dd", alternative } = date.dates;
    found.push(
      finding(
        "ambiguous-dates",
        `No day above 12 tells day from month: dates are taken as ${pattern}`,
        `If they are ${alternative}, all times between purchases are wrong: then give --date-pattern ${alternative}.`,
      ),
    );
  }
  for (const { name, numbers, numbersWithComma } of amount) {
    if (numbers < 1 && numbersWithComma > numbers) {
      found.push(
        finding(
          "decimal-comma",
          `The numbers of ${shown(name)} have a decimal comma`,
          "The command says so by --decimal-comma.",
        ),
      );
    }
  }
  return found;
}
