import { requireFlag, requireOneOf, requireOptions } from "../../checks.ts";
import {
  type LikelihoodOptimum,
  type LogLikelihood,
  maximizeLikelihood,
  type Ridge,
} from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import { type LikelihoodRows, sampleOf } from "../history/likelihood-rows.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { requireParameters } from "../models.ts";
import { type GammaGammaModel, type GammaGammaParameters, gammaGamma, gammaGammaParameters } from "./gamma-gamma.ts";
import {
  type AmountShares,
  amountShares,
  gammaGammaLikelihood,
  spendLikelihoodRows,
  withAmountShares,
} from "./gamma-gamma-likelihood.ts";
import { inCurrency, powerOfTwoNear } from "./in-currency.ts";
import { type SpendRows, spendRows } from "./spend-rows.ts";

/** Options of {@link fitGammaGamma}. */
export interface FitGammaGammaOptions {
  /** Where the optimiser starts; several points made from the data where absent. */
  readonly start?: GammaGammaModel | GammaGammaParameters | undefined;
  /**
   * Keep q above 1, so that customers have a finite mean spend.
   * @defaultValue false
   */
  readonly finiteMean?: boolean | undefined;
  /**
   * What of each customer enters: the `mean` of the amounts, as in the papers, or `each` amount, which tells p far better, as amounts of one
   * customer are compared directly. That needs `spendLogDeviation`, which summaries of logs with amounts have; customers for whom it is
   * `null` enter by their mean. Likelihoods of the two are not comparable.
   * @defaultValue "mean"
   */
  readonly amounts?: "mean" | "each" | undefined;
}

/** Shapes beyond this are the limit of no variation for every purpose. */
const noVariation = 1e8;

/**
 * Fits the gamma-gamma model of spend by maximum likelihood (极大似然估计): what a purchase of each customer brings on average,
 * how much one customer's purchases vary and how much customers differ.
 *
 * ln L of a customer with n purchases of mean m: −ln B(pn, q) + q ln(γ/(γ+nm)) + pn ln(nm/(γ+nm)) − ln m. Amounts enter only
 * through ratios and one logarithm, so any currency unit gives the same answer. Estimated in the space (ln p, ln q, ln pγ/q).
 *
 * @param history - Purchase histories with `meanSpend`; customers without a purchase behind it, or with a mean of 0 or less, say nothing here
 * and are counted in a warning.
 * @param options - A start of your own; `finiteMean`; `amounts`, to use each amount rather than means.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and warnings: `q-at-most-one` (the mean over
 * customers is infinite), `non-positive-spend`, `without-spend`, `means-against-amounts` (p runs to infinity on means though amounts vary), `zero-variance` (all spend the same: the model stands at that limit),
 * `same-within-customers`, `same-between-customers`, `starts-disagree`, `not-converged`, `hessian-not-positive-definite`.
 * @throws InputError `insufficient-data` where no customer has a purchase with an amount above 0, or single amounts are asked for that the history does
 * not know; the codes of a history that is not one.
 * @remarks Source: Fader & Hardie (2013), The gamma-gamma model of monetary value, eq. 1a; Fader, Hardie & Lee (2005), RFM and CLV. Twins:
 * CLVTools `gg()`, BTYD `spend.EstimateParameters`, lifetimes `GammaGammaFitter.fit`: they miss the optimum, or stop, for
 * amounts in other units, few customers or equal amounts.
 * @example
 * ```ts
 * import { fitGammaGamma } from "customer-equity/clv";
 * const fit = fitGammaGamma({
 *   frequency: [1, 2, 5, 1, 3, 8], recency: [3, 20, 37, 9, 12, 30], age: [39, 39, 38, 38, 37, 36], timeUnit: "week",
 *   meanSpend: [22, 35.5, 18, 60, 41, 25],
 * });
 * console.log(fit.parameterNames.join()); // p,q,gamma
 * ```
 */
