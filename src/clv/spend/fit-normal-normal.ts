import { requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { maximizeLikelihood, type Ridge } from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { requireParameters } from "../models.ts";
import { inCurrency } from "./in-currency.ts";
import {
  type NormalNormalModel,
  type NormalNormalParameters,
  normalNormal,
  normalNormalParameters,
} from "./normal-normal.ts";
import { normalNormalLikelihood, normalRows } from "./normal-normal-likelihood.ts";
import { type SpendRows, spendRows } from "./spend-rows.ts";
import { standardized } from "./standardized-means.ts";

/** Options of {@link fitNormalNormal}. */
export interface FitNormalNormalOptions {
  /** Where the optimiser starts; a point made from the data where absent. */
  readonly start?: NormalNormalModel | NormalNormalParameters | undefined;
  /**
   * What of each customer enters: the `mean` of the amounts, or `each` amount, which tells σ far better. That needs `spendDeviation`, which summaries of
   * logs with amounts have; customers for whom it is `null` enter by their mean. Likelihoods of the two are not comparable.
   * @defaultValue "each" where the history has `spendDeviation`, else "mean"
   */
  readonly amounts?: "mean" | "each" | undefined;
}

/**
 * Fits the normal-normal model of amounts that may be negative (正态-正态模型估计), such as the profit of a bank's transactions, by
 * maximum likelihood.
 *
 * ln L of a customer with n amounts of mean m: that of m ~ N(μ, τ² + σ²/n); with `amounts: "each"`, the default where the history knows them, also that of their scatter S = Σ(z − m)²:
 * −(n − 1)/2 ln 2πσ² − ½ ln n − S/2σ². Estimated in the space (μ, ln σ, ln τ), for amounts counted from their mean in units of their spread.
 *
 * @param history - Purchase histories with `meanSpend` of any sign; summarize profits with `returns: "count"`. Customers without a purchase behind
 * the mean say nothing here and are counted in a warning.
 * @param options - A start of your own; `amounts`, to use each amount rather than means.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals (that of mu symmetric), and warnings: `without-spend`,
 * `zero-variance`, `same-within-customers`, `same-between-customers`, `weak-sigma`, `weak-tau`, and those of the optimiser.
 * @throws InputError `insufficient-data` where no customer has an amount, or where the two standard deviations cannot be told apart: all customers
 * bought equally often and single amounts are not known or not used; the codes of a history that is not one.
 * @remarks Source: Schmittlein & Peterson (1994), Marketing Science 13(1). No twin in BTYD, CLVTools or lifetimes; the random-intercept model of
 * R's lme4 on single amounts by maximum likelihood gives the same estimates.
 * @example
 * ```ts
 * import { bgNbd, fitNormalNormal, normalNormal, simulateCohort } from "customer-equity/clv";
 * const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
 *   customers: 1000, age: 52, seed: 1, spend: normalNormal({ mu: 5, sigma: 20, tau: 10 }),
 * });
 * const fit = fitNormalNormal({ ...history, meanSpend: history.meanSpend! }, { amounts: "each" });
 * console.log(Math.abs(fit.model.sigma - 20) < 1); // true
 * ```
 */
export function fitNormalNormal(
  history: PurchaseHistory & WithSpend,
  options?: FitNormalNormalOptions,
): LikelihoodFit<NormalNormalModel> {
  const { start, amounts = history.spendDeviation === undefined ? "mean" : "each" } = requireOptions(options);
  requireOneOf(amounts, "options.amounts", ["mean", "each"]);
  if (start !== undefined)
    requireParameters(requireOptions(start, "options.start"), normalNormalParameters, "options.start");
  const columns = spendRows(history, "histories");
  const { picked, warnings, origin, unit, flat } = standardized(columns, history.weight);
  const rows = normalRows(columns, history.weight, picked, origin, unit, amounts === "each");
  requireTwoSpreads(columns, picked, amounts === "each");
  if (flat && rows.deviations.every((scatter) => scatter === 0)) {
    const spread = 1e-8 * Math.abs(origin) || 1e-8;
    const inUnits = normalNormalLikelihood(rows)(Float64Array.of(0, spread / unit, spread / unit), new Float64Array(3));
    return atLimit(origin, spread, rows.customers, inUnits - rows.amounts * Math.log(unit), warnings);
  }
  const optimum = maximizeLikelihood({
    logLikelihood: normalNormalLikelihood(rows),
    customers: rows.customers,
    rows: rows.count.length,
    parameterNames: ["mu", "sigma", "tau"],
    transform: normalNormalTransform,
    starts:
      start === undefined
        ? [
            [0, 1, 1],
            [0, 1, 0.1],
            [0, 0.1, 1],
          ]
        : [[(start.mu - origin) / unit, start.sigma / unit, start.tau / unit]],
    ridges,
  });
  const { estimate, ...rest } = inCurrency(optimum, {
    unit,
    origin,
    parameters: ["place", "money", "money"],
    coordinates: ["place", "log-money", "log-money"],
    amounts: rows.amounts,
  });
  const [mu, sigma, tau] = estimate as [number, number, number];
  return { model: normalNormal({ mu, sigma, tau }), ...rest, warnings: [...warnings, ...rest.warnings] };
}

/** (μ, ln σ, ln τ). */
export const normalNormalTransform: Transform = {
  size: 3,
  signed: [0],
  linear: [0],
  space: () => "mu, ln sigma, ln tau",
  toNatural: (working, natural, at) => {
    natural[at] = working[at]!;
    natural[at + 1] = Math.exp(working[at + 1]!);
    natural[at + 2] = Math.exp(working[at + 2]!);
  },
  toWorking: (natural, working, at) => {
    working[at] = natural[at]!;
    working[at + 1] = Math.log(natural[at + 1]!);
    working[at + 2] = Math.log(natural[at + 2]!);
  },
  jacobian: (natural, jacobian, at) => {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) jacobian[at + i]![at + j] = i !== j ? 0 : i === 0 ? 1 : natural[at + i]!;
    }
  },
};

