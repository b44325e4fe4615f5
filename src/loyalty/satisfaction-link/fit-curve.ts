import { InputError } from "../../errors.ts";
import { fisherScoring, type Scoring, type ScoringFamily } from "../../statistics/fisher-scoring.ts";
import { linearRegression, type RegressionColumn } from "../../statistics/linear-regression.ts";
import { bernoulliLogit, logistic, logisticSlope, separationOf } from "../../statistics/logistic-regression.ts";
import type { AnswerScale } from "../../survey/answers.ts";
import type { Column } from "../../types.ts";
import type { CheckedCurve, CurveForm } from "./curve-form.ts";

/** The data that curves are fitted to. */
export interface CurveData {
  readonly satisfaction: Float64Array;
  readonly loyalty: Float64Array;
  /** Where piecewise curves bend. */
  readonly bounds: Column;
  /** Between what logistic curves run; `null` where it is not known. */
  readonly loyaltyScale: AnswerScale | null;
  /** Outcomes of 0 and 1 by the Bernoulli likelihood, others by the normal one. */
  readonly likelihood: "bernoulli" | "normal";
}

/** How a curve was fitted. */
export type CurveMethod = "maximum-likelihood" | "least-squares";

/** A fitted curve, or why there is none. */
export type FittedCurve =
  | { readonly curve: CheckedCurve; readonly standardErrors: readonly number[]; readonly method: CurveMethod }
  | { readonly curve: null; readonly reason: string };

/** Fits one form by maximum likelihood: that of Bernoulli, or the normal one, which is least squares. */
export function fitCurve(form: CurveForm, data: CurveData): FittedCurve {
  const { satisfaction, loyalty, bounds, likelihood } = data;
  const centred = middleOf(satisfaction);
  const scale = data.loyaltyScale;
  if (form === "logistic" && scale === null)
    return none("loyalty leaves 0 to 1, and no `loyaltyScale` says between what the curve runs");
  if (form === "power" && satisfaction.some((s) => s <= 0)) return none("satisfaction is not above 0 everywhere");
  const mean = loyalty.reduce((sum, value) => sum + value / loyalty.length, 0);
  if (form === "power" && !(mean > 0)) return none("mean loyalty is not above 0");
  const width = form === "logistic" ? scale!.max - scale!.min : 1;
  const low = form === "logistic" ? scale!.min : 0;
  const outcome = form === "logistic" ? loyalty.map((value) => (value - low) / width) : loyalty;
  const startMean = (mean - low) / width;
  if (form === "logistic" && !(startMean > 0 && startMean < 1)) return none("mean loyalty is at an end of its scale");
  const columns = columnsOf(form, satisfaction, centred, bounds);
  const straight = form !== "logistic" && form !== "power";
  const likely = attempt(() =>
    likelihood === "normal" && straight
      ? leastSquaresFit(outcome, columns)
      : fisherScoring(outcome, columns, {
          family: familyOf(form, likelihood),
          start: form === "logistic" ? Math.log(startMean / (1 - startMean)) : form === "power" ? Math.log(mean) : mean,
          recedes: form === "logistic" && likelihood === "bernoulli" ? separationOf(outcome) : undefined,
          path: "data.satisfaction",
        }),
  );
  // Chances that are linear may be most likely where one of them reaches 0 or 1: least squares then draws the line regardless.
  const runsOut =
    likelihood === "bernoulli" && straight && (likely === null || (likely !== "dependent" && !likely.converged));
  const found = runsOut ? leastSquaresFit(outcome, columns) : likely;
  if (found === "dependent") return none("satisfaction has too few different values for its coefficients");
  if (found === null && form === "logistic" && likelihood === "bernoulli")
    return none("satisfaction tells the loyal from the others without error, so that it has no finite slope");
  if (found === null || !found.converged) return none("it has no best coefficients within the range of loyalty");
  const { coefficients, errors } = inOwnTerms(form, found, centred);
  if (![...coefficients, ...errors].every((value) => Number.isFinite(value) && Math.abs(value) < 1e70))
    return none("its coefficients are beyond the range of numbers");
  // With normal errors the inverse is that of the information up to the variance of the residuals.
  const variance =
    likelihood === "bernoulli" && !runsOut ? 1 : (2 * found.loss) / (loyalty.length - coefficients.length);
  return {
    curve: { form, coefficients, bounds, loyaltyScale: scale ?? { min: 0, max: 1 } },
    standardErrors: errors.map((error) => error * Math.sqrt(variance)),
    method: runsOut ? "least-squares" : "maximum-likelihood",
  };
}

