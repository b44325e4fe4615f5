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
