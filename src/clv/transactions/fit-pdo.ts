import { requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { digammaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import { betaTransform, gammaTransform, sideBySide } from "../../statistics/transforms.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { type Estimation, fitProcess, ratePrior, weakPrior } from "./estimate-process.ts";
import { dropOutRidges } from "./fit-beta-geometric.ts";
import { type PdoModel, type PdoParameters, pdo, wholePeriods } from "./pdo.ts";

/** Options of {@link fitPdo}. */
export interface FitPdoOptions extends CovariateOptions<"alpha" | "a" | "b"> {
  /**
   * The period of the drop-out opportunities, in the unit of the history; or candidates, of which the one with the highest likelihood is
   * taken.
   */
  readonly period: number | readonly number[];
  /** Where the optimiser starts; the data's own moments where absent. */
  readonly start?: PdoModel | Omit<PdoParameters, "timeUnit" | "tau"> | undefined;
}

/** A fit of PDO: how each candidate period did. */
export interface PdoFit extends LikelihoodFit<PdoModel> {
  /** The log-likelihood at the optimum of each candidate period, in the order given: the profile of the period. */
  readonly periods: readonly { readonly period: number; readonly logLikelihood: number }[];
}

/** Most periods within an observation: beyond, PDO and Pareto/NBD cannot be told apart. */
const mostPeriods = 10_000;

/** The chances of the drop-out opportunities k = 1, 2, ..., most of a population with drop-out chances Beta(a, b), with derivatives. */
class Opportunities {
  /** ln of the chance to survive k of them, and its derivatives by a and b. */
  readonly stay: Float64Array;
  readonly stayA: Float64Array;
  readonly stayB: Float64Array;
  /** ln of the chance to drop out at the k-th, and its derivatives. */
  readonly end: Float64Array;
  readonly endA: Float64Array;
  readonly endB: Float64Array;
  /** ln(1 + k tau / alpha). */
  readonly time: Float64Array;

  constructor(most: number) {
    const table = (): Float64Array => new Float64Array(most + 1);
    [this.stay, this.stayA, this.stayB, this.time] = [table(), table(), table(), table()];
    [this.end, this.endA, this.endB] = [table(), table(), table()];
  }

  fill(alpha: number, a: number, b: number, tau: number): void {
    const { stay, stayA, stayB, end, endA, endB, time } = this;
    time[0] = 0;
    for (let k = 1; k < stay.length; k++) {
      const left = b + (k - 1);
      const inverse = 1 / (a + left);
      end[k] = stay[k - 1]! + Math.log(a * inverse);
      endA[k] = stayA[k - 1]! + 1 / a - inverse;
      endB[k] = stayB[k - 1]! - inverse;
      stay[k] = stay[k - 1]! - Math.log1p(a / left);
      stayA[k] = stayA[k - 1]! - inverse;
      stayB[k] = stayB[k - 1]! + (a * inverse) / left;
      time[k] = Math.log1p((k * tau) / alpha);
    }
  }
}

/**
 * Log-likelihood and gradient of PDO over distinct rows (frequency, recency, age): the survivors' term, and for those who left a sum over
 * the opportunities after the last purchase. What depends on the opportunity alone comes from tables, so that a term costs one exp.
 */
function pdoLikelihood(rows: LikelihoodRows, tau: number): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const [recency, age] = rows.columns as [Float64Array, Float64Array];
  const passed = Float64Array.from(recency, (time) => wholePeriods(time, tau));
  const seen = Float64Array.from(age, (time) => wholePeriods(time, tau));
  const table = new Opportunities(seen.reduce((most, k) => Math.max(most, k), 0));
  const { stay, stayA, stayB, end, endA, endB, time } = table;
  return (natural, gradient) => {
    const [r, alpha, a, b] = natural as unknown as [number, number, number, number];
    table.fill(alpha, a, b, tau);
    let value = 0;
    let slopeR = 0;
    let slopeAlpha = 0;
    let slopeA = 0;
    let slopeB = 0;
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k]!;
      value += countWeights[k]! * (logGammaDifference(r, x) - x * Math.log(alpha));
      slopeR += countWeights[k]! * digammaDifference(r, x);
    }
    for (let i = 0; i < index.length; i++) {
      const x = counts[index[i]!]!;
      const T = age[i]!;
      const w = weight[i]!;
      const p = r + x;
      const last = seen[i]!;
      const first = passed[i]! + 1;
      const grown = Math.log1p(T / alpha);
      const stayed = stay[last]! - p * grown;
      slopeR -= w * grown;
      slopeAlpha += (w * ((r * T) / alpha - x)) / (alpha + T);
      slopeA += w * stayA[last]!;
      slopeB += w * stayB[last]!;
      if (first > last) {
        value += w * stayed;
        continue;
      }
      // Means over the opportunities at which those who left may have done so, relative to the first of them.
      const base = end[first]! - p * time[first]!;
      let sum = 0;
      let sumTime = 0;
      let sumInverse = 0;
      let sumA = 0;
      let sumB = 0;
      for (let k = first; k <= last; k++) {
        const term = Math.exp(end[k]! - p * time[k]! - base);
        sum += term;
        sumTime += term * time[k]!;
        sumInverse += term / (alpha + k * tau);
        sumA += term * endA[k]!;
        sumB += term * endB[k]!;
        if (term * (last - k) < 1e-17 * sum) break;
      }
      const ended = Math.log(sum) + base;
      const odds = ended - stayed;
      const small = Math.exp(-Math.abs(odds));
      const gone = (w * (odds > 0 ? 1 : small)) / (1 + small);
      value += w * (Math.max(ended, stayed) + Math.log1p(small));
      slopeR += gone * (grown - sumTime / sum);
      slopeAlpha += gone * p * (1 / (alpha + T) - sumInverse / sum);
      slopeA += gone * (sumA / sum - stayA[last]!);
      slopeB += gone * (sumB / sum - stayB[last]!);
    }
    gradient[0] = slopeR;
    gradient[1] = slopeAlpha;
    gradient[2] = slopeA;
    gradient[3] = slopeB;
    return value;
  };
}

