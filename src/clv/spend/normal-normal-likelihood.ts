import { InputError } from "../../errors.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { Column } from "../../types.ts";
import { compressRows } from "../history/compress-rows.ts";
import type { SpendRows } from "./spend-rows.ts";

/** Distinct rows of amounts as (amount - origin) / unit. */
export interface NormalRows {
  readonly count: Float64Array;
  readonly mean: Float64Array;
  /** Σ(z − m)² of each row; 0 where it does not enter. */
  readonly deviations: Float64Array;
  /** How many deviations about the row's own mean enter, n − 1 or 0. */
  readonly free: Float64Array;
  readonly weight: Float64Array;
  readonly customers: number;
  /** Amounts whose density the likelihood is. */
  readonly amounts: number;
}

/** The picked rows, equal ones merged; with each amount, or with means alone. */
export function normalRows(
  { count, meanSpend, deviation }: SpendRows,
  weight: Column | undefined,
  picked: readonly number[],
  origin: number,
  unit: number,
  each: boolean,
): NormalRows {
  if (each && deviation === undefined) {
    throw new InputError({
      code: "insufficient-data",
      path: "history.spendDeviation",
      expected: "how the single amounts of each customer differ",
      received: undefined,
      advice: "summarizeTransactions gives it for a log with amounts; leave `amounts` away where only means are known.",
    });
  }
  const known = (i: number): boolean => each && count[i]! > 1 && (deviation![i] ?? null) !== null;
  const columns = [
    Float64Array.from(picked, (i) => count[i]!),
    Float64Array.from(picked, (i) => (meanSpend[i]! - origin) / unit),
    Float64Array.from(picked, (i) => (known(i) ? count[i]! * (deviation![i]! / unit) ** 2 : 0)),
    Float64Array.from(picked, (i) => (known(i) ? count[i]! - 1 : 0)),
  ];
  const weights = weight === undefined ? undefined : Float64Array.from(picked, (i) => weight[i]!);
  const { first, weight: merged } = compressRows(columns, weights);
  const [counts, mean, deviations, free] = columns.map((column) => Float64Array.from(first, (i) => column[i]!)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let customers = 0;
  let amounts = 0;
  for (let i = 0; i < merged.length; i++) {
    customers += merged[i]!;
    amounts += merged[i]! * (1 + free[i]!);
  }
  return { count: counts, mean, deviations, free, weight: merged, customers, amounts };
}

/** Log-likelihood and gradient in (μ, σ, τ): that of the means, and of the deviations of the amounts from them. */
export function normalNormalLikelihood({ count, mean, deviations, free, weight }: NormalRows): LogLikelihood {
  return (natural, gradient) => {
    const mu = natural[0]!;
    const sigma = natural[1]!;
    const tau = natural[2]!;
    const logVariance = logTwoPi + 2 * Math.log(sigma);
    let value = 0;
    let slopeMu = 0;
    let slopeSigma = 0;
    let slopeTau = 0;
    for (let i = 0; i < count.length; i++) {
      const n = count[i]!;
      const w = weight[i]!;
      const spread = Math.hypot(tau, sigma / Math.sqrt(n));
      const score = (mean[i]! - mu) / spread;
      value -= w * (0.5 * (logTwoPi + score * score) + Math.log(spread));
      slopeMu += (w * score) / spread;
      const slopeSpread = (w * (score * score - 1)) / spread;
      slopeTau += slopeSpread * (tau / spread);
      slopeSigma += slopeSpread * (sigma / (n * spread));
      if (free[i]! > 0) {
        const ratio = deviations[i]! / sigma / sigma;
        value -= 0.5 * w * (free[i]! * logVariance + Math.log(n) + ratio);
        slopeSigma += (w * (ratio - free[i]!)) / sigma;
      }
    }
    gradient[0] = slopeMu;
    gradient[1] = slopeSigma;
    gradient[2] = slopeTau;
    return value;
  };
}

const logTwoPi = /* @__PURE__ */ Math.log(2 * Math.PI);
