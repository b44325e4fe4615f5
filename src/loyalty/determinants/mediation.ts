import { requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import {
  type BootstrapOptions,
  type BootstrapSummary,
  failedDraws,
  requireBootstrap,
} from "../../statistics/bootstrap.ts";
import { momentsOf } from "../../statistics/correlation-matrix.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { centre, linearRegression, type RegressionTerm } from "../../statistics/linear-regression.ts";
import { requireSpread } from "../../statistics/require-spread.ts";
import { completeRows, largestAnswer, readAnswers, type SurveyAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { type EffectIntervals, resampleEffects, waysThrough } from "./resample-effects.ts";
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
  columns.forEach((column, j) => {
    const path = j === 0 || j === names.length - 1 ? `data.${names[j]}` : `data.mediators.${names[j]}`;
    centre(column, path);
    requireSpread(momentsOf([column]).deviations[0]!, path);
  });
  return { names, columns, n, missing: respondents - n };
}
