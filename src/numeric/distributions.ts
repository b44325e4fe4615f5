/**
 * Distribution functions, upper tails and quantiles. Each tail keeps its own digits: relative error below 1e-12, quantiles likewise
 * (tests/golden/mpmath_distributions.json). Domain: any argument, ±Infinity included, positive finite parameters, 0 <= p <= 1; the
 * quantiles of 0 and 1 are the ends of the support. All p are lower-tail probabilities.
 */
import { erf, erfc, gaussian, scaledErfc } from "./error-function.ts";
import { logBeta } from "./gamma-functions.ts";
import {
  betaTail,
  inverseRegularizedBeta,
  inverseRegularizedBetaLogit,
  regularizedBeta,
  regularizedBetaComplement,
} from "./incomplete-beta.ts";
import { inverseRegularizedGammaP, regularizedGammaP, regularizedGammaQ } from "./incomplete-gamma.ts";
import { roughNormalQuantile } from "./tail-root.ts";

/** Chance that a standard normal variable is at most z. */
export function normalCdf(z: number): number {
  return normalSurvival(-z);
}

/** Chance that a standard normal variable exceeds z. */
export function normalSurvival(z: number): number {
  return z < 0.7 ? 0.5 * erfc(z * Math.SQRT1_2) : 0.5 * gaussian(0.5, z) * scaledErfc(z * Math.SQRT1_2);
}

/**
 * The z that a standard normal variable stays below with chance p: a rational start, then two Halley steps, which cube its error of
 * 5e-4 each; on erf in the middle, on the logarithm of the tail outside. Down to p = 5e-324.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  return p <= 0.5 ? lowerNormalQuantile(p) : -lowerNormalQuantile(1 - p);
}

function lowerNormalQuantile(p: number): number {
  const logP = Math.log(p);
  let z = -roughNormalQuantile(logP);
  for (let round = 0; round < 2; round++) {
    if (p > 0.25) {
      const step = (0.5 * erf(z * Math.SQRT1_2) - (0.5 - p)) * Math.sqrt(2 * Math.PI) * Math.exp(0.5 * z * z);
      z -= step / (1 + 0.5 * z * step);
    } else {
      const scaled = 0.5 * scaledErfc(z * Math.SQRT1_2);
      const hazard = 1 / (Math.sqrt(2 * Math.PI) * scaled);
      const step = (0.5 * z * z + logP - Math.log(scaled)) / hazard;
      z -= step / (1 + 0.5 * (z - hazard) * step);
    }
  }
  return 0 - z;
}

/** Chance that a Student t variable with `df` degrees of freedom is at most t. */
export function studentTCdf(t: number, df: number): number {
  return studentTSurvival(-t, df);
}

/** Chance that a Student t variable with `df` degrees of freedom exceeds t. */
export function studentTSurvival(t: number, df: number): number {
  const root = Math.abs(t) / Math.sqrt(df);
  const a = 0.5 * df;
  // Far out the tail is a power of t, whose base may be below any double.
  const tail =
    root < 1e9
      ? 0.5 * betaTail(1 / (1 + root * root), 1 / (1 + 1 / (root * root)), a, 0.5)
      : 0.5 * Math.exp(-df * (Math.log(Math.abs(t)) - 0.5 * Math.log(df)) - Math.log(a) - logBeta(a, 0.5));
  return t < 0 ? 1 - tail : tail;
}

/** The t that a Student t variable with `df` degrees of freedom stays below with chance p. */
export function studentTQuantile(p: number, df: number): number {
  // 1 + t^2 / df is 1 / Beta(df / 2, 1 / 2).
  const tail = Math.min(p, 1 - p);
  const size = Math.sqrt(df) * Math.exp(-0.5 * inverseRegularizedBetaLogit(2 * tail, 0.5 * df, 0.5));
  return p < 0.5 ? -size : size;
}

/** Chance that a chi-square variable with `df` degrees of freedom is at most x. */
export function chiSquareCdf(x: number, df: number): number {
  return gammaCdf(x, 0.5 * df, 0.5);
}

/** Chance that a chi-square variable with `df` degrees of freedom exceeds x. */
export function chiSquareSurvival(x: number, df: number): number {
  return gammaSurvival(x, 0.5 * df, 0.5);
}

/** The x that a chi-square variable with `df` degrees of freedom stays below with chance p. */
export function chiSquareQuantile(p: number, df: number): number {
  return gammaQuantile(p, 0.5 * df, 0.5);
}

/** Chance that an F variable with `df1` and `df2` degrees of freedom is at most x. */
export function fCdf(x: number, df1: number, df2: number): number {
  return x <= 0 ? 0 : oddsTail((df1 / df2) * x, 0.5 * df1, 0.5 * df2);
}

/** Chance that an F variable with `df1` and `df2` degrees of freedom exceeds x. */
export function fSurvival(x: number, df1: number, df2: number): number {
  return x <= 0 ? 1 : oddsTail(df2 / df1 / x, 0.5 * df2, 0.5 * df1);
}

/** Chance that the odds of a Beta(a, b) variable are at most `odds`. */
function oddsTail(odds: number, a: number, b: number): number {
  return betaTail(1 / (1 + 1 / odds), 1 / (1 + odds), a, b);
}

/** The x that an F variable with `df1` and `df2` degrees of freedom stays below with chance p. */
export function fQuantile(p: number, df1: number, df2: number): number {
  return (df2 / df1) * Math.exp(inverseRegularizedBetaLogit(p, 0.5 * df1, 0.5 * df2));
}

/** Chance that a Beta(a, b) variable is at most x. */
export function betaCdf(x: number, a: number, b: number): number {
  return x >= 1 ? 1 : regularizedBeta(x, a, b);
}

/** Chance that a Beta(a, b) variable exceeds x. */
export function betaSurvival(x: number, a: number, b: number): number {
  return x >= 1 ? 0 : regularizedBetaComplement(x, a, b);
}

/** The x that a Beta(a, b) variable stays below with chance p. */
export function betaQuantile(p: number, a: number, b: number): number {
  return inverseRegularizedBeta(p, a, b);
}

/** Chance that a gamma variable with the given shape and rate (mean shape / rate) is at most x. */
export function gammaCdf(x: number, shape: number, rate: number): number {
  return x <= 0 ? 0 : regularizedGammaP(shape, rate * x);
}

/** Chance that a gamma variable with the given shape and rate exceeds x. */
export function gammaSurvival(x: number, shape: number, rate: number): number {
  return x <= 0 ? 1 : regularizedGammaQ(shape, rate * x);
}

/** The x that a gamma variable with the given shape and rate stays below with chance p. */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  return inverseRegularizedGammaP(shape, p) / rate;
}
