import { InputError } from "../../errors.ts";
import {
  digammaDifference,
  logBeta,
  stirlingRemainder,
  stirlingRemainderSlope,
  trigamma,
  trigammaDifference,
} from "../../numeric/gamma-functions.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { Column, Warning } from "../../types.ts";
import { type LikelihoodRows, likelihoodRows } from "../history/likelihood-rows.ts";
import { type SpendRows, withoutSpend } from "./spend-rows.ts";

/** What single amounts say beyond their mean: for each number of purchases the weight, and the sum of their log deviations. */
export interface AmountShares {
  readonly counts: Float64Array;
  /** Weight of the customers with so many purchases whose amounts are known one by one. */
  readonly weights: Float64Array;
  /** Sum over them of weight × mean log deviation. */
  readonly logDeviations: Float64Array;
  /** Sum over them of weight × (ln n + (n − 1) ln(nm)): what the density of the amounts has less than that of their mean. */
  readonly lost: number;
  /** Amounts whose density the likelihood is: single ones, and means of those not known one by one. */
  readonly amounts: number;
}

/** Rows with at least one purchase and a mean above 0, and warnings that count the others. */
export function spendLikelihoodRows(
  { count, meanSpend, frequency, length, single }: SpendRows,
  weight: Column | undefined,
  withFrequency = false,
): { rows: LikelihoodRows; picked: readonly number[]; warnings: Warning[] } {
  const picked: number[] = [];
  let without = 0;
  let notPositive = 0;
  for (let i = 0; i < length; i++) {
    if (count[i] === 0) without++;
    else if (!(meanSpend[i]! > 0)) notPositive++;
    else picked.push(i);
  }
  if (picked.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: single ? "customer.meanSpend" : "history.meanSpend",
      expected: "at least one customer with a mean spend above 0, and a purchase behind it",
      received: 0,
    });
  }
  const warnings: Warning[] = withoutSpend(without);
  if (notPositive > 0) {
    warnings.push({
      code: "non-positive-spend",
      message: `Customers whose mean spend is 0 or less, and who did not enter the fit: ${notPositive}. The gamma-gamma model is for positive amounts; scores take a mean below 0 as 0.`,
      count: notPositive,
    });
  }
  const pick = (column: ArrayLike<number>): Float64Array => {
    const part = new Float64Array(picked.length);
    for (let k = 0; k < part.length; k++) part[k] = column[picked[k]!]!;
    return part;
  };
  return {
    rows: likelihoodRows(
      pick(count),
      withFrequency ? [pick(meanSpend), pick(frequency).map(Math.log1p)] : [pick(meanSpend)],
      weight === undefined ? undefined : pick(weight),
    ),
    picked,
    warnings,
  };
}

/** What the picked customers' single amounts say, where they are known, for amounts in `unit`. */
export function amountShares(
  { count, meanSpend, logDeviation }: SpendRows,
  weight: Column | undefined,
  picked: readonly number[],
  unit: number,
): AmountShares {
  if (logDeviation === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.spendLogDeviation",
      expected: "how the single amounts of each customer differ",
      received: undefined,
      advice: "summarizeTransactions gives it for a log with amounts; leave `amounts` away where only means are known.",
    });
  }
  const sums = new Map<number, { weight: number; logDeviation: number }>();
  let lost = 0;
  let amounts = 0;
  for (const i of picked) {
    const n = count[i]!;
    const w = weight?.[i] ?? 1;
    const own = logDeviation[i] ?? null;
    amounts += own === null ? w : w * n;
    if (own === null) continue;
    const sum = sums.get(n) ?? { weight: 0, logDeviation: 0 };
    sums.set(n, sum);
    sum.weight += w;
    // One amount is its own mean.
    sum.logDeviation += n === 1 ? 0 : w * own;
    lost += w * (Math.log(n) + (n - 1) * Math.log(n * (meanSpend[i]! / unit)));
  }
  const counts = Float64Array.from(sums.keys()).sort();
  return {
    counts,
    weights: counts.map((n) => sums.get(n)!.weight),
    logDeviations: counts.map((n) => sums.get(n)!.logDeviation),
    lost,
    amounts,
  };
}

/**
 * Adds to the likelihood of the means what the single amounts say beyond them, so that it is the density of the amounts: given its total, how it splits into
 * n amounts is Dirichlet(p, ..., p) whatever the customer's rate, and so depends on p and the log deviation D alone:
 * ln Γ(pn) − n ln Γ(p) − (p − 1) n (D + ln n), in which Stirling's leading terms have been cancelled by hand.
 */
