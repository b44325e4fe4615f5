import { reproduces } from "../validation.ts";

/** A worked case: what goes in, what has to come out, and where it stands. */
// biome-ignore lint/suspicious/noExplicitAny: the cases have different shapes.
export type WorkedCase = { input: any; expected: any; source?: string };

/** The cases of a golden file by their ids, and how figures of theirs are compared; `usualSource` is for those that name none. */
export function workedCases(
  area: string,
  cases: readonly { readonly id: string }[],
  usualSource: string,
): {
  readonly caseOf: (id: string) => WorkedCase;
  /** Compares a figure of a case with ours, to the 1e-9 of the files. */
  readonly figure: (id: string, what: string, expected: number, actual: number | null | undefined) => void;
} {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const caseOf = (id: string): WorkedCase => {
    const found = byId.get(id);
    if (found === undefined) throw new Error(`no case ${id}`);
    return found as unknown as WorkedCase;
  };
  return {
    caseOf,
    figure: (id, what, expected, actual) => {
      const source = caseOf(id).source ?? usualSource;
      reproduces(
        { area, figure: `${id}: ${what}`, source, expected, tolerance: 1e-9, absolute: expected === 0 },
        actual ?? Number.NaN,
      );
    },
  };
}
