import type { LikelihoodOptimum } from "../../statistics/maximum-likelihood.ts";

/** How an optimum for amounts as (amount - origin) / unit becomes the one for the amounts themselves. */
export interface Currency {
  /** A power of two near the size of the amounts, so that only exponents change on the way. */
  readonly unit: number;
  /** What was subtracted first; 0 where absent. */
  readonly origin?: number | undefined;
  /** What each natural parameter is: a number, an amount of money, or a place on the scale of amounts, which moves with the origin. */
  readonly parameters: readonly ("number" | "money" | "place")[];
  /** What each working coordinate is: the same, or the logarithm of an amount. */
  readonly coordinates: readonly ("number" | "log-money" | "place")[];
  /** Amounts whose density the likelihood is, in all. */
  readonly amounts: number;
}

/** The optimum for amounts as they were given; the working covariance stays, but for places. */
export function inCurrency(optimum: LikelihoodOptimum, currency: Currency): LikelihoodOptimum {
  const { unit, origin = 0, parameters, coordinates, amounts } = currency;
  const { estimate, covariance, standardErrors, intervals, parameterNames, working } = optimum;
  const scale = parameters.map((kind) => (kind === "number" ? 1 : unit));
  const shift = parameters.map((kind) => (kind === "place" ? origin : 0));
  const workingScale = coordinates.map((kind) => (kind === "place" ? unit : 1));
  const scaled = times(covariance, scale);
  // A variance goes with the square of the unit: beyond the range of numbers there is none to report.
  const inRange = scaled?.every((row, i) => Number.isFinite(row[i]) && row[i] !== 0);
  const byName = <T>(record: Readonly<Record<string, T>> | null, change: (entry: T, i: number) => T) =>
    record &&
    Object.fromEntries(
      Object.entries(record).map(([name, entry]) => [name, change(entry, parameterNames.indexOf(name))]),
    );
  return {
    ...optimum,
    estimate: estimate.map((entry, i) => shift[i]! + entry * scale[i]!),
    logLikelihood: optimum.logLikelihood - amounts * Math.log(unit),
    covariance: scaled !== null && inRange === true ? scaled : null,
    standardErrors: byName(standardErrors, (error, i) => error * scale[i]!),
    intervals: byName(intervals, ({ lower, upper }, i) => ({
      lower: shift[i]! + lower * scale[i]!,
      upper: Math.min(Number.MAX_VALUE, shift[i]! + upper * scale[i]!),
    })),
    working: {
      ...working,
      estimate: working.estimate.map((entry, i) => {
        const kind = coordinates[i]!;
        return kind === "number" ? entry : kind === "place" ? origin + entry * unit : entry + Math.log(unit);
      }),
      covariance: times(working.covariance, workingScale),
    },
  };
}

function times(
  covariance: readonly (readonly number[])[] | null,
  scale: readonly number[],
): readonly (readonly number[])[] | null {
  return covariance === null ? null : covariance.map((row, i) => row.map((entry, j) => entry * scale[i]! * scale[j]!));
}

/** The power of two next to a size, which must be above 0; no smaller than leaves room for estimates below it. */
export function powerOfTwoNear(size: number): number {
  return 2 ** Math.max(-900, Math.round(Math.log2(size)));
}
