import { fallingSum } from "./falling-sum.ts";
import { logBetaDifference } from "./gamma-functions.ts";

// The beta-geometric lifetime: at each of the steps 1, 2, ... it may end, with a chance that is Beta(a, b) over the population. It
// lasts beyond step k with probability S_k = B(a, b + k) / B(a, b), and ends at step k with P_k = S_(k-1) a / (a + b + k - 1).

/** Steps up to which a plain recursion is the shortest way. */
const few = 256;

/** ln P_k. Domain: a, b > 0; whole k >= 1. */
export function logBetaStepEnd(a: number, b: number, k: number): number {
  return logBetaDifference(a, b, k - 1) + Math.log(a / (a + b + (k - 1)));
}

/**
 * ln of the sum of P_k (1 + k / scale)^-p over the steps k = from + 1, ..., to: the piece of the PDO likelihood that belongs to those who
 * have left (p = r + x, scale = alpha / tau). -Infinity for from = to. Terms relative to the first, so that nothing underflows, by recursion
 * or as a {@link fallingSum}. Relative error of the sum below 1e-12, plus the rounding of a logarithm that may be -1e4.
 *
 * Domain: p, scale, a, b > 0; whole numbers 0 <= from <= to.
 */
export function logBetaStepSum(p: number, scale: number, a: number, b: number, from: number, to: number): number {
  const steps = to - from;
  if (steps <= 0) return -Infinity;
  const start = b + from;
  const reach = scale + from + 1;
  let sum = 0;
  if (steps <= few) {
    let chance = 1;
    for (let j = 0; j < steps; j++) {
      const term = chance * Math.exp(-p * Math.log1p(j / reach));
      sum += term;
      if (term * (steps - j) < 1e-17 * sum) break;
      chance *= (start + j) / (a + start + j + 1);
    }
  } else {
    sum = fallingSum(
      (j) => Math.exp(logBetaDifference(a + 1, start, j) - p * Math.log1p(j / reach)),
      (j) => (a + 1) / (start + j) + p / (reach + j),
      steps,
    );
  }
  return Math.log(sum) + logBetaStepEnd(a, b, from + 1) - p * Math.log1p((from + 1) / scale);
}
