import { requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { AnswerScale } from "../../survey/answers.ts";
import type { ClassName } from "../../types.ts";
import { dimensionNamesZh } from "../instrument/dimension-names.ts";
import { meanOfPresent, type RankedDimension, rankDimensions } from "../rank-dimensions.ts";
import { byKey } from "../scoring/measure.ts";
import { type GapModelPart, type GapModelValues, type GapValue, readGapValues } from "./gap-values.ts";
import {
  type GapAntecedent,
  gapAntecedentFactors,
  type ServiceGapDefinition,
  type ServiceGapKey,
  serviceGaps,
} from "./service-gaps.ts";

/** Options of {@link gapModel}. */
export interface GapModelOptions {
  /**
   * How gaps 2 to 4 were measured: `"direct"`, each by one rating, of which the top of the scale means no gap; `"chained"`, by standards,
   * delivery and communication on the scale of expectations.
   * @defaultValue "direct"
   */
  readonly mode?: "direct" | "chained" | undefined;
  /**
   * The scale of all values.
   * @defaultValue 1 to 7
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * Importance of the dimensions, divided by its sum.
   * @defaultValue all equal
   */
  readonly weights?: Readonly<Record<string, number>> | undefined;
}

/** A gap in one dimension. */
export interface DimensionGap {
  /** Later less earlier: negative for a shortfall; `null` where nobody answered. */
  readonly gap: number | null;
  /** Its standard error, as of independent answers; `null` where either side has none. */
  readonly standardError: number | null;
}

/** One of the five gaps, measured. */
export interface ServiceGap extends ServiceGapDefinition {
  /** Whether it is a difference of two levels, or a rating less the top of the scale: the two are not comparable. */
  readonly basis: "difference" | "rating";
  /** By key of the dimension. */
  readonly dimensions: Readonly<Record<string, DimensionGap>>;
  /** Mean over the dimensions; `null` where none has a gap. */
  readonly mean: number | null;
  /** Mean by importance; `null` without weights. */
  readonly weightedMean: number | null;
  /** The dimensions by weight times gap, the most negative first; equal weights where none were given. */
  readonly ranking: readonly RankedDimension[];
  /** What in the organization opens this gap, to be looked at first; none for gap 5, which the others open. */
  readonly antecedents: readonly GapAntecedent[];
}

/** What {@link gapModel} returns. */
export interface GapModel {
  /** How gaps 2 to 4 were measured. */
  readonly mode: "direct" | "chained";
  /** The scale of all values. */
  readonly scale: AnswerScale;
  /** The dimensions in their order. */
  readonly dimensions: readonly (ClassName & { readonly key: string })[];
  /** What the gaps are made of: by what it is, by key of the dimension. */
  readonly values: Readonly<Partial<Record<GapModelPart, Readonly<Record<string, GapValue>>>>>;
  /** The five gaps; `null` where what they compare was not given. */
  readonly gaps: Readonly<Record<ServiceGapKey, ServiceGap | null>>;
  /**
   * P − D, what customers perceive beyond what is delivered (感知残差): gap 5 = gap 1 + gap 2 + gap 3 + residual. `null` in mode `"direct"`, and
   * where either is absent.
   */
  readonly residual: {
    /** By key of the dimension. */
    readonly dimensions: Readonly<Record<string, DimensionGap>>;
    /** Mean over the dimensions. */
    readonly mean: number | null;
  } | null;
  /**
   * The gaps of the organization by their mean (weighted where weights were given), the widest shortfall first: 2 to 4 in mode `"direct"`,
   * where they cannot be compared with gap 1; 1 to 4 in mode `"chained"`. Gap 5 is the result of the others and never among them.
   */
  readonly ranking: readonly ServiceGapKey[];
}

/** For each gap the later and the earlier part; without an earlier one the top of the scale. */
const comparisons: Readonly<
  Record<GapModel["mode"], Readonly<Record<ServiceGapKey, readonly [to: GapModelPart, from?: GapModelPart]>>>
> = {
  direct: {
    knowledge: ["managerPerceivedExpectation", "customerExpectation"],
    standards: ["standards"],
    delivery: ["delivery"],
    communication: ["communication"],
    customer: ["customerPerception", "customerExpectation"],
  },
  chained: {
    knowledge: ["managerPerceivedExpectation", "customerExpectation"],
    standards: ["standards", "managerPerceivedExpectation"],
    delivery: ["delivery", "standards"],
    communication: ["delivery", "communication"],
    customer: ["customerPerception", "customerExpectation"],
  },
};

/**
 * The five-gap model of service quality (服务质量差距模型): where quality is lost between what customers expect and what they perceive, and what in
 * the organization to look at.
 *
 * Every gap is the later thing less the earlier: negative is a shortfall. Gap 1 = M − E, gap 5 = P − E. Mode `"direct"`: gaps 2, 3, 4 = rating −
 * top of the scale, at most 0. Mode `"chained"`: gap 2 = S − M, gap 3 = D − S, gap 4 = D − C, and gap 5 = gap 1 + gap 2 + gap 3 + (P − D).
 *
 * @param values - Levels or ratings by dimension: numbers, or columns of answers.
 * @param options - How gaps 2 to 4 were measured; scale; weights of the dimensions.
 * @returns The gaps by dimension with standard errors, means, rankings that compare only what is comparable, the residual, and antecedents. Standard
 * errors are those of independent samples; for gap 5 of the same customers `servqualScores` has the paired one.
 * @throws InputError `length-mismatch` where dimensions differ; `out-of-range` for a value outside the scale or a weight below 0;
 * `insufficient-data` where there is nothing to compare; `empty`, `not-finite`; `bad-option` for a name that is not known, or the options.
 * @remarks Sources: Parasuraman, Zeithaml & Berry (1985), Journal of Marketing 49(4), which draws gap 5 as E − P; direct ratings: Zeithaml,
 * Parasuraman & Berry (1990), Delivering Quality Service, with the sign turned to negative for a shortfall. Twins: none.
 * @example
 * ```ts
 * import { gapModel } from "customer-equity/servqual";
 * const { gaps, ranking } = gapModel({
 *   customerExpectation: { reliability: 6.2, empathy: 5.6 },
 *   managerPerceivedExpectation: { reliability: 5.8, empathy: 4.9 },
 *   standards: { reliability: 5.0, empathy: 3.9 },
 *   delivery: { reliability: [5, 4, 6], empathy: [4, 5, 4] },
 *   customerPerception: { reliability: 5.1, empathy: 4.8 },
 * });
 * console.log(gaps.customer!.dimensions["reliability"]!.gap!.toFixed(1), ranking.join(" ")); // -1.1 standards delivery
 * console.log(gaps.standards!.ranking[0]!.key, gaps.standards!.antecedents[1]!.labelZh); // empathy 目标设定
 * ```
 */
export function gapModel(values: GapModelValues, options?: GapModelOptions): GapModel {
  const { mode = "direct", scale: given, weights: asked } = requireOptions(options);
  requireOneOf(mode, "options.mode", ["direct", "chained"]);
  const { keys, scale, weights, parts } = readGapValues(values, { scale: given, weights: asked });
  const dimensions = keys.map((key) => ({ key, label: key, labelZh: dimensionNamesZh[key] ?? key }));

  const compare = (to: GapModelPart, from?: GapModelPart): readonly DimensionGap[] | null => {
    const [later, earlier] = [parts.get(to), from === undefined ? undefined : parts.get(from)];
    if (later === undefined || (from !== undefined && earlier === undefined)) return null;
    return later.map((value, d) => difference(value, earlier?.[d] ?? top(scale)));
  };
  const gaps = serviceGaps.map((definition): ServiceGap | null => {
    const [to, from] = comparisons[mode][definition.key];
    const found = compare(to, from);
    if (found === null) return null;
    const values = found.map(({ gap }) => gap);
    return {
      ...definition,
      basis: from === undefined ? "rating" : "difference",
      dimensions: byKey(dimensions, found),
      mean: meanOfPresent(values),
      weightedMean: weights === null ? null : meanOfPresent(values, weights),
      ranking: rankDimensions(dimensions, values, weights),
      antecedents: gapAntecedentFactors.filter(({ gap }) => gap === definition.key),
    };
  });
  if (gaps.every((gap) => gap === null)) {
    throw new InputError({
      code: "insufficient-data",
      path: "values",
      expected: "two things to compare, such as customerExpectation and customerPerception",
      received: [...parts.keys()].join(", "),
    });
  }
  const residual = mode === "chained" ? compare("customerPerception", "delivery") : null;
  return {
    mode,
    scale,
    dimensions,
    values: Object.fromEntries([...parts].map(([part, means]) => [part, byKey(dimensions, means)])),
    gaps: byKey(serviceGaps, gaps) as GapModel["gaps"],
    residual: residual && {
      dimensions: byKey(dimensions, residual),
      mean: meanOfPresent(residual.map(({ gap }) => gap)),
    },
    ranking: rankGaps(gaps, mode, weights !== null),
  };
}

function rankGaps(
  gaps: readonly (ServiceGap | null)[],
  mode: GapModel["mode"],
  weighted: boolean,
): readonly ServiceGapKey[] {
  const first = mode === "direct" ? 2 : 1;
  const own = gaps.filter((gap) => gap !== null && gap.number >= first && gap.number <= 4) as ServiceGap[];
  const ranked = rankDimensions(
    own.map(({ key, label, labelZh }) => ({ key, label, labelZh })),
    own.map(({ mean, weightedMean }) => (weighted ? weightedMean : mean)),
    null,
  );
  return ranked.map(({ key }) => key as ServiceGapKey);
}

/** The top of the scale, which is exact. */
function top({ max }: AnswerScale): GapValue {
  return { mean: max, n: null, missing: 0, standardError: 0 };
}

function difference(later: GapValue, earlier: GapValue): DimensionGap {
  if (later.mean === null || earlier.mean === null) return { gap: null, standardError: null };
  const known = later.standardError !== null && earlier.standardError !== null;
  return {
    gap: later.mean - earlier.mean,
    standardError: known ? Math.hypot(later.standardError!, earlier.standardError!) : null,
  };
}
