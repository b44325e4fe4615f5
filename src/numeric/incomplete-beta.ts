import { digamma, logGammaDifference, logGammaOnePlus, stirlingRemainder, trigamma } from "./gamma-functions.ts";
import { expm1Minus, log1pMinus } from "./linear-remainders.ts";
import { gaussLegendre32 } from "./quadrature.ts";
import { roughNormalQuantile, tailRoot } from "./tail-root.ts";

/** Where both shapes reach this, the integral is done by quadrature, which costs the same for all shapes. */
const large = 200;

/** I_x(a, b), the chance that a Beta(a, b) variable is at most x; for 0 <= x <= 1, a, b > 0. Error as {@link betaTail}. */
export function regularizedBeta(x: number, a: number, b: number): number {
  return betaTail(x, 1 - x, a, b);
}

/** 1 - I_x(a, b), the upper tail. Error as {@link betaTail}. */
export function regularizedBetaComplement(x: number, a: number, b: number): number {
  return betaTail(1 - x, x, b, a);
}

/**
 * I_x(a, b) with y = 1 - x given apart, for x or y too small to be seen in the other. Relative error below 1e-12, also where I is
 * tiny, for a, b up to 1e7 (beyond, the rounding of x and y alone moves I by 1e-16 sqrt(a + b)).
 *
 * By the power series for a shape below 1 near its end, by Gauss-Legendre quadrature in the log-odds for two large shapes, else by the
 * continued fraction of DiDonato & Morris (1992), each on the side of the mean on which x lies.
 */
export function betaTail(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (a < 1 && x <= 0.5 && b * x <= 1) return seriesTail(x, a, b, false);
  if (b < 1 && y <= 0.5 && a * y <= 1) return seriesTail(y, b, a, true);
  return a * y >= b * x ? sideTail(x, y, a, b) : 1 - sideTail(y, x, b, a);
}

/**
 * The x at which I_x(a, b) = p, for 0 <= p <= 1, a, b > 0; 0 where x is below the smallest double. Relative error below 1e-12 in x.
 * Where x is close to 1, {@link inverseRegularizedBetaLogit} keeps the digits of 1 - x.
 */
export function inverseRegularizedBeta(p: number, a: number, b: number): number {
  return 1 / (1 + Math.exp(-inverseRegularizedBetaLogit(p, a, b)));
}

/**
 * ln(x / (1 - x)) of the x at which I_x(a, b) = p: exact at both ends, ±Infinity at p = 0 and 1. Error below 1e-12, relative where
 * larger than 1.
 */
export function inverseRegularizedBetaLogit(p: number, a: number, b: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  return p <= 0.5 ? lowerLogit(p, a, b) : -lowerLogit(1 - p, b, a);
}

/** The log-odds at which the lower tail is p <= 1/2. */
function lowerLogit(p: number, a: number, b: number): number {
  const logP = Math.log(p);
  // I_x is x^a / (a B) where x is small, and 1 - y^b / (b B) where y is: closed forms for x and y that may be below any double.
  const power = (logP + logShapeBeta(a, b)) / a;
  if (power < -40 && power + Math.log(b + 1) < -40) return power;
  const mirror = (Math.log1p(-p) + logShapeBeta(b, a)) / b;
  if (mirror < -40 && mirror + Math.log(a + 1) < -40) return -mirror;
  const spread = Math.sqrt(trigamma(a) + trigamma(b)) * roughNormalQuantile(logP);
  const start = Math.min(a, b) < 1 ? power : Math.max(power, digamma(a) - digamma(b) + spread);
  return tailRoot(tailAt, frontAt, a, b, logP, Math.min(start, 700));
}

function tailAt(logit: number, a: number, b: number): number {
  return betaTail(1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)), a, b);
}

/** Density of the log-odds. */
function frontAt(logit: number, a: number, b: number): number {
  return betaFront(1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit)), a, b);
}