type Found = Pick<Scoring, "coefficients" | "inverse" | "loss" | "converged">;

function none(reason: string): FittedCurve {
  return { curve: null, reason };
}

function attempt(estimate: () => Found | null): Found | null | "dependent" {
  try {
    return estimate();
  } catch (error) {
    if (error instanceof InputError && (error.code === "singular" || error.code === "zero-variance"))
      return "dependent";
    throw error;
  }
}

function leastSquaresFit(outcome: Float64Array, columns: readonly RegressionColumn[]): Found {
  const { terms, covariance, residualDeviation, degreesOfFreedom } = linearRegression(outcome, columns);
  const variance = residualDeviation ** 2;
  return {
    coefficients: terms.map(({ estimate }) => estimate),
    inverse: covariance.map((row) => row.map((entry) => (variance > 0 ? entry / variance : 0))),
    loss: (variance * degreesOfFreedom) / 2,
    converged: true,
  };
}

/** Half way through satisfaction: powers around it depend less on each other. */
function middleOf(satisfaction: Float64Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (const s of satisfaction) [least, most] = [Math.min(least, s), Math.max(most, s)];
  return (least + most) / 2;
}

function columnsOf(form: CurveForm, s: Float64Array, middle: number, bounds: Column): readonly RegressionColumn[] {
  const column = (name: string, of: (s: number) => number): RegressionColumn => ({ name, values: s.map(of) });
  if (form === "power") return [column("ln s", Math.log)];
  if (form === "cubic") return [1, 2, 3].map((power) => column(`s^${power}`, (value) => (value - middle) ** power));
  const line = column("s", (value) => value);
  if (form !== "piecewise") return [line];
  return [line, ...Array.from(bounds, (bound) => column(`s > ${bound}`, (value) => Math.max(0, value - bound)))];
}

function familyOf(form: CurveForm, likelihood: "bernoulli" | "normal"): ScoringFamily {
  if (form === "logistic") return likelihood === "bernoulli" ? bernoulliLogit : normalFamily(logistic, logisticSlope);
  if (form === "power")
    return likelihood === "bernoulli" ? bernoulliFamily(Math.exp) : normalFamily(Math.exp, Math.exp);
  return bernoulliFamily((eta) => eta);
}

function normalFamily(mean: (eta: number) => number, slope: (eta: number) => number): ScoringFamily {
  const loss = (outcome: number, eta: number): number => (outcome - mean(eta)) ** 2 / 2;
  return { mean, slope, variance: () => 1, loss };
}

/** Outcomes of 0 and 1 whose chance is the predictor itself, or its exponential. */
function bernoulliFamily(mean: (eta: number) => number): ScoringFamily {
  const slope = mean === Math.exp ? Math.exp : () => 1;
  return {
    mean,
    slope,
    variance: (eta) => mean(eta) * (1 - mean(eta)),
    loss: (outcome, eta) => {
      const chance = mean(eta);
      if (!(chance > 0 && chance < 1)) return Infinity;
      return outcome > 0.5 ? -Math.log(chance) : -Math.log1p(-chance);
    },
  };
}

/** Coefficients as a curve has them, and their standard errors up to the variance of the residuals. */
function inOwnTerms(
  form: CurveForm,
  { coefficients, inverse }: Found,
  m: number,
): { readonly coefficients: readonly number[]; readonly errors: readonly number[] } {
  const size = coefficients.length;
  const identity = coefficients.map((_, i) => coefficients.map((_, j) => (i === j ? 1 : 0)));
  // Slopes of zones are running sums of the changes of the slope.
  const carried =
    form === "piecewise"
      ? identity.map((row, i) => row.map((_, j) => (i === 0 ? (j === 0 ? 1 : 0) : j >= 1 && j <= i ? 1 : 0)))
      : form === "cubic"
        ? [
            [1, -m, m ** 2, -(m ** 3)],
            [0, 1, -2 * m, 3 * m ** 2],
            [0, 0, 1, -3 * m],
            [0, 0, 0, 1],
          ]
        : identity;
  const own = carried.map((row) => row.reduce((sum, factor, j) => sum + factor * coefficients[j]!, 0));
  const errors = carried.map((row) => {
    let variance = 0;
    for (let j = 0; j < size; j++) for (let k = 0; k < size; k++) variance += row[j]! * row[k]! * inverse[j]![k]!;
    return Math.sqrt(Math.max(0, variance));
  });
  if (form !== "power") return { coefficients: own, errors };
  // k is the exponential of the constant.
  const k = Math.exp(own[0]!);
  return { coefficients: [k, own[1]!], errors: [k * errors[0]!, errors[1]!] };
}
