import { digammaDifference, logGammaDifference, trigammaDifference } from "../../numeric/gamma-functions.ts";
import { squareMatrix } from "../../numeric/minimize.ts";
import { paretoOddsGradient, paretoOddsHessian } from "../../numeric/pareto-kernel-derivatives.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";

/**
 * Log-likelihood of Pareto/NBD over distinct rows (frequency, recency, age) with its first and second derivatives: the survivors' term, and
 * the kernel of those who left, each with the derivatives of its logarithm, weighted by their shares.
 */
export function paretoNbdLikelihood(rows: LikelihoodRows): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const [recency, age] = rows.columns as [Float64Array, Float64Array];
  const slopes = new Float64Array(5);
  const bends = squareMatrix(4);
  const logLikelihood: LogLikelihood = (natural, gradient, hessian) => {
    const r = natural[0]!;
    const alpha = natural[1]!;
    const s = natural[2]!;
    const beta = natural[3]!;
    let value = 0;
    gradient.fill(0);
    for (let i = 0; hessian !== undefined && i < 4; i++) hessian[i]!.fill(0);
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k]!;
      value += countWeights[k]! * (logGammaDifference(r, x) - x * Math.log(alpha));
      gradient[0]! += countWeights[k]! * digammaDifference(r, x);
      if (hessian !== undefined) hessian[0]![0]! += countWeights[k]! * trigammaDifference(r, x);
    }
    for (let i = 0; i < index.length; i++) {
      const x = counts[index[i]!]!;
      const T = age[i]!;
      const t = recency[i]!;
      const w = weight[i]!;
      const p = r + x;
      const odds =
        hessian === undefined
          ? paretoOddsGradient(p, s, alpha, beta, t, T, slopes)
          : paretoOddsHessian(p, s, alpha, beta, t, T, slopes, bends);
      const small = Math.exp(-Math.abs(odds));
      const gone = (odds > 0 ? 1 : small) / (1 + small);
      const grownA = Math.log1p(T / alpha);
      const grownB = Math.log1p(T / beta);
      // Of those who are gone what counts is the time until the last purchase: the rest would cancel, and may be huge.
      const known =
        odds > 0 ? slopes[4]! - p * Math.log1p(t / alpha) - s * Math.log1p(t / beta) : -p * grownA - s * grownB;
      value += w * (known + Math.log1p(small));
      const leftA = alpha / (alpha + T);
      const leftB = beta / (beta + T);
      const shareA = T / (alpha + T);
      const shareB = T / (beta + T);
      gradient[0]! += w * (gone * slopes[0]! - grownA);
      gradient[1]! += w * ((r * shareA - x * leftA) / alpha + gone * slopes[2]!);
      gradient[2]! += w * (gone * slopes[1]! - grownB);
      gradient[3]! += w * ((s * shareB) / beta + gone * slopes[3]!);
      if (hessian === undefined) continue;
      const spread = small / ((1 + small) * (1 + small));
      for (let j = 0; j < 4; j++) {
        for (let l = 0; l <= j; l++) {
          bends[j]![l] = w * (gone * bends[j]![l]! + spread * slopes[j]! * slopes[l]!);
        }
      }
      const byR = hessian[0]!;
      const byAlpha = hessian[1]!;
      const byS = hessian[2]!;
      const byBeta = hessian[3]!;
      byR[0]! += bends[0]![0]!;
      byAlpha[0]! += bends[2]![0]! + (w * shareA) / alpha;
      byAlpha[1]! += bends[2]![2]! - (w * (r * shareA * (1 + leftA) - x * leftA * leftA)) / (alpha * alpha);
      byS[0]! += bends[1]![0]!;
      byS[1]! += bends[2]![1]!;
      byS[2]! += bends[1]![1]!;
      byBeta[0]! += bends[3]![0]!;
      byBeta[1]! += bends[3]![2]!;
      byBeta[2]! += bends[3]![1]! + (w * shareB) / beta;
      byBeta[3]! += bends[3]![3]! - (w * s * shareB * (1 + leftB)) / (beta * beta);
    }
    for (let i = 0; hessian !== undefined && i < 4; i++) for (let j = 0; j < i; j++) hessian[j]![i] = hessian[i]![j]!;
    return value;
  };
  return Object.assign(logLikelihood, { curved: true } as const);
}
