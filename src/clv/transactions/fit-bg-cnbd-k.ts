import { requireNumber, requireOptions } from "../../checks.ts";
import { digammaDifference, logBetaDifference, logGamma, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { type BgCnbdKModel, type BgCnbdKParameters, bgCnbdK } from "./bg-cnbd-k.ts";
import { mostRegular, requireGaps } from "./condensed-beta-geometric.ts";
import { type Estimation, fitProcess, type HistoryMoments } from "./estimate-process.ts";
import { betaGeometricEstimation } from "./fit-beta-geometric.ts";
import { type MbgCnbdKModel, mbgCnbdK } from "./mbg-cnbd-k.ts";

/** Options of {@link fitBgCnbdK}. */
export interface FitBgCnbdKOptions extends CovariateOptions<"alpha" | "a" | "b"> {
  /** The regularity, a whole number from 1 to 100; chosen by likelihood among 1 to 12 where absent. */
  readonly k?: number | undefined;
  /**
   * Whether customers may drop out after the very first purchase, too: MBG/CNBD-k.
   * @defaultValue false
   */
  readonly modified?: boolean | undefined;
  /** Where the optimiser starts; the data's own moments where absent. */
  readonly start?: BgCnbdKModel | MbgCnbdKModel | Omit<BgCnbdKParameters, "k" | "timeUnit"> | undefined;
}

/** A fit of (M)BG/CNBD-k, and how well each regularity that was tried fits. */
export interface BgCnbdKFit extends LikelihoodFit<BgCnbdKModel | MbgCnbdKModel> {
  /** The largest log-likelihood at each k that was tried. */
  readonly byRegularity: readonly { readonly k: number; readonly logLikelihood: number }[];
}

/** The regularities that are tried. */
const mostTried = 12;

/** Above this the terms of the phases are scaled down. */
const ceiling = 1e250;

/**
 * Log-likelihood and gradient over distinct rows, but for the gaps, which the parameters do not touch. The k alternatives of a customer
 * who is alive (how many events since the last purchase) are summed by the ratio of neighbours, with the means that the gradient needs.
 */
function condensedLikelihood(rows: LikelihoodRows, zeroDropOut: 0 | 1, k: number): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const [recency, age] = rows.columns as [Float64Array, Float64Array];

  return (natural, gradient) => {
    const r = natural[0]!;
    const alpha = natural[1]!;
    const a = natural[2]!;
    const b = natural[3]!;
    let value = 0;
    let slopeR = 0;
    let slopeAlpha = 0;
    let slopeA = 0;
    let slopeB = 0;
    for (let level = 0; level < counts.length; level++) {
      const events = k * counts[level]!;
      const drops = counts[level]! + zeroDropOut;
      const w = countWeights[level]!;
      value += w * (logGammaDifference(r, events) - events * Math.log(alpha) + logBetaDifference(a, b, drops));
      const sum = digammaDifference(a + b, drops);
      slopeR += w * digammaDifference(r, events);
      slopeA -= w * sum;
      slopeB += w * (digammaDifference(b, drops) - sum);
    }
    for (let i = 0; i < index.length; i++) {
      const x = counts[index[i]!]!;
      const T = age[i]!;
      const w = weight[i]!;
      const shape = r + k * x;
      const drops = x + zeroDropOut;
      const quiet = T - recency[i]!;
      const bought = alpha + recency[i]!;
      const elapsed = quiet / (alpha + T);
      let term = 1;
      let sum = 1;
      let phase = 0;
      let harmonic = 0;
      let harmonics = 0;
      let scale = 0;
      for (let j = 1; j < k; j++) {
        harmonic += 1 / (shape + (j - 1));
        term *= ((shape + (j - 1)) * elapsed) / j;
        sum += term;
        phase += j * term;
        harmonics += harmonic * term;
        if (term > ceiling) {
          sum /= term;
          phase /= term;
          harmonics /= term;
          scale += Math.log(term);
          term = 1;
        }
      }
      const alive = Math.log(sum) + scale;
      const silence = Math.log1p(quiet / bought);
      const odds = drops === 0 ? -Infinity : Math.log(a / (b + (drops - 1))) + shape * silence - alive;
      const small = Math.exp(-Math.abs(odds));
      const dead = (odds > 0 ? 1 : small) / (1 + small);
      const still = (odds > 0 ? small : 1) / (1 + small);
      const grown = Math.log1p(T / alpha);
      value += w * (alive + Math.max(0, odds) + Math.log1p(small) - shape * grown);
      slopeR += w * (dead * silence + (still * harmonics) / sum - grown);
      slopeAlpha +=
        (w * ((r * T) / alpha - k * x - (dead * shape * quiet) / bought - (still * phase) / sum)) / (alpha + T);
      if (drops > 0) {
        slopeA += (w * dead) / a;
        slopeB -= (w * dead) / (b + (drops - 1));
      }
    }
    gradient[0] = slopeR;
    gradient[1] = slopeAlpha;
    gradient[2] = slopeA;
    gradient[3] = slopeB;
    return value;
  };
}

