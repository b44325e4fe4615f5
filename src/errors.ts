/** The codes of {@link InputError}: what kind of thing was wrong with a call. */
export type InputErrorCode =
  | "empty"
  | "not-finite"
  | "out-of-range"
  | "length-mismatch"
  | "duplicate-id"
  | "future-date"
  | "unit-mismatch"
  | "missing-covariate"
  | "unknown-kind"
  | "no-repeat-purchases"
  | "one-class"
  | "no-events"
  | "insufficient-data"
  | "zero-variance"
  | "singular"
  | "diverges"
  | "bad-option"
  | "bad-formula";

/** What an {@link InputError} is made from. */
export interface InputErrorDetails {
  /** The kind of mistake. */
  readonly code: InputErrorCode;
  /** Where it is, as one would write it in code: `"history.age[17]"`, `"options.horizon"`. */
  readonly path: string;
  /** What would have been accepted, as the end of "expected …". */
  readonly expected: string;
  /** What came instead. */
  readonly received: unknown;
  /** What to do about it, a full sentence. */
  readonly advice?: string | undefined;
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === "number" || typeof value === "boolean" || value === null || value === undefined)
    return `${value}`;
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `${value.constructor.name}(${(value as ArrayLike<unknown>).length})`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : `Date ${value.toISOString()}`;
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/**
 * A wrong call: thrown where the asked quantity does not exist for what was given. The message says where, what was
 * expected, what came, and what to do.
 *
 * @example
 * ```ts
 * import { InputError } from "customer-equity";
 * const error = new InputError({
 *   code: "out-of-range", path: "options.horizon", expected: "a number of at least 0", received: -1,
 * });
 * console.log(error.message); // options.horizon: expected a number of at least 0, received -1.
 * ```
 */
export class InputError extends RangeError {
  /** The kind of mistake, for programs. */
  readonly code: InputErrorCode;
  /** Where it is: `"history.age[17]"`. */
  readonly path: string;
  /** What would have been accepted. */
  readonly expected: string;
  /** What came instead. */
  readonly received: unknown;

  /** Makes the error and its message from its parts. */
  constructor(details: InputErrorDetails) {
    const { code, path, expected, received, advice } = details;
    super(`${path}: expected ${expected}, received ${show(received)}.${advice === undefined ? "" : ` ${advice}`}`);
    this.name = "InputError";
    this.code = code;
    this.path = path;
    this.expected = expected;
    this.received = received;
  }
}
