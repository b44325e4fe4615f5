import { gaussLegendre8, gaussLegendre12, gaussLegendre16 } from "./quadrature.ts";

/**
 * One side of Sarmanov's density for two gamma rates: how e^-(scale rate), with rate ~ Gamma(shape, rate parameter) over all customers,
 * is expected to deviate from its mean.
 */
export interface ExponentialSide {
  readonly scale: number;
  /** ln of the mean over all customers: -shape ln(1 + scale / rate parameter). */
  readonly logMean: number;
  readonly mean: number;
  /** 1 - mean, to full precision. */
  readonly rest: number;
  /** Derivatives of the mean by the shape and by the rate parameter. */
  readonly byShape: number;
  readonly byRate: number;
}

/** The side of a rate ~ Gamma(shape, rateParameter). */
export function exponentialSide(shape: number, rateParameter: number, scale: number): ExponentialSide {
  const step = Math.log1p(scale / rateParameter);
  const logMean = -shape * step;
  const mean = Math.exp(logMean);
  return {
    scale,
    logMean,
    mean,
    rest: -Math.expm1(logMean),
    byShape: -mean * step,
    byRate: (mean * (shape / rateParameter) * scale) / (rateParameter + scale),
  };
}

/** ln of the mean of e^-(scale rate) for rate ~ Gamma(shape, rateParameter). */
export function logExponentialMean(side: ExponentialSide, shape: number, rateParameter: number): number {
  return -shape * Math.log1p(side.scale / rateParameter);
}

/** How far a mean, given by its logarithm, is from that over all customers: without cancellation where they are close. */
export function deviation(side: ExponentialSide, logValue: number): number {
  const step = logValue - side.logMean;
  return step <= 1 ? side.mean * Math.expm1(step) : Math.exp(logValue) - side.mean;
}

/** Sarmanov's factor 1 + m (u - mean) (v - mean) at a pair of deviations; never below the rounding of its terms. */
export function sarmanovFactor(m: number, purchase: number, attrition: number): number {
  return Math.max(1e-16, 1 + m * purchase * attrition);
}

/** The density that correlates the two rates. */
export interface SarmanovDensity {
  readonly m: number;
  readonly purchase: ExponentialSide;
  readonly attrition: ExponentialSide;
}

const noGradient: Float64Array = /* @__PURE__ */ new Float64Array(0);

/** Widest panel in y = ln(c + u): the nearest singularity lies pi away from the axis. */
const panelWidth = 2;

/**
 * The Pareto/NBD kernel of customers whose rates are correlated: ln of the integral over (t0, t1) of (A + u)^-p (B + u)^-(q + 1) f(u), where
 * f(u) = 1 + m (U - LA) (V - LB) with U = (1 + a / (A + u))^-p and V = (1 + b / (B + u))^-(q + 1), the means of e^-(a lambda) and e^-(b mu)
 * of a customer who left at u. The integrand is positive for every legal m, so nothing cancels, as it would in the sum of four kernels.
 *
 * By Gauss-Legendre panels in ln(c + u), c = min(A, B). Relative error below 1e-12. t0 = t1 gives -Infinity.
 *
 * Domain: p, q, A, B > 0; 0 <= t0 <= t1 < Infinity.
 */
export function logCorrelatedKernel(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  density: SarmanovDensity,
): number {
  if (t0 === t1) return -Infinity;
  return march(p, q, A, B, t0, t1, density, noGradient) - p * Math.log(A + t0) - (q + 1) * Math.log(B + t0);
}

/**
 * ln of q K (A + t1)^p (B + t1)^q, K the kernel above: the odds of having left, against being there in a population without correlation.
 * Writes the derivatives by r, alpha, s, beta and m (p = r + x, A = alpha, q = s, B = beta), by which the means over all customers change,
 * too, into `gradient`; without room for it (length 0) none.
 */
