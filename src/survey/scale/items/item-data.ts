import { requireOneOf, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { requireNames } from "../../../statistics/require-names.ts";
import type { Column } from "../../../types.ts";
import { type AnswerScale, requireScale, type SurveyAnswers } from "../../answers.ts";
import { readColumns } from "./read-columns.ts";
import { readCorrelations } from "./read-correlations.ts";

/** Correlations of items (题项相关矩阵) as they are printed in a paper: what the analyses of a scale take in place of answers. */
export interface ItemCorrelations {
  /** The correlation matrix, row by row: symmetric, with 1 on its diagonal. */
  readonly correlations: readonly Column[];
  /** Respondents behind it, at least 2; what needs their number (tests, intervals) is `null` or refused without it. */
  readonly n?: number | undefined;
  /**
   * Names of the items, in the order of the matrix.
   * @defaultValue `item1`, `item2`, ...
   */
  readonly items?: readonly string[] | undefined;
  /**
   * Standard deviations of the items, above 0, in the same order: together with the correlations they make covariances.
   * @defaultValue 1 for each: the items count as standardized
   */
  readonly standardDeviations?: Column | undefined;
}

/** What the analyses of a scale take: answers, an item a column, or the correlations of the items. */
export type ItemData = SurveyAnswers | ItemCorrelations;

/** How to read {@link ItemData}. */
export interface ItemOptions {
  /**
   * The items wanted, in this order: those of one dimension, say.
   * @defaultValue all that there are
   */
  readonly items?: readonly string[] | undefined;
  /**
   * The scale that answers have to keep to.
   * @defaultValue any finite number is an answer
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * Items worded the other way round (反向题): their answers x become min + max − x, which needs `scale`; their correlations change sign.
   * @defaultValue none
   */
  readonly reversed?: readonly string[] | undefined;
  /**
   * Which respondents count: those who answered every item (`"listwise"`), or for each pair of items those who answered both
   * (`"pairwise"`), as R psych does. Pairwise correlations may contradict each other; tests and intervals then take n for all who answered
   * anything, as if nothing were missing.
   * @defaultValue "listwise"
   */
  readonly missing?: "listwise" | "pairwise" | undefined;
}

/** Items as the analyses read them. NaN (in pairwise `columns`, and in `correlations` of an item that does not vary) stays inside. */
export interface Items {
  readonly items: readonly string[];
  /** Respondents who count; `null` where only correlations are known. */
  readonly n: number | null;
  /** Respondents who do not count: who left out any item (listwise), or every item (pairwise). */
  readonly missing: number;
  /** Covariances, divisor n − 1; exactly 0 for an item that does not vary. */
  readonly covariance: readonly (readonly number[])[];
  readonly correlations: readonly (readonly number[])[];
  /** The answers of those who count, and what is known from them alone; `null` where only correlations are given. */
  readonly answers: {
    readonly columns: readonly Float64Array[];
    readonly means: readonly number[];
    /** For each item the share of all respondents without an answer. */
    readonly missingShares: readonly number[];
    /** Whether respondents count who left items out. */
    readonly gaps: boolean;
  } | null;
}

/** Checks and reads answers or correlations of at least `least` items. */
export function readItems(
  answers: ItemData,
  options?: ItemOptions,
  { least = 2, path = "answers" }: { readonly least?: number; readonly path?: string } = {},
): Items {
  const { items, scale, reversed = [], missing = "listwise" } = requireOptions(options);
  if (items !== undefined) requireNames(items, "options.items");
  requireOneOf(missing, "options.missing", ["listwise", "pairwise"]);
  const turned = requireNames(reversed, "options.reversed");
  const read = isCorrelations(answers)
    ? readCorrelations(answers, items, turned)
    : readColumns(
        answers,
        { items, scale: turned.length > 0 ? requireScale(scale, "options.scale") : scale, reversed: turned },
        { missing, path },
      );
  if (read.items.length < least) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: `at least ${least} items`,
      received: read.items.length,
    });
  }
  return read;
}

/** The correlations; throws `zero-variance` where an item does not vary, `insufficient-data` where a pair of items has none. */
export function requireCorrelations({ items, covariance, correlations }: Items): readonly (readonly number[])[] {
  const constant = items.find((_, i) => covariance[i]![i] === 0);
  if (constant !== undefined) {
    throw new InputError({
      code: "zero-variance",
      path: `answers.${constant}`,
      expected: "answers that vary",
      received: "one answer from everybody",
      advice: "An item that everybody answers alike correlates with nothing: leave it out.",
    });
  }
  correlations.forEach((row, i) => {
    const other = row.findIndex(Number.isNaN);
    if (other < 0) return;
    throw new InputError({
      code: "insufficient-data",
      path: `answers.${items[i]}`,
      expected: `answers that vary among those who also answered ${items[other]}`,
      received: "none",
      advice: "Leave one of the two items out.",
    });
  });
  return correlations;
}

/** The number of respondents; throws where only correlations were given, without it. */
export function requireRespondents({ n }: Items): number {
  if (n !== null) return n;
  throw new InputError({
    code: "bad-option",
    path: "answers.n",
    expected: "the number of respondents behind the correlations",
    received: undefined,
    advice: "Give { correlations, n }.",
  });
}

function isCorrelations(answers: ItemData): answers is ItemCorrelations {
  const matrix: unknown = (answers as Partial<ItemCorrelations> | null | undefined)?.correlations;
  return Array.isArray(matrix) && typeof matrix[0] === "object" && matrix[0] !== null;
}
