import { digamma, logGammaOnePlus, stirlingRemainder, trigamma } from "./gamma-functions.ts";
import { expm1Minus, log1pMinus } from "./linear-remainders.ts";
import { gaussLegendre32 } from "./quadrature.ts";
import { roughNormalQuantile, tailRoot } from "./tail-root.ts";

/** From this shape on the integral is done by quadrature, which costs the same for every shape. */
const large = 200;

/**
 * P(a, x), the chance that a gamma variable with shape a and scale 1 is at most x; for a > 0, x >= 0, `Infinity` included. Relative
 * error below 1e-12, also where P is tiny.
 *
 * By power series up to x = max(a, 1), as 1 - Q beyond; for a >= 200 by Gauss-Legendre quadrature in ln t.
 */
export function regularizedGammaP(a: number, x: number): number {
  if (x <= Math.max(a, 1)) return lowerTail(a, x);
  return 1 - upperTail(a, x);
}

/** Q(a, x) = 1 - P(a, x), the upper tail. Relative error below 1e-12, also where Q is tiny. */
export function regularizedGammaQ(a: number, x: number): number {
  if (x > Math.max(a, 1)) return upperTail(a, x);
  return a < 1 ? smallShapeUpperTail(a, x) : 1 - lowerTail(a, x);
}

/**
 * The x at which P(a, x) = p, for a > 0, 0 <= p <= 1; `Infinity` at p = 1, and 0 where x is below the smallest double. Relative error
 * below 1e-12 (where p is close to 1: as far as the double p determines x).
 */
export function inverseRegularizedGammaP(a: number, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Infinity;
  // P is at most x^a / Γ(1 + a), and equal to it where x is small: never to the right of the root.
  const power = (Math.log(p) + logGammaOnePlus(a)) / a;
  if (power < -40) return Math.exp(power);
  const logQ = Math.log1p(-p);
  const spread =
    a < 1 ? 0 : Math.sqrt(trigamma(a)) * (p <= 0.5 ? roughNormalQuantile(Math.log(p)) : -roughNormalQuantile(logQ));
  const start = a < 1 ? power : Math.max(power, digamma(a) + spread);
  return p <= 0.5
    ? Math.exp(tailRoot(lowerTailAt, densityAt, a, 1, Math.log(p), start))
    : Math.exp(-tailRoot(upperTailAt, densityAt, a, -1, logQ, -start));
}

/** P at x = exp(place). */
function lowerTailAt(place: number, a: number): number {
  return regularizedGammaP(a, Math.exp(place));
}

/** Q at x = exp(-place). */
function upperTailAt(place: number, a: number): number {
  return regularizedGammaQ(a, Math.exp(-place));
}

/** Density of ln x at x = exp(sign place). */
function densityAt(place: number, a: number, sign: number): number {
  return gammaFront(a, Math.exp(sign * place));
}

/** P(a, x) for x <= max(a, 1). */
function lowerTail(a: number, x: number): number {
  if (x === 0) return 0;
  if (a >= large) return gammaFront(a, x) * expFallIntegral(a - x, x, -1);
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return a < 1 ? Math.exp(a * Math.log(x) - logGammaOnePlus(a)) * Math.exp(-x) * (a * sum) : gammaFront(a, x) * sum;
}

/** Q(a, x) for x > max(a, 1). */
function upperTail(a: number, x: number): number {
  if (x === Infinity) return 0;
  const front = gammaFront(a, x);
  if (front === 0) return 0;
  return front * (a >= large ? expFallIntegral(x - a, x, 1) : legendreFraction(a, x));
}

/** Q(a, x) for a < 1 and x <= 1, where 1 - P would lose the digits of a small a: with S the alternating rest of P's series. */
function smallShapeUpperTail(a: number, x: number): number {
  if (x === 0) return 1;
  const exponent = a * Math.log(x) - logGammaOnePlus(a);
  let term = 1;
  let sum = 0;
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    term *= -x / k;
    sum += term / (a + k);
  }
  return -Math.expm1(exponent) - Math.exp(exponent) * a * sum;
}

/** x^a exp(-x) / Γ(a), from the distance of x to a, so that large a do not cost digits. */
function gammaFront(a: number, x: number): number {
  const u = (x - a) / a;
  // ln(x / a) - u, and the factor sqrt(a / 2π) exp(-remainder) is a^a exp(-a) / Γ(a).
  const depth =
    Math.abs(u) < 0.5 ? log1pMinus(u) * a : a * (a < 1 ? Math.log(x) - Math.log(a) : Math.log(x / a)) + (a - x);
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(depth - stirlingRemainder(a));
}

/** Γ(a, x) exp(x) / x^a by Legendre's continued fraction, forward (modified Lentz), for x >= a, x >= 1. */
function legendreFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < 10_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return value;
}

/**
 * Integral over v from 0 to Infinity of exp(-slope v - x (exp(sign v) - 1 - sign v)): what is left of either tail with t = x exp(sign v).
 * For slope >= 0 and x or slope large the integrand is half a bell at the widest.
 */
function expFallIntegral(slope: number, x: number, sign: 1 | -1): number {
  const { nodes, weights } = gaussLegendre32;
  const depth = 42;
  const end = (2 * depth) / (slope + Math.sqrt(slope * slope + 2 * depth * x));
  const half = 0.25 * end;
  let sum = 0;
  for (let k = 0; k < nodes.length; k++) {
    for (let piece = 0; piece < 2; piece++) {
      const v = half * (1 + 2 * piece + nodes[k]!);
      sum += weights[k]! * Math.exp(-slope * v - x * expm1Minus(sign * v));
    }
  }
  return half * sum;
}
