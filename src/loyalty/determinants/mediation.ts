import { requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { cholesky, choleskySolve } from "../../numeric/cholesky.ts";
import { quantileOfSorted } from "../../numeric/quantile.ts";
import { bcaShares } from "../../statistics/bca-shares.ts";
import {
  type BootstrapOptions,
  type BootstrapSummary,
  failedDraws,
  requireBootstrap,
  resampled,
} from "../../statistics/bootstrap.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { centre, linearRegression, type RegressionTerm } from "../../statistics/linear-regression.ts";
import { percentileInterval } from "../../statistics/percentile-interval.ts";
import { completeRows, largestAnswer, readAnswers, type SurveyAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn, ParameterInterval, Warning } from "../../types.ts";
import { indirectEffect, type SobelTest } from "./sobel-test.ts";

/** A cause, what it may work through, and an outcome, of the same customers. */
export interface MediationData {
  /** The cause (自变量), such as perceived value; `null` where there is none. */
  readonly cause: Column | NullableColumn;
  /** By mediator (中介变量) a column; in a chain in the order of the chain. At most five. */
  readonly mediators: SurveyAnswers;
  /** The outcome (因变量), such as loyalty. */
  readonly outcome: Column | NullableColumn;
}

/** Options of {@link mediation}. */
export interface MediationOptions extends LevelOptions {
  /**
   * `"serial"`: each mediator may also work on those after it; `"parallel"`: none works on another.
   * @defaultValue "serial"
   */
  readonly structure?: "serial" | "parallel" | undefined;
  /**
   * Percentile and BCa intervals of the effects by resampling customers.
   * @defaultValue none
   */
  readonly bootstrap?: BootstrapOptions | undefined;
}

/** Bootstrap intervals of an effect. */
export interface EffectIntervals {
  /** Quantiles of the draws. */
  readonly percentile: ParameterInterval;
  /** Bias-corrected and accelerated. */
  readonly bca: ParameterInterval;
}

/** One way from cause to outcome. */
export interface IndirectEffect extends SobelTest {
  /** The mediators on the way, in their order. */
  readonly through: readonly string[];
  /** Its bootstrap intervals; `null` without a bootstrap. */
  readonly intervals: EffectIntervals | null;
}

/** What {@link mediation} returns. */
export interface Mediation {
  /** Customers with all values. */
  readonly n: number;
  /** Customers left out because a value is missing. */
  readonly missing: number;
  /** How mediators hang together. */
  readonly structure: "serial" | "parallel";
  /** By mediator, and for the outcome, the regression behind the paths: the constant, `"cause"`, the mediators before it. */
  readonly equations: readonly { readonly of: string; readonly terms: readonly RegressionTerm[] }[];
  /** What one unit of the cause adds to the outcome in all (总效应). */
  readonly total: RegressionTerm;
  /** What is left of it where the mediators are held (直接效应). */
  readonly direct: RegressionTerm;
  /** The ways through mediators, with Sobel's test (间接效应). */
  readonly indirect: readonly IndirectEffect[];
  /** All indirect effects together: the total less the direct effect. */
  readonly totalIndirect: { readonly estimate: number; readonly intervals: EffectIntervals | null };
  /** Indirect by total (中介效应占比); `null` where the interval of the total effect holds 0, so that it is a share of nothing sure. */
  readonly proportionMediated: number | null;
  /** What was resampled; `null` without a bootstrap. */
  readonly bootstrap: BootstrapSummary | null;
  /** `no-bootstrap`, `refits-failed`. */
  readonly warnings: readonly Warning[];
}

const mostMediators = 5;

/**
 * Whether a cause makes customers loyal by way of something else (中介效应分析): value → satisfaction → trust → loyalty.
 *
 * By least squares: each mediator on the cause (in a chain also on the mediators before it), the outcome on the cause and all mediators.
 * The effect of a way is the product of its coefficients; total = direct + Σ indirect, exactly.
 *
 * The ways are read as causes, which no regression can show: mediators must come after the cause in time, and nothing unseen may move both.
 *
 * @param data - Cause, mediators, outcome. Customers with a missing value are left out and counted.
 * @param options - Chain or parallel; seed and number of resamples; level.
 * @returns Paths, total, direct and indirect effects with Sobel's test and, where asked for, bootstrap intervals.
 * @throws InputError `insufficient-data` for too few complete customers, `zero-variance` for a column that does not vary, `singular` where
 * mediators depend on each other, `bad-option` for more than five mediators or one named `cause` or `outcome`; `empty`,
 * `length-mismatch`, `not-finite`, `out-of-range` beyond 1e70.
 * @remarks Sources: Sobel (1982); Hayes, Introduction to Mediation (PROCESS models 4 and 6); Efron (1987) (BCa, acceleration by leaving
 * one out). Twins: Python `pingouin.mediation_analysis` (parallel; its bootstrap interval is the bias-corrected one without acceleration),
 * R `mediation`, `lavaan`.
 * @example
 * ```ts
 * import { mediation } from "customer-equity/loyalty";
 * const { total, direct, indirect } = mediation({
 *   cause: [3, 5, 4, 6, 2, 7, 5, 4],
 *   mediators: { satisfaction: [4, 5, 4, 7, 2, 6, 6, 3] },
 *   outcome: [3, 6, 4, 7, 3, 6, 5, 4],
 * });
 * console.log(total.estimate.toFixed(3), direct.estimate.toFixed(3), indirect[0]?.indirect.toFixed(3)); // 0.833 0.544 0.289
 * ```
 */
export function mediation(data: MediationData, options?: MediationOptions): Mediation {
  const { structure: asked = "serial", bootstrap, level: askedLevel } = requireOptions(options);
  const structure = requireOneOf(asked, "options.structure", ["serial", "parallel"]);
  const level = requireLevel(askedLevel);
  const { names, columns, n, missing } = readData(data);
  const [cause, outcome] = [columns[0]!, columns.at(-1)!];
  const causes = names.slice(0, -1).map((name, j) => ({ name, values: columns[j]! }));
  const regress = (of: number, on: number) =>
    linearRegression(columns[of]!, causes.slice(0, on), { level, path: "data" }).terms;
  const equations = names.slice(1).map((of, j) => ({
    of,
    terms: regress(j + 1, structure === "serial" || j + 2 === names.length ? j + 1 : 1),
  }));
  const ways = waysThrough(names.length - 2, structure);
  const term = (to: number, from: number): RegressionTerm => equations[to - 1]!.terms[from + 1]!;
  const total = linearRegression(outcome, [{ name: "cause", values: cause }], { level, path: "data" }).terms[1]!;
  const direct = term(names.length - 1, 0);
  const draws =
    bootstrap === undefined ? null : resampleEffects(columns, structure, requireBootstrap(bootstrap), level);
  const indirect = ways.map((way, k): IndirectEffect => {
    const stops = [0, ...way, names.length - 1];
    const paths = stops.slice(1).map((to, i) => term(to, stops[i]!));
    return {
      through: way.map((j) => names[j]!),
      ...indirectEffect(paths, level),
      intervals: draws?.intervals[k] ?? null,
    };
  });
  const estimate = indirect.reduce((sum, effect) => sum + effect.indirect, 0);
  const sure = total.estimate !== 0 && total.lower * total.upper > 0;
  return {
    n,
    missing,
    structure,
    equations,
    total,
    direct,
    indirect,
    totalIndirect: { estimate, intervals: draws?.intervals.at(-1) ?? null },
    proportionMediated: sure ? estimate / total.estimate : null,
    bootstrap: draws?.summary ?? null,
    warnings:
      draws === null
        ? [
            {
              code: "no-bootstrap",
              message:
                "Sobel's interval takes a product of estimates for symmetric: give `bootstrap: { seed }` for one that need not be.",
            },
          ]
        : failedDraws(draws.summary, "a column does not vary, or mediators depend on each other"),
  };
}

function readData(data: MediationData) {
  const given = requireOptions(data, "data");
  const scale = { min: -largestAnswer, max: largestAnswer };
  const mediators = readAnswers(given.mediators, "data.mediators", { scale });
  const reserved = mediators.items.find((name) => name === "cause" || name === "outcome");
  if (mediators.items.length > mostMediators || reserved !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: "data.mediators",
      expected: `at most ${mostMediators} mediators, none named cause or outcome`,
      received: reserved ?? mediators.items.length,
    });
  }
  const ends = readAnswers({ cause: given.cause, outcome: given.outcome }, "data", { scale });
  if (ends.respondents !== mediators.respondents) {
    throw new InputError({
      code: "length-mismatch",
      path: "data.mediators",
      expected: `${ends.respondents} entries, as in the cause`,
      received: mediators.respondents,
    });
  }
  const { respondents } = ends;
  const columns = completeRows({
    columns: [ends.columns[0]!, ...mediators.columns, ends.columns[1]!],
    respondents,
  }).columns;
  const n = columns[0]!.length;
  const names = ["cause", ...mediators.items, "outcome"];
  if (n <= names.length) {
    throw new InputError({
      code: "insufficient-data",
      path: "data",
      expected: `more than ${names.length} customers with all values`,
      received: n,
    });
  }
  // In its place: that the outcome varies is not asked by the regressions.
  centre(columns.at(-1)!, "data.outcome");
  return { names, columns, n, missing: respondents - n };
}

