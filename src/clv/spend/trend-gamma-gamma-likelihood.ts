import { InputError } from "../../errors.ts";
import { digammaDifference, logBeta } from "../../numeric/gamma-functions.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { Warning } from "../../types.ts";
import { purchaseAmounts } from "../history/purchase-amounts.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { withoutSpend } from "./spend-rows.ts";

/** Amounts above 0 of each customer in order of time. */
export interface SpendPath {
  /** Entries `offsets[i]` to `offsets[i + 1]` are those of customer i. */
  readonly offsets: Float64Array;
  /** Time since the purchase before; 0 for the first. */
  readonly gap: Float64Array;
  readonly amount: Float64Array;
  readonly weight: Float64Array;
  /** Sum of the weights. */
  readonly customers: number;
  /** Amounts, each counted with its weight. */
  readonly amounts: number;
}

/** What is less is no amount, and would be lost in the scale of others. */
const leastAmount = 1e-290;

/** The purchases behind a history, as the likelihood reads them. */
export function spendPaths(history: PurchaseHistory): { readonly paths: SpendPath; readonly warnings: Warning[] } {
  const { offsets: from, ago, amount: paid, purchase } = purchaseAmounts(history);
  const offsets: number[] = [0];
  const weight: number[] = [];
  const gap = new Float64Array(paid.length);
  const amount = new Float64Array(paid.length);
  let at = 0;
  let notPositive = 0;
  let without = 0;
  for (let i = 0; i + 1 < from.length; i++) {
    const first = at;
    let before = 0;
    for (let k = from[i]!; k < from[i + 1]!; k++) {
      if (purchase[k] === 0) continue;
      if (!(paid[k]! > leastAmount)) {
        notPositive++;
        continue;
      }
      gap[at] = at === first ? 0 : before - ago[k]!;
      before = ago[k]!;
      amount[at++] = paid[k]!;
    }
    if (at === first) without++;
    else {
      offsets.push(at);
      weight.push(history.weight?.[i] ?? 1);
    }
  }
  if (weight.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.purchases",
      expected: "at least one customer with an amount above 0 behind the mean spend",
      received: 0,
    });
  }
  const warnings: Warning[] = withoutSpend(without);
  if (notPositive > 0) {
    warnings.push({
      code: "non-positive-amounts",
      message: `Purchases with an amount of 0 or less, which did not enter the fit: ${notPositive}. The gamma-gamma model is for positive amounts; scores count them. Leave them out of the log if they are no purchases.`,
      count: notPositive,
    });
  }
  let customers = 0;
  let amounts = 0;
  weight.forEach((w, i) => {
    customers += w;
    amounts += w * (offsets[i + 1]! - offsets[i]!);
  });
  const paths: SpendPath = {
    offsets: Float64Array.from(offsets),
    gap: gap.slice(0, at),
    amount: amount.slice(0, at),
    weight: Float64Array.from(weight),
    customers,
    amounts,
  };
  return { paths, warnings };
}

/** Beyond this ratio 1 is lost beside it. */
const far = 1e17;

/**
 * Log-likelihood and gradient in (p, q, γ, half-life): of each amount z given those before it, whose weights W and weighted sum S make it
 * beta-prime: −ln B(p, a) + p ln(z/(b + z)) + a ln(b/(b + z)) − ln z with a = q + pW and b = γ + S.
 */
export function trendGammaGammaLikelihood({ offsets, gap, amount, weight }: SpendPath): LogLikelihood {
  return (natural, gradient) => {
    const p = natural[0]!;
    const q = natural[1]!;
    const gamma = natural[2]!;
    const decay = Math.LN2 / natural[3]!;
    let value = 0;
    let slopeP = 0;
    let slopeQ = 0;
    let slopeGamma = 0;
    let slopeLogHalfLife = 0;
    const fresh = logBeta(p, q);
    const freshSlopeP = digammaDifference(p, q);
    const freshSlopeA = digammaDifference(q, p);
    for (let i = 0; i < weight.length; i++) {
      const w = weight[i]!;
      // Weights, weighted sum, and how they change with ln half-life.
      let weights = 0;
      let sum = 0;
      let weightsSlope = 0;
      let sumSlope = 0;
      for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
        const z = amount[k]!;
        const first = k === offsets[i];
        if (!first) {
          const age = decay * gap[k]!;
          const kept = Math.exp(-age);
          weightsSlope = kept * (weightsSlope + weights * age);
          sumSlope = kept * (sumSlope + sum * age);
          weights *= kept;
          sum *= kept;
        }
        const a = q + p * weights;
        const b = gamma + sum;
        const grown = z < far * b ? Math.log1p(z / b) : Math.log(z) - Math.log(b);
        const left = b < far * z ? Math.log1p(b / z) : Math.log(b) - Math.log(z);
        value -= w * ((first ? fresh : logBeta(p, a)) + p * left + a * grown + Math.log(z));
        const slopeA = (first ? freshSlopeA : digammaDifference(a, p)) - grown;
        const slopeB = (a * (z / b) - p) / (b + z);
        slopeP += w * ((first ? freshSlopeP : digammaDifference(p, a)) - left + weights * slopeA);
        slopeQ += w * slopeA;
        slopeGamma += w * slopeB;
        slopeLogHalfLife += w * (slopeA * p * weightsSlope + slopeB * sumSlope);
        weights += 1;
        sum += z;
      }
    }
    gradient[0] = slopeP;
    gradient[1] = slopeQ;
    gradient[2] = slopeGamma;
    gradient[3] = slopeLogHalfLife / natural[3]!;
    return value;
  };
}
