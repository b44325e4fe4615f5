import { requireFlag, requireNumber, requireOptions, requireSeed } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";

/** Options of `sampleParetoNbd`, `sampleAbe` and `sampleParetoGgg`. */
export interface HierarchicalOptions {
  /**
   * Draws kept of each chain, one every `thin` steps.
   * @defaultValue 250
   */
  readonly draws?: number | undefined;
  /**
   * Independent chains.
   * @defaultValue 2
   */
  readonly chains?: number | undefined;
  /**
   * Steps of each chain before draws are kept, in which it looks for the size of its steps.
   * @defaultValue 500
   */
  readonly warmUp?: number | undefined;
  /**
   * Steps from one kept draw to the next.
   * @defaultValue 10
   */
  readonly thin?: number | undefined;
  /** Seed: chain k depends on the seed and k alone. */
  readonly seed: number;
  /**
   * Time ahead, in the history's unit, for which purchases are predicted.
   * @defaultValue none: no predictions
   */
  readonly horizon?: number | undefined;
  /**
   * Keep the customers' own rates of each draw: customers times draws numbers (at most 2e8), a lot for a large base.
   * @defaultValue false
   */
  readonly keepCustomerDraws?: boolean | undefined;
}

/** {@link HierarchicalOptions}, checked and complete. */
export interface ChainSettings {
  readonly draws: number;
  readonly chains: number;
  readonly warmUp: number;
  readonly thin: number;
  readonly seed: number;
  readonly horizon: number | undefined;
  readonly keepCustomerDraws: boolean;
}

/** Checks the options of a sampler and fills in the defaults. */
export function requireChainSettings(options: HierarchicalOptions): ChainSettings {
  const {
    draws = 250,
    chains = 2,
    warmUp = 500,
    thin = 10,
    seed,
    horizon,
    keepCustomerDraws = false,
  } = requireOptions(options);
  requireNumber(draws, "options.draws", { min: 1, integer: true });
  requireNumber(chains, "options.chains", { min: 1, integer: true });
  requireNumber(warmUp, "options.warmUp", { min: 0, integer: true });
  requireNumber(thin, "options.thin", { min: 1, integer: true });
  requireSeed(seed);
  if (horizon !== undefined) requireNumber(horizon, "options.horizon", { min: 0 });
  requireFlag(keepCustomerDraws, "options.keepCustomerDraws");
  if (draws * thin < 10) {
    throw new InputError({
      code: "out-of-range",
      path: "options.draws",
      expected: "at least 10 steps of each chain (draws times thin)",
      received: draws * thin,
    });
  }
  return { draws, chains, warmUp, thin, seed, horizon, keepCustomerDraws };
}

/** Throws where a row stands for several customers: samplers of the customers' own rates need them one by one. */
export function requireSingleCustomers({ weight }: PurchaseHistory): void {
  const row = weight?.findIndex((w) => w !== 1) ?? -1;
  if (row < 0) return;
  throw new InputError({
    code: "bad-option",
    path: `history.weight[${row}]`,
    expected: "1, or no weights",
    received: weight![row],
    advice: "Each customer has rates of its own here: give one row for each customer.",
  });
}
