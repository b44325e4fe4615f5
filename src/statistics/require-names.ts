import { requireArray, requireLength } from "../checks.ts";
import { InputError } from "../errors.ts";

/** Returns a value that is a text with something in it, else throws. */
export function requireText(text: unknown, path: string): string {
  if (typeof text === "string" && text !== "") return text;
  throw new InputError({ code: "bad-option", path, expected: "a name", received: text });
}

/** `count` different names, checked; "1", "2", ... where none were given. */
export function requireNames(names: readonly string[] | undefined, path: string, count: number): readonly string[] {
  if (names === undefined) return Array.from({ length: count }, (_, i) => `${i + 1}`);
  requireArray(names, path, "an array of names");
  requireLength(names, path, count);
  const seen = new Set<string>();
  names.forEach((name, i) => {
    seen.add(requireText(name, `${path}[${i}]`));
    if (seen.size > i) return;
    throw new InputError({ code: "duplicate-id", path: `${path}[${i}]`, expected: "each name once", received: name });
  });
  return names;
}
