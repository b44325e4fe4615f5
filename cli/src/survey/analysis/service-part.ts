import { type DomainMeans, domainMeans, weightedMean } from "customer-equity/satisfaction";
import {
  type RankedDimension,
  type ServqualEstimate,
  type ServqualMeasure,
  type ServqualScores,
  servqualScores,
  type ToleranceZones,
  toleranceZones,
} from "customer-equity/servqual";
import type { AnswerColumn, SurveyAnswers } from "../answers/survey-answers.ts";
import type { ServicePlan } from "../columns/survey-plan.ts";
import { attempt, Refusal } from "./attempt.ts";
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
  readonly weighted: boolean;
  readonly zones: ToleranceZones | null;
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
    return columns && answers.byKey(kept(columns, plan));
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
  const options = { level, rescale: plan.rescale };
  const plain = attempt(() => servqualScores({ ...survey, ...(answered ? { weights: points } : {}) }, options));
  if (plain instanceof Refusal) return plain;
  const { weights } = answers;
  const scores = weights === undefined ? plain : underWeights(plain, itemColumns(survey, plan), points, weights, level);
  const [adequate, desired] = [part("adequate"), part("desired")];
  const zones =
    adequate === undefined || desired === undefined || perceptions === undefined
      ? null
      : attempt(() =>
          toleranceZones(
            { instrument, scale, adequate, desired, perceived: perceptions },
            { level, onInverted: "drop" },
          ),
        );
  const measure = scores.gap ?? (scores.perception as ServqualMeasure);
  return {
    scores,
    weighted: weights !== undefined,
    zones: zones instanceof Refusal ? null : zones,
    groups: answers.plan.groups.flatMap((column) => groupsOf(column, measure, answers, level)),
    warnings: [
      ...(plan.leftOut.length > 0 ? [itemsWithoutColumn(plan.leftOut)] : []),
      ...about("service", scores.warnings),
      ...(zones === null || zones instanceof Refusal ? [] : about("zones", zones.warnings)),
      ...unusedEnd(answers, plan),
    ],
  };
}

/** The columns of the items that are in the instrument. */
function kept(
  columns: Readonly<Record<string, string>>,
  { instrument }: ServicePlan,
): Readonly<Record<string, string>> {
  const items = new Set(instrument.dimensions.flatMap((dimension) => dimension.items.map(({ key }) => key)));
  return Object.fromEntries(Object.entries(columns).filter(([item]) => items.has(item)));
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

type ItemAnswers = Readonly<Record<string, AnswerColumn>>;

/** Perceptions, and gaps where there are any, by item; items worded the other way round are turned. */
function itemColumns(
  {
    perceptions,
    expectations,
    differences,
  }: {
    perceptions?: ItemAnswers | undefined;
    expectations?: ItemAnswers | undefined;
    differences?: ItemAnswers | undefined;
  },
  { instrument, scale }: ServicePlan,
): { readonly gap: ItemAnswers; readonly perception: ItemAnswers; readonly expectation: ItemAnswers } {
  const turned = new Map(
    instrument.dimensions.flatMap(({ items }) => items.map(({ key, reversed }) => [key, reversed])),
  );
  const turn = (answers: ItemAnswers | undefined): ItemAnswers =>
    Object.fromEntries(
      Object.entries(answers ?? {}).map(([item, column]) => [
        item,
        turned.get(item) === true
          ? column.map((answer) => (answer === null ? null : scale.min + scale.max - answer))
          : column,
      ]),
    );
  const [perception, expectation] = [turn(perceptions), turn(expectations)];
  const gap =
    differences !== undefined
      ? turn(differences)
      : Object.fromEntries(
          Object.entries(expectation).map(([item, expected]) => [
            item,
            (perception[item] as AnswerColumn).map((perceived, i) => {
              const other = expected[i] ?? null;
              return perceived === null || other === null ? null : perceived - other;
            }),
          ]),
        );
  return { gap, perception, expectation };
}

/** The scores with means, intervals, importance and ranking under the weights of the respondents. */
function underWeights(
  scores: ServqualScores,
  items: ReturnType<typeof itemColumns>,
  points: ItemAnswers | null,
  weights: readonly number[],
  level: number,
): ServqualScores {
  const estimate = <E extends ServqualEstimate>(plain: E, column: AnswerColumn | undefined): E => {
    if (plain.n === 0 || column === undefined) return plain;
    const mean = attempt(() => weightedMean(column, weights, { level }));
    if (mean instanceof Refusal) return plain;
    const { standardDeviation, standardError, lower, upper, n } = mean;
    return { ...plain, mean: mean.mean, n, standardDeviation, standardError, lower, upper, t: null, pValue: null };
  };
  const measure = (plain: ServqualMeasure | null, own: ItemAnswers): ServqualMeasure | null =>
    plain && {
      ...plain,
      items: mapEntries(plain.items, (item, key) => estimate(item, own[key])),
      dimensions: mapEntries(plain.dimensions, (dimension) => estimate(dimension, dimension.scores)),
      overall: {
        ...plain.overall,
        meanOfDimensions: estimate(plain.overall.meanOfDimensions, plain.overall.meanOfDimensions.scores),
        weighted: plain.overall.weighted && estimate(plain.overall.weighted, plain.overall.weighted.scores),
      },
    };
  const gap = measure(scores.gap, items.gap);
  const perception = measure(scores.perception, items.perception);
  const means =
    scores.weights === null || points === null ? null : (meanPoints(points, weights) ?? scores.weights.means);
  const ranking = scores.ranking.map((ranked): RankedDimension => {
    const weight = means?.[ranked.key] ?? ranked.weight;
    const plain = (scores.gap ?? scores.perception)?.dimensions[ranked.key]?.mean ?? 0;
    const mean = (gap ?? perception)?.dimensions[ranked.key]?.mean ?? plain;
    const shifted = ranked.gap + mean - plain;
    return { ...ranked, weight, gap: shifted, weightedGap: weight * shifted };
  });
  return {
    ...scores,
    gap,
    perception,
    expectation: measure(scores.expectation, items.expectation),
    weights: scores.weights && { ...scores.weights, means: means ?? scores.weights.means },
    ranking: ranking.sort((one, other) => one.weightedGap - other.weightedGap),
  };
}

/** The mean share of the points that each dimension gets, under weights; `null` where nobody with a weight gave points. */
function meanPoints(points: ItemAnswers, weights: readonly number[]): Readonly<Record<string, number>> | null {
  const columns = Object.values(points);
  const totals = weights.map((_, i) => {
    const given = columns.map((column) => column[i] ?? null);
    return given.includes(null) ? null : given.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  });
  const means = Object.entries(points).map(([key, column]) => {
    const shares = column.map((value, i) => {
      const total = totals[i] ?? null;
      return total === null || value === null ? null : value / total;
    });
    return [key, attempt(() => weightedMean(shares, weights).mean)] as const;
  });
  return means.some(([, mean]) => mean instanceof Refusal)
    ? null
    : Object.fromEntries(means as readonly (readonly [string, number])[]);
}

function mapEntries<T>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
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
  let highest = -Infinity;
  let given = 0;
  for (const column of columns) {
    for (const answer of column) {
      if (answer === null) continue;
      given++;
      if (answer > highest) highest = answer;
    }
  }
  if (given < 50 || highest > max - 2) return [];
  const message = `The highest answer is ${highest} on a scale that is said to end at ${max}: if it ends earlier, say so by ${option}.`;
  return [{ subject, code: "scale-end-unused", message, names: [sameName(`${highest}`), sameName(`${max}`)] }];
}
