import { counted } from "../report/counted.ts";
import { columnsText, unusedNames } from "../report/taken-columns.ts";
import { whyNot } from "../report/why-not.ts";
import { type Writing, writing } from "../report/writing.ts";
import { listItem, paragraph, table, whole } from "../text.ts";
import { skippedLine } from "../value/summary.ts";
import type { LeftOutPart, SurveyReport } from "./analysis/analyze-survey.ts";
import { alsoLook } from "./page/also-look.ts";
import { contraryItems } from "./page/contrary-items.ts";
import { reasonText } from "./page/reason-words.ts";
import { weightlessText } from "./page/sections/method.ts";
import { roleName } from "./page/taken-words.ts";
import { warningSubjects, warningWordsOf } from "./page/warnings/survey-warnings.ts";

/** Dimensions, ratings or blocks that the summary names, and columns of which it says what they were taken as. */
const mostNamed = 3;
/** More dimensions than this do not belong into a summary. */
const mostDimensions = 12;

/** The short account that is printed: what was read, what to fix first, the figures, what to watch. */
export function surveySummary(report: SurveyReport, written: readonly string[]): string {
  const write = writing("en");
  return `${[
    `What to fix first, by the answers in ${report.answers.file}`,
    "",
    ...inputLines(report),
    "",
    ...priorityLines(report, write),
    ...serviceLines(report, write),
    ...figureLines(report, write),
    ...kanoLines(report, write),
    ...warningLines(report),
    ...paragraph("Written", written),
  ].join("\n")}\n`;
}

function inputLines({ answers, quality, leftOut }: SurveyReport): string[] {
  const { rows, respondents, plan, skipped, codes, weightless } = answers;
  const flagged = quality === null ? 0 : quality.respondents - quality.unflagged.length;
  const flags = flagged === 0 ? "" : `; ${whole(flagged)} answer sheets are flagged (see scores.csv)`;
  const taken = plan.taken.map((columns) => `${roleName(columns, "en")}: ${columnsText(columns, "en")}`);
  const left = [
    ...skipped.map(skippedLine),
    ...codes.map(({ code, cells }) => `${counted(whole(cells), "cell", "cells")} with the code ${code}: no answer`),
    ...(weightless === 0 ? [] : [weightlessText.en(whole(weightless))]),
    ...(plan.unused.length === 0 ? [] : [`columns that are not used: ${shortList(unusedNames(plan.unused, "en"))}`]),
    ...leftOut.flatMap(leftOutLine),
  ];
  return [
    ...paragraph("Read", [`${whole(rows)} rows, ${whole(respondents.length)} respondents${flags}`]),
    ...paragraph("Columns", taken),
    ...paragraph("Left out", left.length > 0 ? left : ["nothing"]),
  ];
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 2 * mostNamed).join(", ");
  return names.length > 2 * mostNamed ? `${shown} and ${names.length - 2 * mostNamed} more` : shown;
}

function leftOutLine({ part, reason }: LeftOutPart): string[] {
  return reason === "no-columns" ? [] : [`${part}: ${whyNot(reason, "en")}`];
}

function priorityLines(report: SurveyReport, write: Writing): string[] {
  const list = (report.priorities?.list ?? []).filter(({ score }) => score > 0).slice(0, mostNamed);
  const lines = list.flatMap((priority, k) => {
    const reasons = priority.reasons.map((reason) => reasonText(reason, report, write)).join("; ");
    return listItem(`${priority.label}: ${reasons}`).map((line) => line.replace(/^-/, `${k + 1}`));
  });
  const contrary = contraryItems(report).map(({ label }) => label);
  const caution =
    contrary.length === 0
      ? []
      : listItem(
          `${contrary.join(", ")} ${contrary.length === 1 ? "contradicts the rest of its scale" : "contradict the rest of their scales"} and may turn this order: see the warnings`,
        );
  const others = alsoLook(report, write).flatMap(listItem);
  const first = paragraph("Fix first", [...lines, ...caution.map((line) => line.replace(/^-/, "!"))]);
  return [first, paragraph("Look also", others)].flatMap((own) => (own.length === 0 ? [] : [...own, ""]));
}

