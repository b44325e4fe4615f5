import { requireFlag, requireNumber, requireOneOf } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { chiSquareSurvival } from "../../../numeric/distributions.ts";
import { multiply, transpose } from "../../../numeric/matrix.ts";
import type { Warning } from "../../../types.ts";
import type { AnswerScale } from "../../answers.ts";
import { requireCorrelationFactor } from "../items/correlation-factor.ts";
import { type ItemData, type ItemOptions, readItems, requireCorrelations } from "../items/item-data.ts";
import { type ExplainedVariance, explainedBy } from "./explained-variance.ts";
import { type ExtractionMethod, extractFactors } from "./extract-factors.ts";
import { extractionWarnings } from "./extraction-warnings.ts";
import { type OrderedFactors, orderFactors } from "./rotation/factor-order.ts";
import { promax } from "./rotation/promax.ts";
import { varimax } from "./rotation/varimax.ts";
import { type ScoreWeights, scoreWeightsOf } from "./score-weights.ts";

/** How factors are turned after they are found. */
export type FactorRotation = "none" | "varimax" | "promax";

/** Options of {@link factorAnalysis}. */
export interface FactorAnalysisOptions extends ItemOptions {
  /** How many factors, from 1 to as many as leave no fewer correlations than loadings; `parallelAnalysis` says how many to take. */
  readonly factors: number;
  /**
   * How they are found: by least squares of the correlations (`"minres"`), or by maximum likelihood, which gives a test of fit.
   * @defaultValue "minres"
   */
  readonly method?: ExtractionMethod | undefined;
  /**
   * How they are turned: so that each item loads on few of them (`"varimax"`), and so that they may correlate besides (`"promax"`).
   * @defaultValue "varimax"
   */
  readonly rotation?: FactorRotation | undefined;
  /**
   * Whether every item counts alike for varimax, also where it is the first step of promax (Kaiser's normalization).
   * @defaultValue true
   */
  readonly normalize?: boolean | undefined;
  /**
   * The power to which promax raises loadings for its target, above 1: the larger, the more the factors correlate.
   * @defaultValue 4
   */
  readonly power?: number | undefined;
}

/** How well factors reproduce the correlations (拟合度). */
export interface FactorFit {
  /** The minimum: half the sum of squared residuals (minres), or ln|Σ| + tr(RΣ⁻¹) − ln|R| − k (ml). */
  readonly objective: number;
  /** Correlations less free loadings: ((k − m)² − (k + m)) / 2. */
  readonly degreesOfFreedom: number;
  /** Bartlett's chi-square of ml, small where the factors suffice; `null` for minres, without respondents enough, or degrees of freedom. */
  readonly chiSquare: number | null;
  /** Chance of a chi-square at least as large if they did; `null` as above. */
  readonly pValue: number | null;
  /** Root mean square of the residual correlations off the diagonal (RMSR). */
  readonly rmsr: number;
  /** Root mean square error of approximation of ml, √max(0, objective / df − 1 / (n − 1)); `null` for minres, without n, or df. */
  readonly rmsea: number | null;
}

/** What {@link factorAnalysis} returns: plain JSON, which `factorScores` takes. */
export interface FactorAnalysis {
  /** Names of the items: the rows of `loadings`. */
  readonly items: readonly string[];
  /** What each factor explains after rotation: the columns of `loadings`. */
  readonly factors: readonly ExplainedVariance[];
  /** Loadings (因子载荷), a row an item: for promax weights of the factors (pattern), else also their correlations with the item. */
  readonly loadings: readonly (readonly number[])[];
  /** Share of each item's variance that the factors explain (共同度); above 0.995 only in a Heywood case. */
  readonly communalities: readonly number[];
  /** Share that is the item's own, at least 0.005; 1 less the communality, except in a Heywood case. */
  readonly uniquenesses: readonly number[];
  /** Correlations of the factors; `null` where the rotation keeps them uncorrelated. */
  readonly factorCorrelations: readonly (readonly number[])[] | null;
  /** How the factors were found. */
  readonly method: ExtractionMethod;
  /** How they were turned. */
  readonly rotation: FactorRotation;
  /** How well they reproduce the correlations. */
  readonly fit: FactorFit;
  /** Names of the items whose uniqueness stands at 0.005 (Heywood case). */
  readonly heywood: readonly string[];
  /** Weights of standardized answers in the factor scores. */
  readonly scoreWeights: ScoreWeights;
  /** Means of the items, after reversed ones are turned; `null` where only correlations are known. */
  readonly means: readonly number[] | null;
  /** Standard deviations of the items; 1 where only correlations are known. */
  readonly standardDeviations: readonly number[];
  /** The scale that the answers kept to; `null` where none was given. */
  readonly scale: AnswerScale | null;
  /** The items that were turned. */
  readonly reversed: readonly string[];
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** Whether the search reached the minimum. */
  readonly converged: boolean;
  /** Steps of the search, from two starts together. */
  readonly iterations: number;
  /** `heywood`, `not-converged`, `several-minima`, `undetermined`. */
  readonly warnings: readonly Warning[];
}

