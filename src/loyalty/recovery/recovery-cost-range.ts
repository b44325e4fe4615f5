import { requireNumber, requireOptions } from "../../checks.ts";

/** Options of {@link recoveryCostRange}. */
export interface RecoveryCostRangeOptions {
  /**
   * Least extra cost, as a share of the base cost.
   * @defaultValue 0.25 (course slides)
   */
  readonly lowShare?: number | undefined;
  /**
   * Most extra cost.
   * @defaultValue 0.5 (course slides)
   */
  readonly highShare?: number | undefined;
}

/** What {@link recoveryCostRange} returns. */
export interface RecoveryCostRange {
  /** Least extra cost: baseCost · lowShare. */
  readonly low: number;
  /** Most extra cost: baseCost · highShare. */
  readonly high: number;
  /** Where the shares come from. */
  readonly source: "course slides" | "the caller";
}

/**
 * What it costs to make up for a poor first experience (服务补救成本): 25 to 50 % on top of what serving the customer costs anyway.
 *
 * @param baseCost - What the service costs when it goes right.
 * @param options - Least and most extra cost as shares.
 * @returns The extra cost, from and to, with the source of the shares.
 * @throws InputError `out-of-range` for negative numbers or a high share below the low one, `not-finite`.
 * @remarks Folklore of course slides; a bank that books its recoveries knows better. What recovery brings in: {@link recoveryReturn}.
 * There is no standard twin.
 * @example
 * ```ts
 * import { recoveryCostRange } from "customer-equity/loyalty";
 * const { low, high } = recoveryCostRange(180);
 * console.log(low, high); // 45 90
 * ```
 */
export function recoveryCostRange(baseCost: number, options?: RecoveryCostRangeOptions): RecoveryCostRange {
  const { lowShare, highShare } = requireOptions(options);
  requireNumber(baseCost, "baseCost", { min: 0, max: 1e15 });
  const low = requireNumber(lowShare ?? 0.25, "options.lowShare", { min: 0, max: 1e6 });
  const high = requireNumber(highShare ?? 0.5, "options.highShare", { min: low, max: 1e6 });
  const given = lowShare !== undefined || highShare !== undefined;
  return { low: baseCost * low, high: baseCost * high, source: given ? "the caller" : "course slides" };
}
