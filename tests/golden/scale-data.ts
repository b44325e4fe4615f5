import type { SurveyAnswers } from "../../src/servqual/index.ts";
import { read } from "./process-table.ts";

/** Rows of answers as columns. */
export function columnsOf(items: readonly string[], rows: readonly (readonly (number | null)[])[]): SurveyAnswers {
  return Object.fromEntries(items.map((item, j) => [item, rows.map((row) => row[j]!)]));
}

/** The made survey of 60 customers: expectations E, perceptions P, and what R made of them. */
export const survey = read("servqual-synthetic.json");

const itemsOf = (name: string): readonly string[] => {
  const d = survey.dimensions.indexOf(name);
  const from = survey.items_per_dimension.slice(0, d).reduce((sum: number, size: number) => sum + size, 0);
  return survey.items.slice(from, from + survey.items_per_dimension[d]);
};

/** The items of each of its five dimensions. */
export const dimensions: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  survey.dimensions.map((name: string) => [name, itemsOf(name)]),
);

export const perceptions: SurveyAnswers = columnsOf(survey.items, survey.P);
export const expectations: SurveyAnswers = columnsOf(survey.items, survey.E);
export const gaps: SurveyAnswers = columnsOf(
  survey.items,
  survey.P.map((row: readonly number[], i: number) => row.map((p, j) => p - survey.E[i][j])),
);
