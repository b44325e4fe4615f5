import { requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { requireNames } from "../../../statistics/require-names.ts";

/** Which items belong to which dimension (construct) of a questionnaire (维度): the names of the items by the name of the dimension. */
export type DimensionItems = Readonly<Record<string, readonly string[]>>;

/** Dimensions as the analyses read them. */
export interface Dimensions {
  readonly names: readonly string[];
  /** All items, dimension after dimension. */
  readonly items: readonly string[];
  /** For each dimension the places of its items in `items`. */
  readonly places: readonly (readonly number[])[];
}

/** Checks at least `least` dimensions, none of them empty, in which no item comes twice. */
export function requireDimensions(dimensions: DimensionItems | undefined, path: string, least = 1): Dimensions {
  const given = requireOptions(dimensions, path);
  const names = Object.keys(given);
  if (names.length < least) {
    throw new InputError({
      code: names.length === 0 ? "empty" : "insufficient-data",
      path,
      expected: `at least ${least} dimension${least === 1 ? "" : "s"}, each with the names of its items`,
      received: names.length,
      advice: 'Give a record such as { reliability: ["Q5", "Q6"], empathy: ["Q18", "Q19"] }.',
    });
  }
  const placeOf = new Map<string, number>();
  const places = names.map((name) => {
    const own = requireNames(given[name], `${path}.${name}`);
    if (own.length === 0) {
      throw new InputError({ code: "empty", path: `${path}.${name}`, expected: "at least one item", received: own });
    }
    return own.map((item, i) => {
      if (placeOf.has(item)) {
        throw new InputError({
          code: "duplicate-id",
          path: `${path}.${name}[${i}]`,
          expected: "each item in one dimension",
          received: item,
        });
      }
      placeOf.set(item, placeOf.size);
      return placeOf.size - 1;
    });
  });
  return { names, items: [...placeOf.keys()], places };
}
