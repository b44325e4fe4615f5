import { requireFlag, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import type { AnswerScale } from "../../survey/answers.ts";
import type { Warning } from "../../types.ts";
import type { ServqualInstrument } from "../instrument/servqual-instrument.ts";
import { type RankedDimension, rankDimensions } from "../rank-dimensions.ts";
import { readImportanceWeights } from "./importance-weights.ts";
import { measureOf, type ServqualMeasure } from "./measure.ts";
import { blankIncomplete, countRespondents, type PartColumns } from "./read-part.ts";
import { responseWarnings } from "./response-warnings.ts";
import { readRespondentWeights, requireScoring, type SampleScoringOptions } from "./scoring-options.ts";
import { readSurvey, type ServqualSurvey } from "./servqual-survey.ts";

/** Options of {@link servqualScores}. */
export interface ServqualScoresOptions extends SampleScoringOptions {
  /**
   * A respondent's score in a dimension: the mean of its items, or, as in Chinese textbooks, their sum (items times the mean, where some
   * are missing).
   * @defaultValue "mean"
   */
  readonly aggregation?: "mean" | "sum" | undefined;
  /**
   * How far from 100 the points of a respondent may be in all.
   * @defaultValue 1
   */
  readonly pointsTolerance?: number | undefined;
  /**
   * Accept any total of points above 0.
   * @defaultValue false
   */
  readonly rescale?: boolean | undefined;
}

/** The weights that were used. */
export interface ServqualWeightsUsed {
  /** Mean weight by key of the dimension; they sum to 1. */
  readonly means: Readonly<Record<string, number>>;
  /** Whether every respondent gave weights of its own. */
  readonly perRespondent: boolean;
  /** Respondents with weights. */
  readonly n: number;
  /** Respondents without, who are not in the weighted scores. */
  readonly missing: number;
}

/** What {@link servqualScores} returns. Measures for which there are no answers are `null`. */
export interface ServqualScores {
  /** Which scores these are: from two columns, from perceptions alone, or from one column of differences. */
  readonly form: "servqual" | "servperf" | "difference";
  /** The instrument, complete. */
  readonly instrument: ServqualInstrument;
  /** The scale of the answers. */
  readonly scale: AnswerScale;
  /** Respondents who count. */
  readonly n: number;
  /** Respondents who do not: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** Respondents left out because their weight is 0; they have scores of their own, but are in no mean, share or count. */
  readonly weightless: number;
  /** The gap, perception less expectation (感知与期望之差): SERVQUAL. Of one column, the difference as it was rated. */
  readonly gap: ServqualMeasure | null;
  /** Perceptions alone (绩效感知): SERVPERF. */
  readonly perception: ServqualMeasure | null;
  /** Expectations alone. */
  readonly expectation: ServqualMeasure | null;
  /** Importance of the item times gap (题项重要性加权的 SERVQUAL). */
  readonly importanceGap: ServqualMeasure | null;
  /** Importance of the item times perception (题项重要性加权的 SERVPERF). */
  readonly importancePerception: ServqualMeasure | null;
  /** Evaluated performance −|P − I| (感知与理想点之距): 0 at the ideal, else negative. */
  readonly evaluatedPerformance: ServqualMeasure | null;
  /** Normed quality |E − I| − |P − I| (规范质量): above 0 where perception is nearer to the ideal than expectation is. */
  readonly normedQuality: ServqualMeasure | null;
  /** The weights of the dimensions; `null` where none were given. */
  readonly weights: ServqualWeightsUsed | null;
  /**
   * The dimensions by weight times gap, where to begin first (改进优先顺序); equal weights where none were given. Of perceptions alone by what
   * is missing to the top of the scale.
   */
  readonly ranking: readonly RankedDimension[];
  /** Level of the intervals. */
  readonly level: number;
  /** `few-respondents`, `missing-answers`, `no-answers`. */
  readonly warnings: readonly Warning[];
}

/**
 * Scores of service quality (服务质量评分): by item, dimension and over all, with intervals and tests, from the answers to a SERVQUAL or SERVPERF
 * questionnaire.
 *
 * With P perception, E expectation, w the weight of a dimension: gap G = P − E of an item; of a respondent the mean over a dimension's items,
 * and over all SQ = Σ w · gap of the dimension; of the survey the mean over respondents. 0 means that expectations are met. As they are
 * usually near the top of the scale, small negative gaps are normal: look at the order of the dimensions. Tests are paired t-tests against 0,
 * t = mean / (s / √n) with n − 1 degrees of freedom, intervals mean ± t · s / √n.
 *
 * @param survey - Instrument, scale and answers: expectations and perceptions (SERVQUAL), perceptions alone (SERVPERF), or differences (one
 * column); weights of dimensions, importance of items, ideal points as there are. For three columns see `toleranceZones`.
 * @param options - Sum or mean; missing answers; weights of respondents, under which means, shares, tests and intervals are taken; level.
 * @returns The measures; for each respondent the scores by dimension and over all, in the order of the answers; a ranking of the dimensions.
 * @throws InputError `length-mismatch` where the parts differ in items or respondents; `out-of-range` for an answer outside the scale, for
 * points that do not total 100, for weights (also of respondents) below 0 or all 0; `not-finite`; `empty` for nobody; `insufficient-data` where no respondent gave
 * weights; `bad-option` for the instrument, the options, and answers that do not go together.
 * @remarks Sources: Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64(1); SERVPERF and item importance: Cronin & Taylor (1992),
 * Journal of Marketing 56(3); one column: Brown, Churchill & Peter (1993), Journal of Retailing 69(1); ideal points: Teas (1993), Journal of
 * Marketing 57(4), with absolute distances, without which normed quality is the gap again. A respondent without a score in some dimension: the
 * weights are divided among the others (`renormalized` counts). Twins: none as a package; R `rowMeans` and `t.test(P, E, paired = TRUE)`,
 * Python `scipy.stats.ttest_rel`, give the same means and tests for complete answers.
 * @example
 * ```ts
 * import { servqualInstrument, servqualScores } from "customer-equity/servqual";
 * const { gap, ranking } = servqualScores({
 *   instrument: servqualInstrument({
 *     dimensions: [
 *       { key: "speed", items: [{ key: "S1", text: "I was served quickly" }] },
 *       { key: "care", items: [{ key: "C1", text: "They were kind" }, { key: "C2", text: "They listened" }] },
 *     ],
 *   }),
 *   scale: { min: 1, max: 7 },
 *   expectations: { S1: [6, 7, 6], C1: [6, 5, 6], C2: [6, 6, 7] },
 *   perceptions: { S1: [4, 5, 3], C1: [6, 6, null], C2: [5, 5, 7] },
 *   weights: { speed: 60, care: 40 },
 * });
 * console.log(gap!.dimensions["care"]!.scores.join(" "), ranking[0]!.key); // -0.5 0 0 speed
 * console.log(gap!.overall.weighted!.mean!.toFixed(2)); // -1.47
 * ```
 */
export function servqualScores(survey: ServqualSurvey, options?: ServqualScoresOptions): ServqualScores {
  const { listwise, minShare, level } = requireScoring(options);
  const { aggregation = "mean", pointsTolerance = 1, rescale = false } = requireOptions(options);
  requireOneOf(aggregation, "options.aggregation", ["mean", "sum"]);
  requireNumber(pointsTolerance, "options.pointsTolerance", { min: 0 });
  requireFlag(rescale, "options.rescale");
  const points = { total: 100, tolerance: pointsTolerance, rescale };
  const { form, instrument, scale, respondents, parts } = readSurvey(survey);
  const { differences, perceptions, expectations, ideal, importance } = parts;
  const respondentWeights = readRespondentWeights(options, respondents);
  if (listwise) blankIncomplete(Object.values(parts));
  const keys = instrument.dimensions.map(({ key }) => key);
  const weights =
    survey.weights === undefined
      ? null
      : readImportanceWeights(survey.weights, "survey.weights", keys, respondents, points, respondentWeights);

  const plan = { instrument, weights, minShare, aggregation, level, respondentWeights };
  const measure = (columns: PartColumns | undefined, reference: boolean): ServqualMeasure | null =>
    columns === undefined ? null : measureOf(columns, plan, reference);
  const gaps = differences ?? combine(perceptions, expectations, (p, e) => p - e);
  const performances = combine(perceptions, ideal, (p, i) => -Math.abs(p - i));
  const norms = combine(expectations, ideal, (e, i) => -Math.abs(e - i));
  const counted = countRespondents(gaps ?? perceptions!, respondentWeights);
  const gap = measure(gaps, true);
  const perception = measure(perceptions, false);
  const main = gap ?? perception!;
  return {
    form,
    instrument,
    scale,
    ...counted,
    gap,
    perception,
    expectation: measure(expectations, false),
    importanceGap: measure(combine(importance, gaps, product), true),
    importancePerception: measure(combine(importance, perceptions, product), false),
    evaluatedPerformance: measure(performances, true),
    normedQuality: measure(
      combine(performances, norms, (p, e) => p - e),
      true,
    ),
    weights: weights && {
      means: Object.fromEntries(keys.map((key, d) => [key, weights.means[d]!])),
      perRespondent: weights.perRespondent,
      n: weights.n,
      missing: counted.n + counted.missing - weights.n,
    },
    ranking: rankDimensions(
      instrument.dimensions,
      instrument.dimensions.map(({ key, items }) => {
        if (gap !== null) return gap.dimensions[key]!.mean;
        const level = perception!.dimensions[key]!.mean;
        return level === null ? null : level - scale.max * (aggregation === "sum" ? items.length : 1);
      }),
      weights?.means ?? null,
    ),
    level,
    warnings: responseWarnings(Object.values(main.items), Object.entries(main.dimensions), counted.n + counted.missing),
  };
}

function product(one: number, other: number): number {
  return one * other;
}

/** Columns made of two parts entry by entry: NaN where either is missing. Nothing, where either part is. */
function combine(
  one: PartColumns | undefined,
  other: PartColumns | undefined,
  operation: (one: number, other: number) => number,
): PartColumns | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one.map((column, j) => {
    const second = other[j]!;
    const combined = new Float64Array(column.length);
    for (let i = 0; i < combined.length; i++) combined[i] = operation(column[i]!, second[i]!);
    return combined;
  });
}
