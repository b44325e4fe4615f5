import { type DomainMeans, domainMeans } from "customer-equity/satisfaction";
import {
  type ServqualMeasure,
  type ServqualScores,
  servqualScores,
  type ToleranceZones,
  toleranceZones,
} from "customer-equity/servqual";
import { attempt, Refusal } from "../../answers/attempt.ts";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import { unreachedEnd } from "../../answers/unreached-end.ts";
import type { ServicePlan } from "../columns/survey-plan.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { about, type SurveyWarning, sameName } from "./survey-warning.ts";

/** Means of each dimension by group. */
export interface ServiceGroups {
  /** The column of the groups. */
  readonly column: string;
  /** By key of the dimension. */
  readonly dimensions: Readonly<Record<string, DomainMeans>>;
}

/** Where service falls short. */
export interface ServicePart {
  /** Means, intervals and ranking under the weights of the respondents where there are some. */
  readonly scores: ServqualScores;
  readonly zones: ToleranceZones | Refusal | null;
  readonly groups: readonly ServiceGroups[];
  readonly warnings: readonly SurveyWarning[];
}

/** Scores of service quality, zones of tolerance and means by group. */
export function scoreService(answers: SurveyAnswers, level: number): ServicePart | Refusal | null {
  const plan = answers.plan.service;
  if (plan === null) return null;
  const { instrument, scale } = plan;
  const part = (name: keyof ServicePlan["parts"]) => {
    const columns = plan.parts[name];
    return columns && answers.byKey(columns);
  };
  const perceptions = part("perceptions");
  const survey = {
    instrument,
    scale,
    perceptions,
    expectations: part("expectations"),
    differences: part("differences"),
    importance: part("importance"),
    importanceScale: plan.importanceScale,
  };
  const points = plan.points && answers.byKey(plan.points);
  const answered = points !== null && points !== undefined && hasPoints(Object.values(points));
  const options = { level, rescale: plan.rescale, respondentWeights: answers.weights };
  const scores = attempt(() => servqualScores({ ...survey, ...(answered ? { weights: points } : {}) }, options));
  if (scores instanceof Refusal) return scores;
  if (scores.ranking.length === 0)
    return new Refusal({ code: "empty", message: "Nobody has a score in any dimension." });
  const [adequate, desired] = [part("adequate"), part("desired")];
  const zones =
    adequate === undefined || desired === undefined || perceptions === undefined
      ? null
      : attempt(() =>
          toleranceZones(
            { instrument, scale, adequate, desired, perceived: perceptions },
            { level, onInverted: "drop", respondentWeights: answers.weights },
          ),
        );
  const measure = scores.gap ?? (scores.perception as ServqualMeasure);
  return {
    scores,
    zones,
    groups: answers.plan.groups.flatMap((column) => groupsOf(column, measure, answers, level)),
    warnings: [
      ...(plan.leftOut.length > 0 ? [itemsWithoutColumn(plan.leftOut)] : []),
      ...about("service", scores.warnings),
      ...(zones === null || zones instanceof Refusal ? [] : about("zones", zones.warnings)),
      ...unusedEnd(answers, plan),
    ],
  };
}

function hasPoints(columns: readonly AnswerColumn[]): boolean {
  return columns[0]?.some((_, i) => columns.every((column) => column[i] !== null)) === true;
}

/** A column of each group, where there are groups that can be compared. */
function groupsOf(column: string, measure: ServqualMeasure, answers: SurveyAnswers, level: number): ServiceGroups[] {
  const groups = answers.texts(column);
  const dimensions: Record<string, DomainMeans> = {};
  for (const [key, { scores }] of Object.entries(measure.dimensions)) {
    const means = attempt(() => domainMeans(scores, groups, { level, respondentWeights: answers.weights }));
    if (!(means instanceof Refusal)) dimensions[key] = means;
  }
  return Object.keys(dimensions).length === 0 ? [] : [{ column, dimensions }];
}

function itemsWithoutColumn(items: readonly string[]): SurveyWarning {
  return {
    subject: "columns",
    code: "items-without-column",
    message: `${items.length} items of the instrument have no column and are left out: ${items.join(", ")}.`,
    count: items.length,
    names: items.map(sameName),
  };
}

/** Nobody gave an answer near the upper end: the scale may end earlier than was said. */
function unusedEnd(answers: SurveyAnswers, { parts, scale }: ServicePlan): readonly SurveyWarning[] {
  const columns = Object.values(parts).flatMap((columns) => Object.values(columns ?? {}));
  return unusedScaleEnd(
    columns.map((column) => answers.numbers(column)),
    scale.max,
    "service",
    "--scale",
  );
}

/** A warning where nobody gave one of the two highest answers of a scale. */
export function unusedScaleEnd(
  columns: readonly AnswerColumn[],
  max: number,
  subject: SurveyWarning["subject"],
  option: string,
): readonly SurveyWarning[] {
  const highest = unreachedEnd(columns, max);
  if (highest === null) return [];
  const message = `The highest answer is ${highest} on a scale that is said to end at ${max}: if it ends earlier, say so by ${option}.`;
  return [{ subject, code: "scale-end-unused", message, names: [sameName(`${highest}`), sameName(`${max}`)] }];
}
