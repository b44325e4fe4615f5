import { expect } from "vitest";
import { InputError, type InputErrorCode } from "../../../src/errors.ts";

/** Expects a call to throw an `InputError` with this code and path. */
export function refuses(call: () => unknown, code: InputErrorCode, path: string): void {
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(InputError);
  expect(caught).toMatchObject({ code, path });
}
