import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column, Warning } from "../../types.ts";
import type { CategoryColumn } from "./categories.ts";
import { type RakingVariable, rake, readRakingVariable } from "./raking.ts";

/** A variable with the category of each respondent and what the population is like. */
export interface RakingMargin {
  /** The category of each respondent: names, or a class column. */
  readonly categories: CategoryColumn;
  /** By category customers or their share in the population, above 0; only ratios count. */
  readonly targets: Readonly<Record<string, number>>;
}

/** Options of {@link rakeWeights}. */
export interface RakeWeightsOptions {
  /**
   * Weights to start from, at least 0: those of the sampling design.
   * @defaultValue all equal
   */
  readonly startWeights?: Column | undefined;
  /**
   * What the weights sum to: the number of respondents, or that of customers.
   * @defaultValue the number of respondents
   */
  readonly total?: number | undefined;
  /**
   * How far a share may be from its target in the end.
   * @defaultValue 1e-8
   */
  readonly tolerance?: number | undefined;
  /**
   * The most rounds over all variables.
   * @defaultValue 200
   */
  readonly maxSweeps?: number | undefined;
}

/** What {@link rakeWeights} returns. */
export interface RakedWeights {
  /** A weight a respondent, of the sum asked for. */
  readonly weights: Float64Array;
  /** Whether every share is as close to its target as was asked. */
  readonly converged: boolean;
  /** Rounds over all variables. */
  readonly sweeps: number;
  /** The largest distance of a share from its target. */
  readonly largestError: number;
  /** By variable and category the share of the weights. */
  readonly shares: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Kish's effective sample size of the weights (有效样本量). */
  readonly effectiveN: number;
  /** n / effectiveN (设计效应). */
  readonly designEffect: number;
  /** The largest weight by the mean weight. */
  readonly largestRatio: number;
  /** `not-converged`; `large-weights` where the largest is above 5 times the mean. */
  readonly warnings: readonly Warning[];
}

/**
 * Weights that give the sample the margins of the population (加权校准, raking, 迭代比例拟合): by age, region and tier, say, where only
 * each of them is known and not how they cross.
 *
 * Iterative proportional fitting: variable by variable each weight is multiplied by target/actual of its category, until all shares are
 * within the tolerance. Of all weights with these margins they are closest to the start (in relative entropy). With one variable it is
 * post-stratification (`postStratify`).
 *
 * @param margins - By variable the categories of the respondents and the targets.
 * @param options - Weights to start from; their sum in the end; when to stop.
 * @returns Weights in the order of the respondents, what they achieve, and what they cost in accuracy.
 * @throws InputError `empty` without variables or respondents; `singular` for a target category in which there is nobody (or nobody of
 * positive weight), or for margins that contradict each other so that weights vanish; `bad-option` for a category without a target;
 * `length-mismatch`, `out-of-range`, `not-finite`.
 * @remarks Source: Deming & Stephan (1940), Annals of Mathematical Statistics 11(4). Twins: R `survey::rake`, `anesrake` (which also
 * cuts large weights off), Python `ipfn`. Standard errors that count raked weights as given are a little too large.
 * @example
 * ```ts
 * import { rakeWeights } from "customer-equity/satisfaction";
 * const { weights, converged } = rakeWeights({
 *   age: { categories: ["young", "young", "old", "old"], targets: { young: 40, old: 60 } },
 *   channel: { categories: ["app", "branch", "app", "branch"], targets: { app: 70, branch: 30 } },
 * });
 * console.log(converged, Array.from(weights, (w) => w.toFixed(2)).join(" ")); // true 1.12 0.48 1.68 0.72
 * ```
 */
export function rakeWeights(
  margins: Readonly<Record<string, RakingMargin>>,
  options?: RakeWeightsOptions,
): RakedWeights {
  const names = Object.keys(requireOptions(margins, "margins"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "margins", expected: "at least one variable", received: margins });
  }
  const variables: RakingVariable[] = [];
  for (const name of names) {
    const path = `margins.${name}`;
    const margin = requireOptions(margins[name], path) as RakingMargin;
    const paths = { categories: `${path}.categories`, targets: `${path}.targets` };
    variables.push(readRakingVariable(name, margin, paths, variables[0]?.codes.length));
  }
  return rake(variables, options);
}
