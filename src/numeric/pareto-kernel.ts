import { expEach } from "./exponential.ts";
import { betaReciprocalMean } from "./gauss-hypergeometric.ts";
import { log1pEach } from "./logarithms.ts";
import { gaussLegendre8, gaussLegendre12, gaussLegendre16, type QuadratureRule } from "./quadrature.ts";

/** Below this difference of the two tails' logarithms their subtraction would lose digits. */
const closeTails = 0.1;

/** Beyond this a tail's 2F1 loses digits. */
const largePowers = 1e6;

/** Widest panel in y = ln(c + u): the integrand's nearest singularity lies pi away from the axis. */
const panelWidth = 2.5;

/**
 * ln of K = integral of (A + u)^-p (B + u)^-(q + 1) over (t0, t1): the one hard piece of the Pareto/NBD likelihood (p = r + x, q = s,
 * A = alpha, B = beta). t1 may be Infinity; t0 = t1 gives -Infinity.
 *
 * As the difference of the tails beyond t0 and beyond t1, each a 2F1(1, ...) at a negative argument, where nothing cancels; where the two
 * are close (a short interval), by Gauss-Legendre panels in ln(c + u), c = min(A, B). Error of K below 5e-13 relative, plus the rounding
 * of a logarithm that may be -1e4 (tests/golden/mpmath_kernels.json).
 *
 * Tail: with k = p + q, integral of the same over (t, Infinity) =
 * (A + t)^-(p - 1) (B + t)^-(q + 1) 2F1(1, q + 1; k + 1; -(A - B) / (B + t)) / k, or, the same, where A < B,
 * (A + t)^-p (B + t)^-q 2F1(1, p; k + 1; -(B - A) / (A + t)) / k.
 *
 * Domain: p, q, A, B > 0; 0 <= t0 <= t1, t0 finite.
 */
export function logParetoKernel(p: number, q: number, A: number, B: number, t0: number, t1: number): number {
  return logParetoRelative(p, q, A, B, t0, t1) - p * Math.log(A + t0) - (q + 1) * Math.log(B + t0);
}

/** The same relative to the integrand at t0: all in ratios of times, so that p and A, or q and B, may run to infinity together. */
export function logParetoRelative(p: number, q: number, A: number, B: number, t0: number, t1: number): number {
  if (t0 === t1) return -Infinity;
  const k = p + q;
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const grownB = Math.log1p((t1 - t0) / (B + t0));
  if (k > largePowers && t1 < Infinity) return Math.log(integratePareto(p, q, A + t0, B + t0, t1 - t0, grownA, grownB));
  const powerA = A >= B ? p - 1 : p;
  const factor = tailFactor(p, q, A, B, t0);
  const logTail = Math.log((factor / k) * (Math.max(A, B) + t0));
  if (t1 === Infinity) return logTail;
  const ratio = tailFactor(p, q, A, B, t1) / factor;
  const logRatio = Math.log(ratio) - powerA * grownA - (k - powerA) * grownB;
  if (-logRatio >= closeTails) return logTail + Math.log(-Math.expm1(logRatio));
  return Math.log(integratePareto(p, q, A + t0, B + t0, t1 - t0, grownA, grownB));
}

/** The 2F1 of the tail beyond t. */
function tailFactor(p: number, q: number, A: number, B: number, t: number): number {
  return A >= B ? betaReciprocalMean(q + 1, p, (A - B) / (B + t)) : betaReciprocalMean(p, q + 1, (B - A) / (A + t));
}

/** Room for what is computed at the nodes of a panel. */
const room: readonly Float64Array[] = /* @__PURE__ */ Array.from({ length: 5 }, () => new Float64Array(16));

/** What is looked at in each panel: the mass at its nodes, both logarithms there, and how far both sides still grow, as shares of what they are. */
export type PanelVisitor = (
  count: number,
  mass: Float64Array,
  logA: Float64Array,
  logB: Float64Array,
  restA: Float64Array,
  restB: Float64Array,
) => void;