export function fitGammaGamma(
  history: PurchaseHistory & WithSpend,
  options?: FitGammaGammaOptions,
): LikelihoodFit<GammaGammaModel> {
  const { start, finiteMean = false, amounts = "mean" } = requireOptions(options);
  requireFlag(finiteMean, "options.finiteMean");
  requireOneOf(amounts, "options.amounts", ["mean", "each"]);
  if (start !== undefined)
    requireParameters(requireOptions(start, "options.start"), gammaGammaParameters, "options.start");
  const columns = spendRows(history, "histories");
  const { rows: given, picked, warnings } = spendLikelihoodRows(columns, history.weight);
  const unit = powerOfTwoNear(meanOfMeans(given));
  const rows = inUnit(given, unit);
  const shares = amounts === "each" ? amountShares(columns, history.weight, picked, unit) : undefined;
  const likelihoodOf = (some: LikelihoodRows): LogLikelihood => ofAmounts(gammaGammaLikelihood(some), shares);
  const optimum = nothingVaries(rows, shares)
    ? atLimit(rows, unit, likelihoodOf(rows))
    : maximizeLikelihood({
        logLikelihood: likelihoodOf(rows),
        customers: rows.customers,
        rows: rows.index.length,
        parameterNames: ["p", "q", "gamma"],
        transform: finiteMean ? finiteMeanTransform : gammaGammaTransform,
        starts: start === undefined ? startsFor(meanOfMeans(rows)) : [startFrom(start, finiteMean, unit)],
        sample: sampleLikelihood(rows, likelihoodOf),
        ridges: gammaGammaRidges(finiteMean),
      });
  const { estimate, ...rest } = inCurrency(optimum, {
    unit,
    parameters: ["number", "number", "money"],
    coordinates: ["number", "number", "log-money"],
    amounts: shares?.amounts ?? rows.customers,
  });
  const [p, q, gamma] = estimate as [number, number, number];
  return {
    model: gammaGamma({ p, q, gamma }),
    ...rest,
    warnings: [...warnings, ...meanWarnings(q, "finiteMean"), ...againstAmounts(rest.warnings, columns, picked)],
  };
}

/** Means may say that a customer's purchases do not vary where the amounts behind them do: then the model does not hold, and that is the news. */
function againstAmounts(
  warnings: readonly Warning[],
  columns: SpendRows,
  picked: readonly number[],
): readonly Warning[] {
  const { meanSpend, deviation } = columns;
  if (deviation === undefined) return warnings;
  const variations = picked
    .map((i) => (deviation[i] ?? 0) / meanSpend[i]!)
    .filter((variation) => variation > 0)
    .sort((one, other) => one - other);
  const typical = variations[variations.length >> 1] ?? 0;
  if (typical < noticeable) return warnings;
  return warnings.map((warning) =>
    warning.code === "same-within-customers"
      ? {
          code: "means-against-amounts",
          message: `By the customers' means p runs to infinity, as if the purchases of one customer did not vary; but they do (typically by ${(100 * typical).toFixed(0)} % of their mean), so the model does not fit these amounts. Fit with amounts: "each", or look for outliers and kinds of payments that do not belong together.`,
        }
      : warning,
  );
}

/** Variation of a customer's amounts, as a share of their mean, that contradicts that there is none. */
const noticeable = 0.05;

/** Rows for amounts in another unit. */
export function inUnit(rows: LikelihoodRows, unit: number): LikelihoodRows {
  const [meanSpend, ...others] = rows.columns;
  return { ...rows, columns: [meanSpend!.map((amount) => amount / unit), ...others] };
}

/** What is to be said where the mean over customers is infinite. */
export function meanWarnings(q: number, remedy?: "finiteMean"): Warning[] {
  if (q > 1) return [];
  const also = remedy === undefined ? "" : ", or fit with finiteMean: true";
  return [
    {
      code: "q-at-most-one",
      message: `q is ${q.toPrecision(3)}: the mean spend over customers is infinite, and so is the expected spend of a customer without purchases. Use medianSpend${also}.`,
    },
  ];
}

/** The likelihood of the means, with what single amounts say beyond them. */
function ofAmounts(ofMeans: LogLikelihood, shares: AmountShares | undefined): LogLikelihood {
  return shares === undefined ? ofMeans : withAmountShares(ofMeans, shares);
}

/** (ln p, ln q, ln pγ/q): the scale pγ/q is well determined, and moves with the currency; the shapes do not. */
export const gammaGammaTransform: Transform = /* @__PURE__ */ spendTransform(0);

/** The same with q = 1 + exp(second entry). */
export const finiteMeanTransform: Transform = /* @__PURE__ */ spendTransform(1);

function spendTransform(lowest: 0 | 1): Transform {
  return {
    size: 3,
    space: () => (lowest === 0 ? "ln p, ln q, ln p gamma/q" : "ln p, ln (q-1), ln p gamma/(q-1)"),
    toNatural: (working, natural, at) => {
      const p = Math.exp(working[at]!);
      const excess = Math.exp(working[at + 1]!);
      natural[at] = p;
      natural[at + 1] = lowest + excess;
      natural[at + 2] = Math.exp(working[at + 2]!) * (excess / p);
    },
    toWorking: (natural, working, at) => {
      const excess = natural[at + 1]! - lowest;
      working[at] = Math.log(natural[at]!);
      working[at + 1] = Math.log(excess);
      working[at + 2] = Math.log(natural[at + 2]!) + Math.log(natural[at]!) - Math.log(excess);
    },
    jacobian: (natural, jacobian, at) => {
      const [p, q, gamma] = [natural[at]!, natural[at + 1]!, natural[at + 2]!];
      const entries = [
        [p, 0, 0],
        [0, q - lowest, 0],
        [-gamma, gamma, gamma],
      ];
      for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) jacobian[at + i]![at + j] = entries[i]![j]!;
    },
    bend: (natural, slopes, hessian, at) => {
      const byGamma = slopes[at + 2]! * natural[at + 2]!;
      const signs = [-1, 1, 1] as const;
      signs.forEach((one, i) => {
        signs.forEach((other, j) => {
          hessian[at + i]![at + j]! += one * other * byGamma;
        });
      });
      hessian[at]![at]! += slopes[at]! * natural[at]!;
      hessian[at + 1]![at + 1]! += slopes[at + 1]! * (natural[at + 1]! - lowest);
    },
  };
}

