import { weightedMean } from "customer-equity/satisfaction";
import type { RankedDimension, ServqualEstimate, ServqualMeasure, ServqualScores } from "customer-equity/servqual";
import type { AnswerColumn } from "../answers/survey-answers.ts";
import { attempt, Refusal } from "./attempt.ts";
import { meansUnder, turned } from "./columns.ts";

type ItemAnswers = Readonly<Record<string, AnswerColumn>>;

/** Answers by part and item. */
interface ItemParts {
  readonly perceptions: ItemAnswers | undefined;
  readonly expectations: ItemAnswers | undefined;
  readonly differences: ItemAnswers | undefined;
}

/** The scores with means, intervals, importance and ranking under the weights of the respondents. */
export function scoresUnderWeights(
  scores: ServqualScores,
  parts: ItemParts,
  points: ItemAnswers | null,
  weights: readonly number[],
  level: number,
): ServqualScores {
  const items = itemColumns(parts, scores);
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

/** Perceptions, expectations and gaps by item; items worded the other way round are turned. */
function itemColumns(
  { perceptions, expectations, differences }: ItemParts,
  { instrument, scale }: ServqualScores,
): { readonly gap: ItemAnswers; readonly perception: ItemAnswers; readonly expectation: ItemAnswers } {
  const items = instrument.dimensions.flatMap((dimension) => dimension.items);
  const reversed = new Set(items.flatMap((item) => (item.reversed ? [item.key] : [])));
  const turn = (answers: ItemAnswers = {}): ItemAnswers =>
    mapEntries(answers, (column, item) => (reversed.has(item) ? turned(column, scale) : column));
  const [perception, expectation] = [turn(perceptions), turn(expectations)];
  const less = (expected: AnswerColumn, item: string): AnswerColumn =>
    (perception[item] as AnswerColumn).map((perceived, i) => {
      const other = expected[i] ?? null;
      return perceived === null || other === null ? null : perceived - other;
    });
  const gap = differences === undefined ? mapEntries(expectation, less) : turn(differences);
  return { gap, perception, expectation };
}

/** The mean share of the points that each dimension gets, under weights; `null` where nobody with a weight gave points. */
function meanPoints(points: ItemAnswers, weights: readonly number[]): Readonly<Record<string, number>> | null {
  const columns = Object.values(points);
  const totals = weights.map((_, i) => {
    const given = columns.map((column) => column[i] ?? null);
    return given.includes(null) ? null : given.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  });
  const share = (value: number | null, i: number): number | null => {
    const total = totals[i] ?? null;
    return total === null || value === null ? null : value / total;
  };
  return meansUnder(
    weights,
    mapEntries(points, (column) => column.map(share)),
  );
}

function mapEntries<T>(record: Readonly<Record<string, T>>, change: (value: T, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