/** The ways through mediators 1 to `count`: each subset in its order, shortest first; or each mediator alone. */
function waysThrough(count: number, structure: "serial" | "parallel"): readonly (readonly number[])[] {
  const ways = Array.from({ length: 2 ** count - 1 }, (_, bits) =>
    Array.from({ length: count }, (_, j) => j + 1).filter((j) => ((bits + 1) >> (j - 1)) & 1),
  );
  return ways.filter((way) => structure === "serial" || way.length === 1).sort((a, b) => a.length - b.length);
}

/** Bootstrap intervals of the ways, and of their sum last. */
function resampleEffects(
  columns: readonly Float64Array[],
  structure: "serial" | "parallel",
  { seed, draws }: Pick<BootstrapSummary, "seed" | "draws">,
  level: number,
): { readonly intervals: readonly EffectIntervals[]; readonly summary: BootstrapSummary } {
  const centred = columns.map((column) => centre(column, "data").deviations);
  const n = centred[0]!.length;
  const counts = new Float64Array(n);
  const found = resampled(n, { seed, draws }, (drawn) => {
    counts.fill(0);
    for (const row of drawn) counts[row]!++;
    return effectsFrom(spreads(centred, counts), structure);
  });
  if (found.length < 20) {
    throw new InputError({
      code: "insufficient-data",
      path: "options.bootstrap",
      expected: "at least 20 resamples in which all columns vary and no mediator depends on others",
      received: found.length,
      advice: "There are too few customers to resample: leave `bootstrap` away.",
    });
  }
  const whole = spreads(centred, counts.fill(1));
  const all = effectsFrom(whole, structure);
  // What the spread around the mean loses with a row: n / (n − 1) times the product of its deviations.
  const without = Array.from(counts, (_, row) => {
    const lost = centred.map((column) => column[row]! * Math.sqrt(n / (n - 1)));
    return effectsFrom(
      whole.map((line, j) => line.map((entry, k) => entry - lost[j]! * lost[k]!)),
      structure,
    );
  });
  const intervals = found[0]!.map((_, k): EffectIntervals => {
    const sorted = Float64Array.from(found, (draw) => draw[k]!).sort();
    const left = without.flatMap((effects) => (effects === null ? [] : [effects[k]!]));
    const shares = bcaShares(sorted, all?.[k] ?? quantileOfSorted(sorted, 0.5), accelerationOf(left), level);
    return {
      percentile: percentileInterval(sorted, level),
      bca: { lower: quantileOfSorted(sorted, shares[0]), upper: quantileOfSorted(sorted, shares[1]) },
    };
  });
  return { intervals, summary: { seed, draws, failed: draws - found.length } };
}