/**
 * K (A + t0)^p (B + t0)^(q + 1), given both sides at t0, the length t1 - t0 and the logarithms by which the sides grow over it: by panels
 * in y = ln((c + u) / (c + t0)), each of which is shown to `visit`.
 */
export function integratePareto(
  p: number,
  q: number,
  startA: number,
  startB: number,
  length: number,
  grownA: number,
  grownB: number,
  visit?: PanelVisitor,
): number {
  const start = Math.min(startA, startB);
  const end = Math.max(grownA, grownB);
  const near = room[0]!;
  const far = room[1]!;
  const restA = room[2]!;
  const restB = room[3]!;
  const mass = room[4]!;
  const logA = startA <= startB ? near : far;
  const logB = startA <= startB ? far : near;
  let sum = 0;
  // One panel takes what falls off by less than e^-24 in all.
  const fall = p * grownA + (q + 1) * grownB + end;
  const single = fall < 24 && end < 4;
  const { nodes, weights } = ruleFor(fall, end);
  const count = nodes.length;
  for (let from = 0, width = end; from < end; from += width) {
    if (!single) {
      // How fast the integrand falls here; within the panel no more than e^width times as fast.
      const grown = start * Math.exp(from);
      const rate = (p * grown) / (startA - start + grown) + ((q + 1) * grown) / (startB - start + grown);
      width = Math.min(panelWidth, Math.log1p(16 / rate));
    }
    const half = 0.5 * Math.min(width, end - from);
    placeNodes(nodes, from, half, near, mass);
    expEach(mass, count, 1);
    compareSides(count, start, startA, startB, length, restA, restB, mass);
    log1pEach(mass, far, count);
    fallOff(count, p, q + 1, near, logA, logB, mass);
    expEach(mass, count, 0);
    const added = weigh(weights, half * start, mass);
    sum += added;
    visit?.(count, mass, logA, logB, restA, restB);
    if (added < 1e-17 * sum) break;
  }
  return sum;
}

/** Nodes enough for an integrand that falls by e^-fall along the logarithms of a panel that is `width` long. */
function ruleFor(fall: number, width: number): QuadratureRule {
  if (fall < 2 && width < 1) return gaussLegendre8;
  return fall < 8 && width < 2 ? gaussLegendre12 : gaussLegendre16;
}

// Its steps, one short loop each: in a long one the engine runs out of registers.

/** y of the nodes, twice. */
function placeNodes(nodes: Float64Array, from: number, half: number, near: Float64Array, again: Float64Array): void {
  for (let i = 0; i < nodes.length; i++) {
    const y = from + half * (1 + nodes[i]!);
    near[i] = y;
    again[i] = y;
  }
}

/** From e^y - 1 how far both sides still grow, as shares of what they are there, and in its place the growth of the farther one. */
function compareSides(
  count: number,
  start: number,
  startA: number,
  startB: number,
  length: number,
  restA: Float64Array,
  restB: Float64Array,
  growth: Float64Array,
): void {
  const inverse = 1 / Math.max(startA, startB);
  for (let i = 0; i < count; i++) {
    const u = start * growth[i]!;
    growth[i] = u * inverse;
    restA[i] = (length - u) / (startA + u);
    restB[i] = (length - u) / (startB + u);
  }
}

/** The logarithm of the integrand by y: du = (c + u) dy, c the nearer side. */
function fallOff(
  count: number,
  powerA: number,
  powerB: number,
  near: Float64Array,
  logA: Float64Array,
  logB: Float64Array,
  logs: Float64Array,
): void {
  for (let i = 0; i < count; i++) logs[i] = near[i]! - powerA * logA[i]! - powerB * logB[i]!;
}

/** Weighs the integrand, and returns its sum. */
function weigh(weights: Float64Array, scale: number, mass: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const m = scale * weights[i]! * mass[i]!;
    mass[i] = m;
    sum += m;
  }
  return sum;
}
