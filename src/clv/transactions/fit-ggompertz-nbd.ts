import { requireOptions } from "../../checks.ts";
import { digammaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import { gompertzOddsGradient } from "../../numeric/gompertz-kernel.ts";
import { gompertzExponent } from "../../numeric/gompertz-lifetime.ts";
import type { LogLikelihood, Ridge } from "../../statistics/maximum-likelihood.ts";
import { gammaTransform, sideBySide, type Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { type Estimation, fitProcess, ratePrior, sameRatesRidge, weakPrior } from "./estimate-process.ts";
import { type GgompertzNbdModel, type GgompertzNbdParameters, ggompertzNbd } from "./ggompertz-nbd.ts";

/** Options of {@link fitGgompertzNbd}. */
export interface FitGgompertzNbdOptions extends CovariateOptions<"alpha" | "beta"> {
  /** Where the optimiser starts (for example the model of last month); the data's own moments where absent. */
  readonly start?: GgompertzNbdModel | Omit<GgompertzNbdParameters, "timeUnit"> | undefined;
}

/** (b, s, beta) estimated as (ln b, ln s, ln mean attrition rate at birth): that rate, b s / beta, is what stays where b vanishes or s grows. */
const gompertzTransform: Transform = {
  size: 3,
  space: (names, at) => `ln ${names[at]}, ln ${names[at + 1]}, ln ${names[at]}*${names[at + 1]}/${names[at + 2]}`,
  toNatural: (working, natural, at) => {
    natural[at] = Math.exp(working[at]!);
    natural[at + 1] = Math.exp(working[at + 1]!);
    natural[at + 2] = Math.exp(working[at]! + working[at + 1]! - working[at + 2]!);
  },
  toWorking: (natural, working, at) => {
    working[at] = Math.log(natural[at]!);
    working[at + 1] = Math.log(natural[at + 1]!);
    working[at + 2] = Math.log(natural[at]!) + Math.log(natural[at + 1]!) - Math.log(natural[at + 2]!);
  },
  jacobian: (natural, jacobian, at) => {
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) jacobian[at + i]![at + j] = i === j ? natural[at + i]! : 0;
    jacobian[at + 2]!.set([natural[at + 2]!, natural[at + 2]!, -natural[at + 2]!], at);
  },
};

/**
 * Log-likelihood and gradient of GGompertz/NBD over distinct rows (frequency, recency, age): the survivors' term, and the kernel of
 * those who left, each with the derivatives of its logarithm, weighted by their shares.
 */
function ggompertzNbdLikelihood(rows: LikelihoodRows): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const [recency, age] = rows.columns as [Float64Array, Float64Array];
  const kernel = new Float64Array(6);
  return (natural, gradient) => {
    const [r, alpha, b, s, beta] = natural as unknown as [number, number, number, number, number];
    let value = 0;
    let slopeR = 0;
    let slopeAlpha = 0;
    let slopeB = 0;
    let slopeS = 0;
    let slopeBeta = 0;
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
      const grownA = Math.log1p(T / alpha);
      const exponent = gompertzExponent(b, beta, T);
      // The exponent falls with beta at this share of 1 / beta.
      const share = -Math.expm1(-exponent);
      const t = recency[i]!;
      const odds = gompertzOddsGradient(p, alpha, b, s, beta, t, T, kernel);
      const small = Math.exp(-Math.abs(odds));
      const gone = (odds > 0 ? 1 : small) / (1 + small);
      // Of those who are gone what counts is the time until the last purchase: the rest would cancel, and may be huge.
      const known =
        odds > 0
          ? kernel[5]! - p * Math.log1p(t / alpha) - s * gompertzExponent(b, beta, t)
          : -p * grownA - s * exponent;
      value += w * (known + Math.log1p(small));
      slopeR += w * (gone * kernel[0]! - grownA);
      slopeAlpha += w * ((r * T - x * alpha) / (alpha * (alpha + T)) + gone * kernel[1]!);
      slopeB += w * (gone * kernel[2]! - s * T * (share + Math.exp(-exponent) / beta));
      slopeS += w * (gone * kernel[3]! - exponent);
      slopeBeta += w * (gone * kernel[4]! + (s * share) / beta);
    }
    gradient[0] = slopeR;
    gradient[1] = slopeAlpha;
    gradient[2] = slopeB;
    gradient[3] = slopeS;
    gradient[4] = slopeBeta;
    return value;
  };
}

const reducesToPareto = "reduces-to-pareto-nbd";

