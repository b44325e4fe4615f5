import { expect } from "vitest";
import { InputError, type InputErrorCode } from "../src/errors.ts";

/** Asserts that a call throws an `InputError` with this code and path, and that its message holds all of `words`. */
export function refuses(call: () => unknown, code: InputErrorCode, path: string, ...words: readonly string[]): void {
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(InputError);
  expect(caught).toMatchObject({ code, path });
  for (const word of words) expect((caught as InputError).message).toContain(word);
}
