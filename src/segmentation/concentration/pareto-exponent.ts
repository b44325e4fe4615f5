import { requireColumn, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";

/** A rule of the kind "the top 20 % hold 80 %". */
export interface ShareRule {
  /** Share of customers at the top, in (0, 1). */
  readonly top: number;
  /** Share of the business that they hold, above `top` and below 1. */
  readonly share: number;
}

/** A Pareto law (帕累托分布) of volumes, and what it says about concentration. */
export interface ParetoLaw {
  /** The exponent α: the share of customers above a volume x falls like x^−α. Smaller is more concentrated. */
  readonly exponent: number;
  /** Gini coefficient of the law, 1/(2α − 1); `null` where the law has no mean (α at most 1). */
  readonly gini: number | null;
  /** Share of the business of the top 20 %, 10 % and 1 %, p^(1 − 1/α); `null` where the law has no mean. */
  readonly top20: number | null;
  readonly top10: number | null;
  readonly top1: number | null;
}

function lawOf(exponent: number): ParetoLaw {
  const shareOf = (top: number): number | null => (exponent > 1 ? top ** (1 - 1 / exponent) : null);
  return {
    exponent,
    gini: exponent > 1 ? 1 / (2 * exponent - 1) : null,
    top20: shareOf(0.2),
    top10: shareOf(0.1),
    top1: shareOf(0.01),
  };
}

/**
 * The Pareto law behind a rule such as 80/20 (二八原理背后的帕累托分布): its exponent, and the other shares that it implies.
 *
 * α = 1 / (1 − ln share / ln top).
 *
 * @param rule - Share of customers and share of business.
 * @returns The law; "20 % hold 80 %" and "10 % bring 70 %" turn out to be nearly the same one.
 * @throws InputError `out-of-range` for shares that are not 0 < top < share < 1.
 * @remarks Source: Hardy (2010), Pareto's law, The Mathematical Intelligencer 32(3).
 * @example
 * ```ts
 * import { paretoExponent } from "customer-equity/segmentation";
 * console.log(paretoExponent({ top: 0.2, share: 0.8 }).exponent.toFixed(3)); // 1.161
 * ```
 */
export function paretoExponent(rule: ShareRule): ParetoLaw {
  const { top, share } = requireOptions(rule, "rule");
  requireNumber(top, "rule.top", { min: 0, max: 1, openMin: true, openMax: true });
  requireNumber(share, "rule.share", { min: top, max: 1, openMin: true, openMax: true });
  // The quotient top/share is below 1 in floating point too, however close the two are, so that this stays finite.
  return lawOf(Math.log(top) / Math.log(top / share));
}

/** Options of {@link fitParetoExponent}. */
export interface FitParetoExponentOptions {
  /**
   * How: maximum likelihood (Hill), the same made unbiased (for a minimum that was chosen beforehand and not read off the data), or the
   * regression of ln(rank − 1/2) on ln volume.
   * @defaultValue "likelihood"
   */
  readonly method?: "likelihood" | "unbiased" | "rank-size" | undefined;
  /**
   * Smallest volume to which the law applies; smaller ones are left out and counted.
   * @defaultValue the smallest positive volume
   */
  readonly minimum?: number | undefined;
}

/** A Pareto law fitted to volumes. */
export interface FittedParetoLaw extends ParetoLaw {
  /** Smallest volume used. */
  readonly minimum: number;
  /** Customers used, and left out for a volume below it. */
  readonly count: number;
  readonly leftOut: number;
}

/**
 * Fits a Pareto law to volumes (帕累托指数估计): how fast the number of customers falls with their size.
 *
 * Likelihood: α = n / Σ ln(x/x_min); unbiased: (n − 1) in place of n; rank-size: minus the slope of ln(rank − ½) on ln x.
 *
 * @param values - One volume a customer, at least 0; those of 0 are left out and counted, since no Pareto law reaches down to 0.
 * @param options - Method and smallest volume.
 * @returns The law, and how many customers are behind it.
 * @throws InputError `zero-variance` for fewer than two different volumes at or above the minimum, `out-of-range` for a negative volume or
 * a minimum that is not above 0.
 * @remarks Sources: Hill (1975); Gabaix & Ibragimov (2011), Rank − 1/2. Twin: R `poweRlaw`.
 * @example
 * ```ts
 * import { fitParetoExponent } from "customer-equity/segmentation";
 * console.log(fitParetoExponent([400, 200, 120, 90, 60, 50, 30, 25, 15, 10]).exponent.toFixed(4)); // 0.5818
 * ```
 */
export function fitParetoExponent(values: Column, options?: FitParetoExponentOptions): FittedParetoLaw {
  const { method = "likelihood", minimum } = requireOptions(options);
  requireOneOf(method, "options.method", ["likelihood", "unbiased", "rank-size"]);
  if (minimum !== undefined) requireNumber(minimum, "options.minimum", { min: 0, openMin: true });
  requireColumn(values, "values", { min: 0 });
  const used = new Float64Array(values).sort().reverse().subarray(0, countFrom(values, minimum));
  const count = used.length;
  const smallest = minimum ?? used[count - 1] ?? 0;
  if (count < 2 || used[0] === used[count - 1]) {
    throw new InputError({
      code: "zero-variance",
      path: "values",
      expected: "at least two different volumes that are above 0 and not below the minimum",
      received: values,
    });
  }
  // The slope does not depend on the unit; in that of the smallest volume, neighbouring volumes stay apart.
  const unit = method === "rank-size" ? used[count - 1]! : smallest;
  const logs = new Float64Array(count);
  for (let i = 0; i < count; i++) logs[i] = logRatio(used[i]!, unit);
  const exponent = method === "rank-size" ? rankSizeSlope(logs) : hill(logs, method === "unbiased");
  return { ...lawOf(exponent), minimum: smallest, count, leftOut: values.length - count };
}

/** How many volumes the law is to hold for. */
function countFrom(values: Column, minimum = 0): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > 0 && values[i]! >= minimum) count++;
  return count;
}

/** ln(value / unit): by the quotient, which tells neighbouring doubles apart where the difference of the logarithms is 0. */
function logRatio(value: number, unit: number): number {
  const ratio = value / unit;
  return ratio < Infinity ? Math.log(ratio) : Math.log(value) - Math.log(unit);
}

function hill(logs: Float64Array, unbiased: boolean): number {
  let sum = 0;
  for (let i = 0; i < logs.length; i++) sum += logs[i]!;
  return (logs.length - (unbiased ? 1 : 0)) / sum;
}

/** Minus the slope of ln(rank − 1/2) on the logarithms, which come from the largest. */
function rankSizeSlope(logs: Float64Array): number {
  const n = logs.length;
  let meanLog = 0;
  let meanRank = 0;
  for (let i = 0; i < n; i++) {
    meanLog += logs[i]! / n;
    meanRank += Math.log(i + 0.5) / n;
  }
  let product = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    product += (logs[i]! - meanLog) * (Math.log(i + 0.5) - meanRank);
    square += (logs[i]! - meanLog) ** 2;
  }
  return -product / square;
}