const ridges: readonly Ridge[] = [
  sameRatesRidge,
  {
    axis: 2,
    towards: -1,
    exact: true,
    limit: {
      code: reducesToPareto,
      message:
        "The risk of leaving does not grow with time in these data: b runs to 0 with beta / b fixed, where the model is Pareto/NBD. Predictions remain valid; fitParetoNbd gives the same with one parameter less, and with standard errors.",
    },
    weak: {
      code: "weak-b",
      message: "The growth of the risk of leaving (b) is poorly determined; compare with fitParetoNbd, which has none.",
    },
  },
  {
    axis: 4,
    towards: -1,
    limit: {
      code: "no-death",
      message:
        "The data show no attrition: b s / beta runs to 0. Everybody counts as active; a longer observation would tell more.",
    },
    weak: {
      code: "weak-attrition",
      message: "The mean attrition rate is poorly determined from below; predictions far ahead are uncertain.",
    },
  },
  {
    axis: 3,
    towards: 1,
    moot: "no-death",
    limit: {
      code: "homogeneous-life",
      message:
        "Customers do not differ in their attrition rates beyond chance: s and beta run to infinity with s / beta fixed. Predictions remain valid; s and beta mean nothing one by one.",
    },
    weak: {
      code: "weak-s",
      message: "The spread of attrition rates (s) is poorly determined; predictions remain valid.",
    },
  },
];

/** How GGompertz/NBD is estimated. */
export const ggompertzNbdEstimation: Estimation = {
  parameterNames: ["r", "alpha", "b", "s", "beta"],
  transform: /* @__PURE__ */ sideBySide(gammaTransform, gompertzTransform),
  columns: ["recency", "age"],
  likelihood: ggompertzNbdLikelihood,
  // Near Pareto/NBD, and away from it.
  starts: ({ meanRate, meanAge }) => [
    [0.5, 0.5 / (1.5 * meanRate), 0.02 / meanAge, 0.7, 0.01],
    [0.5, 0.5 / (1.5 * meanRate), 2 / meanAge, 1, 4],
  ],
  ridges,
  priors: ({ meanRate, meanAge }) => [
    weakPrior,
    ratePrior(meanRate),
    ratePrior(1 / meanAge),
    weakPrior,
    ratePrior(meanAge),
  ],
  sampleRows: 300,
};

/**
 * Fits GGompertz/NBD to purchase histories by maximum likelihood (极大似然估计): how often customers buy while they are active, and how long
 * they stay, where the risk of leaving grows with time.
 *
 * ln L of a customer with x repeat purchases, the last at t_x, observed for T: ln Γ(r+x)/Γ(r) + r ln α + ln( (α+T)^−(r+x) S(T)
 * + ∫ (α+u)^−(r+x) f(u) du over (t_x, T) ), S(t) = (β/(β+e^(bt)−1))^s, f = −S′. Estimated on distinct rows with weights, with
 * analytic gradients, in the space (ln r, ln r/α, ln b, ln s, ln β/b) from several starts; standard errors by the inverse Hessian and
 * the delta method, intervals on the log scale.
 *
 * With `covariates` customers differ by what is known of them: those with covariates z have `alpha` and `beta` e^(−γ'z). The options, warnings and
 * errors are those of {@link CovariateOptions}.
 *
 * @param history - Purchase histories; `weight` counts a row as that many customers.
 * @param options - A start of your own.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and warnings: `reduces-to-pareto-nbd` (b runs
 * to 0, as on many logs: no standard errors exist there, `fitParetoNbd` has them), `no-overdispersion`, `no-death`, `late-attrition`,
 * `homogeneous-life` (the optimum lies at infinity; predictions remain valid), `weak-…`, `not-converged`, `hessian-not-positive-definite`.
 * @throws InputError `no-repeat-purchases` where nobody bought twice; `empty`, `not-finite`, `out-of-range`, `length-mismatch` for a
 * history that is not one.
 * @remarks Source: Bemmaor & Glady (2012), Management Science 58(5). Twin: CLVTools `ggomnbd()`, which stops early where b runs to 0 and
 * then prints standard errors.
 * @example
 * ```ts
 * import { fitGgompertzNbd, ggompertzNbd, simulateCohort } from "customer-equity/clv";
 * const truth = ggompertzNbd({ r: 0.8, alpha: 6, b: 0.05, s: 0.6, beta: 3, timeUnit: "week" });
 * console.log(fitGgompertzNbd(simulateCohort(truth, { customers: 1000, age: 104, seed: 1 }).history).converged); // true
 * ```
 */
export function fitGgompertzNbd(
  history: PurchaseHistory,
  options?: FitGgompertzNbdOptions,
): LikelihoodFit<GgompertzNbdModel> {
  const timeUnit = calendarUnit(requireOptions(history, "history"));
  const fit = fitProcess(ggompertzNbdEstimation, ggompertzNbd, { timeUnit }, history, requireOptions(options));
  // Near Pareto/NBD there is an optimum of its own also where a better one lies elsewhere: that the two differ is no cause for concern.
  const warnings = fit.warnings.filter(({ code }) => code !== "starts-disagree");
  const { b, s, beta } = fit.model;
  const longest = Float64Array.from(history.age).reduce((one, other) => Math.max(one, other));
  // The mean risk at the start runs to 0 also where nobody leaves at first, but many do later.
  if (s * gompertzExponent(b, beta, longest) < 0.01) return { ...fit, warnings };
  return { ...fit, warnings: warnings.map((warning) => (warning.code === "no-death" ? lateAttrition : warning)) };
}

const lateAttrition: Warning = {
  code: "late-attrition",
  message:
    "Hardly anybody leaves at first, and many do after some time: b s / beta runs to 0 with b s as it is. Predictions remain valid; the parameters mean nothing one by one.",
};