/**
 * Exploratory factor analysis (探索性因子分析, EFA): few factors behind the correlations of many items, and how each item loads on them. It
 * tells whether a questionnaire measures as many dimensions as it was made for, and which items do not belong.
 *
 * R ≈ L Φ Lᵀ + Ψ, with loadings L, correlations Φ of the factors and uniquenesses Ψ. `"minres"` minimizes the squared residuals off the
 * diagonal, `"ml"` ln|Σ| + tr(RΣ⁻¹) − ln|R| − k; no uniqueness goes below 0.005. The test of ml is
 * χ² = (n − 1 − (2k + 5)/6 − 2m/3) · objective with ((k − m)² − (k + m)) / 2 degrees of freedom; it assumes normal answers.
 *
 * Order and sign are made unique: the factor that explains most comes first, and the loadings of each add up to a positive number.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - Number of factors, method and rotation; items, scale, reversed items, missing answers.
 * @returns Loadings, communalities, fit, and weights for scores.
 * @throws InputError `out-of-range` for a number of factors that so few items do not determine, `singular` with `"ml"` where items
 * determine each other, or with promax where factors do; `zero-variance` where an item does not vary, `insufficient-data` for fewer than
 * three items or two complete respondents; `empty`, `length-mismatch`, `not-finite`, `out-of-range`, `duplicate-id` for the answers;
 * `bad-option` for the options.
 * @remarks Sources: Harman & Jones (1966), Psychometrika 31; Jöreskog (1967), Psychometrika 32; Kaiser (1958), Psychometrika 23; Hendrickson
 * & White (1964), British Journal of Statistical Psychology 17; Bartlett (1951), Biometrika 38. Twins: R `factanal` (ml; the same limit
 * of uniquenesses, promax and test), `psych::fa(fm = "minres")` (whose default rotation is oblimin); Python `factor_analyzer`; SPSS
 * FACTOR, whose promax also normalizes its target.
 * @example
 * ```ts
 * import { factorAnalysis } from "customer-equity/servqual";
 * const sameHalf = (i: number, j: number): boolean => i < 3 === j < 3;
 * const correlations = [0, 1, 2, 3, 4, 5].map((i) => [0, 1, 2, 3, 4, 5].map((j) => (i === j ? 1 : sameHalf(i, j) ? 0.5 : 0.1)));
 * const { loadings, fit } = factorAnalysis({ correlations, n: 200 }, { factors: 2, method: "ml" });
 * console.log([...(loadings[0] ?? []), ...(loadings[5] ?? [])].map((loading) => loading.toFixed(2)).join(" ")); // 0.70 0.07 0.07 0.70
 * console.log(fit.degreesOfFreedom); // 4
 * ```
 */
