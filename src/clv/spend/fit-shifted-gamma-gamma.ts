import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { maximizeLikelihood, type Ridge } from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import { likelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory, WithSpend } from "../history/purchase-history.ts";
import { requireParameters } from "../models.ts";
import { fitGammaGamma, meanWarnings, sampleLikelihood } from "./fit-gamma-gamma.ts";
import { inCurrency } from "./in-currency.ts";
import {
  type ShiftedGammaGammaModel,
  type ShiftedGammaGammaParameters,
  shiftedGammaGamma,
  shiftedGammaGammaParameters,
} from "./shifted-gamma-gamma.ts";
import { shiftedGammaGammaLikelihood } from "./shifted-gamma-gamma-likelihood.ts";
import { type SpendRows, spendRows } from "./spend-rows.ts";
import { standardized } from "./standardized-means.ts";

/** Options of {@link fitShiftedGammaGamma}. */
export interface FitShiftedGammaGammaOptions {
  /** Where the optimiser starts; several points made from the data where absent. */
  readonly start?: ShiftedGammaGammaModel | ShiftedGammaGammaParameters | undefined;
  /** The lowest possible amount, where it is known (a cost of 2 each time: −2); estimated where absent. */
  readonly shift?: number | undefined;
}

/** How near the shift may come to the lowest mean, as a share of the distance of that from the middle one. */
const nearest = 1e-3;

/**
 * Fits the shifted gamma-gamma model (移位伽马-伽马模型估计) of amounts that may be negative, such as fees less costs, by maximum likelihood of the
 * customers' means, the shift with it or given.
 *
 * The likelihood is that of `fitGammaGamma` for mean − shift. The shift lies below the lowest mean. Where amounts pile up at the lowest
 * one (p below 1) the likelihood grows without end as the shift approaches it: it then stands a thousandth of the distance to the middle mean below it,
 * with the warning `shift-at-lowest`. Where amounts are not skewed it runs to −∞, and the model to the normal-normal one: `normal-limit`.
 * Estimated in the space (ln of the spreads s = S/√p within and t = S/√q between customers, shift + S, ln S), S = pγ/q.
 *
 * @param history - Purchase histories with `meanSpend` of any sign; summarize profits with `returns: "count"`. Customers without a purchase behind
 * the mean say nothing here and are counted in a warning.
 * @param options - A start of your own; `shift`, where it is known.
 * @returns A fit: the model, log-likelihood, covariance, standard errors, 95 % intervals (that of shift symmetric), and warnings: `q-at-most-one`,
 * `without-spend`, `shift-at-lowest`, `normal-limit`, `weak-shift`, `same-within-customers`, `same-between-customers`, and those of the optimiser; with a given shift those of `fitGammaGamma` and
 * `means-below-shift`.
 * @throws InputError `insufficient-data` where no customer has an amount, `zero-variance` where all means are equal and no shift is given; the codes of a
 * history that is not one.
 * @remarks Source: Fader & Hardie (2013) with a location parameter; Smith (1985), Maximum likelihood estimation in a class of nonregular cases,
 * Biometrika 72, for the limit. No twin in R or Python.
 * @example
 * ```ts
 * import { bgNbd, fitShiftedGammaGamma, shiftedGammaGamma, simulateCohort } from "customer-equity/clv";
 * const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
 *   customers: 1000, age: 52, seed: 1, spend: shiftedGammaGamma({ p: 6, q: 4, gamma: 15, shift: -20 }),
 * });
 * const fit = fitShiftedGammaGamma({ ...history, meanSpend: history.meanSpend! });
 * console.log(fit.model.shift < 0); // true
 * ```
 */