/** How BG/CNBD-k (0) and MBG/CNBD-k (1) are estimated at a given k: as their k = 1, with k events for each purchase. */
export function condensedEstimation(zeroDropOut: 0 | 1, k: number): Estimation {
  const plain = betaGeometricEstimation(zeroDropOut);
  return {
    ...plain,
    likelihood: (rows) => condensedLikelihood(rows, zeroDropOut, k),
    starts: (moments) => plain.starts(inPhases(moments, k)),
    priors: (moments) => plain.priors(inPhases(moments, k)),
  };
}

/** Rates of phases, k of which make a purchase. */
function inPhases(moments: HistoryMoments, k: number): HistoryMoments {
  return { ...moments, meanRate: k * moments.meanRate, activeRate: k * moments.activeRate };
}

/**
 * Fits BG/CNBD-k or MBG/CNBD-k to purchase histories by maximum likelihood (极大似然估计): BG/NBD or MBG/NBD for customers who buy with some
 * regularity k, given or chosen by likelihood: k = 1, 2, … up to 12, until it has fallen twice in a row.
 *
 * ln L = (k−1) Σ ln gap − x ln Γ(k) + ln B(a,b+X)/B(a,b) + ln Γ(r+kx)/Γ(r) + r ln α − (r+kx) ln(α+T) + ln( [X>0] a/(b+X−1)
 * ((α+T)/(α+t_x))^(r+kx) + Σ over j < k of (r+kx)_j ((T−t_x)/(α+T))^j / j! ), X = x, or x + 1 where `modified`. Estimated on distinct
 * rows with weights, with analytic gradients, in the space of {@link fitBgNbd}; the gaps enter as a constant.
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha` e^(−γ'z), `a` and `b` e^(γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - Purchase histories with `logGapSum` (as `summarizeTransactions` makes them); `weight` counts a row as that many customers.
 * @param options - k, the variant, a start of your own.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, the likelihood at each k (`byRegularity`), and the
 * warnings of {@link fitBgNbd}; `very-regular` where the largest k that was tried fits best.
 * @throws InputError `insufficient-data` for a history without `logGapSum` (unless k is 1), `no-repeat-purchases` where nobody bought twice,
 * `out-of-range` for a k that is not a whole number from 1 to 100; `empty`, `not-finite`, `length-mismatch` for a history that is not one.
 * @remarks Source: Reutterer, Platzer & Schröder (2021), Int. J. of Research in Marketing 38(1). Twins: BTYDplus
 * `bgcnbd.EstimateParameters`, `mbgcnbd.EstimateParameters`, which have no standard errors and fail for a large x.
 * @example
 * ```ts
 * import { fitBgCnbdK, mbgCnbdK, simulateCohort } from "customer-equity/clv";
 * const truth = mbgCnbdK({ k: 3, r: 0.8, alpha: 2, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 2000, age: 52, seed: 1 });
 * console.log(fitBgCnbdK(history, { modified: true }).model.k); // 3
 * ```
 */
export function fitBgCnbdK(history: PurchaseHistory, options?: FitBgCnbdKOptions): BgCnbdKFit {
  const { k: given, modified = false, ...rest } = requireOptions(options);
  if (given !== undefined) requireNumber(given, "options.k", { min: 1, max: mostRegular, integer: true });
  requireHistory(history);
  const timeUnit = calendarUnit(history);
  if (given !== 1) requireGaps(history, "history.logGapSum");
  const make: (parameters: BgCnbdKParameters) => BgCnbdKModel | MbgCnbdKModel = modified ? mbgCnbdK : bgCnbdK;
  const tried: LikelihoodFit<BgCnbdKModel | MbgCnbdKModel>[] = [];
  const highest = () => tried.reduce((best, one) => (one.logLikelihood > best.logLikelihood ? one : best));
  for (let k = given ?? 1; k <= (given ?? mostTried); k++) {
    const fit = fitProcess(condensedEstimation(modified ? 1 : 0, k), make, { timeUnit, k }, history, rest);
    tried.push({ ...fit, logLikelihood: fit.logLikelihood + ofGaps(history, k) });
    if (k >= highest().model.k + 2) break;
  }
  const fit = highest();
  const byRegularity = tried.map(({ model, logLikelihood }) => ({ k: model.k, logLikelihood }));
  const limit = given === undefined && fit.model.k === mostTried;
  return { ...fit, warnings: limit ? [...fit.warnings, veryRegular] : fit.warnings, byRegularity };
}

/** What the gaps themselves add to the log-likelihood. */
function ofGaps({ frequency, logGapSum, weight }: PurchaseHistory, k: number): number {
  if (k === 1) return 0;
  const perPurchase = logGamma(k);
  let sum = 0;
  for (let i = 0; i < frequency.length; i++) {
    if (frequency[i] === 0) continue;
    sum += (weight?.[i] ?? 1) * ((k - 1) * logGapSum![i]! - frequency[i]! * perPurchase);
  }
  return sum;
}

const veryRegular: Warning = {
  code: "very-regular",
  message: `Purchases are more regular than k = ${mostTried} tells: give a larger k, or count opportunities (fitBgBb) where customers buy by the calendar.`,
};
