import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import { betaTransform, sideBySide } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { type BgBbModel, type BgBbParameters, bgBb } from "./bg-bb.ts";
import { type Estimation, fitProcess, weakPrior } from "./estimate-process.ts";

/** Options of {@link fitBgBb}. */
export interface FitBgBbOptions extends CovariateOptions<"alpha" | "beta" | "gamma" | "delta"> {
  /** Where the optimiser starts; the data's own moments where absent. */
  readonly start?: BgBbModel | Omit<BgBbParameters, "opportunitiesPerYear" | "timeUnit"> | undefined;
}

/** ln Γ(c + m) / Γ(c) for m = 0, 1, ..., and its derivative in c. */
class RisingTable {
  readonly logs: Float64Array;
  readonly slopes: Float64Array;

  constructor(length: number) {
    this.logs = new Float64Array(length + 1);
    this.slopes = new Float64Array(length + 1);
  }

  fill(c: number): void {
    const { logs, slopes } = this;
    for (let m = 1; m < logs.length; m++) {
      logs[m] = logs[m - 1]! + Math.log(c + (m - 1));
      slopes[m] = slopes[m - 1]! + 1 / (c + (m - 1));
    }
  }
}

/**
 * Log-likelihood and gradient over distinct rows: the alternatives of a row (still there, or gone after opportunity m) are products of
 * entries of five tables of rising factorials, and its gradient their mean under the posterior of the alternatives.
 */
function bgBbLikelihood(rows: LikelihoodRows): LogLikelihood {
  const { counts, index, weight } = rows;
  const [recency, age] = rows.columns as [Float64Array, Float64Array];
  const longest = age.reduce((most, n) => Math.max(most, n), 0) + 1;
  const [ofAlpha, ofBeta, ofBuying, ofDelta, ofLeaving] = Array.from({ length: 5 }, () => new RisingTable(longest)) as [
    RisingTable,
    RisingTable,
    RisingTable,
    RisingTable,
    RisingTable,
  ];

  const logs = new Float64Array(longest);

  return (natural, gradient) => {
    const gamma = natural[2]!;
    ofAlpha.fill(natural[0]!);
    ofBeta.fill(natural[1]!);
    ofBuying.fill(natural[0]! + natural[1]!);
    ofDelta.fill(natural[3]!);
    ofLeaving.fill(gamma + natural[3]!);
    const logGamma = Math.log(gamma);
    gradient.fill(0);
    let value = 0;
    for (let i = 0; i < index.length; i++) {
      const x = counts[index[i]!]!;
      const n = age[i]!;
      const w = weight[i]!;
      const still = ofBeta.logs[n - x]! - ofBuying.logs[n]! + ofDelta.logs[n]! - ofLeaving.logs[n]!;
      // Relative to the largest alternative, so that none overflows after a silence of a thousand opportunities.
      let top = still;
      for (let m = recency[i]!; m < n; m++) {
        logs[m] = ofBeta.logs[m - x]! - ofBuying.logs[m]! + ofDelta.logs[m]! - ofLeaving.logs[m + 1]! + logGamma;
        if (logs[m]! > top) top = logs[m]!;
      }
      let all = Math.exp(still - top);
      let gone = 0;
      let beta = all * ofBeta.slopes[n - x]!;
      let buying = all * ofBuying.slopes[n]!;
      let delta = all * ofDelta.slopes[n]!;
      let leaving = all * ofLeaving.slopes[n]!;
      for (let m = recency[i]!; m < n; m++) {
        const term = Math.exp(logs[m]! - top);
        all += term;
        gone += term;
        beta += term * ofBeta.slopes[m - x]!;
        buying += term * ofBuying.slopes[m]!;
        delta += term * ofDelta.slopes[m]!;
        leaving += term * ofLeaving.slopes[m + 1]!;
      }
      value += w * (ofAlpha.logs[x]! + top + Math.log(all));
      gradient[0]! += w * (ofAlpha.slopes[x]! - buying / all);
      gradient[1]! += (w * (beta - buying)) / all;
      gradient[2]! += (w * (gone / gamma - leaving)) / all;
      gradient[3]! += (w * (delta - leaving)) / all;
    }
    return value;
  };
}

