import { type WaitingTime, waitingTime } from "customer-equity/servqual";
import { attempt, type Refusal } from "../../answers/attempt.ts";
import type { SurveyAnswers } from "../survey-answers.ts";

/** Waiting against the target, of all and by group; `null` where nobody's wait is known. */
export function judgeWaiting(answers: SurveyAnswers, level: number): WaitingTime | Refusal | null {
  const plan = answers.plan.waiting;
  if (plan === null) return null;
  const minutes = answers.numbers(plan.column);
  // Who was not in a queue has no wait: only known ones are judged, and how many these are is said.
  const rows = minutes.flatMap((wait, i) => (wait === null ? [] : [i]));
  if (rows.length === 0) return null;
  const pick = <T>(values: readonly T[]): readonly T[] => rows.map((row) => values[row] as T);
  const groups = Object.fromEntries(answers.plan.groups.map((column) => [column, pick(answers.texts(column))]));
  return attempt(() => waitingTime(pick(minutes), { target: plan.target, groups, level }));
}
