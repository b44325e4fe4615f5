import { requireArray, requireLength } from "./checks.ts";
import { InputError } from "./errors.ts";
import type { ClassColumn } from "./types.ts";

/** Whether a value has the shape of a class column: a list of classes and a code for each row. */
export function isClassColumn(value: unknown): value is ClassColumn {
  if (typeof value !== "object" || value === null || !("classes" in value) || !("codes" in value)) return false;
  return Array.isArray(value.classes) && value.codes instanceof Uint16Array;
}

/** Checks that a value is a class column whose every code names one of its classes, and its length where one is given. */
export function requireClassColumn(value: unknown, path: string, length?: number): ClassColumn {
  if (!isClassColumn(value)) {
    throw new InputError({
      code: "bad-option",
      path,
      expected: "a class column (classes, codes, rules, distances)",
      received: value,
    });
  }
  const { classes, codes } = value;
  if (length !== undefined) requireLength(codes, `${path}.codes`, length);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! < classes.length) continue;
    throw new InputError({
      code: "out-of-range",
      path: `${path}.codes[${i}]`,
      expected: `an index of one of the ${classes.length} classes`,
      received: codes[i],
    });
  }
  return value;
}

/** Checks the ids of `rows` customers, each there once, where there are any. */
export function requireCustomers(customers: readonly string[] | undefined, path: string, rows: number): void {
  if (customers === undefined) return;
  requireArray(customers, path, "an array of customer ids");
  requireLength(customers, path, rows);
  const seen = new Set<string>();
  for (let i = 0; i < rows; i++) {
    const id: unknown = customers[i];
    if (typeof id !== "string") {
      throw new InputError({ code: "bad-option", path: `${path}[${i}]`, expected: "a string", received: id });
    }
    seen.add(id);
    if (seen.size > i) continue;
    throw new InputError({ code: "duplicate-id", path: `${path}[${i}]`, expected: "each customer once", received: id });
  }
}

/** Two lists of ids, where both are given, have to name the same customers in the same order. */
export function requireSameCustomers(
  one: readonly string[] | undefined,
  two: readonly string[] | undefined,
  [pathOne, path]: readonly [pathOne: string, path: string],
): void {
  if (one !== undefined) requireArray(one, pathOne, "customer ids");
  if (two !== undefined) requireArray(two, path, "customer ids");
  if (one === undefined || two === undefined) return;
  const row = one.findIndex((id, i) => id !== two[i]);
  if (row < 0) return;
  throw new InputError({
    code: "length-mismatch",
    path: `${path}[${row}]`,
    expected: `the customer of the same row, ${String(one[row])}`,
    received: two[row],
    advice: "Bring both into the same order of customers first.",
  });
}
