import { dayNumber, InputError } from "customer-equity";
import { filled, type OptionTypes, type OptionValues, refuse } from "./words.ts";

/** Rows to keep: those whose `column` holds one of `values`, or none of them where `negated`. */
export interface RowFilter {
  readonly column: string;
  readonly values: readonly string[];
  readonly negated: boolean;
}

/** How files of transactions are to be read. A column that is not named is guessed from the header. */
export interface ReadOptions {
  readonly customer: string | undefined;
  readonly date: string | undefined;
  /** A column, or two as a product: `Quantity*UnitPrice`. */
  readonly amount: string | undefined;
  readonly datePattern: string | undefined;
  /** Guessed from the header where absent. */
  readonly separator: string | undefined;
  /** UTF-8 where absent. */
  readonly encoding: string | undefined;
  /** Numbers are written 1.234,50. */
  readonly decimalComma: boolean;
  readonly where: readonly RowFilter[];
  /** List bad rows and go on, in place of stopping at the first. */
  readonly skipBadRows: boolean;
}

/** The options that say how files of transactions are read. */
export const readOptionTypes = {
  customer: { type: "string" },
  date: { type: "string" },
  amount: { type: "string" },
  "date-pattern": { type: "string" },
  separator: { type: "string" },
  encoding: { type: "string" },
  "decimal-comma": { type: "boolean" },
  where: { type: "string", multiple: true },
  "skip-bad-rows": { type: "boolean" },
} as const satisfies OptionTypes;

/** Their lines in the help of a command. */
export const readOptionsHelp = `Reading the files
  --customer NAME        column of customer ids            (guessed from the header where not given)
  --date NAME            column of dates                   (guessed)
  --amount NAME          column of amounts, or two columns as a product: --amount "Quantity*UnitPrice"   (guessed)
  --date-pattern TEXT    spelling of the dates: yymmdd, dd.mm.yyyy, m/d/yyyy, ...   (default: 2024-12-31)
  --separator CHAR       between cells: "," ";" "|" or tab (guessed)
  --encoding NAME        gb18030 (GBK), big5, windows-1252, ...   (default: utf-8)
  --decimal-comma        numbers are written 1.234,50     (default: 1234.50)
  --where COLUMN=A,B     keep the rows that hold one of these values; COLUMN!=A,B the rows that hold none of them;
                         may be given several times, and a row must then pass each
  --skip-bad-rows        leave out, count and list rows that cannot be read, in place of stopping at the first`;

/** Checks the options that say how files are read; throws `BadInput` with the option and what it expects. */
export function readOptions(values: OptionValues<typeof readOptionTypes>): ReadOptions {
  return {
    customer: filled("customer", values.customer, "the name of a column"),
    date: filled("date", values.date, "the name of a column"),
    amount: filled("amount", values.amount, "the name of a column, or two as a product: Quantity*UnitPrice"),
    datePattern: datePattern(values["date-pattern"]),
    separator: separator(values.separator),
    encoding: encoding(values.encoding),
    decimalComma: values["decimal-comma"] === true,
    where: (values.where ?? []).map(rowFilter),
    skipBadRows: values["skip-bad-rows"] === true,
  };
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
  const usable = text === undefined || (text.length === 1 && !/["\r\n\0]/.test(text));
  return usable ? text : refuse("separator", 'one character, or "tab"', text);
}

function encoding(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return refuse("encoding", "the name of an encoding, such as gb18030, big5 or windows-1252", name);
  }
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
