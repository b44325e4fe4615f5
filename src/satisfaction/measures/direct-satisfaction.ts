import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { type AnswerScale, readAnswers, requireScale, type SurveyAnswers } from "../../survey/answers.ts";
import type { NullableColumn } from "../../types.ts";
import type { MeasureOptions } from "./measure-options.ts";
import { type SatisfactionIndex, satisfactionIndex } from "./satisfaction-index.ts";

/** Options of {@link directSatisfaction}. */
export interface DirectSatisfactionOptions extends MeasureOptions {
  /** The scale of the answers, satisfied being high. */
  readonly scale: AnswerScale;
  /**
   * The mean of the answers, or the share in the top box.
   * @defaultValue "mean"
   */
  readonly form?: "mean" | "top-box" | undefined;
  /**
   * How many points at the upper end of the scale are the top box.
   * @defaultValue 2
   */
  readonly top?: number | undefined;
}

/**
 * Satisfaction measured directly (直接衡量法): what customers say when asked, from 0 to 100.
 *
 * The mean of the questions on 0 to 100, each of the same weight, or the mean of the shares of answers in the top box.
 *
 * @param answers - By question a column, `null` where there is no answer.
 * @param options - Scale; mean or top box; level; weights of respondents.
 * @returns An index with its standard error, as `satisfactionIndex` returns it. Means and scores of a top box are of answers 0 and 1.
 * @throws InputError as `satisfactionIndex`; `out-of-range` for a top box that is not smaller than the scale.
 * @remarks The texts that name direct, indirect and composite measurement do not define them; these definitions are a convention.
 * @example
 * ```ts
 * import { directSatisfaction } from "customer-equity/satisfaction";
 * const answers = { branch: [5, 4, 2, 5], app: [4, 4, 3, 5] };
 * console.log(directSatisfaction(answers, { scale: { min: 1, max: 5 } }).index); // 75
 * console.log(directSatisfaction(answers, { scale: { min: 1, max: 5 }, form: "top-box" }).index); // 75
 * ```
 */
export function directSatisfaction(answers: SurveyAnswers, options: DirectSatisfactionOptions): SatisfactionIndex {
  const { scale: given, form = "mean", top = 2, level, respondentWeights } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const sample = { level, respondentWeights };
  if (requireOneOf(form, "options.form", ["mean", "top-box"]) === "mean") {
    return satisfactionIndex(answers, { scale, ...sample });
  }
  requireNumber(top, "options.top", { integer: true, min: 1, max: Math.max(1, Math.floor(scale.max - scale.min)) });
  const { items, columns } = readAnswers(answers, "answers", { scale });
  const inBox = (value: number): number | null => (Number.isNaN(value) ? null : value >= scale.max - top + 1 ? 1 : 0);
  const boxes = items.map((item, j): [string, NullableColumn] => [item, Array.from(columns[j]!, inBox)]);
  return satisfactionIndex(Object.fromEntries(boxes), { scale: { min: 0, max: 1 }, ...sample });
}