function serviceLines({ service }: SurveyReport, { points, percent, interval }: Writing): string[] {
  if (service === null) return [];
  const { gap, perception, expectation, weights, instrument, ranking } = service.scores;
  const measure = gap ?? perception;
  if (measure === null || instrument.dimensions.length > mostDimensions) return [];
  const both = gap !== null && perception !== null && expectation !== null;
  const headings = [
    "dimension",
    ...(both ? ["expected", "perceived"] : []),
    gap === null ? "perceived" : "gap",
    "interval",
    ...(weights === null ? [] : ["importance"]),
  ];
  const rows = ranking.map(({ key, label, weight }) => [
    label,
    ...(both ? [expectation, perception].map(({ dimensions }) => points(dimensions[key]?.mean ?? null)) : []),
    points(measure.dimensions[key]?.mean ?? null),
    interval(measure.dimensions[key] ?? null, points),
    ...(weights === null ? [] : [percent(weight)]),
  ]);
  return [...paragraph("Service", table([headings, ...rows])), ""];
}

function figureLines({ answers, satisfaction, waiting, path }: SurveyReport, write: Writing): string[] {
  // Beside weighted figures those that count each respondent once.
  const unweighted = answers.plan.weight === null ? "" : ", unweighted";
  const { index, points, percent, interval, named } = write;
  const { index: figures = null, promoters = null, effort = null, complaints = null } = satisfaction ?? {};
  const within = waiting?.overall.withinTarget ?? null;
  const target = path?.fit.blocks[path.target];
  const rows: (readonly [string, string, string])[] = [
    ...(figures === null ? [] : [["satisfaction index", index(figures.index), interval(figures, index)] as const]),
    ...(promoters === null
      ? []
      : [["net promoter score", index(promoters.score), interval(promoters, index)] as const]),
    ...(effort === null
      ? []
      : [["customer effort score", points(effort.mean.mean), interval(effort.mean, points)] as const]),
    ...(complaints === null
      ? []
      : [["complained", percent(complaints.top.share), interval(complaints.top, percent)] as const]),
    ...(waiting === null || within === null
      ? []
      : [[`within ${waiting.target} minutes${unweighted}`, percent(within.share), interval(within, percent)] as const]),
    ...(path === null || target === undefined || target.index === null
      ? []
      : [
          [
            `${named(target)} (path model${unweighted})`,
            index(target.index),
            interval(path.bootstrap?.indexes?.[path.target] ?? null, index),
          ] as const,
        ]),
  ];
  return rows.length === 0 ? [] : [...paragraph("Figures", table([["", "figure", "interval"], ...rows])), ""];
}

function kanoLines({ kano }: SurveyReport, { points, named }: Writing): string[] {
  if (kano === null) return [];
  const { attributes } = kano.kano;
  const rows = attributes
    .slice(0, mostDimensions)
    .map(({ name, category, better, worse }) => [
      name,
      named(category),
      points(better?.share ?? null),
      points(worse?.share ?? null),
    ]);
  const more = attributes.length - rows.length;
  const lines = table([["attribute", "category", "better", "worse"], ...rows]);
  return [...paragraph("Kano", more === 0 ? lines : [...lines, `and ${whole(more)} more, in the report`]), ""];
}

function warningLines({ warnings }: SurveyReport): string[] {
  const lines = warnings.flatMap((warning) => {
    const [what, , advice] = warningWordsOf(warning, "en") ?? [warning.message, "", ""];
    return listItem(`${warningSubjects.en[warning.subject]}: ${what} ${advice}`);
  });
  return lines.length === 0 ? [] : [...paragraph("Warnings", lines), ""];
}
