import { logGamma } from "../../numeric/gamma-functions.ts";
import { betaReciprocalMean } from "../../numeric/gauss-hypergeometric.ts";
import { expm1Minus } from "../../numeric/linear-remainders.ts";
import { gaussLegendre16 } from "../../numeric/quadrature.ts";

/** Beyond this many discount lengths a payment no longer shows in the last digit. */
const farAway = 42;

/** Nodes and weights, summing to 1, for means over a standard gamma distribution. */
export interface GammaNodes {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Trapezoid rule in s = ln y for means over y ~ Gamma(shape): density times y is exp(shape s - e^s), analytic for |Im s| < pi/2.
 * Meant for functions that vanish like y at 0 and grow more slowly than a power at infinity.
 */
export function gammaNodes(shape: number): GammaNodes {
  const step = Math.min(0.2, 0.5 / Math.sqrt(shape));
  const nodes: number[] = [];
  const weights: number[] = [];
  const add = (u: number): boolean => {
    // Relative to the peak at s = ln shape, so that a huge shape costs no digits.
    const weight = Math.exp(-shape * expm1Minus(u));
    nodes.push(shape * Math.exp(u));
    weights.push(weight);
    // The function falls like y to the left of the peak: its share is what must no longer show.
    return weight * Math.min(1, Math.exp(u)) > 1e-19 && u > -700;
  };
  add(0);
  for (let k = 1; add(k * step); k++);
  for (let k = 1; add(-k * step); k++);
  // All weights together make Gamma(shape), but for a small shape what was cut off on the left still counts in their sum.
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const scale = shape < 4 ? step * Math.exp(shape * (Math.log(shape) - 1) - logGamma(shape)) : 1 / sum;
  return { nodes: Float64Array.from(nodes), weights: Float64Array.from(weights, (weight) => weight * scale) };
}

/**
 * Discounted purchases from now to infinity of a customer who is alive, buys at a rate lambda = y / beta with y ~ Gamma(shape),
 * drops out after each purchase with chance p ~ Beta(a, b), at the continuous rate delta > 0:
 * E[lambda / (delta + lambda p)] = E[(lambda / delta) 2F1(1, a; a + b; -lambda / delta)].
 */
export function discountedForever(gamma: GammaNodes, beta: number, a: number, b: number, delta: number): number {
  const { nodes, weights } = gamma;
  let sum = 0;
  for (let k = 0; k < nodes.length; k++) {
    const ratio = nodes[k]! / beta / delta;
    sum += weights[k]! * ratio * betaReciprocalMean(a, b, ratio);
  }
  return sum;
}

/**
 * The same over a finite horizon t: integrated by parts, e^(-delta t) H(t) + delta * integral of e^(-delta u) H(u) over (0, t), with
 * H the expected purchases in (0, u] (`bracket` at u / beta). Every term is positive. Gauss-Legendre panels in ln(1 + u / s), at most
 * 1.5 wide, with s the time at which H bends, up to where the discount factor no longer shows; where H has `ripples`, as wide as they ask
 * for until they have faded. Relative error below 1e-10, also in the limits of the parameters (tests/golden/mpmath_bg_discounted.json).
 */
export function discountedWithin(
  bracket: Bending,
  beta: number,
  t: number,
  delta: number,
  ripples: { readonly until: number; readonly width: number } = { until: 0, width: Infinity },
): number {
  const end = Math.min(t, farAway / delta);
  const scale = beta * bracket.bend;
  const top = Math.log1p(end / scale);
  const faded = Math.min(top, ripples.until);
  const widest = Math.min(1.5, (8 * top) / (delta * end));
  const rest = { bracket, beta, scale, delta };
  const sum = overPanels(rest, 0, faded, Math.min(widest, ripples.width)) + overPanels(rest, faded, top, widest);
  return Math.exp(-delta * end) * bracket.at(end / beta) + delta * sum;
}

/** Expected purchases as a function of a scaled time, and the scaled time, at most 1, up to which they are nearly straight. */
interface Bending {
  readonly bend: number;
  at(w: number): number;
}

interface Discounted {
  readonly bracket: Bending;
  readonly beta: number;
  readonly scale: number;
  readonly delta: number;
}

function overPanels({ bracket, beta, scale, delta }: Discounted, from: number, to: number, widest: number): number {
  const panels = Math.ceil((to - from) / widest);
  const width = (to - from) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    for (let k = 0; k < gaussLegendre16.nodes.length; k++) {
      const y = from + width * (panel + 0.5 * (1 + gaussLegendre16.nodes[k]!));
      const u = scale * Math.expm1(y);
      const density = 0.5 * width * gaussLegendre16.weights[k]! * (scale + u);
      sum += density * Math.exp(-delta * u) * bracket.at(u / beta);
    }
  }
  return sum;
}
