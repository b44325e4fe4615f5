import { expect, test } from "vitest";
import { InputError } from "../src/errors.ts";
import { randomStream } from "../src/numeric/random.ts";

/** Answers from 1 to 7, or none, by question. */
export type Answers = Readonly<Record<string, readonly (number | null)[]>>;

/** What a function makes of answers, and which figures of it may not exist. */
export interface Examined {
  readonly call: (answers: Answers) => unknown;
  readonly figures?: readonly string[];
}

const questions = ["q1", "q2", "q3", "q4", "q5", "q6"];

/** Six questions to 400 respondents: three are answered by one opinion and some chance, three by another that goes with it. */
const survey: Answers = (() => {
  const stream = randomStream(7);
  const opinions = Array.from({ length: 400 }, () => {
    const one = stream.normal();
    return [one, 0.6 * one + 0.8 * stream.normal()];
  });
  const answer = (opinion: number) => Math.min(7, Math.max(1, Math.round(4 + 1.2 * opinion + stream.normal())));
  return Object.fromEntries(questions.map((name, j) => [name, opinions.map((two) => answer(two[j < 3 ? 0 : 1]!))]));
})();

/** A respondent whose answers all differ from those of the first. */
const other = survey["q1"]!.findIndex((_, i) => questions.every((name) => survey[name]![i] !== survey[name]![0]));
const of = (...respondents: readonly number[]): Answers =>
  Object.fromEntries(questions.map((name) => [name, respondents.map((i) => survey[name]![i]!)]));
const all = (answer: number | null): Answers =>
  Object.fromEntries(questions.map((name) => [name, survey[name]!.map(() => answer)]));

/** The surveys of which little can be said, by the heading of their column. */
const surveys: Readonly<Record<string, Answers>> = {
  "no respondent": of(),
  "one respondent": of(0),
  "two respondents": of(0, other),
  "one question": { q1: survey["q1"]! },
  "the same answers": all(4),
  "no answers": all(null),
};

/**
 * Compares a table in Markdown with what functions do: a row for each of them, a column for each survey. A cell says `throws` and the code of
 * the error, or which figures are null and which warnings come; `answers` where there is nothing to say, `—` where the survey is none for the
 * function.
 */
export function expectTable(table: string, functions: Readonly<Record<string, Examined>>): void {
  const [headings, , ...rows] = table.trim().split("\n").map(cellsOf);

  test("the table has a row for each function, and a column for each survey", () => {
    expect(headings!.slice(1)).toEqual(Object.keys(surveys));
    expect(rows.map(([name]) => name)).toEqual(Object.keys(functions));
  });

  for (const [name, examined] of Object.entries(functions)) {
    test(name, () => {
      expect(outcome(examined, survey)).toBe("");
      const row = rows.find(([own]) => own === name)!;
      const found = Object.values(surveys).map((answers, j) =>
        row[j + 1] === "—" ? "—" : outcome(examined, answers) || "answers",
      );
      expect(`| ${[row[0], ...found].join(" | ")} |`).toBe(`| ${row.join(" | ")} |`);
    });
  }
}

function cellsOf(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** What is said of a call: nothing where all figures exist and no warning came. */
function outcome({ call, figures = [] }: Examined, answers: Answers): string {
  let result: unknown;
  try {
    result = call(answers);
  } catch (error) {
    if (error instanceof InputError) return `throws ${error.code}`;
    throw error;
  }
  const missing = figures.filter((path) => at(result, path) === null);
  const { warnings = [] } = result as { readonly warnings?: readonly { readonly code: string }[] };
  const codes = [...new Set(warnings.map(({ code }) => code))];
  return [
    ...(missing.length === 0 ? [] : [`null: ${missing.join(", ")}`]),
    ...(codes.length === 0 ? [] : [`warns ${codes.join(", ")}`]),
  ].join("; ");
}

/** A figure of a result, or of the first of its kind: `dimensions.mean` is that of the first dimension. Nothing within what is `null`. */
function at(result: unknown, path: string): unknown {
  let value = result;
  for (const key of path.split(".")) {
    if (value === null) return null;
    const own = (value as Record<string, unknown>)[key];
    value = own === undefined ? (Object.values(value as object)[0] as Record<string, unknown>)?.[key] : own;
    expect(value, path).toBeDefined();
  }
  return value;
}
