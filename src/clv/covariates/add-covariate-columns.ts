import { requireColumn, requireLength, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireColumns } from "../history/require-history.ts";
import { requireIterable } from "../history/transaction-log.ts";
import { requireCovariateName } from "./covariate-effects.ts";

/** The levels of categories, by name: the first is the base that the others are compared with. */
export interface CovariateLevels {
  /**
   * All levels of a category in an order of your own, by name: for data that are to be coded as those of a fit were.
   * @defaultValue those that occur, in alphabetical order (by character codes)
   */
  readonly levels?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** A history that carries covariates. */
export type WithCovariates<H> = H &
  Pick<PurchaseHistory, "covariateBases" | "warnings"> & {
    readonly covariates: Readonly<Record<string, Float64Array>>;
  };

/**
 * Adds what else is known of the customers (协变量) to a purchase history as ready columns, one entry a row, in the order of the history.
 * Columns of words are categories (分类变量) and become 0/1 columns, as in `addCovariates`.
 *
 * @param history - A history.
 * @param columns - Numbers or words, by name.
 * @param options - The levels of categories.
 * @returns The history with the columns added to those it had; `covariateBases` names the base of each category.
 * @throws InputError `length-mismatch` for a column of another length, `not-finite` for an entry that is no number, `empty` for a level that is
 * no word, `zero-variance` for a category of one level, `bad-option` for a level that is not among those given or a name that is taken.
 * @example
 * ```ts
 * import { addCovariateColumns } from "customer-equity/clv";
 * const history = { frequency: [2, 0], recency: [30, 0], age: [39, 39], timeUnit: "week" } as const;
 * const known = addCovariateColumns(history, { gender: ["f", "m"], visits: [3, 1] });
 * console.log(Object.keys(known.covariates)); // ["gender=m", "visits"]
 * ```
 */
export function addCovariateColumns<H extends PurchaseHistory>(
  history: H,
  columns: Readonly<Record<string, Column | readonly string[]>>,
  options?: CovariateLevels,
): WithCovariates<H> {
  const size = requireColumns(history).rows;
  const { levels = {} } = requireOptions(options);
  const covariates = new Map<string, Float64Array>(
    Object.entries(history.covariates ?? {}).map(([name, own]) => [name, Float64Array.from(own)]),
  );
  const bases = new Map(Object.entries(history.covariateBases ?? {}));
  const add = (name: string, column: Float64Array): void => {
    if (covariates.has(name)) refuseTaken(name);
    covariates.set(name, column);
  };
  const given = Object.entries(requireOptions(columns, "columns"));
  for (const name of Object.keys(requireOptions(levels, "options.levels"))) {
    const words = given.some(([own, column]) => own === name && isWords(column));
    if (!words) {
      throw new InputError({
        code: "bad-option",
        path: `options.levels.${name}`,
        expected: `levels of a category: ${
          given
            .filter(([, column]) => isWords(column))
            .map(([own]) => own)
            .join(", ") || "there is none"
        }`,
        received: levels[name],
      });
    }
  }
  for (const [name, column] of given) {
    const path = `columns.${requireCovariateName(name, "columns")}`;
    if (!isWords(column)) {
      add(name, Float64Array.from(requireColumn(column, path, {}, size)));
      continue;
    }
    requireLength(column, path, size);
    if (bases.has(name)) refuseTaken(name);
    const own = levelsOf(
      column,
      Object.hasOwn(levels, name) ? levels[name] : undefined,
      path,
      `options.levels.${name}`,
    );
    bases.set(name, own[0]!);
    for (const level of own.slice(1))
      add(
        `${name}=${level}`,
        Float64Array.from(column, (word) => (word === level ? 1 : 0)),
      );
  }
  return {
    ...history,
    covariates: Object.fromEntries(covariates),
    ...(bases.size === 0 ? {} : { covariateBases: Object.fromEntries(bases) }),
  };
}

function isWords(column: Column | readonly string[]): column is readonly string[] {
  return Array.isArray(column) && typeof column[0] === "string";
}

/** The levels of a category, the base first: those given, or those that occur, in order. */
function levelsOf(
  column: readonly string[],
  given: readonly string[] | undefined,
  path: string,
  levelsPath: string,
): readonly string[] {
  column.forEach((word, i) => {
    requireLevel(word, `${path}[${i}]`);
  });
  if (given === undefined) {
    const found = [...new Set(column)].sort();
    if (found.length > 1) return found;
    throw new InputError({
      code: "zero-variance",
      path,
      expected: "a category of at least two levels",
      received: found[0],
      advice: "Where others occur elsewhere, list all of them in `levels`.",
    });
  }
  const listed = requireIterable(given, levelsPath) as readonly string[];
  listed.forEach((word, i) => {
    requireLevel(word, `${levelsPath}[${i}]`);
    if (listed.indexOf(word) === i) return;
    throw new InputError({
      code: "duplicate-id",
      path: `${levelsPath}[${i}]`,
      expected: "each level once",
      received: word,
    });
  });
  const known = new Set(listed);
  const unknown = column.findIndex((word) => !known.has(word));
  if (unknown < 0 && listed.length > 1) return listed;
  throw new InputError({
    code: "bad-option",
    path: unknown < 0 ? levelsPath : `${path}[${unknown}]`,
    expected: unknown < 0 ? "at least two levels" : `one of the levels ${listed.join(", ")}`,
    received: unknown < 0 ? listed : column[unknown],
  });
}

/** Checks that a level is a word. */
export function requireLevel(word: unknown, path: string): void {
  if (typeof word === "string" && word !== "") return;
  throw new InputError({ code: "empty", path, expected: "a level of a category: a word", received: word });
}

/** Throws where two covariates would have one name. */
export function refuseTaken(name: string): never {
  throw new InputError({
    code: "bad-option",
    path: `columns.${name}`,
    expected: "a name that no other covariate has",
    received: name,
  });
}