/** How PDO is estimated for a given period. */
export function pdoEstimation(tau: number): Estimation {
  return {
    parameterNames: ["r", "alpha", "a", "b"],
    transform: /* @__PURE__ */ sideBySide(gammaTransform, betaTransform),
    columns: ["recency", "age"],
    likelihood: (rows) => pdoLikelihood(rows, tau),
    // As for Pareto/NBD, whose beta is b tau.
    starts: ({ meanRate, meanAge }) => [
      [0.5, 0.5 / (1.5 * meanRate), 0.7, (0.5 * meanAge) / tau],
      [0.5, 0.5 / (1.5 * meanRate), 3, (5 * meanAge) / tau],
    ],
    ridges: dropOutRidges,
    priors: ({ meanRate, meanAge }) => [
      weakPrior,
      ratePrior(meanRate),
      { mean: Math.log(tau / meanAge), standardDeviation: 2 },
      { mean: Math.log(1 + meanAge / tau), standardDeviation: 2 },
    ],
    sampleRows: 300,
  };
}

/**
 * Fits PDO to purchase histories by maximum likelihood (极大似然估计): how often customers buy while they are active, and how likely they are
 * to leave at each of the opportunities that come at a regular interval.
 *
 * ln L of a customer with x repeat purchases, the last at t_x, observed for T: ln Γ(r+x)/Γ(r) + r ln α + ln( S(T) (α+T)^−(r+x)
 * + Σ (S((k−1)τ) − S(kτ)) (α+kτ)^−(r+x) over the opportunities k with t_x < kτ ≤ T ), S(t) = B(a, b+⌊t/τ⌋) / B(a, b). Estimated on
 * distinct rows with weights, with analytic gradients, in the space (ln r, ln r/α, logit a/(a+b), ln(a+b)) from several starts; the
 * period is given, or chosen among candidates. The likelihood jumps where an opportunity moves past a last purchase, so that the period has no
 * standard error; look at the profile instead.
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha` e^(−γ'z), `a` and `b` e^(γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - Purchase histories; `weight` counts a row as that many customers.
 * @param options - The period, or candidates; a start of your own.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals (given the period), `periods`, the log-likelihood
 * of each candidate, and warnings: `period-too-long` (beyond every observation: nobody could drop out, as in NBD), `period-at-end` (the
 * best candidate is the smallest or the largest), `no-overdispersion`, `no-death`, `b-infinite` (the optimum lies at infinity;
 * predictions remain valid), `weak-…`, `starts-disagree`, `not-converged`, `hessian-not-positive-definite`.
 * @throws InputError `no-repeat-purchases` where nobody bought twice; `out-of-range` for a period not above 0 or below a 10,000th of the
 * longest observation, `empty` for no candidate; `empty`, `not-finite`, `length-mismatch` for a history that is not one.
 * @remarks Source: Jerath, Fader & Hardie (2011), Marketing Science 30(5). Twin: none in R or Python.
 * @example
 * ```ts
 * import { fitPdo, pdo, simulateCohort } from "customer-equity/clv";
 * const truth = pdo({ r: 0.8, alpha: 6, a: 0.8, b: 3, tau: 13, timeUnit: "week" });
 * const fit = fitPdo(simulateCohort(truth, { customers: 2000, age: 104, seed: 1 }).history, { period: [4, 13, 26] });
 * console.log(fit.model.tau); // 13
 * ```
 */
