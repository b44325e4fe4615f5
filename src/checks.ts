import { InputError } from "./errors.ts";
import type { Column } from "./types.ts";

/** What a number has to be. Bounds include their ends unless `open` says otherwise. */
export interface NumberRule {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The lower bound itself is not allowed. */
  readonly openMin?: boolean | undefined;
  /** The upper bound itself is not allowed. */
  readonly openMax?: boolean | undefined;
  readonly integer?: boolean | undefined;
  /** `Infinity` is allowed (never NaN, never -Infinity). */
  readonly allowInfinity?: boolean | undefined;
  readonly advice?: string | undefined;
}

const defaultRule: NumberRule = {};

function describe(rule: NumberRule): string {
  const { min, max, openMin, openMax, integer, allowInfinity } = rule;
  const noun = integer === true ? "a whole number" : "a finite number";
  const bounds: string[] = [];
  if (min !== undefined) bounds.push(openMin === true ? `above ${min}` : `of at least ${min}`);
  if (max !== undefined) bounds.push(openMax === true ? `below ${max}` : `of at most ${max}`);
  return `${noun}${bounds.length > 0 ? ` ${bounds.join(" and ")}` : ""}${allowInfinity === true ? " or Infinity" : ""}`;
}

function breaks(value: number, rule: NumberRule): boolean {
  const { min, max, openMin, openMax, integer, allowInfinity } = rule;
  if (value === Infinity && allowInfinity === true) return false;
  if (!Number.isFinite(value)) return true;
  if (integer === true && !Number.isInteger(value)) return true;
  if (min !== undefined && (openMin === true ? value <= min : value < min)) return true;
  return max !== undefined && (openMax === true ? value >= max : value > max);
}

function refuse(value: unknown, path: string, rule: NumberRule): never {
  const finite = typeof value === "number" && (Number.isFinite(value) || value === -Infinity);
  throw new InputError({
    code: finite ? "out-of-range" : "not-finite",
    path,
    expected: describe(rule),
    received: value,
    advice: rule.advice,
  });
}

/** Returns `value` if it is a number that satisfies the rule, else throws. */
export function requireNumber(value: unknown, path: string, rule: NumberRule = defaultRule): number {
  if (typeof value !== "number" || breaks(value, rule)) refuse(value, path, rule);
  return value;
}

/** Returns `value` if it is such a number, or `null` for one that there is not, else throws. */
export function requireNumberOrNull(value: unknown, path: string, rule: NumberRule = defaultRule): number | null {
  return value === null ? null : requireNumber(value, path, rule);
}

/** Checks every entry of a column, and its length where one is given, and returns it. */
export function requireColumn(column: unknown, path: string, rule: NumberRule = defaultRule, length?: number): Column {
  if (!Array.isArray(column) && !(column instanceof Float64Array)) {
    throw new InputError({
      code: "not-finite",
      path,
      expected: "a column of numbers (Float64Array or array)",
      received: column,
    });
  }
  const values = column as Column;
  if (length !== undefined) requireLength(values, path, length);
  for (let i = 0; i < values.length; i++) {
    const value: unknown = values[i];
    if (typeof value !== "number" || breaks(value, rule)) refuse(value, `${path}[${i}]`, rule);
  }
  return values;
}

/** Checks that a column has as many entries as its neighbours. */
export function requireLength(column: ArrayLike<unknown>, path: string, length: number): void {
  if (column.length === length) return;
  throw new InputError({
    code: "length-mismatch",
    path,
    expected: `${length} entries, as in the other columns`,
    received: column.length,
  });
}

/** Checks that there is at least one row. */
export function requireRows(column: ArrayLike<unknown>, path: string): void {
  if ((column as ArrayLike<unknown> | null | undefined)?.length) return;
  throw new InputError({ code: "empty", path, expected: "at least one row", received: column });
}

/** Returns `value` if it is one of the listed words, else throws. */
export function requireOneOf<T extends string>(value: unknown, path: string, words: readonly T[]): T {
  if ((words as readonly unknown[]).includes(value)) return value as T;
  throw new InputError({
    code: "bad-option",
    path,
    expected: `one of ${words.map((word) => JSON.stringify(word)).join(", ")}`,
    received: value,
  });
}

/** Returns the options object, an empty one where none came; throws where it is not an object. */
export function requireOptions<O extends object>(value: O | undefined, path = "options"): O {
  if (value === undefined) return {} as O;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new InputError({ code: "bad-option", path, expected: "an object", received: value });
  }
  return value;
}

/** Throws where an object has a property of another name: a misspelt one would be passed over. */
export function requireKnown(given: object, names: readonly string[], path: string): void {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new InputError({
    code: "bad-option",
    path: `${path}.${unknown}`,
    expected: `only ${names.join(", ")}`,
    received: (given as Readonly<Record<string, unknown>>)[unknown],
  });
}

/** Returns a value that is an array, else throws. */
export function requireArray<T extends readonly unknown[]>(
  value: T | undefined,
  path: string,
  expected = "an array",
  advice?: string,
): T {
  if (Array.isArray(value)) return value;
  throw new InputError({ code: "bad-option", path, expected, received: value, advice });
}

/** Checks that a value is `true` or `false`. */
export function requireFlag(value: unknown, path: string): boolean {
  if (typeof value === "boolean") return value;
  throw new InputError({ code: "bad-option", path, expected: "true or false", received: value });
}

/** Checks that a value is a function. */
export function requireFunction(value: unknown, path: string): void {
  if (typeof value === "function") return;
  throw new InputError({ code: "bad-option", path, expected: "a function", received: value });
}

/** Checks a seed: any whole number that a double holds exactly. */
export function requireSeed(value: unknown, path = "options.seed"): number {
  const limit = Number.MAX_SAFE_INTEGER;
  return requireNumber(value, path, { integer: true, min: -limit, max: limit });
}
