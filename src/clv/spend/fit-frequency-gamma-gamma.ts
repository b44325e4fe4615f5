import { requireFlag, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { maximizeLikelihood } from "../../statistics/maximum-likelihood.ts";
import { sideBySide, type Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { requireParameters } from "../models.ts";
import {
  finiteMeanTransform,
  gammaGammaRidges,
  gammaGammaTransform,
  inUnit,
  meanOfMeans,
  meanWarnings,
  sampleLikelihood,
  startFrom,
  startsFor,
} from "./fit-gamma-gamma.ts";
import {
  type FrequencyGammaGammaModel,
  type FrequencyGammaGammaParameters,
  frequencyGammaGamma,
  frequencyGammaGammaParameters,
} from "./frequency-gamma-gamma.ts";
import { gammaGammaLikelihood, spendLikelihoodRows } from "./gamma-gamma-likelihood.ts";
import { inCurrency, powerOfTwoNear } from "./in-currency.ts";
import { spendRows } from "./spend-rows.ts";

/** Options of {@link fitFrequencyGammaGamma}. */
export interface FitFrequencyGammaGammaOptions {
  /** Where the optimiser starts; several points made from the data where absent. */
  readonly start?: FrequencyGammaGammaModel | FrequencyGammaGammaParameters | undefined;
  /**
   * Keep q above 1, so that customers have a finite mean spend.
   * @defaultValue false
   */
  readonly finiteMean?: boolean | undefined;
}

/**
 * Fits a gamma-gamma model of spend whose mean depends on how often a customer buys (消费金额与购买频率相关), by maximum likelihood of the
 * mean spends given the frequencies: for bases in which the usual assumption, that spend has nothing to do with frequency, does not hold.
 *
 * The mean of all customers with x repeat purchases is pγ(1 + x)^slope/(q − 1). Frequency is that observed: where customers were observed for very
 * different times, slope is drawn towards 0. Test against independence: `likelihoodRatioTest(fitGammaGamma(history), fitFrequencyGammaGamma(history))`,
 * on one degree of freedom, or `spendDependence`.
 *
 * @param history - Purchase histories with `meanSpend`; customers without a purchase behind it, or with a mean of 0 or less, say nothing here
 * and are counted in a warning.
 * @param options - A start of your own; `finiteMean`.
 * @returns A fit as of `fitGammaGamma`, with slope, whose interval is symmetric.
 * @throws InputError `insufficient-data` where no customer has a purchase with an amount above 0, `zero-variance` where all bought equally often
 * or spend is an exact function of frequency; the codes of a history that is not one.
 * @remarks Source: Fader & Hardie (2013) with a regression of the scale on ln(1 + x). Twins: none (asked for in lifetimes#269 and #337).
 * @example
 * ```ts
 * import { bgNbd, fitFrequencyGammaGamma, frequencyGammaGamma, simulateCohort } from "customer-equity/clv";
 * const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
 *   customers: 1000, age: 52, seed: 1, spend: frequencyGammaGamma({ p: 6, q: 4, gamma: 15, slope: 0.3 }),
 * });
 * const { intervals } = fitFrequencyGammaGamma({ ...history, meanSpend: history.meanSpend! });
 * console.log(intervals!["slope"]!.lower > 0); // true
 * ```
 */
export function fitFrequencyGammaGamma(
  history: PurchaseHistory & WithSpend,
  options?: FitFrequencyGammaGammaOptions,
): LikelihoodFit<FrequencyGammaGammaModel> {
  const { start, finiteMean = false } = requireOptions(options);
  requireFlag(finiteMean, "options.finiteMean");
  if (start !== undefined)
    requireParameters(requireOptions(start, "options.start"), frequencyGammaGammaParameters, "options.start");
  const { rows: given, warnings } = spendLikelihoodRows(spendRows(history, "histories"), history.weight, true);
  const unit = powerOfTwoNear(meanOfMeans(given));
  const rows = inUnit(given, unit);
  requireScatter(rows);
  const optimum = maximizeLikelihood({
    logLikelihood: gammaGammaLikelihood(rows),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames: ["p", "q", "gamma", "slope"],
    transform: finiteMean ? finiteMeanFrequencyTransform : frequencyTransform,
    starts:
      start === undefined
        ? startsFor(meanOfMeans(rows)).map((shape) => [...shape, 0])
        : [[...startFrom(start, finiteMean, unit), start.slope]],
    sample: sampleLikelihood(rows, gammaGammaLikelihood),
    ridges: gammaGammaRidges(finiteMean),
  });
  const { estimate, ...rest } = inCurrency(optimum, {
    unit,
    parameters: ["number", "number", "money", "number"],
    coordinates: ["number", "number", "log-money", "number"],
    amounts: rows.customers,
  });
  const [p, q, gamma, slope] = estimate as [number, number, number, number];
  return {
    model: frequencyGammaGamma({ p, q, gamma, slope }),
    ...rest,
    warnings: [...warnings, ...meanWarnings(q, "finiteMean"), ...rest.warnings],
  };
}

/** A coefficient, which is its own working coordinate. */
const slopeTransform: Transform = {
  size: 1,
  signed: [0],
  linear: [0],
  space: (names, at) => `${names[at]}`,
  toNatural: (working, natural, at) => {
    natural[at] = working[at]!;
  },
  toWorking: (natural, working, at) => {
    working[at] = natural[at]!;
  },
  jacobian: (_, jacobian, at) => {
    jacobian[at]![at] = 1;
  },
};

/** (ln p, ln q, ln pγ/q, slope). */
export const frequencyTransform: Transform = /* @__PURE__ */ sideBySide(gammaGammaTransform, slopeTransform);

/** The same with q = 1 + exp(second entry). */
export const finiteMeanFrequencyTransform: Transform = /* @__PURE__ */ sideBySide(finiteMeanTransform, slopeTransform);

/** Spend has to scatter about its regression on frequency, and frequency to differ. */
function requireScatter({ columns, weight, customers }: LikelihoodRows): void {
  const [meanSpend, driver] = columns as [Float64Array, Float64Array];
  const sum = (entry: (i: number) => number): number =>
    meanSpend.reduce((total, _, i) => total + (weight[i]! / customers) * entry(i), 0);
  const logSpend = meanSpend.map(Math.log);
  const centre = sum((i) => logSpend[i]!);
  const middle = sum((i) => driver[i]!);
  const variance = sum((i) => (driver[i]! - middle) ** 2);
  const slope = sum((i) => (driver[i]! - middle) * (logSpend[i]! - centre)) / variance;
  const scatter = sum((i) => (logSpend[i]! - centre - slope * (driver[i]! - middle)) ** 2);
  if (variance > 1e-20 && scatter > 1e-20) return;
  throw new InputError({
    code: "zero-variance",
    path: variance > 1e-20 ? "history.meanSpend" : "history.frequency",
    expected: "customers who bought more and less often, and spend that is no exact function of it",
    received: customers,
    advice: "Use fitGammaGamma.",
  });
}
