import { InputError } from "../../errors.ts";

/** Refuses a shard whose value differs from the first shard's. */
export function requireSame(value: unknown, expected: unknown, path: string): void {
  if (value === expected) return;
  throw new InputError({
    code: path.endsWith("timeUnit") ? "unit-mismatch" : "bad-option",
    path,
    expected: `${expected}, as in histories[0]`,
    received: value,
    advice: "Summarise every shard with the same options, dates included.",
  });
}

/** Refuses a shard that lacks one of the fields the first has, or has one that the first lacks. */
export function requireSameFields<T extends object>(
  part: T,
  first: T,
  names: readonly (keyof T)[],
  path: string,
): void {
  for (const name of names) {
    if ((part[name] === undefined) === (first[name] === undefined)) continue;
    throw new InputError({
      code: "bad-option",
      path: `${path}.${String(name)}`,
      expected: first[name] === undefined ? "nothing here, as in histories[0]" : "a column, as in histories[0]",
      received: part[name],
      advice: "Summarise every shard with the same options and the same fields.",
    });
  }
}
