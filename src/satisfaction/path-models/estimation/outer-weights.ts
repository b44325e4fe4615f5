import { InputError } from "../../../errors.ts";
import { cholesky, choleskySolve } from "../../../numeric/cholesky.ts";
import { type BlockPlan, withinBlock } from "./block-plan.ts";
import type { ItemMoments } from "./item-moments.ts";
import type { WeightingScheme } from "./pls-settings.ts";
import { dependent, standardizedRegression } from "./standardized-regression.ts";

/** What the weights hang on besides the items. */
export interface WeightRules {
  readonly scheme: WeightingScheme;
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** Weights that give each block a score of variance 1. */
export interface OuterWeights {
  readonly weights: Float64Array;
  /** Correlations of items with scores, entry `item * blocks + block`: loadings and cross-loadings. */
  readonly itemScores: Float64Array;
  /** Correlations of the scores. */
  readonly scores: readonly (readonly number[])[];
  readonly converged: boolean;
  readonly iterations: number;
}

/** How small a variance counts as none, beside items of variance 1. */
const nothing = 1e-12;

/**
 * The iterations of PLS path modelling (Lohmöller 1989) on the correlations R of the items alone, which give what rows would: the score Y of
 * block j has cor(Y_j, Y_i) = w_j' R_ji w_i, and the proxy Z_j = Σ e_ji Y_i of its neighbours cov(x_h, Z_j) = Σ e_ji (R_i w_i)_h.
 *
 * A block is turned where its loadings disagree with those of `reference`; without one, where they sum to less than 0.
 */
export function outerWeights(
  plan: BlockPlan,
  { correlations }: Pick<ItemMoments, "correlations">,
  rules: WeightRules,
  reference?: ArrayLike<number>,
): OuterWeights {
  const { names, first, items } = plan;
  const blocks = names.length;
  const size = items.length;
  const linked = names.map((_, b) => plan.causes[b]!.length + plan.effects[b]!.length > 0);
  const factors = names.map((_, b) => (plan.formative[b] ? factorOf(plan, correlations, b) : undefined));
  const weights = new Float64Array(size);
  names.forEach((_, b) => {
    weights.fill(1, first[b], first[b + 1]);
    if (scale(plan, correlations, weights, b)) return;
    // Items that cancel each other: the first alone.
    weights.fill(0, first[b], first[b + 1]);
    weights[first[b]!] = 1;
  });
  const itemScores = new Float64Array(size * blocks);
  const before = new Float64Array(size);
  let scores = correlate(plan, correlations, weights, itemScores);
  let converged = false;
  let iterations = 0;
  while (!converged && iterations < rules.maxIterations) {
    iterations++;
    before.set(weights);
    const inner = innerWeights(plan, scores, rules.scheme);
    for (let b = 0; b < blocks; b++) {
      if (!linked[b] || first[b + 1]! - first[b]! === 1) continue;
      const target: number[] = [];
      for (let h = first[b]!; h < first[b + 1]!; h++) {
        let sum = 0;
        for (let i = 0; i < blocks; i++) sum += inner[b]![i]! * itemScores[h * blocks + i]!;
        target.push(sum);
      }
      const factor = factors[b];
      weights.set(factor === undefined ? target : choleskySolve(factor, target), first[b]);
      if (!scale(plan, correlations, weights, b)) refuseUnrelated(names[b]!);
    }
    scores = correlate(plan, correlations, weights, itemScores);
    let change = 0;
    for (let h = 0; h < size; h++) change = Math.max(change, Math.abs(weights[h]! - before[h]!));
    converged = change < rules.tolerance;
  }
  const turns = names.map((_, b) => turnOf(plan, itemScores, b, reference));
  for (let h = 0; h < size; h++) {
    weights[h]! *= turns[plan.blockOf[h]!]!;
    for (let b = 0; b < blocks; b++) itemScores[h * blocks + b]! *= turns[b]!;
  }
  return {
    weights,
    itemScores,
    scores: scores.map((row, j) => row.map((entry, i) => turns[j]! * turns[i]! * entry)),
    converged,
    iterations,
  };
}

/** -1 where a block has to be turned; what agrees and disagrees as much goes by its first item. */
function turnOf(
  { first, names }: BlockPlan,
  itemScores: Float64Array,
  block: number,
  reference: ArrayLike<number> | undefined,
): 1 | -1 {
  let agreement = 0;
  let size = 0;
  for (let h = first[block]!; h < first[block + 1]!; h++) {
    const own = (reference?.[h] ?? 1) * itemScores[h * names.length + block]!;
    agreement += own;
    size += Math.abs(own);
  }
  const decisive = Math.abs(agreement) > 1e-9 * size ? agreement : itemScores[first[block]! * names.length + block]!;
  return decisive < 0 ? -1 : 1;
}

/** Gives the score of a block variance 1; false where it has none. */
function scale({ first, items }: BlockPlan, correlations: Float64Array, weights: Float64Array, block: number): boolean {
  const size = items.length;
  let variance = 0;
  let length = 0;
  for (let h = first[block]!; h < first[block + 1]!; h++) {
    length += weights[h]! ** 2;
    for (let k = first[block]!; k < first[block + 1]!; k++)
      variance += weights[h]! * weights[k]! * correlations[h * size + k]!;
  }
  if (!(length > nothing ** 2 && variance > nothing * length)) return false;
  const unit = 1 / Math.sqrt(variance);
  for (let h = first[block]!; h < first[block + 1]!; h++) weights[h]! *= unit;
  return true;
}

/** Correlations of the scores; those of the items with them go into `itemScores`. */
function correlate(
  { first, items, names }: BlockPlan,
  correlations: Float64Array,
  weights: Float64Array,
  itemScores: Float64Array,
): number[][] {
  const size = items.length;
  const blocks = names.length;
  for (let h = 0; h < size; h++) {
    for (let b = 0; b < blocks; b++) {
      let sum = 0;
      for (let k = first[b]!; k < first[b + 1]!; k++) sum += weights[k]! * correlations[h * size + k]!;
      itemScores[h * blocks + b] = sum;
    }
  }
  const scores = names.map(() => new Array<number>(blocks).fill(1));
  for (let j = 0; j < blocks; j++) {
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let h = first[j]!; h < first[j + 1]!; h++) sum += weights[h]! * itemScores[h * blocks + i]!;
      scores[j]![i] = scores[i]![j] = Math.min(1, Math.max(-1, sum));
    }
  }
  return scores;
}

