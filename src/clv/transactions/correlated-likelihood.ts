import {
  correlatedOdds,
  deviation,
  logExponentialMean,
  sarmanovFactor,
} from "../../numeric/correlated-pareto-kernel.ts";
import { digammaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import { correlationDensity } from "./correlation-density.ts";

/**
 * Log-likelihood of Pareto/NBD with correlated rates at (r, alpha, s, beta, m), with gradient, over distinct rows (frequency, recency, age):
 * that of Pareto/NBD with a factor on the survivors' term and one under the integral of those who left.
 */
export function correlatedLikelihood(rows: LikelihoodRows): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const [recency, age] = rows.columns as [Float64Array, Float64Array];
  const odds = new Float64Array(5);
  return (natural, gradient) => {
    const [r, alpha, s, beta, m] = natural as unknown as [number, number, number, number, number];
    const density = correlationDensity({ r, alpha, s, beta, m });
    const { purchase, attrition } = density;
    const slopes = [0, 0, 0, 0, 0];
    let value = 0;
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k]!;
      value += countWeights[k]! * (logGammaDifference(r, x) - x * Math.log(alpha));
      slopes[0]! += countWeights[k]! * digammaDifference(r, x);
    }
    for (let i = 0; i < index.length; i++) {
      const x = counts[index[i]!]!;
      const T = age[i]!;
      const w = weight[i]!;
      const [p, A, B] = [r + x, alpha + T, beta + T];
      const logU = logExponentialMean(purchase, p, A);
      const logV = logExponentialMean(attrition, s, B);
      const [devU, devV] = [deviation(purchase, logU), deviation(attrition, logV)];
      const factor = sarmanovFactor(m, devU, devV);
      const logFactor = Math.log(factor);
      const ended = correlatedOdds(p, s, alpha, beta, recency[i]!, T, density, odds);
      const small = Math.exp(-Math.abs(ended - logFactor));
      const gone = (ended > logFactor ? 1 : small) / (1 + small);
      const grownA = Math.log1p(T / alpha);
      const grownB = Math.log1p(T / beta);
      value += w * (Math.max(logFactor, ended) + Math.log1p(small) - p * grownA - s * grownB);
      // The survivors' factor moves with the means of e^-lambda and e^-mu, theirs and those over all customers.
      const byU = (((1 - gone) * m) / factor) * devV;
      const byV = (((1 - gone) * m) / factor) * devU;
      const [U, V] = [purchase.mean + devU, attrition.mean + devV];
      const slopeU = (U * p * purchase.scale) / (A * (A + purchase.scale)) - purchase.byRate;
      const slopeV = (V * s * attrition.scale) / (B * (B + attrition.scale)) - attrition.byRate;
      slopes[0]! += w * (gone * odds[0]! - grownA + byU * ((U * logU) / p - purchase.byShape));
      slopes[1]! += w * ((r * T - x * alpha) / (alpha * A) + gone * odds[1]! + byU * slopeU);
      slopes[2]! += w * (gone * odds[2]! - grownB + byV * ((V * logV) / s - attrition.byShape));
      slopes[3]! += w * ((s * T) / (beta * B) + gone * odds[3]! + byV * slopeV);
      slopes[4]! += w * (gone * odds[4]! + ((1 - gone) / factor) * devU * devV);
    }
    gradient.set(slopes);
    return value;
  };
}
