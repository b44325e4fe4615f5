import { type WaitingTime, waitingTime } from "customer-equity/servqual";
import type { SurveyAnswers } from "../answers/survey-answers.ts";
import { attempt, Refusal } from "./attempt.ts";
import { about, type SurveyWarning } from "./survey-warning.ts";

/** How long customers wait. */
export interface WaitingPart {
  readonly waiting: WaitingTime;
  readonly warnings: readonly SurveyWarning[];
}

/** Waiting against the target, of all and by group; `null` where nobody's wait is known. */
export function judgeWaiting(answers: SurveyAnswers, level: number): WaitingPart | Refusal | null {
  const plan = answers.plan.waiting;
  if (plan === null) return null;
  const minutes = answers.numbers(plan.column);
  if (minutes.every((wait) => wait === null)) return null;
  // Who was not in a queue has no wait: only known ones are judged, and how many these are is said.
  const rows = minutes.flatMap((wait, i) => (wait === null ? [] : [i]));
  const pick = <T>(values: readonly T[]): readonly T[] => rows.map((row) => values[row] as T);
  const groups = Object.fromEntries(answers.plan.groups.map((column) => [column, pick(answers.texts(column))]));
  const result = attempt(() => waitingTime(pick(minutes), { target: plan.target, groups, level }));
  return result instanceof Refusal ? result : { waiting: result, warnings: about("waiting", result.warnings) };
}