/** Sums of products of columns around their means, each row as often as it counts. */
function spreads(columns: readonly Float64Array[], counts: Float64Array): number[][] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const means = columns.map((column) => {
    let sum = 0;
    for (let i = 0; i < counts.length; i++) sum += counts[i]! * column[i]!;
    return sum / total;
  });
  return columns.map((one, j) =>
    columns.slice(0, j + 1).map((other, k) => {
      let sum = 0;
      for (let i = 0; i < counts.length; i++) sum += counts[i]! * one[i]! * other[i]!;
      return sum - total * means[j]! * means[k]!;
    }),
  );
}

/** The effects of the ways and their sum, from the lower triangle of the spreads; `null` where an equation has no solution. */
function effectsFrom(
  spread: readonly (readonly number[])[],
  structure: "serial" | "parallel",
): readonly number[] | null {
  const last = spread.length - 1;
  // On a common scale, so that dependence can be told from small units.
  const units = spread.map((row, j) => Math.sqrt(row[j]!));
  if (!units.every((unit) => unit > 0)) return null;
  const correlation = (j: number, k: number): number =>
    (j >= k ? spread[j]![k]! : spread[k]![j]!) / units[j]! / units[k]!;
  const paths: number[][] = [[]];
  for (let to = 1; to <= last; to++) {
    const size = structure === "serial" || to === last ? to : 1;
    const factor = cholesky(
      Array.from({ length: size }, (_, j) => Array.from({ length: size }, (_, k) => correlation(j, k))),
    );
    if (factor === null || factor.some((row, j) => row[j]! < 1e-6)) return null;
    const right = Array.from({ length: size }, (_, j) => correlation(to, j));
    paths.push(choleskySolve(factor, right).map((path, j) => (path * units[to]!) / units[j]!));
  }
  const effects = waysThrough(last - 1, structure).map((way) => {
    const stops = [0, ...way, last];
    return stops.slice(1).reduce((product, to, i) => product * paths[to]![stops[i]!]!, 1);
  });
  return [...effects, effects.reduce((sum, effect) => sum + effect, 0)];
}

/** Σ d³ / (6 (Σ d²)^(3/2)), d being the mean of what is left without each row, less what is left without this one. */
function accelerationOf(left: readonly number[]): number {
  const mean = left.reduce((sum, value) => sum + value / left.length, 0);
  const largest = left.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  if (!(largest > 1e-12 * Math.abs(mean))) return 0;
  const differences = left.map((value) => (mean - value) / largest);
  const power = (exponent: number): number => differences.reduce((sum, d) => sum + d ** exponent, 0);
  return power(3) / (6 * power(2) ** 1.5);
}
