import { requireKnown, requireOneOf, requireOptions } from "../../checks.ts";
import { type AnswerScale, requireScale, type SurveyAnswers } from "../../survey/answers.ts";
import type { ClassColumn, Classification, Warning } from "../../types.ts";
import {
  itemsOf,
  readInstrument,
  type ServqualInstrument,
  type ServqualInstrumentDefinition,
  splitByDimension,
} from "../instrument/servqual-instrument.ts";
import { type EstimateRules, estimateColumn, type ServqualEstimate } from "../scoring/estimate.ts";
import { byKey } from "../scoring/measure.ts";
import { blankIncomplete, countRespondents, readPart } from "../scoring/read-part.ts";
import { responseWarnings } from "../scoring/response-warnings.ts";
import { rowMeans } from "../scoring/row-means.ts";
import { readRespondentWeights, requireScoring, type SampleScoringOptions } from "../scoring/scoring-options.ts";
import { bandDistance, bandNames, bandRule, isInverted, refuseInverted, zoneOf } from "./tolerance-zone.ts";

/** A survey in three columns: by key of the item one entry a respondent. */
export interface ToleranceSurvey {
  /** The instrument that was used. */
  readonly instrument: ServqualInstrumentDefinition;
  /** The scale of the answers. */
  readonly scale: AnswerScale;
  /** The lowest level that respondents accept (适当服务). */
  readonly adequate: SurveyAnswers;
  /** The level that they would like to get (理想服务). */
  readonly desired: SurveyAnswers;
  /** The level that they get (感知服务). */
  readonly perceived: SurveyAnswers;
}

/** Options of {@link toleranceZones}. */
export interface ToleranceZonesOptions extends SampleScoringOptions {
  /**
   * A desired level below the adequate one, which makes no sense: refuse it, or leave out that item of that respondent and count it.
   * @defaultValue "refuse"
   */
  readonly onInverted?: "refuse" | "drop" | undefined;
}

/** The zone of tolerance of an item over all respondents. */
export interface ToleranceScore {
  /** Mean of the lowest accepted level. */
  readonly adequate: ServqualEstimate;
  /** Mean of the level wished for. */
  readonly desired: ServqualEstimate;
  /** Mean of the level perceived. */
  readonly perceived: ServqualEstimate;
  /** Perceived less adequate (服务适当度 MSA), with a paired test and the shares of respondents below, at and above 0. */
  readonly adequacy: ServqualEstimate;
  /** Perceived less desired (服务优异度 MSS), likewise. */
  readonly superiority: ServqualEstimate;
  /** Desired less adequate (容忍区间宽度). */
  readonly width: ServqualEstimate;
  /** Place of the mean perceived level between both others; `null` where nobody answered or the zone has no width. */
  readonly position: number | null;
  /** The band of the means, as in `toleranceZone`; `null` where nobody answered. */
  readonly band: Classification | null;
  /** Shares of the respondents in each band; `null` where nobody answered. */
  readonly shares: ToleranceShares | null;
  /** Answers left out because desired was below adequate. */
  readonly inverted: number;
}

/** Shares of respondents by band; they sum to 1. */
export interface ToleranceShares {
  /** Below the adequate level. */
  readonly below: number;
  /** In the zone, its ends included. */
  readonly within: number;
  /** Above the desired level. */
  readonly above: number;
}

/** The zone of tolerance of a dimension, or over all, with the band of each respondent. */
export interface ToleranceDimensionScore extends ToleranceScore {
  /**
   * The band of each respondent (各客户所处区间), best first: above-desired, within, below-adequate, no-answer (未作答). `rules`: 0 below, 1 within,
   * 2 above, 3 no answer. `distances`: to the nearer end of the zone, in points of the scale; 0 for no answer.
   */
  readonly bands: ClassColumn;
}

/** What {@link toleranceZones} returns. */
export interface ToleranceZones {
  /** The instrument, complete. */
  readonly instrument: ServqualInstrument;
  /** The scale of the answers. */
  readonly scale: AnswerScale;
  /** Respondents who count. */
  readonly n: number;
  /** Respondents who do not: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** Respondents left out because their weight is 0; they have a band of their own, but are in no mean, share or count. */
  readonly weightless: number;
  /** By key of the item. */
  readonly items: Readonly<Record<string, ToleranceScore>>;
  /** By key of the dimension, from each respondent's means over its items. */
  readonly dimensions: Readonly<Record<string, ToleranceDimensionScore>>;
  /** From each respondent's means over the dimensions. */
  readonly overall: ToleranceDimensionScore;
  /** Level of the intervals. */
  readonly level: number;
  /** `inverted-levels`, `few-respondents`, `missing-answers`, `no-answers`. */
  readonly warnings: readonly Warning[];
}

