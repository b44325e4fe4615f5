import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { sampleMean } from "../../statistics/mean-estimate.ts";
import { largestAnswer } from "../../survey/answers.ts";
import { readRatings } from "../../survey/ratings.ts";
import type { Column, NullableColumn } from "../../types.ts";

/** A stratum of which size, mean and variance are known. */
export interface StratumSummary {
  /** Customers in the stratum. */
  readonly population: number;
  /** Answers from it. */
  readonly n: number;
  /** Their mean. */
  readonly mean: number;
  /** Their variance, divisor n − 1. */
  readonly variance: number;
}

/** A stratum with its answers. */
export interface StratumAnswers {
  /** Customers in the stratum. */
  readonly population: number;
  /** Its answers, a simple random sample; `null` where there is none. */
  readonly answers: Column | NullableColumn;
}

/** A stratum as it went into the mean. */
export interface StratumEstimate extends StratumSummary {
  /** Its share of the population, W_h. */
  readonly share: number;
  /** Standard error of its mean, with the correction for a finite population. */
  readonly standardError: number;
  /** Answers left out as there was none. */
  readonly missing: number;
}

/** What {@link stratifiedMean} returns. */
export interface StratifiedMean {
  /** Σ W_h ȳ_h. */
  readonly mean: number;
  /** √Σ W_h² (1 − n_h/N_h) s_h²/n_h. */
  readonly standardError: number;
  /** Lower end of the normal interval. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
  /** Answers of all strata. */
  readonly n: number;
  /** Customers of all strata. */
  readonly population: number;
  /** By stratum what went into the mean. */
  readonly strata: Readonly<Record<string, StratumEstimate>>;
}

/**
 * The mean of a stratified sample (分层抽样均值): branches, tiers or regions were sampled apart, and each counts with its share of the
 * customers.
 *
 * ȳ = Σ W_h ȳ_h, Var = Σ W_h² (1 − n_h/N_h) s_h²/n_h with W_h = N_h/N. Of a share take answers 0 and 1.
 *
 * @param strata - By stratum how many customers there are, and the answers, or their number, mean and variance.
 * @param options - Level of the interval.
 * @returns Mean, standard error and interval, and the part of each stratum.
 * @throws InputError `empty` without strata; `insufficient-data` for a stratum with fewer than two answers; `out-of-range` where there are
 * more answers than customers, or a negative variance; `not-finite`.
 * @remarks Source: Cochran (1977), Sampling Techniques, chapter 5. Twins: R `survey::svymean` with `strata` and `fpc`, Python `samplics`.
 * @example
 * ```ts
 * import { stratifiedMean } from "customer-equity/satisfaction";
 * const { mean, standardError } = stratifiedMean({
 *   basic: { population: 6000, n: 120, mean: 7.2, variance: 3.1 },
 *   gold: { population: 3000, n: 80, mean: 7.9, variance: 2.2 },
 *   private: { population: 1000, n: 50, mean: 8.6, variance: 1.4 },
 * });
 * console.log(mean.toFixed(2), standardError.toFixed(4)); // 7.55 0.1086
 * ```
 */
export function stratifiedMean(
  strata: Readonly<Record<string, StratumSummary | StratumAnswers>>,
  options?: LevelOptions,
): StratifiedMean {
  const level = requireLevel(requireOptions(options).level);
  const names = Object.keys(requireOptions(strata, "strata"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "strata", expected: "at least one stratum", received: strata });
  }
  const read = names.map((name) => readStratum(strata[name]!, `strata.${name}`));
  const population = read.reduce((sum, stratum) => sum + stratum.population, 0);
  const estimates = read.map((stratum): StratumEstimate => {
    const { population: size, n, variance } = stratum;
    const standardError = Math.sqrt(((1 - n / size) * variance) / n);
    return { ...stratum, share: size / population, standardError };
  });
  const mean = estimates.reduce((sum, { share, mean }) => sum + share * mean, 0);
  const standardError = Math.hypot(...estimates.map(({ share, standardError }) => share * standardError));
  const reach = normalQuantile(0.5 + level / 2) * standardError;
  return {
    mean,
    standardError,
    lower: mean - reach,
    upper: mean + reach,
    n: estimates.reduce((sum, { n }) => sum + n, 0),
    population,
    strata: Object.fromEntries(names.map((name, h) => [name, estimates[h]!])),
  };
}

function readStratum(
  stratum: StratumSummary | StratumAnswers,
  path: string,
): StratumSummary & { readonly missing: number } {
  const given = requireOptions(stratum, path);
  const summary = "answers" in given ? summarize(given.answers, `${path}.answers`) : { ...given, missing: 0 };
  const { n, mean, variance, missing } = summary;
  requireNumber(n, `${path}.n`, { integer: true, min: 0 });
  if (n < 2) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: "at least two answers, without which there is no variance",
      received: n,
      advice: "Merge this stratum with one like it.",
    });
  }
  return {
    n,
    mean: requireNumber(mean, `${path}.mean`, { min: -largestAnswer, max: largestAnswer }),
    variance: requireNumber(variance, `${path}.variance`, { min: 0, max: largestAnswer ** 2 }),
    population: requireNumber(given.population, `${path}.population`, {
      min: n,
      max: 1e15,
      advice: "There are more answers than customers.",
    }),
    missing,
  };
}

function summarize(
  answers: Column | NullableColumn,
  path: string,
): Omit<StratumSummary, "population"> & { readonly missing: number } {
  const { values, weights, missing } = readRatings(answers, path, {});
  const { n, mean, standardDeviation } = sampleMean(values, weights, 0.95);
  return { n, mean, variance: (standardDeviation ?? 0) ** 2, missing };
}
