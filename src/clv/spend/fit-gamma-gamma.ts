import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { digammaDifference, logBeta } from "../../numeric/gamma-functions.ts";
import { type LogLikelihood, maximizeLikelihood, type Ridge } from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import { type LikelihoodRows, likelihoodRows, sampleOf } from "../history/likelihood-rows.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { type GammaGammaModel, type GammaGammaParameters, gammaGamma } from "./gamma-gamma.ts";
import { requireSpendHistory } from "./spend-rows.ts";

/** Options of {@link fitGammaGamma}. */
export interface FitGammaGammaOptions {
  /** Where the optimiser starts; several points made from the data where absent. */
  readonly start?: GammaGammaModel | GammaGammaParameters | undefined;
  /**
   * Keep q above 1, so that customers have a finite mean spend.
   * @defaultValue false
   */
  readonly finiteMean?: boolean | undefined;
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
 * @param history - Purchase histories with `meanSpend`; customers without a repeat purchase, or with a mean of 0 or less, say nothing here
 * and are counted in a warning.
 * @param options - A start of your own; `finiteMean`.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals, and warnings: `q-at-most-one` (the mean over
 * customers is infinite), `non-positive-spend`, `without-spend`, `zero-variance` (all spend the same: the model stands at that limit),
 * `same-within-customers`, `same-between-customers`, `starts-disagree`, `not-converged`, `hessian-not-positive-definite`.
 * @throws InputError `insufficient-data` where no customer has a purchase with an amount above 0; the codes of a history that is not one.
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
  const { start, finiteMean = false } = requireOptions(options);
  const own = start === undefined ? undefined : gammaGamma(start);
  const { rows, warnings } = spendLikelihoodRows(history);
  const mean = weightedMean(rows);
  if (rows.columns[0]!.every((value) => Math.abs(value - mean) <= 1e-12 * mean)) return atLimit(rows, mean, warnings);

  const starts = [
    [6, 4],
    [1.5, 2.5],
    [20, 2],
  ] as const;
  const { estimate, ...rest } = maximizeLikelihood({
    logLikelihood: gammaGammaLikelihood(rows),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames: ["p", "q", "gamma"],
    transform: finiteMean ? finiteMeanTransform : gammaGammaTransform,
    starts:
      own === undefined
        ? starts.map(([p, q]) => [p, q, (mean * (q - 1)) / p])
        : [[own.p, finiteMean ? Math.max(own.q, 1 + 1e-6) : own.q, own.gamma]],
    sample: sampleLikelihood(rows),
    ridges: finiteMean ? [...ridges, atOne] : ridges,
  });
  const [p, q, gamma] = estimate as [number, number, number];
  if (q <= 1) {
    warnings.push({
      code: "q-at-most-one",
      message: `q is ${q.toPrecision(3)}: the mean spend over customers is infinite, and so is the expected spend of a customer without purchases. Use medianSpend, or fit with finiteMean: true.`,
    });
  }
  return { model: gammaGamma({ p, q, gamma }), ...rest, warnings: [...warnings, ...rest.warnings] };
}

/** (ln p, ln q, ln pγ/q): the scale pγ/q is well determined, and moves with the currency; the shapes do not. */
export const gammaGammaTransform: Transform = spendTransform(0);

/** The same with q = 1 + exp(second entry). */
export const finiteMeanTransform: Transform = spendTransform(1);

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
  };
}

/** Rows with at least one purchase and a mean above 0, and warnings that count the others. */
function spendLikelihoodRows(history: PurchaseHistory & WithSpend): {
  rows: LikelihoodRows;
  warnings: Warning[];
} {
  const { count, meanSpend } = requireSpendHistory(history);
  const picked: number[] = [];
  let without = 0;
  let notPositive = 0;
  for (let i = 0; i < count.length; i++) {
    if (count[i] === 0) without++;
    else if (!(meanSpend[i]! > 0)) notPositive++;
    else picked.push(i);
  }
  if (picked.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.meanSpend",
      expected: "at least one customer with a repeat purchase and a mean spend above 0",
      received: history.meanSpend,
    });
  }
  const warnings: Warning[] = [];
  if (without > 0) {
    warnings.push({
      code: "without-spend",
      message: `${without} customers without a repeat purchase say nothing about spend and did not enter the fit; they are given the mean of all customers.`,
      count: without,
    });
  }
  if (notPositive > 0) {
    warnings.push({
      code: "non-positive-spend",
      message: `${notPositive} customers whose mean spend is 0 or less did not enter the fit: the gamma-gamma model is for positive amounts.`,
      count: notPositive,
    });
  }
  const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(picked, (i) => column[i]!);
  const { weight } = history;
  return {
    rows: likelihoodRows(pick(count), [pick(meanSpend)], weight === undefined ? undefined : pick(weight)),
    warnings,
  };
}

function weightedMean(rows: LikelihoodRows): number {
  const meanSpend = rows.columns[0]!;
  let sum = 0;
  for (let i = 0; i < meanSpend.length; i++) sum += rows.weight[i]! * meanSpend[i]!;
  return sum / rows.customers;
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
      const grown = Math.log1p(spent / gamma);
      const kept = gamma < 1e-3 * spent ? Math.log1p(gamma / spent) : grown + logGammaRate - logTotal[i]!;
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

function sampleLikelihood(rows: LikelihoodRows): { logLikelihood: LogLikelihood; customers: number } | undefined {
  const sample = sampleOf(rows);
  return sample === undefined
    ? undefined
    : { logLikelihood: gammaGammaLikelihood(sample), customers: sample.customers };
}

/** Everybody spends the same: the likelihood has no maximum, and the model stands where nothing varies any more. */
function atLimit(rows: LikelihoodRows, mean: number, warnings: readonly Warning[]): LikelihoodFit<GammaGammaModel> {
  const estimate = Float64Array.of(noVariation, noVariation, mean);
  const gradient = new Float64Array(3);
  const working = new Float64Array(3);
  gammaGammaTransform.toWorking(estimate, working, 0);
  return {
    model: gammaGamma({ p: noVariation, q: noVariation, gamma: mean }),
    converged: false,
    iterations: 0,
    rows: rows.index.length,
    customers: rows.customers,
    logLikelihood: gammaGammaLikelihood(rows)(estimate, gradient),
    gradientNorm: 0,
    parameterNames: ["p", "q", "gamma"],
    covariance: null,
    standardErrors: null,
    intervals: null,
    working: { space: gammaGammaTransform.space([], 0), estimate: Array.from(working), covariance: null },
    warnings: [
      ...warnings,
      {
        code: "zero-variance",
        message: `Every customer spends ${mean} a purchase: the likelihood grows without end, and the model is the limit in which nothing varies.`,
      },
    ],
  };
}

const ridges: readonly Ridge[] = [
  {
    direction: [1, 0, 0],
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
    direction: [0, 1, 0],
    limit: {
      code: "same-between-customers",
      message:
        "Customers do not differ in their mean spend beyond chance: q runs to infinity. Predictions remain valid.",
    },
    weak: { code: "weak-q", message: "How much customers differ (q) is poorly determined; predictions remain valid." },
  },
];

const atOne: Ridge = {
  direction: [0, -1, 0],
  limit: {
    code: "mean-at-limit",
    message:
      "The data ask for q of at most 1, an infinite mean; with finiteMean the estimate stands at that limit and the mean means little.",
  },
  weak: { code: "weak-mean", message: "The mean spend over customers is poorly determined from above." },
};
