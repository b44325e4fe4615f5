import { requireFlag, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { maximizeLikelihood, type Ridge } from "../../statistics/maximum-likelihood.ts";
import { sideBySide, type Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { calendarUnit } from "../model-unit.ts";
import { requireParameters } from "../models.ts";
import { requireSameUnit } from "../transactions/scoring.ts";
import {
  finiteMeanTransform,
  gammaGammaRidges,
  gammaGammaTransform,
  meanWarnings,
  startFrom,
  startsFor,
} from "./fit-gamma-gamma.ts";
import { inCurrency, powerOfTwoNear } from "./in-currency.ts";
import { spendRows } from "./spend-rows.ts";
import {
  type TrendGammaGammaModel,
  type TrendGammaGammaParameters,
  trendGammaGamma,
  trendGammaGammaParameters,
} from "./trend-gamma-gamma.ts";
import { type SpendPath, spendPaths, trendGammaGammaLikelihood } from "./trend-gamma-gamma-likelihood.ts";

/** Options of {@link fitTrendGammaGamma}. */
export interface FitTrendGammaGammaOptions {
  /** Where the optimiser starts; several points made from the data where absent. */
  readonly start?: TrendGammaGammaModel | TrendGammaGammaParameters | undefined;
  /**
   * Keep q above 1, so that customers have a finite mean spend.
   * @defaultValue false
   */
  readonly finiteMean?: boolean | undefined;
}

/**
 * Fits a gamma-gamma model of spend that changes over time (消费金额的趋势): how fast what a purchase says about a customer's spend grows
 * old, by the likelihood of each amount given the amounts before it.
 *
 * Before each purchase the earlier ones of the customer count with weights 2^(−gap/halfLife); the next amount then has the density of
 * gamma-gamma given Σw purchases that brought Σwz. The sum of the logarithms is maximised over p, q, γ and the half-life. With an infinite half-life it is
 * the likelihood of `fitGammaGamma` with `amounts: "each"`, which makes a test of whether spend changes at all:
 * `likelihoodRatioTest(thatFit, thisFit, { boundary: true })`. A half-life near the gaps between purchases means that only the last purchase counts.
 * What is estimated is the level now, with no growth carried forward: see `trendGammaGamma`.
 *
 * @param history - A history summarized with amounts and `keepPurchases: true`. Rows are matched by customer; for `bootstrapDraws`, whose samples
 * leave the purchases off, add them: `(sample, options) => fitTrendGammaGamma({ ...sample, purchases: history.purchases }, options)`.
 * @param options - A start of your own; `finiteMean`.
 * @returns A fit as of `fitGammaGamma`, with halfLife; warnings also `no-trend` (the half-life runs to infinity), `no-memory` (it runs to 0),
 * `weak-half-life` and `non-positive-amounts`.
 * @throws InputError `insufficient-data` for a history without its purchases or amounts, or where nobody has two purchases with amounts above 0,
 * `zero-variance` where all amounts are equal, `unit-mismatch` for a start in another unit.
 * @remarks Source: Smith & Miller (1986), JRSS B 48; Harvey & Fernandes (1989), Journal of Business & Economic Statistics 7. No twin in R or Python (asked for in
 * pymc-marketing#1620).
 * @example
 * ```ts
 * import { fitTrendGammaGamma, summarizeTransactions } from "customer-equity/clv";
 * const log = Array.from({ length: 300 }, (_, k) => ({ customer: k % 30, date: 20_000 + k, amount: 20 + (k % 30) + 9 * Math.sin(7 * k) }));
 * const history = summarizeTransactions(log, {
 *   customer: (row) => row.customer, date: (row) => row.date, amount: (row) => row.amount, timeUnit: "week", keepPurchases: true,
 * });
 * console.log(fitTrendGammaGamma(history).parameterNames.join()); // p,q,gamma,halfLife
 * ```
 */
export function fitTrendGammaGamma(
  history: PurchaseHistory & WithSpend,
  options?: FitTrendGammaGammaOptions,
): LikelihoodFit<TrendGammaGammaModel> {
  const { start, finiteMean = false } = requireOptions(options);
  requireFlag(finiteMean, "options.finiteMean");
  spendRows(history, "histories");
  const timeUnit = calendarUnit(history);
  if (start !== undefined) {
    requireParameters(requireOptions(start, "options.start"), trendGammaGammaParameters, "options.start");
    requireSameUnit(start.timeUnit, timeUnit, "options.start.timeUnit", "the unit of the history");
  }
  const { paths, warnings } = spendPaths(history);
  const { mean, gap } = typical(paths);
  const unit = powerOfTwoNear(mean);
  const inUnits = { ...paths, amount: paths.amount.map((amount) => amount / unit) };
  const likelihood = trendGammaGammaLikelihood(inUnits);
  const optimum = maximizeLikelihood({
    logLikelihood: likelihood,
    customers: paths.customers,
    rows: paths.amount.length,
    parameterNames: ["p", "q", "gamma", "halfLife"],
    transform: finiteMean ? finiteMeanTrendTransform : trendTransform,
    starts:
      start === undefined
        ? [3, 100].map((gaps) => [...startsFor(mean / unit)[0]!, gaps * gap])
        : [[...startFrom(start, finiteMean, unit), start.halfLife]],
    ridges: [...gammaGammaRidges(finiteMean), ...halfLifeRidges],
  });
  const { estimate, ...rest } = inCurrency(optimum, {
    unit,
    parameters: ["number", "number", "money", "number"],
    coordinates: ["number", "number", "log-money", "number"],
    amounts: paths.amounts,
  });
  const [p, q, gamma, halfLife] = estimate as [number, number, number, number];
  const all: Warning[] = [...warnings, ...meanWarnings(q, "finiteMean"), ...rest.warnings];
  return { model: trendGammaGamma({ p, q, gamma, halfLife, timeUnit }), ...rest, warnings: all };
}

/** A parameter that is positive, estimated as its logarithm. */
const logarithm: Transform = {
  size: 1,
  space: (names, at) => `ln ${names[at]}`,
  toNatural: (working, natural, at) => {
    natural[at] = Math.exp(working[at]!);
  },
  toWorking: (natural, working, at) => {
    working[at] = Math.log(natural[at]!);
  },
  jacobian: (natural, jacobian, at) => {
    jacobian[at]![at] = natural[at]!;
  },
};

/** (ln p, ln q, ln pγ/q, ln halfLife). */
export const trendTransform: Transform = /* @__PURE__ */ sideBySide(gammaGammaTransform, logarithm);

/** The same with q = 1 + exp(second entry). */
export const finiteMeanTrendTransform: Transform = /* @__PURE__ */ sideBySide(finiteMeanTransform, logarithm);

/** The mean amount, and the mean gap between purchases; throws where there is nothing to compare. */
function typical({ offsets, gap, amount, weight }: SpendPath): { readonly mean: number; readonly gap: number } {
  let amounts = 0;
  let mean = 0;
  let gaps = 0;
  let span = 0;
  let differ = false;
  for (let i = 0; i < weight.length; i++) {
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      amounts += weight[i]!;
      mean += (weight[i]! / amounts) * (amount[k]! - mean);
      if (amount[k] !== amount[0]) differ = true;
      if (k === offsets[i]) continue;
      gaps += weight[i]!;
      span += weight[i]! * gap[k]!;
    }
  }
  if (gaps > 0 && differ) return { mean, gap: span / gaps };
  throw new InputError({
    code: gaps > 0 ? "zero-variance" : "insufficient-data",
    path: "history.purchases",
    expected: gaps > 0 ? "amounts that differ" : "customers with two purchases behind their mean, of amounts above 0",
    received: gaps > 0 ? mean : 0,
    advice: "Use fitGammaGamma.",
  });
}

const halfLifeRidges: readonly Ridge[] = [
  {
    axis: 3,
    towards: 1,
    limit: {
      code: "no-trend",
      message:
        "Old purchases say as much about present spend as new ones: the half-life runs to infinity. Predictions remain valid; use fitGammaGamma, which is simpler.",
    },
    weak: {
      code: "weak-half-life",
      message: "The half-life is poorly determined: spend changes slowly, if at all. Compare with fitGammaGamma.",
    },
  },
  {
    axis: 3,
    towards: -1,
    limit: {
      code: "no-memory",
      message:
        "Earlier purchases say nothing about the next one, and the half-life runs to 0: customers are expected to spend the mean of all. Predictions remain valid.",
    },
    weak: {
      code: "weak-half-life",
      message: "The half-life is poorly determined from below. Predictions remain valid.",
    },
  },
];
