import { InputError } from "./errors.ts";

/** Checks that a stored model is of the version that this package reads. */
export function requireVersion(version: unknown, path: string): void {
  if (version === 1) return;
  const newer = Number.isInteger(version) && (version as number) > 1;
  throw new InputError({
    code: "bad-option",
    path,
    expected: "version 1",
    received: version,
    advice: newer ? "The model was stored by a newer version of this package." : undefined,
  });
}
