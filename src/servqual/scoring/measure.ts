import type { NullableColumn } from "../../types.ts";
import { type ServqualInstrument, splitByDimension } from "../instrument/servqual-instrument.ts";
import { meanOfPresent } from "../rank-dimensions.ts";
import { type EstimateRules, estimateColumn, type ServqualEstimate, toNullable, weightBehind } from "./estimate.ts";
import type { ImportanceWeights } from "./importance-weights.ts";
import { rowMeans } from "./row-means.ts";

/** A dimension by one measure: the mean over respondents, and the score of each of them. */
export interface ServqualDimensionScore extends ServqualEstimate {
  /** The score of each respondent; `null` with too few items answered. */
  readonly scores: NullableColumn;
}

/** The whole instrument by one measure. */
export interface ServqualOverallScore extends ServqualDimensionScore {
  /**
   * The figure made from the means over respondents instead of from each respondent's own (汇总法). The same as `mean` where nobody left anything
   * out and all weigh alike.
   */
  readonly aggregate: number | null;
}

/** One measure of service quality: by item, by dimension, and over all. */
export interface ServqualMeasure {
  /** By key of the item. */
  readonly items: Readonly<Record<string, ServqualEstimate>>;
  /** By key of the dimension: mean of the respondent's items, or their sum where `aggregation` is `"sum"`. */
  readonly dimensions: Readonly<Record<string, ServqualDimensionScore>>;
  /** Over all, in every form in use. */
  readonly overall: {
    /** Each dimension counts the same, however many items it has (各维度均值的平均). */
    readonly meanOfDimensions: ServqualOverallScore;
    /** Each item counts the same (各题项的平均). */
    readonly meanOfItems: ServqualOverallScore;
    /** The textbook form Σ over all items (教科书求和式 SQ = Σ(P − E)): items of the instrument times `meanOfItems`. */
    readonly sumOfItems: ServqualOverallScore;
    /** Σ w · mean of the dimension's items (加权服务质量); `null` without weights. */
    readonly weighted: ServqualOverallScore | null;
    /** The textbook form Σ w · Σ of the dimension's items (加权求和式); `null` without weights. */
    readonly weightedSum: ServqualOverallScore | null;
    /** The same divided by the number of items (除以题项数). */
    readonly weightedSumPerItem: ServqualOverallScore | null;
    /** Respondents whose weights were divided among fewer dimensions, as they have no score in the others; `null` without weights. */
    readonly renormalized: number | null;
  };
}

/** How columns of items become a measure. */
export interface MeasurePlan extends EstimateRules {
  readonly instrument: ServqualInstrument;
  readonly weights: ImportanceWeights | null;
  readonly minShare: number;
  readonly aggregation: "mean" | "sum";
}

/** A measure from one column an item, in the order of the instrument; whether 0 is its `reference`. */
export function measureOf(columns: readonly Float64Array[], plan: MeasurePlan, reference: boolean): ServqualMeasure {
  const { instrument, weights, minShare, aggregation, respondentWeights } = plan;
  const scored = (values: Float64Array): ServqualDimensionScore => ({
    ...estimateColumn(values, plan, reference),
    scores: toNullable(values),
  });
  const overall = (values: Float64Array, aggregate: number | null): ServqualOverallScore => ({
    ...scored(values),
    aggregate,
  });
  const itemEstimates = columns.map((column) => estimateColumn(column, plan, reference));

  const { dimensions } = instrument;
  const sizes = dimensions.map(({ items }) => items.length);
  const means = splitByDimension(instrument, columns).map((own) => rowMeans(own, minShare));
  const sums = means.map((column, d) => times(column, sizes[d]!));
  const scores = (aggregation === "sum" ? sums : means).map(scored);
  const perItem = scores.map(({ mean }, d) => (mean === null || aggregation === "mean" ? mean : mean / sizes[d]!));

  const itemMean = rowMeans(columns, minShare);
  const pooled = meanOfPresent(
    itemEstimates.map(({ mean }) => mean),
    columns.map((column) => weightBehind(column, respondentWeights)),
  );
  const all = columns.length;
  const mixed = weights === null ? null : weightedRows(means, weights.columns);
  const mixedSums = weights === null ? null : weightedRows(sums, weights.columns).values;
  const mix = (values: readonly (number | null)[]) => (weights === null ? null : meanOfPresent(values, weights.means));
  const sumAggregate = mix(perItem.map((mean, d) => (mean === null ? null : mean * sizes[d]!)));
  return {
    items: byKey(
      dimensions.flatMap(({ items }) => items),
      itemEstimates,
    ),
    dimensions: byKey(dimensions, scores),
    overall: {
      meanOfDimensions: overall(rowMeans(means, 0), meanOfPresent(perItem)),
      meanOfItems: overall(itemMean, pooled),
      sumOfItems: overall(times(itemMean, all), pooled === null ? null : pooled * all),
      weighted: mixed && overall(mixed.values, mix(perItem)),
      weightedSum: mixedSums && overall(mixedSums, sumAggregate),
      weightedSumPerItem:
        mixedSums && overall(times(mixedSums, 1 / all), sumAggregate === null ? null : sumAggregate / all),
      renormalized: mixed === null ? null : mixed.renormalized,
    },
  };
}

/** Values by the keys of what they belong to. */
export function byKey<T>(named: readonly { readonly key: string }[], values: readonly T[]): Record<string, T> {
  return Object.fromEntries(named.map(({ key }, j) => [key, values[j]!]));
}

function times(column: Float64Array, factor: number): Float64Array {
  const multiplied = new Float64Array(column.length);
  for (let i = 0; i < multiplied.length; i++) multiplied[i] = column[i]! * factor;
  return multiplied;
}

/** For each respondent the weighted mean over what there is, and for how many that was not everything. */
function weightedRows(
  columns: readonly Float64Array[],
  weights: readonly Float64Array[],
): { readonly values: Float64Array; readonly renormalized: number } {
  const values = new Float64Array(columns[0]!.length);
  let renormalized = 0;
  for (let i = 0; i < values.length; i++) {
    let sum = 0;
    let total = 0;
    let absent = false;
    for (let d = 0; d < columns.length; d++) {
      const value = columns[d]![i]!;
      if (Number.isNaN(value)) absent = true;
      else {
        sum += weights[d]![i]! * value;
        total += weights[d]![i]!;
      }
    }
    values[i] = total > 0 ? sum / total : Number.NaN;
    if (absent && total > 0) renormalized++;
  }
  return { values, renormalized };
}