export function fitPdo(history: PurchaseHistory, options: FitPdoOptions): PdoFit {
  const { period, ...rest } = requireOptions(options);
  requireHistory(history);
  const timeUnit = calendarUnit(history);
  const longest = Array.from(history.age).reduce((a, b) => Math.max(a, b), 0);
  const candidates = requirePeriods(period, longest);
  const fits = candidates.map((tau) => fitProcess(pdoEstimation(tau), pdo, { timeUnit, tau }, history, rest));
  const best = fits.reduce((a, b) => (b.logLikelihood > a.logLikelihood ? b : a));
  return {
    ...best,
    periods: fits.map(({ model, logLikelihood }) => ({ period: model.tau, logLikelihood })),
    warnings: [...best.warnings, ...periodWarnings(best.model.tau, candidates, longest)],
  };
}

function requirePeriods(period: unknown, longest: number): readonly number[] {
  const candidates = Array.isArray(period) ? (period as readonly unknown[]) : [period];
  requireRows(candidates, "options.period");
  return candidates.map((tau, i) =>
    requireNumber(tau, Array.isArray(period) ? `options.period[${i}]` : "options.period", {
      min: Math.max(longest / mostPeriods, Number.MIN_VALUE),
      advice: "With very short periods the model is Pareto/NBD: use fitParetoNbd.",
    }),
  );
}

function periodWarnings(best: number, candidates: readonly number[], longest: number): readonly Warning[] {
  if (wholePeriods(longest, best) === 0) {
    return [
      {
        code: "period-too-long",
        message:
          "The period is longer than any observation: nobody could drop out, so that the data say nothing about a and b. Use fitNbd, or give a shorter period.",
      },
    ];
  }
  const others = candidates.filter((tau) => tau !== best);
  if (others.length === 0 || (others.some((tau) => tau < best) && others.some((tau) => tau > best))) return [];
  return [
    {
      code: "period-at-end",
      message: `The best period, ${best}, is at the end of the candidates: try ${others[0]! > best ? "shorter (towards Pareto/NBD)" : "longer (towards NBD)"} ones as well.`,
    },
  ];
}