/** The three levels, one entry a respondent, NaN in all of them where one is missing. */
interface Levels {
  readonly adequate: Float64Array;
  readonly desired: Float64Array;
  readonly perceived: Float64Array;
  readonly inverted: number;
}

/**
 * Zones of tolerance (容忍区间分析) from a survey in three columns: by item, dimension and over all where the perceived service stands between the
 * lowest level that customers accept and the one that they would like.
 *
 * Adequacy MSA = P − A, superiority MSS = P − D, width D − A, each a mean over respondents with interval and paired t-test; position
 * (P − A) / (D − A) and band of the means; and the band of each respondent. See `toleranceZone` for the rules.
 *
 * @param survey - Instrument, scale, and the three records of answers.
 * @param options - What to do where desired is below adequate; missing answers; weights of respondents; level.
 * @returns The scores, with counts of what was left out.
 * @throws InputError `out-of-range` for an answer outside the scale, and for a desired level below the adequate one unless it is dropped;
 * `length-mismatch`, `not-finite`, `empty` for the answers; `bad-option` for instrument, scale and options.
 * @remarks Sources: Parasuraman, Zeithaml & Berry (1994), Journal of Retailing 70(3); Zeithaml, Berry & Parasuraman (1993), Journal of the
 * Academy of Marketing Science 21(1). Twins: none.
 * @example
 * ```ts
 * import { toleranceZones } from "customer-equity/servqual";
 * const { dimensions } = toleranceZones({
 *   instrument: { dimensions: [{ key: "speed", items: [{ key: "S1", text: "Waiting is short" }] }] },
 *   scale: { min: 1, max: 9 },
 *   adequate: { S1: [5, 6, 5, 4] }, desired: { S1: [8, 8, 7, 8] }, perceived: { S1: [6, 4, 7, 9] },
 * });
 * const { adequacy, band, bands } = dimensions["speed"]!;
 * console.log(adequacy.mean, band!.label, bands.codes.join(" ")); // 1.5 within 1 2 1 0
 * ```
 */
export function toleranceZones(survey: ToleranceSurvey, options?: ToleranceZonesOptions): ToleranceZones {
  const given = requireOptions(survey, "survey");
  requireKnown(given, ["instrument", "scale", "adequate", "desired", "perceived"], "survey");
  const instrument = readInstrument(given.instrument, "survey.instrument");
  const scale = requireScale(given.scale, "survey.scale");
  const { listwise, minShare, level } = requireScoring(options);
  const { onInverted = "refuse" } = requireOptions(options);
  requireOneOf(onInverted, "options.onInverted", ["refuse", "drop"]);

  const items = itemsOf(instrument);
  const keys = items.map(({ key }) => key);
  const reversed = items.filter((item) => item.reversed).map(({ key }) => key);
  const rules = { items: keys, scale, reversed, rulesPath: "survey" };
  const adequate = readPart(given.adequate, "survey.adequate", rules);
  const respondents = adequate[0]!.length;
  const desired = readPart(given.desired, "survey.desired", rules, respondents);
  const perceived = readPart(given.perceived, "survey.perceived", rules, respondents);
  const sample = { level, respondentWeights: readRespondentWeights(options, respondents) };
  if (listwise) blankIncomplete([adequate, desired, perceived]);
  const byItem = keys.map((key, j): Levels => {
    const columns = { adequate: adequate[j]!, desired: desired[j]!, perceived: perceived[j]! };
    return { ...columns, inverted: blankUnusable(columns, key, onInverted === "drop") };
  });
  const byDimension = splitByDimension(instrument, byItem).map((own) => meanLevels(own, minShare));
  const overall = meanLevels(byDimension, 0);
  const { inverted } = overall;
  const counted = countRespondents(perceived, sample.respondentWeights);
  const scoredItems = byItem.map((levels) => scoreOf(levels, sample));
  const scoredDimensions = byDimension.map((levels) => ({ ...scoreOf(levels, sample), bands: bandsOf(levels) }));
  return {
    instrument,
    scale: { min: scale.min, max: scale.max },
    ...counted,
    items: byKey(items, scoredItems),
    dimensions: byKey(instrument.dimensions, scoredDimensions),
    overall: { ...scoreOf(overall, sample), bands: bandsOf(overall) },
    level,
    warnings: [
      ...(inverted === 0 ? [] : [invertedLevels(inverted)]),
      ...responseWarnings(
        // Answers that were left out because they contradict each other are no missing ones.
        scoredItems.map(({ perceived: { n, missing }, inverted: dropped }) => ({
          n,
          missing: Math.max(0, missing - dropped),
        })),
        instrument.dimensions.map(({ key }, d) => [key, scoredDimensions[d]!.perceived]),
        counted.n + counted.missing,
      ),
    ],
  };
}