export function correlatedOdds(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  density: SarmanovDensity,
  gradient: Float64Array = noGradient,
): number {
  if (t0 === t1) {
    gradient.fill(0);
    return -Infinity;
  }
  const logSum = march(p, q, A, B, t0, t1, density, gradient);
  const grownA = Math.log1p((t1 - t0) / (A + t0));
  const grownB = Math.log1p((t1 - t0) / (B + t0));
  if (gradient.length > 0) {
    gradient[0]! += grownA;
    gradient[2]! += grownB + 1 / q;
    gradient[3]! -= 1 / (B + t1);
  }
  return logSum + Math.log(q / (B + t0)) + p * grownA + q * grownB;
}

/** ln of K (A + t0)^p (B + t0)^(q + 1), and its derivatives by r, alpha, s, beta, m in terms of ratios to the ends. */
function march(
  p: number,
  q: number,
  A: number,
  B: number,
  t0: number,
  t1: number,
  { m, purchase, attrition }: SarmanovDensity,
  gradient: Float64Array,
): number {
  const wantsGradient = gradient.length > 0;
  const startA = A + t0;
  const startB = B + t0;
  const start = Math.min(startA, startB);
  const length = t1 - t0;
  const end = Math.log1p(length / start);
  // One panel takes what falls off by less than e^-16 in all; an almost constant integrand needs half the nodes.
  const fall = p * Math.log1p(length / startA) + (q + 1) * Math.log1p(length / startB) + end;
  const single = fall < 16 && end < 3;
  const { nodes, weights } = fall < 0.5 ? gaussLegendre8 : fall < 2.5 ? gaussLegendre12 : gaussLegendre16;
  let sum = 0;
  let sumR = 0;
  let sumAlpha = 0;
  let sumS = 0;
  let sumBeta = 0;
  let sumM = 0;
  for (let from = 0, width = end; from < end; from += width) {
    if (!single) {
      const grown = start * Math.exp(from);
      const rate = (p * grown) / (startA - start + grown) + ((q + 1) * grown) / (startB - start + grown);
      width = Math.min(panelWidth, Math.log1p(12 / rate));
    }
    const half = 0.5 * Math.min(width, end - from);
    let added = 0;
    for (let i = 0; i < nodes.length; i++) {
      const y = from + half * (1 + nodes[i]!);
      const u = start * Math.expm1(y);
      const a = startA + u;
      const b = startB + u;
      const logA = startA === start ? y : Math.log1p(u / startA);
      const logB = startB === start ? y : Math.log1p(u / startB);
      const stepA = Math.log1p(purchase.scale / a);
      const stepB = Math.log1p(attrition.scale / b);
      const logU = -p * stepA;
      const logV = -(q + 1) * stepB;
      const devU = deviation(purchase, logU);
      const devV = deviation(attrition, logV);
      const factor = sarmanovFactor(m, devU, devV);
      const plain = half * weights[i]! * (start + u) * Math.exp(-p * logA - (q + 1) * logB);
      const term = plain * factor;
      added += term;
      if (!wantsGradient) continue;
      const U = purchase.mean + devU;
      const V = attrition.mean + devV;
      const byU = plain * m * devV;
      const byV = plain * m * devU;
      sumR -= term * logA + byU * (U * stepA + purchase.byShape);
      sumAlpha -=
        term * p * ((length - u) / a / (A + t1)) -
        byU * ((U * p * purchase.scale) / (a * (a + purchase.scale)) - purchase.byRate);
      sumS -= term * logB + byV * (V * stepB + attrition.byShape);
      sumBeta -=
        term * (q + 1) * ((length - u) / b / (B + t1)) -
        byV * ((V * (q + 1) * attrition.scale) / (b * (b + attrition.scale)) - attrition.byRate);
      sumM += plain * devU * devV;
    }
    sum += added;
    if (added < 1e-17 * sum) break;
  }
  if (wantsGradient) {
    const scale = sum === 0 ? 0 : 1 / sum;
    gradient[0] = scale * sumR;
    gradient[1] = scale * sumAlpha;
    gradient[2] = scale * sumS;
    gradient[3] = scale * sumBeta;
    gradient[4] = scale * sumM;
  }
  return Math.log(sum);
}
