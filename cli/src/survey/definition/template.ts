import { json } from "../../json.ts";
import type { DriversPlan, Question, ServicePlan, SurveyPlan } from "../columns/survey-plan.ts";
import type { ColumnNames, QuestionDefinition, SurveyDefinition } from "./survey-definition.ts";

/** An instrument file that says what a plan says: which columns are what, with scales and wordings, to be changed by hand. */
export function template(plan: SurveyPlan): string {
  const { satisfaction, drivers } = plan;
  const definition: Readonly<Record<keyof SurveyDefinition, unknown>> = {
    label: plan.label,
    labelZh: plan.labelZh,
    respondent: plan.respondent,
    groups: plan.groups.length === 0 ? null : plan.groups,
    weight: plan.weight,
    seconds: plan.seconds,
    invited: plan.invited,
    serviceQuality: plan.service && serviceOf(plan.service),
    satisfaction: satisfaction && {
      scale: satisfaction.scale,
      questions: questionsOf(satisfaction.questions, satisfaction.reversed),
      weights: satisfaction.weights,
    },
    recommendation: plan.recommendation,
    effort: plan.effort,
    complaint: plan.complaint?.words === undefined ? (plan.complaint?.column ?? null) : plan.complaint,
    waiting: plan.waiting,
    drivers: drivers && driversOf(drivers),
    kano: plan.kano,
    pathModel: plan.path === null ? null : plan.path.definition,
  };
  return json(definition);
}

function serviceOf({ instrument, scale, parts, importanceScale, points }: ServicePlan) {
  const columns = Object.entries(parts).map(([part, names]) => [part, patternOf(names)] as const);
  return {
    label: instrument.label,
    labelZh: instrument.labelZh,
    scale,
    columns: Object.fromEntries(columns),
    importanceScale,
    points: points === null ? undefined : patternOf(points),
    source: instrument.source ?? undefined,
    stems: instrument.stems ?? undefined,
    dimensions: instrument.dimensions,
  };
}

/** The pattern that all the columns follow, or else the columns by key. */
function patternOf(columns: Readonly<Record<string, string>>): ColumnNames {
  const entries = Object.entries(columns);
  const [key = "", column = ""] = entries[0] ?? [];
  const at = column.lastIndexOf(key);
  const pattern = `${column.slice(0, at)}*${column.slice(at + key.length)}`;
  const follows =
    at >= 0 && !column.includes("*") && entries.every(([own, name]) => pattern.replace("*", own) === name);
  return follows ? pattern : columns;
}

function questionsOf(
  questions: readonly Question[],
  reversed: readonly string[],
): Readonly<Record<string, QuestionDefinition>> {
  return Object.fromEntries(
    questions.map(({ key, column, label, labelZh }) => [
      key,
      { column, label, labelZh, ...(reversed.includes(key) ? { reversed: true } : {}) },
    ]),
  );
}

function driversOf({ outcome, ratings, scale, reversed, importance }: DriversPlan) {
  return {
    outcome: outcome ?? undefined,
    ratings: questionsOf(ratings, reversed),
    scale,
    importance: importance ?? undefined,
  };
}
