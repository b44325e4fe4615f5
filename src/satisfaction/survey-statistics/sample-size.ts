import { requireKnown, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile } from "../../numeric/distributions.ts";
import { requireLevel } from "../../statistics/level.ts";
import type { Warning } from "../../types.ts";

/** A share that is to be known within a margin. */
export interface ShareTarget {
  /** Half the width of the interval, as a share: 0.05 is five percentage points. */
  readonly margin: number;
  /**
   * The share that is expected; one half needs the most respondents.
   * @defaultValue 0.5
   */
  readonly share?: number | undefined;
}

/** A mean that is to be known within a margin. */
export interface MeanTarget {
  /** Half the width of the interval, in the unit of the answers. */
  readonly margin: number;
  /** The standard deviation that is expected. Of a net promoter score: 100 √(p + d − (p − d)²), about 70 to 90 points. */
  readonly standardDeviation: number;
}

/** Two shares whose difference is to be noticed. */
export interface ComparisonTarget {
  /** The shares that are expected in the two groups. */
  readonly shares: readonly [number, number];
}

/** Options of {@link sampleSize}. */
export interface SampleSizeOptions {
  /**
   * Level of the interval, or 1 less the level of the two-sided test.
   * @defaultValue 0.95
   */
  readonly level?: number | undefined;
  /**
   * Chance to notice the difference of two shares.
   * @defaultValue 0.8
   */
  readonly power?: number | undefined;
  /**
   * How many customers there are. Not for the comparison of two shares.
   * @defaultValue so many that it makes no difference
   */
  readonly population?: number | undefined;
  /**
   * Share of those invited who answer.
   * @defaultValue 1
   */
  readonly responseRate?: number | undefined;
  /**
   * How many times as large the variance is as that of a simple random sample: of weights or clusters (设计效应).
   * @defaultValue 1
   */
  readonly designEffect?: number | undefined;
}

/** What {@link sampleSize} returns; of the comparison of two shares, for each of the two groups. */
export interface SampleSize {
  /** Answers needed, rounded up. */
  readonly n: number;
  /** Customers to invite so that as many answer. */
  readonly invitations: number;
  /** Answers needed of a population without end, not rounded. */
  readonly ofInfinite: number;
  /** Answers needed of the population given, not rounded; `null` where none was. */
  readonly ofPopulation: number | null;
  /** `population-too-small` where more would have to be invited than there are; `few-expected` where the normal approximation is poor. */
  readonly warnings: readonly Warning[];
}

/**
 * How many customers to ask (样本量): for a share or a mean within a margin, or to notice the difference of two shares.
 *
 * Share: n₀ = z² p(1 − p)/e². Mean: n₀ = z² σ²/e². Finite population: n = n₀/(1 + (n₀ − 1)/N). Two shares, for each group:
 * n₀ = (z_α √(2 p̄(1 − p̄)) + z_β √(p₁(1 − p₁) + p₂(1 − p₂)))² / (p₁ − p₂)². A design effect multiplies n₀. Rounded up, then divided by the
 * response rate and rounded up. Those who answer are taken to be like those who do not.
 *
 * @param target - `{ margin, share }`, `{ margin, standardDeviation }` or `{ shares: [p1, p2] }`.
 * @param options - Level, power, population, response rate, design effect.
 * @returns Answers and invitations, and the sizes before rounding.
 * @throws InputError `out-of-range` for a margin or share outside 0 to 1, and other options out of their range; `not-finite`;
 * `zero-variance` for two shares that are the same; `bad-option` for another target, or a population beside two shares.
 * @remarks Source: Cochran (1977), Sampling Techniques, chapter 4; two shares: Fleiss (1981). Twins: R `samplingbook::sample.size.prop`,
 * `sample.size.mean`, `power.prop.test` (the same to its tolerance), Python `statsmodels` (`samplesize_confint_proportion`).
 * @example
 * ```ts
 * import { sampleSize } from "customer-equity/satisfaction";
 * console.log(sampleSize({ margin: 0.05 }).n); // 385
 * console.log(sampleSize({ margin: 0.05 }, { population: 2000, responseRate: 0.2 }).invitations); // 1615
 * console.log(sampleSize({ shares: [0.7, 0.75] }).n); // 1251
 * ```
 */