/** Weights of the neighbours in the proxy of each block. */
function innerWeights(plan: BlockPlan, scores: readonly (readonly number[])[], scheme: WeightingScheme): number[][] {
  const { names, causes, effects } = plan;
  return names.map((_, j) => {
    const row = new Array<number>(names.length).fill(0);
    const weigh = (i: number): void => {
      const correlation = scores[j]![i]!;
      // The sign of what is nothing but rounding is 0.
      row[i] = scheme !== "centroid" ? correlation : Math.abs(correlation) > nothing ? Math.sign(correlation) : 0;
    };
    effects[j]!.forEach(weigh);
    if (scheme !== "path") causes[j]!.forEach(weigh);
    else if (causes[j]!.length > 0) {
      const regression = standardizedRegression(scores, causes[j]!, j);
      if (regression === null) refuseDependent(plan, j);
      causes[j]!.forEach((cause, k) => {
        row[cause] = regression.coefficients[k]!;
      });
    }
    return row;
  });
}

/** The error of an effect whose causes cannot be told apart. */
export function refuseDependent({ names, causes }: BlockPlan, effect: number): never {
  const listed = causes[effect]!.map((cause) => names[cause]).join(", ");
  throw new InputError({
    code: "singular",
    path: `model.blocks.${names[effect]}`,
    expected: `causes that can be told apart (${listed})`,
    received: "scores that depend on each other",
    advice: "Join the causes into one block, or leave one out.",
  });
}

function refuseUnrelated(name: string): never {
  throw new InputError({
    code: "zero-variance",
    path: `model.blocks.${name}`,
    expected: "items that correlate with the blocks linked to it",
    received: "no correlation",
    advice: "Items that are unrelated to all neighbours of their block get no weights: check the links and the items.",
  });
}

/** The Cholesky factor of the correlations within a block of mode B. */
function factorOf(plan: BlockPlan, correlations: Float64Array, block: number): number[][] {
  const factor = cholesky(withinBlock(plan, correlations, block));
  if (factor?.every((row, i) => row[i]! ** 2 > dependent)) return factor;
  throw new InputError({
    code: "singular",
    path: `model.blocks.${plan.names[block]}`,
    expected: "items that do not depend on each other, in a block of mode B",
    received: plan.items.slice(plan.first[block], plan.first[block + 1]).join(", "),
    advice: "Leave out an item that the others determine, or use mode A.",
  });
}
