import { requireNumber } from "../../checks.ts";
import { type ExponentialSide, exponentialSide, type SarmanovDensity } from "../../numeric/correlated-pareto-kernel.ts";
import type { ParameterDefinition } from "../models.ts";

/** What the correlation of purchases and attrition is a matter of. */
export interface CorrelatedRates {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  readonly m: number;
  /**
   * The rate parameters of the customers whose rates are correlated, where these here are those of a group that buys or leaves at a
   * multiple of them: the correlation is that of the rates apart from the multiples.
   */
  readonly baseline?: { readonly alpha: number; readonly beta: number } | undefined;
}

/** Its name and meaning. */
export const correlationParameter: ParameterDefinition = {
  name: "m",
  meaning:
    "weight of the correlation of purchase and attrition rates; its bounds depend on the other parameters and on the unit of time",
  signed: true,
};

/** Beyond this there is nothing left that numbers could tell. */
const farthest = 1e100;

/** Between which values of m the density is nowhere negative, and how the bounds depend on the two means. */
export interface CorrelationBounds {
  readonly lower: number;
  readonly upper: number;
  /** Derivatives of both by the means of e^-lambda and of e^-mu. */
  readonly lowerBy: readonly [number, number];
  readonly upperBy: readonly [number, number];
}

/**
 * The bounds of m, -1 / max(LA LB, (1 - LA)(1 - LB)) and 1 / max(LA (1 - LB), (1 - LA) LB): 1 + m (u - LA)(v - LB) is linear in u and in v,
 * so that it is not negative on the unit square where it is not at the corners.
 */
export function correlationBounds(purchase: ExponentialSide, attrition: ExponentialSide): CorrelationBounds {
  const [a, restA, b, restB] = [purchase.mean, purchase.rest, attrition.mean, attrition.rest];
  const lower = -Math.min(farthest, 1 / Math.max(a * b, restA * restB));
  const upper = Math.min(farthest, 1 / Math.max(a * restB, restA * b));
  return {
    lower,
    upper,
    lowerBy: a * b >= restA * restB ? [-lower / a, -lower / b] : [lower / restA, lower / restB],
    upperBy: a * restB >= restA * b ? [-upper / a, upper / restB] : [upper / restA, -upper / b],
  };
}

/** The density that correlates the rates of a model. */
export function correlationDensity({ r, alpha, s, beta, m, baseline }: CorrelatedRates): SarmanovDensity {
  return {
    m,
    purchase: exponentialSide(r, alpha, baseline === undefined ? 1 : alpha / baseline.alpha),
    attrition: exponentialSide(s, beta, baseline === undefined ? 1 : beta / baseline.beta),
  };
}

/** Checks m: a number within its bounds. The bounds, too, are subject to rounding. */
export function requireCorrelation(model: CorrelatedRates, path: string): void {
  const { purchase, attrition } = correlationDensity(model);
  const { lower, upper } = correlationBounds(purchase, attrition);
  requireNumber(model.m, `${path}.m`, {
    min: lower * (1 + 1e-9),
    max: upper * (1 + 1e-9),
    advice: `With these parameters m is between ${lower.toPrecision(6)} and ${upper.toPrecision(6)}.`,
  });
}
