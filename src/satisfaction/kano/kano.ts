import { requireArray, requireLength, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, Warning } from "../../types.ts";
import { type CategoryColumn, readCategories } from "../survey-statistics/categories.ts";
import { type KanoAttribute, type KanoAttributeOptions, type KanoCounts, kanoAttribute } from "./kano-attribute.ts";
import {
  categoryCode,
  type KanoAnswer,
  type KanoCategoryOptions,
  kanoCategories,
  requireAnswer,
} from "./kano-category.ts";

/** The answers to both questions about an attribute, one entry a respondent, `null` where there is none. */
export interface KanoColumns {
  /** How one feels if the attribute is there (正向问题). */
  readonly functional: readonly (KanoAnswer | null)[];
  /** How one feels if it is not (反向问题). */
  readonly dysfunctional: readonly (KanoAnswer | null)[];
}

/** Options of {@link kano}. */
export interface KanoOptions extends KanoAttributeOptions, KanoCategoryOptions {
  /**
   * The segment of each respondent, names or a class column: each is analyzed by itself, too.
   * @defaultValue no segments
   */
  readonly segments?: CategoryColumn | undefined;
}

/** An attribute of a survey. */
export interface KanoSurveyAttribute extends KanoAttribute {
  /** Its name. */
  readonly name: string;
  /** Respondents left out because one of the answers is missing. */
  readonly missing: number;
  /** By segment what the attribute is to it; without segments in which nobody gave both answers. */
  readonly segments: Readonly<Record<string, KanoAttribute>>;
}

/** What {@link kano} returns. */
export interface Kano {
  /** The attributes in the order given. */
  readonly attributes: readonly KanoSurveyAttribute[];
  /** The category of each attribute, whose names are in `customers`; rules and distances as in `kanoAttribute`. */
  readonly categories: ClassColumn;
  /** `unclear-category`, `questionable-answers`, `segments-differ`. */
  readonly warnings: readonly Warning[];
}

/** From this share on, questionable answers say that the question was not understood. */
const manyQuestionable = 0.1;

/**
 * The Kano model of a survey (KANO 模型): which attributes must be there, which please the more the better, which delight, and which
 * nobody cares for.
 *
 * Each respondent's pair of answers is put into a category by Kano's table (`kanoCategory`); the counts of each attribute, in all and
 * by segment, give its category, better and worse, strengths and Fong's test (`kanoAttribute`).
 *
 * @param answers - By attribute the columns of both questions, of the same respondents.
 * @param options - Table, rule, segments, level.
 * @returns Each attribute, in all and by segment, and the categories as a class column.
 * @throws InputError `empty` without attributes or respondents; `insufficient-data` for an attribute to which nobody gave both answers;
 * `length-mismatch`; `bad-option` for what is no answer, and for other options.
 * @remarks Sources: Kano et al. (1984); Berger et al. (1993). A bank's customers differ: an attribute that is indifferent to all may be
 * a must for one segment, so look at segments. There is no maintained twin.
 * @example
 * ```ts
 * import { kano } from "customer-equity/satisfaction";
 * const { attributes } = kano({
 *   "instant transfer": { functional: ["like", "like", "neutral"], dysfunctional: ["dislike", "dislike", "dislike"] },
 *   "free coffee": { functional: ["like", "like", "neutral"], dysfunctional: ["neutral", "live-with", "neutral"] },
 * });
 * console.log(attributes.map(({ name, category }) => `${name}: ${category.label}`).join(", ")); // instant transfer: one-dimensional, free coffee: attractive
 * ```
 */
