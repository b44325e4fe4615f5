import { describe, expect, test } from "vitest";
import { InputError } from "../src/errors.ts";

/** What does not belong anywhere, or only here and there. */
const wrong: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Infinity,
  -1,
  0,
  1e300,
  "x",
  true,
  [],
  {},
  [null],
  { x: null },
  Symbol("s"),
  () => 1,
  3n,
];

/**
 * Calls from where no compiler looked: every part of a good call of every function, however deep, is replaced by what does not belong there.
 * Each is answered without NaN or ends in an `InputError` that says where, never in another error.
 *
 * @param functions - All that a module exports.
 * @param calls - A good call of each function: its arguments.
 */
export function tryWrongCalls(
  functions: Readonly<Record<string, unknown>>,
  calls: Readonly<Record<string, readonly unknown[]>>,
): void {
  const named = Object.entries(functions).filter(([, value]) => typeof value === "function");

  describe("wrong calls", () => {
    test("are tried on every function", () => {
      expect(Object.keys(calls).sort()).toEqual(named.map(([name]) => name).sort());
    });

    for (const [name, call] of named as [string, (...given: unknown[]) => unknown][]) {
      test(name, () => {
        const good = calls[name]!;
        expect(hasNaN(call(...good))).toBe(false);
        for (let k = 0; k < good.length; k++) {
          for (const [where, part] of damaged(good[k], `argument ${k + 1}`)) {
            let result: unknown;
            try {
              result = call(...good.map((argument, j) => (j === k ? part : argument)));
            } catch (error) {
              if (!(error instanceof InputError)) throw new Error(`${where}: ${error}`, { cause: error });
              if (error.path === "") throw new Error(`${where}: no path in ${error.message}`, { cause: error });
            }
            if (hasNaN(result)) throw new Error(`${where}: NaN in the answer`);
          }
        }
      });
    }
  });
}

/** The value with each of its parts replaced in turn. */
function* damaged(value: unknown, path = ""): Generator<readonly [path: string, value: unknown]> {
  for (const other of wrong) yield [`${path} = ${String(other)}`, other];
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  for (const key of Object.keys(value)) {
    for (const [where, part] of damaged((value as Record<string, unknown>)[key], `${path}.${key}`)) {
      yield [where, Array.isArray(value) ? Object.assign([...value], { [key]: part }) : { ...value, [key]: part }];
    }
  }
}

function hasNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>).some(Number.isNaN);
  return typeof value === "object" && value !== null && Object.values(value).some(hasNaN);
}
