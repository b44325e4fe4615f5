import * as z from "zod/mini";
import { InputError } from "../errors.ts";

/** What a constructor of the package makes of data from outside, by its rules and with its messages, as a step of a zod pipeline. */
export function checked<T>(make: (value: unknown) => T): z.ZodMiniType<T> {
  return z.pipe(
    z.unknown(),
    z.transform((value, context) => {
      try {
        return make(value);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        context.issues.push({ code: "custom", message: error.message, path: error.path.split("."), input: value });
        return z.NEVER;
      }
    }),
  ) as unknown as z.ZodMiniType<T>;
}
