import type { RandomStream } from "../numeric/random.ts";

/** Log-density (up to a constant) at `point`; writes its gradient into `gradient`. May be -Infinity. */
export type LogDensity = (point: Float64Array, gradient: Float64Array) => number;

/** One chain of {@link noUTurnSampler}. */
export interface SampledChain {
  /** One point a draw. */
  readonly points: readonly Float64Array[];
  /** Trajectories after the warm-up whose energy ran away: the sampler may have missed a part of the density. */
  readonly divergences: number;
  /** Mean chance to accept, after the warm-up. */
  readonly acceptance: number;
  readonly stepSize: number;
}

/** Where a trajectory stands. */
interface State {
  readonly point: Float64Array;
  readonly momentum: Float64Array;
  readonly gradient: Float64Array;
  readonly logDensity: number;
}

/** A part of a trajectory: its ends, a point drawn from it, and its weight. */
interface Tree {
  readonly left: State;
  readonly right: State;
  readonly drawn: State;
  readonly logWeight: number;
  /** Sum of the momenta, which says whether the trajectory turns back. */
  readonly momentumSum: Float64Array;
  readonly turns: boolean;
  readonly diverges: boolean;
  readonly acceptSum: number;
  readonly steps: number;
}

const maxDepth = 8;
const targetAcceptance = 0.8;
/** A fall of the log-density beyond this is no rounding error of the integrator but a loss of it. */
const lostEnergy = 1000;

/**
 * Hamiltonian Monte Carlo without tuning (NUTS with multinomial draws from the trajectory, after Hoffman & Gelman 2014 and Betancourt
 * 2017), with a unit mass matrix: the density should be scaled so that its directions are alike. The step size is found in the warm-up
 * by dual averaging, for a mean acceptance of 0.8.
 */
export function noUTurnSampler(
  density: LogDensity,
  start: ArrayLike<number>,
  stream: RandomStream,
  { draws, warmUp }: { readonly draws: number; readonly warmUp: number },
): SampledChain {
  let state = stateAt(density, Float64Array.from(start));
  let stepSize = 1;
  // Dual averaging of ln step size (Hoffman & Gelman 2014, algorithm 5).
  const mu = Math.log(4 * stepSize);
  let averageGap = 0;
  let logAverageStep = 0;
  const points: Float64Array[] = [];
  let divergences = 0;
  let acceptance = 0;
  for (let round = 0; round < warmUp + draws; round++) {
    const { next, share, diverged } = transition(density, state, stepSize, stream);
    state = next;
    if (round < warmUp) {
      const t = round + 1;
      const weight = 1 / (t + 10);
      averageGap = (1 - weight) * averageGap + weight * (targetAcceptance - share);
      const logStep = mu - (Math.sqrt(t) / 0.05) * averageGap;
      const forget = t ** -0.75;
      logAverageStep = forget * logStep + (1 - forget) * logAverageStep;
      stepSize = Math.exp(round === warmUp - 1 ? logAverageStep : logStep);
    } else {
      points.push(state.point);
      acceptance += share / draws;
      if (diverged) divergences++;
    }
  }
  return { points, divergences, acceptance, stepSize };
}

function stateAt(density: LogDensity, point: Float64Array): State {
  const gradient = new Float64Array(point.length);
  const logDensity = density(point, gradient);
  return { point, momentum: new Float64Array(point.length), gradient, logDensity };
}

function transition(
  density: LogDensity,
  from: State,
  stepSize: number,
  stream: RandomStream,
): { readonly next: State; readonly share: number; readonly diverged: boolean } {
  const momentum = from.point.map(() => stream.normal());
  const start: State = { ...from, momentum };
  const energy = energyOf(start);
  let tree: Tree = leaf(start, 0, 1);
  let drawn = start;
  let [accepted, steps] = [0, 0];
  let diverged = false;
  for (let depth = 0; depth < maxDepth; depth++) {
    const forward = stream.uniform() < 0.5;
    const grown = grow(
      density,
      forward ? tree.right : tree.left,
      forward ? stepSize : -stepSize,
      depth,
      energy,
      stream,
    );
    accepted += grown.acceptSum;
    steps += grown.steps;
    diverged ||= grown.diverges;
    if (grown.turns || grown.diverges) break;
    // The new half is preferred where it weighs more: that moves farther.
    if (Math.log(stream.uniform()) < grown.logWeight - tree.logWeight) drawn = grown.drawn;
    tree = forward ? joined(tree, grown, drawn) : joined(grown, tree, drawn);
    if (tree.turns) break;
  }
  return { next: drawn, share: accepted / steps, diverged };
}

/** A trajectory of 2^depth steps from `edge`, away from what is there. */
function grow(
  density: LogDensity,
  edge: State,
  step: number,
  depth: number,
  energy: number,
  stream: RandomStream,
): Tree {
  if (depth === 0) {
    const next = leap(density, edge, step);
    const change = energyOf(next) - energy;
    // A place where the density does not exist is infinitely high.
    const logWeight = Number.isFinite(change) ? -change : -Infinity;
    return leaf(next, logWeight, Math.min(1, Math.exp(logWeight)));
  }
  const near = grow(density, edge, step, depth - 1, energy, stream);
  if (near.turns || near.diverges) return near;
  const far = grow(density, step > 0 ? near.right : near.left, step, depth - 1, energy, stream);
  const logWeight = logSum(near.logWeight, far.logWeight);
  const drawn = Math.log(stream.uniform()) < far.logWeight - logWeight ? far.drawn : near.drawn;
  return step > 0 ? joined(near, far, drawn) : joined(far, near, drawn);
}

function leaf(state: State, logWeight: number, accept: number): Tree {
  return {
    left: state,
    right: state,
    drawn: state,
    logWeight,
    momentumSum: state.momentum,
    turns: false,
    diverges: logWeight < -lostEnergy,
    acceptSum: accept,
    steps: 1,
  };
}

function joined(left: Tree, right: Tree, drawn: State): Tree {
  const momentumSum = left.momentumSum.map((entry, i) => entry + right.momentumSum[i]!);
  return {
    left: left.left,
    right: right.right,
    drawn,
    logWeight: logSum(left.logWeight, right.logWeight),
    momentumSum,
    turns:
      left.turns ||
      right.turns ||
      dot(momentumSum, left.left.momentum) <= 0 ||
      dot(momentumSum, right.right.momentum) <= 0,
    diverges: left.diverges || right.diverges,
    acceptSum: left.acceptSum + right.acceptSum,
    steps: left.steps + right.steps,
  };
}

/** One leapfrog step. */
function leap(density: LogDensity, { point, momentum, gradient }: State, step: number): State {
  const half = momentum.map((entry, i) => entry + 0.5 * step * gradient[i]!);
  const next = stateAt(
    density,
    point.map((entry, i) => entry + step * half[i]!),
  );
  return { ...next, momentum: half.map((entry, i) => entry + 0.5 * step * next.gradient[i]!) };
}

function energyOf({ logDensity, momentum }: State): number {
  return 0.5 * dot(momentum, momentum) - logDensity;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function logSum(a: number, b: number): number {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log1p(Math.exp(-Math.abs(a - b)));
}
