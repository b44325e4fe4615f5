import { type Kano, type KanoAnswer, kano, kanoAnswers } from "customer-equity/satisfaction";
import { attempt, Refusal } from "../../answers/attempt.ts";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { about, type SurveyWarning, sameName } from "./survey-warning.ts";

/** What attributes are to customers. */
export interface KanoPart {
  readonly kano: Kano;
  readonly warnings: readonly SurveyWarning[];
}

/** The Kano model of the pairs of questions; `null` where there are none. */
export function readKano(answers: SurveyAnswers, level: number): KanoPart | Refusal | null {
  const plan = answers.plan.kano;
  if (plan === null) return null;
  const words = (column: AnswerColumn): readonly (KanoAnswer | null)[] =>
    column.map((code) => (code === null ? null : (kanoAnswers[code]?.label ?? null)));
  const attributes = Object.entries(plan.attributes).map(
    ([name, { functional, dysfunctional }]) =>
      [
        name,
        { functional: words(answers.numbers(functional)), dysfunctional: words(answers.numbers(dysfunctional)) },
      ] as const,
  );
  const result = attempt(() => kano(Object.fromEntries(attributes), { level }));
  if (result instanceof Refusal) return result;
  const named = (which: (attribute: Kano["attributes"][number]) => boolean) =>
    result.attributes.filter(which).map(({ name }) => sameName(name));
  return {
    kano: result,
    warnings: about("kano", result.warnings, {
      "unclear-category": named(({ fong }) => !fong.clear),
      "questionable-answers": named(({ counts, n }) => counts.questionable > 0.1 * n),
    }),
  };
}
