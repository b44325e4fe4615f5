import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { requireLevel } from "../../statistics/level.ts";
import { type SampleMean, sampleMean } from "../../statistics/mean-estimate.ts";
import { type AnswerScale, largestAnswer, readAnswers } from "../../survey/answers.ts";
import { countRows } from "../../survey/counted-rows.ts";
import type { ClassColumn, ClassName, Column, NullableColumn } from "../../types.ts";
import { type MeasureOptions, type MeasureSample, measureSample } from "../measures/measure-options.ts";

/** What customers found and what they had expected, one entry a respondent. */
export interface ExpectedAndPerceived {
  /** What was perceived (感知), `null` where there is no answer. */
  readonly perceived: Column | NullableColumn;
  /** What had been expected (期望). */
  readonly expected: Column | NullableColumn;
}

/** Options of {@link disconfirmation}. */
export interface DisconfirmationOptions extends MeasureOptions {
  /**
   * `"difference"`: perceived less expected; `"ratio"`: perceived by expected; `"loss-aversion"`: the difference, losses counting more.
   * @defaultValue "difference"
   */
  readonly form?: "difference" | "ratio" | "loss-aversion" | undefined;
  /**
   * How many times as much as a gain a loss counts (λ), at least 1.
   * @defaultValue 2
   */
  readonly lossAversion?: number | undefined;
  /**
   * The scale that both answers keep to.
   * @defaultValue any finite number
   */
  readonly scale?: AnswerScale | undefined;
}

/** What {@link disconfirmation} returns. */
export interface Disconfirmation extends MeasureSample {
  /** One entry a respondent; `null` where one of the two answers is missing. */
  readonly values: NullableColumn;
  /** Their mean with its interval. */
  readonly mean: SampleMean;
  /**
   * What expectation met: worse, as expected, or better than expected; `unanswered` where an answer is missing. Rule 0: perceived
   * beside expected; 1: an answer is missing. The distance is |perceived − expected|.
   */
  readonly classes: ClassColumn;
}

/** Differences within this of 0, beside the larger answer, are rounding. */
const tolerance = 1e-12;

const classes: readonly ClassName[] = [
  { label: "better than expected", labelZh: "超出期望" },
  { label: "as expected", labelZh: "符合期望" },
  { label: "worse than expected", labelZh: "低于期望" },
  { label: "unanswered", labelZh: "未作答" },
];

/**
 * Satisfaction as what customers found beside what they had expected (期望不一致): the difference (客户满意 = 感知 − 期望), the ratio c
 * = b/a (c below 1 dissatisfied, 1 satisfied, above 1 very satisfied), or the difference in which a loss weighs more than a gain.
 *
 * difference d = P − E; ratio P/E; loss aversion d for d ≥ 0 and λ d for d < 0.
 *
 * @param data - By respondent what was perceived and what was expected.
 * @param options - The form; λ; the scale; level; weights of respondents.
 * @returns A value for each respondent, the mean, and who found more, as much or less than expected.
 * @throws InputError `empty`, `insufficient-data` where nobody has both answers, `length-mismatch`, `not-finite`, `out-of-range` for an
 * answer outside the scale, λ below 1, and, of the ratio, an expectation that is not above 0; `bad-option`.
 * @remarks Sources: Oliver (1980), Journal of Marketing Research 17(4); loss aversion after Kahneman & Tversky (1979), λ being a
 * convention. Twins: none needed.
 * @example
 * ```ts
 * import { disconfirmation } from "customer-equity/satisfaction";
 * const data = { perceived: [6, 4, 5, null], expected: [5, 6, 5, 6] };
 * console.log(disconfirmation(data, { form: "loss-aversion" }).values); // [ 1, -4, 0, null ]
 * console.log(disconfirmation(data).mean.mean.toFixed(4)); // -0.3333
 * ```
 */
export function disconfirmation(data: ExpectedAndPerceived, options?: DisconfirmationOptions): Disconfirmation {
  const { form = "difference", lossAversion = 2, scale, respondentWeights, level: asked } = requireOptions(options);
  requireOneOf(form, "options.form", ["difference", "ratio", "loss-aversion"]);
  requireNumber(lossAversion, "options.lossAversion", { min: 1 });
  const level = requireLevel(asked);
  const read = readAnswers({ ...requireOptions(data, "data") }, "data", { items: ["perceived", "expected"], scale });
  const [perceived, expected] = read.columns as readonly [Float64Array, Float64Array];
  const codes = new Uint16Array(read.respondents);
  const rules = new Uint16Array(read.respondents);
  const distances = new Float64Array(read.respondents);
  const any = { min: -largestAnswer, max: largestAnswer };
  const values = Array.from(perceived, (found, i) => {
    const hoped = expected[i]!;
    if (Number.isNaN(found) || Number.isNaN(hoped)) {
      codes[i] = 3;
      rules[i] = 1;
      return null;
    }
    requireNumber(found, `data.perceived[${i}]`, any);
    requireNumber(hoped, `data.expected[${i}]`, any);
    const difference = found - hoped;
    const same = Math.abs(difference) <= tolerance * Math.max(Math.abs(found), Math.abs(hoped));
    codes[i] = same ? 1 : difference > 0 ? 0 : 2;
    distances[i] = Math.abs(difference);
    if (form === "ratio") {
      const advice = "A ratio needs expectations above 0: take the difference, or a scale that starts above 0.";
      return found / requireNumber(hoped, `data.expected[${i}]`, { min: 1 / largestAnswer, advice });
    }
    return form === "loss-aversion" && difference < 0 ? lossAversion * difference : difference;
  });
  const counted = countRows(values.length, (row) => values[row] !== null, respondentWeights, {
    path: "data",
    expected: "both answers",
  });
  const used = Float64Array.from(counted.rows, (row) => values[row]!);
  return {
    values,
    mean: sampleMean(used, counted.weights, level),
    classes: { classes, codes, rules, distances },
    ...measureSample(counted),
  };
}
