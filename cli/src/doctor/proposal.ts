import type { ReadOptions } from "../options/read-options.ts";
import type { FileLook } from "./look-at-file.ts";
import type { Roles } from "./roles.ts";

/** The words after `customer-equity` that read the file: what was given, and what was found where nothing was. */
export function proposal(
  file: string,
  { encoding, rejects }: Pick<FileLook, "encoding" | "rejects">,
  { customer, date, amount }: Pick<Roles, "customer" | "date" | "amount">,
  given: ReadOptions,
): readonly string[] {
  const comma = amount.length > 0 && amount.every(({ numbers, numbersWithComma }) => numbersWithComma > numbers);
  const product = amount.length === 0 ? undefined : amount.map(({ name }) => name).join("*");
  return [
    "value",
    file.startsWith("-") ? `./${file}` : file,
    ...option("customer", given.customer ?? customer?.name),
    ...option("date", given.date ?? date?.name),
    ...option("amount", given.amount ?? product),
    ...option("date-pattern", given.datePattern ?? date?.dates?.pattern),
    ...option("separator", given.separator === "\t" ? "tab" : given.separator),
    ...option("encoding", given.encoding ?? encoding),
    ...(given.decimalComma || comma ? ["--decimal-comma"] : []),
    ...given.where.flatMap(({ column, values, negated }) =>
      option("where", `${column}${negated ? "!=" : "="}${values.join(",")}`),
    ),
    ...(given.skipBadRows || rejects.rows.length > 0 ? ["--skip-bad-rows"] : []),
  ];
}

/** An option and its value; together in one word where the value could be taken for an option. */
export function option(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value.startsWith("-") ? [`--${name}=${value}`] : [`--${name}`, value];
}

/** A command line as a shell takes it. */
export function commandLine(words: readonly string[]): string {
  return ["customer-equity", ...words].map(shellWord).join(" ");
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
