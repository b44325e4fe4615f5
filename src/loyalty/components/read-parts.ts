import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import {
  type AnswerScale,
  largestAnswer,
  readAnswers,
  requireScale,
  type SurveyAnswers,
} from "../../survey/answers.ts";
import type { Column, NullableColumn } from "../../types.ts";

/** Ratings by part: a number each for one customer, a column each for many. */
export type PartRatings<Part extends string = string> = Readonly<
  Record<Part, number> | Record<Part, Column | NullableColumn>
>;

/** What a score of one customer or of many is: a number, or one entry a customer with `null` where a rating is missing. */
export type PartScore<P extends PartRatings> = P extends Readonly<Record<string, number>> ? number : NullableColumn;

/** Options of scores that are means of ratings. */
export interface PartScoreOptions {
  /**
   * The scale that all ratings keep to.
   * @defaultValue any finite number
   */
  readonly scale?: AnswerScale | undefined;
}

/** Ratings as read: by part a column, NaN where there is none. */
export interface Parts {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly rows: number;
  /** A column as the caller gets it: its only entry where ratings were numbers. */
  readonly give: <S>(column: readonly (number | null)[]) => S;
}

/** Checks ratings of the parts wanted, all that there are where none are named. */
export function readParts(
  ratings: PartRatings,
  path: string,
  { names, scale }: { readonly names?: readonly string[] | undefined; readonly scale?: AnswerScale | undefined },
): Parts {
  const given = requireOptions(ratings, path) as Readonly<Record<string, unknown>>;
  const single = Object.values(given).some((entry) => typeof entry === "number");
  if (scale !== undefined) requireScale(scale, "options.scale");
  const bounds = scale ?? { min: -largestAnswer, max: largestAnswer };
  const answers = single
    ? Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name, [requireNumber(value, `${path}.${name}`, bounds)]]),
      )
    : (given as SurveyAnswers);
  if (names !== undefined) {
    const unknown = Object.keys(given).find((name) => !names.includes(name));
    if (unknown !== undefined) {
      throw new InputError({
        code: "bad-option",
        path: `${path}.${unknown}`,
        expected: `only ${names.join(", ")}`,
        received: given[unknown],
      });
    }
  }
  const read = readAnswers(answers, path, { items: names, scale: bounds });
  return {
    names: read.items,
    columns: read.columns,
    rows: read.respondents,
    give: <S>(column: readonly (number | null)[]): S => (single ? column[0] : column) as S,
  };
}

/** Row by row the mean of columns; `null` where an entry of one is missing. */
export function meanOfColumns(columns: readonly (Float64Array | NullableColumn)[]): (number | null)[] {
  return Array.from(columns[0]!, (_, i) => {
    let sum = 0;
    for (const column of columns) sum += column[i] ?? Number.NaN;
    return Number.isNaN(sum) ? null : sum / columns.length;
  });
}