/** ln(a B(a, b)) = ln Γ(1 + a) + ln Γ(b) - ln Γ(a + b), which tends to 0 with a. */
function logShapeBeta(a: number, b: number): number {
  return logGammaOnePlus(a) - logGammaDifference(b, a);
}

/** I_x(a, b), or 1 - I_x(a, b), by the power series in x, for b x <= 1 or x <= 1/2: either keeps its digits however small a is. */
function seriesTail(x: number, a: number, b: number, complement: boolean): number {
  let term = 1;
  let sum = 0;
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    term *= ((k - b) / k) * x;
    sum += term / (a + k);
  }
  const exponent = a * Math.log(x) - logShapeBeta(a, b);
  const power = Math.exp(exponent);
  return complement ? -Math.expm1(exponent) - power * a * sum : power * (1 + a * sum);
}

/** I_x(a, b) for x up to the mean a / (a + b). */
function sideTail(x: number, y: number, a: number, b: number): number {
  const front = betaFront(x, y, a, b);
  if (front === 0) return 0;
  return front * (Math.min(a, b) >= large ? logitIntegral(x, y, a, b) : fraction(x, y, a, b));
}

/** x^a y^b / B(a, b), from the distance to the mean, so that large a and b do not cost digits. */
function betaFront(x: number, y: number, a: number, b: number): number {
  const total = a + b;
  const gap = a * y - b * x;
  const depth = a * logRatioMinus(-gap / a, x, a, total) + b * logRatioMinus(gap / b, y, b, total);
  const remainder = stirlingRemainder(total) - stirlingRemainder(a) - stirlingRemainder(b);
  return Math.sqrt((a * (b / total)) / (2 * Math.PI)) * Math.exp(depth + remainder);
}

/** ln(share total / part) - u, where u = share total / part - 1 is given. */
function logRatioMinus(u: number, share: number, part: number, total: number): number {
  return Math.abs(u) < 0.5 ? log1pMinus(u) : Math.log(share) - Math.log(part) + Math.log(total) - u;
}

/** I_x(a, b) B(a, b) / (x^a y^b) for x up to the mean, by the continued fraction of DiDonato & Morris, forward (modified Lentz). */
function fraction(x: number, y: number, a: number, b: number): number {
  const gap = 1 + a * y - b * x;
  let c = Infinity;
  let d = (a + 1) / (a * gap);
  let value = d;
  for (let n = 1; n < 10_000; n++) {
    const s = a + 2 * n - 1;
    const w = n * (b - n) * (x / s);
    const alpha = (a + n - 1) * (a + b + n - 1) * w * (x / s);
    const beta = n + w + ((a + n) / (s + 2)) * (gap + n * (1 + y));
    d = 1 / (alpha * d + beta);
    c = beta + alpha / c;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return value;
}

/**
 * The same quotient for large a and b, as an integral over v from 0 to Infinity, the log-odds of x less those of the variable:
 * exp(-gap v - (a + b) K), with K the logarithm of the moment generating function of a centred Bernoulli variable.
 */
function logitIntegral(x: number, y: number, a: number, b: number): number {
  const { nodes, weights } = gaussLegendre32;
  const depth = 42;
  const total = a + b;
  const gap = a * y - b * x;
  const end = (2 * depth) / (gap + Math.sqrt(gap * gap + 2 * depth * total * x * y));
  const half = 0.25 * end;
  const p = Math.min(x, y);
  const sign = x <= y ? -1 : 1;
  let sum = 0;
  for (let k = 0; k < nodes.length; k++) {
    for (let piece = 0; piece < 2; piece++) {
      const v = half * (1 + 2 * piece + nodes[k]!);
      const remainder = log1pMinus(p * Math.expm1(sign * v)) + p * expm1Minus(sign * v);
      sum += weights[k]! * Math.exp(-gap * v - total * remainder);
    }
  }
  return half * sum;
}