export function fitShiftedGammaGamma(
  history: PurchaseHistory & WithSpend,
  options?: FitShiftedGammaGammaOptions,
): LikelihoodFit<ShiftedGammaGammaModel> {
  const { start, shift } = requireOptions(options);
  if (shift !== undefined) requireNumber(shift, "options.shift");
  if (start !== undefined)
    requireParameters(requireOptions(start, "options.start"), shiftedGammaGammaParameters, "options.start");
  const columns = spendRows(history, "histories");
  if (shift !== undefined) return atShift(history, shift);
  const fit = estimatedShift(history, columns, start);
  // Where other starts ended below the model without a shift, its place is a better one.
  const lowest = Float64Array.from(columns.meanSpend, (mean, i) => (columns.count[i] === 0 ? Infinity : mean)).reduce(
    (one, other) => Math.min(one, other),
  );
  if (start !== undefined || !(lowest > 0)) return fit;
  const plain = atShift(history, 0);
  if (!(plain.logLikelihood > fit.logLikelihood + 1e-6)) return fit;
  const better = estimatedShift(history, columns, plain.model);
  return better.logLikelihood > plain.logLikelihood ? better : plain;
}

function estimatedShift(
  history: PurchaseHistory & WithSpend,
  columns: SpendRows,
  start: FitShiftedGammaGammaOptions["start"],
): LikelihoodFit<ShiftedGammaGammaModel> {
  const { picked, warnings, origin, unit, flat } = standardized(columns, history.weight);
  if (flat) {
    throw new InputError({
      code: "zero-variance",
      path: "history.meanSpend",
      expected: "customers with different mean amounts, to estimate a shift",
      received: origin,
      advice: "Give the shift, or use fitGammaGamma.",
    });
  }
  const rows = likelihoodRows(
    Float64Array.from(picked, (i) => columns.count[i]!),
    [Float64Array.from(picked, (i) => (columns.meanSpend[i]! - origin) / unit)],
    history.weight && Float64Array.from(picked, (i) => history.weight![i]!),
  );
  const lowest = rows.columns[0]!.reduce((least, mean) => Math.min(least, mean), Infinity);
  const middle = Float64Array.from(rows.columns[0]!).sort()[rows.index.length >> 1]!;
  // Where half of all means are the lowest one, the mean of all, which is 0 here.
  const floor = nearest * ((middle > lowest ? middle : 0) - lowest);
  const ceiling = lowest - floor;
  const likelihoodOf = (some: typeof rows) => shiftedGammaGammaLikelihood(some, ceiling);
  const optimum = maximizeLikelihood({
    logLikelihood: likelihoodOf(rows),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames: ["p", "q", "gamma", "shift"],
    transform: shiftedTransform,
    starts:
      start === undefined
        ? startsBelow(lowest, -origin / unit)
        : [[start.p, start.q, start.gamma / unit, Math.min((start.shift - origin) / unit, lowest - 2 * floor)]],
    sample: sampleLikelihood(rows, likelihoodOf),
    ridges,
  });
  if (!(lowest - optimum.estimate[3]! > 2 * floor)) {
    const held = atShift(history, origin + unit * ceiling);
    return {
      ...held,
      warnings: [
        ...held.warnings,
        {
          code: "shift-at-lowest",
          message: `Amounts pile up at the lowest mean, and the shift stands just below it, at ${held.model.shift.toPrecision(4)}; it has no standard error, and those of the others take it as known. Give the shift where the lowest possible amount is known.`,
        },
      ],
    };
  }
  const { estimate, ...rest } = inCurrency(optimum, {
    unit,
    origin,
    parameters: ["number", "number", "money", "place"],
    coordinates: ["log-money", "log-money", "place", "log-money"],
    amounts: rows.customers,
  });
  const [p, q, gamma, place] = estimate as [number, number, number, number];
  return {
    model: shiftedGammaGamma({ p, q, gamma, shift: place }),
    ...rest,
    warnings: [...warnings, ...meanWarnings(q), ...rest.warnings],
  };
}