export function withAmountShares(ofMeans: LogLikelihood, shares: AmountShares): LogLikelihood {
  const { counts, weights, logDeviations, lost } = shares;
  return (natural, gradient) => {
    const p = natural[0]!;
    let value = ofMeans(natural, gradient) - lost;
    let slope = 0;
    for (let k = 0; k < counts.length; k++) {
      const n = counts[k]!;
      const w = weights[k]!;
      const spread = n * logDeviations[k]!;
      const rest = stirlingRemainder(p * n) - n * stirlingRemainder(p);
      value += (1 - p) * spread + w * ((n - 0.5) * Math.log(n) + 0.5 * (n - 1) * (Math.log(p) - logTwoPi) + rest);
      slope += w * (0.5 * ((n - 1) / p) + n * (stirlingRemainderSlope(p * n) - stirlingRemainderSlope(p))) - spread;
    }
    gradient[0]! += slope;
    return value;
  };
}

const logTwoPi = /* @__PURE__ */ Math.log(2 * Math.PI);

/**
 * Log-likelihood and gradient over distinct rows; what depends on the count alone comes from tables. With a second column l of the rows,
 * and a fourth parameter, the rate parameter of a row is γ exp(slope l); without one it has second derivatives.
 */
export function gammaGammaLikelihood(rows: LikelihoodRows): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const meanSpend = rows.columns[0]!;
  const driver = rows.columns[1];
  const total = new Float64Array(meanSpend.length);
  const logTotal = new Float64Array(meanSpend.length);
  let sumLogMean = 0;
  for (let i = 0; i < meanSpend.length; i++) {
    total[i] = meanSpend[i]! * counts[index[i]!]!;
    logTotal[i] = Math.log(total[i]!);
    sumLogMean += weight[i]! * Math.log(meanSpend[i]!);
  }
  const logLikelihood: LogLikelihood = (natural, gradient, hessian) => {
    const p = natural[0]!;
    const q = natural[1]!;
    const baseGamma = natural[2]!;
    const logBaseGamma = Math.log(baseGamma);
    const steepness = driver === undefined ? 0 : natural[3]!;
    let gamma = baseGamma;
    let logGammaRate = logBaseGamma;
    let value = -sumLogMean;
    let slopeP = 0;
    let slopeQ = 0;
    let slopeGamma = 0;
    let slopeSteepness = 0;
    let bendP = 0;
    let bendQ = 0;
    let bendPQ = 0;
    for (let k = 0; k < counts.length; k++) {
      const n = counts[k]!;
      const w = countWeights[k]!;
      value -= w * logBeta(p * n, q);
      slopeP += w * n * digammaDifference(p * n, q);
      slopeQ += w * digammaDifference(q, p * n);
      if (hessian === undefined) continue;
      bendP += w * n * n * trigammaDifference(p * n, q);
      bendQ += w * trigammaDifference(q, p * n);
      bendPQ += w * n * trigamma(p * n + q);
    }
    let bendPGamma = 0;
    let bendQGamma = 0;
    let bendGamma = 0;
    for (let i = 0; i < total.length; i++) {
      const n = counts[index[i]!]!;
      const w = weight[i]!;
      const spent = total[i]!;
      if (driver !== undefined) {
        logGammaRate = logBaseGamma + steepness * driver[i]!;
        gamma = Math.exp(logGammaRate);
      }
      // ln((γ + nm)/γ) and ln((γ + nm)/(nm)): the smaller of the two by log1p, so that neither overflows nor cancels.
      const small = gamma < 1e-3 * spent;
      const least = Math.log1p(small ? gamma / spent : spent / gamma);
      const grown = small ? least + logTotal[i]! - logGammaRate : least;
      const kept = small ? least : least + logGammaRate - logTotal[i]!;
      value -= w * (q * grown + p * n * kept);
      slopeP -= w * n * kept;
      slopeQ -= w * grown;
      const share = w / (gamma + spent);
      const ownSlope = share * (q * spent - p * n * gamma);
      slopeGamma += ownSlope;
      if (driver !== undefined) slopeSteepness += ownSlope * driver[i]!;
      bendPGamma -= n * share * gamma;
      bendQGamma += share * spent;
      bendGamma += share * gamma * (p * n + q) * (gamma / (gamma + spent));
    }
    gradient[0] = slopeP;
    gradient[1] = slopeQ;
    gradient[2] = slopeGamma / baseGamma;
    if (driver !== undefined) gradient[3] = slopeSteepness;
    if (hessian !== undefined) {
      const [byP, byQ, byGamma] = hessian as [Float64Array, Float64Array, Float64Array];
      byP[0] = bendP;
      byP[1] = byQ[0] = bendPQ;
      byP[2] = byGamma[0] = bendPGamma / gamma;
      byQ[1] = bendQ;
      byQ[2] = byGamma[1] = bendQGamma / gamma;
      byGamma[2] = (bendGamma - q * rows.customers) / (gamma * gamma);
    }
    return value;
  };
  return driver === undefined ? Object.assign(logLikelihood, { curved: true } as const) : logLikelihood;
}
