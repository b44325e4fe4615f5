import { requireArray, requireLength } from "../checks.ts";
import { InputError } from "../errors.ts";

/** Returns a value that is a text with something in it, else throws. */
export function requireText(value: unknown, path: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new InputError({ code: "bad-option", path, expected: "a text that is not empty", received: value });
}

/** Checks a list of names, each of them there once, and how many they are where that is known. */
export function requireNames(names: readonly string[] | undefined, path: string, count?: number): readonly string[] {
  const list = requireArray(names, path, "a list of names");
  if (count !== undefined) requireLength(list, path, count);
  const seen = new Set<string>();
  list.forEach((name: unknown, i) => {
    seen.add(requireText(name, `${path}[${i}]`));
    if (seen.size > i) return;
    throw new InputError({ code: "duplicate-id", path: `${path}[${i}]`, expected: "each name once", received: name });
  });
  return list;
}
