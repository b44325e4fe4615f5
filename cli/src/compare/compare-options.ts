import { BadInput } from "../bad-input.ts";
import { type OutputOptions, outputOptions, outputOptionTypes } from "../options/output-options.ts";
import { type ReadOptions, readOptions, readOptionTypes } from "../options/read-options.ts";
import { type ValueOptions, valueOptions, valueOptionTypes } from "../options/value-options.ts";
import { day, type OptionTypes, type OptionValues, refuse } from "../options/words.ts";

/** What `customer-equity compare` is to do: value a log at two dates, or take two files of valued customers. */
export type CompareOptions = { readonly reading: ReadOptions; readonly output: OutputOptions } & (
  | { readonly form: "log"; readonly dates: readonly [number, number]; readonly value: ValueOptions }
  | { readonly form: "files"; readonly labels: readonly string[] | undefined }
);

const { until: _, split: __, ...datedOptionTypes } = valueOptionTypes;

/** The options of the command. */
export const compareOptionTypes = {
  dates: { type: "string" },
  ...readOptionTypes,
  ...datedOptionTypes,
  ...outputOptionTypes,
} as const satisfies OptionTypes;

/** Options that say something of two files of customers as well. */
const ofFiles = new Set(["separator", "encoding", "skip-bad-rows", "labels", ...Object.keys(outputOptionTypes)]);

/** Checks the options; throws `BadInput` with the option and what it expects. */
export function compareOptions(
  values: OptionValues<typeof compareOptionTypes>,
  operands: readonly string[],
): CompareOptions {
  const common = { reading: readOptions(values), output: outputOptions(values) };
  if (values.dates !== undefined) {
    return { ...common, form: "log", dates: twoDates(values.dates), value: valueOptions(values) };
  }
  if (operands.length !== 2) {
    throw new BadInput(
      "compare: expected two files of valued customers, such as old/customers.csv new/customers.csv, or --dates with files of transactions.",
    );
  }
  for (const [name, type] of Object.entries(compareOptionTypes)) {
    const given = values[name as keyof typeof values];
    // An option that says what is so anyway does no harm.
    if (ofFiles.has(name) || given === ("default" in type ? type.default : undefined)) continue;
    throw new BadInput(`--${name}: without --dates two files of valued customers are compared, and nothing is valued.`);
  }
  return { ...common, form: "files", labels: labelsOf(values.labels) };
}

function twoDates(text: string): readonly [number, number] {
  const dates = text.split(",").map((date) => day("dates", date.trim()));
  const [first, second] = dates;
  if (dates.length !== 2 || first === undefined || second === undefined || first >= second) {
    refuse("dates", "two dates, the earlier first, such as 2025-06-30,2025-12-31", text);
  }
  return [first, second];
}

function labelsOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const labels = text.split(",").map((label) => label.trim());
  const usable = new Set(labels).size === labels.length && !labels.includes("");
  return usable ? labels : refuse("labels", "the names of the tiers, best first, each once", text);
}
