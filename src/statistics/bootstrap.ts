import { requireNumber, requireOptions, requireSeed } from "../checks.ts";
import { randomStream } from "../numeric/random.ts";
import type { Warning } from "../types.ts";

/** How respondents are resampled (自助法). */
export interface BootstrapOptions {
  /** Seed: draw k depends on the seed and k alone. Any whole number. */
  readonly seed: number;
  /**
   * How many times respondents are drawn, from 20 to 1,000,000.
   * @defaultValue 1000
   */
  readonly draws?: number | undefined;
}

/** The bootstrap behind intervals. */
export interface BootstrapSummary {
  /** The seed given. */
  readonly seed: number;
  /** Draws asked for. */
  readonly draws: number;
  /** Draws that could not be estimated, and are left out. */
  readonly failed: number;
}

/** The options, checked and complete. */
export function requireBootstrap(
  options: BootstrapOptions,
  path = "options.bootstrap",
): Pick<BootstrapSummary, "seed" | "draws"> {
  const { seed, draws = 1000 } = requireOptions(options, path);
  return {
    seed: requireSeed(seed, `${path}.seed`),
    draws: requireNumber(draws, `${path}.draws`, { integer: true, min: 20, max: 1e6 }),
  };
}

/**
 * What `estimate` makes of rows drawn with replacement, draw after draw; draw k from stream k of the seed. Draws of which it makes `null` are
 * left out. The rows are in one array, written anew for each draw.
 *
 * Source: Efron (1979), Annals of Statistics 7(1).
 */
export function resampled<T>(
  rows: number,
  { seed, draws }: Pick<BootstrapSummary, "seed" | "draws">,
  estimate: (drawn: Uint32Array) => T | null,
): readonly T[] {
  const drawn = new Uint32Array(rows);
  const estimates: T[] = [];
  for (let k = 0; k < draws; k++) {
    const stream = randomStream(seed, k);
    for (let i = 0; i < rows; i++) drawn[i] = stream.integer(rows);
    const found = estimate(drawn);
    if (found !== null) estimates.push(found);
  }
  return estimates;
}

/** What the reader should know of draws that are left out; `why` says in words what happens in them. */
export function failedDraws({ failed, draws }: Pick<BootstrapSummary, "failed" | "draws">, why: string): Warning[] {
  if (failed === 0) return [];
  return [
    {
      code: "refits-failed",
      message: `${failed} of ${draws} resamples could not be estimated (${why}) and are left out: the intervals are too narrow. Have more respondents, or leave out what nearly all answer alike.`,
      count: failed,
    },
  ];
}