/** The fit with a shift that is given: gamma-gamma for the means above it. */
function atShift(history: PurchaseHistory & WithSpend, shift: number): LikelihoodFit<ShiftedGammaGammaModel> {
  const count = history.spendCount ?? history.frequency;
  const { spendLogDeviation, ...rest } = history;
  const above = Float64Array.from(history.meanSpend, (mean, i) => (count[i] === 0 ? 0 : mean - shift));
  const { model, warnings, ...fit } = fitGammaGamma({ ...rest, meanSpend: above });
  const { p, q, gamma } = model;
  return {
    ...fit,
    model: shiftedGammaGamma({ p, q, gamma, shift }),
    warnings: warnings.map((warning) =>
      warning.code === "non-positive-spend"
        ? {
            ...warning,
            code: "means-below-shift",
            message: `Customers whose mean is at or below the shift of ${shift}, and who did not enter the fit: ${warning.count}. Scores take their mean as the shift. Give a lower shift, or have it estimated.`,
          }
        : warning,
    ),
  };
}

/** Starting points around a mean of 0 with spreads of about 1: shifts at three distances below the lowest mean, and no shift where that is below it. */
function startsBelow(lowest: number, noShift: number): number[][] {
  const shifts = [lowest - 0.3, 2 * lowest - 1, 5 * lowest - 5];
  if (noShift < 1.01 * lowest) shifts.push(noShift);
  return shifts.map((shift) => {
    const p = shift * shift;
    return [p, p + 1, -shift, shift];
  });
}

/** (ln S/√p, ln S/√q, shift + S, ln S) with S = pγ/q: as S grows, the first three are those of the normal-normal model. */
export const shiftedTransform: Transform = {
  size: 4,
  signed: [3],
  linear: [2],
  space: () => "ln S/sqrt p, ln S/sqrt q, shift + S, ln S with S = p gamma/q",
  toNatural: (working, natural, at) => {
    const scale = Math.exp(working[at + 3]!);
    natural[at] = Math.exp(2 * (working[at + 3]! - working[at]!));
    natural[at + 1] = Math.exp(2 * (working[at + 3]! - working[at + 1]!));
    natural[at + 2] = Math.exp(working[at + 3]! + 2 * (working[at]! - working[at + 1]!));
    natural[at + 3] = working[at + 2]! - scale;
  },
  toWorking: (natural, working, at) => {
    const [p, q] = [natural[at]!, natural[at + 1]!];
    const logScale = Math.log(p) + Math.log(natural[at + 2]!) - Math.log(q);
    working[at] = logScale - 0.5 * Math.log(p);
    working[at + 1] = logScale - 0.5 * Math.log(q);
    working[at + 2] = natural[at + 3]! + Math.exp(logScale);
    working[at + 3] = logScale;
  },
  jacobian: (natural, jacobian, at) => {
    const [p, q, gamma] = [natural[at]!, natural[at + 1]!, natural[at + 2]!];
    const entries = [
      [-2 * p, 0, 0, 2 * p],
      [0, -2 * q, 0, 2 * q],
      [2 * gamma, -2 * gamma, 0, gamma],
      [0, 0, 1, -p * (gamma / q)],
    ];
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) jacobian[at + i]![at + j] = entries[i]![j]!;
  },
};

const ridges: readonly Ridge[] = [
  {
    axis: 0,
    towards: -1,
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
    towards: -1,
    limit: {
      code: "same-between-customers",
      message:
        "Customers do not differ in their mean spend beyond chance: q runs to infinity. Predictions remain valid.",
    },
    weak: { code: "weak-q", message: "How much customers differ (q) is poorly determined; predictions remain valid." },
  },
  {
    axis: 3,
    towards: 1,
    limit: {
      code: "normal-limit",
      message:
        "Amounts are not skewed: the shift runs to minus infinity, and the model to the normal-normal one. Predictions remain valid; use fitNormalNormal, which is simpler.",
    },
    weak: {
      code: "weak-shift",
      message:
        "The shift is poorly determined from below, as amounts are hardly skewed; predictions remain valid. Compare with fitNormalNormal.",
    },
  },
];
