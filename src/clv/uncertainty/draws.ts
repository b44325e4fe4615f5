import { requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Warning } from "../../types.ts";

/** Plausible models (抽样模型), given the data: what `predictionInterval` runs a verb over. */
export interface Draws<M> {
  /** The models, in the order in which they were drawn. */
  readonly models: readonly M[];
  /** How they were drawn. */
  readonly method: "laplace" | "bootstrap" | "posterior" | "joint";
  readonly seed: number;
  readonly warnings: readonly Warning[];
  /** Of bootstrap draws of a fit: what intervals of the kind `"bca"` need. */
  readonly correction?: BootstrapCorrection<M> | undefined;
}

/** Length of the steps of a {@link BootstrapCorrection}, in standard errors. */
export const correctionStep = 0.1;

/** What tells how a prediction's bootstrap distribution is off centre and skewed (偏差校正与加速). */
export interface BootstrapCorrection<M> {
  /** The model fitted to all customers. */
  readonly estimate: M;
  /**
   * Models a tenth of a standard error either way of it, one pair for each direction of the space in which it is estimated. Along these
   * directions the influences of the customers on the estimate are uncorrelated, and their squares add up to 1.
   */
  readonly steps: readonly (readonly [below: M, above: M])[];
  /** Sums over customers of products of three of these influences, `third[j][k][l]`. */
  readonly third: readonly (readonly (readonly number[])[])[];
}

/** Options of `laplaceDraws` and `bootstrapDraws`. */
export interface DrawsOptions {
  /**
   * How many models to draw.
   * @defaultValue 500 for `laplaceDraws`, 200 for `bootstrapDraws`
   */
  readonly draws?: number | undefined;
  /** Seed: draw k depends on the seed and k alone. */
  readonly seed: number;
}

/** Checks that a value is a set of draws with at least one model. */
export function requireDraws(draws: Draws<unknown>, path: string): void {
  const { models } = requireOptions(draws, path);
  if (!Array.isArray(models)) {
    throw new InputError({
      code: "bad-option",
      path,
      expected: "draws of models (laplaceDraws, bootstrapDraws, jointDraws)",
      received: draws,
    });
  }
  requireRows(models, `${path}.models`);
}
