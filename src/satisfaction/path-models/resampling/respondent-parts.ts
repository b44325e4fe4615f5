import { requireColumn, requireNumber } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { randomStream } from "../../../numeric/random.ts";
import type { Column } from "../../../types.ts";
import type { SurveyRows } from "../estimation/survey-rows.ts";
import { shuffled } from "./shuffled.ts";

/** The part of each row: by chance, or as given for the respondents; all parts but one have `least` rows at least. */
export function partsOf(folds: number | Column, seed: number, data: SurveyRows, least: number): readonly number[] {
  const path = "options.folds";
  const { rows, used, respondents } = data;
  let parts: number[];
  if (typeof folds === "number") {
    requireNumber(folds, path, { integer: true, min: 2, max: rows });
    const even = Array.from({ length: rows }, (_, place) => Math.floor((place * folds) / rows));
    parts = shuffled(even, randomStream(seed));
  } else {
    const given = requireColumn(folds, path, { integer: true }, respondents);
    parts = Array.from(used, (i) => given[i]!);
    if (new Set(parts).size < 2) {
      throw new InputError({ code: "one-class", path, expected: "at least two parts", received: parts[0] });
    }
  }
  const sizes = new Map<number, number>();
  for (const part of parts) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  const fewest = rows - Math.max(...sizes.values());
  if (fewest >= least) return parts;
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: `at least ${least} respondents in all parts but one`,
    received: fewest,
    advice: "Divide the respondents into more parts.",
  });
}