export function kano(answers: Readonly<Record<string, KanoColumns>>, options?: KanoOptions): Kano {
  const { table = "standard", segments, rule, level } = requireOptions(options);
  const strict = requireOneOf(table, "options.table", ["standard", "strict"]) === "strict";
  const names = Object.keys(requireOptions(answers, "answers"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "answers", expected: "at least one attribute", received: answers });
  }
  let respondents: number | undefined;
  const coded = names.map((name) => {
    const codes = readAttribute(answers[name]!, `answers.${name}`, strict, respondents);
    respondents = codes.length;
    return codes;
  });
  const groups = segments === undefined ? null : readCategories(segments, "options.segments", respondents);
  const attributes = coded.map((codes, j): KanoSurveyAttribute => {
    const missing = codes.filter((code) => code === null).length;
    if (missing === codes.length) {
      throw new InputError({
        code: codes.length === 0 ? "empty" : "insufficient-data",
        path: `answers.${names[j]}`,
        expected: "at least one respondent with both answers",
        received: codes.length,
      });
    }
    const bySegment = (groups?.names ?? []).flatMap((segment, g): [string, KanoAttribute][] => {
      const own = codes.filter((_, i) => groups!.codes[i] === g);
      return own.every((code) => code === null) ? [] : [[segment, kanoAttribute(countsOf(own), { rule, level })]];
    });
    return {
      name: names[j]!,
      ...kanoAttribute(countsOf(codes), { rule, level }),
      missing,
      segments: Object.fromEntries(bySegment),
    };
  });
  return { attributes, categories: categoryColumn(attributes), warnings: warn(attributes) };
}

/** The category of each respondent, `null` where an answer is missing. */
function readAttribute(
  columns: KanoColumns,
  path: string,
  strict: boolean,
  respondents: number | undefined,
): (number | null)[] {
  const { functional, dysfunctional } = requireOptions(columns, path);
  const there = requireArray(functional, `${path}.functional`, "a column of answers");
  const away = requireArray(dysfunctional, `${path}.dysfunctional`, "a column of answers");
  requireLength(there, `${path}.functional`, respondents ?? there.length);
  requireLength(away, `${path}.dysfunctional`, there.length);
  const read = (answer: KanoAnswer | null | undefined, where: string): number | null =>
    answer === null || answer === undefined ? null : requireAnswer(answer, where);
  return Array.from(there, (answer, i) => {
    const row = read(answer, `${path}.functional[${i}]`);
    const column = read(away[i], `${path}.dysfunctional[${i}]`);
    return row === null || column === null ? null : categoryCode(row, column, strict);
  });
}

function countsOf(codes: readonly (number | null)[]): KanoCounts {
  return Object.fromEntries(
    kanoCategories.map(({ label }, k) => [label, codes.filter((code) => code === k).length]),
  ) as KanoCounts;
}

function categoryColumn(attributes: readonly KanoSurveyAttribute[]): ClassColumn {
  return {
    classes: kanoCategories.map(({ label, labelZh }) => ({ label, labelZh })),
    codes: Uint16Array.from(attributes, ({ category }) =>
      kanoCategories.findIndex(({ label }) => label === category.label),
    ),
    rules: Uint16Array.from(attributes, ({ category }) => category.rule),
    distances: Float64Array.from(attributes, ({ category }) => category.distance),
    customers: attributes.map(({ name }) => name),
  };
}

function warn(attributes: readonly KanoSurveyAttribute[]): Warning[] {
  const list = (found: readonly KanoSurveyAttribute[]): string => found.map(({ name }) => name).join(", ");
  const unclear = attributes.filter(({ fong }) => !fong.clear);
  const questionable = attributes.filter(({ counts, n }) => counts.questionable > manyQuestionable * n);
  const mixed = attributes.filter(
    ({ segments }) => new Set(Object.values(segments).map(({ category }) => category.label)).size > 1,
  );
  const warnings: Warning[] = [];
  if (unclear.length > 0) {
    warnings.push({
      code: "unclear-category",
      message: `The largest count is not clearly above the second (Fong) for ${list(unclear)}: look at better and worse, or at segments.`,
      count: unclear.length,
    });
  }
  if (questionable.length > 0) {
    warnings.push({
      code: "questionable-answers",
      message: `More than ${100 * manyQuestionable} % of the answers contradict each other for ${list(questionable)}: reword the questions.`,
      count: questionable.length,
    });
  }
  if (mixed.length > 0) {
    warnings.push({
      code: "segments-differ",
      message: `Segments put ${list(mixed)} into different categories: read them by segment.`,
      count: mixed.length,
    });
  }
  return warnings;
}
