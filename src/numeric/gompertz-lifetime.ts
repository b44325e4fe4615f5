import { betaReciprocalMean } from "./gauss-hypergeometric.ts";
import { gaussLegendre16 } from "./quadrature.ts";

/** Widest panel in ln(c + v): beyond, the nearest singularity at -c shows. */
const panelWidth = 3;

/** Widest panel in b v: the other singularities come every 2 pi, away from the axis. */
const turn = 4;

/** By how many e-folds a factor may fall within a panel. */
const panelFall = 12;

/** Shortest panel end beyond `from`, as a share: keeps a march going whatever the parameters. */
const leastStep = 1e-12;

/**
 * The lifetimes of a gamma-Gompertz population have survival function S(t) = (beta / (beta + e^(bt) - 1))^s. This is their exponent,
 * ln((beta + e^(bt) - 1) / beta) = -ln S / s, without overflow.
 *
 * Domain: b, beta > 0; t >= 0, may be Infinity.
 */
export function gompertzExponent(b: number, beta: number, t: number): number {
  const x = b * t;
  const ratio = Math.expm1(x) / beta;
  if (ratio < 1e300) return Math.log1p(ratio);
  return x + Math.log1p((beta - 1) * Math.exp(-x)) - Math.log(beta);
}

/** The time at which the exponent, {@link gompertzExponent}, is `exponent`. */
export function gompertzAge(b: number, beta: number, exponent: number): number {
  const grown = beta * Math.expm1(exponent);
  return (grown < 1e300 ? Math.log1p(grown) : exponent + Math.log(beta)) / b;
}

/** The beta of those who are alive at t: what is left of their lifetimes has the same b and s, and 1 + (beta - 1) e^(-bt). */
export function agedBeta(b: number, beta: number, t: number): number {
  const x = b * t;
  return beta * Math.exp(-x) - Math.expm1(-x);
}

/** Distance from 0 to where beta + e^(bv) - 1 vanishes on the negative axis, no more than 1 / b. */
export function gompertzReach(b: number, beta: number): number {
  return beta < 1 ? Math.min(-Math.log1p(-beta), 1) / b : 1 / b;
}

/**
 * Where a Gauss-Legendre panel in ln(c + v) that starts at `from` may end, for an integrand made of S, of its density, and of factors
 * that fall by `rate` per unit at most: no singularity nearby, no factor falling by more than e^-12.
 */
export function gompertzPanelEnd(
  from: number,
  c: number,
  b: number,
  s: number,
  beta: number,
  rate: number,
  end: number,
): number {
  let to = Math.min(end, from + (c + from) * Math.expm1(panelWidth), from + panelFall / rate);
  // Where e^(bv) has outgrown beta for good, S is an exponential function to the last digit.
  if (b * from < Math.log(Math.abs(beta - 1)) + 37) to = Math.min(to, from + turn / b);
  const exponent = gompertzExponent(b, beta, from);
  const fall = gompertzExponent(b, beta, to) - exponent;
  if (s * fall > panelFall) to = Math.min(to, gompertzAge(b, beta, exponent + panelFall / s));
  return Math.max(to, from * (1 + leastStep));
}

/**
 * Integral of e^(-delta u) S(u) over (0, t), S as in {@link gompertzExponent}: the mean (discounted) time within t. Over an endless time
 * 1 / (s b + delta) E[1 / (1 + P (1 - beta) / beta)], P ~ Beta(s, 1 + delta / b) (for beta > 1 beta times E[1 / (1 + Q (beta - 1))],
 * Q = 1 - P), a 2F1 by its continued fraction; over a finite one by Gauss-Legendre panels in ln(c + u). Relative error below 1e-13.
 *
 * Domain: b, s, beta > 0; t, delta >= 0; t may be Infinity. The result may be too large for a double: Infinity.
 */
export function gompertzTime(b: number, s: number, beta: number, t: number, delta: number): number {
  if (t === Infinity) return endlessTime(b, s, beta, delta);
  const c = gompertzReach(b, beta);
  const { nodes, weights } = gaussLegendre16;
  let sum = 0;
  for (let from = 0; from < t; ) {
    const to = gompertzPanelEnd(from, c, b, s, beta, delta, t);
    const start = c + from;
    const half = 0.5 * Math.log1p((to - from) / start);
    for (let i = 0; i < nodes.length; i++) {
      const step = start * Math.expm1(half * (1 + nodes[i]!));
      const v = from + step;
      sum += half * weights[i]! * (start + step) * Math.exp(-delta * v - s * gompertzExponent(b, beta, v));
    }
    if (Math.exp(-delta * to - s * gompertzExponent(b, beta, to)) * (t - to) < 1e-17 * sum) break;
    from = to;
  }
  return sum;
}

function endlessTime(givenB: number, s: number, givenBeta: number, delta: number): number {
  // Where discounting ends everything long before b matters, b may as well be larger, with beta / b as it is.
  const b = Math.max(givenB, 1e-14 * delta);
  const beta = b === givenB ? givenBeta : givenBeta * (b / givenB);
  const scale = 1 / (s * b + delta);
  return beta < 1
    ? scale * betaReciprocalMean(s, 1 + delta / b, (1 - beta) / beta)
    : scale * beta * betaReciprocalMean(1 + delta / b, s, beta - 1);
}
