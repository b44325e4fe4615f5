import { type ParseArgsConfig, parseArgs } from "node:util";
import { dayNumber, InputError } from "customer-equity";
import { BadInput } from "../bad-input.ts";
import { decimal } from "../decimal.ts";

/** The options that a command takes. */
export type OptionTypes = NonNullable<ParseArgsConfig["options"]>;

/** What `parseArgs` makes of the words for these options. */
export type OptionValues<O extends OptionTypes> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>["values"];

/** Divides words into options and the rest; throws {@link BadInput} for an option that is none. */
export function parseWords<O extends OptionTypes>(
  args: readonly string[],
  options: O,
): { readonly values: OptionValues<O>; readonly operands: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: values as OptionValues<O>, operands: positionals };
  } catch (error) {
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      const [, option] = /^Option '(--[\w-]+).*' argument is ambiguous/.exec(error.message) ?? [];
      if (option !== undefined) {
        throw new BadInput(`${option}: a value that begins with a dash is written with "=", as in ${option}=-1.`);
      }
      throw new BadInput(`${error.message.split(/[.\n] ?/)[0]}.`);
    }
    throw error;
  }
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** Refuses the text of an option. */
export function refuse(option: string, expected: string, received: string): never {
  throw new BadInput(`--${option}: expected ${expected}, found ${quote(received)}.`);
}

/** A text that is not empty. */
export function filled<T extends string | undefined>(option: string, text: T, expected: string): T {
  return text?.trim() === "" ? refuse(option, expected, text) : text;
}

/** A decimal number within limits. */
export function numberIn(option: string, text: string, min: number, max: number, expected: string): number {
  const value = decimal(text);
  return value >= min && value <= max ? value : refuse(option, expected, text);
}

/** One of the words. */
export function oneOf<T extends string>(option: string, text: string, words: readonly T[]): T {
  return words.find((word) => word === text) ?? refuse(option, `one of ${words.join(", ")}`, text);
}

/** Day number of a date written 2024-12-31. */
export function day<T extends string | undefined>(
  option: string,
  text: T,
): T extends string ? number : number | undefined;
export function day(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return dayNumber(text);
  } catch (error) {
    if (error instanceof InputError) refuse(option, "a date such as 2024-12-31", text);
    throw error;
  }
}
