import { requireNumber, requireSeed } from "../../../checks.ts";
import { symmetricEigen } from "../../../numeric/decompositions.ts";
import { quantileOfSorted } from "../../../numeric/quantile.ts";
import { type RandomStream, randomStream } from "../../../numeric/random.ts";
import { correlationMatrix } from "../../../statistics/correlation-matrix.ts";
import {
  type ItemData,
  type ItemOptions,
  readItems,
  requireCorrelations,
  requireRespondents,
} from "../items/item-data.ts";
import { countAbove } from "./count-above.ts";

/** Options of {@link parallelAnalysis}. */
export interface ParallelAnalysisOptions extends ItemOptions {
  /** Seed of the random answers: any whole number. */
  readonly seed: number;
  /**
   * How many sets of random answers are drawn, from 10 to 100,000.
   * @defaultValue 500
   */
  readonly draws?: number | undefined;
  /**
   * The share of random sets that an eigenvalue has to be above.
   * @defaultValue 0.95
   */
  readonly quantile?: number | undefined;
}

/** What {@link parallelAnalysis} returns. */
export interface ParallelAnalysis {
  /** How many factors to keep: so many eigenvalues, from the first, are above the `quantile` of random ones. */
  readonly factors: number;
  /** How many are above the mean of random ones, which is Horn's own rule and keeps more. */
  readonly factorsByMean: number;
  /** How many are above 1, which keeps too many (Kaiser's rule). */
  readonly kaiserCount: number;
  /** Eigenvalues of the items' correlations, the largest first. */
  readonly eigenvalues: readonly number[];
  /** For each of them the mean of as many random sets. */
  readonly randomMeans: readonly number[];
  /** For each of them the quantile of the random sets. */
  readonly randomQuantiles: readonly number[];
  /** The quantile that was asked for. */
  readonly quantile: number;
  /** Random sets drawn. */
  readonly draws: number;
  /** The seed given. */
  readonly seed: number;
  /** Respondents who count: so many rows has each random set. */
  readonly n: number;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
}

/**
 * Parallel analysis (平行分析): how many factors to keep. Answers drawn at random, of as many respondents and items, have eigenvalues above 1,
 * too; a factor counts where its eigenvalue is larger than what chance gives.
 *
 * Random correlations are drawn as such, from the Wishart distribution of independent normal answers (Bartlett's decomposition), so that
 * the number of respondents costs no time. Draw k is from stream k of the seed.
 *
 * @param answers - Answers, an item a column, or correlations of the items with the number of respondents.
 * @param options - Seed, number of random sets, quantile; items, scale, reversed items, missing answers.
 * @returns How many factors to keep, and both sets of eigenvalues (see `screeChart`).
 * @throws InputError `zero-variance` where an item does not vary, `insufficient-data` for fewer than two items or complete respondents,
 * `bad-option` for correlations without `n` and for the options, `out-of-range` for the numbers; `empty`, `length-mismatch`,
 * `not-finite`, `out-of-range`, `duplicate-id` for the answers.
 * @remarks Sources: Horn (1965), Psychometrika 30; Glorfeld (1995), Educational and Psychological Measurement 55 (the quantile); Bartlett
 * (1933) (the decomposition). It compares principal components. Twins: R `psych::fa.parallel(fa = "pc")`, `paran`.
 * @example
 * ```ts
 * import { parallelAnalysis } from "customer-equity/servqual";
 * const correlations = [[1, 0.6, 0.5, 0.2], [0.6, 1, 0.4, 0.3], [0.5, 0.4, 1, 0.1], [0.2, 0.3, 0.1, 1]];
 * console.log(parallelAnalysis({ correlations, n: 100 }, { seed: 1 }).factors); // 1
 * ```
 */
export function parallelAnalysis(answers: ItemData, options: ParallelAnalysisOptions): ParallelAnalysis {
  const read = readItems(answers, options);
  const { seed, draws = 500, quantile = 0.95 } = options ?? {};
  requireSeed(seed);
  requireNumber(draws, "options.draws", { integer: true, min: 10, max: 100_000 });
  requireNumber(quantile, "options.quantile", { min: 0, max: 1, openMin: true, openMax: true });
  const n = requireRespondents(read);
  const size = read.items.length;
  const eigenvalues = symmetricEigen(requireCorrelations(read)).values;
  const random = eigenvalues.map(() => new Float64Array(draws));
  for (let k = 0; k < draws; k++) {
    const { values } = symmetricEigen(randomCorrelations(size, n, randomStream(seed, k)));
    values.forEach((value, j) => {
      random[j]![k] = value;
    });
  }
  const randomMeans = random.map((values) => values.reduce((sum, value) => sum + value, 0) / draws);
  const randomQuantiles = random.map((values) => quantileOfSorted(values.sort(), quantile));
  return {
    factors: countAbove(eigenvalues, randomQuantiles),
    factorsByMean: countAbove(eigenvalues, randomMeans),
    kaiserCount: countAbove(eigenvalues),
    eigenvalues,
    randomMeans,
    randomQuantiles,
    quantile,
    draws,
    seed,
    n,
    missing: read.missing,
  };
}

/** Correlations of `rows` independent normal answers to `size` items: those of L Lᵀ, L with chi variates on its diagonal and normal ones below. */
function randomCorrelations(size: number, rows: number, stream: RandomStream): number[][] {
  const factor = Array.from({ length: size }, (_, i) =>
    Array.from({ length: Math.min(i + 1, rows - 1) }, (_, j) =>
      i === j ? Math.sqrt(2 * stream.gamma(0.5 * (rows - 1 - i))) : stream.normal(),
    ),
  );
  return correlationMatrix(
    factor.map((row) =>
      factor.map((other) => {
        let sum = 0;
        for (let j = 0; j < Math.min(row.length, other.length); j++) sum += row[j]! * other[j]!;
        return sum;
      }),
    ),
  );
}