/** Starting points with the given mean spend. */
export function startsFor(mean: number): number[][] {
  const shapes = [
    [6, 4],
    [1.5, 2.5],
    [20, 2],
  ] as const;
  return shapes.map(([p, q]) => [p, q, (mean * (q - 1)) / p]);
}

export function startFrom({ p, q, gamma }: GammaGammaParameters, finiteMean: boolean, unit: number): number[] {
  return [p, finiteMean ? Math.max(q, 1 + 1e-6) : q, gamma / unit];
}

function nothingVaries(rows: LikelihoodRows, shares: AmountShares | undefined): boolean {
  const mean = meanOfMeans(rows);
  const equal = rows.columns[0]!.every((value) => Math.abs(value - mean) <= 1e-12 * mean);
  return equal && (shares === undefined || shares.logDeviations.every((deviation) => deviation === 0));
}

/** The mean of the customers' mean spends. */
export function meanOfMeans(rows: LikelihoodRows): number {
  const meanSpend = rows.columns[0]!;
  let sum = 0;
  for (let i = 0; i < meanSpend.length; i++) sum += rows.weight[i]! * meanSpend[i]!;
  return sum / rows.customers;
}

/** The likelihood of a sample of the rows, where there are many. */
export function sampleLikelihood(
  rows: LikelihoodRows,
  likelihoodOf: (rows: LikelihoodRows) => LogLikelihood,
): { logLikelihood: LogLikelihood; customers: number } | undefined {
  const sample = sampleOf(rows);
  return sample === undefined ? undefined : { logLikelihood: likelihoodOf(sample), customers: sample.customers };
}

/** Everybody spends the same: the likelihood has no maximum, and the model stands where nothing varies any more. */
function atLimit(rows: LikelihoodRows, unit: number, logLikelihood: LogLikelihood): LikelihoodOptimum {
  const mean = meanOfMeans(rows);
  const estimate = Float64Array.of(noVariation, noVariation, mean);
  const working = new Float64Array(3);
  gammaGammaTransform.toWorking(estimate, working, 0);
  return {
    estimate: Array.from(estimate),
    converged: false,
    iterations: 0,
    rows: rows.index.length,
    customers: rows.customers,
    logLikelihood: logLikelihood(estimate, new Float64Array(3)),
    gradientNorm: 0,
    parameterNames: ["p", "q", "gamma"],
    covariance: null,
    standardErrors: null,
    intervals: null,
    working: { space: gammaGammaTransform.space([], 0), estimate: Array.from(working), covariance: null },
    warnings: [
      {
        code: "zero-variance",
        message: `Every customer spends ${mean * unit} a purchase: the likelihood grows without end, and the model is the limit in which nothing varies.`,
      },
    ],
  };
}

const ridges: readonly Ridge[] = [
  {
    axis: 0,
    towards: 1,
    limit: {
      code: "same-within-customers",
      message: "The purchases of one customer do not vary: p runs to infinity. Predictions remain valid.",
    },
    weak: {
      code: "weak-p",
      message: "How much one customer's purchases vary (p) is poorly determined; predictions remain valid.",
    },
  },
  {
    axis: 1,
    towards: 1,
    sided: true,
    limit: {
      code: "same-between-customers",
      message:
        "Customers do not differ in their mean spend beyond chance: q runs to infinity. Predictions remain valid.",
    },
    weak: { code: "weak-q", message: "How much customers differ (q) is poorly determined; predictions remain valid." },
  },
];

/** How p and q may run away; in a space with a finite mean q also towards 1. */
export function gammaGammaRidges(finiteMean: boolean): readonly Ridge[] {
  return finiteMean ? [...ridges, atOne] : ridges;
}

const atOne: Ridge = {
  axis: 1,
  towards: -1,
  sided: true,
  limit: {
    code: "mean-at-limit",
    message:
      "The data ask for q of at most 1, an infinite mean; with finiteMean the estimate stands at that limit and the mean means little.",
  },
  weak: { code: "weak-mean", message: "The mean spend over customers is poorly determined from above." },
};