/** What varies within customers and what between them are told apart by different numbers of purchases, or by single amounts. */
function requireTwoSpreads({ count, deviation }: SpendRows, picked: readonly number[], each: boolean): void {
  if (picked.some((i) => count[i] !== count[picked[0]!])) return;
  if (each && picked.some((i) => count[i]! > 1 && (deviation?.[i] ?? null) !== null)) return;
  throw new InputError({
    code: "insufficient-data",
    path: "history.spendCount",
    expected: "customers with different numbers of purchases behind their means, or single amounts",
    received: count[picked[0]!],
    advice:
      'Means alone do not tell the spread within customers from that between them here: fit with amounts: "each".',
  });
}

/** Nothing varies: the model stands where it hardly does. */
function atLimit(
  mean: number,
  spread: number,
  customers: number,
  logLikelihood: number,
  warnings: readonly Warning[],
): LikelihoodFit<NormalNormalModel> {
  const model = normalNormal({ mu: mean, sigma: spread, tau: spread });
  return {
    model,
    converged: false,
    iterations: 0,
    rows: 1,
    customers,
    logLikelihood,
    gradientNorm: 0,
    parameterNames: ["mu", "sigma", "tau"],
    covariance: null,
    standardErrors: null,
    intervals: null,
    working: {
      space: normalNormalTransform.space([], 0),
      estimate: [mean, Math.log(spread), Math.log(spread)],
      covariance: null,
    },
    warnings: [
      ...warnings,
      {
        code: "zero-variance",
        message: `Every amount is ${mean}: the likelihood grows without end, and the model is the limit in which nothing varies. Check that the column of amounts is the right one.`,
      },
    ],
  };
}

const ridges: readonly Ridge[] = [
  {
    axis: 1,
    towards: -1,
    limit: {
      code: "same-within-customers",
      message: "The purchases of one customer do not vary: sigma runs to 0. Predictions remain valid.",
    },
    weak: {
      code: "weak-sigma",
      message:
        'How much one customer\'s purchases vary (sigma) is poorly determined; predictions remain valid. Use each amount (amounts: "each") where they are known.',
    },
  },
  {
    axis: 2,
    towards: -1,
    limit: {
      code: "same-between-customers",
      message: "Customers do not differ in their mean amounts beyond chance: tau runs to 0. Predictions remain valid.",
    },
    weak: {
      code: "weak-tau",
      message: "How much customers differ in their means (tau) is poorly determined; predictions remain valid.",
    },
  },
];
