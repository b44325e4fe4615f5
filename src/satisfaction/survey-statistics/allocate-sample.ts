import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { largestAnswer } from "../../survey/answers.ts";

/** A stratum to sample from. */
export interface StratumToSample {
  /** Customers in it. */
  readonly population: number;
  /** Standard deviation that is expected of its answers; needed for Neyman's allocation. */
  readonly standardDeviation?: number | undefined;
}

/** Options of {@link allocateSample}. */
export interface AllocateSampleOptions {
  /** Answers to collect in all strata together, a whole number. */
  readonly total: number;
  /**
   * `"proportional"` to the customers, or Neyman's: to customers times standard deviation, which makes the variance of the mean smallest.
   * @defaultValue "proportional"
   */
  readonly method?: "proportional" | "neyman" | undefined;
  /**
   * The least that a stratum gets, as far as it has customers. A variance needs two answers.
   * @defaultValue 1
   */
  readonly minPerStratum?: number | undefined;
}

/** What {@link allocateSample} returns. */
export interface SampleAllocation {
  /** By stratum the answers to collect; they sum to `total`. */
  readonly sizes: Readonly<Record<string, number>>;
  /** By stratum the size by the formula alone, neither whole nor bounded. */
  readonly exact: Readonly<Record<string, number>>;
}

/**
 * Divides a sample among strata (分层样本分配): in proportion to their customers, or as Neyman does.
 *
 * Proportional n_h = n N_h/N; Neyman n_h = n N_h s_h/Σ N s. No stratum gets less than `minPerStratum` or more than its customers; what
 * that adds or takes is divided among the others by the same rule, and fractions go to the largest remainders (the earlier stratum
 * among equals).
 *
 * @param strata - By stratum its customers and, for Neyman, the standard deviation of its answers.
 * @param options - Answers in all; method; the least for a stratum.
 * @returns Whole sizes, and those of the formula.
 * @throws InputError `empty` without strata; `out-of-range` for fewer answers in all than the least of the strata together, or more
 * than customers; `not-finite` for Neyman without standard deviations; `zero-variance` where all of them are 0; `bad-option`.
 * @remarks Source: Neyman (1934), JRSS 97(4); Cochran (1977), chapter 5. Twin: R `PracTools::strAlloc`, which does not round.
 * @example
 * ```ts
 * import { allocateSample } from "customer-equity/satisfaction";
 * const strata = {
 *   basic: { population: 6000, standardDeviation: 1.76 },
 *   gold: { population: 3000, standardDeviation: 1.48 },
 *   private: { population: 1000, standardDeviation: 1.18 },
 * };
 * const { sizes } = allocateSample(strata, { total: 250, method: "neyman" });
 * console.log(sizes.basic, sizes.gold, sizes.private); // 163 69 18
 * ```
 */
export function allocateSample(
  strata: Readonly<Record<string, StratumToSample>>,
  options: AllocateSampleOptions,
): SampleAllocation {
  const { total, method = "proportional", minPerStratum = 1 } = requireOptions(options);
  requireOneOf(method, "options.method", ["proportional", "neyman"]);
  requireNumber(minPerStratum, "options.minPerStratum", { integer: true, min: 0 });
  const names = Object.keys(requireOptions(strata, "strata"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "strata", expected: "at least one stratum", received: strata });
  }
  const sizes = names.map((name) =>
    requireNumber(requireOptions(strata[name], `strata.${name}`).population, `strata.${name}.population`, {
      integer: true,
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
    }),
  );
  const weights = inUnitsOfLargest(method === "neyman" ? spreads(names, strata, sizes) : sizes);
  const least = sizes.map((size) => Math.min(size, minPerStratum));
  const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);
  requireNumber(total, "options.total", { integer: true, min: Math.max(1, sum(least)), max: sum(sizes) });
  const whole = largestRemainders(bounded(total, weights, least, sizes), total, sizes);
  return {
    sizes: Object.fromEntries(names.map((name, h) => [name, whole[h]!])),
    exact: Object.fromEntries(names.map((name, h) => [name, (total * weights[h]!) / sum(weights)])),
  };
}

/** Weights the largest of which is 1; those that vanish beside it are 0. */
function inUnitsOfLargest(weights: readonly number[]): number[] {
  const largest = Math.max(...weights);
  return weights.map((weight) => (weight > 1e-12 * largest ? weight / largest : 0));
}

function spreads(
  names: readonly string[],
  strata: Readonly<Record<string, StratumToSample>>,
  sizes: readonly number[],
): number[] {
  const weights = names.map((name, h) => {
    const advice = "Neyman's allocation needs the standard deviation of each stratum.";
    return (
      sizes[h]! *
      requireNumber(strata[name]!.standardDeviation, `strata.${name}.standardDeviation`, {
        min: 0,
        max: largestAnswer,
        advice,
      })
    );
  });
  if (weights.some((weight) => weight > 0)) return weights;
  throw new InputError({
    code: "zero-variance",
    path: "strata",
    expected: "a standard deviation above 0 in at least one stratum",
    received: strata,
    advice: "Where nothing varies any allocation will do: take the proportional one.",
  });
}

/**
 * Sizes in proportion to the weights within bounds, which leave room for the total: those of λ · weight, cut off at the bounds, with
 * the λ that makes them sum to it.
 */
function bounded(
  total: number,
  weights: readonly number[],
  least: readonly number[],
  most: readonly number[],
): number[] {
  const at = (lambda: number): number[] =>
    weights.map((weight, h) => Math.min(most[h]!, Math.max(least[h]!, lambda * weight)));
  const sumAt = (lambda: number): number => at(lambda).reduce((so, size) => so + size, 0);
  // The sum rises in straight pieces that meet where a stratum reaches a bound.
  const corners = weights
    .flatMap((weight, h) => (weight > 0 ? [least[h]! / weight, most[h]! / weight] : []))
    .sort((a, b) => a - b);
  let low = 0;
  let high = corners.at(-1)!;
  for (const corner of corners) {
    if (sumAt(corner) <= total) low = corner;
    else {
      high = corner;
      break;
    }
  }
  const [below, above] = [sumAt(low), sumAt(high)];
  const sizes = at(above > below ? low + ((total - below) / (above - below)) * (high - low) : low);
  // Strata without spread take what the others cannot.
  let left = total - sizes.reduce((so, size) => so + size, 0);
  return sizes.map((size, h) => {
    const more = weights[h] === 0 ? Math.min(Math.max(0, left), most[h]! - size) : 0;
    left -= more;
    return size + more;
  });
}

/** Whole numbers of the same sum: each rounded down, and one more for the largest remainders that have room. */
function largestRemainders(sizes: readonly number[], total: number, most: readonly number[]): number[] {
  // What is whole within rounding is whole.
  const whole = sizes.map((size) => Math.floor(size + 1e-9));
  const order = sizes.map((_, h) => h).sort((a, b) => sizes[b]! - whole[b]! - (sizes[a]! - whole[a]!) || a - b);
  let left = total - whole.reduce((so, size) => so + size, 0);
  for (const h of order) {
    if (left > 0 && whole[h]! < most[h]!) {
      whole[h]!++;
      left--;
    }
  }
  return whole;
}