export function factorAnalysis(answers: ItemData, options: FactorAnalysisOptions): FactorAnalysis {
  const read = readItems(answers, options, { least: 3 });
  const { method = "minres", rotation = "varimax", normalize = true, power = 4, scale, reversed = [] } = options ?? {};
  requireOneOf(method, "options.method", ["minres", "ml"]);
  requireOneOf(rotation, "options.rotation", ["none", "varimax", "promax"]);
  requireFlag(normalize, "options.normalize");
  requireNumber(power, "options.power", { min: 1, openMin: true, max: 20 });
  const { items, n } = read;
  const factors = requireFactors(options?.factors, items.length);
  const correlations = requireCorrelations(read);
  if (method === "ml") requireCorrelationFactor(correlations, items);
  const extraction = extractFactors(correlations, factors, method);
  const { loadings, variances, correlations: phi } = rotate(extraction.loadings, { rotation, normalize, power });
  const structure = phi === null ? loadings : multiply(loadings, phi);
  const reproduced = multiply(structure, transpose(loadings));
  return {
    items,
    factors: explainedBy(variances, items.length),
    loadings,
    communalities: reproduced.map((row, i) => row[i]!),
    uniquenesses: extraction.uniquenesses,
    factorCorrelations: phi,
    method,
    rotation,
    fit: fitOf({ objective: extraction.objective, correlations, reproduced, factors, n: method === "ml" ? n : null }),
    heywood: extraction.heywood.map((i) => items[i]!),
    scoreWeights: scoreWeightsOf({ correlations, loadings, structure, uniquenesses: extraction.uniquenesses }),
    means: read.answers?.means ?? null,
    standardDeviations: read.covariance.map((row, i) => Math.sqrt(row[i]!)),
    scale: scale ?? null,
    reversed,
    n,
    missing: read.missing,
    converged: extraction.converged,
    iterations: extraction.iterations,
    warnings: extractionWarnings(extraction, items),
  };
}

function degreesOfFreedomOf(items: number, factors: number): number {
  return ((items - factors) ** 2 - (items + factors)) / 2;
}

function requireFactors(factors: number | undefined, items: number): number {
  let most = 1;
  while (degreesOfFreedomOf(items, most + 1) >= 0 && most + 1 < items) most++;
  return requireNumber(factors, "options.factors", {
    integer: true,
    min: 1,
    max: most,
    advice: `${items} items determine at most ${most} factor${most === 1 ? "" : "s"}; parallelAnalysis says how many to take.`,
  });
}

function rotate(
  loadings: readonly (readonly number[])[],
  {
    rotation,
    normalize,
    power,
  }: { readonly rotation: FactorRotation; readonly normalize: boolean; readonly power: number },
): OrderedFactors {
  if (rotation === "none" || loadings[0]!.length === 1) return orderFactors(loadings);
  const simple = varimax(loadings, normalize);
  if (rotation === "varimax") return orderFactors(simple);
  const oblique = promax(simple, power);
  if (oblique !== null) return orderFactors(oblique.loadings, oblique.correlations);
  throw new InputError({
    code: "singular",
    path: "options.factors",
    expected: "factors that do not depend on each other, for promax",
    received: loadings[0]!.length,
    advice: "Take fewer factors, or varimax.",
  });
}

function fitOf(solution: {
  readonly objective: number;
  readonly correlations: readonly (readonly number[])[];
  readonly reproduced: readonly (readonly number[])[];
  readonly factors: number;
  /** `null` where there is no test. */
  readonly n: number | null;
}): FactorFit {
  const { objective, correlations, reproduced, factors, n } = solution;
  const size = correlations.length;
  const degreesOfFreedom = degreesOfFreedomOf(size, factors);
  const squares = correlations.reduce(
    (sum, row, i) => sum + row.reduce((part, r, j) => part + (i === j ? 0 : (r - reproduced[i]![j]!) ** 2), 0),
    0,
  );
  const tested = n !== null && degreesOfFreedom > 0;
  const weight = tested ? n - 1 - (2 * size + 5) / 6 - (2 * factors) / 3 : 0;
  const chiSquare = weight > 0 ? weight * objective : null;
  return {
    objective,
    degreesOfFreedom,
    chiSquare,
    pValue: chiSquare === null ? null : chiSquareSurvival(chiSquare, degreesOfFreedom),
    rmsr: Math.sqrt(squares / (size * (size - 1))),
    rmsea: tested ? Math.sqrt(Math.max(0, objective / degreesOfFreedom - 1 / (n - 1))) : null,
  };
}
