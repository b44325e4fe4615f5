import { requireArray } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { requireNames } from "../../../statistics/require-names.ts";

/** Two halves of a scale: the names of the items of each. */
export type Halves = readonly [readonly string[], readonly string[]];

/** The items at odd places (the first, third, ...) and those at even ones. */
export function oddEven<T>(items: readonly T[]): readonly [readonly T[], readonly T[]] {
  return [items.filter((_, i) => i % 2 === 0), items.filter((_, i) => i % 2 === 1)];
}

/** Checks that two halves hold every item once, and returns the places of their items. */
export function requireHalves(
  halves: Halves,
  items: readonly string[],
): readonly [readonly number[], readonly number[]] {
  const path = "options.halves";
  const [first, second] = requireArray(halves, path, "two lists of items").map((half, h) =>
    requireNames(half, `${path}[${h}]`),
  );
  const all = requireNames([...(first ?? []), ...(second ?? [])], path);
  const unknown = all.find((item) => !items.includes(item));
  if (
    unknown !== undefined ||
    all.length < items.length ||
    halves.length !== 2 ||
    first!.length * second!.length === 0
  ) {
    throw new InputError({
      code: "bad-option",
      path,
      expected: `two lists that hold each of ${items.join(", ")} once, at least one each`,
      received: unknown ?? all.join(", "),
    });
  }
  const places = (half: readonly string[]): readonly number[] => half.map((item) => items.indexOf(item));
  return [places(first!), places(second!)];
}

/** Variances of the sums of two halves, and their covariance. */
export function halfMoments(
  covariance: readonly (readonly number[])[],
  [first, second]: readonly [readonly number[], readonly number[]],
): { readonly variances: readonly [number, number]; readonly covariance: number } {
  const block = (rows: readonly number[], columns: readonly number[]): number =>
    rows.reduce((sum, i) => sum + columns.reduce((part, j) => part + covariance[i]![j]!, 0), 0);
  return { variances: [block(first, first), block(second, second)], covariance: block(first, second) };
}
