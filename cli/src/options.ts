import { parseArgs } from "node:util";
import { dayNumber, InputError, type TimeUnit } from "customer-equity";
import { BadInput } from "./bad-input.ts";
import { decimal } from "./decimal.ts";

/** Rows to keep: those whose `column` holds one of `values`, or none of them where `negated`. */
export interface RowFilter {
  readonly column: string;
  readonly values: readonly string[];
  readonly negated: boolean;
}

/** How the file is to be read. A column that is not named is guessed from the header. */
export interface ReadOptions {
  readonly customer: string | undefined;
  readonly date: string | undefined;
  /** A column, or two as a product: `Quantity*UnitPrice`. */
  readonly amount: string | undefined;
  readonly datePattern: string | undefined;
  /** Guessed from the header where absent. */
  readonly separator: string | undefined;
  readonly where: readonly RowFilter[];
  /** List bad rows and go on, in place of stopping at the first. */
  readonly skipBadRows: boolean;
}

/** What is to be computed. Dates are day numbers. */
export interface ValueOptions {
  readonly unit: TimeUnit;
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly split: number | undefined;
  readonly returns: "ignore" | "net";
  /** Length of the future that counts, in `unit`. */
  readonly horizon: number;
  readonly annualDiscountRate: number;
  readonly margin: number;
  /** Cumulative shares of value at which one tier ends and the next begins. */
  readonly boundaries: readonly number[];
  readonly labels: readonly string[];
}

/** What the words of a command line ask for. */
export type Command =
  | { readonly name: "help" }
  | { readonly name: "version" }
  | {
      readonly name: "value";
      readonly file: string;
      readonly out: string;
      readonly read: ReadOptions;
      readonly value: ValueOptions;
    };

/** A year in each unit: the default horizon. */
const unitsPerYear: Readonly<Record<TimeUnit, number>> = { hour: 8766, day: 365, week: 52, month: 12, year: 1 };

const optionTypes = {
  customer: { type: "string" },
  date: { type: "string" },
  amount: { type: "string" },
  "date-pattern": { type: "string" },
  separator: { type: "string" },
  where: { type: "string", multiple: true },
  "skip-bad-rows": { type: "boolean" },
  unit: { type: "string", default: "week" },
  from: { type: "string" },
  until: { type: "string" },
  split: { type: "string" },
  returns: { type: "string", default: "ignore" },
  horizon: { type: "string" },
  "discount-rate": { type: "string", default: "0.1" },
  margin: { type: "string", default: "1" },
  tiers: { type: "string", default: "0.8,0.95" },
  labels: { type: "string" },
  out: { type: "string", default: "customer-equity-output" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/** Reads and checks the words of a command line; throws {@link BadInput} with the option and what it expects. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help === true) return { name: "help" };
  if (values.version === true) return { name: "version" };
  const [name, file, ...rest] = positionals;
  if (name !== "value") {
    throw new BadInput(name === undefined ? "No command given; the command is: value FILE." : `No command "${name}".`);
  }
  if (file === undefined) throw new BadInput("value: expected a file of transactions, as in: value transactions.csv");
  if (rest.length > 0) throw new BadInput(`value: expected one file, found also ${rest.map(quote).join(", ")}.`);

  const unit = oneOf("unit", values.unit, Object.keys(unitsPerYear) as TimeUnit[]);
  const boundaries = values.tiers
    .split(",")
    .map((text) => numberIn("tiers", text.trim(), 0, 1, "shares such as 0.8,0.95"));
  if (boundaries.some((share, i) => share <= (boundaries[i - 1] ?? 0) || share >= 1)) {
    refuse("tiers", "rising shares above 0 and below 1, such as 0.8,0.95", values.tiers);
  }
  return {
    name,
    file,
    out: filled("out", values.out, "a folder") as string,
    read: {
      customer: filled("customer", values.customer, "the name of a column"),
      date: filled("date", values.date, "the name of a column"),
      amount: filled("amount", values.amount, "the name of a column, or two as a product: Quantity*UnitPrice"),
      datePattern: datePattern(values["date-pattern"]),
      separator: separator(values.separator),
      where: (values.where ?? []).map(rowFilter),
      skipBadRows: values["skip-bad-rows"] === true,
    },
    value: {
      unit,
      from: day("from", values.from),
      until: day("until", values.until),
      split: day("split", values.split),
      returns: oneOf("returns", values.returns, ["ignore", "net"]),
      horizon:
        values.horizon === undefined
          ? unitsPerYear[unit]
          : numberIn("horizon", values.horizon, Number.MIN_VALUE, 1e6, `a number of ${unit}s above 0`),
      annualDiscountRate: numberIn(
        "discount-rate",
        values["discount-rate"],
        0,
        1,
        "a rate a year from 0 to 1; 0.1 means 10 %",
      ),
      margin: numberIn(
        "margin",
        values.margin,
        Number.MIN_VALUE,
        1,
        "a share of the amount above 0 and up to 1; 0.3 means 30 %",
      ),
      boundaries,
      labels: tierLabels(values.labels, boundaries.length + 1),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: optionTypes, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      throw new BadInput(`${error.message.split(/[.\n] ?/)[0]}.`);
    }
    throw error;
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function refuse(option: string, expected: string, received: string): never {
  throw new BadInput(`--${option}: expected ${expected}, found ${quote(received)}.`);
}

function filled(option: string, text: string | undefined, expected: string): string | undefined {
  return text?.trim() === "" ? refuse(option, expected, text) : text;
}

function numberIn(option: string, text: string, min: number, max: number, expected: string): number {
  const value = decimal(text);
  return value >= min && value <= max ? value : refuse(option, expected, text);
}

function oneOf<T extends string>(option: string, text: string, words: readonly T[]): T {
  return words.find((word) => word === text) ?? refuse(option, `one of ${words.join(", ")}`, text);
}

function day(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return dayNumber(text);
  } catch (error) {
    if (error instanceof InputError) refuse(option, "a date such as 2024-12-31", text);
    throw error;
  }
}

function datePattern(pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined;
  try {
    dayNumber("", { pattern });
  } catch (error) {
    // An empty text is no date under any pattern; only the pattern's own fault is of interest here.
    if (error instanceof InputError && error.code === "bad-option") {
      refuse("date-pattern", "a year (yyyy or yy), a month (mm or m) and a day (dd or d), such as dd.mm.yyyy", pattern);
    }
  }
  return pattern;
}

function separator(text: string | undefined): string | undefined {
  if (text === "\\t" || text === "tab") return "\t";
  return text === undefined || text.length === 1 ? text : refuse("separator", 'one character, or "tab"', text);
}

function rowFilter(text: string): RowFilter {
  const match = /^(.*?)\s*(!?=)(.*)$/s.exec(text);
  const column = match?.[1]?.trim();
  if (match === null || column === undefined || column === "") {
    refuse("where", "COLUMN=VALUE,VALUE or COLUMN!=VALUE,VALUE", text);
  }
  const values = (match[3] as string).split(",").map((value) => value.trim());
  return { column, values, negated: match[2] === "!=" };
}

function tierLabels(text: string | undefined, count: number): readonly string[] {
  if (text === undefined) return Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i));
  const labels = text.split(",").map((label) => label.trim());
  const usable = labels.length === count && new Set(labels).size === count && !labels.includes("");
  return usable ? labels : refuse("labels", `${count} different names, one more than --tiers has shares`, text);
}
