import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireLevel } from "../../statistics/level.ts";
import { type SampleMean, sampleMean } from "../../statistics/mean-estimate.ts";
import { readRatings } from "../../survey/ratings.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "../measures/measure-options.ts";

/** A level of satisfaction by name. */
export type SatisfactionLevelName =
  | "very-satisfied"
  | "satisfied"
  | "fairly-satisfied"
  | "neutral"
  | "rather-dissatisfied"
  | "dissatisfied"
  | "very-dissatisfied";

/** One of the seven levels. */
export interface SatisfactionLevel {
  /** Its name, as answers have it. */
  readonly level: SatisfactionLevelName;
  /** 中文名称。 */
  readonly labelZh: string;
  /** What an answer counts. */
  readonly score: number;
}

/** The seven levels of satisfaction of Chinese textbooks and what they count (客户满意级度), the highest first. */
export const satisfactionLevels: readonly SatisfactionLevel[] = [
  { level: "very-satisfied", labelZh: "很满意", score: 60 },
  { level: "satisfied", labelZh: "满意", score: 40 },
  { level: "fairly-satisfied", labelZh: "较满意", score: 20 },
  { level: "neutral", labelZh: "一般", score: 0 },
  { level: "rather-dissatisfied", labelZh: "不太满意", score: -20 },
  { level: "dissatisfied", labelZh: "不满意", score: -40 },
  { level: "very-dissatisfied", labelZh: "很不满意", score: -60 },
];

/** What {@link sevenLevelSatisfaction} returns. */
export interface SevenLevelSatisfaction extends MeasureSample {
  /** CSM = ΣX / N with its interval, from −60 to 60. */
  readonly csm: SampleMean;
  /** By level the share of the answers; they sum to 1. */
  readonly shares: Readonly<Record<SatisfactionLevelName, number>>;
}

/**
 * The customer satisfaction measurement on seven levels (客户满意级度, CSM): the mean of +60, +40, +20, 0, −20, −40, −60.
 *
 * @param answers - A level a respondent, `null` where there is no answer.
 * @param options - Level of the interval; weights of respondents.
 * @returns The mean with its interval, and the share of each level.
 * @throws InputError `empty` without respondents, `insufficient-data` without an answer, `bad-option` for a word that is no level.
 * @remarks The scores are those of Chinese textbooks on corporate identity and satisfaction; data, not law.
 * @example
 * ```ts
 * import { sevenLevelSatisfaction } from "customer-equity/satisfaction";
 * const { csm } = sevenLevelSatisfaction(
 *   ["very-satisfied", "satisfied", "satisfied", "fairly-satisfied", "neutral", "rather-dissatisfied"],
 * );
 * console.log(csm.mean.toFixed(4)); // 23.3333
 * ```
 */
export function sevenLevelSatisfaction(
  answers: readonly (SatisfactionLevelName | null)[],
  options?: MeasureOptions,
): SevenLevelSatisfaction {
  const { level: asked, respondentWeights } = requireOptions(options);
  const level = requireLevel(asked);
  if (!Array.isArray(answers)) {
    throw new InputError({ code: "bad-option", path: "answers", expected: "an array of levels", received: answers });
  }
  const scores = answers.map((answer: SatisfactionLevelName | null | undefined, i) => {
    if (answer === null || answer === undefined) return null;
    const found = satisfactionLevels.find((one) => one.level === answer);
    if (found !== undefined) return found.score;
    throw new InputError({
      code: "bad-option",
      path: `answers[${i}]`,
      expected: `one of ${satisfactionLevels.map((one) => one.level).join(", ")}, or null`,
      received: answer,
    });
  });
  const read = readRatings(scores, "answers", {}, respondentWeights);
  const { values, weights } = read;
  const csm = sampleMean(values, weights, level);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (score: number): number =>
    weights.reduce((sum, weight, i) => (values[i] === score ? sum + weight : sum), 0) / total;
  const shares = satisfactionLevels.map((one): [SatisfactionLevelName, number] => [one.level, share(one.score)]);
  return {
    csm,
    shares: Object.fromEntries(shares) as Record<SatisfactionLevelName, number>,
    ...measureSample(read),
  };
}