/** How BG/BB is estimated. */
export const bgBbEstimation: Estimation = {
  parameterNames: ["alpha", "beta", "gamma", "delta"],
  transform: /* @__PURE__ */ sideBySide(betaTransform, betaTransform),
  columns: ["recency", "age"],
  likelihood: bgBbLikelihood,
  // Purchases per opportunity of active customers are more than those per opportunity of all.
  starts: ({ meanRate }) => {
    const chance = Math.min(0.9, 1.5 * meanRate);
    return [
      [2 * chance, 2 * (1 - chance), 0.5, 3],
      [10 * chance, 10 * (1 - chance), 1, 15],
    ];
  },
  ridges: [
    {
      axis: 1,
      towards: 1,
      limit: {
        code: "same-buying-chance",
        message:
          "Customers do not differ in their chance to buy: alpha and beta run to infinity with alpha / (alpha + beta) fixed. Predictions remain valid; alpha and beta mean nothing one by one.",
      },
      weak: {
        code: "weak-alpha-beta",
        message: "The spread of buying chances (alpha + beta) is poorly determined; predictions remain valid.",
      },
    },
    {
      axis: 2,
      towards: -1,
      limit: {
        code: "no-death",
        message:
          "The data show no drop-out: gamma / (gamma + delta) runs to 0. Everybody counts as active; a longer observation would tell more.",
      },
      weak: {
        code: "weak-drop-out",
        message: "The mean drop-out chance is poorly determined from below; predictions far ahead are uncertain.",
      },
    },
    {
      axis: 3,
      towards: 1,
      moot: "no-death",
      limit: {
        code: "same-drop-out",
        message:
          "Customers do not differ in their drop-out chance: gamma and delta run to infinity with gamma / (gamma + delta) fixed. Predictions remain valid; gamma and delta mean nothing one by one.",
      },
      weak: {
        code: "weak-gamma-delta",
        message: "The spread of drop-out chances (gamma + delta) is poorly determined; predictions remain valid.",
      },
    },
  ],
  priors: () => [weakPrior, weakPrior, weakPrior, weakPrior],
};

/**
 * Fits BG/BB to purchase histories that count opportunities by maximum likelihood (极大似然估计): how likely customers are to take an
 * opportunity while they are active, and how likely to be lost before the next one.
 *
 * L of a customer with x purchases at n opportunities, the last at opportunity t_x:
 * B(α+x, β+n−x)/B(α,β) · B(γ,δ+n)/B(γ,δ) + Σ over m = t_x … n−1 of B(α+x, β+m−x)/B(α,β) · B(γ+1,δ+m)/B(γ,δ).
 * Estimated on distinct rows with weights, with analytic gradients, in the space (logit α/(α+β), ln(α+β), logit γ/(γ+δ), ln(γ+δ)).
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha`, `beta`, `gamma` and `delta` e^(γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - A history made by `summarizeOpportunities`, or a record like it with `timeUnit: "opportunity"` and
 * `opportunitiesPerYear`; `weight` counts a row as that many customers.
 * @param options - A start of your own.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and warnings: `same-buying-chance`, `no-death`,
 * `same-drop-out` (the optimum lies at infinity; predictions remain valid), `weak-…`, `starts-disagree`, `not-converged`,
 * `hessian-not-positive-definite`.
 * @throws InputError `unit-mismatch` for a history that counts time, `no-repeat-purchases` where nobody bought again; `empty`,
 * `not-finite`, `out-of-range`, `length-mismatch` for a history that is not one.
 * @remarks Source: Fader, Hardie & Shang (2010), Marketing Science 29(6), eq. 5; at its donation figures a test compares. Twins: BTYD
 * `bgbb.EstimateParameters` (no standard errors), lifetimes `BetaGeoBetaBinomFitter.fit`.
 * @example
 * ```ts
 * import { fitBgBb, summarizeOpportunities } from "customer-equity/clv";
 * const gifts = [[1, 1, 0, 1], [0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 1, 1], [0, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1]];
 * const fit = fitBgBb(summarizeOpportunities(gifts, { opportunitiesPerYear: 1 }));
 * console.log(fit.model.kind); // bg-bb
 * ```
 */
export function fitBgBb(history: PurchaseHistory, options?: FitBgBbOptions): LikelihoodFit<BgBbModel> {
  const { timeUnit, opportunitiesPerYear } = requireOptions(history, "history");
  if (timeUnit !== "opportunity") {
    throw new InputError({
      code: "unit-mismatch",
      path: "history.timeUnit",
      expected: '"opportunity"',
      received: timeUnit,
      advice:
        "Summarize with summarizeOpportunities; purchases at any time are the matter of fitBgNbd or fitParetoNbd.",
    });
  }
  const fixed = { timeUnit, opportunitiesPerYear: opportunitiesPerYear as number };
  return fitProcess(bgBbEstimation, bgBb, fixed, history, requireOptions(options));
}
