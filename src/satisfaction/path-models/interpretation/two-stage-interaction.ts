import { requireArray, requireNumber, requireOneOf, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { type LevelOptions, requireLevel } from "../../../statistics/level.ts";
import {
  effectOf,
  type LinearRegression,
  linearRegression,
  type RegressionColumn,
  type RegressionEffect,
} from "../../../statistics/linear-regression.ts";
import type { NullableColumn } from "../../../types.ts";
import { effectSize } from "../assessment/effect-size.ts";
import type { PlsPathFit } from "../pls-path-fit.ts";
import { requirePlsFit } from "./require-pls-fit.ts";

/** Options of {@link twoStageInteraction}. */
export interface TwoStageInteractionOptions<N extends string = string> extends LevelOptions {
  /** The block whose effect may hang on another one. */
  readonly cause: N;
  /** The block that it may hang on (调节变量). */
  readonly moderator: N;
  /** The block acted on. */
  readonly outcome: N;
  /**
   * The product as it is (`"raw"`: the coefficient is the change of the slope for one standard deviation of the moderator), or divided by its
   * standard deviation (`"standardized"`, as SmartPLS).
   * @defaultValue "raw"
   */
  readonly productScaling?: "raw" | "standardized" | undefined;
  /**
   * Levels of the moderator, in standard deviations from its mean, at which the slope is wanted.
   * @defaultValue [-1, 0, 1]
   */
  readonly at?: readonly number[] | undefined;
}

/** The effect of the cause at one level of the moderator (简单斜率). */
export interface SimpleSlope extends RegressionEffect {
  /** Level of the moderator, in standard deviations. */
  readonly at: number;
}

/** What {@link twoStageInteraction} returns. */
export interface TwoStageInteraction<N extends string = string> {
  readonly cause: N;
  readonly moderator: N;
  readonly outcome: N;
  readonly productScaling: "raw" | "standardized";
  /** Coefficient of the product. */
  readonly interaction: RegressionEffect;
  /** The constant. */
  readonly intercept: RegressionEffect;
  /** Coefficients of the blocks, the cause at the mean of the moderator among them. */
  readonly terms: Readonly<Partial<Record<N, RegressionEffect>>>;
  /** The effect of the cause at levels of the moderator. */
  readonly slopes: readonly SimpleSlope[];
  /** R² with the product, and without it. */
  readonly rSquared: number | null;
  readonly rSquaredWithout: number | null;
  /** f² of the product: (R² − R² without) / (1 − R²). */
  readonly effectSize: number | null;
  /** Respondents behind it. */
  readonly n: number;
}

/**
 * Does the effect of one block hang on another (两阶段交互效应): does satisfaction matter less where switching is costly? The first stage is the fit, without
 * the interaction; the second a regression of the outcome's scores on those of its causes and on the product of two of them.
 *
 * outcome = b₀ + Σ b_i Y_i + b (Y_cause · Y_moderator), scores with a standard deviation of 1 (divisor n − 1); slope of the cause at m: b_cause + b m
 *
 * Scores are taken as known, so that standard errors are those of the regression alone. Cause and moderator enter also where the model has no link from
 * them to the outcome.
 *
 * @param fit - A fit of `fitPlsPath`, not a consistent one.
 * @param options - Cause, moderator and outcome; scaling of the product, levels of the moderator, confidence.
 * @returns The interaction, the other coefficients, the simple slopes, and what the product adds to R².
 * @throws InputError `bad-option` for unknown blocks or two that are the same, and a consistent fit, which corrects paths but no scores;
 * `unknown-kind` for what is no fit; `insufficient-data`, `zero-variance` and `singular` from the regression.
 * @remarks Sources: Chin, Marcolin & Newsted (2003); Henseler & Chin (2010), Structural Equation Modeling 17(1). Twin: seminr `two_stage`, which
 * estimates the model anew with the product as a block: its coefficients differ in the fourth digit.
 * @example
 * ```ts
 * import { fitPlsPath, pathModel, twoStageInteraction } from "customer-equity/satisfaction";
 * const satisfied = [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6];
 * const costly = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3];
 * const loyal = satisfied.map((s, i) => s * (4 - costly[i]!) + 5 * costly[i]!);
 * const model = pathModel({
 *   blocks: { satisfaction: { items: ["satisfied"] }, switching: { items: ["costly"] }, loyalty: { items: ["loyal"] } },
 *   edges: [["satisfaction", "loyalty"], ["switching", "loyalty"]],
 * });
 * const fit = fitPlsPath({ satisfied, costly, loyal }, { model });
 * const options = { cause: "satisfaction", moderator: "switching", outcome: "loyalty" } as const;
 * console.log(twoStageInteraction(fit, options).slopes.map(({ estimate }) => estimate.toFixed(2))); // [ "1.25", "0.88", "0.51" ]
 * ```
 */
export function twoStageInteraction<N extends string>(
  fit: PlsPathFit<N>,
  options: TwoStageInteractionOptions<NoInfer<N>>,
): TwoStageInteraction<N> {
  const { cause, moderator, outcome, productScaling = "raw", at = [-1, 0, 1] } = requireOptions(options);
  const { model, names } = requirePlsFit(fit);
  const { structure, settings } = model;
  for (const [name, value] of Object.entries({ cause, moderator, outcome })) {
    requireOneOf(value, `options.${name}`, names);
  }
  if (new Set([cause, moderator, outcome]).size < 3) {
    refuse("options", "three different blocks", [cause, moderator, outcome].join(", "));
  }
  if (settings.consistent) {
    refuse(
      "fit",
      "a fit that is not consistent",
      "a consistent fit",
      "The correction is one of paths: scores are not corrected.",
    );
  }
  requireOneOf(productScaling, "options.productScaling", ["raw", "standardized"]);
  const level = requireLevel(options.level);
  requireArray(at, "options.at", "an array of levels of the moderator").forEach((value, i) => {
    requireNumber(value, `options.at[${i}]`);
  });
  const scores = unitScores(fit.scores, names);
  const causes = [
    ...new Set([cause, moderator, ...structure.edges.flatMap(([from, to]) => (to === outcome ? [from] : []))]),
  ];
  const product = scores[cause].map((score, i) => score * scores[moderator][i]!);
  const unit = productScaling === "raw" ? 1 : deviationOf(product);
  const columns: RegressionColumn[] = causes.map((name) => ({ name, values: scores[name] }));
  const rules = { level, path: "fit.scores" };
  const without = linearRegression(scores[outcome], columns, rules);
  const productColumn = { name: `${cause} × ${moderator}`, values: product.map((entry) => entry / unit) };
  const full = linearRegression(scores[outcome], [...columns, productColumn], rules);
  const last = full.terms.length - 1;
  const slopes = at.map((m): SimpleSlope => ({ at: m, ...combine(full, 1, last, m / unit, level) }));
  const [intercept, ...terms] = full.terms.map(({ name: _, ...term }): RegressionEffect => term);
  return {
    cause,
    moderator,
    outcome,
    productScaling,
    interaction: terms[last - 1]!,
    intercept: intercept!,
    terms: Object.fromEntries(causes.map((name, i) => [name, terms[i]!])) as Partial<Record<N, RegressionEffect>>,
    slopes,
    rSquared: full.rSquared,
    rSquaredWithout: without.rSquared,
    effectSize: effectSize(full.rSquared, without.rSquared),
    n: full.n,
  };
}

/** Term i plus `times` term j of a regression. */
function combine(
  { terms, covariance, degreesOfFreedom }: LinearRegression,
  i: number,
  j: number,
  times: number,
  level: number,
): RegressionEffect {
  const estimate = terms[i]!.estimate + times * terms[j]!.estimate;
  const variance = covariance[i]![i]! + times ** 2 * covariance[j]![j]! + 2 * times * covariance[i]![j]!;
  return effectOf(estimate, variance, { degreesOfFreedom, level });
}

/** Scores of the respondents who have one on every block, which are those that the fit rests on, with a standard deviation of 1 (divisor n − 1). */
function unitScores<N extends string>(
  scores: Readonly<Record<N, NullableColumn>>,
  names: readonly N[],
): Record<N, Float64Array> {
  const columns = names.map((name) => scores[name]);
  const rows = [...columns[0]!.keys()].filter((i) => columns.every((column) => typeof column[i] === "number"));
  return Object.fromEntries(
    columns.map((column, b) => {
      const own = Float64Array.from(rows, (i) => column[i]!);
      const unit = deviationOf(own);
      return [names[b], own.map((score) => score / unit)];
    }),
  ) as Record<N, Float64Array>;
}

/** Standard deviation (divisor n − 1); 1 of a column that does not vary, for the regression to refuse it. */
function deviationOf(column: Float64Array): number {
  const mean = column.reduce((sum, entry) => sum + entry, 0) / column.length;
  return Math.sqrt(column.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / (column.length - 1)) || 1;
}

function refuse(path: string, expected: string, received: unknown, advice?: string): never {
  throw new InputError({ code: "bad-option", path, expected, received, advice });
}