/** Makes NaN of all three levels where one is missing or desired is below adequate; returns how often the latter was so. */
function blankUnusable(
  { adequate, desired, perceived }: Omit<Levels, "inverted">,
  item: string,
  drop: boolean,
): number {
  let inverted = 0;
  for (let i = 0; i < adequate.length; i++) {
    const known = !Number.isNaN(adequate[i]! + desired[i]! + perceived[i]!);
    if (known && !isInverted(adequate[i]!, desired[i]!)) continue;
    if (known) {
      inverted++;
      if (!drop) {
        const advice = 'With onInverted: "drop" such answers are left out and counted.';
        refuseInverted(`survey.desired.${item}[${i}]`, adequate[i]!, desired[i]!, advice);
      }
    }
    adequate[i] = desired[i] = perceived[i] = Number.NaN;
  }
  return inverted;
}

function meanLevels(levels: readonly Levels[], minShare: number): Levels {
  const mean = (name: "adequate" | "desired" | "perceived"): Float64Array =>
    rowMeans(
      levels.map((one) => one[name]),
      minShare,
    );
  return {
    adequate: mean("adequate"),
    desired: mean("desired"),
    perceived: mean("perceived"),
    inverted: levels.reduce((sum, one) => sum + one.inverted, 0),
  };
}

function scoreOf({ adequate, desired, perceived, inverted }: Levels, sample: EstimateRules): ToleranceScore {
  const of = (values: Float64Array): ServqualEstimate => estimateColumn(values, sample, false);
  const difference = (one: Float64Array, other: Float64Array): Float64Array => one.map((value, i) => value - other[i]!);
  const means = { adequate: of(adequate), desired: of(desired), perceived: of(perceived) };
  const { n } = means.perceived;
  const zone =
    n === 0
      ? null
      : zoneOf({ adequate: means.adequate.mean!, desired: means.desired.mean!, perceived: means.perceived.mean! });
  const { respondentWeights } = sample;
  const counts = [0, 0, 0];
  for (let i = 0; i < perceived.length; i++) {
    if (Number.isNaN(perceived[i]!)) continue;
    counts[bandRule(adequate[i]!, desired[i]!, perceived[i]!)]! +=
      respondentWeights === null ? 1 : respondentWeights[i]!;
  }
  const behind = counts[0]! + counts[1]! + counts[2]!;
  return {
    ...means,
    adequacy: estimateColumn(difference(perceived, adequate), sample, true),
    superiority: estimateColumn(difference(perceived, desired), sample, true),
    width: of(difference(desired, adequate)),
    position: zone === null ? null : zone.position,
    band: zone === null ? null : zone.band,
    shares: n === 0 ? null : { below: counts[0]! / behind, within: counts[1]! / behind, above: counts[2]! / behind },
    inverted,
  };
}

function bandsOf({ adequate, desired, perceived }: Levels): ClassColumn {
  const rows = perceived.length;
  const codes = new Uint16Array(rows);
  const rules = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const known = !Number.isNaN(perceived[i]!);
    const rule = known ? bandRule(adequate[i]!, desired[i]!, perceived[i]!) : 3;
    rules[i] = rule;
    codes[i] = known ? 2 - rule : 3;
    distances[i] = known ? bandDistance(adequate[i]!, desired[i]!, perceived[i]!) : 0;
  }
  return { classes: [...[...bandNames].reverse(), { label: "no-answer", labelZh: "未作答" }], codes, rules, distances };
}

function invertedLevels(count: number): Warning {
  return {
    code: "inverted-levels",
    message: `${count} answers were left out because the desired level was below the adequate one; check how the questions were understood.`,
    count,
  };
}
