import { requireNumberOrNull, requireOptions } from "../../checks.ts";
import { requireNamedWeights } from "../../statistics/weights.ts";
import { readAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn } from "../../types.ts";

/** How fair a customer found a recovery, on one scale; `null` without an answer. */
export interface JusticeScores<V = number | null> {
  /** What the customer got: compensation, correction (分配公平, 结果公平). */
  readonly distributive: V;
  /** How it went: speed, rules, effort (程序公平). */
  readonly procedural: V;
  /** How the customer was treated: politeness, explanation, apology (互动公平). */
  readonly interactional: V;
}

/** Options of {@link justice}. */
export interface JusticeOptions {
  /**
   * Weights of the three, divided by their sum.
   * @defaultValue equal
   */
  readonly weights?: JusticeScores<number> | undefined;
}

const parts = ["distributive", "procedural", "interactional"] as const;

/**
 * How fair a recovery was found (感知公平): the weighted mean of distributive, procedural and interactional justice.
 *
 * @param scores - The three scores of one customer, or columns of many, on one scale.
 * @param options - Weights.
 * @returns The mean on the scale of the scores; `null` where one of the three is missing. A column for columns.
 * @throws InputError `empty` or `length-mismatch` for columns, `not-finite`, `out-of-range` for weights, `bad-option`.
 * @remarks Source: Tax, Brown & Chandrashekaran (1998), Journal of Marketing 62(2), whose three kinds of justice also interact; a mean is a
 * convention. To find weights of your own, regress satisfaction with the recovery on the three
 * (`keyDrivers` of satisfaction). There is no standard twin.
 * @example
 * ```ts
 * import { justice } from "customer-equity/loyalty";
 * const weights = { distributive: 0.4, procedural: 0.3, interactional: 0.3 };
 * console.log(justice({ distributive: 5, procedural: 6, interactional: 4 }, { weights })); // 5
 * console.log(justice({ distributive: [5, 2], procedural: [6, null], interactional: [4, 3] })); // [ 5, null ]
 * ```
 */
export function justice<S extends JusticeScores | JusticeScores<Column | NullableColumn>>(
  scores: S,
  options?: JusticeOptions,
): S extends JusticeScores ? number | null : NullableColumn {
  const { weights } = requireOptions(options);
  const shares = requireNamedWeights(weights as Readonly<Record<string, number>> | undefined, parts, "options.weights");
  const given = requireOptions<Partial<JusticeScores<unknown>>>(scores, "scores");
  const mean = (values: readonly (number | null)[]): number | null => {
    if (values.includes(null)) return null;
    return values.reduce<number>((sum, value, k) => sum + shares[k]! * value!, 0);
  };
  const many = parts.some((part) => typeof given[part] === "object" && given[part] !== null);
  if (!many) return mean(parts.map((part) => requireNumberOrNull(given[part], `scores.${part}`))) as never;
  const { columns, respondents } = readAnswers(scores as never, "scores", { items: parts });
  return Array.from({ length: respondents }, (_, i) =>
    mean(columns.map((column) => (Number.isNaN(column[i]!) ? null : column[i]!))),
  ) as never;
}
