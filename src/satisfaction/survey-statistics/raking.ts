import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { effectiveSize, readWeights, sharesOf } from "../../statistics/weights.ts";
import type { Warning } from "../../types.ts";
import { readCategories } from "./categories.ts";
import type { RakedWeights, RakeWeightsOptions, RakingMargin } from "./rake-weights.ts";

/** From this multiple of the mean weight on a respondent speaks for too many. */
const largeRatio = 5;

/** A variable with the category of each respondent and the shares that are wanted. */
export interface RakingVariable {
  readonly name: string;
  /** Where the targets stand in the call. */
  readonly targetsPath: string;
  readonly categories: readonly string[];
  /** For each respondent the index of the category. */
  readonly codes: Uint32Array;
  /** Shares, of sum 1. */
  readonly targets: readonly number[];
}

/** Checks a variable and its targets; the paths say where they stand in the call. */
export function readRakingVariable(
  name: string,
  { categories, targets }: RakingMargin,
  paths: { readonly categories: string; readonly targets: string },
  respondents?: number,
): RakingVariable {
  const read = readCategories(categories, paths.categories, respondents);
  if (read.codes.length === 0) {
    throw new InputError({ code: "empty", path: paths.categories, expected: "at least one respondent", received: 0 });
  }
  const wanted = requireOptions(targets, paths.targets);
  for (const category of Object.keys(wanted)) {
    requireNumber(wanted[category], `${paths.targets}.${category}`, { min: 0, openMin: true });
    if (!read.names.includes(category)) refuseEmpty(`${paths.targets}.${category}`, category);
  }
  const lost = read.names.find((category) => !Object.hasOwn(wanted, category));
  if (lost !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `${paths.targets}.${lost}`,
      expected: "a target for every category of the respondents",
      received: undefined,
    });
  }
  return {
    name,
    targetsPath: paths.targets,
    categories: read.names,
    codes: read.codes,
    targets: sharesOf(
      read.names.map((category) => wanted[category]!),
      paths.targets,
    ),
  };
}

/** Brings weights to the targets of all variables in turn. */
export function rake(variables: readonly RakingVariable[], options: RakeWeightsOptions | undefined): RakedWeights {
  const { startWeights, total, tolerance = 1e-8, maxSweeps = 200 } = requireOptions(options);
  requireNumber(tolerance, "options.tolerance", { min: 0, openMin: true });
  requireNumber(maxSweeps, "options.maxSweeps", { integer: true, min: 1 });
  const respondents = variables[0]!.codes.length;
  const start = readWeights(startWeights, "options.startWeights", respondents);
  const sum = requireNumber(total ?? respondents, "options.total", { min: 0, openMin: true });
  const weights = start.slice();
  scale(weights, 1);
  let sweeps = 0;
  let largestError = Infinity;
  while (sweeps < maxSweeps && largestError > tolerance) {
    for (const variable of variables) sweep(variable, weights);
    sweeps++;
    largestError = Math.max(...variables.map((variable) => errorOf(variable, weights)));
  }
  const effectiveN = effectiveSize(weights);
  const largestRatio = respondents * weights.reduce((most, weight) => Math.max(most, weight), 0);
  scale(weights, sum);
  return {
    weights,
    converged: largestError <= tolerance,
    sweeps,
    largestError,
    shares: Object.fromEntries(
      variables.map((variable) => {
        const shares = categoryShares(variable, weights);
        return [variable.name, Object.fromEntries(variable.categories.map((name, k) => [name, shares[k]!]))];
      }),
    ),
    effectiveN,
    designEffect: respondents / effectiveN,
    largestRatio,
    warnings: warn(largestError <= tolerance, sweeps, largestError, largestRatio),
  };
}

function refuseEmpty(path: string, category: string): never {
  throw new InputError({
    code: "singular",
    path,
    expected: "a category with at least one respondent of positive weight",
    received: category,
    advice: "Nobody can stand for those customers: merge the category with one like it.",
  });
}

function categoryShares({ codes, targets }: RakingVariable, weights: Float64Array): Float64Array {
  const shares = new Float64Array(targets.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    shares[codes[i]!]! += weights[i]!;
    total += weights[i]!;
  }
  return shares.map((share) => share / total);
}

/** Brings one variable to its targets. */
function sweep(variable: RakingVariable, weights: Float64Array): void {
  const { targets, targetsPath, categories, codes } = variable;
  const factors = categoryShares(variable, weights).map((share, k) => {
    const factor = targets[k]! / share;
    // A category that lost all weight in earlier sweeps cannot come back.
    return Number.isFinite(factor) ? factor : refuseEmpty(`${targetsPath}.${categories[k]}`, categories[k]!);
  });
  for (let i = 0; i < weights.length; i++) weights[i]! *= factors[codes[i]!]!;
  scale(weights, 1);
}

function errorOf(variable: RakingVariable, weights: Float64Array): number {
  return categoryShares(variable, weights).reduce(
    (most, share, k) => Math.max(most, Math.abs(share - variable.targets[k]!)),
    0,
  );
}

/** Makes the weights sum to a total. */
function scale(weights: Float64Array, total: number): void {
  let sum = 0;
  for (const weight of weights) sum += weight;
  for (let i = 0; i < weights.length; i++) weights[i]! *= total / sum;
}

function warn(converged: boolean, sweeps: number, error: number, ratio: number): Warning[] {
  const warnings: Warning[] = [];
  if (!converged) {
    warnings.push({
      code: "not-converged",
      message: `After ${sweeps} sweeps a share is still ${error.toExponential(1)} from its target: the margins contradict each other in this sample. Merge small categories, or leave a variable out.`,
    });
  }
  if (ratio > largeRatio) {
    warnings.push({
      code: "large-weights",
      message: `One respondent counts ${ratio.toFixed(1)} times as much as the mean: merge small categories.`,
    });
  }
  return warnings;
}
