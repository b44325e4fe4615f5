import { InputError } from "../../errors.ts";
import { chiSquareSurvival, fSurvival } from "../../numeric/distributions.ts";
import {
  centre,
  type LinearRegression,
  linearRegression,
  type RegressionColumn,
} from "../../statistics/linear-regression.ts";
import { type LogisticRegression, logisticRegression } from "../../statistics/logistic-regression.ts";
import { requireSpread } from "../../statistics/require-spread.ts";
import type { InteractionGain, LoyaltyDeterminantsFit } from "./fit-loyalty-determinants.ts";
import type { ColumnStandard } from "./loyalty-determinants.ts";

/** A column as z-scores, with the divisor n − 1. */
export function standardize(
  column: Float64Array,
  path: string,
  n: number,
): ColumnStandard & { readonly values: Float64Array } {
  if (n < 3) {
    throw new InputError({
      code: "insufficient-data",
      path: "data",
      expected: "at least three customers with loyalty and all determinants",
      received: n,
    });
  }
  const { mean, deviations } = centre(column, path);
  const deviation = requireSpread(
    Math.sqrt(deviations.reduce((sum, value) => sum + value * (value / (n - 1)), 0)),
    path,
  );
  return { mean, deviation, values: deviations.map((value) => value / deviation) };
}

/** What either method finds. */
interface Estimated extends Pick<LoyaltyDeterminantsFit, "terms" | "linear" | "logit" | "converged" | "iterations"> {
  readonly loyalty: ColumnStandard | null;
  readonly covariance: readonly (readonly number[])[];
  readonly degreesOfFreedom: number | null;
  readonly gains: readonly Omit<InteractionGain, "of" | "name">[];
}

export function fitLinear(
  loyalty: Float64Array,
  single: readonly RegressionColumn[],
  products: readonly RegressionColumn[],
  level: number,
): Estimated {
  const { mean, deviation, values } = standardize(loyalty, "data.loyalty", loyalty.length);
  const regress = (columns: readonly RegressionColumn[]): LinearRegression =>
    linearRegression(values, columns, { level, path: "data.determinants" });
  const full = regress([...single, ...products]);
  const left = 1 - full.rSquared!;
  return {
    loyalty: { mean, deviation },
    terms: full.terms.map(({ t, ...term }) => ({ ...term, statistic: t })),
    covariance: full.covariance,
    degreesOfFreedom: full.degreesOfFreedom,
    gains: products.map((product) => {
      const others = regress([...single, ...products.filter((other) => other !== product)]);
      const rSquaredChange = Math.max(0, full.rSquared! - others.rSquared!);
      const perfect = !(full.residualDeviation > 0) || !(left > 0);
      const change = perfect ? null : (rSquaredChange / left) * full.degreesOfFreedom;
      return {
        rSquaredChange,
        effectSize: perfect ? null : rSquaredChange / left,
        change,
        pValue: change === null ? null : fSurvival(change, 1, full.degreesOfFreedom),
      };
    }),
    linear: {
      rSquared: full.rSquared!,
      adjustedRSquared: full.adjustedRSquared!,
      f: full.f,
      pValue: full.pValue,
      residualDeviation: full.residualDeviation,
    },
    logit: null,
    converged: true,
    iterations: 1,
  };
}

export function fitLogit(
  loyalty: Float64Array,
  single: readonly RegressionColumn[],
  products: readonly RegressionColumn[],
  level: number,
): Estimated {
  const other = loyalty.find((value) => value !== 0 && value !== 1);
  if (other !== undefined) {
    throw new InputError({
      code: "out-of-range",
      path: "data.loyalty",
      expected: "0 or 1 for each customer",
      received: other,
      advice: "Say from which score on a customer is loyal, or use the linear method.",
    });
  }
  const regress = (columns: readonly RegressionColumn[]): LogisticRegression =>
    logisticRegression(loyalty, columns, { level, path: "data.determinants", outcomePath: "data.loyalty" });
  const full = regress([...single, ...products]);
  return {
    loyalty: null,
    terms: full.terms.map(({ z, ...term }) => ({ ...term, statistic: z })),
    covariance: full.covariance,
    degreesOfFreedom: null,
    gains: products.map((product) => {
      const others = regress([...single, ...products.filter((one) => one !== product)]);
      const change = Math.max(0, others.deviance - full.deviance);
      return { rSquaredChange: null, effectSize: null, change, pValue: chiSquareSurvival(change, 1) };
    }),
    linear: null,
    logit: { deviance: full.deviance, nullDeviance: full.nullDeviance, aic: full.aic },
    converged: full.converged,
    iterations: full.iterations,
  };
}
