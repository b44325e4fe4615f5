import type { SurveyAnswers } from "../survey-answers.ts";
import { type SurveyWarning, sameName } from "./survey-warning.ts";

/** A warning where columns hold no answer of anybody: what rests on them is missing, which looks like a finding about the others. */
export function unansweredColumns(answers: SurveyAnswers): readonly SurveyWarning[] {
  const empty = answers.plan.columns.flatMap(({ name, rule }) =>
    rule.kind !== "text" && answers.numbers(name).every((answer) => answer === null) ? [name] : [],
  );
  if (empty.length === 0) return [];
  const message = `Nobody answered ${empty.join(", ")}: what rests on these columns alone is missing.`;
  return [{ subject: "columns", code: "unanswered-columns", message, count: empty.length, names: empty.map(sameName) }];
}
