import { requireNumber, requireOptions } from "../../checks.ts";
import { normalQuantile, normalSurvival } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";

/** Two paths in a row, estimated apart: cause → mediator (a) and mediator → outcome (b). */
export interface TwoPaths {
  /** Coefficient of the first path. */
  readonly a: number;
  /** Its standard error. */
  readonly standardErrorA: number;
  /** Coefficient of the second path. */
  readonly b: number;
  /** Its standard error. */
  readonly standardErrorB: number;
}

/** An indirect effect by the delta method. */
export interface SobelTest {
  /** The product of the paths. */
  readonly indirect: number;
  /** √(b² s_a² + a² s_b²). */
  readonly standardError: number;
  /** Indirect effect by standard error; `null` where that is 0. */
  readonly z: number | null;
  /** Its two-sided p-value; `null` likewise. */
  readonly pValue: number | null;
  /** Lower end of the symmetric interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/**
 * Whether a cause works through a mediator (Sobel 检验), from published coefficients and standard errors of two paths.
 *
 * indirect = a · b, SE = √(b² s_a² + a² s_b²), z = indirect / SE.
 *
 * @param paths - Coefficients and standard errors.
 * @param options - Level.
 * @returns The indirect effect with its test.
 * @throws InputError `out-of-range` for a standard error below 0 or a number beyond 1e70, `not-finite`.
 * @remarks Source: Sobel (1982), Sociological Methodology 13. The product of two estimates is skewed: where the data are there, take the
 * bootstrap interval of `mediation`. Twin: R `bda::mediation.test`.
 * @example
 * ```ts
 * import { sobelTest } from "customer-equity/loyalty";
 * const { indirect, z } = sobelTest({ a: 0.6, standardErrorA: 0.08, b: 0.45, standardErrorB: 0.07 });
 * console.log(indirect.toFixed(2), z?.toFixed(4)); // 0.27 4.8809
 * ```
 */
export function sobelTest(paths: TwoPaths, options?: LevelOptions): SobelTest {
  const { a, b, standardErrorA, standardErrorB } = requireOptions(paths, "paths");
  const coefficient = { min: -1e70, max: 1e70 };
  const error = { min: 0, max: 1e70 };
  return indirectEffect(
    [
      {
        estimate: requireNumber(a, "paths.a", coefficient),
        standardError: requireNumber(standardErrorA, "paths.standardErrorA", error),
      },
      {
        estimate: requireNumber(b, "paths.b", coefficient),
        standardError: requireNumber(standardErrorB, "paths.standardErrorB", error),
      },
    ],
    requireLevel(requireOptions(options).level),
  );
}

/** The product of paths that were estimated apart, and its standard error: each path's own times the product of the others. */
export function indirectEffect(
  paths: readonly { readonly estimate: number; readonly standardError: number }[],
  level: number,
): SobelTest {
  const product = (without: number): number =>
    paths.reduce((all, { estimate }, i) => (i === without ? all : all * estimate), 1);
  const indirect = product(-1);
  const standardError = Math.hypot(...paths.map((path, i) => path.standardError * product(i)));
  const z = standardError > 0 ? indirect / standardError : null;
  const reach = normalQuantile(0.5 + level / 2) * standardError;
  return {
    indirect,
    standardError,
    z,
    pValue: z === null ? null : 2 * normalSurvival(Math.abs(z)),
    lower: indirect - reach,
    upper: indirect + reach,
  };
}
