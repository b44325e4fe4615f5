import { requireArray, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireNamedWeights } from "../../statistics/weights.ts";
import type { SurveyAnswers } from "../../survey/answers.ts";
import { type DimensionItems, requireDimensions } from "../../survey/scale/items/dimensions.ts";
import {
  type SatisfactionIndex,
  type SatisfactionIndexOptions,
  satisfactionIndex,
} from "../measures/satisfaction-index.ts";

/** Options of {@link satisfactionByDimension}. */
export interface SatisfactionByDimensionOptions extends SatisfactionIndexOptions {
  /** By dimension the questions that belong to it; no question belongs to two. */
  readonly dimensions: DimensionItems;
  /**
   * A weight a dimension, at least 0; only ratios count.
   * @defaultValue all equal
   */
  readonly dimensionWeights?: Readonly<Record<string, number>> | undefined;
}

/** What {@link satisfactionByDimension} returns. */
export interface SatisfactionByDimension {
  /** The weighted mean of the dimensions, with the standard error of the whole. */
  readonly overall: SatisfactionIndex;
  /** By dimension its index. */
  readonly dimensions: Readonly<Record<string, SatisfactionIndex>>;
}

/**
 * Satisfaction by dimension (分维度满意度): an index of the questions of each, and of all. The dimensions may be the three layers of
 * satisfaction (物质、精神、社会满意层: `satisfactionLayers`), the six factors (`satisfactionFactors`), or the bank's own.
 *
 * The index of a dimension is that of its questions; overall = Σ weight · dimension, which is the index of all questions with the
 * products of both weights, so that its standard error allows for who answered several.
 *
 * @param answers - By question a column, `null` where there is no answer.
 * @param options - The dimensions with their questions and weights, and everything that `satisfactionIndex` takes.
 * @returns The overall index and that of each dimension.
 * @throws InputError as `satisfactionIndex`; `empty` without dimensions or for one without questions, `duplicate-id` for a question in
 * two of them, `bad-option` for weights of what is no dimension or question.
 * @remarks For more than two levels, and for operating figures, see `indicatorIndex`.
 * @example
 * ```ts
 * import { satisfactionByDimension } from "customer-equity/satisfaction";
 * const answers = { rates: [4, 5, 3], fees: [3, 4, 3], courtesy: [5, 5, 4], society: [3, 4, 2] };
 * const { overall, dimensions } = satisfactionByDimension(answers, {
 *   scale: { min: 1, max: 5 },
 *   dimensions: { material: ["rates", "fees"], spiritual: ["courtesy"], social: ["society"] },
 *   dimensionWeights: { material: 2, spiritual: 1, social: 1 },
 * });
 * console.log(dimensions.spiritual?.index.toFixed(2), overall.index.toFixed(2)); // 91.67 68.75
 * ```
 */
export function satisfactionByDimension(
  answers: SurveyAnswers,
  options: SatisfactionByDimensionOptions,
): SatisfactionByDimension {
  const { dimensions: given, dimensionWeights, itemWeights, reversed = [], ...rest } = requireOptions(options);
  const { names, items, places } = requireDimensions(given, "options.dimensions");
  requireKnown(itemWeights, items);
  requireArray(reversed, "options.reversed", "an array of questions");
  const shares = requireNamedWeights(dimensionWeights, names, "options.dimensionWeights");
  const indexOf = (weights: Readonly<Record<string, number>>): SatisfactionIndex =>
    satisfactionIndex(answers, {
      ...rest,
      itemWeights: weights,
      reversed: reversed.filter((item) => Object.hasOwn(weights, item) || !items.includes(item)),
    });
  const weightsWithin = names.map((name, d): Readonly<Record<string, number>> => {
    const own = places[d]!.map((place) => items[place]!);
    const asked = itemWeights && Object.fromEntries(own.map((item) => [item, itemWeights[item]!]));
    const weights = requireNamedWeights(asked, own, `options.itemWeights (${name})`);
    return Object.fromEntries(own.map((item, j) => [item, weights[j]!]));
  });
  const together = weightsWithin.flatMap((weights, d) =>
    Object.entries(weights).map(([item, weight]): [string, number] => [item, shares[d]! * weight]),
  );
  return {
    overall: indexOf(Object.fromEntries(together)),
    dimensions: Object.fromEntries(names.map((name, d) => [name, indexOf(weightsWithin[d]!)])),
  };
}

function requireKnown(weights: Readonly<Record<string, number>> | undefined, items: readonly string[]): void {
  const unknown = Object.keys(requireOptions(weights, "options.itemWeights")).find((item) => !items.includes(item));
  if (unknown === undefined) return;
  throw new InputError({
    code: "bad-option",
    path: `options.itemWeights.${unknown}`,
    expected: "a weight of a question that belongs to a dimension",
    received: unknown,
  });
}
