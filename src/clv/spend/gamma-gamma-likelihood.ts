import { InputError } from "../../errors.ts";
import { digammaDifference, logBeta } from "../../numeric/gamma-functions.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { Column, Warning } from "../../types.ts";
import { type LikelihoodRows, likelihoodRows } from "../history/likelihood-rows.ts";
import type { SpendRows } from "./spend-rows.ts";

/** Rows with at least one purchase and a mean above 0, and warnings that count the others. */
export function spendLikelihoodRows(
  { count, meanSpend, length, single }: SpendRows,
  weight: Column | undefined,
): { rows: LikelihoodRows; warnings: Warning[] } {
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
  const warnings: Warning[] = [];
  if (without > 0) {
    warnings.push({
      code: "without-spend",
      message: `${without} customers have no purchase behind their mean spend: they say nothing about spend and did not enter the fit; they are given the mean of all customers.`,
      count: without,
    });
  }
  if (notPositive > 0) {
    warnings.push({
      code: "non-positive-spend",
      message: `${notPositive} customers whose mean spend is 0 or less did not enter the fit, as the gamma-gamma model is for positive amounts; scores take a mean below 0 as 0.`,
      count: notPositive,
    });
  }
  const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(picked, (i) => column[i]!);
  return {
    rows: likelihoodRows(pick(count), [pick(meanSpend)], weight === undefined ? undefined : pick(weight)),
    warnings,
  };
}

/** Log-likelihood and gradient over distinct rows; what depends on the count alone comes from tables. */
export function gammaGammaLikelihood(rows: LikelihoodRows): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const meanSpend = rows.columns[0]!;
  const total = Float64Array.from(meanSpend, (mean, i) => mean * counts[index[i]!]!);
  const logTotal = total.map(Math.log);
  let sumLogMean = 0;
  for (let i = 0; i < meanSpend.length; i++) sumLogMean += weight[i]! * Math.log(meanSpend[i]!);
  return (natural, gradient) => {
    const p = natural[0]!;
    const q = natural[1]!;
    const gamma = natural[2]!;
    const logGammaRate = Math.log(gamma);
    let value = -sumLogMean;
    let slopeP = 0;
    let slopeQ = 0;
    let slopeGamma = 0;
    for (let k = 0; k < counts.length; k++) {
      const n = counts[k]!;
      const w = countWeights[k]!;
      value -= w * logBeta(p * n, q);
      slopeP += w * n * digammaDifference(p * n, q);
      slopeQ += w * digammaDifference(q, p * n);
    }
    for (let i = 0; i < total.length; i++) {
      const n = counts[index[i]!]!;
      const w = weight[i]!;
      const spent = total[i]!;
      // ln((γ + nm)/γ) and ln((γ + nm)/(nm)): the smaller of the two by log1p, so that neither overflows nor cancels.
      const small = gamma < 1e-3 * spent;
      const least = Math.log1p(small ? gamma / spent : spent / gamma);
      const grown = small ? least + logTotal[i]! - logGammaRate : least;
      const kept = small ? least : least + logGammaRate - logTotal[i]!;
      value -= w * (q * grown + p * n * kept);
      slopeP -= w * n * kept;
      slopeQ -= w * grown;
      slopeGamma += (w * (q * spent - p * n * gamma)) / (gamma + spent);
    }
    gradient[0] = slopeP;
    gradient[1] = slopeQ;
    gradient[2] = slopeGamma / gamma;
    return value;
  };
}
