import { requireArray } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";

/** Checks a list of names in which none comes twice. */
export function requireNames(names: readonly string[] | undefined, path: string): readonly string[] {
  const list = requireArray(names, path, "a list of names of items");
  list.forEach((name: unknown, i) => {
    if (typeof name !== "string") {
      throw new InputError({
        code: "bad-option",
        path: `${path}[${i}]`,
        expected: "the name of an item",
        received: name,
      });
    }
    if (list.indexOf(name) < i) {
      throw new InputError({ code: "duplicate-id", path: `${path}[${i}]`, expected: "each item once", received: name });
    }
  });
  return list;
}
