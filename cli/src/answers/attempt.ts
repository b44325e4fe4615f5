import { InputError, type InputErrorCode } from "customer-equity";

/** Why a figure does not exist for these answers. */
export class Refusal {
  readonly code: InputErrorCode;
  readonly message: string;

  constructor({ code, message }: Pick<InputError, "code" | "message">) {
    this.code = code;
    this.message = message;
  }
}

/** What `work` gives, or why the package refuses it: one analysis that does not exist does not take the others with it. */
export function attempt<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) return new Refusal(error);
    throw error;
  }
}

/** What there is, `null` in place of a refusal. */
export function orNull<T>(result: T | Refusal): T | null {
  return result instanceof Refusal ? null : result;
}
