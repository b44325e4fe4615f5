import {
  type Csat,
  type CustomerEffortScore,
  csat,
  customerEffortScore,
  type DomainMeans,
  domainMeans,
  type NetPromoterScore,
  netPromoterScore,
  type SatisfactionIndex,
  satisfactionIndex,
} from "customer-equity/satisfaction";
import { attempt, orNull, Refusal } from "../../answers/attempt.ts";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import type { Question, SatisfactionPlan } from "../columns/survey-plan.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { turnedColumns } from "./columns.ts";
import { unusedScaleEnd } from "./service-part.ts";
import { about, type SurveyWarning } from "./survey-warning.ts";

/** Satisfaction of the groups of one column. */
export interface SatisfactionGroups {
  readonly column: string;
  /** Means of the respondents' indices; `null` without an index, or with more groups than can be compared. */
  readonly index: DomainMeans | null;
  /** By group; `null` where nobody was asked, or there are too many groups. */
  readonly promoters: Readonly<Record<string, NetPromoterScore>> | null;
}

/** How satisfied customers are. What was not asked, or does not exist, is `null`. */
export interface SatisfactionPart {
  readonly index: SatisfactionIndex | null;
  /** The index without the answer sheets that are flagged. */
  readonly unflaggedIndex: SatisfactionIndex | null;
  /** Each question by itself. */
  readonly questions: readonly { readonly question: Question; readonly csat: Csat }[];
  readonly promoters: NetPromoterScore | null;
  readonly effort: CustomerEffortScore | null;
  /** Share of respondents who complained, with its interval. */
  readonly complaints: Csat | null;
  readonly groups: readonly SatisfactionGroups[];
  /** Why something does not exist although it was asked. */
  readonly refusals: readonly Refusal[];
  readonly warnings: readonly SurveyWarning[];
}

interface Options {
  readonly level: number;
  readonly respondentWeights: readonly number[] | undefined;
}

/** More groups than this cannot be compared in pairs. */
const mostGroups = 100;

/** Satisfaction index, top boxes, recommendation, effort and complaints, of all and by group; `null` where nothing was asked. */
export function measureSatisfaction(
  answers: SurveyAnswers,
  unflagged: readonly number[] | null,
  level: number,
): SatisfactionPart | Refusal | null {
  const { satisfaction, recommendation, effort, complaint, groups } = answers.plan;
  if (satisfaction === null && recommendation === null && effort === null && complaint === null) return null;
  const options = { level, respondentWeights: answers.weights };
  const refusals: Refusal[] = [];
  const measured = <T>(asked: unknown, work: () => T): T | null => {
    if (asked === null) return null;
    const result = attempt(work);
    if (result instanceof Refusal) refusals.push(result);
    return orNull(result);
  };
  const index = measured(satisfaction, () => indexOf(answers, null, options));
  const ratings = recommendation === null ? null : answers.numbers(recommendation);
  const promoters = measured(ratings, () => netPromoterScore(ratings ?? [], options));
  const questions = satisfaction === null ? [] : questionsOf(answers, satisfaction, measured, options);
  const ease = measured(effort, () =>
    customerEffortScore(answers.numbers(effort?.column ?? ""), { ...options, version: effort?.version }),
  );
  const complaints = measured(complaint, () =>
    csat(answers.numbers(complaint?.column ?? ""), { ...options, scale: { min: 0, max: 1 }, top: 1, bottom: 1 }),
  );
  if (questions.length === 0 && [index, promoters, ease, complaints].every((figure) => figure === null)) {
    return refusals[0] as Refusal;
  }
  return {
    index,
    unflaggedIndex:
      index === null || unflagged === null || unflagged.length === answers.respondents.length
        ? null
        : orNull(attempt(() => indexOf(answers, unflagged, options))),
    questions,
    promoters,
    effort: ease,
    complaints,
    groups: groups.flatMap((column) => groupsOf(column, index?.scores ?? null, ratings, answers, level)),
    refusals,
    warnings: [
      ...about("satisfaction", promoters?.warnings ?? []),
      ...(satisfaction === null
        ? []
        : unusedScaleEnd(
            satisfaction.questions.map(({ column }) => answers.numbers(column)),
            satisfaction.scale.max,
            "satisfaction",
            "--satisfaction-scale",
          )),
    ],
  };
}

/** Each question by itself, high being satisfied. */
function questionsOf(
  answers: SurveyAnswers,
  plan: SatisfactionPlan,
  measured: <T>(asked: unknown, work: () => T) => T | null,
  options: Options,
): SatisfactionPart["questions"] {
  const columns = turnedColumns(answers, plan.questions, plan);
  return plan.questions.flatMap((question) => {
    const column = columns[question.key] ?? [];
    const result = measured(column, () => csat(column, { ...options, scale: plan.scale }));
    return result === null ? [] : [{ question, csat: result }];
  });
}

/** The index of some rows, or of all. */
function indexOf(answers: SurveyAnswers, rows: readonly number[] | null, options: Options): SatisfactionIndex {
  const plan = answers.plan.satisfaction as NonNullable<SurveyAnswers["plan"]["satisfaction"]>;
  const pick = <T>(column: readonly T[]): readonly T[] =>
    rows === null ? column : rows.map((row) => column[row] as T);
  const { scale, reversed, weights, questions } = plan;
  return satisfactionIndex(
    Object.fromEntries(questions.map(({ key, column }) => [key, pick(answers.numbers(column))])),
    {
      ...options,
      respondentWeights: options.respondentWeights && pick(options.respondentWeights),
      scale,
      reversed,
      itemWeights: weights,
    },
  );
}

function groupsOf(
  column: string,
  scores: AnswerColumn | null,
  ratings: AnswerColumn | null,
  answers: SurveyAnswers,
  level: number,
): SatisfactionGroups[] {
  const texts = answers.texts(column);
  const { weights } = answers;
  const index = scores && orNull(attempt(() => domainMeans(scores, texts, { level, respondentWeights: weights })));
  const names = [...new Set(texts)];
  const promoters =
    ratings === null || names.length > mostGroups
      ? null
      : Object.fromEntries(
          names.flatMap((group) => {
            const rows = texts.flatMap((text, i) => (text === group ? [i] : []));
            const pick = <T>(values: readonly T[]): readonly T[] => rows.map((row) => values[row] as T);
            const score = orNull(
              attempt(() => netPromoterScore(pick(ratings), { level, respondentWeights: weights && pick(weights) })),
            );
            return score === null ? [] : [[group, score] as const];
          }),
        );
  return index === null && promoters === null ? [] : [{ column, index, promoters }];
}
