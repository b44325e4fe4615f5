import type { AnswerScale } from "../../survey/answers.ts";
import type { Column } from "../../types.ts";
import { type LoyaltyCurve, pointOf } from "./curve-form.ts";
import type { CurveData, FittedCurve } from "./fit-curve.ts";
import type { FittedLoyaltyCurve, ObservedLoyalty } from "./satisfaction-loyalty-curve.ts";

/** The lowest and the highest of values. */
export function rangeOf(values: Float64Array): AnswerScale {
  return values.reduce((ends, value) => ({ min: Math.min(ends.min, value), max: Math.max(ends.max, value) }), {
    min: Infinity,
    max: -Infinity,
  });
}

/** A curve beside the data. */
export function judge(
  { curve, standardErrors, method }: Extract<FittedCurve, { readonly curve: object }>,
  { satisfaction, loyalty, likelihood }: CurveData,
  range: AnswerScale,
): Omit<FittedLoyaltyCurve, "aicDifference"> {
  const n = loyalty.length;
  const mean = loyalty.reduce((sum, value) => sum + value / n, 0);
  let [residual, total, bernoulli] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const expected = pointOf(curve, satisfaction[i]!).loyalty;
    residual += (loyalty[i]! - expected) ** 2;
    total += (loyalty[i]! - mean) ** 2;
    if (likelihood === "bernoulli" && method === "maximum-likelihood")
      bernoulli += loyalty[i]! > 0.5 ? Math.log(expected) : Math.log1p(-expected);
  }
  const perfect = !(residual > 1e-24 * total);
  const logLikelihood =
    method === "least-squares"
      ? null
      : likelihood === "bernoulli"
        ? bernoulli
        : perfect
          ? null
          : (-n / 2) * (Math.log((2 * Math.PI * residual) / n) + 1);
  const parameters = curve.coefficients.length + (likelihood === "normal" ? 1 : 0);
  return {
    ...curve,
    standardErrors,
    method,
    logLikelihood,
    aic: logLikelihood === null ? null : 2 * parameters - 2 * logLikelihood,
    rSquared: 1 - residual / total,
    inflection: inflectionOf(curve),
    rises: Array.from({ length: 201 }, (_, i) => range.min + (i / 200) * (range.max - range.min)).every(
      (s) => pointOf(curve, s).slope >= 0,
    ),
  };
}

function inflectionOf({ form, coefficients }: LoyaltyCurve): number | null {
  const [a, b, c = 0, d = 0] = coefficients as readonly [number, number, number?, number?];
  const at = form === "logistic" ? -a / b : form === "cubic" ? -c / (3 * d) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

export function zonesOf(satisfaction: Float64Array, bounds: Column): number[] {
  const zones = new Array<number>(bounds.length + 1).fill(0);
  for (const s of satisfaction) {
    let zone = 0;
    while (zone < bounds.length && s >= bounds[zone]!) zone++;
    zones[zone]!++;
  }
  return zones;
}

const mostGroups = 50;

export function observe({ satisfaction, loyalty }: CurveData, { min, max }: AnswerScale): ObservedLoyalty[] {
  const byValue = new Set(satisfaction).size <= mostGroups;
  const keyOf = (s: number): number =>
    byValue ? s : Math.min(mostGroups - 1, Math.floor((mostGroups * (s - min)) / (max - min)));
  const groups = new Map<number, { satisfaction: number; loyalty: number; n: number }>();
  satisfaction.forEach((s, i) => {
    const group = groups.get(keyOf(s)) ?? { satisfaction: 0, loyalty: 0, n: 0 };
    group.n++;
    group.satisfaction += (s - group.satisfaction) / group.n;
    group.loyalty += (loyalty[i]! - group.loyalty) / group.n;
    groups.set(keyOf(s), group);
  });
  return [...groups.entries()].sort(([one], [other]) => one - other).map(([, group]) => group);
}
