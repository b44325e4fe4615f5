import { requireNumber, requireOptions } from "../../checks.ts";
import type { Warning } from "../../types.ts";

/** A direct and an indirect index of the same customers. */
export interface DirectAndIndirect {
  /** What customers say, from 0 to 100. */
  readonly direct: number;
  /** What they do, or what operations show, from 0 to 100. */
  readonly indirect: number;
}

/** Options of {@link compositeSatisfaction}. */
export interface CompositeSatisfactionOptions {
  /**
   * The weight λ of the direct index; the indirect one has the rest.
   * @defaultValue 0.5
   */
  readonly directWeight?: number | undefined;
  /**
   * From how many points on the two diverge.
   * @defaultValue 15
   */
  readonly divergenceFrom?: number | undefined;
}

/** What {@link compositeSatisfaction} returns. */
export interface CompositeSatisfaction {
  /** The composite index, from 0 to 100. */
  readonly index: number;
  /** Direct less indirect: above 0 where customers say better than they do. */
  readonly divergence: number;
  /** Whether the two are as far apart as `divergenceFrom`. */
  readonly diverges: boolean;
  /** `words-and-deeds-diverge` where they are. */
  readonly warnings: readonly Warning[];
}

/**
 * Satisfaction measured both ways (综合法): a weighted mean of what customers say and what they do, and whether the two agree.
 *
 * index = λ · direct + (1 − λ) · indirect.
 *
 * @param indices - Both indices, from 0 to 100: of `directSatisfaction`, `satisfactionIndex` or `csat`, and of `indirectSatisfaction` or
 * `satisfactionByDisconfirmation`.
 * @param options - Weight of the direct index; from where on the two diverge.
 * @returns The composite, the divergence, and a warning where customers say one thing and do another.
 * @throws InputError `out-of-range` for indices outside 0 to 100 or a weight outside 0 to 1, `not-finite`.
 * @remarks A convention of this package: see `directSatisfaction`. The 15 points are a convention, too.
 * @example
 * ```ts
 * import { compositeSatisfaction } from "customer-equity/satisfaction";
 * const { index, diverges } = compositeSatisfaction({ direct: 82, indirect: 61 });
 * console.log(index, diverges); // 71.5 true
 * ```
 */
export function compositeSatisfaction(
  indices: DirectAndIndirect,
  options?: CompositeSatisfactionOptions,
): CompositeSatisfaction {
  const { direct, indirect } = requireOptions(indices, "indices");
  const { directWeight = 0.5, divergenceFrom = 15 } = requireOptions(options);
  const score = { min: 0, max: 100 };
  requireNumber(direct, "indices.direct", score);
  requireNumber(indirect, "indices.indirect", score);
  requireNumber(directWeight, "options.directWeight", { min: 0, max: 1 });
  requireNumber(divergenceFrom, "options.divergenceFrom", { min: 0 });
  const divergence = direct - indirect;
  const diverges = Math.abs(divergence) >= divergenceFrom;
  const higher = divergence > 0 ? "say better than they do" : "do better than they say";
  return {
    index: directWeight * direct + (1 - directWeight) * indirect,
    divergence,
    diverges,
    warnings: diverges
      ? [
          {
            code: "words-and-deeds-diverge",
            message: `Customers ${higher}, by ${Math.abs(divergence).toFixed(1)} points: look at both indices and not at their mean.`,
          },
        ]
      : [],
  };
}
