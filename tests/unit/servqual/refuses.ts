import { expect } from "vitest";
import { InputError } from "../../../src/errors.ts";

/** Asserts that a call throws an `InputError` with this code and path. */
export function refuses(call: () => unknown, code: string, path: string): void {
  expect(call).toThrow(InputError);
  expect(call).toThrow(expect.objectContaining({ code, path }));
}