export function sampleSize(
  target: ShareTarget | MeanTarget | ComparisonTarget,
  options?: SampleSizeOptions,
): SampleSize {
  const { population, responseRate = 1, designEffect = 1, power = 0.8, level: asked } = requireOptions(options);
  const z = normalQuantile(0.5 + requireLevel(asked) / 2);
  requireNumber(responseRate, "options.responseRate", { min: 1e-9, max: 1 });
  requireNumber(designEffect, "options.designEffect", { min: 1e-6, max: 1e6 });
  requireNumber(power, "options.power", { min: 0.5, max: 1, openMax: true });
  if (population !== undefined) requireNumber(population, "options.population", { min: 1 });
  const given = requireOptions(target, "target");
  requireKnown(given, ["margin", "share", "standardDeviation", "shares"], "target");
  const ofInfinite =
    designEffect * (isComparison(given) ? comparison(given, z, power, population) : estimate(given, z));
  requireNumber(ofInfinite, "target.margin", {
    max: Number.MAX_SAFE_INTEGER,
    advice: "Nobody can ask so many: take a wider margin.",
  });
  const ofPopulation = population === undefined ? null : ofInfinite / (1 + (ofInfinite - 1) / population);
  // A population that need not be whole cannot answer more than its whole customers.
  const n = Math.max(1, Math.min(roundUp(ofPopulation ?? ofInfinite), Math.floor(population ?? Infinity)));
  const invitations = Math.max(n, roundUp(n / responseRate));
  const warnings: Warning[] = [];
  if (population !== undefined && invitations > population) {
    warnings.push({
      code: "population-too-small",
      message: `${invitations} customers would have to be invited and there are ${population}: invite all, and remind those who do not answer.`,
    });
  }
  const rarest = Math.min(...expectedShares(given).map((share) => Math.min(share, 1 - share)));
  if (n * rarest < 5) {
    warnings.push({
      code: "few-expected",
      message:
        "Fewer than five respondents are expected on one side: the normal approximation behind this size is poor.",
    });
  }
  return { n, invitations, ofInfinite, ofPopulation, warnings };
}

const inside = { min: 0, max: 1, openMin: true, openMax: true };

function isComparison(target: object): target is ComparisonTarget {
  return "shares" in target;
}

function isMean(target: object): target is MeanTarget {
  return "standardDeviation" in target;
}

/** Respondents for a share or a mean within its margin. */
function estimate(target: ShareTarget | MeanTarget, z: number): number {
  if (isMean(target)) {
    const margin = requireNumber(target.margin, "target.margin", { min: 0, openMin: true });
    const deviation = requireNumber(target.standardDeviation, "target.standardDeviation", { min: 0, openMin: true });
    return ((z * deviation) / margin) ** 2;
  }
  const margin = requireNumber(target.margin, "target.margin", {
    ...inside,
    advice: "0.05 is five percentage points.",
  });
  const share = requireNumber(target.share ?? 0.5, "target.share", inside);
  return (z / margin) ** 2 * share * (1 - share);
}

/** Respondents in each group so that the difference of two shares is noticed. */
function comparison({ shares }: ComparisonTarget, z: number, power: number, population: number | undefined): number {
  const [first, second] = requirePair(shares);
  if (population !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: "options.population",
      expected: "no population beside two shares",
      received: population,
      advice: "A test asks about the groups behind the customers, not about those at hand alone.",
    });
  }
  if (first === second) {
    throw new InputError({
      code: "zero-variance",
      path: "target.shares",
      expected: "two shares that differ",
      received: shares,
      advice: "Say which difference you would not want to miss.",
    });
  }
  const mean = (first + second) / 2;
  const under = z * Math.sqrt(2 * mean * (1 - mean));
  const beside = normalQuantile(power) * Math.sqrt(first * (1 - first) + second * (1 - second));
  return ((under + beside) / (first - second)) ** 2;
}

function requirePair(shares: readonly [number, number]): readonly [number, number] {
  if (Array.isArray(shares) && shares.length === 2) {
    return [requireNumber(shares[0], "target.shares[0]", inside), requireNumber(shares[1], "target.shares[1]", inside)];
  }
  throw new InputError({
    code: "bad-option",
    path: "target.shares",
    expected: "two shares [p1, p2]",
    received: shares,
  });
}

function expectedShares(target: ShareTarget | MeanTarget | ComparisonTarget): readonly number[] {
  if (isComparison(target)) return target.shares;
  return isMean(target) ? [] : [target.share ?? 0.5];
}

/** The next whole number, but for what is one within rounding. */
function roundUp(value: number): number {
  return Math.ceil(value * (1 - 1e-12));
}
