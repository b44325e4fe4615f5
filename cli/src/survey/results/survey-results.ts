import type { ClassName } from "customer-equity/satisfaction";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import { csvLine } from "../../csv.ts";
import { json } from "../../json.ts";
import type { Language } from "../../options/output-options.ts";
import type { SurveyReport } from "../analysis/analyze-survey.ts";
import { type FlagName, flagNames } from "../analysis/answer-quality-part.ts";
import { figuresOf } from "./figures.ts";

const flagWords: Readonly<Record<FlagName, string>> = {
  straightLining: "straight-lining",
  speeding: "speeding",
  missing: "missing",
  outOfPattern: "out-of-pattern",
  duplicate: "duplicate",
};

/** The lines of `figures.csv`: a header, then one line a figure, numbers to the last digit. */
export function* figuresCsv(report: SurveyReport, language: Language): Generator<string> {
  const named = (name: ClassName | null): string | null => name && (language === "zh" ? name.labelZh : name.label);
  yield csvLine(["of", "key", "name", "figure", "estimate", "lower", "upper", "n", "class"]);
  for (const { of, key, name, figure, estimate, lower, upper, n, class: kind } of figuresOf(report)) {
    yield csvLine([of, key, named(name), figure, estimate, lower, upper, n, named(kind)]);
  }
}

/** The lines of `scores.csv`: a header, then one line a respondent; what a respondent has no score of is an empty cell. */
export function* scoresCsv(report: SurveyReport): Generator<string> {
  const { answers, quality } = report;
  const flags = flagNames.map((flag) => [flagWords[flag], new Set(quality?.flags[flag])] as const);
  const groups = answers.plan.groups.map((column) => [column, answers.texts(column)] as const);
  const scores = scoreColumns(report);
  yield csvLine(["respondent", ...groups.map(([column]) => column), ...scores.map(([name]) => name), "flags"]);
  for (const [i, respondent] of answers.respondents.entries()) {
    yield csvLine([
      respondent,
      ...groups.map(([, texts]) => texts[i] ?? null),
      ...scores.map(([, column]) => column[i] ?? null),
      flags.flatMap(([word, rows]) => (rows.has(i) ? [word] : [])).join(" "),
    ]);
  }
}

/** Scores of the respondents: gaps and perceptions by dimension and over all, satisfaction, recommendation, and the blocks of the path model. */
function scoreColumns({ answers, service, satisfaction, path }: SurveyReport): (readonly [string, AnswerColumn])[] {
  const columns: (readonly [string, AnswerColumn])[] = [];
  for (const name of ["gap", "perception"] as const) {
    const measure = service?.scores[name] ?? null;
    if (measure === null) continue;
    for (const [key, { scores }] of Object.entries(measure.dimensions)) columns.push([`${name}_${key}`, scores]);
    columns.push([name, (measure.overall.weighted ?? measure.overall.meanOfDimensions).scores]);
  }
  const index = satisfaction?.index ?? null;
  if (index !== null) columns.push(["satisfaction_index", index.scores]);
  const { recommendation } = answers.plan;
  if (recommendation !== null) columns.push(["recommendation", answers.numbers(recommendation)]);
  for (const [block, indexes] of Object.entries(path?.indexes ?? {})) columns.push([`index_${block}`, indexes]);
  return columns;
}

/** What `--json` prints: all that the summary says and every figure, for other programs. */
export function surveyJson(report: SurveyReport, written: readonly string[]): string {
  const { answers, level, quality, priorities, leftOut, warnings } = report;
  const { file, format, rows, respondents, skipped, codes, weightless, plan } = answers;
  return json({
    input: {
      file,
      format,
      rows,
      respondents: respondents.length,
      skipped,
      missingCodes: codes,
      weightless,
      columns: plan.taken,
      unused: plan.unused,
    },
    level,
    priorities,
    figures: figuresOf(report),
    quality: quality && {
      complete: quality.complete,
      flags: Object.fromEntries(flagNames.map((flag) => [flagWords[flag], quality.flags[flag].length])),
      unflagged: quality.unflagged.length,
      itemNonResponse: quality.itemNonResponse,
    },
    leftOut: leftOut.map(({ part, reason }) => ({ part, reason: reason === "no-columns" ? reason : reason.code })),
    warnings,
    written,
  });
}
